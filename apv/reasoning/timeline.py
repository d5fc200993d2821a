"""The same question on every date that matters: what applied from when to when, and what happened in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from apv.law.catalogue import Catalogue
from apv.law.frames import Event
from apv.reasoning.evaluate import Outcome
from apv.reasoning.gaps import Examined, GapStatus, examine
from apv.reasoning.scenario import Scenario, scenario

State = Literal["applies", "depends"]


@dataclass(frozen=True, slots=True)
class Band:
    """A provision that is aimed at the behaviour, over one period. `end` is its last day, None while it lasts."""

    framework: str
    provision: str
    citation: str
    label: str
    state: State
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class GapBand:
    """The gap status over one period."""

    status: GapStatus
    competence: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """`start`: the first day shown; `until`: the day of asking. Bands in framework order, then by day."""

    behaviour: str
    start: date
    until: date
    bands: tuple[Band, ...]
    gaps: tuple[GapBand, ...]
    events: tuple[Event, ...]


def timeline(
    catalogue: Catalogue,
    behaviour: str,
    until: date,
    *,
    setting: str = "",
    place: str = "",
    municipality: str = "",
    facts: Mapping[str, object] | None = None,
) -> Timeline:
    """Ask about `behaviour` on every day up to `until` on which the answer can change."""

    def ask(day: date) -> Scenario:
        return scenario(
            catalogue, day, [behaviour], setting=setting, place=place, municipality=municipality, facts=facts
        )

    days = turning_points(catalogue, until, municipality)
    found = [(day, examine(catalogue, ask(day))) for day in days]
    return Timeline(
        catalogue.behaviour(behaviour).id,
        days[0],
        until,
        _bands(catalogue, found),
        _gap_bands(found),
        _events(catalogue, behaviour, municipality, found, until),
    )


def turning_points(catalogue: Catalogue, until: date, municipality: str = "") -> list[date]:
    """Every day up to `until` on which a version starts or stops, or a judgment becomes known; ascending."""
    days = {catalogue.supported_from}
    for provision in (*catalogue.judging, *catalogue.local(municipality)):
        for version in provision.versions:
            starts = (version.start, version.seen_on, version.end and version.end + timedelta(days=1))
            days.update(day for day in starts if day)
    days.update(judgment.known_from for judgment in catalogue.judgments)
    return sorted(day for day in days if catalogue.supported_from <= day <= until) or [catalogue.supported_from]


def _bands(catalogue: Catalogue, found: list[tuple[date, Examined]]) -> tuple[Band, ...]:
    """Join equal neighbours: one band per stretch of days with the same provision, label and state."""
    running: dict[tuple[str, str, State], date] = {}
    bands: list[Band] = []
    names: dict[str, tuple[str, str]] = {}

    def close(key: tuple[str, str, State], end: date | None) -> None:
        provision, label, state = key
        framework, citation = names[provision]
        bands.append(Band(framework, provision, citation, label, state, running.pop(key), end))

    for day, examined in found:
        aimed = [
            o
            for o in examined.outcomes
            if o.relevance == "addressed" and o.holds != "excluded" and o.version.decides_gap
        ]
        current = {(o.provision.id, o.version.label, _state(o)) for o in aimed}
        names.update({o.provision.id: (o.provision.framework, catalogue.cite(o.provision)) for o in aimed})
        for key in [key for key in running if key not in current]:
            close(key, day - timedelta(days=1))
        for key in sorted(current - set(running)):
            running[key] = day
    for key in list(running):
        close(key, None)
    order = list(catalogue.frameworks)
    return tuple(sorted(bands, key=lambda b: (order.index(b.framework), b.provision, b.start)))


def _state(outcome: Outcome) -> State:
    return "applies" if outcome.holds == "applies" else "depends"


def _gap_bands(found: list[tuple[date, Examined]]) -> tuple[GapBand, ...]:
    bands: list[GapBand] = []
    for day, examined in found:
        status, competence = examined.gap.status, examined.gap.competence.outcome
        if bands and (bands[-1].status, bands[-1].competence) == (status, competence):
            continue
        if bands:
            last = bands.pop()
            bands.append(GapBand(last.status, last.competence, last.start, day - timedelta(days=1)))
        bands.append(GapBand(status, competence, day, None))
    return tuple(bands)


def _events(
    catalogue: Catalogue, behaviour: str, municipality: str, found: list[tuple[date, Examined]], until: date
) -> tuple[Event, ...]:
    """Events that bear on a provision aimed at the behaviour, on a council's power, or on a known by-law."""
    aimed = {
        o.provision.id
        for _, examined in found
        for o in examined.outcomes
        if o.relevance == "addressed" and o.holds != "excluded"
    } | {name for test in catalogue.competence_tests for name in test.basis}
    local = {
        p.id
        for p in catalogue.provisions.values()
        if p.municipality and any(behaviour in version.addresses for version in p.versions)
    }
    return tuple(
        event
        for event in catalogue.events
        if event.day <= until
        and (not event.provisions or (aimed | local).intersection(event.provisions))
        and (not municipality or event.municipality in ("", municipality))
    )
