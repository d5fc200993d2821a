"""What a verdict can still become: every value that answers to come could give it, when some facts stay unknown.

`evaluate` says what a provision comes to now; the interview asks here whether a further question can change that.
Facts are taken one by one, so a value may be held possible that no single story gives: a question too many, never
one too few.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from apv.law.logic import All, AnyOf, Applies, ElementIs, Expression, FactIs, Not
from apv.law.provision import Provision
from apv.reasoning.evaluate import Known, Outcome, value_of
from apv.reasoning.verdict import Verdict

Values = frozenset[Verdict]
YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
_NEVER: Values = frozenset({NO})


@dataclass(frozen=True, slots=True)
class Prospects:
    """What can still become of provisions in one case; `unsure` are the facts of which no answer will come."""

    known: Known
    unsure: Collection[str]
    _found: dict[str, Values] = field(default_factory=dict)

    def of(self, provision: Provision) -> Values:
        """Every verdict that the provision can end at: YES is "applies", NO "excluded", UNKNOWN "depends"."""
        if provision.id not in self._found:
            self._found[provision.id] = frozenset({UNKNOWN})  # what follows itself tells nothing new
            self._found[provision.id] = self._of(self.known.outcome(provision))
        return self._found[provision.id]

    def _of(self, outcome: Outcome | None) -> Values:
        if outcome is None:
            return _NEVER
        elements = {}
        for found in outcome.elements:
            settled = found.value is not UNKNOWN
            value = frozenset({found.value}) if settled else self.test(found.element.test)
            elements[found.element.key] = value if found.raised else _NEVER
        values = self._value(outcome.version.logic, elements)
        # whether the version was in force already is not for the facts to tell
        return values if outcome.date_certain else frozenset({UNKNOWN if one is YES else one for one in values})

    def test(self, expression: Expression) -> Values:
        """Every value that a test over facts can end at."""
        return self._value(expression, {})

    def _value(self, expression: Expression, elements: dict[str, Values]) -> Values:
        if isinstance(expression, FactIs):
            value = value_of(expression, self.known.answers)
            if value is not UNKNOWN:
                return frozenset({value})
            return frozenset({UNKNOWN}) if expression.fact in self.unsure else frozenset({YES, NO})
        if isinstance(expression, ElementIs):
            return elements[expression.key]
        if isinstance(expression, Not):
            return frozenset({~value for value in self._value(expression.part, elements)})
        if isinstance(expression, Applies):
            provisions = self.known.catalogue.provisions
            return _combined([self.of(provisions[name]) for name in expression.provisions], stop=YES)
        assert isinstance(expression, All | AnyOf)
        parts = [self._value(part, elements) for part in expression.parts]
        return _combined(parts, stop=NO if isinstance(expression, All) else YES)


def _combined(parts: list[Values], stop: Verdict) -> Values:
    """The values of a conjunction (`stop` is NO) or disjunction (YES) of parts that can each have these values."""
    found = set()
    if any(stop in part for part in parts):
        found.add(stop)
    if all(~stop in part for part in parts):
        found.add(~stop)
    if any(UNKNOWN in part for part in parts) and all(part - {stop} for part in parts):
        found.add(UNKNOWN)
    return frozenset(found)
