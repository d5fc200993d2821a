"""The by-law that a command should look at, with what the user has to know about it on stderr."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from apv.bylaws.regulation import Regulation
from apv.law.catalogue import Catalogue
from apv.reasoning.local import LocalLaw
from apv.reasoning.local_bylaw import FoundBylaw, find_bylaw, official_name

__all__ = ["local_law", "local_regulation", "official_name"]


def local_law(
    catalogue: Catalogue, municipality: str, apv_file: Path | None, day: date, place: Path | None = None
) -> LocalLaw | None:
    """The by-law with its recognised norms, or None when there is none to be had; `place` is the library named."""
    return _told(find_bylaw(catalogue, municipality, apv_file, day, place)).law(catalogue)


def local_regulation(
    catalogue: Catalogue, municipality: str, apv_file: Path | None, day: date, place: Path | None = None
) -> Regulation | None:
    """The same by-law as `local_law` gives, without its norms."""
    return _told(find_bylaw(catalogue, municipality, apv_file, day, place)).regulation


def _told(found: FoundBylaw) -> FoundBylaw:
    for note in found.notes:
        click.echo(note, err=True)
    return found
