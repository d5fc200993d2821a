"""May a by-law regulate this? The tests of legal_sources/competence.xml, answered for behaviours on a day.

The program answers what follows from facts (is it public, which national rule came when, is it about the meaning
of words) and leaves the rest to a person: an open test makes the outcome "at risk", never "no".
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from apv.dutch import enumeration
from apv.law.catalogue import Catalogue
from apv.law.frames import CompetenceOutcome, CompetenceTest
from apv.law.logic import facts_of
from apv.law.provision import Provision
from apv.reasoning.evaluate import value_of
from apv.reasoning.scenario import Answer
from apv.reasoning.verdict import Verdict, conjunction

SEVERITY: tuple[CompetenceOutcome, ...] = ("allowed", "at_risk", "likely_lapsed", "outside_power")
"""From no objection to no power at all."""

HIGHER = "{hoger}"
"""Stands in the reason of a test for the national rules on the same conduct."""

_EXPRESSION = {"content": Verdict.YES, "expressive": Verdict.UNKNOWN, "conduct": Verdict.NO}


@dataclass(frozen=True, slots=True)
class CheckedTest:
    """One test: `value` yes is no objection; `reason` in Dutch; `basis` are citations."""

    id: str
    label: str
    question: str
    value: Verdict
    outcome: CompetenceOutcome
    reason: str
    basis: tuple[str, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Competence:
    """The gravest outcome of all tests. `higher` are ids of national provisions on the same conduct."""

    outcome: CompetenceOutcome
    tests: tuple[CheckedTest, ...]
    higher: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons of the tests that give this outcome; for "allowed", of those that were answered with yes."""
        counting = (test for test in self.tests if test.outcome == self.outcome)
        return tuple(t.reason for t in counting if self.outcome != "allowed" or t.value is Verdict.YES)


Standing = Literal["in_force", "likely_lapsed", "expression_risk", "reserved", "repealed"]


@dataclass(frozen=True, slots=True)
class NormStatus:
    """The status of a by-law norm on a day, with Dutch reasons and the sources behind them."""

    status: Standing
    reasons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def assess(
    catalogue: Catalogue,
    behaviours: Sequence[str],
    day: date,
    *,
    in_public: Verdict = Verdict.YES,
    bylaw_from: date | None = None,
    existing: bool = False,
    reaching: Container[str] | None = None,
    stated: Mapping[str, Verdict] | None = None,
) -> Competence:
    """Run the competence tests for a rule on `behaviours`, on `day`.

    `existing`: the rule is already there, since `bylaw_from` (None: not known); otherwise it is a new rule.
    `reaching`: ids of the national provisions that can still reach the case; others leave room (None: all may).
    `stated`: competence facts that a person has answered; theirs win.
    """
    higher = [
        rule for rule in _higher(catalogue, behaviours, day) if reaching is None or rule.provision.id in reaching
    ]
    facts = {
        **_facts(catalogue, behaviours, in_public, bool(higher)),
        "bylaw_older_than_higher_rule": _older(higher, bylaw_from) if existing else Verdict.NO,
        **(stated or {}),
    }
    known = {fact: Answer(value, "") for fact, value in facts.items()}
    tests = tuple(_run(catalogue, test, known, higher, day) for test in catalogue.competence_tests)
    worst = SEVERITY[max((SEVERITY.index(test.outcome) for test in tests), default=0)]
    return Competence(worst, tests, tuple(rule.provision.id for rule in higher))


def norm_status(catalogue: Catalogue, norm_behaviours: Sequence[str], since: date | None, on: date) -> NormStatus:
    """The status on `on` of a by-law norm in force since `since` (None: not known)."""
    found = assess(catalogue, norm_behaviours, on, bylaw_from=since, existing=True)
    lapsed = [test for test in found.tests if test.outcome == "likely_lapsed"]
    if lapsed:
        return _status("likely_lapsed", lapsed)
    powerless = [test for test in found.tests if test.outcome == "outside_power"]
    if powerless:
        return _status("expression_risk", powerless)
    doubtful = [test for test in found.tests if test.sources and test.value is not Verdict.YES]
    return _status("expression_risk", doubtful) if doubtful else NormStatus("in_force")


def _status(status: Standing, tests: Sequence[CheckedTest]) -> NormStatus:
    sources = dict.fromkeys(source for test in tests for source in (*test.basis, *test.sources))
    return NormStatus(status, tuple(test.reason for test in tests), tuple(sources))


def newer_rules(
    catalogue: Catalogue, behaviours: Sequence[str], since: date | None, on: date
) -> tuple[tuple[Provision, date], ...]:
    """The national rules in force on `on` that were the first on one of the behaviours and are younger than a
    by-law norm in force since `since` (None: not known, so any may be), each with its first day, oldest first."""
    found = [
        (rule.provision, rule.new_since)
        for rule in _higher(catalogue, behaviours, on)
        if rule.new_since is not None and (since is None or since < rule.new_since)
    ]
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0].id)))


@dataclass(frozen=True, slots=True)
class _HigherRule:
    """A national offence on the same conduct; `new_since`: its first day, when before it no offence was aimed at
    one of these behaviours."""

    provision: Provision
    new_since: date | None


def _higher(catalogue: Catalogue, behaviours: Iterable[str], day: date) -> list[_HigherRule]:
    """National offences in force on `day` that are aimed at, or overlap with, one of the behaviours."""
    found = []
    for provision in catalogue.judging:
        version = provision.on(day)
        if version is None or version.role != "offence":
            continue
        shared = (version.addresses | version.overlaps).intersection(behaviours)
        if shared:
            start = version.start
            is_new = start is not None and any(not _was_addressed(catalogue, name, start) for name in shared)
            found.append(_HigherRule(provision, start if is_new else None))
    return found


def _was_addressed(catalogue: Catalogue, behaviour: str, before: date) -> bool:
    """Whether some national offence was aimed at the behaviour on the eve of `before`."""
    eve = before - timedelta(days=1)
    versions = (provision.on(eve) for provision in catalogue.judging)
    return any(v is not None and v.role == "offence" and behaviour in v.addresses for v in versions)


def _facts(
    catalogue: Catalogue, behaviours: Sequence[str], in_public: Verdict, has_higher: bool
) -> dict[str, Verdict]:
    limits_content = _strongest(_EXPRESSION[catalogue.behaviours[name].expression] for name in behaviours)
    overlap = Verdict.UNKNOWN if has_higher else Verdict.NO
    return {
        "public_sphere": in_public,
        "limits_content": limits_content,
        "higher_rule_same_subject": overlap,
        "conflicts_with_higher_rule": overlap,
        "foreseeable": Verdict.YES if limits_content is Verdict.NO else Verdict.UNKNOWN,
    }


def _older(higher: Sequence[_HigherRule], bylaw_from: date | None) -> Verdict:
    """Whether the rule is older than a national rule that was the first on the same conduct."""
    firsts = [rule.new_since for rule in higher if rule.new_since is not None]
    if not firsts:
        return Verdict.NO
    if bylaw_from is None:
        return Verdict.UNKNOWN
    return Verdict.YES if any(bylaw_from < first for first in firsts) else Verdict.NO


def _strongest(values: Iterable[Verdict]) -> Verdict:
    """YES when one is; else UNKNOWN when one is: a rule is as doubtful as the most doubtful thing it forbids."""
    return ~conjunction(~value for value in values)


def _run(
    catalogue: Catalogue,
    test: CompetenceTest,
    known: Mapping[str, Answer],
    higher: Sequence[_HigherRule],
    day: date,
) -> CheckedTest:
    value = value_of(test.passes, known)
    outcome: CompetenceOutcome = "allowed"
    reason = {Verdict.YES: test.when_yes, Verdict.NO: test.when_no, Verdict.UNKNOWN: test.when_unknown}[value]
    if value is Verdict.UNKNOWN:
        outcome = test.if_unknown
    elif value is Verdict.NO:
        settled = not test.settled_by or _known_on(catalogue, test.settled_by, day)
        outcome = test.if_no if settled or test.before_settled is None else test.before_settled
    if HIGHER in reason:
        asks_about_newer = "bylaw_older_than_higher_rule" in facts_of(test.passes)
        named = [catalogue.cite(rule.provision) for rule in higher if rule.new_since or not asks_about_newer]
        reason = reason.replace(HIGHER, enumeration(named))
    basis = tuple(catalogue.cite(catalogue.provisions[name]) for name in test.basis)
    return CheckedTest(
        test.id, test.label, test.question, value, outcome, reason, basis, _judgments(catalogue, test, day)
    )


def _known_on(catalogue: Catalogue, ecli: str, day: date) -> bool:
    return any(judgment.ecli == ecli and judgment.known_from <= day for judgment in catalogue.judgments)


def _judgments(catalogue: Catalogue, test: CompetenceTest, day: date) -> tuple[str, ...]:
    """Judgments on the provisions behind the test that were known on the day."""
    pairs = (pair for name in test.basis for pair in catalogue.bearings.get(name, ()))
    return tuple(dict.fromkeys(judgment.source for judgment, _ in pairs if judgment.known_from <= day))
