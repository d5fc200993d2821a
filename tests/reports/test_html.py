"""The page shell and its tables: accessible, self-contained, and deaf to HTML in values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from lxml import html

from apv.data_files import data_folder
from apv.reports import html as pages
from apv.reports.tabular import Cell, Column, Sheet

HOSTILE = "<script>alert(1)</script> & \"q\" 'a' {{ 7*7 }} {% raw %} \x07\u202e"


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the shell and one body that shows a table and a loose value."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for source in (data_folder("templates") / "reports").iterdir():
        (folder / source.name).write_text(source.read_text("utf-8"), "utf-8")
    (folder / "proef.html").write_text(
        '{% extends "page.html" %}{% from "tables.html" import sheet_table, figures %}'
        '{% block content %}<p id="los">{{ los }}</p>{{ sheet_table(tabel, "tabel") }}'
        '{{ figures([("Aantal", 3, None)]) }}{% endblock %}',
        "utf-8",
    )
    monkeypatch.setattr(pages, "data_folder", lambda name: tmp_path)
    pages.environment.cache_clear()
    yield folder
    pages.environment.cache_clear()


def sheet(*values: object) -> Sheet:
    return Sheet("S", "Onderschrift", (Column("Naam"), Column("Wat")), (tuple(values),))  # type: ignore[arg-type]


def test_values_come_out_as_text(template: Path) -> None:
    text = pages.page(HOSTILE, "proef.html", los=HOSTILE, tabel=sheet(HOSTILE, Cell(HOSTILE, "warning")))
    root = html.document_fromstring(text)
    shown = HOSTILE.replace("\x07", "␇").replace("\u202e", "‹U+202E›")
    assert not root.xpath("//script")
    assert root.findtext(".//title") == shown
    assert root.get_element_by_id("los").text_content() == shown
    assert [cell.text_content() for cell in root.xpath("//tbody/tr/*")] == [shown, shown]
    assert "\x07" not in text


def test_a_table_is_a_table_for_everyone(template: Path) -> None:
    root = html.document_fromstring(pages.page("T", "proef.html", los="", tabel=sheet("a", None)))
    (table,) = root.xpath("//table")
    assert table.findtext("caption") == "Onderschrift"
    assert table.xpath("thead//th/@scope") == ["col", "col"]
    assert table.xpath("tbody//th/@scope") == ["row"]
    assert [td.text_content() for td in table.xpath(".//td")] == ["–"]
    (region,) = root.xpath("//*[@role='region']")
    assert region.get("tabindex") == "0"
    assert root.get_element_by_id(region.get("aria-labelledby")).tag == "caption"


def test_lines_in_a_cell_stay_lines(template: Path) -> None:
    root = html.document_fromstring(pages.page("T", "proef.html", los="", tabel=sheet("a", "een\ntwee")))
    (cell,) = root.xpath("//td")
    assert [cell.text, *(br.tail for br in cell.findall("br"))] == ["een", "twee"]


def test_the_page_is_dutch_and_fetches_nothing(template: Path) -> None:
    text = pages.page("T", "proef.html", los="x", tabel=sheet("a", "b"))
    root = html.document_fromstring(text)
    assert root.get("lang") == "nl"
    assert root.xpath("//meta[@charset]/@charset") == ["utf-8"]
    assert not root.xpath("//script | //link | //img | //iframe | //@onclick")
    assert not re.findall(r"(?:src|href)=.(?:https?:)?//|url\(|@import", text)
    assert next(iter(root.xpath("//h1 | //h2 | //h3"))).tag == "h1"


def test_a_forgotten_value_is_an_error(template: Path) -> None:
    with pytest.raises(UndefinedError):
        pages.page("T", "proef.html", tabel=sheet("a", "b"))


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("ink", "ground"),
    [("ink", "paper"), ("soft", "paper"), ("soft", "wash"), ("good", "good-wash"), ("caution", "caution-wash"),
     ("warning", "warning-wash"), ("paper", "head")],
)  # fmt: skip
def test_colours_can_be_read(ink: str, ground: str) -> None:
    style = (data_folder("templates") / "reports" / "style.css").read_text("utf-8")
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", style))
    light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
