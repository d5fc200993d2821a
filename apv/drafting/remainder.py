"""What national law leaves: the wordings of a model that no offence is aimed at on a day, and why the rest is
left out.

Each wording of conduct is held against the law for each place of the model, once for a person alone and once for a
group (as far as the model has words for them). What an offence is aimed at, or what a by-law may not regulate,
drops out; unknown is never left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from apv.drafting.bearing import first_day
from apv.drafting.choices import Choices
from apv.drafting.models import ACTOR, CONDUCT, PLACE, ActorScope, Choice, Model
from apv.dutch import long_date, lower_first
from apv.errors import InputError
from apv.law.catalogue import Catalogue
from apv.law.provision import Provision
from apv.reasoning.gaps import Gap, examine
from apv.reasoning.scenario import scenario
from apv.reasoning.verdict import Verdict

SETTING = "public"
Why = Literal["law", "content", "expressive", "open"]


@dataclass(frozen=True, slots=True)
class Room:
    """What may be forbidden at these places to these actors: one prohibition of the article."""

    places: tuple[Choice, ...]
    actor: Choice
    conduct: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class NationalRule:
    """An offence that is aimed at what is left out. `since`: its first day when that is certain; `certain`: it is
    sure to be in force on the day."""

    id: str
    citation: str
    label: str
    since: date | None
    certain: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Conduct that the article leaves alone for one reason. `what` are Dutch phrases.

    "law": `rules` are aimed at it; "content": a by-law may not limit the content of expression; "expressive": it
    may be an expression; "open": there is room, but the article does not use it. `expression` is what holds for
    that part of it which the rules do not reach ("" when it is plain conduct).
    """

    what: tuple[str, ...]
    why: Why
    expression: Literal["", "content", "expressive"]
    rules: tuple[NationalRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left on `day`, what is left out, and the ids of the national offences that the article keeps clear
    of."""

    day: date
    rooms: tuple[Room, ...]
    left_out: tuple[LeftOut, ...]
    kept_clear: frozenset[str]


def find_remainder(catalogue: Catalogue, model: Model, choices: Choices, day: date) -> tuple[Remainder, Choices]:
    """What national law leaves on `day` of these choices, and the choices narrowed to it.

    Raises InputError when it leaves nothing.
    """
    places, (actor,), conduct = (_chosen(choices, slot) for slot in (PLACE, ACTOR, CONDUCT))
    search = _Search(catalogue, day)
    actors = _actors(model, actor)
    free = {
        (place.id, one.id): tuple(act for act in conduct if search.is_free(act, place, one))
        for place in places
        for one in actors
    }
    rooms = tuple(_rooms(places, actors, actor, free, model))
    if not rooms:
        raise InputError(
            f"Op {long_date(day)} laat de wet van deze keuze niets over",
            where=f"model '{model.id}'",
            advice="Kies andere gedragingen of plaatsen, of een ander model; apv gaps laat zien wat er geldt.",
        )
    left_out = _left_out(catalogue, model, search, places, actors, conduct, free)
    kept_clear = frozenset(rule.id for row in left_out for rule in row.rules)
    return Remainder(day, rooms, tuple(left_out), kept_clear), _narrowed(choices, rooms)


def national_reach(catalogue: Catalogue, behaviour: str, day: date) -> tuple[bool, tuple[str, ...]]:
    """Whether national law leaves the behaviour in public to a by-law, and the offences that are aimed at it."""
    gap = _gap(catalogue, day, behaviour, "", ())
    return _free(gap), tuple(catalogue.cite(outcome.provision) for outcome in gap.addressing)


def _actors(model: Model, asked: Choice) -> list[Choice]:
    """Everybody is a person alone or a group, for a model that has words for both."""
    kinds: dict[ActorScope | None, Choice] = {one.actor: one for one in model.slot(ACTOR).choices}
    if asked.actor == "any" and "alone" in kinds and "group" in kinds:
        return [kinds["alone"], kinds["group"]]
    return [asked]


@lru_cache(maxsize=4096)
def _gap(catalogue: Catalogue, day: date, behaviour: str, place: str, given: tuple[tuple[str, str], ...]) -> Gap:
    """The gap in public; many drafts ask the same."""
    asked = scenario(catalogue, day, [behaviour], setting=SETTING, place=place, facts=dict(given))
    return examine(catalogue, asked).gap


@dataclass(frozen=True, slots=True)
class _Search:
    """Questions to the catalogue about wordings on one day."""

    catalogue: Catalogue
    day: date

    def gaps(self, act: Choice, place: Choice, actor: Choice) -> Iterator[Gap]:
        """The gap of each behaviour under the wording at each of the places."""
        for behaviour in act.reach:
            for name in place.places:
                yield _gap(self.catalogue, self.day, behaviour, name, (*actor.given, *act.given))

    def rule(self, provision: Provision, behaviour: str) -> NationalRule:
        """The offence as it is cited for this behaviour."""
        version = provision.on(self.day)
        assert version is not None  # it was found to be aimed at the behaviour on the day
        return NationalRule(
            provision.id, self.catalogue.cite(provision), version.label, first_day(provision, [behaviour]),
            version.in_force(self.day) == "yes",
        )  # fmt: skip

    def is_free(self, act: Choice, place: Choice, actor: Choice) -> bool:
        return all(_free(gap) for gap in self.gaps(act, place, actor))


def _free(gap: Gap) -> bool:
    return gap.national == "none" and gap.competence.outcome != "outside_power" and not _limits_content(gap)


def _limits_content(gap: Gap) -> bool:
    """Whether a test of the council's power is answered with no (before a judgment settled it, that is a risk)."""
    return any(test.value is Verdict.NO for test in gap.competence.tests)


def _chosen(choices: Choices, slot: str) -> tuple[Choice, ...]:
    return next(chosen for of, chosen in choices.of if of.id == slot)


def _rooms(
    places: Iterable[Choice], actors: list[Choice], asked: Choice,
    free: Mapping[tuple[str, str], tuple[Choice, ...]], model: Model,
) -> Iterator[Room]:  # fmt: skip
    """Prohibitions in as few leden as possible: everybody first, then who is left; equal places together."""
    everybody = next((one for one in model.slot(ACTOR).choices if one.actor == "any"), asked)
    found: dict[tuple[str, tuple[str, ...]], Room] = {}
    for place in places:
        common = [
            act for act in free[place.id, actors[0].id] if all(act in free[place.id, one.id] for one in actors)
        ]
        who = everybody if len(actors) > 1 else actors[0]
        per_actor = [(who, tuple(common))]
        if len(actors) > 1:
            per_actor += [
                (one, tuple(act for act in free[place.id, one.id] if act not in common)) for one in actors
            ]
        for actor, acts in per_actor:
            if not acts:
                continue
            key = (actor.id, tuple(act.id for act in acts))
            room = found.get(key)
            found[key] = replace(room, places=(*room.places, place)) if room else Room((place,), actor, acts)
    yield from found.values()


def _narrowed(choices: Choices, rooms: tuple[Room, ...]) -> Choices:
    used = {(PLACE, place.id) for room in rooms for place in room.places}
    used |= {(CONDUCT, act.id) for room in rooms for act in room.conduct}
    narrowed = choices.only(lambda slot, choice: slot.id not in (PLACE, CONDUCT) or (slot.id, choice.id) in used)
    actors = {room.actor.id: room.actor for room in rooms}
    if len(actors) > 1:
        return narrowed
    return replace(
        narrowed,
        of=tuple((slot, tuple(actors.values()) if slot.id == ACTOR else chosen) for slot, chosen in narrowed.of),
    )


def _left_out(
    catalogue: Catalogue, model: Model, search: _Search, places: tuple[Choice, ...], actors: list[Choice],
    conduct: tuple[Choice, ...], free: Mapping[tuple[str, str], tuple[Choice, ...]],
) -> list[LeftOut]:  # fmt: skip
    """Everything the model accounts for and does not forbid, alike reasons together, law first."""
    rows: dict[LeftOut, list[str]] = {}
    free_acts = [act for acts in free.values() for act in acts]
    named = {name for act in free_acts for name in act.reach}
    for act in conduct:
        closed = [
            (place, one) for place in places for one in actors
            if act not in free[place.id, one.id] and named.intersection(act.reach)
        ]  # fmt: skip
        for place in dict.fromkeys(place for place, _ in closed):
            who = [one for at, one in closed if at == place]
            gaps = [gap for one in who for gap in search.gaps(act, place, one)]
            scope = place.text + (f", {who[0].label}" if len(who) < len(actors) else "")
            label = f"{act.label} ({scope})"
            rows.setdefault(_reason(catalogue, search, act.behaviours[0], gaps), []).append(label)
    for name in _considered(catalogue, model):
        if name not in named:
            row = _reason(catalogue, search, name, [_gap(catalogue, search.day, name, "", ())])
            rows.setdefault(row, []).append(lower_first(catalogue.behaviours[name].label))
    order: tuple[Why, ...] = ("law", "content", "expressive", "open")
    found = [replace(row, what=tuple(what)) for row, what in rows.items()]
    return sorted(found, key=lambda row: order.index(row.why))


def _considered(catalogue: Catalogue, model: Model) -> list[str]:
    wanted = set(model.considers)
    return [one.id for one in catalogue.behaviours.values() if wanted & {one.id, one.group}]


def _reason(catalogue: Catalogue, search: _Search, behaviour: str, gaps: Iterable[Gap]) -> LeftOut:
    nature = catalogue.behaviours[behaviour].expression
    expression: Literal["", "content", "expressive"] = "" if nature == "conduct" else nature
    aimed = {outcome.provision.id: outcome.provision for gap in gaps for outcome in gap.addressing}
    rules = tuple(search.rule(provision, behaviour) for provision in aimed.values())
    if rules:
        return LeftOut((), "law", expression, rules)
    return LeftOut((), expression or "open", expression)
