"""The headings of articles, told from the bytes of the file: making elements of them costs more than parsing.

One search through the bytes finds where articles begin and end. The structure reader asks here first; what is odd
it reads element by element.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick
from lxml import etree

from apv.bylaws.markup.element_names import PARAGRAPHS
from apv.bylaws.markup.headings import Heading, printed_heading

Sight = tuple[Heading, bool, bool]
"""The heading, whether the article surely has text beside it, and whether it may have attributes."""


class FirstSight(NamedTuple):
    """`articles`: those whose heading has a label, a number and a title at most, in that order. `spaced`: there is
    white space behind every paragraph."""

    articles: Mapping[etree._Element, Sight]
    spaced: bool


NOTHING_SEEN = FirstSight({}, False)


def first_sight(root: etree._Element, data: bytes) -> FirstSight:
    """What `data` tells of the articles under `root`, which was made of it.

    Nothing where the bytes alone do not tell for sure: nested articles, prefixes, a DOCTYPE, other encodings.
    """
    if (root.getroottree().docinfo.encoding or "utf-8").lower() not in _AS_IT_STANDS:
        return NOTHING_SEEN
    found: list[Sight | None] = []
    begin, go_on, spaced = 0, 0, True
    for sign, start, end in _SIGNS.find_matches_as_indexes(data):
        if start < go_on:
            continue
        if sign >= _GLUED:
            spaced = False
        elif sign == _CLOSING and begin:
            found.append(_sight(data, begin, start))
            begin = 0
        elif sign < _CLOSING and not begin:
            begin = end - 1
        elif sign > _CLOSING and (behind := _HIDING[sign - _CLOSING - 1][1]):
            go_on = data.find(behind, end)
        else:
            return NOTHING_SEEN
    elements = list(root.iter("{*}artikel"))
    if len(elements) != len(found):
        return NOTHING_SEEN
    return FirstSight({at: seen for at, seen in zip(elements, found, strict=True) if seen}, spaced)


def _sight(data: bytes, start: int, end: int) -> Sight | None:
    behind = data.find(_END_OF_HEADING, start, end) + len(_END_OF_HEADING)
    heading = _heading(data[start:behind])
    more = _PARAGRAPH.match(data, behind, end) is not None
    return (heading, more, data[start] != _END_OF_TAG) if heading else None


@lru_cache(maxsize=20_000)
def _heading(markup: bytes) -> Heading | None:
    """The heading in the markup with which an article begins; by-laws share most of theirs."""
    found = _HEADING.fullmatch(markup.decode("utf-8", "replace"))
    return printed_heading(*found.groups("")) if found else None


_OPENINGS = [b"<artikel" + after for after in (b">", b" ", b"\n", b"\t", b"\r")]
_HIDING = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"), (b"<!DOCTYPE", b""))
"""What can hold anything, up to these letters."""
_CLOSING = len(_OPENINGS)
_GLUED = _CLOSING + 1 + len(_HIDING)
_SIGNS = BytesAhoCorasick(
    [*_OPENINGS, b"</artikel>", *(opening for opening, _ in _HIDING)]
    + [sign % name.encode() for name in sorted(PARAGRAPHS) for sign in (b"</%b><", b"<%b/><")]
)
"""Where articles begin and end, what could hide such signs, and paragraphs without anything behind them. All begin
with the same letter, which makes the search four times as fast."""
_AS_IT_STANDS = ("utf-8", "utf8", "us-ascii", "ascii")
_PARAGRAPH = re.compile(rb"\s*(?:<lid>\s*<lidnr>[^<]*</lidnr>\s*)?<al>\s*[^<\s&]")
_END_OF_TAG = ord(">")
_END_OF_HEADING = b"</kop>"
_HEADING = re.compile(
    r"[^<>]*>\s*<kop>\s*"
    + r"\s*".join(f"(?:<{name}>([^<&]*)</{name}>|<{name}/>)?" for name in ("label", "nr", "titel"))
    + r"\s*</kop>"
)
"""A heading with nothing but a label, a number and a title. No attribute holds a "<", so none is taken for it."""
