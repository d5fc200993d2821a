"""What national law leaves: the wordings of a model that no offence is aimed at on a day, and why the rest is
left out.

Each wording of conduct is held against the law for each place of the model, once for a person alone and once for a
group (as far as the model has words for them). What an offence is aimed at, or what a by-law may not regulate,
drops out; unknown is never left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from apv.drafting.bearing import first_day
from apv.drafting.choices import Choices
from apv.drafting.models import ACTOR, CONDUCT, PLACE, ActorScope, Choice, Model
from apv.dutch import long_date, lower_first
from apv.errors import InputError
from apv.law.catalogue import Catalogue
from apv.law.provision import Provision
from apv.reasoning.national import National, national
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


@dataclass(frozen=True)
class Remainder:
    """What is left on `day`. The note accounts for the rest, which is worked out when it is asked for: the article
    itself does without."""

    day: date
    rooms: tuple[Room, ...]
    _asked: _Asked = field(repr=False)

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Everything the model accounts for and does not forbid, alike reasons together, law first."""
        return tuple(_left_out(self._asked))

    @property
    def kept_clear(self) -> frozenset[str]:
        """The ids of the national offences that the article keeps clear of."""
        return frozenset(rule.id for row in self.left_out for rule in row.rules)


def find_remainder(catalogue: Catalogue, model: Model, choices: Choices, day: date) -> tuple[Remainder, Choices]:
    """What national law leaves on `day` of these choices, and the choices narrowed to it.

    Raises InputError when it leaves nothing.
    """
    places, (actor,), conduct = (_chosen(choices, slot) for slot in (PLACE, ACTOR, CONDUCT))
    asked = _Asked(catalogue, day, model, places, tuple(_actors(model, actor)), conduct)
    rooms = tuple(_rooms(asked, actor))
    if not rooms:
        raise InputError(
            f"Op {long_date(day)} laat de wet van deze keuze niets over",
            where=f"model '{model.id}'",
            advice="Kies andere gedragingen of plaatsen, of een ander model; apv gaps laat zien wat er geldt.",
        )
    return Remainder(day, rooms, asked), _narrowed(choices, rooms)


def national_reach(catalogue: Catalogue, behaviour: str, day: date) -> tuple[bool, tuple[str, ...]]:
    """Whether national law leaves the behaviour in public to a by-law, and the offences that are aimed at it."""
    law = _law(catalogue, day, behaviour, "", ())
    return _free(law), tuple(catalogue.cite(outcome.provision) for outcome in law.addressing)


def _actors(model: Model, asked: Choice) -> list[Choice]:
    """Everybody is a person alone or a group, for a model that has words for both."""
    kinds: dict[ActorScope | None, Choice] = {one.actor: one for one in model.slot(ACTOR).choices}
    if asked.actor == "any" and "alone" in kinds and "group" in kinds:
        return [kinds["alone"], kinds["group"]]
    return [asked]


@lru_cache(maxsize=4096)
def _law(
    catalogue: Catalogue, day: date, behaviour: str, place: str, given: tuple[tuple[str, str], ...]
) -> National:
    """National law on the behaviour in public; many drafts ask the same."""
    asked = scenario(catalogue, day, [behaviour], setting=SETTING, place=place, facts=dict(given))
    return national(catalogue, asked)


@dataclass(frozen=True)
class _Asked:
    """The wordings that are held against the law of one day: every conduct, at every place, for every actor."""

    catalogue: Catalogue
    day: date
    model: Model
    places: tuple[Choice, ...]
    actors: tuple[Choice, ...]
    conduct: tuple[Choice, ...]

    @cached_property
    def free(self) -> Mapping[tuple[str, str], tuple[Choice, ...]]:
        """Per place and actor (their ids) the conduct that the law leaves."""
        return {
            (place.id, one.id): tuple(act for act in self.conduct if all(map(_free, self.laws(act, place, one))))
            for place in self.places
            for one in self.actors
        }

    def laws(self, act: Choice, place: Choice, actor: Choice) -> Iterator[National]:
        """National law on each behaviour under the wording, at each of the places."""
        for behaviour in act.reach:
            for name in place.places:
                yield _law(self.catalogue, self.day, behaviour, name, (*actor.given, *act.given))

    def rule(self, provision: Provision, behaviour: str) -> NationalRule:
        """The offence as it is cited for this behaviour."""
        version = provision.on(self.day)
        assert version is not None  # it was found to be aimed at the behaviour on the day
        return NationalRule(
            provision.id, self.catalogue.cite(provision), version.label, first_day(provision, [behaviour]),
            version.in_force(self.day) == "yes",
        )  # fmt: skip


def _free(law: National) -> bool:
    return not law.addressing and law.competence.outcome != "outside_power" and not _limits_content(law)


def _limits_content(law: National) -> bool:
    """Whether a test of the council's power is answered with no (before a judgment settled it, that is a risk)."""
    return any(test.value is Verdict.NO for test in law.competence.tests)


def _chosen(choices: Choices, slot: str) -> tuple[Choice, ...]:
    return next(chosen for of, chosen in choices.of if of.id == slot)


def _rooms(asked: _Asked, actor: Choice) -> Iterator[Room]:
    """Prohibitions in as few leden as possible: everybody first (`actor`, as it was chosen), then who is left;
    equal places together."""
    free, actors = asked.free, asked.actors
    everybody = next((one for one in asked.model.slot(ACTOR).choices if one.actor == "any"), actor)
    found: dict[tuple[str, tuple[str, ...]], Room] = {}
    for place in asked.places:
        common = [
            act for act in free[place.id, actors[0].id] if all(act in free[place.id, one.id] for one in actors)
        ]
        who = everybody if len(actors) > 1 else actors[0]
        per_actor = [(who, tuple(common))]
        if len(actors) > 1:
            per_actor += [
                (one, tuple(act for act in free[place.id, one.id] if act not in common)) for one in actors
            ]
        for one, acts in per_actor:
            if not acts:
                continue
            key = (one.id, tuple(act.id for act in acts))
            room = found.get(key)
            found[key] = replace(room, places=(*room.places, place)) if room else Room((place,), one, acts)
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


def _left_out(asked: _Asked) -> list[LeftOut]:
    catalogue = asked.catalogue
    rows: dict[LeftOut, list[str]] = {}
    named = {name for acts in asked.free.values() for act in acts for name in act.reach}
    for act in asked.conduct:
        closed = [
            (place, one) for place in asked.places for one in asked.actors
            if act not in asked.free[place.id, one.id] and named.intersection(act.reach)
        ]  # fmt: skip
        for place in dict.fromkeys(place for place, _ in closed):
            who = [one for at, one in closed if at == place]
            laws = [law for one in who for law in asked.laws(act, place, one)]
            scope = place.text + (f", {who[0].label}" if len(who) < len(asked.actors) else "")
            label = f"{act.label} ({scope})"
            rows.setdefault(_reason(asked, act.behaviours[0], laws), []).append(label)
    for name in _considered(catalogue, asked.model):
        if name not in named:
            row = _reason(asked, name, [_law(catalogue, asked.day, name, "", ())])
            rows.setdefault(row, []).append(lower_first(catalogue.behaviours[name].label))
    order: tuple[Why, ...] = ("law", "content", "expressive", "open")
    found = [replace(row, what=tuple(what)) for row, what in rows.items()]
    return sorted(found, key=lambda row: order.index(row.why))


def _considered(catalogue: Catalogue, model: Model) -> list[str]:
    wanted = set(model.considers)
    return [one.id for one in catalogue.behaviours.values() if wanted & {one.id, one.group}]


def _reason(asked: _Asked, behaviour: str, laws: Iterable[National]) -> LeftOut:
    nature = asked.catalogue.behaviours[behaviour].expression
    expression: Literal["", "content", "expressive"] = "" if nature == "conduct" else nature
    aimed = {outcome.provision.id: outcome.provision for law in laws for outcome in law.addressing}
    rules = tuple(asked.rule(provision, behaviour) for provision in aimed.values())
    if rules:
        return LeftOut((), "law", expression, rules)
    return LeftOut((), expression or "open", expression)
