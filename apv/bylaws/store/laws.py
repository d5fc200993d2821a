"""Texts of acts out of the library, for whoever quotes them or holds the catalogue against them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from apv.bylaws.statutes import Statute, statute_of
from apv.bylaws.store.library import Library
from apv.bylaws.store.records import version_on


def library_statutes(library: Library, act: str, day: date) -> list[Statute]:
    """The text of `act` (its BWB number) that holds on `day`, else the first later one; none when none is kept."""
    kept = [version for version in library.versions(act) if version.counts and version.kind == "law"]
    chosen = version_on(kept, day) or next(iter(kept), None)
    if chosen is None:
        return []
    return [statute_of(library.regulation(chosen.hash), Path(chosen.name))]
