"""Parses a by-law without its plain articles: a third of the work, for elements that are seldom asked for.

What is left in their place is an empty `artikel`; the structure reader makes the element of the one it wants.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from apv.bylaws.markup.first_sight import Seen, Sight, first_sight
from apv.bylaws.markup.structure import DIVISIONS
from apv.errors import InputError
from apv.safe_xml import local_name, parse_bytes


@dataclass(frozen=True)
class Outline:
    """The root of a document, and what its bytes told of the articles in it at first sight."""

    root: etree._Element
    seen: Mapping[etree._Element, Sight] = field(default_factory=lambda: MappingProxyType({}))


def parse_outline(data: bytes, *, where: str) -> Outline:
    """The document in `data`. Raises InputError as parse_bytes does."""
    found = first_sight(data)
    spare = [one for one in found if one.in_text and one.sight and one.sight.whole]
    if spare:
        try:
            root = parse_bytes(b"".join(_without(data, spare)), where=where)
        except InputError:
            pass  # the whole of it tells which line is wrong
        else:
            seen = _fitting(root, found)
            empty = (at.getparent() for at, sight in seen.items() if sight.whole and not len(at))
            if seen and all(map(_in_body, set(empty))):
                return Outline(root, seen)
    root = parse_bytes(data, where=where)
    return Outline(root, _fitting(root, found))


def _without(data: bytes, spare: list[Seen]) -> Iterator[bytes]:
    """The document, with an empty element for each of these articles."""
    position = 0
    for one in spare:
        yield data[position : one.start]
        yield b"<artikel/>"
        position = one.end
    yield data[position:]


def _fitting(root: etree._Element, found: list[Seen]) -> dict[etree._Element, Sight]:
    """What was seen of each article under `root`; nothing where it may belong to another one."""
    if (root.getroottree().docinfo.encoding or "utf-8").lower() not in _AS_IT_STANDS:
        return {}
    elements = list(root.iter("{*}artikel"))
    if len(elements) != len(found):
        return {}
    return {at: one.sight for at, one in zip(elements, found, strict=True) if one.sight}


def _in_body(element: etree._Element | None) -> bool:
    """Whether what stands here is read as an article for certain, and not as part of a note."""
    names = []
    while element is not None:
        names.append(local_name(element))
        element = element.getparent()
    return tuple(name for name in names if name not in DIVISIONS) == _BODY


_AS_IT_STANDS = ("utf-8", "utf8", "us-ascii", "ascii")
_BODY = ("regeling-tekst", "regeling", "body", "cvdr")
