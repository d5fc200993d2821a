"""Finds the by-law that an answer should look at: the one given, else that of the municipality on the date.

In the library first; else among the by-laws that come with the program. What was taken, or why nothing was, comes
back as notes for the user.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from apv.bylaws.examples import bundled_bylaw
from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import Norm, recognise
from apv.bylaws.reading import read_document
from apv.bylaws.regulation import Regulation
from apv.bylaws.store.database import LibraryError
from apv.bylaws.store.library import Library, library_at_hand
from apv.bylaws.store.names import match_name
from apv.bylaws.store.norms import norms_in
from apv.bylaws.store.records import Document
from apv.errors import InputError
from apv.law.catalogue import Catalogue
from apv.reasoning.local import LocalLaw


@dataclass(frozen=True, slots=True)
class FoundBylaw:
    """A by-law, or None; `norms` when the library keeps them; `notes` say in Dutch what was taken and why."""

    regulation: Regulation | None
    norms: tuple[Norm, ...] | None = None
    notes: tuple[str, ...] = ()

    def law(self, catalogue: Catalogue) -> LocalLaw | None:
        """The by-law with its norms."""
        if self.regulation is None:
            return None
        norms = recognise(self.regulation, load_lexicon(catalogue)) if self.norms is None else self.norms
        return LocalLaw(self.regulation, norms)


def find_bylaw(
    catalogue: Catalogue, municipality: str, given: Path | None, day: date, place: Path | None = None
) -> FoundBylaw:
    """The by-law in the file or with the id `given`, else that of `municipality` on `day`.

    `place` is the library named (None: the user's own, if there is one). Raises InputError when what is given is
    not there, and when a name fits several.
    """
    if given is not None and (given.exists() or given.suffix):
        return FoundBylaw(read_document(given))
    library = library_at_hand(place) if given is not None or municipality else None
    if library is not None:
        with library:
            norms = _norms(library, catalogue)
            document, notes = _meant(library, municipality, given, day, norms)
            if document is not None:
                return FoundBylaw(library.regulation(document.hash), norms(document), notes)
        if given is not None:
            return FoundBylaw(None, notes=notes)
        return FoundBylaw(bundled_bylaw(municipality, day), notes=notes)
    if given is not None:
        return FoundBylaw(read_document(given))
    return FoundBylaw(bundled_bylaw(municipality, day) if municipality else None)


def official_name(law: LocalLaw | None, municipality: str) -> str:
    """The municipality as its by-law writes the name; the name given when the by-law is not of that one."""
    if law is None:
        return municipality
    if not municipality or match_name(municipality, (law.municipality,)).names:
        return law.municipality
    return municipality


def _norms(library: Library, catalogue: Catalogue) -> Callable[[Document], tuple[Norm, ...]]:
    def norms(document: Document) -> tuple[Norm, ...]:
        kept = norms_in(library, document, catalogue.version, lambda: load_lexicon(catalogue))
        return tuple(quoted.norm for quoted in kept)

    return norms


def _meant(
    library: Library,
    municipality: str,
    given: Path | None,
    day: date,
    norms: Callable[[Document], tuple[Norm, ...]],
) -> tuple[Document | None, tuple[str, ...]]:
    """The regulation with the id `given`, else the by-law of the municipality, and what to tell about it."""
    notes: list[str] = []
    if given is not None:
        document: Document | None = _with_id(library, str(given))
    else:
        found = library.find(municipality, day)
        document = found.one(lambda candidate: bool(norms(candidate)))
        if document is None and found.lack():
            notes.append(f"Let op: {found.lack()}")
    if document is not None:
        notes.append(f"Uit de bibliotheek: {document.title}, {document.creator} ({document.id}).")
    return document, tuple(notes)


def _with_id(library: Library, name: str) -> Document:
    try:
        return library.document(name)
    except LibraryError:
        raise
    except InputError as error:
        raise InputError(
            f"'{name}' is geen bestand en ook geen kenmerk van een regeling in de bibliotheek", advice=error.advice
        ) from error
