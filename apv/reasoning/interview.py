"""An interview that asks only what decides: the next question, what each answer would change, and the way back.

The state is a value: a scenario, the questions put so far with their answers, and how far to go. `next_question`
works on what the provisions can still become (possible.py). "Weet ik niet" leaves a fact open: it never counts as
no, and an exception that nothing points at stays not raised. For `apv ask` and the web page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from apv.law.catalogue import Catalogue
from apv.law.logic import Applies, facts_of, leaves
from apv.law.terms import Fact
from apv.reasoning.evaluate import ElementOutcome, Holds, Known, Outcome, evaluate
from apv.reasoning.gaps import Examined, examine
from apv.reasoning.local import LocalLaw
from apv.reasoning.missing import possible_answers
from apv.reasoning.possible import UNKNOWN, YES, Prospects
from apv.reasoning.scenario import OPEN, Answer, Scenario, Value, answers, read_value, scenario

MOST_QUESTIONS = 15
"""After so many questions the first round ends; who wants to go on asks for all of them (`thorough`)."""

NEARLY_SETTLED = 3
"""A provision that only comes into view is asked about in the first round once so few of its facts are open."""

AIMED, IN_VIEW = 1.0, 0.1
"""What a provision weighs in choosing a question: aimed at the behaviour, or coming into view."""

NOT_ALONE = 0.1
"""The part of its weight for a fact that settles nothing by itself, but has to be known as well."""

EXCEPTION = 0.3
"""The part of its weight for a fact that would raise an exception to what applies."""

DONT_KNOW = OPEN
"""The answer "weet ik niet"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put, and the answer as it was given ("yes", "12-15", "unknown")."""

    fact: str
    raw: str


@dataclass(frozen=True, slots=True)
class Interview:
    """Where an interview stands. `start` is the case before the first question; `thorough`: also ask what only
    comes into view, however many questions that takes."""

    start: Scenario
    given: tuple[Asked, ...] = ()
    thorough: bool = False

    @property
    def unsure(self) -> frozenset[str]:
        """The facts that the user does not know."""
        stated = {name for name, value in self.start.facts.items() if _is_open(value)}
        return frozenset(stated | {one.fact for one in self.given if one.raw == DONT_KNOW})


@dataclass(frozen=True, slots=True)
class Effect:
    """What an answer would do: `provision` (its outcome now) would become `becomes`."""

    answer: str
    outcome: Outcome
    becomes: Holds


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """The question to put now. `about` are the provisions it bears on, those aimed at the behaviour first;
    `effects` what each answer would settle at once, perhaps nothing; `asked` how many went before."""

    fact: Fact
    about: tuple[Outcome, ...]
    effects: tuple[Effect, ...]
    asked: int


def scenario_of(catalogue: Catalogue, interview: Interview) -> Scenario:
    """The case as it is known now. Raises ContradictionError when an answer contradicts what a behaviour means."""
    start = interview.start
    known = {one.fact for one in interview.given}
    facts: dict[str, object] = {name: value for name, value in start.facts.items() if name not in known}
    facts |= {one.fact: one.raw for one in interview.given if one.raw != DONT_KNOW}
    return scenario(
        catalogue, start.day, start.behaviours, setting=start.setting, place=start.place,
        municipality=start.municipality, facts=_raw(facts), origins=start.origins,
    )  # fmt: skip


def answer(catalogue: Catalogue, interview: Interview, fact: str, raw: str) -> Interview:
    """The interview after this answer; a question that was put before is answered anew, and keeps its place.

    Raises InputError for an answer that the question does not have, and ContradictionError for one that cannot be.
    """
    read_value(catalogue.fact(fact), raw)
    given = tuple(Asked(fact, raw) if one.fact == fact else one for one in interview.given)
    if all(one.fact != fact for one in given):
        given = (*given, Asked(fact, raw))
    after = replace(interview, given=given)
    scenario_of(catalogue, after)
    return after


def back(interview: Interview) -> Interview:
    """The interview before its last question."""
    return replace(interview, given=interview.given[:-1])


def limit_reached(interview: Interview) -> bool:
    """Whether the first round has had its questions."""
    return len(interview.given) >= MOST_QUESTIONS and not interview.thorough


def next_question(catalogue: Catalogue, interview: Interview, law: LocalLaw | None = None) -> NextQuestion | None:
    """The open fact that decides most; None when nothing more would change a verdict that is asked about.

    In the first round these are the provisions aimed at the behaviours and those nearly settled, within
    MOST_QUESTIONS; a thorough interview asks about everything that comes into view.
    """
    if limit_reached(interview):
        return None
    found = examine(catalogue, scenario_of(catalogue, interview), law)
    return choose_question(catalogue, interview, found)


def choose_question(catalogue: Catalogue, interview: Interview, found: Examined) -> NextQuestion | None:
    """The same, for a case that has been examined already."""
    known = Known(catalogue, found.asked, answers(catalogue, found.asked))
    prospects = Prospects(known, interview.unsure)
    scores: dict[str, float] = {}
    about: dict[str, list[Outcome]] = {}
    for outcome in found.outcomes:
        if outcome.relevance == "remote":
            continue
        weight = AIMED if outcome.relevance == "addressed" else IN_VIEW
        for name, part in _worth(outcome, prospects, interview):
            scores[name] = scores.get(name, 0.0) + weight * part
            about.setdefault(name, []).append(outcome)
    if not scores:
        return None
    order = list(catalogue.facts)
    best = max(scores, key=lambda name: (scores[name], -order.index(name)))
    fact = catalogue.facts[best]
    concerned = tuple(sorted(about[best], key=lambda outcome: outcome.relevance != "addressed"))
    effects = tuple(effect for outcome in concerned for effect in _effects(outcome, fact, known))
    return NextQuestion(fact, concerned, effects, len(interview.given))


def _worth(outcome: Outcome, prospects: Prospects, interview: Interview) -> Iterator[tuple[str, float]]:
    """The facts to ask for this outcome, and which part of its weight each has."""
    if outcome.holds == "applies":
        for name in _exception_facts(outcome, prospects):
            yield name, EXCEPTION
        return
    if outcome.holds == "excluded":
        return
    may_apply = YES in prospects.of(outcome.provision)
    facts = [name for name in _open_facts(outcome) if name not in prospects.unsure]
    if outcome.relevance == "near" and not interview.thorough and (not may_apply or len(facts) > NEARLY_SETTLED):
        return
    for name in facts:
        fact = prospects.known.catalogue.facts[name]
        tried = [holds for _, holds in _trials(outcome, fact, prospects.known)]
        settled = sum(holds != "depends" for holds in tried) / len(tried)
        if settled or may_apply:
            yield name, settled or NOT_ALONE


def _open_facts(outcome: Outcome) -> tuple[str, ...]:
    """The open facts of the outcome, and of the provisions in view that it follows."""
    names: dict[str, None] = {}
    for element in outcome.elements:
        if element.element.key in outcome.open_elements:
            names |= dict.fromkeys(element.open_facts or ())
            names |= dict.fromkeys(fact for base in _followed(element) for fact in base.open_facts)
    catalogue = outcome.elements[0].known.catalogue if outcome.elements else None
    return tuple(name for name in names if catalogue is not None and name in catalogue.facts)


def _followed(element: ElementOutcome) -> Iterator[Outcome]:
    known = element.known
    for leaf in leaves(element.element.test):
        for name in leaf.provisions if isinstance(leaf, Applies) else ():
            base = known.outcome(known.catalogue.provisions[name])
            if base is not None and base.holds == "depends" and base.relevance != "remote":
                yield base


def _exception_facts(outcome: Outcome, prospects: Prospects) -> Iterator[str]:
    """What to ask about an exception that nothing points at yet, but that would take away what applies."""
    known = prospects.known.answers
    for found in outcome.elements:
        test = found.element.test
        if found.element.kind != "exception" or found.raised or YES not in prospects.test(test):
            continue
        for name in dict.fromkeys(facts_of(test)):
            if name not in prospects.unsure and (name not in known or known[name].value is UNKNOWN):
                yield name


def _effects(outcome: Outcome, fact: Fact, known: Known) -> Iterator[Effect]:
    for word, holds in _trials(outcome, fact, known):
        if holds != outcome.holds:
            yield Effect(word, outcome, holds)


def _trials(outcome: Outcome, fact: Fact, known: Known) -> Iterator[tuple[str, Holds]]:
    """What the outcome would be with each answer."""
    for word, value in possible_answers(fact):
        trial = Known(known.catalogue, known.asked, {**known.answers, fact.id: Answer(value, "")})
        tried = evaluate(outcome.provision, known.asked, trial)
        if tried is not None:
            yield word, tried.holds


def _is_open(value: Value) -> bool:
    return value is UNKNOWN or (isinstance(value, frozenset) and (not value or OPEN in value))


def _raw(facts: Mapping[str, object]) -> dict[str, object]:
    """Values as `scenario` takes them; an age that is not known is written as such."""
    return {name: OPEN if value == frozenset() else value for name, value in facts.items()}
