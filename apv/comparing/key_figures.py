"""Key figures: how many municipalities cover what, after which design, for all of them and per group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DesignFamily:
    """A way to set up such an article: `id` as the models name it, `models` the ids of its models."""

    id: str
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BehaviourFigure:
    """One behaviour within a group. `covered` municipalities have a provision on it; of these `doubtful` have none
    without a point of attention. `families`: design family id -> municipalities with an article of that design
    on it; "" stands for an article that is like no model. A municipality may count under more than one family."""

    behaviour: str
    covered: int
    doubtful: int
    families: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A group of municipalities in figures. `name` is "" for all municipalities together.

    `municipalities` are those with a by-law that counts, in matrix order; `missing` those that the user's list
    puts in this group but of which no by-law counts; `with_provision` how many have a provision on any behaviour;
    `behaviours` has a figure per behaviour asked for; `families` as in BehaviourFigure, over all behaviours.
    """

    name: str
    municipalities: tuple[str, ...]
    missing: tuple[str, ...]
    with_provision: int
    behaviours: tuple[BehaviourFigure, ...]
    families: Mapping[str, int]
