"""A table for the terminal that never grows wider than the screen: columns that do not fit go to a next block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

NARROWEST, WIDEST = 9, 16
"""Bounds of a cell, in characters: room for an article number with its mark, and for most names."""

Names = Sequence[tuple[str, str]]
"""(id, label) pairs of one side of the grid."""

ShowCell = Callable[[str, str], tuple[str, str]]
"""From the ids of a row and a column to the text of the cell and its terminal style."""


def print_grid(
    console: Console, rows: Names, columns: Names, show: ShowCell, *, narrowest: int = NARROWEST
) -> None:
    """Print the grid in blocks, an empty line after each. `narrowest`: the least width of a cell."""
    room = _room(rows, columns, console.width, narrowest)
    for start in range(0, len(columns), room.fit):
        console.print(_table(rows, columns[start : start + room.fit], show, room))
        console.print()


def lines_needed(rows: Names, columns: Names, width: int) -> int:
    """How many lines the grid takes, when every cell takes one."""
    return ceil(len(columns) / _room(rows, columns, width, NARROWEST).fit) * (len(rows) + 4)


@dataclass(frozen=True, slots=True)
class _Room:
    """How a block of the grid fits: the width of its first column and of a cell, and how many cells."""

    label: int
    cell: int
    fit: int


def _room(rows: Names, columns: Names, width: int, narrowest: int) -> _Room:
    label = min(max(len(label) for _, label in rows), max(16, width // 3))
    longest_word = max(len(word) for _, label in columns for word in label.split())
    cell = min(max(longest_word, narrowest), WIDEST)
    return _Room(label, cell, max(1, (width - label - 3) // (cell + 3)))


def _table(rows: Names, columns: Names, show: ShowCell, room: _Room) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("", width=room.label, overflow="fold")
    for _, label in columns:
        table.add_column(Text(label), width=room.cell, overflow="fold")
    for row, label in rows:
        cells = [show(row, column) for column, _ in columns]
        table.add_row(Text(label, style="bold"), *(Text(text, style=style) for text, style in cells))
    return table
