"""Coverage per year from the versions at hand: what a by-law forbade, as far as a version of that day was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Known = Literal["yes", "no", "unknown"]
"""Whether a municipality had a provision: "unknown" when no version that held on that day was read."""


@dataclass(frozen=True, slots=True)
class YearFigure:
    """One behaviour on one day: how many municipalities had a provision, had none, or are not known. Together they
    are all municipalities of the comparison. `families` as in BehaviourFigure."""

    covered: int
    not_covered: int
    unknown: int
    families: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OverTime:
    """Coverage per year. A year counts as it stood on 1 July; the year of the date asked for on that date itself,
    so that it agrees with the matrix.

    `days`: the day of each year, oldest first, without a gap between the first and the last version at hand.
    `figures`: behaviour id -> one figure per day. `municipalities`: municipality -> behaviour id -> one value per
    day; behaviours that it never forbade are left out there. `known`: municipality -> per day whether a version
    of its by-law was at hand.
    """

    days: tuple[date, ...]
    figures: Mapping[str, tuple[YearFigure, ...]]
    municipalities: Mapping[str, Mapping[str, tuple[Known, ...]]]
    known: Mapping[str, tuple[bool, ...]]
