"""How like two norms are: on their words and on their slots, with what each has that the other lacks.

**How the similarity is measured.** `text` is the share of words that both articles have in the same order
(`wording.likeness`). `slots` compares what was recognised: the behaviours weigh half; the places, who may act and
the other slots (qualifiers, towards whom, exceptions, precedence of the Criminal Code) weigh the rest. A slot that
is a list counts for the part that both have of all that either has; a slot that neither fills counts as the same.
`whole` is the mean of `text` and `slots`. All run from 0 (nothing) to 1 (the same).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from apv.comparing.wording import Differences

SlotName = Literal["behaviours", "place", "actor", "qualifiers", "objects", "exceptions", "overlap"]


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
    compared by-law, "there" the model or the other municipality."""

    likeness: Likeness
    slots: tuple[SlotDifference, ...]
    words: Differences


@dataclass(frozen=True, slots=True)
class NearestModel:
    """The model article that is most like a norm, in the model's own default wording.

    `model` is its id and `label` its Dutch name, `family` the id of its design family; `based_on` is the id of the
    local provision whose case law it inherits ("" when none).
    """

    model: str
    label: str
    family: str
    based_on: str
    measured: Measured


@dataclass(frozen=True, slots=True)
class AgainstArticle:
    """A norm held against the most alike article of the other municipality on the same behaviour. `article` and
    `heading` are those of the other; `file` is where it was read."""

    article: str
    heading: str
    file: str
    measured: Measured
