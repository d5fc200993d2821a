"""Two texts word by word: what both have, and which words only one of them has.

Similarity and differences come from one alignment (the longest row of words that both texts have in the same
order), so that a percentage can always be explained by the words shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Indel

RunKind = Literal["same", "replaced", "deleted", "inserted"]

Pieces = tuple[str, ...]

CRUMB = 2
"""Words between two changes that are too few to stand on their own."""

_PIECE = re.compile(r"\w+(?:[:.\-’']\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class WordRun:
    """A stretch of words. Seen from the first text: "same" in both; "replaced": `here` in the first stands where
    the second has `there`; "deleted": only in the first (`there` is empty); "inserted": only in the second (`here`
    is empty). Words are separated by one space; how the text was laid out in lines is no difference."""

    kind: RunKind
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Differences:
    """The first text (`here`: the article of the municipality) against the second (`there`: the model, or the
    article of the other municipality). Only the two texts are kept; `runs` is worked out when asked for."""

    here: str
    there: str

    @property
    def runs(self) -> tuple[WordRun, ...]:
        """All runs in order, those that are the same included. The `here` sides in order are the words of the
        first text, the `there` sides those of the second."""
        return word_runs(self.here, self.there)

    @property
    def changed(self) -> tuple[WordRun, ...]:
        """Only what differs."""
        return tuple(run for run in self.runs if run.kind != "same")


def words(text: str) -> tuple[str, ...]:
    """The words and signs of `text`, each one piece; what white space stood between them does not count.

    >>> words("op of aan de weg;  of")
    ('op', 'of', 'aan', 'de', 'weg', ';', 'of')
    """
    return tuple(_PIECE.findall(text))


def likeness(here: str, there: str) -> float:
    """How much of the words two texts share in the same order: twice the shared words over all words, 0 to 1.
    Capitals do not count. Two empty texts are the same."""
    return Indel.normalized_similarity(_plain(here), _plain(there))


@lru_cache(maxsize=1024)
def word_runs(here: str, there: str) -> tuple[WordRun, ...]:
    """The runs from `here` to `there`; see Differences. Capitals count, white space does not.

    One or two words that happen to be the same between two changes become part of the change, for a reader sees a
    rewritten phrase and not the crumbs of it.
    """
    first, second = words(here), words(there)
    steps = list(Indel.opcodes(first, second))
    changes: list[tuple[bool, Pieces, Pieces]] = []
    for at, step in enumerate(steps):
        left, right = first[step.src_start : step.src_end], second[step.dest_start : step.dest_end]
        same = step.tag == "equal" and not (len(left) <= CRUMB and 0 < at < len(steps) - 1)
        _push(changes, same, left, right)
    runs: list[tuple[bool, Pieces, Pieces]] = []
    for same, left, right in changes:
        low, high = (0, 0) if same else _common_ends(left, right)
        _push(runs, True, left[:low], right[:low])
        _push(runs, same, left[low : len(left) - high], right[low : len(right) - high])
        _push(runs, True, left[len(left) - high :], right[len(right) - high :])
    return tuple(WordRun(_kind(*run), joined(run[1]), joined(run[2])) for run in runs)


def _push(runs: list[tuple[bool, Pieces, Pieces]], same: bool, left: Pieces, right: Pieces) -> None:
    """Add a stretch to `runs`, to the last one when that is of its kind."""
    if not left and not right:
        return
    if runs and runs[-1][0] == same:
        _, before, after = runs.pop()
        left, right = (*before, *left), (*after, *right)
    runs.append((same, left, right))


def _common_ends(left: Pieces, right: Pieces) -> tuple[int, int]:
    """How many words both begin with, and how many of the rest both end with."""
    most = min(len(left), len(right))
    low = next((at for at in range(most) if left[at] != right[at]), most)
    high = next((at for at in range(most - low) if left[-1 - at] != right[-1 - at]), most - low)
    return low, high


def _kind(same: bool, left: Pieces, right: Pieces) -> RunKind:
    if same:
        return "same"
    return "replaced" if left and right else "deleted" if left else "inserted"


def joined(pieces: tuple[str, ...]) -> str:
    """Pieces of `words` as text again: no space before a sign that closes, or after one that opens.

    >>> joined(words("te jouwen ; of ( in"))
    'te jouwen; of (in'
    """
    text = ""
    for piece in pieces:
        glued = not text or text[-1] in _OPENS or piece in _CLOSES
        text += piece if glued else f" {piece}"
    return text


_OPENS = "([‘“"
_CLOSES = frozenset(".,;:)]?!’”")


@lru_cache(maxsize=4096)
def _plain(text: str) -> tuple[str, ...]:
    return tuple(piece.casefold() for piece in words(text))
