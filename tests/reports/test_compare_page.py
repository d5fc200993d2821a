"""The page of a comparison: its pictures say what the tables say, and it can be searched, sorted and printed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from apv.comparing.batch import Wishes, compare
from apv.comparing.comparison import Comparison
from apv.data_files import data_folder
from apv.law.catalogue import Catalogue
from apv.reports.compare_html import render_html
from apv.reports.compare_pictures import LEFT, WIDTH, behaviour_picture, design_picture, year_picture
from tests.browser import PHONE, Pages, overflow

from .test_opens_elsewhere import program

EXAMPLES = data_folder("legal_sources") / "examples"
ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def comparison(catalogue: Catalogue) -> Comparison:
    return compare([EXAMPLES], catalogue, on=ON, wishes=Wishes(over_time=True, against="Veldhaven"))


@pytest.fixture(scope="module")
def path(comparison: Comparison, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("vergelijking") / "vergelijking.html"
    path.write_text(render_html(comparison, catalogue), "utf-8")
    return path


def test_a_bar_for_every_behaviour_as_long_as_its_number(comparison: Comparison, catalogue: Catalogue) -> None:
    picture = behaviour_picture(comparison, catalogue)
    assert picture is not None
    total = len(comparison.matrix)
    assert len(picture.bars) == len(comparison.occurring())
    for bar in picture.bars:
        name = next(one.id for one in catalogue.behaviours.values() if one.label == bar.label)
        count = sum(name in row for row in comparison.matrix.values())
        assert bar.text.startswith(f"{count} van {total}")
        assert sum(piece.width for piece in bar.pieces) == pytest.approx(WIDTH * count / total, abs=0.2)
        assert bar.pieces[0].x == LEFT
    lengths = [sum(piece.width for piece in bar.pieces) for bar in picture.bars]
    assert lengths == sorted(lengths, reverse=True)


def test_designs_and_years_say_what_was_counted(comparison: Comparison, catalogue: Catalogue) -> None:
    designs, years = design_picture(comparison), year_picture(comparison, catalogue)
    assert designs is not None
    assert years is not None
    assert comparison.figures is not None
    assert comparison.over_time is not None
    assert [int(bar.text.split()[0]) for bar in designs.bars] == list(comparison.figures.families.values())
    last = {
        cell.full.partition(",")[0]: cell.text
        for cell in years.cells
        if cell.x == max(one.x for one in years.cells)
    }
    for name in comparison.occurring():
        covered = sum(name in row for row in comparison.matrix.values())
        assert last[catalogue.behaviours[name].label] == str(covered)
    columns = {x for x, _ in years.years}
    assert len(years.cells) == len(columns) * len(years.labels)
    assert len(columns) <= len(comparison.over_time.days)


def test_nothing_to_show_gives_no_picture(catalogue: Catalogue) -> None:
    none = compare([EXAMPLES], catalogue, on=ON, behaviours=["verkrachting"])
    assert behaviour_picture(none, catalogue) is None
    assert year_picture(none, catalogue) is None
    assert "geen enkele regeling" in render_html(none, catalogue)


def test_every_picture_has_a_text_alternative(path: Path) -> None:
    root = html.document_fromstring(path.read_text("utf-8"))
    pictures = root.xpath("//*[local-name()='svg']")
    assert len(pictures) == 3
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    for picture in pictures:
        title, description = picture.get("aria-labelledby").split()
        assert root.get_element_by_id(title).text_content().strip()
        assert len(root.get_element_by_id(description).text_content()) > 40


def test_tables_can_be_searched_and_sorted(path: Path, pages: Pages) -> None:
    page = pages.open(path)
    rows = page.locator("table.matrix tbody tr")
    everything = rows.count()
    page.locator(".search input").first.fill("VELDH 2:1a")
    assert page.locator("table.matrix tbody tr:visible").count() == 1
    assert page.locator(".search [role=status]").first.inner_text() == f"1 van {everything} rijen"
    page.locator(".search input").first.fill("")
    assert page.locator("table.matrix tbody tr:visible").count() == everything
    head = page.locator("table.matrix thead th").first
    names = page.locator("table.matrix tbody th").all_inner_texts()
    head.locator("button").click()
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert page.locator("table.matrix tbody th").all_inner_texts() == names[::-1]
    assert (pages.errors, pages.requests) == ([], [])


def test_without_scripts_everything_is_there_and_nothing_is_dead(path: Path, pages: Pages) -> None:
    page = pages.open(path, scripts=False)
    assert page.locator("button, input").count() == 0
    assert page.locator("table.matrix tbody tr").count() > 10
    assert all(text.strip() for text in page.locator("table.matrix td").all_inner_texts())


def test_on_a_phone_the_names_stay_in_view(path: Path, pages: Pages) -> None:
    page = pages.open(path, width=PHONE)
    assert overflow(page) <= 0
    page.locator("div.scroll:has(table.matrix)").evaluate("box => { box.scrollLeft = 600 }")
    name = page.locator("table.matrix tbody th").first.bounding_box()
    assert name is not None
    assert 0 <= name["x"] < PHONE / 4
    assert name["width"] < PHONE / 2


def test_it_prints_whole(path: Path, pages: Pages, comparison: Comparison, tmp_path: Path) -> None:
    to_text = program("pdftotext")
    printed = tmp_path / "vergelijking.pdf"
    pages.open(path).pdf(path=str(printed), prefer_css_page_size=True)
    text = subprocess.run([to_text, "-layout", str(printed), "-"], check=True, capture_output=True).stdout.decode()
    for municipality in comparison.matrix:
        assert municipality in text
    assert "Zoek in deze tabel" not in text
    for bylaw in comparison.bylaws:
        assert Path(bylaw.file).name.removesuffix(".xml") in "".join(text.split())


def test_the_workbook_opens_in_a_spreadsheet(apv: Callable[..., Any], tmp_path: Path) -> None:
    from .test_opens_elsewhere import converted

    book = tmp_path / "vergelijking.xlsx"
    assert apv("compare", EXAMPLES, "--date", "2026-11-23", "--format", "xlsx", "-o", book).code == 0
    text = subprocess.run(
        [program("pdftotext"), "-layout", str(converted(book, "pdf")), "-"], check=True, capture_output=True
    ).stdout.decode()
    for sheet in ("Overzicht", "Matrix", "Normen", "Dode letters", "Bevindingen", "Over"):
        assert sheet in text
    assert "waarschijnlijk" in text
