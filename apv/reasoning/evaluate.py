"""Walks the elements of a provision over the known facts and keeps every reason.

An exception that nothing points at does not block "applies": it is reported as not raised. It counts as open as
soon as its own `raised_by` test is met, or when the user states one of its facts as unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from apv.dutch import enumeration
from apv.law.catalogue import Catalogue
from apv.law.logic import All, AnyOf, Applies, ElementIs, Expression, FactIs, Not, facts_of
from apv.law.provision import Element, Provision, Version
from apv.reasoning.scenario import OPEN, Answer, Scenario, answers, say
from apv.reasoning.verdict import Verdict, disjunction

Holds = Literal["applies", "depends", "excluded"]
_HOLDS: dict[Verdict, Holds] = {Verdict.YES: "applies", Verdict.NO: "excluded", Verdict.UNKNOWN: "depends"}
_VERDICTS = {holds: verdict for verdict, holds in _HOLDS.items()}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known in one case: shared by all its outcomes, which word their reasons only when asked."""

    catalogue: Catalogue
    asked: Scenario
    answers: Mapping[str, Answer]
    _outcomes: dict[str, Outcome | None] = field(default_factory=dict)

    def outcome(self, provision: Provision) -> Outcome | None:
        """See `evaluate`; each provision is worked out once, also when others follow it."""
        if provision.id not in self._outcomes:
            self._outcomes[provision.id] = evaluate(provision, self.asked, self)
        return self._outcomes[provision.id]

    def applies(self, provision: str) -> Verdict:
        """Whether another provision applies in the same case; NO when it was not in force."""
        outcome = self.outcome(self.catalogue.provisions[provision])
        return _VERDICTS[outcome.holds] if outcome else Verdict.NO


@dataclass(frozen=True, slots=True)
class ElementOutcome:
    """One element in this case. `raised` is False for an exception that nothing points at."""

    element: Element
    value: Verdict
    known: Known
    raised: bool = True

    @property
    def because(self) -> str:
        """The reason, in Dutch: the facts that decide and where each came from, or the question that is open."""
        if not self.raised:
            return "niets in de feiten wijst hierop"
        reasons: dict[str, list[str]] = {}
        for leaf in self._deciding:
            what, why = _reason(leaf, self.known)
            reasons.setdefault(why, []).append(what)
        return "; ".join(f"{enumeration(named)}: {why}" if named[0] else why for why, named in reasons.items())

    @property
    def open_facts(self) -> tuple[str, ...]:
        """The facts that are still open for this element."""
        if self.value is not Verdict.UNKNOWN or not self.raised:
            return ()
        return tuple(dict.fromkeys(leaf.fact for leaf in self._deciding if isinstance(leaf, FactIs)))

    @property
    def _deciding(self) -> tuple[FactIs | Applies, ...]:
        return tuple(dict.fromkeys(_deciding(self.element.test, self.value, self.known)))


@dataclass(frozen=True, slots=True)
class Outcome:
    """One provision in this case.

    `relevance`: "addressed" when the norm is aimed at one of the behaviours, "near" when it easily comes into
    view, "remote" when nothing in the case points at it. `date_certain` is False when it is not known whether the
    version was in force already.
    """

    provision: Provision
    version: Version
    holds: Holds
    elements: tuple[ElementOutcome, ...]
    relevance: Literal["addressed", "near", "remote"]
    date_certain: bool = True

    @property
    def open_elements(self) -> tuple[str, ...]:
        """Keys of the elements that would decide, in order of reading; empty unless it depends."""
        if self.holds != "depends":
            return ()
        return tuple(dict.fromkeys(_open(self.version.logic, _counting(self.elements))))

    @property
    def open_facts(self) -> tuple[str, ...]:
        """The facts behind the open elements; the key of an element that follows other provisions."""
        keys = self.open_elements
        still_open = (e for e in self.elements if e.element.key in keys)
        return tuple(dict.fromkeys(name for e in still_open for name in e.open_facts or (e.element.key,)))


def evaluate(provision: Provision, asked: Scenario, known: Known) -> Outcome | None:
    """The outcome of `provision` on the day of the case; None when no version of it was in force, or the version
    only frames other provisions (a definition, say)."""
    version = provision.on(asked.day)
    if version is None or not version.judges_conduct:
        return None
    elements = tuple([_element(element, known) for element in version.elements])
    verdict = _rule(version.logic, _counting(elements))
    certain = version.in_force(asked.day) == "yes"
    if verdict is Verdict.YES and not certain:
        verdict = Verdict.UNKNOWN
    return Outcome(provision, version, _HOLDS[verdict], elements, _relevance(version, asked), certain)


def evaluate_all(catalogue: Catalogue, asked: Scenario) -> tuple[Outcome, ...]:
    """Every national provision that judges conduct and was in force, plus the municipality's known articles."""
    return _evaluated(catalogue, asked, (*catalogue.judging, *catalogue.local(asked.municipality)))


def evaluate_on_conduct(catalogue: Catalogue, asked: Scenario) -> tuple[Outcome, ...]:
    """Of the national outcomes those that decide whether the law leaves room for the behaviours: provisions that
    are aimed at one of them, or take over part of its regulation."""
    versions = ((provision, provision.on(asked.day)) for provision in catalogue.judging)
    on_conduct = (
        provision for provision, version in versions
        if version and (version.addresses | version.overlaps).intersection(asked.behaviours)
    )  # fmt: skip
    return _evaluated(catalogue, asked, on_conduct)


def _evaluated(catalogue: Catalogue, asked: Scenario, candidates: Iterable[Provision]) -> tuple[Outcome, ...]:
    known = Known(catalogue, asked, answers(catalogue, asked))
    found = (known.outcome(provision) for provision in candidates)
    return tuple(outcome for outcome in found if outcome is not None)


def value_of(
    expression: Expression, known: Mapping[str, Answer], applies: Callable[[str], Verdict] | None = None
) -> Verdict:
    """A test over facts, with Kleene logic. A fact that is not in `known` is unknown; so is another provision
    unless `applies` can tell."""
    kind = type(expression)
    if kind is FactIs:
        return _fact_value(expression, known)  # type: ignore[arg-type]
    if isinstance(expression, Not):
        return ~value_of(expression.part, known, applies)
    if isinstance(expression, Applies):
        return disjunction(map(applies, expression.provisions)) if applies else Verdict.UNKNOWN
    assert isinstance(expression, All | AnyOf)
    stop = Verdict.NO if kind is All else Verdict.YES
    result = Verdict.YES if kind is All else Verdict.NO
    for part in expression.parts:
        # most parts are facts: asking them here saves a call each, on the path that every answer takes
        value = _fact_value(part, known) if type(part) is FactIs else value_of(part, known, applies)
        if value is stop:
            return value
        if value is Verdict.UNKNOWN:
            result = value
    return result


def _fact_value(leaf: FactIs, known: Mapping[str, Answer]) -> Verdict:
    answer = known.get(leaf.fact)
    if answer is None:
        return Verdict.UNKNOWN
    value = answer.value
    if isinstance(value, Verdict):
        return value
    wanted = leaf.values or frozenset()
    if not value:
        return Verdict.UNKNOWN
    if value & wanted:
        return Verdict.YES
    # a stated list answers the question "which?" in full, unless it says itself that it is open
    return Verdict.UNKNOWN if OPEN in value else Verdict.NO


def _counting(elements: tuple[ElementOutcome, ...]) -> dict[str, Verdict]:
    """The values that count in the logic: an exception that nothing points at counts as not met."""
    return {found.element.key: found.value if found.raised else Verdict.NO for found in elements}


def _element(element: Element, known: Known) -> ElementOutcome:
    value = value_of(element.test, known.answers, known.applies)
    passed_over = (
        element.kind == "exception" and value is Verdict.UNKNOWN and not _is_raised(element, known.answers)
    )
    return ElementOutcome(element, value, known, raised=not passed_over)


def _is_raised(element: Element, known: Mapping[str, Answer]) -> bool:
    if element.raised_by is not None and value_of(element.raised_by, known) is Verdict.YES:
        return True
    stated_open = (known[fact] for fact in facts_of(element.test) if fact in known)
    return any(answer.stated and answer.value is Verdict.UNKNOWN for answer in stated_open)


def _deciding(expression: Expression, value: Verdict, known: Known) -> Iterator[FactIs | Applies]:
    """The facts that make the expression have this value: the fewest that explain it."""
    if isinstance(expression, FactIs | Applies):
        yield expression
    elif isinstance(expression, Not):
        yield from _deciding(expression.part, ~value, known)
    elif isinstance(expression, All | AnyOf):
        same = [part for part in expression.parts if value_of(part, known.answers, known.applies) is value]
        one_is_enough = value is (Verdict.NO if isinstance(expression, All) else Verdict.YES)
        for part in same[:1] if one_is_enough else same:
            yield from _deciding(part, value, known)


def _reason(leaf: FactIs | Applies, known: Known) -> tuple[str, str]:
    """What the reason is about ("" when it says so itself), and the reason; equal reasons are said once."""
    if isinstance(leaf, Applies):
        return "", _reason_other(leaf, known)
    fact = known.catalogue.facts[leaf.fact]
    answer = known.answers.get(leaf.fact)
    if answer is None or answer.value is Verdict.UNKNOWN or answer.value == frozenset():
        return "", f"niet bekend: {fact.question}"
    return fact.label, f"{say(fact, answer.value)}, omdat {answer.because}"


def _reason_other(leaf: Applies, known: Known) -> str:
    """Which of the other provisions applies, or that none does (yet)."""
    value = disjunction(map(known.applies, leaf.provisions))
    if value is Verdict.NO:
        return "geen van die bepalingen is van toepassing"
    if value is Verdict.UNKNOWN:
        return "van geen van die bepalingen staat vast dat zij van toepassing is"
    met = [known.catalogue.provisions[name] for name in leaf.provisions if known.applies(name) is value]
    return f"{enumeration([known.catalogue.cite(provision) for provision in met])} is van toepassing"


def _rule(rule: Expression, values: Mapping[str, Verdict]) -> Verdict:
    if isinstance(rule, ElementIs):
        return values[rule.key]
    if isinstance(rule, Not):
        return ~_rule(rule.part, values)
    assert isinstance(rule, All | AnyOf)
    stop = Verdict.NO if isinstance(rule, All) else Verdict.YES
    result = ~stop
    for part in rule.parts:
        value = values[part.key] if isinstance(part, ElementIs) else _rule(part, values)
        if value is stop:
            return value
        if value is Verdict.UNKNOWN:
            result = value
    return result


def _open(rule: Expression, values: Mapping[str, Verdict]) -> Iterator[str]:
    """The undecided elements that keep the rule undecided."""
    if isinstance(rule, ElementIs):
        if values[rule.key] is Verdict.UNKNOWN:
            yield rule.key
    elif isinstance(rule, Not):
        yield from _open(rule.part, values)
    elif isinstance(rule, All | AnyOf):
        for part in rule.parts:
            if _rule(part, values) is Verdict.UNKNOWN:
                yield from _open(part, values)


def _relevance(version: Version, asked: Scenario) -> Literal["addressed", "near", "remote"]:
    if version.addresses.intersection(asked.behaviours):
        return "addressed"
    return "near" if version.near.intersection(asked.behaviours) else "remote"
