"""What if the law were another: without some provisions, with others, and whom that would touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from apv.comparing.bill import OtherLaw, ProposedProvision
from apv.comparing.comparison import ComparedBylaw, Entry, Matrix
from apv.comparing.matrix import build_matrix
from apv.comparing.statuses import Statuses
from apv.law.catalogue import Catalogue
from apv.reasoning.gaps import Gap, GapStatus, gap_report

Cover = Literal["yes", "unknown", "no"]
"""Whether anything covers a behaviour in a municipality: "yes" by national law (outright or under conditions) or
by a provision of the by-law that stands; "unknown" when only a provision is left that has perhaps lapsed; "no"
when nothing is left, or only a provision that has probably lapsed."""

Effect = Literal["gains", "loses", "uncertain", "shifts"]
"""What the change does: from "no" to "yes", from "yes" to "no", to or from "unknown", or covered (or not) as
before but otherwise: another gap, or another status of a provision."""


@dataclass(frozen=True, slots=True)
class Side:
    """How a behaviour stands in a municipality: the gap as `apv gaps` names it, the articles of the by-law with
    their status, and whether anything covers it."""

    gap: GapStatus
    entries: tuple[Entry, ...]
    cover: Cover


@dataclass(frozen=True, slots=True)
class Change:
    """One behaviour in one municipality, before and after. Only what differs becomes a Change."""

    municipality: str
    behaviour: str
    before: Side
    after: Side
    effect: Effect


@dataclass(frozen=True, slots=True)
class NationalChange:
    """The gap of a behaviour in a municipality that has no provision on it, before and after."""

    behaviour: str
    before: GapStatus
    after: GapStatus


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The law as asked against the law as it is, on the date of the comparison.

    `without`: (id, citation) of the provisions left out; `added`: those of the bills. `national` and `changes` are
    in vocabulary order, `changes` by municipality first. The matrix of the comparison is that of the law as it is;
    `law` names the law that was tried, as `Comparison.catalogue` names that one.
    """

    without: tuple[tuple[str, str], ...]
    added: tuple[ProposedProvision, ...]
    national: tuple[NationalChange, ...]
    changes: tuple[Change, ...]
    law: str

    def municipalities(self, effect: Effect) -> tuple[str, ...]:
        """The municipalities with at least one change of this kind."""
        return tuple(dict.fromkeys(change.municipality for change in self.changes if change.effect == effect))


def what_if(
    bylaws: Sequence[ComparedBylaw],
    matrix: Matrix,
    behaviours: Sequence[str],
    catalogue: Catalogue,
    law: OtherLaw,
    on: date,
) -> WhatIf:
    """Coverage by the law as it is against that of `law`, for strangers in public, on `on`.

    `matrix` is that of `bylaws` under `catalogue`. What is left out counts as if it had never held: a provision of
    a by-law that lapsed because of it stands again.
    """
    statuses = Statuses(law.catalogue, on)
    other = build_matrix([_again(bylaw, statuses) for bylaw in bylaws if bylaw.counts], behaviours)
    before, after = _gaps(catalogue, on, behaviours), _gaps(law.catalogue, on, behaviours)
    national = [
        NationalChange(name, before[name].status, after[name].status)
        for name in behaviours
        if before[name].status != after[name].status
    ]
    changes = [
        Change(municipality, name, was, becomes, _effect(was, becomes))
        for municipality, row in matrix.items()
        for name in behaviours
        if (was := _side(before[name], row.get(name, ())))
        != (becomes := _side(after[name], other[municipality].get(name, ())))
    ]
    return WhatIf(law.without, law.added, tuple(national), tuple(changes), law.catalogue.version)


def _again(bylaw: ComparedBylaw, statuses: Statuses) -> ComparedBylaw:
    return replace(bylaw, norms=tuple(statuses.again(norm) for norm in bylaw.norms))


def _gaps(catalogue: Catalogue, on: date, behaviours: Sequence[str]) -> dict[str, Gap]:
    """behaviour -> its gap where no by-law is known; none asked for is none, not all."""
    if not behaviours:
        return {}
    rows = gap_report(catalogue, on, behaviours).rows
    return {row.asked.behaviours[0]: row.gap for row in rows}


def _side(gap: Gap, entries: tuple[Entry, ...]) -> Side:
    """National law as `gap` has it, with the articles of the municipality."""
    by_law = gap.national != "none"
    return Side(gap.status if by_law or not entries else "local", entries, _cover(by_law, entries))


def _cover(by_law: bool, entries: Sequence[Entry]) -> Cover:
    statuses = {entry.status for entry in entries}
    if by_law or statuses & {"in_force", "expression_risk"}:
        return "yes"
    return "unknown" if "maybe_lapsed" in statuses else "no"


def _effect(before: Side, after: Side) -> Effect:
    if before.cover == after.cover:
        return "shifts"
    if "unknown" in (before.cover, after.cover):
        return "uncertain"
    return "gains" if after.cover == "yes" else "loses"
