"""The same question over time, and its pictures."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from apv.law.catalogue import Catalogue, load_catalogue
from apv.reasoning.gaps import gap_report
from apv.reasoning.timeline import timeline
from apv.reports.timeline_report import timeline_html
from apv.reports.timeline_svg import timeline_svg

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 23)
LINE = timeline(CATALOGUE, "vloeken", TODAY, setting="public")


def test_hissing_changes_once(catalogue: Catalogue) -> None:
    found = timeline(catalogue, "sissen", TODAY, setting="public")
    assert [(gap.status, gap.start) for gap in found.gaps] == [
        ("apv_only", date(2012, 10, 1)),
        ("conditional", date(2024, 7, 1)),
    ]
    (band,) = found.bands
    assert (band.provision, band.state, band.start, band.end) == ("sr:429ter", "depends", date(2024, 7, 1), None)
    days = {event.day for event in found.events}
    assert {date(2018, 1, 1), date(2018, 12, 19), date(2019, 12, 19), date(2021, 12, 24), date(2024, 7, 1)} <= days


def test_a_municipality_shows_its_own_events_only(catalogue: Catalogue) -> None:
    found = timeline(catalogue, "sissen", TODAY, setting="public", municipality="Rotterdam")
    assert [gap.status for gap in found.gaps] == ["apv_only", "local", "conditional"]
    assert {event.municipality for event in found.events} <= {"", "Rotterdam"}


@settings(max_examples=40, deadline=None)
@given(st.dates(CATALOGUE.supported_from, TODAY))
def test_every_day_in_a_band_gives_the_answer_of_that_day(day: date) -> None:
    (band,) = [gap for gap in LINE.gaps if gap.start <= day and (gap.end is None or day <= gap.end)]
    row = gap_report(CATALOGUE, day, ["vloeken"]).rows[0]
    assert (row.gap.status, row.gap.competence.outcome) == (band.status, band.competence)


def test_the_picture_speaks_to_who_cannot_see_it(catalogue: Catalogue) -> None:
    found = timeline(catalogue, "ongewenst-aanraken", TODAY, setting="public")
    svg = etree.fromstring(timeline_svg(catalogue, found).encode())
    name = "{http://www.w3.org/2000/svg}"
    assert svg.get("role") == "img"
    assert svg.findtext(f"{name}title") == "Tijdlijn: Ongewenst aanraken"
    assert "1 juli 2024" in (svg.findtext(f"{name}desc") or "")
    bars = svg.findall(f"{name}g")
    assert len(bars) == len(found.bands) + len(found.gaps)
    assert all(bar.findtext(f"{name}title") for bar in bars)


def test_the_page_says_the_same_in_tables(catalogue: Catalogue) -> None:
    found = timeline(catalogue, "betasten", TODAY, setting="public")
    page = timeline_html(catalogue, found)
    assert '<html lang="nl">' in page
    for band in found.bands:
        assert band.label in page
    assert "<script" not in page
    assert page == timeline_html(catalogue, found)
