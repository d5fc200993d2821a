"""Whether the papers of one page stay one page in the house style of a municipality, and a smaller type if not.

Nothing here lays out text: Word does. Lines are counted from the measures of page and type, a little on the safe
side; what does not fit then is said, so that a person looks.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from math import ceil
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Emu

from apv.bylaws.markup.word import WordParagraph, read_word
from apv.findings import Finding, Severity
from apv.reports.docx_style import HouseStyle, load_house_style

ONE_PAGE: Mapping[str, str] = {"5-samenvatting.docx": "page", "6-handhavingskaart.docx": "card"}
"""The papers of one page, and the table look that they use."""
# the text in tables is shared with the other papers, which get it too
PAGE_LOOKS = ("page-title", "page-heading", "page", "cell")
SMALLEST = 8.0
"""Points; smaller type is not readable on paper for everybody."""
STEP = 0.5
_POINTS = 72 / 2.54
"""Points in a centimetre."""
_LETTER = {"arial": 0.5, "liberation sans": 0.5, "calibri": 0.48, "times new roman": 0.45, "cambria": 0.5}
_WIDE_LETTER = 0.64
"""How wide a letter of Dutch text is on average, in parts of the type size, per font. Another font may be replaced
by a wide one where it is not installed."""
_LINE = 1.15
"""How high a line is, in parts of the type size, before the line spacing of the style."""
_BOLD = 1.06
_TWIPS = 20
"""In a point."""
_MARGIN_LINE = 0.5
"""Centimetres of a line in a header."""
_CELL = 0.38
"""Centimetres of white in a cell, left and right together."""


@dataclass(frozen=True, slots=True)
class _Room:
    """The part of a page between margins, headers and footers, in points, and the font of its text."""

    width: float
    height: float
    font: str


def fitting(files: Mapping[str, bytes], style: HouseStyle | None) -> tuple[HouseStyle | None, tuple[Finding, ...]]:
    """The house style in which the papers of one page in `files` fit: the same, or with smaller type for them.
    What still does not fit is a finding."""
    used = style or load_house_style()
    papers = {name: read_word(files[name], where=name) for name in ONE_PAGE if name in files}
    size, room = used.looks["page"].size or SMALLEST, _room(used)
    while True:
        tried = used if size == used.looks["page"].size else _smaller(used, size)
        crowded = [name for name, lines in papers.items() if _height(lines, tried, room, ONE_PAGE[name]) > 1]
        if not crowded or size - STEP < SMALLEST or "page" in used.own:
            break
        size -= STEP
    return style if tried is used else tried, tuple(map(_finding, crowded))


def _finding(name: str) -> Finding:
    return Finding(
        Severity.WARNING, "not-one-page", f"{name} past waarschijnlijk niet op één bladzijde", where=name,
        advice="Kort de tekst in, of kies een huisstijl met smallere marges; kijk in Word na of het past.",
    )  # fmt: skip


@cache
def _smaller(style: HouseStyle, size: float) -> HouseStyle:
    """The style with its one-page looks in smaller type, in the same proportion. Kept: there are few sizes, and
    what is made of a style is kept with it."""
    share = size / (style.looks["page"].size or size)
    looks = dict(style.looks)
    for key in PAGE_LOOKS:
        if key not in style.own and (look := looks[key]).size is not None:
            smaller = max(round(2 * look.size * share) / 2, SMALLEST)
            looks[key] = replace(look, size=smaller, before=look.before * share, after=look.after * share)
    return replace(style, looks=looks)


def _height(lines: Iterable[WordParagraph], style: HouseStyle, room: _Room, table: str) -> float:
    """How much of a page the paragraphs fill (1: all of it)."""
    widths = style.tables[table].widths if table in style.tables else (1.0,)
    total = 0.0
    for row, group in groupby(lines, key=lambda line: line.cell and line.cell[:2]):
        if row is None:
            total += sum(_paragraph(line, room.width, style, room.font) for line in group)
            continue
        cells: dict[int, float] = {}
        for line in group:
            column = line.cell[2] if line.cell else 0
            width = room.width * widths[min(column, len(widths) - 1)] / sum(widths) - _CELL * _POINTS
            cells[column] = cells.get(column, 0) + _paragraph(line, width, style, room.font)
        total += max(cells.values())
    return total / room.height


def _paragraph(line: WordParagraph, width: float, style: HouseStyle, font: str) -> float:
    look = next((look for look in style.looks.values() if look.name == line.style), style.looks["page"])
    size = look.size or style.looks["body"].size or SMALLEST
    letter = size * _LETTER.get((look.font or font).lower(), _WIDE_LETTER) * (_BOLD if look.bold else 1)
    rows = ceil(len(line.shown) * letter / max(width - line.left / _TWIPS, size))
    return max(rows, 1) * size * _LINE * (look.line or 1) + look.before + look.after


@cache
def _room(style: HouseStyle) -> _Room:
    """The room on a page; a header or footer with a high picture takes more than its margin."""
    margins, font = style.page["margins"], style.looks["body"].font
    top, bottom = float(margins["top"]), float(margins["bottom"])
    if style.base is not None:
        word = docx.Document(io.BytesIO(style.base))
        section = word.sections[-1]
        head, foot = section.header_distance, section.footer_distance
        top = max(top, (head.cm if head else 0) + sum(_tall(section.header)))
        bottom = max(bottom, (foot.cm if foot else 0) + sum(_tall(section.footer)))
        font = word.styles["Normal"].font.name or font if "body" in style.own else font
    return _Room(style.text_width * _POINTS, (style.page["height"] - top - bottom) * _POINTS, font)


def _tall(margin: Any) -> Iterator[float]:
    """How high each paragraph of a header or footer is, in centimetres: a line, or the picture in it."""
    for paragraph in margin.paragraphs:
        pictures = [Emu(int(extent.get("cy", "0"))).cm for extent in paragraph._p.iter(qn("wp:extent"))]
        yield max([_MARGIN_LINE, *pictures])
