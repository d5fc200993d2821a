"""The by-laws that come with the program: small, of fictional municipalities, for trying things out."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from apv.bylaws.reading import read_document
from apv.bylaws.regulation import Regulation
from apv.data_files import data_folder


def bundled_bylaw(municipality: str, day: date) -> Regulation | None:
    """The bundled by-law of this municipality that holds on `day`, or None."""
    wanted = municipality.strip().casefold()
    for regulation in _bundled():
        if regulation.meta.creator.casefold() == wanted and regulation.meta.holds_on(day):
            return regulation
    return None


def bundled_files(municipality: str) -> tuple[Path, ...]:
    """The files of the bundled by-law of this municipality, every version of it; none when there is none."""
    wanted = municipality.strip().casefold()
    return tuple(Path(one.source) for one in _bundled() if one.meta.creator.casefold() == wanted)


def bundled_municipalities() -> tuple[str, ...]:
    """The municipalities of which a by-law is bundled, in alphabetical order."""
    return tuple(sorted({one.meta.creator for one in _bundled()}))


@cache
def _bundled() -> tuple[Regulation, ...]:
    folder = data_folder("legal_sources") / "examples"
    return tuple(read_document(path) for path in sorted(folder.glob("*.xml")))
