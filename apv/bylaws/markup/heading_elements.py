"""The heading of an article or division out of its elements, whatever stands in it in whatever order.

The structure reader comes here for what first sight did not tell; `headings` takes the words apart.
"""

from __future__ import annotations

from lxml import etree

from apv.bylaws.markup.headings import Heading, printed_heading, split_heading
from apv.bylaws.markup.line import squeeze
from apv.bylaws.markup.text_blocks import BlockReader


def kop_of(element: etree._Element, reader: BlockReader) -> etree._Element | None:
    """The (first) `kop` of an article or division; it nearly always comes first."""
    names = reader.names
    for child in element:
        if names[child.tag] == "kop":
            return child
    return None


def heading_of(element: etree._Element, reader: BlockReader) -> Heading:
    """The heading of an article or division. Nearly all are a label, a number and a title and no more: the quick
    way."""
    kop = kop_of(element, reader)
    if kop is None:
        return _NO_HEADING
    names = reader.names
    label = number = title = ""
    text = kop.text
    if text and not text.isspace():
        return _odd_heading(kop, reader)
    for part in kop:
        text, name = part.text, names[part.tag]
        if len(part):
            return _odd_heading(kop, reader)
        if name == "nr" and not number:
            number = text or ""
        elif name == "label" and not label:
            label = text or ""
        elif name == "titel" and not title:
            title = text or ""
        else:
            return _odd_heading(kop, reader)
        text = part.tail
        if text and not text.isspace():
            return _odd_heading(kop, reader)
    return printed_heading(label, number, title)


def _odd_heading(kop: etree._Element, reader: BlockReader) -> Heading:
    texts: dict[str, list[str]] = {"label": [], "nr": [], "titel": [_tidy(kop.text or "")]}
    for part in kop:
        name = reader.names[part.tag]
        if name not in reader.left_out:
            texts.get(name, texts["titel"]).append(reader.line(part))
        texts["titel"].append(_tidy(part.tail or ""))
    label, number, title = (" ".join(filter(None, found)) for found in texts.values())
    return split_heading(label, number, title)


def _tidy(text: str) -> str:
    return squeeze(text).strip()


_NO_HEADING = Heading("", "", "")
