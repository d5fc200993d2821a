"""The was-wordt table in Word: a header row that comes back on every page, what went struck through, what came
underlined and bold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from apv.drafting.amending.comparison import Line
from apv.drafting.amending.was_wordt import Row, WasWordt
from apv.drafting.amending.word_changes import Kind, Piece
from apv.drafting.document import Document
from apv.reports import docx_xml as xml
from apv.reports.docx import render_document
from apv.reports.docx_style import HouseStyle
from apv.reports.docx_text import TextWriter, Written
from apv.reports.docx_xml import PLAIN, ParagraphLook, RunLook, WordParagraph
from apv.reports.was_wordt import NOTHING

LEGEND = (
    "In de kolom ‘Was’ is doorgehaald wat verdwijnt. In de kolom ‘Wordt’ is onderstreept en vet wat nieuw is. "
    "Een streepje betekent dat er geen tekst is."
)
TABLE_ROLE = "was-wordt"
"""Role of the section that gets the table, in the table look of that role."""
_STEP = 240
"""Indent per level in a cell, in twentieths of a point."""
_LOOKS: dict[Kind, RunLook] = {
    "same": PLAIN,
    "gone": RunLook(strike=True, color="7A1C10"),
    "new": RunLook(bold=True, color="14532D", underline=True),
}
_HEADING_LOOKS: dict[Kind, RunLook] = {kind: replace(look, bold=True) for kind, look in _LOOKS.items()}


def render_was_wordt_docx(
    table: WasWordt, document: Document, *, on: date, author: str, style: HouseStyle | None = None
) -> bytes:
    """`document` (its title, its explanation) as Word, with the table at the end of its section "was-wordt", or
    else at its own end. The same values give the same bytes."""
    inserts = {TABLE_ROLE: lambda writer: _Table(writer).written(table)}
    return render_document(document, on=on, author=author, style=style, inserts=inserts)


class _Table:
    """The table in the style of `writer`."""

    def __init__(self, writer: TextWriter) -> None:
        self._writer = writer
        self._look = writer.style.tables[writer.style.role(TABLE_ROLE).table]

    def written(self, table: WasWordt) -> Iterator[Written]:
        """The table, and the paragraph that Word needs behind it; nothing for a table without rows."""
        if not table.rows:
            return
        titles = ("Was", "Wordt", *(("Waarom",) if table.reasoned else ()))
        widths = self._look.shared(self._writer.width, len(titles))
        rows = [self._header(titles, widths), *(self._row(row, widths) for row in table.rows)]
        yield xml.table(rows, widths, self._look.border, upright=True)
        yield self._writer.paragraph((), "cell")

    def _header(self, titles: Sequence[str], widths: Sequence[int]) -> str:
        look, style = RunLook(color=self._look.header_color), self._writer.styles["cell-header"]
        cells = (
            xml.cell(str(WordParagraph(xml.run(title, look), ParagraphLook(style))), width, self._look.header_fill)
            for title, width in zip(titles, widths, strict=True)
        )
        return xml.row(cells, header=True)

    def _row(self, row: Row, widths: Sequence[int]) -> str:
        headed = any(line.look.role != "text" for line in row.lines)
        place = () if headed else (self._paragraph(self._text(row.place, RunLook(bold=True))),)
        sides = [(*place, *self._side(row.was, "new")), (*place, *self._side(row.becomes, "gone"))]
        if len(widths) == 3:
            sides.append((self._paragraph(self._text(row.reason or NOTHING)),))
        cells = (xml.cell("".join(side), width) for side, width in zip(sides, widths, strict=True))
        return xml.row(cells, whole=False)

    def _side(self, lines: Sequence[Line], left_out: Kind) -> Iterator[str]:
        if not lines:
            yield self._paragraph(self._text(NOTHING))
        for line in lines:
            looks = _HEADING_LOOKS if line.look.role in ("article", "division") else _LOOKS
            runs = "".join(self._piece(piece, looks) for piece in line.side(left_out))
            yield self._paragraph(runs, left=max(0, line.look.depth - 1) * _STEP)

    def _piece(self, piece: Piece, looks: dict[Kind, RunLook]) -> str:
        return self._text(piece.text.replace("\t", " "), looks[piece.kind])

    def _text(self, text: str, look: RunLook = PLAIN) -> str:
        return xml.text_runs(text, look, self._writer.style.highlight)

    def _paragraph(self, runs: str, *, left: int = 0) -> str:
        return str(WordParagraph(runs, ParagraphLook(self._writer.styles["cell"], left=left)))
