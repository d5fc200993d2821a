"""One quick look at all elements of a document: what the reader does not know, and what it cannot show.

The readers make one survey per document; its findings need no full reading, so that articles can be read late.
"""

from __future__ import annotations

from functools import cache
from io import StringIO
from itertools import islice
from typing import cast

from lxml import etree

from apv.bylaws.markup.element_names import PICTURES
from apv.bylaws.markup.inline import unresolved
from apv.bylaws.markup.text_blocks import TEXT_ELEMENTS, BlockReader
from apv.bylaws.markup.trouble import Trouble
from apv.safe_xml import local_name


def survey(
    root: etree._Element, reader: BlockReader, known: frozenset[str], trouble: Trouble, *, few_attributes: bool
) -> bool:
    """Tell `trouble` about elements and characters under `root` that the reader does not know, and about pictures;
    whether all is known.

    `known` are names the structure reader knows beside the text elements; `few_attributes`: the format has few, so
    that the quick way pays.
    """
    if few_attributes and _nothing_odd(root, known):
        return True
    # typed as text: an unresolved entity has a function for a tag, which lxml takes back just as well
    tags = cast(set[str], {element.tag for element in root.iter()})
    all_known = True
    for tag in tags:
        name = reader.names[tag]
        if name in PICTURES:
            trouble.pictures(sum(1 for _ in root.iter(tag)))
        elif not name:
            strange = [node for node in root.iter(etree.Entity) if unresolved(node) == node.text]
            trouble.unknown("entiteit", len(strange))
            all_known = False
        elif name not in known and not reader.knows(name):
            trouble.unknown(name, sum(1 for _ in root.iter(tag)))
            all_known = False
    return all_known


def _nothing_odd(root: etree._Element, known: frozenset[str]) -> bool:
    """True when all elements are known and none is a picture; False may also mean: not sure.

    libxml2 tells in a fifth of the time that walking over the elements takes, unless it has attributes to complain
    about; those are not its business.
    """
    if root.getroottree().docinfo.internalDTD is not None or _full_of_attributes(root):
        return False
    grammar = _only_known(known)
    return grammar.validate(root) or all(
        entry.type == etree.ErrorTypes.DTD_UNKNOWN_ATTRIBUTE for entry in grammar.error_log
    )


def _full_of_attributes(root: etree._Element) -> bool:
    """Whether many of the first elements have attributes that by-laws seldom have."""
    first = islice(root.iter("*"), _FIRST)
    odd = sum(1 for element in first if element.attrib and local_name(element) not in _FREQUENT)
    return odd > _FIRST // 10


_FIRST = 100


@cache
def _only_known(known: frozenset[str]) -> etree.DTD:
    """A grammar that allows every known element but pictures, anywhere."""
    rules = [f"<!ELEMENT {name} ANY>" for name in sorted((known | TEXT_ELEMENTS) - PICTURES)]
    for name, attributes in _FREQUENT.items():
        rules += [f"<!ATTLIST {name} {attribute} CDATA #IMPLIED>" for attribute in attributes.split()]
    return etree.DTD(StringIO("".join(rules)))


_FREQUENT = {
    "li": "nr",
    "entry": "colname morerows rotate namest nameend colsep rowsep align valign",
    "extref": "doc struct",
    "artikel": "status",
}
"""Attributes that many elements of a by-law have: every one that the grammar does not know takes time."""
