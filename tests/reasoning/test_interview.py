"""The interview: asks only what decides, never says more than the map, and ends in a case file that holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apv.errors import ContradictionError, InputError
from apv.law.catalogue import Catalogue, load_catalogue
from apv.reasoning.case_file import case_file
from apv.reasoning.gaps import Examined, examine
from apv.reasoning.interview import (
    DONT_KNOW,
    MOST_QUESTIONS,
    Interview,
    answer,
    back,
    next_question,
    scenario_of,
)
from apv.reasoning.law_case import LawCase, case_files, read_case, run_case
from apv.reasoning.missing import possible_answers
from apv.reasoning.scenario import plain, scenario

STREET = ("sissen", "nafluiten", "hinderlijk-volgen", "schelden", "seksuele-opmerking")
DAYS = (date(2018, 6, 1), date(2024, 6, 30), date(2024, 7, 1), date(2026, 11, 23))


def interviewed(catalogue: Catalogue, case: LawCase, *, thorough: bool = False) -> Interview:
    """The interview with somebody who knows exactly what the case says."""
    interview = Interview(replace(case.asked, facts={}), thorough=thorough)
    while (question := next_question(catalogue, interview)) is not None:
        value = case.asked.facts.get(question.fact.id)
        told = DONT_KNOW if value is None else plain(value)
        raw = told if isinstance(told, str) else ",".join(told)
        interview = answer(catalogue, interview, question.fact.id, raw)
        assert len(interview.given) < len(catalogue.facts)
    return interview


def verdicts(found: Examined) -> dict[str, str]:
    return {one.provision.id: one.holds for one in found.outcomes}


@pytest.fixture(scope="module")
def cases(catalogue: Catalogue, reference_cases: Path) -> list[LawCase]:
    return [read_case(catalogue, path) for path in case_files((reference_cases,))]


def test_few_questions_are_enough(catalogue: Catalogue, cases: list[LawCase]) -> None:
    counts = sorted(len(interviewed(catalogue, case).given) for case in cases)
    assert counts[-1] <= 15
    assert median(counts) <= 7


def test_an_interview_never_says_more_than_the_map(catalogue: Catalogue, cases: list[LawCase]) -> None:
    """What the interview settles, the whole case settles the same way; what it leaves open, it calls open."""
    for case in cases:
        for thorough in (False, True):
            interview = interviewed(catalogue, case, thorough=thorough)
            found = verdicts(examine(catalogue, scenario_of(catalogue, interview)))
            whole = verdicts(examine(catalogue, case.asked))
            for provision, holds in found.items():
                assert holds in {whole[provision], "depends"}, f"{case.path.name}: {provision}"


def test_the_decisive_questions_lead_to_the_expected_outcome(catalogue: Catalogue, cases: list[LawCase]) -> None:
    """A thorough interview finds everything that the case says must apply, or must not be excluded."""
    for case in cases:
        interview = interviewed(catalogue, case, thorough=True)
        lists = {key: value for key, value in case.expect.items() if key != "gap"}
        told = replace(case, asked=scenario_of(catalogue, interview), expect=lists)
        assert run_case(catalogue, told).ok, case.path.name


def test_told_everything_it_is_the_map(catalogue: Catalogue, cases: list[LawCase]) -> None:
    for case in cases:
        assert scenario_of(catalogue, Interview(case.asked)) == case.asked
        assert verdicts(examine(catalogue, scenario_of(catalogue, Interview(case.asked)))) == verdicts(
            examine(catalogue, case.asked)
        )


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_when_it_stops_no_answer_would_change_what_is_aimed_at_the_behaviour(data: st.DataObject) -> None:
    catalogue = load_catalogue()
    day, behaviour = data.draw(st.sampled_from(DAYS)), data.draw(st.sampled_from(STREET))
    setting, place = data.draw(st.sampled_from([("public", "public_road"), ("work", ""), ("", "")]))
    asked = scenario(catalogue, day, [behaviour], setting=setting, place=place)
    interview = Interview(asked)
    while (question := next_question(catalogue, interview)) is not None:
        words = [DONT_KNOW, *(word for word, _ in possible_answers(question.fact))]
        interview = answer(catalogue, interview, question.fact.id, data.draw(st.sampled_from(words)))
    if len(interview.given) >= MOST_QUESTIONS:
        return
    known = scenario_of(catalogue, interview)
    before = examine(catalogue, known)
    for outcome in before.outcomes:
        if outcome.relevance != "addressed" or outcome.holds != "depends":
            continue
        for name in outcome.open_facts:
            if name in interview.unsure or name not in catalogue.facts:
                continue
            for word, _ in possible_answers(catalogue.facts[name]):
                after = examine(catalogue, scenario_of(catalogue, answer(catalogue, interview, name, word)))
                assert verdicts(after)[outcome.provision.id] == "depends", (outcome.provision.id, name, word)


def test_dont_know_never_counts_as_no(catalogue: Catalogue) -> None:
    start = scenario(catalogue, date(2025, 1, 1), ["sissen"], setting="public", place="public_road")
    interview = Interview(start)
    while (question := next_question(catalogue, interview)) is not None:
        interview = answer(catalogue, interview, question.fact.id, DONT_KNOW)
    assert scenario_of(catalogue, interview) == start
    found = verdicts(examine(catalogue, scenario_of(catalogue, interview)))
    assert found["sr:429ter"] == "depends"


def test_back_and_again(catalogue: Catalogue) -> None:
    start = scenario(catalogue, date(2025, 1, 1), ["sissen"], setting="public", place="public_road")
    first = next_question(catalogue, Interview(start))
    assert first is not None
    once = answer(catalogue, Interview(start), first.fact.id, "yes")
    assert back(once) == Interview(start)
    assert back(Interview(start)) == Interview(start)
    other = answer(catalogue, once, first.fact.id, "no")
    assert [one.raw for one in other.given] == ["no"]


def test_an_answer_that_cannot_be_is_refused(catalogue: Catalogue) -> None:
    start = Interview(scenario(catalogue, date(2025, 1, 1), ["sissen"]))
    with pytest.raises(ContradictionError, match="hoort bij"):
        answer(catalogue, start, "sound", "no")
    with pytest.raises(InputError, match="geen waarde"):
        answer(catalogue, start, "insistent", "misschien")


def test_the_question_says_what_hangs_on_it(catalogue: Catalogue) -> None:
    start = scenario(catalogue, date(2025, 1, 1), ["sissen"], setting="public", place="public_road")
    question = next_question(catalogue, Interview(start))
    assert question is not None
    assert question.about[0].provision.id == "sr:429ter"
    assert ("no", "excluded") in {(one.answer, one.becomes) for one in question.effects}


def test_the_case_file_holds_and_gives_the_same_map(
    catalogue: Catalogue, cases: list[LawCase], tmp_path: Path
) -> None:
    for case in cases:
        interview = interviewed(catalogue, case)
        found = examine(catalogue, scenario_of(catalogue, interview))
        path = tmp_path / case.path.name
        path.write_text(case_file(found, 'Titel "met" \x07 tekens\\', "proef", sorted(interview.unsure)), "utf-8")
        again = read_case(catalogue, path)
        assert replace(again.asked, origins={}) == replace(found.asked, origins={})
        assert run_case(catalogue, again).ok, run_case(catalogue, again).differences


def test_every_question_that_a_case_brings_up_has_an_example(catalogue: Catalogue, cases: list[LawCase]) -> None:
    asked = {one.fact for case in cases for one in interviewed(catalogue, case, thorough=True).given}
    assert {name for name in asked if not catalogue.facts[name].example} == set()
