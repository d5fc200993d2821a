"""The was-wordt table for people: as a block for any document, and as a web page of its own.

As a block it is for tables of a few pages; was_wordt_docx.py writes long ones, with words struck through.

What went and what came is marked in the text itself (underlined and italic, underlined and bold; on the page `del`
and `ins`), never by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from apv.bylaws.regulation import Cell, Paragraph, Run, Table
from apv.drafting.amending.comparison import Line
from apv.drafting.amending.was_wordt import Row, WasWordt
from apv.drafting.amending.word_changes import Kind, Piece
from apv.reports.html import page

LEGEND = (
    "In de kolom ‘Was’ is cursief en onderstreept wat verdwijnt; in de kolom ‘Wordt’ is vet en onderstreept wat "
    "nieuw is. Een streepje betekent dat er geen tekst is."
)
NOTHING = "–"


def was_wordt_table(table: WasWordt) -> Table:
    """The table as a block for a document: a header row, then per changed article or lid what was and what
    becomes, with the reason in a third column where there are reasons."""
    titles = ("Was", "Wordt", *(("Waarom",) if table.reasoned else ()))
    header = tuple(Cell((Paragraph((Run(title),)),)) for title in titles)
    return Table((header, *(_cells(row, table.reasoned) for row in table.rows)), header=1)


def render_was_wordt_html(table: WasWordt, lead: str = "") -> str:
    """The table as a web page that needs nothing else; `lead` is a line under its title."""
    return page(f"Was-wordt: {table.title}", "was-wordt.html", table=table, lead=lead, nothing=NOTHING)


def _cells(row: Row, reasoned: bool) -> tuple[Cell, ...]:
    headed = any(line.look.role != "text" for line in row.lines)
    place = () if headed else (Paragraph((Run(row.place, bold=True),)),)
    sides = [Cell(_side(place, row.was, "new")), Cell(_side(place, row.becomes, "gone"))]
    if reasoned:
        sides.append(Cell((Paragraph((Run(row.reason or NOTHING),)),)))
    return tuple(sides)


def _side(place: tuple[Paragraph, ...], lines: Sequence[Line], left_out: Kind) -> tuple[Paragraph, ...]:
    if not lines:
        return (*place, Paragraph((Run(NOTHING),)))
    return (*place, *(_paragraph(line, left_out) for line in lines))


def _paragraph(line: Line, left_out: Kind) -> Paragraph:
    heading = line.look.role in ("article", "division")
    runs = map(_run, line.side(left_out))
    return Paragraph(tuple(replace(run, bold=run.bold or heading) for run in runs))


def _run(piece: Piece) -> Run:
    text = piece.text.replace("\t", " ")
    if piece.kind == "same":
        return Run(text)
    return Run(text, bold=piece.kind == "new", italic=piece.kind == "gone", underline=True)
