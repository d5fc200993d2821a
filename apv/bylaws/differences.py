"""The differences between two texts, word by word, as values: what was taken out, what was put in, what stayed.

One way of telling two texts apart, for the history of a by-law, for comparing by-laws and for was-wordt tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_WORDS = re.compile(r"\s+|\w+(?:[:.]\w+)*|[^\w\s]")
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
    """What became of `old` in `new`.

    >>> [(one.kind, one.old, one.new) for one in differences("op de weg", "aan de weg")]
    [('replaced', 'op', 'aan'), ('same', ' de weg', ' de weg')]
    """
    from rapidfuzz.distance import LCSseq

    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if before and after and before != after and _shared(before, after) < LITTLE:
        return (Difference("replaced", old, new),)
    pieces = [
        ("".join(before[code.src_start : code.src_end]), "".join(after[code.dest_start : code.dest_end]))
        for code in LCSseq.opcodes(before, after)
    ]
    return tuple(_difference(*piece) for piece in _readable(pieces))


def _shared(before: list[str], after: list[str]) -> float:
    """The part of their words, white space and signs aside, that two texts share in the same order."""
    from rapidfuzz.distance import LCSseq

    one, other = ([word for word in words if word[0].isalnum()] for words in (before, after))
    return LCSseq.normalized_similarity(one, other) if one and other else 1.0


def _readable(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neighbouring stretches as one: mere white space between two changes is no reason to cut them apart."""
    joined: list[tuple[str, str]] = []
    for at, (old, new) in enumerate(pieces):
        gap = old == new and old.isspace() and 0 < at < len(pieces) - 1
        changed = old != new or gap
        if joined and changed and joined[-1][0] != joined[-1][1]:
            joined[-1] = (joined[-1][0] + old, joined[-1][1] + new)
        else:
            joined.append((old, new))
    return joined


def _difference(old: str, new: str) -> Difference:
    if old == new:
        return Difference("same", old, new)
    if not new:
        return Difference("taken_out", old, new)
    return Difference("replaced" if old else "put_in", old, new)
