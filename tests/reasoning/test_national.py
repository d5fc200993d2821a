"""The national side of a gap, worked out alone, is the same as in the whole answer."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from apv.errors import ContradictionError
from apv.law.catalogue import load_catalogue
from apv.reasoning.evaluate import Outcome
from apv.reasoning.gaps import examine
from apv.reasoning.national import national
from apv.reasoning.scenario import scenario

CATALOGUE = load_catalogue()
TRUTHS = [fact.id for fact in CATALOGUE.facts.values() if fact.type == "truth"]


def told(outcome: Outcome) -> tuple[object, ...]:
    elements = [(found.element.key, found.value, found.raised, found.because) for found in outcome.elements]
    return outcome.provision.id, outcome.version, outcome.holds, outcome.date_certain, elements


@settings(max_examples=150, deadline=None)
@given(
    day=st.dates(CATALOGUE.supported_from, date(2027, 12, 31)),
    behaviours=st.lists(st.sampled_from(list(CATALOGUE.behaviours)), max_size=3),
    setting=st.sampled_from(["", *CATALOGUE.settings]),
    place=st.sampled_from(["", *CATALOGUE.places]),
    facts=st.dictionaries(st.sampled_from(TRUTHS), st.sampled_from(["yes", "no", "unknown"]), max_size=12),
)
def test_it_is_what_the_whole_answer_says(
    day: date, behaviours: list[str], setting: str, place: str, facts: dict[str, str]
) -> None:
    try:
        asked = scenario(CATALOGUE, day, behaviours, setting=setting, place=place, facts=facts)
    except ContradictionError:
        return
    alone, whole = national(CATALOGUE, asked), examine(CATALOGUE, asked).gap
    assert [told(outcome) for outcome in alone.addressing] == [told(outcome) for outcome in whole.addressing]
    assert alone.competence == whole.competence


def test_an_offence_that_is_aimed_at_it_is_found() -> None:
    asked = scenario(CATALOGUE, date(2024, 7, 1), ["sissen"], setting="public", place="public_road")
    assert [outcome.provision.id for outcome in national(CATALOGUE, asked).addressing] == ["sr:429ter"]
    before = scenario(CATALOGUE, date(2024, 6, 30), ["sissen"], setting="public", place="public_road")
    assert national(CATALOGUE, before).addressing == ()
