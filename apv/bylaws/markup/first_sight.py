"""Headings and words of articles, told from the bytes of the file: asking elements costs more than parsing.

One search through the bytes finds where articles begin and end. The structure reader asks here first; what is odd
it reads element by element.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick

from apv.bylaws.markup.element_names import BREAKS, INLINE, PICTURES
from apv.bylaws.markup.headings import Heading, printed_heading
from apv.bylaws.markup.plain_article import Markup, whole_article


class Sight(NamedTuple):
    """What the bytes tell of one article. `plain`: its markup, if all its words can be told from that. `status`:
    the attribute of that name, None where the element has to tell. `whole`: a parser need not see it, see
    plain_article."""

    heading: Heading
    plain: Markup | None
    status: str | None
    whole: bool


class Seen(NamedTuple):
    """An article in the file, from its first byte to behind its last. `sight` is None where its heading has more
    than a label, a number and a title, in that order; `in_text`: it stands in the text of the by-law, not in a
    note behind it."""

    start: int
    end: int
    sight: Sight | None
    in_text: bool


def first_sight(data: bytes) -> list[Seen]:
    """The articles in `data`, in order.

    Nothing where the bytes alone do not tell for sure: nested articles, a DOCTYPE. What it says holds for UTF-8
    without prefixes; of words, if the reader knows all elements.
    """
    found: list[Seen] = []
    begin, go_on, odd, in_text = 0, 0, False, False
    for sign, start, end in _SIGNS.find_matches_as_indexes(data):
        if start < go_on:
            continue
        if sign == _CLOSING and begin:
            found.append(_new(Seen, (begin - _NAME, end, _sight(data[begin:start], odd), in_text)))
            begin = 0
        elif sign < _CLOSING and not begin:
            begin, odd = end - 1, False
        elif sign >= _INLINE:
            odd = True
        elif sign in _TEXT:
            in_text = sign == _TEXT[0]
        elif sign > _CLOSING and (behind := _HIDING[sign - _CLOSING - 1][1]):
            go_on, odd = data.find(behind, end), True
        else:
            return []
    return found


@lru_cache(maxsize=16_384)
def _sight(markup: bytes, odd: bool) -> Sight | None:
    """What the markup between "<artikel" and "</artikel>" tells; by-laws share most of theirs.

    `odd`: it holds something that may stand within a word, or hide what it is."""
    try:
        text = markup if markup.isascii() else markup.decode()
    except UnicodeDecodeError:
        return None
    if parts := whole_article(markup):
        status, label, number, title = parts
        heading = printed_heading(label.decode(), number.decode(), title.decode())
        return _new(Sight, (heading, text, status.decode(), True))
    found = _HEADING.match(markup)
    if found is None:
        return None
    plain = None if odd or b"&#" in markup else text
    heading = printed_heading(*(part.decode() for part in found.groups(b"")))
    return Sight(heading, plain, "" if markup[:1] == b">" else None, whole=False)


_new = tuple.__new__  # twice as fast as calling the class
_OPENINGS = [b"<artikel" + after for after in (b">", b" ", b"\n", b"\t", b"\r")]
_NAME = len("<artikel")
_HIDING = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"), (b"<!DOCTYPE", b""))
"""What can hold anything, up to these letters."""
_CLOSING = len(_OPENINGS)
_TEXT = (_CLOSING + 1 + len(_HIDING), _CLOSING + 2 + len(_HIDING))
_INLINE = _TEXT[-1] + 1
_SIGNS = BytesAhoCorasick(
    [*_OPENINGS, b"</artikel>", *(opening for opening, _ in _HIDING), b"<regeling-tekst", b"</regeling-tekst"]
    + [b"<" + name.encode() for name in sorted(INLINE | BREAKS | PICTURES)]
)
"""Where articles begin and end, what could hide such signs, and elements that can stand within a word. All begin
with the same letter, which makes the search four times as fast."""
_HEADING = re.compile(
    rb"[^<>]*>\s*<kop>\s*"
    + rb"\s*".join(b"(?:<%b>([^<&]*)</%b>|<%b/>)?" % (name, name, name) for name in (b"label", b"nr", b"titel"))
    + rb"\s*</kop>"
)
"""A heading with nothing but a label, a number and a title. No attribute holds a "<", so none is taken for it."""
