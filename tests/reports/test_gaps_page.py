"""The coverage page and its picture: a word in every cell, for every setting, readable without colour or sight."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest
from lxml import html

from apv.law.catalogue import load_catalogue
from apv.reasoning.gaps import LABELS, GapReport, gap_report, gaps_by_setting
from apv.reports.answer_words import GAP_SHORT
from apv.reports.coverage_svg import MOST_ROWS, coverage_pictures
from apv.reports.gaps_html import gaps_html
from apv.reports.gaps_text import gaps_text
from apv.reports.gaps_view import GapsView, gaps_view

Apv = Callable[..., Any]
TODAY = date(2026, 11, 23)


@cache
def by_setting() -> tuple[GapReport, ...]:
    return gaps_by_setting(load_catalogue(), TODAY)


@cache
def view() -> GapsView:
    return gaps_view(load_catalogue(), by_setting()[0])


@cache
def page() -> str:
    return gaps_html(load_catalogue(), view(), by_setting())


def test_the_table_has_a_word_in_every_cell() -> None:
    root = html.document_fromstring(page())
    (table,) = root.xpath("//table[contains(@class, 'coverage')]")
    rows = table.xpath(".//tr[td]")
    assert len(rows) == len(load_catalogue().behaviours)
    for row, seen in zip(rows, view().rows, strict=True):
        words = [cell.text_content() for cell in row]
        assert words == [seen.label, *(w.text for w in (seen.national, seen.local, seen.outcome, seen.competence))]
        assert all(words)


def test_the_reasons_stand_with_every_behaviour() -> None:
    root = html.document_fromstring(page())
    for row in view().rows:
        details = root.get_element_by_id(row.id)
        assert details.tag == "details"
        text = " ".join(details.text_content().split())
        assert all(reason in text for reason in row.reasons)
        assert all(one.source.text in text for one in row.unless)


def test_the_picture_shows_every_behaviour_in_every_setting() -> None:
    pictures = coverage_pictures(load_catalogue(), by_setting())
    squares = [square for picture in pictures for square in picture.squares]
    settings = load_catalogue().settings
    assert len(squares) == len(load_catalogue().behaviours) * len(settings)
    expected = Counter(row.gap.status for report in by_setting() for row in report.rows)
    assert Counter(square.look for square in squares) == expected
    assert all(square.text == GAP_SHORT[square.look] for square in squares)  # type: ignore[index]
    for picture in pictures:
        rows = [label for label in picture.labels if not label.heading]
        assert len(rows) <= MOST_ROWS
        assert [" ".join(heading.lines) for heading in picture.headings] == [s.label for s in settings.values()]
        assert {key.look for key in picture.keys} == {square.look for square in picture.squares}
        assert all(square.x + picture.cell <= picture.width for square in picture.squares)
        assert all(square.y + picture.row <= picture.height for square in picture.squares)


def test_no_two_cells_touch_the_same_place() -> None:
    for picture in coverage_pictures(load_catalogue(), by_setting()):
        places = [(square.x, square.y) for square in picture.squares]
        assert len(places) == len(set(places))
        ys = sorted({label.y for label in picture.labels})
        assert all(after - before >= picture.row for before, after in itertools.pairwise(ys))


def test_words_fit_in_their_cells() -> None:
    assert (
        max(len(word) for word in GAP_SHORT.values()) * 5.9
        <= coverage_pictures(load_catalogue(), by_setting())[0].cell
    )


def test_the_picture_speaks_to_who_cannot_see_it() -> None:
    root = html.document_fromstring(page())
    pictures = root.xpath("//*[local-name() = 'svg']")
    assert len(pictures) == 2
    for picture in pictures:
        assert picture.get("role") == "img"
        named = picture.get("aria-labelledby").split()
        texts = [root.get_element_by_id(name).text_content() for name in named]
        assert texts[0].startswith("Dekking op 23 november 2026: ")
        assert "openbare ruimte: " in texts[1]
    (same,) = root.xpath("//table[@id = 'situaties']")
    assert len(same.xpath(".//td")) == len(load_catalogue().behaviours) * len(load_catalogue().settings)


def test_fills_differ_in_pattern_not_only_in_colour() -> None:
    fills = dict(re.findall(r'"(\w+)": "([^"]+)"', _template("coverage.svg")))
    assert set(fills) == set(LABELS)
    assert len(set(fills.values())) == len(LABELS)
    assert sum(fill.startswith("url(#") for fill in fills.values()) == len(LABELS) - 1
    for name in re.findall(r"url\(#(\w+)\)", " ".join(fills.values())):
        assert f'id="{name}"' in _template("patterns.svg")


def _template(name: str) -> str:
    from apv.data_files import data_folder

    return (data_folder("templates") / "reports" / name).read_text("utf-8")


def test_the_page_is_whole_by_itself() -> None:
    root = html.document_fromstring(page())
    assert root.get("lang") == "nl"
    assert not root.xpath("//script | //link | //img | //iframe | //@src")
    assert not re.findall(r"url\((?!#)|@import", page())
    levels = [int(node.tag[1]) for node in root.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in root.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_no_english_is_left() -> None:
    root = html.document_fromstring(page())
    for hidden in root.xpath("//style"):
        hidden.drop_tree()
    words = set(re.findall(r"[A-Za-z_]+", " ".join(root.itertext()))) | set(re.findall(r"\w+", gaps_text(view())))
    assert not words & {
        "unknown",
        "depends",
        "applies",
        "covered",
        "none",
        "None",
        "conditional",
        "apv_only",
        "Cell",
    }


def test_a_setting_takes_the_picture_away(apv: Apv) -> None:
    asked = ("gaps", "sissen", "--date", "2026-11-23", "--format", "html")
    assert "<svg" in apv(*asked).out
    one = apv(*asked, "--setting", "work").out
    assert "<svg" not in one
    assert "werk" in one
    assert apv(*asked).out == apv(*asked).out


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=1+1", "Dorp\x1b[31m\x07stad"])
def test_a_hostile_name_is_harmless_and_whole(name: str) -> None:
    report = gap_report(load_catalogue(), TODAY, ["sissen"], municipality=name)
    made = gaps_view(load_catalogue(), report)
    root = html.document_fromstring(gaps_html(load_catalogue(), made))
    assert not root.xpath("//script")
    assert dict(made.lead)["Gemeente"] in root.xpath("//dd/text()")
    assert "\x1b" not in gaps_text(made)


def test_the_csv_holds_words_and_not_our_own_values(apv: Apv, tmp_path: Any) -> None:
    path = tmp_path / "gaten.csv"
    assert apv("gaps", "--date", "2026-11-23", "--format", "csv", "-o", path).code == 0
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"))
    assert {row["uitkomst"] for row in rows} <= set(LABELS.values())
