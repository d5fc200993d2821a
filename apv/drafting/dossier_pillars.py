"""The four pillars of a municipal policy in a council proposal: what there is, what is missing, what is not known.

The pillars and the file in which a municipality keeps its answers belong to `apv policy`; nothing is guessed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from apv.dutch import enumeration, lower_first
from apv.policy.pillars import load_pillars
from apv.policy.scan import PolicyFile, ScoredPillar, State, scan

WORDS: Mapping[State, str] = {
    "present": "aanwezig", "partly": "deels aanwezig", "missing": "ontbreekt", "unknown": "niet bekend",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pillar:
    """`state` is how far the municipality says it is, `own` what it says per indicator; `ask` is what a person
    still has to fill in ("": nothing), `measure` what can be looked at afterwards."""

    id: str
    label: str
    what: str
    state: State
    own: tuple[str, ...]
    ask: str
    measure: str

    @property
    def word(self) -> str:
        """The state as a reader sees it."""
        return WORDS[self.state]


def pillars(file: PolicyFile | None = None) -> tuple[Pillar, ...]:
    """The four pillars with what the policy file of a municipality says of them; without one nothing is known."""
    known = load_pillars()
    if file is None:
        return tuple(_pillar(ScoredPillar(pillar, ()), given=False) for pillar in known.pillars)
    return tuple(_pillar(scored, given=True) for scored in scan(known, file).pillars)


def _pillar(scored: ScoredPillar, *, given: bool) -> Pillar:
    pillar = scored.pillar
    name = lower_first(pillar.label)
    state: State = scored.state if given else "unknown"
    asks: dict[State, str] = {
        "present": "", "partly": f"wat er nog nodig is voor {name}",
        "missing": f"of en hoe de gemeente dit opbouwt: {name}", "unknown": f"wat de gemeente doet aan {name}",
    }  # fmt: skip
    measure = "; ".join(lower_first(one.label) for one in pillar.indicators)
    return Pillar(pillar.id, pillar.label, pillar.summary, state, tuple(_said(scored)), asks[state], measure)


def _said(scored: ScoredPillar) -> Iterator[str]:
    """A line for every state that some indicator has, those not known left out."""
    for state in ("present", "partly", "missing"):
        labels = [lower_first(one.indicator.label) for one in scored.scored if one.state == state]
        if labels:
            yield f"{WORDS[state].capitalize()}: {enumeration(labels)}."
    yield from (one.answer.note for one in scored.scored if one.answer.note)
