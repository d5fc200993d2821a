"""CVDR text in Word: paragraphs, lists, tables, articles and links, in the house style.

docx.py builds a document out of it; what a person still has to fill in is highlighted wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from apv.bylaws.regulation import Article, Block, ItemList, Lid, Paragraph, Run, Table
from apv.drafting.document import FILL_IN
from apv.reports.docx_numbering import STEP, Numbering, number_format, put_in_series
from apv.reports.docx_style import HouseStyle, TableLook

LINK_COLOR = RGBColor(0x1F, 0x3A, 0x8A)


class Holder(Protocol):
    """What paragraphs can be added to: a document body or a table cell."""

    def add_paragraph(self) -> WordParagraph: ...


class TextWriter:
    """Writes CVDR text into one Word document."""

    def __init__(self, word: WordDocument, style: HouseStyle) -> None:
        self.word, self.style = word, style
        self._numbering = Numbering(word)
        # looking a style up by name walks over all of them, for every paragraph
        self._style_ids = {key: word.styles[look.name].style_id for key, look in style.looks.items()}

    def paragraph(self, runs: Iterable[Run], look: str, holder: Holder | None = None) -> WordParagraph:
        """A paragraph of `runs` in a look of the house style; one that ends in a colon stays with what follows."""
        made = (holder or self.word).add_paragraph()
        made._p.style = self._style_ids[look]
        text = ""
        for run in runs:
            self._run(made, run)
            text += run.text
        if text.rstrip().endswith(":"):
            made.paragraph_format.keep_with_next = True
        return made

    def heading(self, text: str, look: str) -> WordParagraph:
        return self.paragraph((Run(text),), look)

    def block(self, block: Block, look: str, table: str, *, depth: int = 0, holder: Holder | None = None) -> None:
        """Any block; `depth` is how many lists it stands in."""
        if isinstance(block, Paragraph):
            made = self.paragraph(block.runs, look, holder)
            if depth:
                made.paragraph_format.left_indent = Cm(self._left(look, depth))
        elif isinstance(block, ItemList):
            items = [(item.number, item.blocks) for item in block.items]
            self._items(items, look, table, depth, holder)
        else:
            self._table(block, self.style.tables[table])

    def article(self, article: Article, look: str, table: str) -> None:
        """An article with its heading, leden and items."""
        title = f"{article.label} {article.number} {article.heading}".strip()
        self.paragraph((Run(title),), "article-heading")
        for block in article.blocks:
            self.block(block, look, table)
        if all(lid.number for lid in article.lids):
            self._items([(lid.number, lid.blocks) for lid in article.lids], look, table, 0, None)
        else:
            for lid in article.lids:
                self._unnumbered(lid, look, table)

    def _unnumbered(self, lid: Lid, look: str, table: str) -> None:
        if lid.number:
            self._items([(lid.number, lid.blocks)], look, table, 0, None)
            return
        for block in lid.blocks:
            self.block(block, look, table)

    def _items(
        self, items: Sequence[tuple[str, tuple[Block, ...]]], look: str, table: str, depth: int,
        holder: Holder | None,
    ) -> None:  # fmt: skip
        """Numbered items as a real list; the first paragraph of each carries the number."""
        form = number_format([number for number, _ in items])
        left = self._left(look, depth + 1)
        series = self._numbering.series(form, left) if form else None
        for number, blocks in items:
            opens_with_text = bool(blocks) and isinstance(blocks[0], Paragraph)
            runs = blocks[0].runs if blocks and isinstance(blocks[0], Paragraph) else ()
            if series is None:
                made = self.paragraph((Run(f"{number}\t"), *runs), look, holder)
            else:
                made = self.paragraph(runs, look, holder)
                put_in_series(made, series)
            made.paragraph_format.left_indent = Cm(left)
            made.paragraph_format.first_line_indent = Cm(-STEP)
            for block in blocks[1:] if opens_with_text else blocks:
                self.block(block, look, table, depth=depth + 1, holder=holder)

    def _left(self, look: str, depth: int) -> float:
        return self.style.looks[look].left + depth * STEP

    def _run(self, paragraph: WordParagraph, run: Run) -> None:
        if run.ref and re.match(r"https?://", run.ref):
            self._link(paragraph, run)
            return
        position = 0
        for match in FILL_IN.finditer(run.text):
            self._plain(paragraph, run, run.text[position : match.start()])
            marked = self._plain(paragraph, run, match[0])
            marked.font.highlight_color = WD_COLOR_INDEX[self.style.highlight.upper()]
            position = match.end()
        if position < len(run.text):
            self._plain(paragraph, run, run.text[position:])

    def _plain(self, paragraph: WordParagraph, run: Run, text: str) -> Any:
        made = paragraph.add_run(text)
        made.bold, made.italic, made.underline = run.bold or None, run.italic or None, run.underline or None
        return made

    def _link(self, paragraph: WordParagraph, run: Run) -> None:
        link = OxmlElement("w:hyperlink")
        address = self.word.part.relate_to(run.ref, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), address)
        made = self._plain(paragraph, run, run.text)
        made.underline = True
        made.font.color.rgb = LINK_COLOR
        link.append(made._r)
        holder: Any = paragraph._p
        holder.append(link)

    def _table(self, table: Table, look: TableLook) -> None:
        columns = max((len(row) for row in table.rows), default=0)
        if not columns:
            return
        made = self.word.add_table(rows=len(table.rows), cols=columns)
        made.alignment = WD_TABLE_ALIGNMENT.LEFT
        made.autofit = False
        _borders(made, look)
        for at, width in enumerate(self._widths(look, columns)):
            made.columns[at].width = width
        for number, row in enumerate(table.rows):
            word_row = made.rows[number]
            _keep_whole(word_row._tr, header=number < table.header)
            for at, cell in enumerate(row):
                fill = look.header_fill if number < table.header else look.fill
                self._cell(word_row.cells[at], cell.blocks, look, fill, number < table.header)
        self.paragraph((), "cell")  # Word needs a paragraph between a table and what follows

    def _cell(self, cell: Any, blocks: Sequence[Block], look: TableLook, fill: str, header: bool) -> None:
        if fill:
            shade = OxmlElement("w:shd")
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
                shade.set(qn(f"w:{name}"), value)
            cell._tc.get_or_add_tcPr().append(shade)
        for block in blocks:
            self.block(block, "cell-header" if header else "cell", "plain", holder=cell)
        if len(cell.paragraphs) > 1:
            cell._tc.remove(cell.paragraphs[0]._p)  # the empty one that a new cell comes with
        for paragraph in cell.paragraphs if header else ():
            for run in paragraph.runs:
                run.font.color.rgb = RGBColor.from_string(look.header_color)

    def _widths(self, look: TableLook, columns: int) -> list[Cm]:
        parts = look.widths if len(look.widths) == columns else (1,) * columns
        return [Cm(self.style.text_width * part / sum(parts)) for part in parts]


def _keep_whole(row: Any, *, header: bool) -> None:
    """A row is not split over pages; a header row comes back on every page."""
    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def _borders(table: WordTable, look: TableLook) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", look.border)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 50), ("left", 110), ("bottom", 30), ("right", 110)):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(width))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    properties: Any = table._tbl.tblPr
    look_flags = properties.find(qn("w:tblLook"))
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    (look_flags if look_flags is not None else layout).addprevious(margins)
