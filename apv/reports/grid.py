"""A table for the terminal that never grows wider than the screen: columns that do not fit go to a next block."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST, WIDEST = 9, 16
"""Bounds of a cell, in characters: room for an article number with its mark, and for most names."""

GAP = "   "
"""Between two columns."""

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
        for line in _block(rows, columns[start : start + room.fit], show, room, console):
            console.file.write(f"{line}\n")
        console.file.write("\n")


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


def _block(rows: Names, columns: Names, show: ShowCell, room: _Room, console: Console) -> Iterator[str]:
    """The lines of a block: the names of the columns, a rule, and the rows.

    Laid out here: a table of the library weighs each cell several times, and there are tens of thousands.
    """
    head = [("", ""), *((label, "bold") for _, label in columns)]
    yield from _row(head, room, console, low=True)
    yield "─" * (room.label + (room.cell + len(GAP)) * len(columns))
    for row, label in rows:
        yield from _row([(label, "bold"), *(show(row, column) for column, _ in columns)], room, console)


def _row(cells: Sequence[tuple[str, str]], room: _Room, console: Console, *, low: bool = False) -> Iterator[str]:
    """The lines of one row; `cells` are texts with their styles. `low`: short texts stand at the bottom."""
    widths = (room.label, *[room.cell] * (len(cells) - 1))
    columns = [
        [_styled(line, width, style, console) for line in _wrapped(text, width, console)]
        for (text, style), width in zip(cells, widths, strict=True)
    ]
    height = max(map(len, columns))
    filled = [
        _filled(lines, [" " * width] * (height - len(lines)), low)
        for lines, width in zip(columns, widths, strict=True)
    ]
    for row in zip(*filled, strict=True):
        yield GAP.join(row).rstrip()


def _filled(lines: list[str], empty: list[str], low: bool) -> list[str]:
    return empty + lines if low else lines + empty


def _wrapped(text: str, width: int, console: Console) -> list[str]:
    """A text over as many lines as it takes."""
    lines = text.split("\n")
    if all(line.isascii() and line.isprintable() and len(line) <= width for line in lines):
        return lines
    from rich.text import Text

    return [line.plain for line in Text(text).wrap(console, width, overflow="fold")]


def _styled(text: str, width: int, style: str, console: Console) -> str:
    """A text of one line, filled out to `width`; the style is that of the text alone."""
    from rich.cells import cell_len

    filling = " " * (width - cell_len(text))
    return (text if console.color_system is None else _colored(text, style)) + filling


@lru_cache(maxsize=1024)
def _colored(text: str, style: str) -> str:
    """The styles used are among the few that every terminal has."""
    from rich.color import ColorSystem
    from rich.style import Style

    return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)
