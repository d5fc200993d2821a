"""What the user chose of a model: a wording for every slot, texts of their own, and what the article then
forbids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from apv.drafting.models import NOTHING, ActorScope, Choice, FreeText, Model, Slot
from apv.drafting.render import plain_text
from apv.errors import InputError, unknown_name

LEDEN = "{leden}"
"""Stands in a clause for the leden that it is about."""
VALUES = "{values}"
"""Stands in a sentence for residents for what was chosen or written."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Per slot of the model the chosen wordings, in the model's order; `texts` are (free text, what was
    written)."""

    of: tuple[tuple[Slot, tuple[Choice, ...]], ...]
    texts: tuple[tuple[FreeText, str], ...] = ()

    @property
    def behaviours(self) -> tuple[str, ...]:
        """What the article forbids by name, without doubles, in the model's order."""
        return tuple(dict.fromkeys(name for choice in self.all for name in choice.behaviours))

    @property
    def reach(self) -> tuple[str, ...]:
        """The same, with what falls under those words in practice."""
        return tuple(dict.fromkeys(name for choice in self.all for name in choice.reach))

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for choice in self.all for name in choice.places))

    @property
    def actor(self) -> ActorScope:
        return next((choice.actor for choice in self.all if choice.actor), "any")

    @property
    def place_terms(self) -> tuple[str, ...]:
        """The place terms that the by-law has to define."""
        return tuple(dict.fromkeys(choice.term for choice in self.all if choice.term))

    @property
    def joins(self) -> bool:
        """Whether the leden are meant for an article that the by-law has."""
        return any(choice.joins for choice in self.all)

    @property
    def all(self) -> tuple[Choice, ...]:
        return tuple(choice for _, chosen in self.of for choice in chosen)

    @property
    def plain_places(self) -> tuple[str, ...]:
        """Where the article holds, as residents say it; in the model's own words where it has no others."""
        return tuple(choice.plain or choice.text for choice in self.all if choice.places)

    @property
    def plain_of_slots(self) -> tuple[str, ...]:
        """Sentences for residents about a slot as a whole, and about what was written."""
        chosen = ((slot.plain, _one_of([choice.label for choice in of])) for slot, of in self.of if of)
        written = ((free.plain, text.rstrip(".")) for free, text in self.texts)
        return tuple(plain.replace(VALUES, words) for plain, words in (*chosen, *written) if plain)

    @property
    def plain_conditions(self) -> tuple[str, ...]:
        """When and for whom the article holds, in sentences for residents."""
        return (*self.plain_of_slots, *(one.plain for one in self.all if one.plain and not one.places))

    @property
    def more_conditions(self) -> bool:
        """Whether some condition, exception or limit to persons has no sentence for residents."""
        return any(
            not (choice.plain or slot.plain) and (LEDEN in choice.text or choice.actor in ("alone", "group"))
            for slot, chosen in self.of
            for choice in chosen
        )

    def has(self, slot: str, value: str) -> bool:
        """Whether this value of this slot was chosen."""
        return any(of.id == slot and choice.id == value for of, chosen in self.of for choice in chosen)

    def text(self, name: str) -> str:
        """What was written for this free text, "" when nothing was."""
        return next((text for free, text in self.texts if free.id == name), "")

    def only(self, keep: Callable[[Slot, Choice], bool]) -> Choices:
        """These choices without the wordings that `keep` refuses."""
        kept = tuple((slot, tuple(choice for choice in chosen if keep(slot, choice))) for slot, chosen in self.of)
        return replace(self, of=kept)

    def for_template(self) -> dict[str, Choice | tuple[Choice, ...]]:
        """Slot id -> the choice, or all choices of a slot that takes more."""
        return {slot.id: chosen[0] if slot.choose == "one" else chosen for slot, chosen in self.of}

    def as_dict(self) -> dict[str, str]:
        """Slot id -> the ids of what was chosen, and free text id -> the text, as `choose` takes them."""
        chosen = {slot.id: ",".join(choice.id for choice in chosen) or NOTHING for slot, chosen in self.of}
        return chosen | {free.id: text for free, text in self.texts}


def _one_of(labels: Sequence[str]) -> str:
    """The labels with "of"; a comma as well where one of them has that word itself."""
    last = ", of" if any(" of " in label for label in labels) else " of"
    return f"{', '.join(labels[:-1])}{last} {labels[-1]}" if len(labels) > 1 else "".join(labels)


def choose(model: Model, settings: Mapping[str, str], behaviours: Sequence[str]) -> Choices:
    """The choices that `settings` (slot id -> value id, commas between more; free text id -> text) and
    `behaviours` ask for.

    `behaviours` narrows the article to the wordings under which these behaviours fall. Raises InputError for a
    slot, value or behaviour that the model does not have, and for a text that cannot stand in a document.
    """
    texts = {name: free for name in settings if (free := model.free_text(name))}
    asked = {
        model.slot(name).id: _values(model.slot(name), text)
        for name, text in settings.items()
        if name not in texts
    }
    for name in behaviours:
        if name not in model.behaviours:
            raise unknown_name(f"Gedraging in model '{model.id}'", name, sorted(model.behaviours))
    chosen = []
    for slot in model.slots:
        choices = asked.get(slot.id, slot.defaults)
        if behaviours and any(choice.behaviours for choice in slot.choices):
            choices = _that_forbid(slot, choices if slot.id in asked else slot.choices, behaviours)
        chosen.append((slot, choices))
    written = tuple((free, _written(free, settings[free.id])) for free in model.texts if free.id in texts)
    return Choices(tuple(chosen), written)


def _values(slot: Slot, text: str) -> tuple[Choice, ...]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if slot.choose == "any" and names == [NOTHING]:
        return ()
    wanted = {slot.choice(name).id for name in names}
    if not wanted:
        raise InputError(f"Voor '{slot.id}' is niets gekozen", advice=_options(slot))
    if slot.choose == "one" and len(wanted) > 1:
        raise InputError(f"Voor '{slot.id}' kan maar één keuze", advice=_options(slot))
    return tuple(choice for choice in slot.choices if choice.id in wanted)


def _written(free: FreeText, text: str) -> str:
    tidy = plain_text(f"De tekst voor '{free.id}'", text)
    if len(tidy) > free.longest:
        raise InputError(
            f"De tekst voor '{free.id}' is te lang: {len(tidy)} tekens",
            advice=f"Maak er ten hoogste {free.longest} van.",
        )
    return tidy


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
    names = [choice.id for choice in slot.choices] + ([NOTHING] if slot.choose == "any" else [])
    return f"Kies uit: {', '.join(names)}."
