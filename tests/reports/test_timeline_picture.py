"""Nothing in the timeline collides: dots, words and bars keep to their own place."""

from __future__ import annotations

import itertools
from collections import defaultdict
from datetime import date

import pytest

from apv.law.catalogue import load_catalogue
from apv.reasoning.timeline import timeline
from apv.reports.timeline_svg import DOT, LETTER, WIDTH, Picture, picture

TODAY = date(2026, 11, 23)


def drawn(behaviour: str, municipality: str = "") -> Picture:
    found = timeline(load_catalogue(), behaviour, TODAY, setting="public", municipality=municipality)
    return picture(load_catalogue(), found)


@pytest.mark.parametrize(
    "behaviour", ["betasten", "vloeken", "sissen", "seksueel-contact-kind", "heimelijk-filmen"]
)
@pytest.mark.parametrize("municipality", ["", "Rotterdam"])
def test_nothing_collides(behaviour: str, municipality: str) -> None:
    made = drawn(behaviour, municipality)
    lines = defaultdict(list)
    for event in made.events:
        lines[event.y].append(event.x)
    for places in lines.values():
        assert all(after - before >= DOT for before, after in itertools.pairwise(places))
    for bar in made.bars:
        wide = len(bar.text) * LETTER
        left = bar.text_x if bar.anchor == "start" else bar.text_x - wide
        assert left + wide <= WIDTH
        if bar.anchor == "start" and bar.text:
            assert left + wide <= bar.x + bar.width
    for y in {bar.y for bar in made.bars}:
        row = sorted((bar for bar in made.bars if bar.y == y), key=lambda bar: bar.x)
        for before, after in itertools.pairwise(row):
            assert before.x + before.width <= after.x + 1
            if after.anchor == "end" and after.text:
                assert before.x + before.width <= after.text_x - len(after.text) * LETTER
    years = [year.x for year in made.years]
    assert all(after - before >= 28 for before, after in itertools.pairwise(years))


def test_a_year_is_not_made_into_a_day() -> None:
    made = drawn("sissen")
    assert any(event.full.startswith("2017: ") for event in made.events)
    assert not any("1 januari 2017" in event.full for event in made.events)


def test_the_key_explains_what_is_drawn() -> None:
    for behaviour in ("betasten", "vloeken", "sissen"):
        made = drawn(behaviour)
        assert {key.look for key in made.keys} == {bar.look for bar in made.bars}
