"""What the styles of a Word file say that matters for reading: heading level, list, indent, bold.

`word` asks it about each paragraph and run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree

from apv.bylaws.blocks import Run
from apv.bylaws.markup.word_numbering import left_of
from apv.bylaws.markup.word_package import W
from apv.safe_xml import local_name

_MOST_PARENTS = 20
"""Styles above a style; more means that they go round in a circle."""
_BODY_TEXT = 9
"""The outline level Word gives to what is no heading."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks. `series`, `level`: its list ("" is none); `own_left`: its indent is its own."""

    style: str = ""
    outline: int = 0
    series: str = ""
    level: int = 0
    left: int = 0
    own_left: bool = False
    bold: bool = False


class StyleSheet:
    """The paragraph styles of one document."""

    def __init__(self, root: etree._Element | None) -> None:
        nodes = [] if root is None else list(root.iterfind(f"{W}style"))
        self._nodes = {value_of(node, "styleId"): node for node in nodes}
        self._looks: dict[str, Look] = {}
        self._default = next(
            (
                value_of(node, "styleId")
                for node in nodes
                if value_of(node, "type") == "paragraph" and value_of(node, "default") in {"1", "true", "on"}
            ),
            "",
        )

    def look(self, paragraph: etree._Element, *, old: bool = False) -> Look:
        """The look of a `w:p`; `old`: the look it had before tracked changes."""
        properties = paragraph.find(f"{W}pPr")
        if properties is not None and old:
            before = properties.find(f"{W}pPrChange/{W}pPr")
            properties = properties if before is None else before
        if properties is None:
            return self._style(self._default)
        named = properties.find(f"{W}pStyle")
        look = self._style(self._default if named is None else value_of(named, "val"))
        return _applied(properties, look, own=True, old=old)

    def run(self, node: etree._Element, text: str, link: str, look: Look) -> Run:
        """`text` in the look of the `w:r` it stands in."""
        properties = node.find(f"{W}rPr")
        position = None if properties is None else properties.find(f"{W}vertAlign")
        script = _SCRIPTS.get(value_of(position, "val"), "")
        return Run(
            text,
            bold=_on(properties, "b") and not look.bold,
            italic=_on(properties, "i"),
            underline=not link and _on(properties, "u"),
            ref=link,
            script=script,
        )

    def _style(self, name: str, above: int = 0) -> Look:
        if name in self._looks:
            return self._looks[name]
        node = self._nodes.get(name)
        if node is None or above > _MOST_PARENTS:
            return Look(name)
        parent = node.find(f"{W}basedOn")
        look = Look() if parent is None else self._style(value_of(parent, "val"), above + 1)
        label = node.find(f"{W}name")
        look = replace(look, style=name if label is None else value_of(label, "val"), own_left=False)
        if (properties := node.find(f"{W}rPr")) is not None and properties.find(f"{W}b") is not None:
            look = replace(look, bold=_on(properties, "b"))
        if (properties := node.find(f"{W}pPr")) is not None:
            look = _applied(properties, look, own=False)
        self._looks[name] = look
        return look


def value_of(node: etree._Element | None, name: str) -> str:
    return "" if node is None else node.get(f"{W}{name}", "")


def _applied(properties: etree._Element, look: Look, *, own: bool, old: bool = False) -> Look:
    for node in properties:
        name = local_name(node)
        if name == "numPr":
            inserted = node.find(f"{W}ins") is not None
            series, level = node.find(f"{W}numId"), node.find(f"{W}ilvl")
            if old and inserted:
                continue
            look = replace(
                look,
                series=look.series if series is None else value_of(series, "val").lstrip("0"),
                level=look.level if level is None else _number(value_of(level, "val")),
            )
        elif name == "outlineLvl":
            level_number = _number(value_of(node, "val"))
            look = replace(look, outline=0 if level_number >= _BODY_TEXT else level_number + 1)
        elif name == "ind" and (left := left_of(node)) is not None:
            look = replace(look, left=left, own_left=own or look.own_left)
    return look


def _on(properties: etree._Element | None, name: str) -> bool:
    node = None if properties is None else properties.find(f"{W}{name}")
    return node is not None and value_of(node, "val") not in {"0", "false", "off", "none"}


def _number(text: str) -> int:
    match = re.match(r"\d{1,4}(?!\d)", text)
    return int(match[0]) if match else 0


_SCRIPTS: dict[str, Literal["", "sup", "sub"]] = {"superscript": "sup", "subscript": "sub"}
