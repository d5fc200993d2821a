"""The words for a place that a by-law has defined itself: a draft uses those, where the user has not chosen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from apv.bylaws.norms.definitions import Definitions, defines, read_definitions
from apv.bylaws.norms.folding import fold
from apv.bylaws.regulation import Regulation
from apv.drafting.choices import Choices
from apv.drafting.models import Choice, Slot


def in_own_terms(choices: Choices, asked: Collection[str], bylaw: Regulation | None) -> Choices:
    """`choices` with, for every slot that the user did not ask for, a wording of which `bylaw` defines the term,
    when it does not define that of the model's own wording. Of several the one that covers most of the same
    places."""
    if bylaw is None:
        return choices
    definitions = definitions_of(bylaw)
    fitted = (
        (slot, chosen if slot.id in asked else _fitting(slot, chosen, definitions)) for slot, chosen in choices.of
    )
    return replace(choices, of=tuple(fitted))


def definitions_of(bylaw: Regulation) -> Definitions:
    """What the by-law says its words mean."""
    folded = ((at, article, fold(article.glance).text) for at, article in enumerate(bylaw.articles))
    return read_definitions(article for at, article, words in folded if defines(article, words, at))


def _fitting(slot: Slot, chosen: tuple[Choice, ...], definitions: Definitions) -> tuple[Choice, ...]:
    if len(chosen) != 1 or not chosen[0].term or _defined(chosen[0], definitions):
        return chosen
    known = [choice for choice in slot.choices if choice.term and _defined(choice, definitions)]
    if not known:
        return chosen
    wanted = set(chosen[0].places)
    return (max(known, key=lambda choice: len(wanted & set(choice.places)) - len(set(choice.places) - wanted)),)


def _defined(choice: Choice, definitions: Definitions) -> bool:
    return definitions.of(fold(choice.term).text) is not None
