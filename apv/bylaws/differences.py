"""The differences between two texts, word by word, as values: what was taken out, what was put in, what stayed.

One way of telling two texts apart, for the history of a by-law, for comparing by-laws and for was-wordt tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_WORDS = re.compile(r"\w+(?:[:.’'-]\w+)*|\s+|[^\w\s]")
"""A number such as 2:1a is one word; white space and each sign count by themselves."""

LITTLE = 0.3
"""Texts that share a smaller part of their words are other texts: differences word by word would be a puzzle."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of both texts: the same in both, only in the old one (`new` is empty), only in the new one, or
    other words in its place. All `old` stretches in order make up the old text, all `new` ones the new text."""

    kind: Literal["same", "taken_out", "put_in", "replaced"]
    old: str
    new: str


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """What became of `old` in `new`; texts with little in common are one difference.

    >>> [(one.kind, one.old, one.new) for one in differences("op de weg", "aan de weg")]
    [('replaced', 'op', 'aan'), ('same', ' de weg', ' de weg')]
    """
    if old and new and old != new and _shared(old, new) < LITTLE:
        return (Difference("replaced", old, new),)
    return tuple(_difference(*piece) for piece in stretches(old, new))


def stretches(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """The texts side by side, (old, new) per stretch; equal where nothing changed.

    Changes that only white space parts are one: that is no reason to cut them apart.
    """
    from rapidfuzz.distance import Indel

    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces = [
        ("".join(before[code.src_start : code.src_end]), "".join(after[code.dest_start : code.dest_end]))
        for code in Indel.opcodes(before, after)
    ]
    joined: list[tuple[str, str]] = []
    for at, (gone, came) in enumerate(pieces):
        gap = gone == came and gone.isspace() and 0 < at < len(pieces) - 1
        if joined and (gone != came or gap) and joined[-1][0] != joined[-1][1]:
            joined[-1] = (joined[-1][0] + gone, joined[-1][1] + came)
        else:
            joined.append((gone, came))
    return tuple(joined)


def alike(old: str, new: str) -> float:
    """How much of two texts is the same, 0 to 1, word by word."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(_WORDS.findall(old), _WORDS.findall(new))


def _shared(old: str, new: str) -> float:
    """The part of their words, white space and signs aside, that two texts share in the same order."""
    from rapidfuzz.distance import LCSseq

    one, other = ([word for word in _WORDS.findall(text) if word[0].isalnum()] for text in (old, new))
    return LCSseq.normalized_similarity(one, other) if one and other else 1.0


def _difference(old: str, new: str) -> Difference:
    if old == new:
        return Difference("same", old, new)
    if not new:
        return Difference("taken_out", old, new)
    return Difference("replaced" if old else "put_in", old, new)
