"""One line of running text out of its pieces: white space as a reader sees it, neighbours with one look joined.

The block reader collects pieces while it walks the inline markup; here they become a Paragraph.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from apv.bylaws.regulation import Paragraph, Run

_WHITE = re.compile(r"[ \t\r\n]+")
_OTHER_SPACES = re.compile("[\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
"""What `str.split` takes for white space and XML does not."""


class Look(NamedTuple):
    """How a stretch of text looks and where it points: every field of Run but its text."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    ref: str = ""
    struct: str = ""
    script: Literal["", "sup", "sub"] = ""


PLAIN = Look()
Piece = tuple[str, Look]


def squeeze(text: str) -> str:
    """`text` with every stretch of XML white space as one space; other spaces (no-break, thin) are characters."""
    if "\n" not in text and "  " not in text and "\t" not in text and "\r" not in text:
        return text
    if not text.isascii() and _OTHER_SPACES.search(text):
        return _WHITE.sub(" ", text)
    words = " ".join(text.split())
    if not words:
        return " "
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def look_of(run: Run) -> Look:
    """The look of a run that was read before."""
    return Look(run.bold, run.italic, run.underline, run.ref, run.struct, run.script)


def paragraph_of(pieces: list[Piece]) -> Paragraph | None:
    """The paragraph made of `pieces`, without white space at its ends; None when it says nothing."""
    joined: list[Piece] = []
    ends_in_space = True
    for raw, look in pieces:
        text = squeeze(raw)
        if ends_in_space and text[:1] == " ":
            text = text[1:]
        if not text:
            continue
        ends_in_space = text[-1] == " "
        if joined and joined[-1][1] == look:
            joined[-1] = (joined[-1][0] + text, look)
        else:
            joined.append((text, look))
    if ends_in_space and joined:
        last, look = joined.pop()
        if last != " ":
            joined.append((last[:-1], look))
    if all(text.isspace() for text, _ in joined):
        return None
    return Paragraph(tuple([Run(text) if look is PLAIN else Run(text, *look) for text, look in joined]))
