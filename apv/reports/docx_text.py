"""CVDR text in Word: paragraphs, lists, tables, articles and links, in the house style.

docx.py builds a document out of it; what a person still has to fill in is highlighted wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from xml.sax.saxutils import quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm

from apv.bylaws.regulation import Article, Block, Cell, ItemList, Lid, Paragraph, Run, Table
from apv.reports import docx_xml as xml
from apv.reports.docx_blank import Blank
from apv.reports.docx_numbering import STEP, Numbering, number_format
from apv.reports.docx_style import HouseStyle, TableLook
from apv.reports.docx_xml import ParagraphLook, RunLook, WordParagraph

LINK_COLOR = "1F3A8A"
Written = WordParagraph | str
"""A block as it is written: a paragraph, or a whole table as WordprocessingML."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a block stands: the looks of its text and its tables, how many lists it stands in, the width that a
    table can take (twentieths of a point), and the colour of the text when that is not of the style."""

    look: str
    table: str
    width: int
    depth: int = 0
    color: str = ""


class TextWriter:
    """Writes CVDR text for one Word document; keeps the lists and links that it needs."""

    def __init__(self, style: HouseStyle, blank: Blank) -> None:
        self.style, self.styles = style, blank.styles
        self.width = Cm(style.text_width).twips
        self.numbering = Numbering(blank.first_kind, blank.first_list)
        self._addresses: dict[str, str] = {}
        self._first_link = blank.first_link

    @property
    def links(self) -> str:
        """The relationships to the addresses that were linked to."""
        return "".join(
            f'<Relationship Id="{key}" Type="{RELATIONSHIP_TYPE.HYPERLINK}" Target={quoteattr(address)} '
            'TargetMode="External"/>'
            for address, key in self._addresses.items()
        )

    def paragraph(self, runs: Iterable[Run], look: str, color: str = "") -> WordParagraph:
        """A paragraph of `runs` in a look of the house style; one that ends in a colon stays with what follows."""
        runs = tuple(runs)
        ends_in_colon = "".join(run.text for run in runs).rstrip().endswith(":")
        return WordParagraph(
            "".join(self._run(run, color) for run in runs),
            ParagraphLook(self.styles[look], keep_with_next=ends_in_colon),
        )

    def setting(self, look: str, table: str) -> Setting:
        """Text in the body of the document."""
        return Setting(look, table, self.width)

    def block(self, block: Block, where: Setting) -> Iterator[Written]:
        """Any block."""
        if isinstance(block, Paragraph):
            made = self.paragraph(block.runs, where.look, where.color)
            yield made.looking(left=self._left(where.look, where.depth)) if where.depth else made
        elif isinstance(block, ItemList):
            yield from self._items([(item.number, item.blocks) for item in block.items], where)
        else:
            yield from self._table(block, self.style.tables[where.table], where.width)

    def article(self, article: Article, where: Setting) -> Iterator[Written]:
        """An article with its heading, leden and items."""
        title = f"{article.label} {article.number} {article.heading}".strip()
        yield self.paragraph((Run(title),), "article-heading")
        for block in article.blocks:
            yield from self.block(block, where)
        if all(lid.number for lid in article.lids):
            yield from self._items([(lid.number, lid.blocks) for lid in article.lids], where)
        else:
            for lid in article.lids:
                yield from self._mixed(lid, where)

    def _mixed(self, lid: Lid, where: Setting) -> Iterator[Written]:
        """A lid among others that have no number."""
        if lid.number:
            yield from self._items([(lid.number, lid.blocks)], where)
        else:
            for block in lid.blocks:
                yield from self.block(block, where)

    def _items(self, items: Sequence[tuple[str, tuple[Block, ...]]], where: Setting) -> Iterator[Written]:
        """Numbered items as a real list; the first paragraph of each carries the number."""
        form = number_format([number for number, _ in items])
        within = replace(where, depth=where.depth + 1)
        left = self._left(where.look, within.depth)
        series = self.numbering.start(form, left) if form else 0
        for number, blocks in items:
            opening = blocks[0].runs if blocks and isinstance(blocks[0], Paragraph) else None
            runs = opening or ()
            made = self.paragraph(runs if series else (Run(f"{number}\t"), *runs), where.look, where.color)
            yield made.looking(series=series, left=left, hanging=Cm(STEP).twips)
            for block in blocks if opening is None else blocks[1:]:
                yield from self.block(block, within)

    def _left(self, look: str, depth: int) -> int:
        return int(Cm(self.style.looks[look].left + depth * STEP).twips)

    def _run(self, run: Run, color: str) -> str:
        if run.ref and re.match(r"https?://", run.ref):
            look = RunLook(run.bold, run.italic, color=color or LINK_COLOR, underline=True)
            return f'<w:hyperlink r:id="{self._link(run.ref)}">{xml.run(run.text, look)}</w:hyperlink>'
        look = RunLook(run.bold, run.italic, color=color, underline=run.underline)
        return xml.text_runs(run.text, look, self.style.highlight)

    def _link(self, address: str) -> str:
        return self._addresses.setdefault(address, f"rId{self._first_link + len(self._addresses)}")

    def _table(self, table: Table, look: TableLook, width: int) -> Iterator[Written]:
        columns = max((len(row) for row in table.rows), default=0)
        if not columns:
            return
        widths = look.shared(width, columns)
        rows = (self._row(row, widths, look, at < table.header) for at, row in enumerate(table.rows))
        yield xml.table(rows, widths, look.border)
        yield self.paragraph((), "cell")

    def _row(self, row: Sequence[Cell], widths: Sequence[int], look: TableLook, header: bool) -> str:
        text, fill, color = "cell", look.fill, ""
        if header:
            text, fill, color = "cell-header", look.header_fill, look.header_color
        cells = (
            xml.cell(
                self._cell(cell.blocks if cell else (), Setting(text, "plain", width, color=color)), width, fill
            )
            for cell, width in zip_longest(row, widths)
        )
        return xml.row(cells, header=header)

    def _cell(self, blocks: Sequence[Block], where: Setting) -> str:
        written = [part for block in blocks for part in self.block(block, where)]
        return "".join(map(str, written or [self.paragraph((), where.look)]))
