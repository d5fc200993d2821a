"""CALS tables (table, tgroup, colspec, thead, tbody, row, entry) into Table values; called by the block reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from apv.bylaws.regulation import Block, Cell, Table

if TYPE_CHECKING:
    from apv.bylaws.markup.text_blocks import BlockReader

MAX_SPAN = 1000
"""A cell that claims to cover more rows or columns is believed up to here."""

_GROUPS = frozenset({"thead", "tbody", "tfoot"})


def read_table(element: etree._Element, reader: BlockReader) -> list[Block]:
    """The table as one Table per `tgroup`, and whatever else stands in it as blocks behind."""
    tables: list[Table] = []
    rest: list[Block] = []
    title = ""
    for child in element:
        name = reader.names[child.tag]
        if name in {"title", "titel", "caption", "kop"}:
            title = f"{title} {reader.line(child)}".strip()
        elif name == "tgroup":
            tables.append(_group(child, reader, title))
            title = ""
        elif name in _GROUPS or name == "row":
            tables.append(_group(element, reader, title))
            title = ""
            break
        elif reader.names[child.tag] not in reader.left_out:
            rest += reader.blocks(child)
    if title:
        tables.append(Table((), 0, title))
    return [*(table for table in tables if table.rows or table.title), *rest]


def _group(group: etree._Element, reader: BlockReader, title: str) -> Table:
    names: dict[str, int] = {}
    widths: list[str] = []
    head: list[tuple[Cell, ...]] = []
    rows: list[tuple[Cell, ...]] = []
    for child in group:
        name = reader.names[child.tag]
        if name == "colspec":
            names[child.get("colname", "")] = len(names)
            widths.append(child.get("colwidth", ""))
        elif name == "row":
            rows.append(_row(child, reader, names))
        elif name in _GROUPS:
            found = [_row(row, reader, names) for row in child if reader.names[row.tag] == "row"]
            (head if name == "thead" else rows).extend(row for row in found if row)
        elif name not in {"title", "titel", "caption", "kop"} and reader.names[child.tag] not in reader.left_out:
            rows.append((Cell(tuple(reader.blocks(child))),))
    while widths and not widths[-1]:
        widths.pop()
    return Table((*head, *rows), len(head), title, tuple(widths))


def _row(row: etree._Element, reader: BlockReader, names: dict[str, int]) -> tuple[Cell, ...]:
    return tuple(
        Cell(tuple(reader.blocks(entry)), _columns(entry, names), 1 + _count(entry.get("morerows")))
        for entry in row
        if reader.names[entry.tag] not in reader.left_out
    )


def _columns(entry: etree._Element, names: dict[str, int]) -> int:
    first, last = entry.get("namest"), entry.get("nameend")
    if first in names and last in names:
        return max(1, min(names[last] - names[first] + 1, MAX_SPAN))
    return 1


def _count(text: str | None) -> int:
    return min(int(text), MAX_SPAN) if text and text.isascii() and text.isdigit() else 0
