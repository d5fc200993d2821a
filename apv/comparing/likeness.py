"""How like two norms are: on their words and on their slots, with what each has that the other lacks.

**How the similarity is measured.** `text` is the share of words that both articles have in the same order
(`wording.likeness`). `slots` compares what was recognised: the behaviours weigh half, the places one sixth, who
may act one sixth, and the other slots together (qualifiers, towards whom, exceptions, precedence of another law)
one sixth. A slot that is a list counts for the part that both have of all that either has; a slot that neither
fills counts as the same. `whole` is the mean of `text` and `slots`. All run from 0 (nothing) to 1 (the same).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from apv.bylaws.norms.recognise import Norm
from apv.comparing.wording import Differences, likeness

SlotName = Literal["behaviours", "place", "actor", "qualifiers", "objects", "exceptions", "overlap"]

OWN_DESIGN = ""
"""The design family of an article that is like no model."""

SAME_DESIGN = 0.45
"""From this likeness (`whole`) to a model, an article is counted under its design …"""

SAME_WORDS = 0.3
"""… when it also shares this part of the words: the same behaviour in other words is no design."""

PRESENT = ("yes",)
"""Stands on the side that has an exception, or a rule that another law goes first: their words are no values."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Similarity from 0 to 1; the docstring of this module says how it is measured."""

    text: float
    slots: float

    @property
    def whole(self) -> float:
        return (self.text + self.slots) / 2


@dataclass(frozen=True, slots=True)
class SlotDifference:
    """A slot in which two norms differ. `only_here` and `only_there` are values of the slot: behaviour ids, place
    ids, "any"/"alone"/"group", qualifier and object names, and for "exceptions" and "overlap" the word "yes" on
    the side that has one. `both`: what they share."""

    slot: SlotName
    only_here: tuple[str, ...]
    only_there: tuple[str, ...]
    both: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """A norm held against one other norm: how like it is and in what they differ. "here" is always the norm of the
    compared by-law, "there" the model or the other municipality. Only slots that differ are in `slots`."""

    likeness: Likeness
    slots: tuple[SlotDifference, ...]
    words: Differences


@dataclass(frozen=True, slots=True)
class NearestModel:
    """The model article that is most like a norm, in the model's own default wording.

    `model` is its id and `label` its Dutch name, `family` the id of its design family; `based_on` is the id of the
    local provision whose case law it inherits ("" when none). The nearest may still be far away: `design` is the
    family when the norm is made after this design, OWN_DESIGN when it is not.
    """

    model: str
    label: str
    family: str
    based_on: str
    measured: Measured

    @property
    def design(self) -> str:
        likeness = self.measured.likeness
        near = likeness.whole >= SAME_DESIGN and likeness.text >= SAME_WORDS
        return self.family if near else OWN_DESIGN


@dataclass(frozen=True, slots=True)
class AgainstArticle:
    """A norm held against the most alike article of the other municipality on the same behaviour. `article` and
    `heading` are those of the other; `file` is where it was read."""

    article: str
    heading: str
    file: str
    measured: Measured


def measure(here: Norm, text: str, there: Norm, other_text: str) -> Measured:
    """`here` with the article `text` held against `there` with `other_text`."""
    found = Likeness(likeness(text, other_text), slot_likeness(here, there))
    return Measured(found, slot_differences(here, there), Differences(text, other_text))


def slot_likeness(here: Norm, there: Norm) -> float:
    """The similarity of what was recognised in two norms; the docstring of this module gives the weights."""
    others = (
        shared_part(here.qualifiers, there.qualifiers), shared_part(here.objects, there.objects),
        float(bool(here.exceptions) == bool(there.exceptions)), float(here.overlap == there.overlap),
    )  # fmt: skip
    parts = (
        shared_part(here.behaviours, there.behaviours) * 3, shared_part(here.place, there.place),
        float(here.actor == there.actor), sum(others) / len(others),
    )  # fmt: skip
    return sum(parts) / 6


def shared_part(here: Collection[str], there: Collection[str]) -> float:
    """What both have of all that either has, 0 to 1; two empty collections are the same."""
    either = {*here, *there}
    return len(set(here) & set(there)) / len(either) if either else 1.0


def slot_differences(here: Norm, there: Norm) -> tuple[SlotDifference, ...]:
    """The slots in which the two differ, in the order of SlotName."""
    return tuple(_differing(here, there))


def _differing(here: Norm, there: Norm) -> Iterator[SlotDifference]:
    pairs: tuple[tuple[SlotName, tuple[str, ...], tuple[str, ...]], ...] = (
        ("behaviours", here.behaviours, there.behaviours),
        ("place", here.place, there.place),
        ("actor", (here.actor,), (there.actor,)),
        ("qualifiers", here.qualifiers, there.qualifiers),
        ("objects", here.objects, there.objects),
        ("exceptions", _present(here.exceptions), _present(there.exceptions)),
        ("overlap", _present(here.overlap), _present(there.overlap)),
    )
    for slot, ours, theirs in pairs:
        only_here = tuple(value for value in ours if value not in theirs)
        only_there = tuple(value for value in theirs if value not in ours)
        if only_here or only_there:
            yield SlotDifference(slot, only_here, only_there, tuple(value for value in ours if value in theirs))


def _present(value: object) -> tuple[str, ...]:
    return PRESENT if value else ()
