"""Which words of a text went and which came: the fine print of a comparison.

Words and article numbers are wholes; changes that only a space parts are shown as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

Kind = Literal["same", "gone", "new"]
_TOKEN = re.compile(r"\w+(?:[:.’'-]\w+)*|\s+|[^\w\s]")
ALIKE = 0.35
"""The share of two texts that must be the same for one to be read as a changed version of the other."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    text: str
    kind: Kind


def word_changes(old: str, new: str) -> tuple[Piece, ...]:
    """`old` and `new` as one text in which what went stands before what came.

    >>> [(piece.text, piece.kind) for piece in word_changes("2:1 en 2:9", "2:1, 2:1a en 2:9")]
    [('2:1', 'same'), (', 2:1a', 'new'), (' en 2:9', 'same')]
    """
    if old == new:
        return (Piece(old, "same"),) if old else ()
    if not old or not new:
        return (Piece(old, "gone"),) if old else (Piece(new, "new"),)
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    steps = [
        (step.tag, before[step.src_start : step.src_end], after[step.dest_start : step.dest_end])
        for step in Indel.opcodes(before, after)
    ]
    return tuple(_joined(_without_islands(steps)))


def alike(old: str, new: str) -> float:
    """How much of two texts is the same, 0 to 1, word by word."""
    return Indel.normalized_similarity(_TOKEN.findall(old), _TOKEN.findall(new))


_Step = tuple[str, Sequence[str], Sequence[str]]


def _without_islands(steps: Sequence[_Step]) -> Iterator[tuple[str, str]]:
    """Old and new text per stretch; a lone space between two changes goes along with them."""
    for at, (tag, gone, came) in enumerate(steps):
        island = tag == "equal" and 0 < at < len(steps) - 1 and not "".join(gone).strip()
        if tag == "equal" and not island:
            yield "".join(gone), "".join(gone)
        else:
            yield ("".join(gone) + "\0", "".join(came))


def _joined(stretches: Iterator[tuple[str, str]]) -> Iterator[Piece]:
    gone = came = ""
    for old, new in stretches:
        if old.endswith("\0"):
            gone, came = gone + old[:-1], came + new
            continue
        yield from _change(gone, came)
        gone = came = ""
        if old:
            yield Piece(old, "same")
    yield from _change(gone, came)


def _change(gone: str, came: str) -> Iterator[Piece]:
    if gone:
        yield Piece(gone, "gone")
    if came:
        yield Piece(came, "new")
