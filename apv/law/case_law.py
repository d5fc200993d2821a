"""Judgments bound to provisions: shown as alerts from their date on, never executed as if they were law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from apv.law.provision import How

Effect = Literal["voids", "weakens", "strengthens", "explains"]


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a judgment means for one provision (and perhaps one element of it), in our own words."""

    provision: str
    effect: Effect
    text: str
    element: str = ""


@dataclass(frozen=True, slots=True)
class Judgment:
    """A decision. `known_from` is the first day on which it may be shown: its date, or the last day of its year
    when only the year is known."""

    id: str
    court: str
    kind: Literal["judgment", "advocate-general", "college"]
    title: str
    bearings: tuple[Bearing, ...]
    verified: How
    known_from: date
    exact_day: bool
    ecli: str = ""
    links: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """How to cite it in machine output: the ECLI when there is one."""
        return self.ecli or self.id
