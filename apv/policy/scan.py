"""What a municipality does, pillar by pillar: its answers scored, never guessed.

`policy_file` reads and writes the answers; the reports and the council proposal show the scan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from apv.dutch import long_date
from apv.policy.pillars import Evidence, Indicator, Pillar, Pillars

State = Literal["present", "partly", "missing", "unknown"]
STATES: tuple[State, ...] = ("present", "partly", "missing", "unknown")

Shown = str | int | date
"""What was filled in as evidence."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a municipality says of one indicator, with what shows it (evidence id -> value)."""

    state: State = "unknown"
    evidence: Mapping[str, Shown] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """What a municipality says on a day: (pillar id, indicator id) -> answer. What is not there is unknown."""

    municipality: str
    day: date
    answers: Mapping[tuple[str, str], Answer]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """An indicator with its score. `reason` says in Dutch why the score differs from the answer, or what is
    missing to show it; "" when there is nothing to say."""

    indicator: Indicator
    answer: Answer
    state: State
    reason: str

    @property
    def shown(self) -> tuple[tuple[Evidence, Shown], ...]:
        """The evidence that was given, in the order of the questions."""
        given = self.answer.evidence or {}
        return tuple((one, given[one.id]) for one in self.indicator.evidence if one.id in given)


@dataclass(frozen=True, slots=True)
class ScoredPillar:
    """A pillar with its indicators scored."""

    pillar: Pillar
    scored: tuple[Scored, ...]

    @property
    def counts(self) -> Mapping[State, int]:
        """How many indicators have each score, all four scores named."""
        found = Counter(one.state for one in self.scored)
        return {state: found[state] for state in STATES}

    @property
    def state(self) -> State:
        """One word for the pillar: that of its indicators when they agree, else partly, or unknown without any."""
        states = {one.state for one in self.scored}
        if len(states) == 1:
            return next(iter(states))
        return "partly" if states & {"present", "partly"} else "unknown"


@dataclass(frozen=True, slots=True)
class Scan:
    """The four pillars of one municipality on a day."""

    municipality: str
    day: date
    basis: str
    pillars: tuple[ScoredPillar, ...]
    source: str = ""

    def todo(self) -> Iterator[tuple[Pillar, Scored]]:
        """What is missing or only partly there, in order."""
        for one in self.pillars:
            yield from ((one.pillar, scored) for scored in one.scored if scored.state in {"missing", "partly"})


def scan(pillars: Pillars, file: PolicyFile) -> Scan:
    """The answers in `file`, scored on its day."""
    scored = tuple(
        ScoredPillar(pillar, tuple(_scored(pillar, one, file) for one in pillar.indicators))
        for pillar in pillars.pillars
    )
    return Scan(file.municipality, file.day, pillars.basis, scored, file.source)


def _scored(pillar: Pillar, indicator: Indicator, file: PolicyFile) -> Scored:
    answer = file.answers.get((pillar.id, indicator.id), Answer())
    state, reason = answer.state, ""
    given = answer.evidence or {}
    if state in {"present", "partly"}:
        old = next(filter(None, (_too_old(one, given.get(one.id), file.day) for one in indicator.evidence)), "")
        open_ones = [one for one in indicator.evidence if one.id not in given]
        if old:
            state, reason = "partly", old
        elif len(open_ones) == len(indicator.evidence):
            reason = "Niet onderbouwd: er is niets ingevuld waaruit dit blijkt."
        elif undated := [one for one in open_ones if one.within_months]:
            reason = f"Niet na te gaan: {undated[0].question[:1].lower()}{undated[0].question[1:]}"
    return Scored(indicator, answer, state, reason)


def _too_old(evidence: Evidence, value: Shown | None, day: date) -> str:
    if evidence.within_months is None or not isinstance(value, date):
        return ""
    months = (day.year - value.year) * 12 + day.month - value.month - (day.day < value.day)
    if months < evidence.within_months:
        return ""
    return f"Langer dan {evidence.within_months} maanden geleden ({long_date(value)}), daarom telt dit maar deels."
