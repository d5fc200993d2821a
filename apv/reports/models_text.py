"""The models to choose from, for a person (plain text) and for machines (JSON-able values)."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from apv.drafting.models import NOTHING, Choice, FreeText, Model, Slot

WIDTH = 96
CHOOSING = {"one": "één keuze", "some": "een of meer", "any": f"geen, een of meer; niets is '{NOTHING}'"}


def render_models(models: Iterable[Model], width: int = WIDTH) -> str:
    """Per model what it does, when to use it, its weakness and what there is to choose; * marks the default."""
    lines = [line for model in models for line in (*_model(model, width), "")]
    return "\n".join(lines).rstrip() + "\n"


def models_json(models: Iterable[Model]) -> dict[str, object]:
    """The same as JSON-able values, for a program that offers the choices."""
    return {"models": [_model_json(model) for model in models]}


def _model(model: Model, width: int) -> Iterator[str]:
    yield from _wrapped(f"{model.id}: {model.label}", width, "")
    yield from _wrapped(model.summary, width, "  ")
    yield from _wrapped(f"Wanneer: {model.use}", width, "  ")
    yield from _wrapped(f"Zwak punt: {model.weakness}", width, "  ")
    for slot in model.slots:
        yield from _wrapped(f"--set {slot.id}=… {slot.label} ({CHOOSING[slot.choose]})", width, "  ")
        choices = sorted(slot.choices, key=lambda choice: not choice.default)
        for choice in choices:
            yield from _wrapped(f"{choice.id}{' *' if choice.default else ''}: {choice.label}", width, "    ")
    names = ", ".join(f"{text.id} ({text.label.lower()})" for text in model.texts)
    yield from _wrapped(f"--set NAAM=TEKST Eigen tekst: {names}", width, "  ")


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False
    )


def _model_json(model: Model) -> dict[str, object]:
    return {
        "id": model.id,
        "family": model.family,
        "label": model.label,
        "summary": model.summary,
        "use": model.use,
        "weakness": model.weakness,
        "repeals": model.repeals,
        "based_on": model.based_on or None,
        "slots": [_slot_json(slot) for slot in model.slots],
        "texts": [_text_json(text) for text in model.texts],
    }


def _slot_json(slot: Slot) -> dict[str, object]:
    return {
        "id": slot.id,
        "label": slot.label,
        "choose": slot.choose,
        "default": [choice.id for choice in slot.defaults],
        "values": [_choice_json(choice) for choice in slot.choices],
    }


def _choice_json(choice: Choice) -> dict[str, object]:
    return {
        "id": choice.id,
        "label": choice.label,
        "text": choice.text,
        "behaviours": list(choice.behaviours),
        "covers": list(choice.covers),
        "place": list(choice.places),
        "actor": choice.actor,
    }


def _text_json(text: FreeText) -> dict[str, object]:
    return {"id": text.id, "label": text.label, "ask": text.ask or None, "longest": text.longest}
