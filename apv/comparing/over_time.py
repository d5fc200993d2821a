"""Coverage per year from the versions at hand: what a by-law forbade, as far as a version of that day was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from apv.comparing.comparison import FoundNorm, ReadBylaw
from apv.comparing.matrix import name_order
from apv.comparing.standing import in_force

Known = Literal["yes", "no", "unknown"]
"""Whether a municipality had a provision: "unknown" when no version that held on that day was read."""

COUNTING_DAY = (7, 1)
"""Month and day on which a year is counted."""


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


Row = Mapping[str, frozenset[str]]
"""behaviour -> the design families of the articles that forbid it."""


def over_time(
    bylaws: Sequence[ReadBylaw],
    on: date,
    behaviours: Sequence[str],
    municipality_of: Callable[[ReadBylaw], str],
    family_of: Callable[[FoundNorm], str],
) -> OverTime:
    """Coverage per year by the versions `bylaws`, for the year of `on` on that day.

    A provision counts by its text: whether it had lapsed by then is said for the date of the comparison only.
    """
    days = counting_days(bylaws, on)
    names = sorted({municipality_of(bylaw) for bylaw in bylaws}, key=name_order)
    states = [_rows(_telling(bylaws, day, on), municipality_of, family_of) for day in days]
    ever = {
        name: [b for b in behaviours if any(b in rows[name] for rows in states if name in rows)] for name in names
    }
    return OverTime(
        days=days,
        figures={
            behaviour: tuple(_figure(behaviour, rows, len(names)) for rows in states) for behaviour in behaviours
        },
        municipalities={
            name: {b: tuple(_known(rows.get(name), b) for rows in states) for b in ever[name]} for name in names
        },
        known={name: tuple(name in rows for rows in states) for name in names},
    )


def counting_days(bylaws: Sequence[ReadBylaw], on: date) -> tuple[date, ...]:
    """One day per year, from the first on which a version at hand may hold to the last, that of `on` included."""
    starts = [bylaw.meta.valid_from for bylaw in bylaws if bylaw.meta.valid_from is not None]
    first, last = min((*starts, on)), max((*starts, on))
    days = (_counting_day(year, on) for year in range(first.year, last.year + 2))
    return tuple(day for day in days if first <= day and (day <= on or (on < last and _shows(day, last))))


def _counting_day(year: int, on: date) -> date:
    return on if year == on.year else date(year, *COUNTING_DAY)


def _shows(day: date, last: date) -> bool:
    """Whether the day before `day` did not yet show the last version: a later day could only repeat it."""
    return date(day.year - 1, *COUNTING_DAY) < last


def _telling(bylaws: Sequence[ReadBylaw], day: date, on: date) -> tuple[ReadBylaw, ...]:
    """The versions in force on `day`. A file without a first day counts on the date asked for, as in the matrix;
    of other years it tells nothing."""
    dated = bylaws if day == on else [bylaw for bylaw in bylaws if bylaw.meta.valid_from is not None]
    return in_force(dated, day)


def _rows(
    holding: Sequence[ReadBylaw],
    municipality_of: Callable[[ReadBylaw], str],
    family_of: Callable[[FoundNorm], str],
) -> dict[str, Row]:
    """municipality -> what it forbids, for those of which a version holds."""
    rows: dict[str, dict[str, frozenset[str]]] = {}
    for bylaw in holding:
        row = rows.setdefault(municipality_of(bylaw), {})
        for found in bylaw.norms:
            for behaviour in () if found.norm.stub else found.norm.behaviours:
                row[behaviour] = row.get(behaviour, frozenset()) | {family_of(found)}
    return dict(rows)


def _known(row: Row | None, behaviour: str) -> Known:
    if row is None:
        return "unknown"
    return "yes" if behaviour in row else "no"


def _figure(behaviour: str, rows: Mapping[str, Row], municipalities: int) -> YearFigure:
    covering = [row[behaviour] for row in rows.values() if behaviour in row]
    families: dict[str, int] = {}
    for found in covering:
        for family in found:
            families[family] = families.get(family, 0) + 1
    return YearFigure(
        len(covering), len(rows) - len(covering), municipalities - len(rows), dict(sorted(families.items()))
    )
