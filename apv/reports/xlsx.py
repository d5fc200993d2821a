"""Tables to an Excel workbook: frozen headings, filters, widths that fit, and nothing that runs as a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from math import ceil
from typing import TYPE_CHECKING, Any

from apv.reports.tabular import Cell, Column, Sheet, Tone, cell, visible, web_address

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32_767
"""Characters that fit in one Excel cell."""

CUT = " … [ingekort: past niet in één cel]"

LINK_LIMIT, MOST_LINKS = 2_000, 60_000
"""Characters in an address and rows with links that Excel takes; beyond, the text stays and the link goes."""

NARROW, WIDE = 8, 60
"""Bounds of a column that fits its contents, in characters."""

UPRIGHT_WIDTH = 13
ROOM_ON_A4 = 190
ROOM_ON_A3 = 300
"""Characters across a landscape page that can still be read; wider tables print on A3, and then on more pages."""

A3, A4 = 8, 9
"""Excel's numbers for paper sizes."""

LINE_POINTS = 14.5

_LOOK: dict[Tone, dict[str, Any]] = {
    "plain": {},
    "good": {"bg_color": "#E3F1E6", "font_color": "#14532D"},
    "caution": {"bg_color": "#FFF3D1", "font_color": "#5C3D00"},
    "warning": {"bg_color": "#FBE3DF", "font_color": "#7A1C10"},
    "muted": {"font_color": "#5F6B76"},
    "strong": {"bold": True},
}
_HEADING = {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "text_wrap": True, "border": 1,
            "border_color": "#FFFFFF"}  # fmt: skip
_BODY = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True, "border": 1,
         "border_color": "#D5DBE1"}  # fmt: skip


def to_xlsx(sheets: Sequence[Sheet], *, title: str, created: date, subject: str = "") -> bytes:
    """The workbook with a sheet per table, in order. `created` is written in the file instead of the clock, so
    that the same tables give the same bytes."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as workbook:
        workbook.set_properties(
            {"title": visible(title), "subject": visible(subject), "created": datetime.combine(created, time())}
        )
        formats = _Formats(workbook)
        taken: set[str] = set()
        for sheet in sheets:
            _write(workbook.add_worksheet(_sheet_name(sheet.name, taken)), sheet, formats)
    return target.getvalue()


class _Formats:
    """The formats of one workbook, made once per look."""

    def __init__(self, workbook: Workbook) -> None:
        font = {"font_name": _BODY["font_name"], "font_size": _BODY["font_size"]}
        self.heading = workbook.add_format({**font, **_HEADING, "valign": "bottom"})
        upright = {**_HEADING, "rotation": 90, "align": "center", "valign": "bottom", "text_wrap": False}
        self.upright = workbook.add_format({**font, **upright})
        self._bodies = {tone: workbook.add_format({**_BODY, **look}) for tone, look in _LOOK.items()}
        self._days = {
            tone: workbook.add_format({**_BODY, **look, "num_format": "d-m-yyyy", "align": "left"})
            for tone, look in _LOOK.items()
        }

        look = {"font_color": "#1F3A5F", "underline": 1}
        self._links = {tone: workbook.add_format({**_BODY, **_LOOK[tone], **look}) for tone in _LOOK}

    def link(self, content: Cell) -> Format:
        return self._links[content.tone]

    def of(self, content: Cell) -> Format:
        return (self._days if isinstance(content.value, date) else self._bodies)[content.tone]


def _write(worksheet: Worksheet, sheet: Sheet, formats: _Formats) -> None:
    widths = [_width(index, column, sheet) for index, column in enumerate(sheet.columns)]
    for index, (column, width) in enumerate(zip(sheet.columns, widths, strict=True)):
        worksheet.set_column(index, index, width)
        worksheet.write_string(
            0, index, _fitting(column.title), formats.upright if column.upright else formats.heading
        )
    worksheet.set_row(0, _heading_height(sheet.columns, widths))
    for number, row in enumerate(sheet.rows, start=1):
        for index, value in enumerate(row):
            _write_cell(worksheet, number, index, cell(value), formats)
        worksheet.set_row(number, _row_height(row, widths))
    _page(worksheet, sheet, sum(widths))


def _write_cell(worksheet: Worksheet, row: int, column: int, content: Cell, formats: _Formats) -> None:
    value, look = content.value, formats.of(content)
    link = web_address(content.link)[:LINK_LIMIT]
    if link and value and link == content.link and row <= MOST_LINKS:
        worksheet.write_url(row, column, link, formats.link(content), _fitting(str(value)))
    elif value is None or value == "":
        worksheet.write_blank(row, column, None, look)
    elif isinstance(value, date) and value.year >= 1900:
        worksheet.write_datetime(row, column, datetime.combine(value, time()), look)
    elif isinstance(value, (int, float)):
        worksheet.write_number(row, column, value, look)
    else:
        worksheet.write_string(row, column, _fitting(str(value)), look)


def _page(worksheet: Worksheet, sheet: Sheet, width: float) -> None:
    last_row, last_column = max(len(sheet.rows), 1), len(sheet.columns) - 1
    worksheet.freeze_panes(1, sheet.frozen)
    worksheet.autofilter(0, 0, last_row, last_column)
    worksheet.hide_gridlines(2)
    worksheet.set_landscape()
    worksheet.set_paper(A3 if width > ROOM_ON_A4 else A4)
    worksheet.fit_to_pages(max(1, ceil(width / ROOM_ON_A3)), 0)
    worksheet.repeat_rows(0)
    if sheet.frozen:
        worksheet.repeat_columns(0, sheet.frozen - 1)
    worksheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    worksheet.set_header(f'&L&"Calibri,Bold"{_header_text(sheet.caption)}')
    worksheet.set_footer("&L&A&RPagina &P van &N")


def _fitting(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= CELL_LIMIT else shown[: CELL_LIMIT - len(CUT)] + CUT


def _width(index: int, column: Column, sheet: Sheet) -> float:
    if column.width:
        return column.width
    if column.upright:
        return UPRIGHT_WIDTH
    longest = max((_longest_line(cell(row[index])) for row in sheet.rows if index < len(row)), default=0)
    # a heading may break between words; the arrow of the filter needs room too
    words = max((len(word) for word in column.title.split()), default=0) + 4
    return float(min(max(longest + 2, words, NARROW), WIDE))


def _longest_line(content: Cell) -> int:
    return max((len(line) for line in _text(content).splitlines()), default=0)


def _text(content: Cell) -> str:
    if content.value is None:
        return ""
    return f"{content.value:%d-%m-%Y}" if isinstance(content.value, date) else str(content.value)


def _row_height(row: Sequence[Any], widths: Sequence[float]) -> float:
    lines = max((_lines(cell(value), width) for value, width in zip(row, widths, strict=False)), default=1)
    return min(LINE_POINTS * lines + 2, 400)


def _lines(content: Cell, width: float) -> int:
    room = max(int(width) - 1, 1)
    return sum(max(1, ceil(len(line) * 1.08 / room)) for line in _text(content).splitlines()) or 1


def _heading_height(columns: Sequence[Column], widths: Sequence[float]) -> float:
    upright = max((len(column.title) for column in columns if column.upright), default=0)
    level = [(Cell(c.title), w - 3) for c, w in zip(columns, widths, strict=True) if not c.upright]
    lines = max((_lines(title, width) for title, width in level), default=1)
    return max(min(upright * 6.6 + 14, 400), lines * LINE_POINTS + 6)


def _sheet_name(name: str, taken: set[str]) -> str:
    """`name` as Excel allows it: at most 31 characters, none of []:*?/\\, no other sheet's name."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", visible(name)).strip().strip("'")[:31].strip() or "Blad"
    candidate, number = plain, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{plain[: 30 - len(str(number))]} {number}"
    taken.add(candidate.casefold())
    return candidate


def _header_text(text: str) -> str:
    # & starts a code in a page header; Excel allows 255 characters in all
    return visible(text)[:120].replace("&", "&&")
