"""The gap statuses, and the statement the product grew out of, before and after 1 July 2024."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from apv.law.catalogue import Catalogue
from apv.reasoning.gaps import Examined, gap_report

STREET = ["sissen", "nafluiten", "naroepen", "seksuele-opmerking"]
BEFORE, LAST_OLD, FIRST_NEW, TODAY = date(2018, 6, 1), date(2024, 6, 30), date(2024, 7, 1), date(2026, 11, 23)


def rows(catalogue: Catalogue, day: date, names: list[str] = STREET, **rest: Any) -> dict[str, Examined]:
    return {row.asked.behaviours[0]: row for row in gap_report(catalogue, day, names, **rest).rows}


def test_in_2018_the_street_was_left_to_the_by_law(catalogue: Catalogue) -> None:
    for name, row in rows(catalogue, BEFORE).items():
        assert row.gap.status == "apv_only", name
        assert row.gap.competence.outcome == "at_risk", name
        assert row.gap.reasons, name
        unless = {outcome.provision.id for outcome in row.gap.unless}
        assert {"sr:266", "sr:137c", "sr:285", "sr:285b"} <= unless, name


def test_at_work_three_acts_protect(catalogue: Catalogue) -> None:
    for name, row in rows(catalogue, BEFORE, setting="work").items():
        aimed = {outcome.provision.id for outcome in row.gap.addressing}
        assert {"bw7:646", "wgb:1a", "awgb:1a"} <= aimed, name
        assert row.gap.status in ("conditional", "none"), name


@pytest.mark.parametrize("setting", ["school", "care", "service"])
def test_where_one_cannot_leave_the_equal_treatment_act_protects(catalogue: Catalogue, setting: str) -> None:
    row = rows(catalogue, BEFORE, ["seksuele-opmerking"], setting=setting)["seksuele-opmerking"]
    assert "awgb:1a" in {outcome.provision.id for outcome in row.gap.addressing}


def test_from_july_2024_the_street_is_conditional(catalogue: Catalogue) -> None:
    for day, aimed in ((LAST_OLD, False), (FIRST_NEW, True), (TODAY, True)):
        for name, row in rows(catalogue, day).items():
            found = [o for o in row.gap.addressing if o.provision.id == "sr:429ter"]
            assert bool(found) is aimed, (day, name)
            assert (row.gap.status == "conditional") is aimed, (day, name)
            if found:
                assert "indringend" in found[0].open_elements
                assert any("indringend" in reason for reason in row.gap.reasons)


def test_the_known_by_law_covers_the_street_from_its_first_day(catalogue: Catalogue) -> None:
    covered = rows(catalogue, BEFORE, municipality="Rotterdam")
    assert {row.gap.status for row in covered.values()} == {"local"}
    assert covered["sissen"].gap.local.articles == ("2:1a",)
    earlier = rows(catalogue, date(2017, 12, 31), municipality="Rotterdam")
    assert {row.gap.status for row in earlier.values()} == {"apv_only"}


def test_only_the_meaning_of_words_is_beyond_a_council_since_the_supreme_court(catalogue: Catalogue) -> None:
    for day, status in ((date(2021, 12, 23), "apv_only"), (date(2021, 12, 24), "no_power")):
        assert rows(catalogue, day, ["vloeken"])["vloeken"].gap.status == status


def test_conduct_may_be_regulated_and_a_home_may_not(catalogue: Catalogue) -> None:
    facts = {"in_company": "no", "blocking": "no"}
    alone = gap_report(catalogue, date(2019, 11, 2), ["hinderlijk-volgen"], facts=facts, place="public_road").rows[
        0
    ]
    assert (alone.gap.status, alone.gap.competence.outcome) == ("apv_only", "allowed")
    home = rows(catalogue, TODAY, ["vloeken"], setting="home", place="home")["vloeken"]
    assert (home.gap.status, home.gap.competence.outcome) == ("no_power", "outside_power")


def test_every_behaviour_gets_a_row_with_reasons(catalogue: Catalogue) -> None:
    report = gap_report(catalogue, TODAY)
    assert [row.asked.behaviours[0] for row in report.rows] == list(catalogue.behaviours)
    assert all(row.gap.reasons for row in report.rows)
