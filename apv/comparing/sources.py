"""Which files a comparison reads: what the user named, folders opened, everything else counted."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from apv.comparing.comparison import Failure
from apv.errors import InputError

XML_SUFFIX = ".xml"


@dataclass(frozen=True, slots=True)
class Sources:
    """The files to read in order, what could not even be looked at, and how many other files the folders held."""

    files: tuple[Path, ...]
    failed: tuple[Failure, ...]
    ignored: tuple[Path, ...]


def gather(paths: Sequence[Path]) -> Sources:
    """The files behind `paths`: a file stands for itself, a folder for every *.xml in it at any depth, sorted.

    A file named twice is read once. Raises InputError when there is nothing at all to read.
    """
    files: dict[Path, Path] = {}
    failed: list[Failure] = []
    ignored: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files.setdefault(path.resolve(), path)
            continue
        for found in _walk(path, failed):
            if found.suffix.lower() == XML_SUFFIX:
                files.setdefault(found.resolve(), found)
            else:
                ignored.append(found)
    if not files and not failed:
        raise InputError(
            "Er zijn geen XML-bestanden gevonden",
            where=", ".join(str(path) for path in paths),
            advice="Geef bestanden op, of een map met regelingen in CVDR-XML.",
        )
    return Sources(tuple(sorted(files.values())), tuple(failed), tuple(sorted(ignored)))


def _walk(folder: Path, failed: list[Failure]) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        failed.append(Failure(str(error.filename), f"De map kan niet worden geopend: {error.strerror}."))

    for place, folders, names in os.walk(folder, onerror=refused):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names))
