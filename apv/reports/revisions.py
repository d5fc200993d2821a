"""Tracked changes in Word: paragraphs and table rows of which parts were inserted or deleted by a named author.

Word reads `w:ins` and `w:del` around runs; a paragraph that came or went as a whole also marks its own end, and a
table row marks itself. No library writes these.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from xml.sax.saxutils import quoteattr

from apv.drafting.amending.word_changes import Kind, Piece
from apv.reports import docx_xml as xml
from apv.reports.docx_xml import ParagraphLook, WordParagraph
from apv.reports.tabular import visible

_ELEMENTS: dict[Kind, str] = {"gone": "w:del", "new": "w:ins"}


class Revisions:
    """Writes changed paragraphs and tables; every change has its own number in the document. `on` is written as
    the day of every change, so that the same document gives the same bytes."""

    def __init__(self, author: str, on: date) -> None:
        self._who = f'w:author={quoteattr(visible(author))} w:date="{on.isoformat()}T00:00:00Z"'
        self._last = 0

    def paragraph(self, pieces: Sequence[Piece], look: ParagraphLook, *, empty: Kind = "same") -> WordParagraph:
        """A paragraph of these pieces; one whose pieces all came (or went) is a paragraph that came (or went).
        `empty` says so for one without pieces."""
        kinds = {piece.kind for piece in pieces} or {empty}
        whole = next(iter(kinds)) if len(kinds) == 1 else "same"
        marked = replace(look, end=self._change(whole))
        return WordParagraph("".join(map(self._piece, pieces)), marked)

    def table(
        self, rows: Iterable[tuple[Kind, Sequence[str]]], look: ParagraphLook, width: int, border: str
    ) -> str:
        """A table of rows of plain text, each of which stayed, came or went as a whole; `width` in twentieths of a
        point, `border` as RRGGBB."""
        rows = list(rows)
        columns = max(len(cells) for _, cells in rows)
        widths = [width // columns] * columns
        written = (self._row(kind, [*cells, *[""] * (columns - len(cells))], look, widths) for kind, cells in rows)
        return xml.table(written, widths, border, upright=True)

    def _row(self, kind: Kind, cells: Sequence[str], look: ParagraphLook, widths: Sequence[int]) -> str:
        change = self._change(kind)
        paragraphs = (self.paragraph([Piece(text, kind)] if text else [], look, empty=kind) for text in cells)
        return xml.row(map(xml.cell, map(str, paragraphs), widths), change=change)

    def _piece(self, piece: Piece) -> str:
        return self._change(piece.kind, xml.run(piece.text, deleted=piece.kind == "gone"))

    def _change(self, kind: Kind, runs: str = "") -> str:
        """`runs` as what came or went; without runs the mark of a paragraph or row that did. What stayed has
        none."""
        if kind == "same":
            return runs
        self._last += 1
        tag = _ELEMENTS[kind]
        return f'<{tag} w:id="{self._last}" {self._who}>{runs}</{tag}>'
