"""Workbooks: what a reader of the file finds, and that nothing in it runs."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from lxml import etree

from apv.reports.tabular import Cell, Column, Sheet
from apv.reports.xlsx import CELL_LIMIT, CUT, to_xlsx

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
CREATED = date(2026, 11, 23)


def workbook(*sheets: Sheet) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(to_xlsx(sheets, title="Proef", created=CREATED)))


def part(book: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(book.read(name))


def texts(book: zipfile.ZipFile) -> list[str]:
    return ["".join(si.itertext()) for si in part(book, "xl/sharedStrings.xml").iterfind("m:si", NS)]


def one_column(*values: object) -> Sheet:
    return Sheet("Proef", "Een kolom", (Column("Kolom"),), tuple((value,) for value in values))  # type: ignore[misc]


@pytest.mark.parametrize(
    "hostile",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "{=1}",
        "http://example.org/",
        "mailto:x@y",
        "<b>&amp;</b>",
        "  rand  ",
    ],
)
def test_text_stays_text(hostile: str) -> None:
    book = workbook(one_column(hostile))
    sheet = part(book, "xl/worksheets/sheet1.xml")
    assert hostile in texts(book)
    assert sheet.find(".//m:f", NS) is None
    assert sheet.find(".//m:hyperlink", NS) is None
    assert "xl/worksheets/_rels/sheet1.xml.rels" not in book.namelist()


def test_control_characters_are_shown_and_escapes_are_not_invented() -> None:
    found = texts(workbook(one_column("a\x00b\x1bc\u202ed", "_x0041_")))
    assert "a␀b␛c‹U+202E›d" in found
    assert "_x005F_x0041_" in found  # Excel's own way to write the six characters themselves


def test_text_too_long_for_a_cell_says_so() -> None:
    (_, long) = texts(workbook(one_column("x" * (CELL_LIMIT + 5))))
    assert len(long) == CELL_LIMIT
    assert long.endswith(CUT)


def test_numbers_dates_and_nothing_keep_their_kind() -> None:
    sheet = part(workbook(one_column(3, date(2024, 7, 1), None, date(1850, 1, 1))), "xl/worksheets/sheet1.xml")
    cells = {cell.get("r"): cell for cell in sheet.iterfind(".//m:c", NS)}
    assert [cells["A2"].findtext("m:v", None, NS), cells["A3"].findtext("m:v", None, NS)] == ["3", "45474"]
    assert cells["A4"].find("m:v", NS) is None
    assert cells["A5"].get("t") == "s"  # a day before Excel's calendar is written as text


def test_headings_are_frozen_and_filtered() -> None:
    sheet = part(
        workbook(Sheet("S", "c", (Column("a"), Column("b")), (("x", "y"), ("p", "q")), frozen=1)),
        "xl/worksheets/sheet1.xml",
    )
    pane = sheet.find(".//m:pane", NS)
    filtered = sheet.find("m:autoFilter", NS)
    assert pane is not None
    assert filtered is not None
    assert (pane.get("state"), pane.get("topLeftCell")) == ("frozen", "B2")
    assert filtered.get("ref") == "A1:B3"


def test_a_long_text_gets_room() -> None:
    sheet = part(
        workbook(Sheet("S", "c", (Column("a"), Column("b", width=20)), (("kort", "woord " * 40),))),
        "xl/worksheets/sheet1.xml",
    )
    widths = [float(column.get("width", "0")) for column in sheet.iterfind(".//m:col", NS)]
    height = float(sheet.findall(".//m:row", NS)[1].get("ht", "0"))
    assert widths[0] < widths[1]
    assert height > 12 * 14


def test_tones_reach_the_cell() -> None:
    book = workbook(one_column(Cell("goed", "good"), Cell("let op", "warning"), "gewoon"))
    styles = [cell.get("s") for cell in part(book, "xl/worksheets/sheet1.xml").iterfind(".//m:c", NS)]
    assert len(set(styles)) == 4
    fills = part(book, "xl/styles.xml").find("m:fills", NS)
    assert fills is not None
    assert b"FFE3F1E6" in etree.tostring(fills)


def test_sheet_names_are_made_acceptable_and_unique() -> None:
    names = ["A/B [x]?", "A/B [x]?", "", "y" * 40, "Y" * 40, "'quote'"]
    book = workbook(*(Sheet(name, "c", (Column("a"),), ()) for name in names))
    found = [sheet.get("name") for sheet in part(book, "xl/workbook.xml").iterfind(".//m:sheet", NS)]
    assert found == ["A B  x", "A B  x 2", "Blad", "y" * 31, "Y" * 29 + " 2", "quote"]


def test_a_caption_cannot_write_page_codes() -> None:
    sheet = part(workbook(Sheet("S", "A & B &P", (Column("a"),), ())), "xl/worksheets/sheet1.xml")
    assert sheet.findtext(".//m:oddHeader", "", NS).endswith("A && B &&P")


def test_same_tables_same_bytes() -> None:
    sheet = one_column("é", 3, date(2024, 7, 1), Cell("x", "good"))
    first = to_xlsx([sheet], title="T", created=CREATED)
    assert first == to_xlsx([sheet], title="T", created=CREATED)
    assert first != to_xlsx([sheet], title="T", created=date(2020, 1, 1))
