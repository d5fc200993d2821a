"""Finds the by-law that a command should look at: the one given, else that of the municipality.

In the library first, on the date asked; else among the by-laws that come with the program.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

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


def local_law(
    catalogue: Catalogue, municipality: str, apv_file: Path | None, day: date, place: Path | None = None
) -> LocalLaw | None:
    """The by-law with its recognised norms, or None when there is none to be had; `place` is the library named."""
    regulation, kept = _find(catalogue, municipality, apv_file, day, place, with_norms=True)
    if regulation is None:
        return None
    return LocalLaw(regulation, recognise(regulation, load_lexicon(catalogue)) if kept is None else kept)


def local_regulation(
    catalogue: Catalogue, municipality: str, apv_file: Path | None, day: date, place: Path | None = None
) -> Regulation | None:
    """The same by-law as `local_law` gives, without its norms."""
    return _find(catalogue, municipality, apv_file, day, place, with_norms=False)[0]


def official_name(law: LocalLaw | None, municipality: str) -> str:
    """The municipality as its by-law writes the name; the name given when the by-law is not of that one."""
    if law is None:
        return municipality
    if not municipality or match_name(municipality, (law.municipality,)).names:
        return law.municipality
    return municipality


_Found = tuple[Regulation | None, tuple[Norm, ...] | None]
"""A by-law, and its norms when the library keeps them."""


def _find(
    catalogue: Catalogue,
    municipality: str,
    apv_file: Path | None,
    day: date,
    place: Path | None,
    *,
    with_norms: bool,
) -> _Found:
    if apv_file is not None and (apv_file.exists() or apv_file.suffix):
        return read_document(apv_file), None
    library = library_at_hand(place) if apv_file is not None or municipality else None
    if library is not None:
        with library:
            norms = _norms(library, catalogue)
            document = _meant(library, municipality, apv_file, day, norms)
            if document is not None:
                regulation = library.regulation(document.hash)
                return regulation, norms(document) if with_norms else None
    elif apv_file is not None:
        return read_document(apv_file), None
    return bundled_bylaw(municipality, day) if municipality else None, None


def _norms(library: Library, catalogue: Catalogue) -> Callable[[Document], tuple[Norm, ...]]:
    def norms(document: Document) -> tuple[Norm, ...]:
        kept = norms_in(library, document, catalogue.version, lambda: load_lexicon(catalogue))
        return tuple(quoted.norm for quoted in kept)

    return norms


def _meant(
    library: Library,
    municipality: str,
    apv_file: Path | None,
    day: date,
    norms: Callable[[Document], tuple[Norm, ...]],
) -> Document | None:
    """The regulation with the id `apv_file`, else the by-law of the municipality; stderr says which or why not."""
    if apv_file is not None:
        document: Document | None = _with_id(library, str(apv_file))
    else:
        found = library.find(municipality, day)
        document = found.one(lambda candidate: bool(norms(candidate)))
        if document is None and found.lack():
            click.echo(f"Let op: {found.lack()}", err=True)
    if document is not None:
        click.echo(f"Uit de bibliotheek: {document.title}, {document.creator} ({document.id}).", err=True)
    return document


def _with_id(library: Library, name: str) -> Document:
    try:
        return library.document(name)
    except LibraryError:
        raise
    except InputError as error:
        raise InputError(
            f"'{name}' is geen bestand en ook geen kenmerk van een regeling in de bibliotheek", advice=error.advice
        ) from error
