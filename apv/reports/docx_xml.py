"""WordprocessingML as text: runs, paragraphs and tables, their properties in the order that the standard wants.

Documents are written with this and not object by object through python-docx, which takes many times as long. All
text passes `run`, which escapes it and makes visible what could not be seen or cannot stand in XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from apv.drafting.document import FILL_IN
from apv.reports.tabular import visible

_BREAKS = {"\t": "<w:tab/>", "\n": "<w:br/>", "\r": "<w:br/>"}
_MARGINS = (("top", 50), ("left", 110), ("bottom", 30), ("right", 110))
"""Space between the lines of a table and its text, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a piece of text looks, on top of the style of its paragraph; `color` as RRGGBB, `highlight` as Word
    names it."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    color: str = ""
    highlight: str = ""
    underline: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph stands on the page: the id of its style, the list it is the next item of (0: none), its
    indents in twentieths of a point; `end` is what is said of the paragraph mark itself."""

    style: str
    keep_with_next: bool = False
    page_break: bool = False
    series: int = 0
    left: int = 0
    hanging: int = 0
    end: str = ""


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph of which the look can still change; `runs` is WordprocessingML."""

    runs: str
    look: ParagraphLook

    def looking(self, **changes: Any) -> WordParagraph:
        """The same paragraph with another look."""
        return replace(self, look=replace(self.look, **changes))

    def __str__(self) -> str:
        look = self.look
        hanging = f' w:hanging="{look.hanging}"' if look.hanging else ""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{look.style}"/>'
            + _when(look.keep_with_next, "<w:keepNext/>")
            + _when(look.page_break, "<w:pageBreakBefore/>")
            + _when(look.series, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{look.series}"/></w:numPr>')
            + _when(look.left or look.hanging, f'<w:ind w:left="{look.left}"{hanging}/>')
            + _when(look.end, f"<w:rPr>{look.end}</w:rPr>")
            + f"</w:pPr>{self.runs}</w:p>"
        )


PLAIN = RunLook()


def run(text: str, look: RunLook = PLAIN, *, deleted: bool = False) -> str:
    """A run of text in one look; `deleted`: it stands in a tracked deletion. Nothing for no text."""
    if not text:
        return ""
    tag = "w:delText" if deleted else "w:t"
    words = "".join(
        _BREAKS.get(part) or f'<{tag} xml:space="preserve">{escape(part, quote=False)}</{tag}>'
        for part in re.split(r"([\t\n\r])", visible(text))
        if part
    )
    return f"<w:r>{_run_properties(look)}{words}</w:r>"


def text_runs(text: str, look: RunLook, highlight: str) -> str:
    """Text with what a person has to fill in highlighted."""
    runs, at = "", 0
    for match in FILL_IN.finditer(text):
        runs += run(text[at : match.start()], look) + run(match[0], replace(look, highlight=highlight))
        at = match.end()
    return runs + run(text[at:], look)


def cell(paragraphs: str, width: int, fill: str = "") -> str:
    """A table cell; it needs one paragraph at least. `width` in twentieths of a point, `fill` as RRGGBB."""
    shade = _when(fill, f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>')
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{paragraphs}</w:tc>'


def row(cells: Iterable[str], *, header: bool = False, whole: bool = True, change: str = "") -> str:
    """A table row. `header`: it comes back on every page; `whole`: it is not split over pages; `change`: the mark
    of a row that came or went as tracked change."""
    properties = _when(whole, "<w:cantSplit/>") + _when(header, "<w:tblHeader/>") + change
    return f"<w:tr>{_when(properties, f'<w:trPr>{properties}</w:trPr>')}{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[int], border: str, *, upright: bool = False) -> str:
    """A table with columns of fixed `widths` in twentieths of a point; `border` is the colour of its lines as
    RRGGBB, `upright`: also between the columns. Word needs a paragraph between a table and what follows."""
    sides = ("top", "left", "bottom", "right", "insideH", *(("insideV",) if upright else ()))
    line = f'w:val="single" w:sz="6" w:space="0" w:color="{border}"'
    borders = "".join(f"<w:{side} {line}/>" for side in sides)
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in _MARGINS)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" '
        f'w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _run_properties(look: RunLook) -> str:
    properties = (
        _when(look.bold, "<w:b/>")
        + _when(look.italic, "<w:i/>")
        + _when(look.strike, "<w:strike/>")
        + _when(look.color, f'<w:color w:val="{look.color}"/>')
        + _when(look.highlight, f'<w:highlight w:val="{look.highlight}"/>')
        + _when(look.underline, '<w:u w:val="single"/>')
    )
    return _when(properties, f"<w:rPr>{properties}</w:rPr>")


def _when(wanted: object, xml: str) -> str:
    return xml if wanted else ""
