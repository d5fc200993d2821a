"""Which unknown facts would decide most: the questions worth asking next.

Every open fact is tried with each of its answers; a fact counts for the outcomes it would settle, and outcomes
that are aimed at the behaviours count most. Answers are tried one at a time, and the one or two best are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from apv.law.catalogue import Catalogue
from apv.law.terms import Fact
from apv.reasoning.evaluate import Known, Outcome, evaluate
from apv.reasoning.gaps import Examined
from apv.reasoning.scenario import Answer, Value, answers
from apv.reasoning.verdict import Verdict

WEIGHT = {"addressed": 9, "near": 1, "remote": 0}
"""How much a settled outcome counts; what nothing in the case points at is not worth a question."""


@dataclass(frozen=True, slots=True)
class Question:
    """An open fact and the provisions it bears on. `settles`: what each answer would decide, as
    (answer, provision id, verdict)."""

    fact: Fact
    weight: int
    settles: tuple[tuple[str, str, str], ...]


def open_questions(catalogue: Catalogue, found: Examined) -> tuple[Question, ...]:
    """Every open fact of the outcomes that come into view, the most decisive first."""
    known = answers(catalogue, found.asked)
    asking: dict[str, list[Outcome]] = {}
    for outcome in found.outcomes:
        for fact in outcome.open_facts if outcome.holds == "depends" and WEIGHT[outcome.relevance] else ():
            asking.setdefault(fact, []).append(outcome)
    questions = [
        _question(catalogue, found, catalogue.facts[fact], known, outcomes)
        for fact, outcomes in asking.items()
        if fact in catalogue.facts
    ]
    order = list(catalogue.facts)
    worth = [question for question in questions if question.weight]
    return tuple(sorted(worth, key=lambda q: (-q.weight, order.index(q.fact.id))))


def possible_answers(fact: Fact) -> tuple[tuple[str, Value], ...]:
    """The answers that can be tried, as written on the command line and as a value."""
    if fact.type == "truth":
        return (("yes", Verdict.YES), ("no", Verdict.NO))
    return tuple((value.id, frozenset({value.id})) for value in fact.values)


def _question(
    catalogue: Catalogue, found: Examined, fact: Fact, known: Mapping[str, Answer], outcomes: list[Outcome]
) -> Question:
    """The question for `fact`, which is open in each of `outcomes`."""
    settles = []
    weight = 0
    for outcome in outcomes:
        importance = WEIGHT[outcome.relevance]
        weight += importance
        for word, value in possible_answers(fact):
            trial = Known(catalogue, found.asked, {**known, fact.id: Answer(value, "")})
            tried = evaluate(outcome.provision, found.asked, trial)
            if tried is not None and tried.holds != "depends":
                settles.append((word, outcome.provision.id, tried.holds))
                weight += importance
    return Question(fact, weight, tuple(settles))
