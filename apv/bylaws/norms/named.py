"""A behaviour that a prohibition names, on its way from words to a norm."""

from __future__ import annotations

from dataclasses import dataclass

from apv.bylaws.norms.sentence import Sentence
from apv.bylaws.norms.word_lists import Rule


@dataclass(frozen=True, slots=True)
class Named:
    """Which behaviour, by which form and rule, where in the folded text, in which sentence."""

    behaviour: str
    form: str
    start: int
    end: int
    sentence: Sentence
    rule: Rule
    in_condition: bool
    """Named as the effect of something else ("indien daardoor ...")."""
