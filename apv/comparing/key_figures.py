"""Key figures: how many municipalities cover what, after which design, for all of them and per group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from apv.comparing.comparison import ComparedBylaw, Matrix
from apv.comparing.likeness import OWN_DESIGN


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


Designs = Mapping[str, Mapping[str, frozenset[str]]]
"""municipality -> behaviour -> the design families of its articles on it."""


def designs_of(bylaws: Iterable[ComparedBylaw]) -> Designs:
    """After which designs each municipality forbids each behaviour, in by-laws that count."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    alone: dict[str, frozenset[str]] = {}
    for bylaw in bylaws:
        for norm in bylaw.norms if bylaw.counts else ():
            if norm.is_stub:
                continue
            row = found.setdefault(bylaw.municipality, {})
            family = norm.nearest.design if norm.nearest else OWN_DESIGN
            only = alone.setdefault(family, frozenset((family,)))
            for behaviour in norm.norm.behaviours:
                known = row.setdefault(behaviour, only)
                if family not in known:
                    row[behaviour] = known | only
    return found


def key_figures(
    matrix: Matrix,
    designs: Designs,
    behaviours: Sequence[str],
    *,
    name: str = "",
    members: Sequence[str] | None = None,
    missing: Sequence[str] = (),
) -> KeyFigures:
    """The figures of `members` (None: every municipality of the matrix)."""
    rows = {member: matrix[member] for member in (matrix if members is None else members)}
    figures = []
    for behaviour in behaviours:
        cells = [(member, row[behaviour]) for member, row in rows.items() if behaviour in row]
        doubtful = sum(1 for _, entries in cells if all(entry.status != "in_force" for entry in entries))
        families = _counted(designs[member].get(behaviour, frozenset()) for member, _ in cells)
        figures.append(BehaviourFigure(behaviour, len(cells), doubtful, families))
    asked = set(behaviours)
    return KeyFigures(
        name=name,
        municipalities=tuple(rows),
        missing=tuple(missing),
        with_provision=sum(1 for row in rows.values() if row),
        behaviours=tuple(figures),
        families=_counted(
            frozenset[str]().union(
                *(families for name, families in designs.get(member, {}).items() if name in asked)
            )
            for member in rows
        ),
    )


def _counted(families: Iterable[frozenset[str]]) -> dict[str, int]:
    """How often each family occurs, by name."""
    counts: dict[str, int] = {}
    for found in families:
        for name in found:
            counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()))
