"""May a council make this rule? Replayed around the dates on which the answer changes."""

from __future__ import annotations

from datetime import date

import pytest

from apv.law.catalogue import Catalogue
from apv.reasoning.competence import assess, norm_status
from apv.reasoning.verdict import Verdict

BEFORE, AFTER = date(2024, 6, 30), date(2024, 7, 1)


def test_an_old_sexual_rule_lapses_on_1_july_2024_and_a_conduct_rule_does_not(catalogue: Catalogue) -> None:
    since = date(2018, 1, 1)
    sexual, conduct = ["seksuele-opmerking", "sissen"], ["hinderlijk-gedrag"]
    assert norm_status(catalogue, sexual, since, BEFORE).status == "expression_risk"
    lapsed = norm_status(catalogue, sexual, since, AFTER)
    assert lapsed.status == "likely_lapsed"
    assert any("waarschijnlijk vervallen" in reason for reason in lapsed.reasons)
    assert not any("nietig" in reason for reason in lapsed.reasons)
    for day in (BEFORE, AFTER):
        assert norm_status(catalogue, conduct, since, day).status == "in_force"


def test_a_rule_made_after_the_act_is_not_older_than_it(catalogue: Catalogue) -> None:
    status = norm_status(catalogue, ["seksuele-opmerking"], date(2025, 1, 1), date(2026, 1, 1))
    assert status.status != "likely_lapsed"


def test_the_lapse_reaches_only_what_the_act_took_over(catalogue: Catalogue) -> None:
    """Following was forbidden nationally before as well; that part is a matter of conflict, not of lapse."""
    assert norm_status(catalogue, ["hinderlijk-volgen"], date(2018, 1, 1), AFTER).status == "in_force"


def test_renumbering_an_offence_makes_no_new_subject(catalogue: Catalogue) -> None:
    """Groping was an offence under the old numbers too."""
    found = assess(catalogue, ["betasten"], AFTER, bylaw_from=date(2018, 1, 1), existing=True)
    older = next(test for test in found.tests if "122" in " ".join(test.basis) and "nieuwere" in test.label)
    assert older.value is Verdict.YES


@pytest.mark.parametrize(
    ("behaviour", "day", "outcome"),
    [
        ("vloeken", date(2021, 12, 23), "at_risk"),
        ("vloeken", date(2021, 12, 24), "outside_power"),
        ("sissen", date(2022, 6, 1), "at_risk"),
        ("insluiten", date(2022, 6, 1), "at_risk"),
        ("hinderlijk-gedrag", date(2022, 6, 1), "allowed"),
    ],
)
def test_a_new_rule(catalogue: Catalogue, behaviour: str, day: date, outcome: str) -> None:
    found = assess(catalogue, [behaviour], day)
    assert found.outcome == outcome
    assert found.reasons


def test_every_test_says_why_and_on_what_basis(catalogue: Catalogue) -> None:
    found = assess(catalogue, ["sissen"], AFTER)
    assert len(found.tests) == 9
    for test in found.tests:
        assert test.reason
        assert test.basis
        assert "{" not in test.reason


def test_judgments_are_known_from_their_day_only(catalogue: Catalogue) -> None:
    for day, known in ((date(2019, 12, 18), False), (date(2019, 12, 19), True)):
        sources = {source for test in assess(catalogue, ["sissen"], day).tests for source in test.sources}
        assert ("ECLI:NL:GHDHA:2019:3293" in sources) is known


def test_a_private_place_is_beyond_a_council(catalogue: Catalogue) -> None:
    assert assess(catalogue, ["hinderlijk-gedrag"], AFTER, in_public=Verdict.NO).outcome == "outside_power"
    assert assess(catalogue, ["hinderlijk-gedrag"], AFTER, in_public=Verdict.UNKNOWN).outcome == "at_risk"
