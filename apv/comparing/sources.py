"""What a comparison reads: what the user named, folders and zip files opened, everything else counted.

A source is a value that any process can open: a file, an entry of a zip file, a document in the library, or bytes
that were read elsewhere. What comes out of a zip file stays in memory and within bounds (store/files.py).
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from apv.bylaws.store.files import MOST_UNPACKED, ZIP, Item, entries_of, unpack
from apv.comparing.comparison import Failure
from apv.errors import InputError
from apv.safe_xml import read_bytes

XML_SUFFIX = ".xml"

OPEN_ARCHIVES = 4
"""Zip files that one process keeps open."""


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """A document in the zip file at `archive`: the entry with this `rank` (two entries may have one name)."""

    archive: Path
    rank: int
    entry: str

    def __str__(self) -> str:
        return f"{shown(self.archive)}: {shown(self.entry)}"


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document in the library at `library`, known by the SHA-256 of its bytes; `id` is its name there."""

    library: Path
    hash: str
    id: str

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Sent:
    """A document that was read elsewhere: its bytes, under the name it has there."""

    name: str
    data: bytes

    def __str__(self) -> str:
        return self.name


Source = Path | ZipEntry | KeptDocument | Sent


@dataclass(frozen=True, slots=True)
class Sources:
    """The files to read and the entries of zip files, in order; what could not even be looked at; and how many
    other files there were."""

    files: tuple[Path, ...]
    failed: tuple[Failure, ...]
    ignored: tuple[Path, ...]
    zipped: tuple[ZipEntry, ...] = ()


def shown(source: Source | str) -> str:
    """The name as text that can be printed and written everywhere, whatever bytes it is made of."""
    plain = source.as_posix() if isinstance(source, Path) else str(source)
    return os.fsencode(plain).decode("utf-8", "backslashreplace")


def data_of(source: Source) -> bytes:
    """The bytes of a document. Raises InputError, in words, when they cannot be had."""
    if isinstance(source, Sent):
        return source.data
    if isinstance(source, ZipEntry):
        return _from_archive(source)
    if isinstance(source, KeptDocument):
        from apv.comparing.library_reader import opened

        return opened(source.library).data(source.hash)
    return read_bytes(source)


def gather(paths: Sequence[Path], *, zips: bool = False) -> Sources:
    """The files behind `paths`: a file stands for itself, a folder for every *.xml in it at any depth, sorted.

    With `zips` a zip file stands for every *.xml in it. A file named twice is read once. Raises InputError when
    there is nothing at all to read.
    """
    place_of = _Places().place_of
    files: dict[Path, Path] = {}
    archives: dict[Path, Path] = {}
    failed: list[Failure] = []
    ignored: list[Path] = []
    for path in paths:
        inside = path.is_dir()
        for found in _walk(path, failed) if inside else (path,):
            kind = found.suffix.lower()
            if zips and kind == ZIP and found.is_file():
                archives.setdefault(place_of(found), found)
            elif not inside or kind == XML_SUFFIX:
                files.setdefault(place_of(found), found)
            else:
                ignored.append(found)
    zipped: list[ZipEntry] = []
    for archive in sorted(archives.values()):
        zipped += _entries(archive, failed, ignored)
    if not files and not failed and not zipped:
        raise InputError(
            "Er zijn geen XML-bestanden gevonden",
            where=", ".join(str(path) for path in paths),
            advice=f"Geef bestanden op, of een map{' of zipbestand' if zips else ''} met regelingen in CVDR-XML.",
        )
    return Sources(tuple(sorted(files.values())), tuple(failed), tuple(sorted(ignored)), tuple(zipped))


class _Places:
    """Where files really are: a file named twice, or reached by two ways, is one file."""

    def __init__(self) -> None:
        self._folders: dict[Path, Path] = {}

    def place_of(self, path: Path) -> Path:
        """The same as `path.resolve()`, which asks for every folder on the way; here each is asked for once."""
        if path.is_symlink() or path.name in {"", ".."}:
            return path.resolve()
        folder = path.parent
        if folder not in self._folders:
            self._folders[folder] = folder.resolve()
        return self._folders[folder] / os.path.normcase(path.name)


def _walk(folder: Path, failed: list[Failure]) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        name = shown(str(error.filename))
        failed.append(Failure(name, f"De map kan niet worden geopend: {error.strerror}."))

    for place, folders, names in os.walk(folder, onerror=refused):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names))


def _entries(archive: Path, failed: list[Failure], ignored: list[Path]) -> Iterator[ZipEntry]:
    trouble: list[Item] = []
    entries, others = entries_of(archive, trouble)
    failed += (Failure(item.name, item.reason) for item in trouble)
    ignored += (archive / shown(name) for name in others)
    room = MOST_UNPACKED
    for rank, entry in entries:
        room -= entry.file_size
        found = ZipEntry(archive, rank, entry.filename)
        if room < 0:
            reason = "Het zipbestand is uitgepakt te groot; dit bestand is niet gelezen."
            failed.append(Failure(shown(found), reason))
        else:
            yield found


def _from_archive(source: ZipEntry) -> bytes:
    try:
        archive = _opened(source.archive, source.archive.stat().st_mtime_ns)
        entry = archive.infolist()[source.rank]
    except (OSError, zipfile.BadZipFile, IndexError) as error:
        raise InputError("Het zipbestand kan niet meer worden gelezen", where=shown(source)) from error
    item = unpack(archive, entry, shown(source))
    if item.reason:
        raise InputError(item.reason.rstrip("."), where=item.name)
    return item.data


@lru_cache(OPEN_ARCHIVES)
def _opened(path: Path, _changed: int) -> zipfile.ZipFile:
    return zipfile.ZipFile(path)
