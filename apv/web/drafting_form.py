"""The form of Opstellen: a municipality or its uploaded by-law, a model, and what is chosen of it.

The page fills in what the model proposes for this by-law. Only what somebody changed counts as chosen, as with
`apv draft`: a by-law that defines its own words for a place keeps those.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from apv.bylaws.regulation import Regulation
from apv.drafting.choices import choose
from apv.drafting.models import NOTHING, Model, Slot, find_model
from apv.drafting.place_terms import in_own_terms
from apv.dutch import bare_name
from apv.errors import InputError
from apv.web.forms import read_day
from apv.web.testing import Option
from apv.web.world import World

CHOICE, PROPOSED, TEXT = "k.", "n.", "t."
"""Before the id of a slot: what is chosen, what was proposed when that is not the model's own; of a free text."""

FOR = "voor"
"""The model whose fields the form showed: those of another model say nothing."""

START = "gedraging"
"""The model the page begins with: conduct that can be seen, by its own description the most defensible."""


@dataclass(frozen=True, slots=True)
class DraftForm:
    """What Opstellen was asked, apart from what is chosen of the model. `upload` is the number of an upload."""

    day: date
    model: Model
    municipality: str = ""
    upload: str = ""
    article: str = ""
    effective: date | None = None


@dataclass(frozen=True, slots=True)
class SlotField:
    """A slot as a field; `several`: more may be chosen; `proposed`: what the form has to remember of it."""

    field: str
    label: str
    several: bool
    options: tuple[Option, ...]
    proposed: str = ""
    proposed_field: str = ""


@dataclass(frozen=True, slots=True)
class TextField:
    """A free text as a field; `hint` says what it is for."""

    field: str
    label: str
    hint: str
    longest: int
    value: str


def draft_form(args: Mapping[str, str], world: World) -> DraftForm:
    """The form in an address. Raises InputError for a model or a day that does not exist."""
    return DraftForm(
        day=read_day(args, world.today(), world.catalogue),
        model=find_model(args.get("model", "") or START),
        municipality=bare_name(" ".join(args.get("gemeente", "").split())[:100]),
        upload=args.get("apv", "").strip()[:60],
        article=args.get("artikel", "").strip()[:40],
        effective=_effective(args.get("ingang", "").strip()),
    )


def _effective(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError(f"'{text[:40]}' is geen bestaande datum", advice="Kies jaar, maand en dag.") from error


def proposal(model: Model, bylaw: Regulation | None) -> Mapping[str, str]:
    """What the model proposes for each slot, in the terms of the by-law."""
    return in_own_terms(choose(model, {}, ()), (), bylaw).as_dict()


def settings(args: MultiDict[str, str], model: Model) -> dict[str, str]:
    """What somebody chose, as `draft` takes it. InputError when a slot that needs a choice has none."""
    if args.get(FOR, model.id) != model.id:
        return {}
    found: dict[str, str] = {}
    for slot in model.slots:
        values = [value for value in args.getlist(f"{CHOICE}{slot.id}") if value]
        if not values and FOR not in args:
            continue
        if not values and slot.choose != "any":
            raise InputError(f"Kies ten minste één mogelijkheid bij ‘{slot.label}’")
        chosen = ",".join(dict.fromkeys(values)) or NOTHING
        if chosen != args.get(f"{PROPOSED}{slot.id}", _own(slot)):
            found[slot.id] = chosen
    for text in model.texts:
        if written := args.get(f"{TEXT}{text.id}", "").strip():
            found[text.id] = written
    return found


def slot_fields(model: Model, chosen: Mapping[str, str], proposed: Mapping[str, str]) -> tuple[SlotField, ...]:
    """The slots with what is chosen, or else proposed."""
    return tuple(_field(slot, chosen.get(slot.id, proposed[slot.id]), proposed[slot.id]) for slot in model.slots)


def text_fields(model: Model, chosen: Mapping[str, str]) -> tuple[TextField, ...]:
    """The free texts with what was written."""
    return tuple(
        TextField(f"{TEXT}{one.id}", one.label, one.ask, one.longest, chosen.get(one.id, ""))
        for one in model.texts
    )


def _field(slot: Slot, chosen: str, proposed: str) -> SlotField:
    names = set(chosen.split(","))
    options = tuple(Option(one.id, one.label, one.id in names) for one in slot.choices)
    kept = "" if proposed == _own(slot) else proposed
    return SlotField(f"{CHOICE}{slot.id}", slot.label, slot.choose != "one", options, kept, f"{PROPOSED}{slot.id}")


def _own(slot: Slot) -> str:
    """What the model itself proposes."""
    return ",".join(choice.id for choice in slot.defaults) or NOTHING
