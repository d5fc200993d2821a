"""CSV for Dutch Excel and for machines: complete, and nothing in it runs."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv.reports.tabular import Cell, Column, Sheet, sheet_to_csv, to_csv, visible


def read(data: bytes, delimiter: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_dutch_excel_gets_a_byte_order_mark_and_semicolons() -> None:
    assert to_csv(["gemeente", "artikel"], [["Zandrecht", "2:1a"]]) == (
        b"\xef\xbb\xbfgemeente;artikel\r\nZandrecht;2:1a\r\n"
    )


def test_machines_get_neither() -> None:
    assert to_csv(["gemeente", "aantal"], [["Zandrecht, zuid", 3]], plain=True) == (
        b'gemeente,aantal\r\n"Zandrecht, zuid",3\r\n'
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " =", "\xa0@"])
@pytest.mark.parametrize("plain", [False, True])
def test_a_formula_becomes_text_and_stays_complete(start: str, plain: bool) -> None:
    hostile = f"{start}cmd|' /C calc'!A0"
    ((value,),) = read(to_csv(["x"], [[hostile]], plain), "," if plain else ";")[1:]
    assert value.replace("\r\n", "\n") == f"'{visible(hostile)}"


def test_a_heading_is_guarded_too() -> None:
    assert read(to_csv(["=1+1"], []))[0] == ["'=1+1"]


def test_numbers_stay_numbers_and_dates_sort() -> None:
    assert read(to_csv(["n", "d", "leeg"], [[-3, date(2024, 7, 1), None]]))[1] == ["-3", "2024-07-01", ""]


def test_separators_quotes_and_line_breaks_survive() -> None:
    text = 'a;b,c "d"\ne'
    assert read(to_csv(["x"], [[text]]))[1] == [text]


def test_control_characters_are_shown() -> None:
    assert visible("bel\x07 stop\x00 del\x7f om\u202e half\ud800") == "bel␇ stop␀ del␡ om‹U+202E› half‹U+D800›"
    assert visible("regel\nmet\ttab é 😀 ­") == "regel\nmet\ttab é 😀 ­"


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_can_be_written_and_read_back(text: str) -> None:
    data = to_csv(["x", "y"], [[text, "einde"]])
    value, end = read(data)[1]
    assert end == "einde"
    assert not value.startswith(("=", "+", "-", "@", "\t"))
    shown = visible(text)
    assert value.removeprefix("'") == shown or value == shown


def test_a_sheet_drops_its_looks() -> None:
    sheet = Sheet("S", "onderschrift", (Column("a"), Column("b")), ((Cell("x", "warning"), 2),))
    assert read(sheet_to_csv(sheet)) == [["a", "b"], ["x", "2"]]
