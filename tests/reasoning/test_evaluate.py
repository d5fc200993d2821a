"""Elements, exceptions and dates: what makes a provision apply, depend or fall away."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apv.law.catalogue import Catalogue, load_catalogue
from apv.law.logic import Applies, facts_of, leaves
from apv.law.provision import Version
from apv.reasoning.evaluate import Outcome, evaluate_all
from apv.reasoning.scenario import scenario
from apv.reasoning.verdict import Verdict

CATALOGUE = load_catalogue()
TRUTHS = [fact.id for fact in CATALOGUE.facts.values() if fact.type == "truth"]
days = st.dates(CATALOGUE.supported_from, date(2027, 12, 31))
stated = st.dictionaries(st.sampled_from(TRUTHS), st.sampled_from(["yes", "no", "unknown"]), max_size=25)


def ask(day: date, behaviours: list[str], **rest: object) -> dict[str, Outcome]:
    asked = scenario(CATALOGUE, day, behaviours, **rest)  # type: ignore[arg-type]
    return {outcome.provision.id: outcome for outcome in evaluate_all(CATALOGUE, asked)}


def test_street_intimidation_depends_on_the_open_norms_only() -> None:
    found = ask(date(2024, 7, 1), ["sissen"], place="public_road")["sr:429ter"]
    assert found.holds == "depends"
    assert set(found.open_facts) == {"sexual_nature", "insistent", "degrading"}


def test_it_applies_when_a_person_has_weighed_them() -> None:
    weighed = {"sexual_nature": "yes", "insistent": "yes", "degrading": "yes"}
    assert ask(date(2024, 7, 1), ["sissen"], place="public_road", facts=weighed)["sr:429ter"].holds == "applies"
    assert "sr:429ter" not in ask(date(2024, 6, 30), ["sissen"], place="public_road", facts=weighed)


def test_one_id_two_offences() -> None:
    facts = {"sexual_act": "yes", "coercion": "yes", "intentional": "yes", "will_absent": "yes"}
    old = ask(date(2019, 1, 1), ["betasten"], facts=facts)["sr:246"]
    assert old.holds == "applies"
    new = ask(date(2025, 1, 1), ["betasten"], facts={**facts, "victim_age": "18+"})["sr:246"]
    assert new.holds == "excluded"
    assert old.version.label != new.version.label


def test_an_exception_nothing_points_at_does_not_block() -> None:
    facts = {"sexual_act": "yes", "victim_age": 14}
    plain = ask(date(2025, 1, 1), ["seksueel-contact-kind"], facts=facts)["sr:247"]
    assert plain.holds == "applies"
    assert [e.raised for e in plain.elements if e.element.kind == "exception"] == [False]
    peers = ask(date(2025, 1, 1), ["seksueel-contact-kind"], facts={**facts, "offender_age": 15})["sr:247"]
    assert peers.holds == "depends", "an offender of the same age points at the exception"
    asked = ask(date(2025, 1, 1), ["seksueel-contact-kind"], facts={**facts, "peers_equal": "unknown"})["sr:247"]
    assert asked.holds == "depends", "the user raised it without deciding it"
    uncoerced = {**facts, "peers_equal": "yes", "coercion": "no"}
    assert ask(date(2025, 1, 1), ["seksueel-contact-kind"], facts=uncoerced)["sr:247"].holds == "excluded"


def test_sex_is_no_ground_of_group_insult() -> None:
    facts = {"insulting": "yes", "intentional": "yes", "about_group": "yes", "ground": ["sex"]}
    found = ask(date(2022, 3, 8), ["groepsbelediging"], place="public_place", facts=facts)["sr:137c"]
    assert found.holds == "excluded"
    other = ask(date(2022, 3, 8), ["groepsbelediging"], place="public_place", facts={**facts, "ground": ["race"]})
    assert other["sr:137c"].holds == "applies"


def test_every_reason_names_a_fact_and_its_origin() -> None:
    found = ask(date(2024, 7, 1), ["sissen"], place="public_road", facts={"insistent": "yes"})["sr:429ter"]
    reasons = {e.element.key: e.because for e in found.elements}
    assert "openbare weg" in reasons["openbaar"]
    assert "sissen" in reasons["middel"]
    assert "u dit hebt opgegeven" in reasons["indringend"]
    assert "niet bekend" in reasons["wijze"]


@settings(max_examples=60, deadline=None)
@given(days, stated)
def test_excluded_never_rests_on_an_unknown(day: date, facts: dict[str, str]) -> None:
    for outcome in ask(day, [], facts=facts).values():
        if outcome.holds == "excluded":
            against = [e for e in outcome.elements if e.value is Verdict.NO]
            exceptions = [e for e in outcome.elements if e.element.kind == "exception" and e.value is Verdict.YES]
            assert against or exceptions, outcome.provision.id


def asked_for(version: Version, day: date) -> set[str]:
    """Every fact the version asks for, itself or through the provisions it follows."""
    found: set[str] = set()
    for test in (test for e in version.elements for test in (e.test, e.raised_by) if test):
        found.update(facts_of(test))
        for leaf in leaves(test):
            for name in leaf.provisions if isinstance(leaf, Applies) else ():
                other = CATALOGUE.provisions[name].on(day)
                found |= asked_for(other, day) if other is not None else set()
    return found


@settings(max_examples=60, deadline=None)
@given(days, stated, st.sampled_from(TRUTHS), st.sampled_from(["yes", "no"]))
def test_learning_a_fact_only_decides_and_never_reverses(
    day: date, facts: dict[str, str], fact: str, value: str
) -> None:
    """A new known fact can decide what depended on it; it changes no verdict of a provision that does not ask for
    it, and never makes an excluded provision apply."""
    if facts.get(fact, "unknown") != "unknown":
        return
    before, after = ask(day, [], facts=facts), ask(day, [], facts={**facts, fact: value})
    for name, outcome in before.items():
        if fact not in asked_for(outcome.version, day):
            assert after[name].holds == outcome.holds
        if outcome.holds == "excluded":
            assert after[name].holds == "excluded", name


@settings(max_examples=60, deadline=None)
@given(days)
def test_a_provision_only_answers_within_its_version_dates(day: date) -> None:
    for outcome in ask(day, ["sissen"]).values():
        version = outcome.version
        assert version.start is None or version.start <= day
        assert version.end is None or day <= version.end
        if not outcome.date_certain:
            assert outcome.holds != "applies"


@pytest.mark.parametrize("provision", CATALOGUE.provisions.values(), ids=lambda p: p.id)
def test_versions_follow_each_other_without_a_hole(provision: object) -> None:
    versions = provision.versions  # type: ignore[attr-defined]
    for before, after in pairwise(versions):
        assert after.start == before.end + timedelta(days=1)


def test_the_catalogue_is_loaded_once(catalogue: Catalogue) -> None:
    assert catalogue is CATALOGUE
