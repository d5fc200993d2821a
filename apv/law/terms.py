"""The vocabulary as values: facts, behaviours, and the terms (settings, places, frameworks …) around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

FactKind = Literal["factual", "evaluative", "mental", "procedural"]
FactType = Literal["truth", "age", "grounds"]
FactScope = Literal["conduct", "relation", "duty", "procedure", "competence"]
Truth = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class FactValue:
    """A value of an age or ground fact; `low` and `high` are whole years, both inclusive."""

    id: str
    label: str
    label_en: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about a case that can be asked. `question` is plain Dutch."""

    id: str
    kind: FactKind
    type: FactType
    scope: FactScope
    label: str
    label_en: str
    question: str
    explanation: str = ""
    example: str = ""
    values: tuple[FactValue, ...] = ()

    def band(self, age: int) -> str | None:
        """The id of the age band that holds `age` (in years), or None."""
        for value in self.values:
            if (value.low or 0) <= age and (value.high is None or age <= value.high):
                return value.id
        return None


@dataclass(frozen=True, slots=True)
class Implication:
    fact: str
    value: Truth


@dataclass(frozen=True, slots=True)
class Grant:
    """A power given in one municipality. The month of `start` is known, not its day: the first stands for it."""

    municipality: str
    start: date


@dataclass(frozen=True, slots=True)
class Term:
    """A named thing of the vocabulary. `suggests` are facts that hold unless the user says otherwise; `granted`
    (enforcers only) where the power was given, when it depends on the municipality."""

    id: str
    label: str
    label_en: str
    explanation: str = ""
    suggests: tuple[Implication, ...] = ()
    granted: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A reviewed word form or phrase; `where` it may be looked for."""

    text: str
    where: Literal["both", "bylaw", "story"] = "both"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Something people do to others. `implies` holds by definition: whoever says otherwise contradicts the word.

    `expression`: "content" when the meaning of words is the point, "expressive" for gestures and sounds that can
    convey thoughts or feelings, "conduct" for the rest.
    """

    id: str
    label: str
    label_en: str
    group: str
    expression: Literal["content", "expressive", "conduct"]
    explanation: str
    implies: tuple[Implication, ...] = ()
    contexts: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
