"""By-laws out of the library for the comparison: which ones, and how other processes get at them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from apv.bylaws.examples import bundled_files
from apv.bylaws.store.library import Library
from apv.bylaws.store.records import Document
from apv.comparing.sources import KeptDocument
from apv.errors import InputError


def kept(library: Library, document: Document) -> KeptDocument:
    """A document of `library` as something to compare."""
    return KeptDocument(library.path, document.hash, document.id)


class _Opened(threading.local):
    """The libraries that this thread of this process opened."""

    def __init__(self) -> None:
        self.libraries: dict[Path, Library] = {}


_OPENED = _Opened()


def opened(place: Path) -> Library:
    """The library at `place`, opened once in each process."""
    if place not in _OPENED.libraries:
        _OPENED.libraries[place] = Library.open(place, create=False)
    return _OPENED.libraries[place]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to compare: documents of the library, and files (by-laws that come with the program)."""

    documents: tuple[Document, ...]
    files: tuple[Path, ...]


def choose(library: Library | None, municipalities: Sequence[str], on: date) -> Chosen:
    """Every by-law in the library; of these municipalities only, when named, and then also those that come with
    the program. All versions, for an older one tells how old a provision is.

    Raises InputError for a municipality of which there is no by-law, and when there is nothing at all.
    """
    bylaws = [one for one in library.documents() if one.kind == "bylaw" and one.counts] if library else []
    if not municipalities:
        if not bylaws:
            raise InputError(
                "Er is niets om te vergelijken",
                advice="Geef bestanden of mappen op, of vul de bibliotheek met apv library add PAD.",
            )
        return Chosen(tuple(bylaws), ())
    documents: dict[str, Document] = {}
    files: dict[Path, None] = {}
    for name in municipalities:
        names = library.find(name, on).names if library else ()
        found = [one for one in bylaws if one.municipality in names]
        bundled = () if found else bundled_files(name)
        if not found and not bundled:
            raise InputError(
                f"Er is geen APV van '{name}'",
                advice="Voeg haar toe met apv library add PAD, of geef het bestand.",
            )
        documents |= {one.hash: one for one in found}
        files |= dict.fromkeys(bundled)
    return Chosen(tuple(documents.values()), tuple(files))
