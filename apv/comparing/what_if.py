"""What if the law were another: without some provisions, with others, and whom that would touch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from apv.comparing.comparison import Entry
from apv.reasoning.gaps import GapStatus

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
class ProposedProvision:
    """A provision of a bill: its id, how it is cited, what it is called, and its first day (None: not said).
    `known`: the catalogue has a provision with this id, which the bill changes from that day."""

    id: str
    citation: str
    label: str
    start: date | None
    in_force: bool
    known: bool


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The law as asked against the law as it is, on the date of the comparison.

    `without`: (id, citation) of the provisions left out; `added`: those of the bills. `national` and `changes` are
    in vocabulary order, `changes` by municipality first. The matrix of the comparison is that of the law as it is.
    """

    without: tuple[tuple[str, str], ...]
    added: tuple[ProposedProvision, ...]
    national: tuple[NationalChange, ...]
    changes: tuple[Change, ...]

    def municipalities(self, effect: Effect) -> tuple[str, ...]:
        """The municipalities with at least one change of this kind."""
        return tuple(dict.fromkeys(change.municipality for change in self.changes if change.effect == effect))
