"""One quick look at all elements of a document: what the reader does not know, and what it cannot show.

The readers make one survey per document; its findings need no full reading, so that articles can be read late.
"""

from __future__ import annotations

from typing import cast

from lxml import etree

from apv.bylaws.markup.element_names import PICTURES
from apv.bylaws.markup.inline import unresolved
from apv.bylaws.markup.text_blocks import BlockReader
from apv.bylaws.markup.trouble import Trouble

_PARAGRAPHS = ("al", "lidnr", "li.nr", "label", "nr", "titel")


def survey(root: etree._Element, reader: BlockReader, known: frozenset[str], trouble: Trouble) -> None:
    """Tell `trouble` about elements and characters under `root` that the reader does not know, and about pictures.

    `known` are names the structure reader knows beside the text elements. Also sees to it that white space stands
    behind every paragraph, so that the raw text of an article never glues two of them together.
    """
    # typed as text: an unresolved entity has a function for a tag, which lxml takes back just as well
    tags = cast(set[str], {element.tag for element in root.iter()})
    for tag in tags:
        name = reader.names[tag]
        if name in PICTURES:
            trouble.pictures(sum(1 for _ in root.iter(tag)))
        elif not name:
            strange = [node for node in root.iter(etree.Entity) if unresolved(node) == node.text]
            trouble.unknown("entiteit", len(strange))
        elif name not in known and not reader.knows(name):
            trouble.unknown(name, sum(1 for _ in root.iter(tag)))
    for element in root.iter(*(tag for tag in tags if reader.names[tag] in _PARAGRAPHS)):
        if not element.tail:
            element.tail = "\n"
