"""The was-wordt table as values: per article and lid the old text, the new text and the reason, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from apv.bylaws.regulation import Regulation
from apv.drafting.amending.comparison import Change, Group, Line, compare

CONTENTS = "contents"
"""Key of the reason for changes in the table of contents."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the `place` it is about ("Artikel 6:1, eerste lid"), its lines with what went and came, and why."""

    place: str
    lines: tuple[Line, ...]
    reason: str = ""

    @property
    def change(self) -> Change:
        """What happened to the lid or article as a whole."""
        kinds = {line.change for line in self.lines}
        return next(iter(kinds)) if len(kinds) == 1 else "changed"

    @property
    def was(self) -> tuple[Line, ...]:
        """The lines that the old text has."""
        return tuple(line for line in self.lines if line.change != "new")

    @property
    def becomes(self) -> tuple[Line, ...]:
        """The lines that the new text has."""
        return tuple(line for line in self.lines if line.change != "gone")


@dataclass(frozen=True, slots=True)
class WasWordt:
    """The whole table; `reasoned`: some row has a reason, so that there is a third column."""

    title: str
    rows: tuple[Row, ...]

    @property
    def reasoned(self) -> bool:
        return any(row.reason for row in self.rows)


def was_wordt(old: Regulation, new: Regulation, reasons: Mapping[str, str] | None = None) -> WasWordt:
    """What differs between two texts of one by-law: a row per article or lid that changed.

    `reasons` gives the reason per article number, or under "contents" for the table of contents.
    """
    why = reasons or {}
    name = new.meta.citation_title or new.meta.title or new.title
    groups = (group for group in compare(old, new) if group.change != "same")
    return WasWordt(name, tuple(row for group in groups for row in _rows(group, _reason(group, why))))


def _reason(group: Group, why: Mapping[str, str]) -> str:
    kind, _, number = group.key.partition(" ")
    return why.get(CONTENTS if kind == CONTENTS else number, "")


def _rows(group: Group, reason: str) -> Iterator[Row]:
    if group.change != "changed" or group.key == CONTENTS:
        lines = [line for line in group.lines if group.key != CONTENTS or line.change != "same"]
        yield Row(group.name, tuple(lines), reason)
        return
    for unit, found in groupby(group.lines, key=lambda line: line.look.unit):
        lines = list(found)
        if any(line.change != "same" for line in lines):
            yield Row(", ".join(part for part in (group.name, unit) if part), tuple(lines), reason)
