"""Which words of a text went and which came: the fine print of a comparison.

Words and article numbers are wholes; changes that only a space parts are shown as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from apv.bylaws.differences import alike, stretches

__all__ = ["ALIKE", "Kind", "Piece", "alike", "word_changes"]

Kind = Literal["same", "gone", "new"]
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
    pieces: list[Piece] = []
    for gone, came in stretches(old, new):
        if gone == came:
            pieces.append(Piece(gone, "same"))
            continue
        pieces += [Piece(gone, "gone")] if gone else []
        pieces += [Piece(came, "new")] if came else []
    return tuple(pieces)
