"""Coverage of a behaviour and its gap status: is there national law aimed at it, local law, or room for it?

A gap is judged for the behaviour as such. Only national provisions that are *aimed at* it decide; everything else
that is still open is listed under "tenzij" with the facts that would have to be met.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from apv.dutch import sentence
from apv.law.catalogue import Catalogue
from apv.reasoning.competence import Competence
from apv.reasoning.evaluate import Outcome, evaluate_all
from apv.reasoning.local import Coverage, LocalLaw, NormOutcome, coverage, norm_outcomes
from apv.reasoning.national import aimed_at, competence_of, open_or_met
from apv.reasoning.scenario import Scenario, answers, scenario

GapStatus = Literal["none", "conditional", "local", "apv_only", "no_power"]

LABELS: dict[GapStatus, str] = {
    "none": "geen gat: landelijk verboden",
    "conditional": "landelijk alleen onder voorwaarden",
    "local": "alleen in de APV geregeld",
    "apv_only": "alleen een APV-bepaling kan helpen",
    "no_power": "landelijk niet geregeld, en een APV mag het niet regelen",
}
"""What a user reads for each status."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The gap for one scenario. `addressing` and `unless` are national outcomes, nearest first."""

    status: GapStatus
    national: Literal["applies", "depends", "none"]
    addressing: tuple[Outcome, ...]
    unless: tuple[Outcome, ...]
    local: Coverage
    competence: Competence
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Examined:
    """Everything worked out for one scenario: all outcomes, the norms of the by-law read, and the gap."""

    asked: Scenario
    outcomes: tuple[Outcome, ...]
    norms: tuple[NormOutcome, ...]
    gap: Gap


def examine(catalogue: Catalogue, asked: Scenario, law: LocalLaw | None = None) -> Examined:
    """Hold the scenario against all law of its day: the one entry that map, gaps, test and timeline share."""
    outcomes = evaluate_all(catalogue, asked)
    known = answers(catalogue, asked)
    norms = norm_outcomes(catalogue, law, asked, known) if law is not None else ()
    local = coverage(asked, outcomes, norms, law)
    competence = competence_of(catalogue, asked, known, outcomes)
    return Examined(asked, outcomes, norms, _gap(catalogue, outcomes, local, competence))


@dataclass(frozen=True, slots=True)
class GapReport:
    """Coverage by behaviour: `rows` in the order asked (default: the vocabulary's)."""

    day: date
    setting: str
    place: str
    municipality: str
    rows: tuple[Examined, ...]


DEFAULT_SETTING = "public"
"""The question municipalities come with: strangers in public."""


def gap_report(
    catalogue: Catalogue,
    day: date,
    behaviours: Sequence[str] = (),
    *,
    setting: str = "",
    place: str = "",
    municipality: str = "",
    facts: Mapping[str, object] | None = None,
    law: LocalLaw | None = None,
) -> GapReport:
    """One row per behaviour, each judged as such (see the module docstring)."""
    setting = setting or DEFAULT_SETTING
    names = [catalogue.behaviour(name).id for name in behaviours] or list(catalogue.behaviours)

    def row(name: str) -> Examined:
        asked = scenario(
            catalogue, day, [name], setting=setting, place=place, municipality=municipality, facts=facts
        )
        return examine(catalogue, asked, law)

    return GapReport(day, setting, place, municipality, tuple(row(name) for name in dict.fromkeys(names)))


def gaps_by_setting(
    catalogue: Catalogue,
    day: date,
    behaviours: Sequence[str] = (),
    *,
    place: str = "",
    municipality: str = "",
    facts: Mapping[str, object] | None = None,
    law: LocalLaw | None = None,
) -> tuple[GapReport, ...]:
    """The same question in every setting of the vocabulary, in its order."""
    return tuple(
        gap_report(
            catalogue,
            day,
            behaviours,
            setting=setting,
            place=place,
            municipality=municipality,
            facts=facts,
            law=law,
        )
        for setting in catalogue.settings
    )


def _gap(catalogue: Catalogue, outcomes: Sequence[Outcome], local: Coverage, competence: Competence) -> Gap:
    addressing = aimed_at(outcomes)
    unless = tuple(o for o in _nearest_first(open_or_met(outcomes)) if o not in addressing)
    national: Literal["applies", "depends", "none"] = "none"
    if addressing:
        national = "applies" if any(o.holds == "applies" for o in addressing) else "depends"
    status = _status(national, local, competence)
    return Gap(
        status,
        national,
        addressing,
        unless,
        local,
        competence,
        _reasons(catalogue, status, addressing, local, competence),
    )


def _status(national: str, local: Coverage, competence: Competence) -> GapStatus:
    if national != "none":
        return "none" if national == "applies" else "conditional"
    if local.status == "covered":
        return "local"
    return "no_power" if competence.outcome == "outside_power" else "apv_only"


def _nearest_first(outcomes: Sequence[Outcome]) -> list[Outcome]:
    order = ("addressed", "near", "remote")
    return sorted(outcomes, key=lambda o: order.index(o.relevance))


def _reasons(
    catalogue: Catalogue, status: GapStatus, addressing: Sequence[Outcome], local: Coverage, competence: Competence
) -> tuple[str, ...]:
    reasons: list[str] = []
    for outcome in addressing:
        if outcome.holds == "applies":
            reasons.append(sentence(f"{_cited(catalogue, outcome)} is van toepassing"))
        elif status == "conditional":
            elements = [e.element.label for e in outcome.elements if e.element.key in outcome.open_elements]
            reasons.append(
                sentence(
                    f"{_cited(catalogue, outcome)} geldt alleen als ook is voldaan aan: {'; '.join(elements)}"
                )
            )
    if not addressing:
        reasons.append(
            "Geen landelijke bepaling die op deze datum geldt, is op deze gedraging als zodanig gericht."
        )
    if local.articles:
        reasons.append(f"De APV regelt dit in artikel {', '.join(local.articles)}.")
    reasons.extend(local.reasons)
    if status in ("apv_only", "no_power"):
        reasons.extend(competence.reasons)
    return tuple(reasons)


def _cited(catalogue: Catalogue, outcome: Outcome) -> str:
    return f"{catalogue.cite(outcome.provision)} ({outcome.version.label})"
