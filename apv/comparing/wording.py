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

_PIECE = re.compile(r"\w+(?:[:.\-’']\w+)*|[^\w\s]|\n")


@dataclass(frozen=True, slots=True)
class WordRun:
    """A stretch of words. Seen from the first text: "same" in both; "replaced": `here` in the first stands where
    the second has `there`; "deleted": only in the first (`there` is empty); "inserted": only in the second (`here`
    is empty). Words are separated by one space, a new line stands for itself."""

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
    """The words, signs and line ends of `text`, each one piece; how much white space stood between does not count.

    >>> words("op of aan de weg;  of")
    ('op', 'of', 'aan', 'de', 'weg', ';', 'of')
    """
    return tuple(_PIECE.findall(text))


def likeness(here: str, there: str) -> float:
    """How much of the words two texts share in the same order: twice the shared words over all words, 0 to 1.
    Capitals and line ends do not count. Two empty texts are the same."""
    return Indel.normalized_similarity(_plain(here), _plain(there))


def word_runs(here: str, there: str) -> tuple[WordRun, ...]:
    """The runs from `here` to `there`; see Differences. Capitals count, white space does not.

    One or two words that happen to be the same between two changes become part of the change, for a reader sees a
    rewritten phrase and not the crumbs of it.
    """
    first, second = words(here), words(there)
    steps = list(Indel.opcodes(first, second))
    runs: list[tuple[bool, Pieces, Pieces]] = []
    for at, step in enumerate(steps):
        left, right = first[step.src_start : step.src_end], second[step.dest_start : step.dest_end]
        same = step.tag == "equal" and not (len(left) <= CRUMB and 0 < at < len(steps) - 1)
        if not same and runs and not runs[-1][0]:
            _, before, after = runs.pop()
            left, right = (*before, *left), (*after, *right)
        runs.append((same, left, right))
    return tuple(WordRun(_kind(*run), joined(run[1]), joined(run[2])) for run in runs)


def _kind(same: bool, left: Pieces, right: Pieces) -> RunKind:
    if same:
        return "same"
    return "replaced" if left and right else "deleted" if left else "inserted"


def joined(pieces: tuple[str, ...]) -> str:
    """Pieces of `words` as text again: no space before a sign that closes, or around a line end.

    >>> joined(words("te jouwen ; of (\\n in"))
    'te jouwen; of (\\nin'
    """
    text = ""
    for piece in pieces:
        glued = not text or text[-1] in _OPENS or piece in _CLOSES
        text += piece if glued else f" {piece}"
    return text


_OPENS = "\n([‘“"
_CLOSES = frozenset("\n.,;:)]?!’”")


@lru_cache(maxsize=4096)
def _plain(text: str) -> tuple[str, ...]:
    return tuple(piece.casefold() for piece in words(text) if piece != "\n")
