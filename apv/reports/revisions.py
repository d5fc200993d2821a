"""Tracked changes in Word: paragraphs and table rows of which parts were inserted or deleted by a named author.

Word reads `w:ins` and `w:del` around runs; a paragraph that came or went as a whole also marks its own end, and a
table row marks itself. No library writes these, so this module builds the elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from apv.drafting.amending.word_changes import Kind, Piece

_ELEMENTS: dict[Kind, str] = {"gone": "w:del", "new": "w:ins"}


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph stands on the page: the id of its style, its indents in twentieths of a point."""

    style: str
    left: int = 0
    hanging: int = 0
    keep_with_next: bool = False


class Revisions:
    """Builds changed paragraphs and tables; every change has its own number in the document. `on` is written as
    the day of every change, so that the same document gives the same bytes."""

    def __init__(self, author: str, on: date) -> None:
        self._author, self._moment = author, f"{on.isoformat()}T00:00:00Z"
        self._last = 0

    def paragraph(self, pieces: Sequence[Piece], look: ParagraphLook, *, empty: Kind = "same") -> Any:
        """A `w:p` of these pieces; one whose pieces all came (or went) is a paragraph that came (or went). `empty`
        says so for one without pieces."""
        paragraph = OxmlElement("w:p")
        kinds = {piece.kind for piece in pieces} or {empty}
        whole = next(iter(kinds)) if len(kinds) == 1 else "same"
        paragraph.append(self._properties(look, whole))
        for piece in pieces:
            paragraph.append(self._piece(piece))
        return paragraph

    def table(self, rows: Iterable[tuple[Kind, Sequence[str]]], look: ParagraphLook, width: int) -> Any:
        """A `w:tbl` of rows of plain text, each of which stayed, came or went as a whole; `width` in twentieths of
        a point."""
        rows = list(rows)
        columns = max(len(cells) for _, cells in rows)
        table = OxmlElement("w:tbl")
        table.append(_table_properties(width))
        grid = OxmlElement("w:tblGrid")
        for _ in range(columns):
            grid.append(_element("w:gridCol", w=width // columns))
        table.append(grid)
        for kind, cells in rows:
            table.append(self._row(kind, [*cells, *[""] * (columns - len(cells))], look, width // columns))
        return table

    def _row(self, kind: Kind, cells: Sequence[str], look: ParagraphLook, width: int) -> Any:
        row = OxmlElement("w:tr")
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:cantSplit"))
        if kind != "same":
            properties.append(self._mark(kind))
        row.append(properties)
        for text in cells:
            cell = OxmlElement("w:tc")
            size = OxmlElement("w:tcPr")
            size.append(_element("w:tcW", w=width, type="dxa"))
            cell.append(size)
            paragraph = OxmlElement("w:p")
            paragraph.append(self._properties(look, kind))
            if text:
                paragraph.append(self._piece(Piece(text, kind)))
            cell.append(paragraph)
            row.append(cell)
        return row

    def _properties(self, look: ParagraphLook, whole: Kind) -> Any:
        properties = OxmlElement("w:pPr")
        properties.append(_element("w:pStyle", val=look.style))
        if look.keep_with_next:
            properties.append(OxmlElement("w:keepNext"))
        if look.left or look.hanging:
            tabs = OxmlElement("w:tabs")
            tabs.append(_element("w:tab", val="left", pos=look.left))
            properties.append(tabs)
            properties.append(_element("w:ind", left=look.left, hanging=look.hanging))
        if whole != "same":
            end = OxmlElement("w:rPr")
            end.append(self._mark(whole))
            properties.append(end)
        return properties

    def _piece(self, piece: Piece) -> Any:
        run = OxmlElement("w:r")
        for at, text in enumerate(piece.text.split("\t")):
            if at:
                run.append(OxmlElement("w:tab"))
            if text:
                holder = OxmlElement("w:delText" if piece.kind == "gone" else "w:t")
                holder.text = text
                holder.set(qn("xml:space"), "preserve")
                run.append(holder)
        if piece.kind == "same":
            return run
        change = self._mark(piece.kind)
        change.append(run)
        return change

    def _mark(self, kind: Kind) -> Any:
        self._last += 1
        return _element(_ELEMENTS[kind], id=self._last, author=self._author, date=self._moment)


def _table_properties(width: int) -> Any:
    properties = OxmlElement("w:tblPr")
    properties.append(_element("w:tblW", w=width, type="dxa"))
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val="single", sz=4, space=0, color="808080"))
    properties.append(borders)
    properties.append(_element("w:tblLayout", type="fixed"))
    return properties


def _element(tag: str, **attributes: object) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element
