"""What inline markup means for a stretch of text: the look it gives, and the plain text under it.

Part of the block reader; apart because it knows looks, and nothing about blocks.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from lxml import etree

from apv.bylaws.markup.element_names import APART, PARAGRAPHS
from apv.bylaws.markup.line import Look, squeeze


class Names(dict[object, str]):
    """The local name per tag, worked out once per tag, which is what makes reading fast. An entity has no name."""

    def __missing__(self, tag: object) -> str:
        self[tag] = name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        return name


def look_inside(look: Look, name: str, element: etree._Element) -> Look:
    """The look of text inside the inline element `name` where the text around it has `look`."""
    if name in {"extref", "intref"}:
        doc = element.get("doc")
        doc = squeeze(doc).strip() if doc else ""
        if not doc:
            return look
        bold, italic, underline, _, _, script = look
        return Look(bold, italic, underline, doc, element.get("struct", ""), script)
    kind = element.get("type", "") if name == "nadruk" else name
    if kind == "vet":
        return look._replace(bold=True)
    if kind in {"cursief", "cur"}:
        return look._replace(italic=True)
    if kind in {"onderstreept", "ondlijn"}:
        return look._replace(underline=True)
    if name == "sup":
        return look._replace(script="sup")
    if name in {"sub", "inf"}:
        return look._replace(script="sub")
    return look


def unresolved(entity: etree._Element) -> str:
    """A named character that the parser left unresolved becomes that character; an unknown name stays as it is."""
    return html.unescape(entity.text or "")


def plain_line(element: etree._Element, names: Mapping[object, str], left_out: frozenset[str]) -> Iterator[str]:
    """The text of `element` in pieces, without what is left out."""
    yield element.text or ""
    for child in element:
        name = names[child.tag]
        if not name:
            yield unresolved(child)
        elif name not in left_out:
            yield from plain_line(child, names, left_out)
        yield tail_of(child, name)


def words_apart(element: etree._Element, names: Mapping[object, str]) -> Iterator[str]:
    """All text in `element` in pieces, with white space wherever it is not one word that goes on."""
    yield element.text or ""
    for child in element:
        name = names[child.tag]
        if not name:
            yield unresolved(child)
        elif name in APART:
            yield "\n"
            yield from words_apart(child, names)
            yield "\n"
        else:
            yield from words_apart(child, names)
        yield child.tail or ""


def tail_of(element: etree._Element, name: str) -> str:
    """The text behind `element`; white space at least, where it is a paragraph on a line."""
    return element.tail or ("\n" if name in PARAGRAPHS else "")
