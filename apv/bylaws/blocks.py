"""Text as values: paragraphs of runs, lists and tables, in CVDR's own terms; what a by-law is made of.

`regulation` builds on it and passes these names on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look. `ref` is the address of an `extref` as the source writes it, `struct` the
    kind of address the source names with it."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    ref: str = ""
    struct: str = ""
    script: Literal["", "sup", "sub"] = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """CVDR `al`."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class ListItem:
    """CVDR `li`: `number` as printed ("a.", "1°.", "-", "")."""

    number: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ItemList:
    """CVDR `lijst`."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """CALS `entry`; `columns` and `rows` say how many columns and rows it covers."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """CALS `table`: `header` rows come first in `rows`; `widths` as the source gives them ("32*"), or nothing."""

    rows: tuple[tuple[Cell, ...], ...]
    header: int = 0
    title: str = ""
    widths: tuple[str, ...] = ()


Block = Paragraph | ItemList | Table


def bare(number: str) -> str:
    """A lid or item number without its punctuation: "1." -> "1", "(a)" -> "a", "1°." -> "1", "-" -> "-"."""
    number = number.strip()
    if number in {"-", "•", "–", "—", "*"}:
        return number
    return _PUNCTUATION.sub("", number)


_PUNCTUATION = re.compile(r"^\(|[\s.):;]*(?:(?<=\d)o\b|[°º])?[\s.):;]*$")


def text_of(blocks: Iterable[Block]) -> str:
    """All text of `blocks` on one line, list numbers included."""
    return " ".join(_pieces(blocks))


def _pieces(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, ItemList):
            for item in block.items:
                if item.number:
                    yield item.number
                yield from _pieces(item.blocks)
        else:
            if block.title:
                yield block.title
            for row in block.rows:
                for cell in row:
                    yield from _pieces(cell.blocks)
