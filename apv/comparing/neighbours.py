"""Who is like us: the municipalities whose by-laws forbid most of the same, in the same way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A municipality that is like the one asked about. `likeness` runs from 0 to 1 (1: the same traits);
    the behaviours that both forbid, only the first ("here") and only this one ("there"), in vocabulary order."""

    municipality: str
    likeness: float
    shared: tuple[str, ...]
    only_here: tuple[str, ...]
    only_there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest municipalities, most alike first, at most SHOWN. `more_equal` counts those left out that are
    just as like as the last one shown."""

    nearest: tuple[Neighbour, ...]
    more_equal: int = 0
