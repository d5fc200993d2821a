"""Articles as most are, told from their bytes alone: leden, lists and paragraphs of bare text.

What matches here is well-formed, holds known elements only and hides nothing, so that a parser need not see it.
"""

from __future__ import annotations

import re

from lxml import etree

from apv.safe_xml import parse_piece

Markup = bytes | str
"""What stands between "<artikel" and "</artikel>"; text where it is not all ASCII."""


def whole_article(markup: bytes) -> tuple[bytes, bytes, bytes, bytes] | None:
    """Status, label, number and title, as they stand, of an article that is nothing but plain; None for any other.

    `markup` is valid UTF-8.
    """
    found = _ARTICLE.fullmatch(markup) if len(markup) < _LONGEST else None
    if found is None or markup.translate(None, _NO_CONTROLS):
        return None
    # one letter is found five times as fast as several
    if (b"&" in markup and _NO_ENTITY.search(markup)) or (b"]" in markup and b"]]>" in markup):
        return None
    if _LAST_CHARACTERS in markup and _NO_CHARACTER.search(markup):
        return None
    status, label, number, title = found.groups(b"")
    return status, label, number, title


def element_of(markup: Markup) -> etree._Element:
    """The element `artikel` that a parser makes of a plain article."""
    text = markup.encode() if isinstance(markup, str) else markup
    return parse_piece(b"<artikel%b</artikel>" % text)


def only_heading(markup: Markup) -> bool:
    """Whether a plain article has nothing but its heading."""
    text = markup.rstrip()
    return text.endswith("</kop>") if isinstance(text, str) else text.endswith(b"</kop>")


_LONGEST = 1_000_000
"""Far below what a parser takes for an attack."""
_GAP = r"\s*+"
_TEXT = "[^<]*+"  # a single excluded letter is passed over five times as fast as one of several
_VALUE = '="[^"<]*+"'
_DEEPEST_LIST = 2


def _element(name: str, inside: str, attribute: str = "") -> str:
    may_have = f"(?: {attribute}{_VALUE})?+" if attribute else ""
    return f"<{name}{may_have}(?:/>|>{inside}</{name}>)"


def _some(*kinds: str) -> str:
    return f"(?:(?:{'|'.join(kinds)}){_GAP})*+"


def _blocks(lists: int) -> str:
    """Paragraphs, and lists in so many layers."""
    paragraph = _element("al", _TEXT)
    if not lists:
        return _some(paragraph)
    number = f"(?:{_element('li.nr', _TEXT)})?+"
    item = _element("li", _GAP + number + _GAP + _blocks(lists - 1), "nr")
    return _some(paragraph, _element("lijst", _GAP + _some(item), "[a-z]++"))


def _article() -> str:
    heading = _GAP.join(f"(?:<{name}>([^<&]*+)</{name}>|<{name}/>)?+" for name in ("label", "nr", "titel"))
    number = f"(?:{_element('lidnr', _TEXT)})?+"
    lid = f"<lid>{_GAP}{number}{_GAP}{_blocks(_DEEPEST_LIST)}</lid>"
    blocks = _blocks(_DEEPEST_LIST)
    return (
        f'(?: status="([^"<]*+)")?+>{_GAP}<kop>{_GAP}{heading}{_GAP}</kop>{_GAP}{blocks}(?:{lid}{_GAP}{blocks})*+'
    )


_ARTICLE = re.compile(_article().encode())
_NO_CONTROLS = bytes({*range(256)} - {*range(32)} | {*b"\t\n\r"})
"""What XML 1.0 allows, as far as one byte can tell."""
_LAST_CHARACTERS, _NO_CHARACTER = b"\xef", re.compile("\ufffe|\uffff".encode())
_NO_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)")
