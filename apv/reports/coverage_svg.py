"""Coverage in pictures: behaviours down, settings across, a word and a pattern in every cell.

Geometry only: the words come from the gap reports and the marks from templates/reports/coverage.svg.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from apv.dutch import enumeration, long_date, lower_first
from apv.law.catalogue import Catalogue
from apv.reasoning.gaps import LABELS, GapReport, GapStatus
from apv.reports.answer_words import GAP_SHORT
from apv.reports.timeline_svg import Key

LEFT, CELL, ROW, HEAD, LINE, KEY = 256, 92, 20, 26, 14, 22
"""Pixels: room for the labels, width and height of a cell, height of a group heading, of a line of text and of a
line of the key."""

LETTER = 6.0
"""Average width of a letter, in pixels."""

HEADING_LETTERS = 13
"""Letters that fit above a column."""

MOST_ROWS = 34
"""Rows of one picture, so that it fits on a page; the next group of behaviours then starts another."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A setting above its column, in lines from the top down."""

    x: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A behaviour at the left of its row, or the heading of a group."""

    y: float
    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Square:
    """One cell: `text` stands in it, `full` is what a pointer gets."""

    x: float
    y: float
    look: str
    text: str
    full: str


@dataclass(frozen=True, slots=True)
class CoveragePicture:
    """Everything the SVG template draws; all numbers in pixels. `number` counts the pictures of a page from 1."""

    number: int
    width: float
    height: float
    top: float
    cell: float
    row: float
    title: str
    description: str
    headings: tuple[Heading, ...]
    labels: tuple[Label, ...]
    squares: tuple[Square, ...]
    keys: tuple[Key, ...]


def coverage_pictures(catalogue: Catalogue, reports: Sequence[GapReport]) -> tuple[CoveragePicture, ...]:
    """Gap reports on the same behaviours, one per setting, laid out group by group; none without reports."""
    if not reports:
        return ()
    parts = enumerate(_parts(catalogue, reports), start=1)
    return tuple(_picture(catalogue, reports, groups, number) for number, groups in parts)


_Groups = list[tuple[str, list[int]]]
"""Ids of groups, each with the numbers of its rows in the reports."""


def _parts(catalogue: Catalogue, reports: Sequence[GapReport]) -> Iterator[_Groups]:
    """The groups, divided over pictures of at most MOST_ROWS (a group is never cut)."""
    part: _Groups = []
    numbers = range(len(reports[0].rows))
    for group, rows in groupby(numbers, key=lambda row: catalogue.behaviours[_behaviour(reports, row)].group):
        found = list(rows)
        if part and sum(len(earlier) for _, earlier in part) + len(found) > MOST_ROWS:
            yield part
            part = []
        part.append((group, found))
    if part:
        yield part


def _picture(catalogue: Catalogue, reports: Sequence[GapReport], groups: _Groups, number: int) -> CoveragePicture:
    headings = _headings(catalogue, reports)
    top = 10 + LINE * max(len(heading.lines) for heading in headings)
    width = LEFT + CELL * len(reports) + 4
    labels: list[Label] = []
    squares: list[Square] = []
    y = float(top)
    for group, rows in groups:
        labels.append(Label(y, catalogue.groups[group].label, heading=True))
        y += HEAD
        for row in rows:
            labels.append(Label(y, catalogue.behaviours[_behaviour(reports, row)].label))
            squares += _row(catalogue, reports, row, y)
            y += ROW
    shown = [row for _, rows in groups for row in rows]
    keys = _keys({report.rows[row].gap.status for report in reports for row in shown}, width, y + 14)
    names = enumeration([lower_first(catalogue.groups[group].label) for group, _ in groups])
    title = f"Dekking op {long_date(reports[0].day)}: {names}"
    return CoveragePicture(
        number, width, keys[-1].y + KEY, top, CELL, ROW, title, _description(catalogue, reports, shown),
        headings, tuple(labels), tuple(squares), keys,
    )  # fmt: skip


def _behaviour(reports: Sequence[GapReport], number: int) -> str:
    return reports[0].rows[number].asked.behaviours[0]


def _headings(catalogue: Catalogue, reports: Sequence[GapReport]) -> tuple[Heading, ...]:
    return tuple(
        Heading(
            LEFT + CELL * (column + 0.5),
            tuple(textwrap.wrap(catalogue.settings[report.setting].label, HEADING_LETTERS)),
        )
        for column, report in enumerate(reports)
    )


def _row(catalogue: Catalogue, reports: Sequence[GapReport], number: int, y: float) -> list[Square]:
    label = catalogue.behaviours[_behaviour(reports, number)].label
    found = []
    for column, report in enumerate(reports):
        status = report.rows[number].gap.status
        full = f"{label}, {catalogue.settings[report.setting].label}: {LABELS[status]}"
        found.append(Square(LEFT + CELL * column, y, status, GAP_SHORT[status], full))
    return found


def _keys(used: set[GapStatus], width: float, y: float) -> tuple[Key, ...]:
    """The outcomes that occur, side by side as far as they fit."""
    keys: list[Key] = []
    x = 8.0
    for status, label in LABELS.items():
        if status not in used:
            continue
        text = f"{GAP_SHORT[status]} = {label}"
        wide = 34 + len(text) * LETTER + 18
        if keys and x + wide > width:
            x, y = 8.0, y + KEY
        keys.append(Key(x, y, status, text))
        x += wide
    return tuple(keys)


def _description(catalogue: Catalogue, reports: Sequence[GapReport], shown: Sequence[int]) -> str:
    """The picture in words, for who cannot see it; the page holds the same as a table."""
    parts = []
    for report in reports:
        counts = Counter(report.rows[row].gap.status for row in shown)
        words = [f"{counts[status]} {LABELS[status]}" for status in LABELS if counts[status]]
        parts.append(f"{catalogue.settings[report.setting].label}: {enumeration(words)}.")
    return f"Van {len(shown)} gedragingen, per situatie. {' '.join(parts)}"
