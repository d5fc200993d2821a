"""The frame around the provisions: acts, fine amounts, competence tests and dated events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from apv.law.logic import Expression
from apv.law.provision import How, Precision

CompetenceOutcome = Literal["allowed", "at_risk", "likely_lapsed", "outside_power"]


@dataclass(frozen=True, slots=True)
class Law:
    """An act. `read` is the latest consolidated text that was read."""

    id: str
    short: str
    label: str
    label_en: str
    bwb: str = ""
    book: str = ""
    read: date | None = None


@dataclass(frozen=True, slots=True)
class FineAmounts:
    """Amounts in whole euros by category, from a date; no amounts when they are not verified."""

    start: date
    verified: How
    euros: tuple[tuple[int, int], ...]
    sources: tuple[str, ...] = ()

    def amount(self, category: int) -> int | None:
        return dict(self.euros).get(category)


@dataclass(frozen=True, slots=True)
class CompetenceTest:
    """One test of a council's power. `passes` (over competence facts): yes means no objection.

    Until the judgment `settled_by` is known, a failed test counts as `before_settled`.
    """

    id: str
    label: str
    label_en: str
    question: str
    passes: Expression
    basis: tuple[str, ...]
    when_yes: str
    when_no: str
    when_unknown: str
    if_no: CompetenceOutcome
    if_unknown: CompetenceOutcome
    settled_by: str = ""
    before_settled: CompetenceOutcome | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that changed the law or its meaning on a day."""

    day: date
    precision: Precision
    text: str
    provisions: tuple[str, ...] = ()
    municipality: str = ""
