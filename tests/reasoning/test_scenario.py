"""What follows from behaviours, places and settings, and what a user's own statement does to it."""

from __future__ import annotations

from datetime import date

import pytest

from apv.errors import ContradictionError, InputError
from apv.law.catalogue import Catalogue
from apv.reasoning.scenario import answers, scenario
from apv.reasoning.verdict import Verdict

DAY = date(2025, 3, 1)


def test_hissing_is_a_sound_without_words_or_touch(catalogue: Catalogue) -> None:
    known = answers(catalogue, scenario(catalogue, DAY, ["sissen"]))
    assert known["sound"].value is Verdict.YES
    assert known["speech"].value is Verdict.NO
    assert known["touch"].value is Verdict.NO
    assert "insistent" not in known, "the rest stays unknown"


def test_a_yes_of_one_behaviour_beats_a_no_of_another(catalogue: Catalogue) -> None:
    known = answers(catalogue, scenario(catalogue, DAY, ["sissen", "naroepen", "betasten"]))
    assert known["speech"].value is Verdict.YES
    assert known["touch"].value is Verdict.YES


def test_contradicting_the_meaning_of_a_word_names_both(catalogue: Catalogue) -> None:
    with pytest.raises(ContradictionError) as caught:
        scenario(catalogue, DAY, ["sissen"], facts={"touch": "yes"})
    assert "sissen" in str(caught.value)
    assert "touch" in str(caught.value)


def test_a_place_wins_over_a_setting_and_the_user_over_both(catalogue: Catalogue) -> None:
    at_home = answers(catalogue, scenario(catalogue, DAY, ["vloeken"], setting="public", place="home"))
    assert at_home["in_public"].value is Verdict.NO
    broadcast = answers(catalogue, scenario(catalogue, DAY, ["vloeken"], place="home", facts={"in_public": "yes"}))
    assert broadcast["in_public"].value is Verdict.YES
    assert broadcast["in_public"].stated
    open_again = answers(
        catalogue, scenario(catalogue, DAY, ["vloeken"], place="home", facts={"in_public": "unknown"})
    )
    assert open_again["in_public"].value is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("given", "band"), [(9, "<12"), (12, "12-15"), ("15", "12-15"), (16, "16-17"), ("18+", "18+")]
)
def test_an_age_may_be_a_number_or_a_band(catalogue: Catalogue, given: object, band: str) -> None:
    asked = scenario(catalogue, DAY, ["grooming"], facts={"victim_age": given})
    assert asked.facts["victim_age"] == frozenset({band})


@pytest.mark.parametrize(
    ("names", "facts", "hint"),
    [
        (["sisen"], {}, "'sissen'"),
        (["sissen"], {"in_publc": "yes"}, "'in_public'"),
        (["sissen"], {"ground": "sexe"}, "'sex'"),
        (["sissen"], {"insistent": "misschien"}, "yes, no of unknown"),
        (["grooming"], {"victim_age": "jong"}, "12-15"),
    ],
)
def test_a_wrong_name_suggests_the_right_one(
    catalogue: Catalogue, names: list[str], facts: dict[str, object], hint: str
) -> None:
    with pytest.raises(InputError) as caught:
        scenario(catalogue, DAY, names, facts=facts)
    assert hint in str(caught.value)


def test_a_day_before_the_known_period_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(InputError, match="2012-10-01"):
        scenario(catalogue, date(2012, 9, 30), ["sissen"])
