"""Every by-law against that of one municipality: the same behaviours, other words, and who lacks what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lacks:
    """What a municipality and the one it is held against do not both forbid: behaviour ids in vocabulary order.
    `only_here`: only the municipality itself; `only_there`: only the other."""

    only_here: tuple[str, ...]
    only_there: tuple[str, ...]
    both: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """The municipality that all others were held against, and per other municipality (in matrix order) who lacks
    what. The differences in words stand with each norm (`ComparedNorm.against`)."""

    municipality: str
    lacks: Mapping[str, Lacks]
