"""What `apv library add` reads: files, folders at any depth, and zip files, one document at a time.

A zip file comes from anywhere. Its names are only shown, never used as a path; and only so much is unpacked, in
memory, as a document may be large.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from apv.errors import InputError
from apv.safe_xml import MAX_BYTES, read_bytes

XML, ZIP = ".xml", ".zip"

MOST_ENTRIES = 100_000
"""Names in one zip file."""

MOST_UNPACKED = 8 * 1024**3
"""Bytes that one zip file may hold, unpacked."""

MOST_PACKING = 250
"""How many times smaller packing can make a document; real by-laws become 5 to 20 times smaller."""

SMALL = 1024 * 1024
"""Below this size packing is not looked at."""

_READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


@dataclass(frozen=True, slots=True)
class Item:
    """A document with its bytes, or why it cannot be had."""

    name: str
    data: bytes = b""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """What there is to read. `failed` could not even be looked into; `ignored` counts files of another kind."""

    paths: tuple[Path, ...]
    archives: tuple[tuple[Path, tuple[zipfile.ZipInfo, ...]], ...]
    failed: tuple[Item, ...]
    ignored: int

    @property
    def total(self) -> int:
        return len(self.paths) + sum(len(entries) for _, entries in self.archives)

    def items(self) -> Iterator[Item]:
        """Every document in order; only one is in memory at a time."""
        for path in self.paths:
            yield _from_file(path)
        for path, entries in self.archives:
            yield from _from_zip(path, entries)


def gather_files(paths: Sequence[Path]) -> Files:
    """The documents behind `paths`: XML files, and those in folders and zip files; each file once, sorted.

    Raises InputError when there is nothing to read.
    """
    files: dict[Path, Path] = {}
    zips: dict[Path, Path] = {}
    failed: list[Item] = []
    ignored = 0
    for path in paths:
        inside = path.is_dir()
        for found in _walk(path, failed) if inside else (path,):
            kind = found.suffix.lower()
            if inside and (kind not in {XML, ZIP} or not found.is_file()):
                ignored += 1
            else:
                (zips if kind == ZIP else files).setdefault(found.resolve(), found)
    archives = []
    for path in sorted(zips.values()):
        entries, others = entries_of(path, failed)
        ignored += len(others)
        if entries:
            archives.append((path, tuple(entry for _, entry in entries)))
    found_all = Files(tuple(sorted(files.values())), tuple(archives), tuple(failed), ignored)
    if not found_all.total and not failed:
        raise InputError(
            "Er zijn geen XML-bestanden gevonden",
            where=", ".join(map(shown, paths)),
            advice="Geef bestanden, mappen of zipbestanden met officiële XML.",
        )
    return found_all


def shown(path: Path | str) -> str:
    """The name as text that can be kept and printed, whatever bytes it is made of."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _walk(folder: Path, failed: list[Item]) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        failed.append(Item(shown(error.filename), reason=f"De map kan niet worden geopend: {error.strerror}."))

    for place, folders, names in os.walk(folder, onerror=refused):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names))


def _from_file(path: Path) -> Item:
    name = shown(path)
    if path.exists() and not path.is_file():
        return Item(name, reason="Dit is geen gewoon bestand.")
    try:
        return Item(name, read_bytes(path))
    except InputError as error:
        return Item(name, reason=f"{error.what.rstrip('.')}. {error.advice}".strip())


DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError,
    ValueError, OverflowError,
)  # fmt: skip
"""What reading a damaged or unusual zip file may raise."""


Ranked = tuple[int, zipfile.ZipInfo]
"""An entry of a zip file with its rank in there, for two entries may have one name."""


def entries_of(path: Path, failed: list[Item]) -> tuple[tuple[Ranked, ...], tuple[str, ...]]:
    """The documents in a zip file, and the names of the files of another kind. Trouble goes to `failed`."""
    name = shown(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [pair for pair in enumerate(archive.infolist()) if not pair[1].is_dir()]
    except DAMAGED as error:
        failed.append(Item(name, reason=f"Het zipbestand kan niet worden geopend. {_cause(error)}".rstrip()))
        return (), ()
    if len(entries) > MOST_ENTRIES:
        reason = f"In het zipbestand staan te veel bestanden ({len(entries)}; de grens is {MOST_ENTRIES})."
        failed.append(Item(name, reason=reason))
        return (), ()
    return documents_among(entries, name, failed)


def documents_among(
    entries: Sequence[Ranked], name: str, failed: list[Item]
) -> tuple[tuple[Ranked, ...], tuple[str, ...]]:
    """The documents among the entries of the zip file called `name`, and the names of files of another kind."""
    readable: list[Ranked] = []
    others: list[str] = []
    for rank, entry in entries:
        plain = entry.filename.rpartition("/")[2]
        if plain.lower().endswith(ZIP):
            reason = "Dit is een zipbestand in een zipbestand; pak het buitenste eerst uit."
            failed.append(Item(f"{name}: {shown(entry.filename)}", reason=reason))
        elif plain.lower().endswith(XML) and not plain.startswith("._"):
            readable.append((rank, entry))
        else:
            others.append(entry.filename)
    return tuple(readable), tuple(others)


def _from_zip(path: Path, entries: Sequence[zipfile.ZipInfo]) -> Iterator[Item]:
    size = 0
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in entries:
                name = f"{shown(path)}: {shown(entry.filename)}"
                if size > MOST_UNPACKED:
                    yield Item(name, reason="Het zipbestand is uitgepakt te groot; de rest is niet gelezen.")
                    continue
                item = unpack(archive, entry, name)
                size += len(item.data)
                yield item
    except DAMAGED as error:
        yield Item(shown(path), reason=f"Het zipbestand kan niet worden gelezen. {_cause(error)}".rstrip())


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Item:
    """One document out of a zip file, within the bounds of this module; the reason when that cannot be."""
    if entry.flag_bits & 1:
        return Item(name, reason="Dit bestand is met een wachtwoord versleuteld; pak het eerst uit.")
    if entry.compress_type not in _READABLE:
        return Item(name, reason="Dit bestand is op een ongewone manier ingepakt; pak het eerst uit.")
    if entry.file_size > MAX_BYTES:
        return Item(name, reason=f"Het bestand is te groot. De grens is {MAX_BYTES >> 20} MB.")
    if entry.file_size > max(SMALL, MOST_PACKING * entry.compress_size):
        return Item(name, reason="Dit bestand zwelt bij het uitpakken verdacht op en is niet gelezen.")
    try:
        with archive.open(entry) as stream:
            # one more than it says: the reader checks size and checksum only at the end of what it reads
            return Item(name, stream.read(entry.file_size + 1))
    except DAMAGED as error:
        return Item(name, reason=f"Het bestand in het zipbestand is beschadigd. {_cause(error)}".rstrip())


def _cause(error: Exception) -> str:
    """What the system says about a file it cannot open; of a damaged one its reader only speaks English."""
    return f"{error.strerror}." if isinstance(error, OSError) and error.strerror else ""
