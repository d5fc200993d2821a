"""The names by which a user points at one file in the library, in every spelling that occurs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches

from apv.bylaws.identifiers import cvdr_name
from apv.bylaws.store.records import Document
from apv.errors import InputError

_HASH = re.compile(r"(?:sha256:)?([0-9a-f]{6,64})", re.IGNORECASE)

Select = Callable[..., Sequence[Document]]
"""The documents for an SQL condition over `shelf` with its values."""


def official_names(name: str) -> tuple[str, ...]:
    """The official names of a work or version that `name` may stand for, however it is written.

    >>> official_names("cvdr://72510_56"), official_names("bwbr0001854")
    (('cvdr://72510_56', 'CVDR72510_56'), ('bwbr0001854', 'BWBR0001854'))
    """
    name = name.strip()
    cvdr = cvdr_name(name)
    other = cvdr.expression if cvdr else name.upper()
    return tuple(dict.fromkeys(spelling for spelling in (name, other) if spelling))


def by_id(name: str, select: Select, everything: Callable[[], Sequence[Document]]) -> Document:
    """The document that `name` means: the name of a version, of a work (its newest version), or a hash."""
    for spelling in official_names(name):
        found = select("counts AND expression = ?", spelling) or select("counts AND work = ?", spelling)
        if found:
            return max(found, key=lambda one: one.age)
    if match := _HASH.fullmatch(name.strip()):
        start = match[1].lower()
        found = select("hash >= ? AND hash < ?", start, start + "g")
        if len(found) > 1:
            named = ", ".join(one.hash[: len(start) + 6] for one in found[:8])
            raise InputError(f"Er begint meer met '{name}'", advice=f"Kies uit: {named}.")
        if found:
            return found[0]
    raise _unknown(name, everything())


def _unknown(name: str, documents: Sequence[Document]) -> InputError:
    near = get_close_matches(name.upper(), sorted({one.id for one in documents}), n=3, cutoff=0.75)
    hint = f"Bedoelt u {' of '.join(near)}? " if near else ""
    return InputError(f"In de bibliotheek staat geen '{name}'", advice=f"{hint}Alle namen: apv library list.")
