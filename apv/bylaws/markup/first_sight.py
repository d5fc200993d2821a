"""Headings and words of articles, told from the bytes of the file: asking elements costs more than parsing.

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

from apv.bylaws.markup.element_names import BREAKS, INLINE, PICTURES
from apv.bylaws.markup.headings import Heading, printed_heading


class Sight(NamedTuple):
    """What the bytes tell of one article. `plain`: its markup, if all its words can be told from that.
    `attributes`: it may have some."""

    heading: Heading
    plain: bytes | str | None
    attributes: bool


def first_sight(root: etree._Element, data: bytes) -> Mapping[etree._Element, Sight]:
    """What `data` tells of the articles under `root`, which was made of it: of each whose heading has a label, a
    number and a title at most, in that order.

    Nothing where the bytes alone do not tell for sure: nested articles, prefixes, a DOCTYPE, other encodings. What
    it says of words holds if the reader knows all elements.
    """
    if (root.getroottree().docinfo.encoding or "utf-8").lower() not in _AS_IT_STANDS:
        return {}
    found: list[Sight | None] = []
    begin, go_on, odd = 0, 0, False
    for sign, start, end in _SIGNS.find_matches_as_indexes(data):
        if start < go_on:
            continue
        if sign == _CLOSING and begin:
            found.append(_sight(data, begin, start, odd))
            begin = 0
        elif sign < _CLOSING and not begin:
            begin, odd = end - 1, False
        elif sign >= _INLINE:
            odd = True
        elif sign > _CLOSING and (behind := _HIDING[sign - _CLOSING - 1][1]):
            go_on, odd = data.find(behind, end), True
        else:
            return {}
    elements = list(root.iter("{*}artikel"))
    if len(elements) != len(found):
        return {}
    return {at: seen for at, seen in zip(elements, found, strict=True) if seen}


def _sight(data: bytes, start: int, end: int, odd: bool) -> Sight | None:
    markup = data[start:end]
    heading = _heading(markup[: markup.find(_END_OF_HEADING) + len(_END_OF_HEADING)])
    if heading is None:
        return None
    plain: bytes | str | None = None
    if not (odd or (b"&" in markup and b"&#" in markup)):  # one letter is found five times as fast
        plain = markup if markup.isascii() else markup.decode("utf-8", "replace")
    return tuple.__new__(Sight, (heading, plain, data[start] != _END_OF_TAG))  # twice as fast as Sight(...)


@lru_cache(maxsize=20_000)
def _heading(markup: bytes) -> Heading | None:
    """The heading in the markup with which an article begins; by-laws share most of theirs."""
    found = _HEADING.fullmatch(markup.decode("utf-8", "replace"))
    return printed_heading(*found.groups("")) if found else None


_OPENINGS = [b"<artikel" + after for after in (b">", b" ", b"\n", b"\t", b"\r")]
_HIDING = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"), (b"<!DOCTYPE", b""))
"""What can hold anything, up to these letters."""
_CLOSING = len(_OPENINGS)
_INLINE = _CLOSING + 1 + len(_HIDING)
_SIGNS = BytesAhoCorasick(
    [*_OPENINGS, b"</artikel>", *(opening for opening, _ in _HIDING)]
    + [b"<" + name.encode() for name in sorted(INLINE | BREAKS | PICTURES)]
)
"""Where articles begin and end, what could hide such signs, and elements that can stand within a word. All begin
with the same letter, which makes the search four times as fast."""
_AS_IT_STANDS = ("utf-8", "utf8", "us-ascii", "ascii")
_END_OF_TAG = ord(">")
_END_OF_HEADING = b"</kop>"
_HEADING = re.compile(
    r"[^<>]*>\s*<kop>\s*"
    + r"\s*".join(f"(?:<{name}>([^<&]*)</{name}>|<{name}/>)?" for name in ("label", "nr", "titel"))
    + r"\s*</kop>"
)
"""A heading with nothing but a label, a number and a title. No attribute holds a "<", so none is taken for it."""
