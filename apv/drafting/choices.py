"""What the user chose of a model: a wording for every slot, and what the article then forbids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apv.drafting.models import ActorScope, Choice, Model, Slot
from apv.errors import InputError, unknown_name


@dataclass(frozen=True, slots=True)
class Choices:
    """Per slot of the model the chosen wordings, in the model's order."""

    of: tuple[tuple[Slot, tuple[Choice, ...]], ...]

    @property
    def behaviours(self) -> tuple[str, ...]:
        """What the article forbids by name, without doubles, in the model's order."""
        return tuple(dict.fromkeys(name for choice in self._all for name in choice.behaviours))

    @property
    def reach(self) -> tuple[str, ...]:
        """The same, with what falls under those words in practice."""
        return tuple(dict.fromkeys(name for choice in self._all for name in choice.reach))

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for choice in self._all for name in choice.places))

    @property
    def actor(self) -> ActorScope:
        return next((choice.actor for choice in self._all if choice.actor), "any")

    @property
    def place_terms(self) -> tuple[str, ...]:
        """The place terms that the by-law has to define."""
        return tuple(dict.fromkeys(choice.term for choice in self._all if choice.term))

    @property
    def _all(self) -> tuple[Choice, ...]:
        return tuple(choice for _, chosen in self.of for choice in chosen)

    def for_template(self) -> dict[str, Choice | tuple[Choice, ...]]:
        """Slot id -> the choice, or all choices of a slot that takes more."""
        return {slot.id: chosen if slot.choose == "some" else chosen[0] for slot, chosen in self.of}

    def as_dict(self) -> dict[str, str]:
        """Slot id -> the ids of what was chosen, as `choose` takes them."""
        return {slot.id: ",".join(choice.id for choice in chosen) for slot, chosen in self.of}


def choose(model: Model, slots: Mapping[str, str], behaviours: Sequence[str]) -> Choices:
    """The choices that `slots` (slot id -> value id, commas between more) and `behaviours` ask for.

    `behaviours` narrows the article to the wordings under which these behaviours fall. Raises InputError for a
    slot, value or behaviour that the model does not have.
    """
    asked = {model.slot(name).id: _values(model.slot(name), text) for name, text in slots.items()}
    for name in behaviours:
        if name not in model.behaviours:
            raise unknown_name(f"Gedraging in model '{model.id}'", name, sorted(model.behaviours))
    chosen = []
    for slot in model.slots:
        choices = asked.get(slot.id, slot.defaults)
        if behaviours and any(choice.behaviours for choice in slot.choices):
            choices = _that_forbid(slot, choices if slot.id in asked else slot.choices, behaviours)
        chosen.append((slot, choices))
    return Choices(tuple(chosen))


def _values(slot: Slot, text: str) -> tuple[Choice, ...]:
    wanted = {slot.choice(name.strip()).id for name in text.split(",") if name.strip()}
    if not wanted:
        raise InputError(f"Voor '{slot.id}' is niets gekozen", advice=_options(slot))
    if slot.choose == "one" and len(wanted) > 1:
        raise InputError(f"Voor '{slot.id}' kan maar één keuze", advice=_options(slot))
    return tuple(choice for choice in slot.choices if choice.id in wanted)


def _that_forbid(slot: Slot, choices: tuple[Choice, ...], behaviours: Sequence[str]) -> tuple[Choice, ...]:
    kept = tuple(choice for choice in choices if set(choice.reach) & set(behaviours))
    missing = set(behaviours) - {name for choice in kept for name in choice.reach}
    if missing:
        raise InputError(
            f"De keuze voor '{slot.id}' en de gevraagde gedraging '{min(missing)}' passen niet bij elkaar",
            advice="Laat een van beide weg.",
        )
    return kept


def _options(slot: Slot) -> str:
    return f"Kies uit: {', '.join(choice.id for choice in slot.choices)}."
