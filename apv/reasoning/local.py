"""What a by-law says about a case: articles the catalogue knows, and norms read from an official file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from apv.dutch import enumeration, lower_first
from apv.law.catalogue import Catalogue
from apv.reasoning.competence import NormStatus, norm_status
from apv.reasoning.evaluate import Outcome
from apv.reasoning.scenario import Answer, Scenario
from apv.reasoning.verdict import Verdict, conjunction

if TYPE_CHECKING:  # most answers need no by-law, and its recogniser is slow to load
    from apv.bylaws.norms.recognise import Norm
    from apv.bylaws.regulation import Regulation


@dataclass(frozen=True, slots=True)
class LocalLaw:
    """A by-law that was read, with the norms recognised in it."""

    regulation: Regulation
    norms: tuple[Norm, ...]

    @property
    def municipality(self) -> str:
        return self.regulation.meta.creator


@dataclass(frozen=True, slots=True)
class NormCondition:
    """One condition of a by-law norm in this case."""

    label: str
    value: Verdict
    because: str


@dataclass(frozen=True, slots=True)
class NormOutcome:
    """A by-law norm held against a case. `holds` is never "applies" while a condition is open."""

    norm: Norm
    holds: Literal["applies", "depends", "excluded"]
    conditions: tuple[NormCondition, ...]
    status: NormStatus


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether the by-law covers a behaviour. `articles` in the order of the by-law, without repeats."""

    status: Literal["covered", "not_covered", "unknown"]
    articles: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def norm_outcomes(
    catalogue: Catalogue, law: LocalLaw, asked: Scenario, known: Mapping[str, Answer]
) -> tuple[NormOutcome, ...]:
    """Every norm of the by-law that forbids one of the behaviours asked for."""
    if not law.regulation.meta.holds_on(asked.day):
        return ()
    since = law.regulation.meta.valid_from
    return tuple(
        _outcome(catalogue, norm, asked, known, since)
        for norm in law.norms
        if not norm.stub and set(norm.behaviours).intersection(asked.behaviours)
    )


def coverage(
    asked: Scenario, outcomes: Sequence[Outcome], norms: Sequence[NormOutcome], law: LocalLaw | None
) -> Coverage:
    """Whether anything local covers the behaviours: known articles that address them, or norms that were read."""
    articles = [
        outcome.provision.article
        for outcome in outcomes
        if outcome.provision.municipality and outcome.relevance == "addressed" and outcome.holds != "excluded"
    ]
    articles += [outcome.norm.article for outcome in norms if outcome.holds != "excluded"]
    if articles:
        return Coverage("covered", tuple(dict.fromkeys(articles)))
    if law is not None and law.regulation.meta.holds_on(asked.day):
        return Coverage("not_covered", reasons=("De ingelezen APV noemt deze gedraging niet in een verbod.",))
    if law is not None:
        return Coverage("unknown", reasons=("De ingelezen APV geldt volgens het bestand niet op deze datum.",))
    if asked.municipality:
        advice = f"Van {asked.municipality} is geen APV van deze datum ingelezen: geef het bestand met --apv."
        return Coverage("unknown", reasons=(advice,))
    return Coverage("unknown", reasons=("Er is geen gemeente of APV opgegeven.",))


def _outcome(
    catalogue: Catalogue, norm: Norm, asked: Scenario, known: Mapping[str, Answer], since: date | None
) -> NormOutcome:
    named = [name for name in norm.behaviours if name in asked.behaviours]
    labels = ", ".join(catalogue.behaviours[name].label for name in named)
    conditions = [NormCondition("gedraging", Verdict.YES, f"het artikel verbiedt {labels}")]
    if norm.place:
        conditions.append(_place(catalogue, norm, asked, known))
    if norm.actor == "group":
        company = known.get("in_company")
        value = company.value if company and isinstance(company.value, Verdict) else Verdict.UNKNOWN
        conditions.append(NormCondition("in een groep", value, "het artikel geldt alleen voor een groep"))
    for qualifier in norm.qualifiers:
        reason = "of hieraan is voldaan, moet een mens beoordelen"
        conditions.append(NormCondition(qualifier, Verdict.UNKNOWN, reason))
    verdict = conjunction(condition.value for condition in conditions)
    holds: Literal["applies", "depends", "excluded"] = "depends"
    if verdict is not Verdict.UNKNOWN:
        holds = "applies" if verdict is Verdict.YES else "excluded"
    return NormOutcome(norm, holds, tuple(conditions), norm_status(catalogue, norm.behaviours, since, asked.day))


def _place(catalogue: Catalogue, norm: Norm, asked: Scenario, known: Mapping[str, Answer]) -> NormCondition:
    where = enumeration([lower_first(catalogue.places[place].label) for place in norm.place], "of")
    if asked.place:
        value = Verdict.YES if asked.place in norm.place else Verdict.NO
        return NormCondition("plaats", value, f"het artikel geldt voor: {where}")
    if all(_ruled_out(catalogue, place, known) for place in norm.place):
        reason = f"het artikel geldt voor: {where}; daar gebeurde dit niet"
        return NormCondition("plaats", Verdict.NO, reason)
    return NormCondition("plaats", Verdict.UNKNOWN, f"het artikel geldt voor: {where}; de plaats is niet bekend")


def _ruled_out(catalogue: Catalogue, place: str, known: Mapping[str, Answer]) -> bool:
    """Whether what is known contradicts what holds at this place: online, or not in public, say."""
    opposite = {"yes": Verdict.NO, "no": Verdict.YES}
    return any(
        part.fact in known and known[part.fact].value is opposite[part.value]
        for part in catalogue.places[place].suggests
    )
