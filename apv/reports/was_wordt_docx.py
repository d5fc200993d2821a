"""The was-wordt table in Word: a header row that comes back on every page, what went struck through, what came
underlined and bold.

The table is written as text and parsed once: a by-law can have hundreds of rows, and building them element by
element takes seconds.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import pairwise

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from apv.drafting.amending.comparison import Line
from apv.drafting.amending.was_wordt import Row, WasWordt
from apv.drafting.amending.word_changes import Kind, Piece
from apv.drafting.document import FILL_IN, Document
from apv.reports.docx import render_document
from apv.reports.docx_style import HouseStyle, load_house_style
from apv.reports.stable import zip_bytes
from apv.reports.tabular import visible

LEGEND = (
    "In de kolom ‘Was’ is doorgehaald wat verdwijnt. In de kolom ‘Wordt’ is onderstreept en vet wat nieuw is. "
    "Een streepje betekent dat er geen tekst is."
)
NOTHING = "–"
WIDTHS = {2: (1, 1), 3: (5, 5, 3)}
"""The columns in parts of the width of the text."""
LOOK = "was-wordt"
"""The table look of the house style; "plain" where it has none of this name."""
_MARKS: dict[Kind, str] = {
    "same": "",
    "gone": '<w:strike/><w:color w:val="7A1C10"/>',
    "new": '<w:b/><w:color w:val="14532D"/>',
}
_UNDER: dict[Kind, str] = {"same": "", "gone": "", "new": '<w:u w:val="single"/>'}


def render_was_wordt_docx(
    table: WasWordt, document: Document, *, on: date, author: str, style: HouseStyle | None = None
) -> bytes:
    """`document` (its title, its explanation) as Word with the table at its end. The same values give the same
    bytes."""
    style = style or load_house_style()
    word = docx.Document(io.BytesIO(render_document(document, on=on, author=author, style=style)))
    body = word.element.body
    ids = {key: word.styles[style.style(key)].style_id or "" for key in ("cell", "cell-header")}
    end = body.find(qn("w:sectPr"))
    end.addprevious(parse_xml(_Writer(style, ids).table(table)))
    end.addprevious(parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{ids["cell"]}"/></w:pPr></w:p>'))
    buffer = io.BytesIO()
    word.save(buffer)
    return zip_bytes(buffer.getvalue())


class _Writer:
    """The table as WordprocessingML in one house style; `ids` are the ids of its paragraph styles."""

    def __init__(self, style: HouseStyle, ids: dict[str, str]) -> None:
        self._look = style.tables.get(LOOK) or style.tables["plain"]
        self._highlight, self._ids = style.highlight, ids
        self._width = Cm(style.text_width).twips

    def table(self, table: WasWordt) -> str:
        titles = ("Was", "Wordt", *(("Waarom",) if table.reasoned else ()))
        parts = WIDTHS[len(titles)]
        widths = [self._width * part // sum(parts) for part in parts]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = [self._header(titles, widths), *(self._row(row, widths) for row in table.rows)]
        return f"<w:tbl {nsdecls('w')}>{self._properties()}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def _properties(self) -> str:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        line = f'w:val="single" w:sz="6" w:space="0" w:color="{self._look.border}"'
        borders = "".join(f"<w:{side} {line}/>" for side in sides)
        inner = (("top", 40), ("left", 100), ("bottom", 20), ("right", 100))
        margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in inner)
        return (
            f'<w:tblPr><w:tblW w:w="{self._width}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
            '<w:tblLook w:val="0020"/></w:tblPr>'
        )

    def _header(self, titles: Sequence[str], widths: Sequence[int]) -> str:
        color = f'<w:color w:val="{self._look.header_color}"/>'
        cells = (
            self._cell([self._paragraph(f"<w:r><w:rPr>{color}</w:rPr><w:t>{title}</w:t></w:r>", "cell-header")],
                       width, self._look.header_fill)
            for title, width in zip(titles, widths, strict=True)
        )  # fmt: skip
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def _row(self, row: Row, widths: Sequence[int]) -> str:
        headed = any(line.look.role != "text" for line in row.lines)
        place = () if headed else (self._paragraph(self._run(row.place, "<w:b/>")),)
        sides = [(*place, *self._side(row.was, "new")), (*place, *self._side(row.becomes, "gone"))]
        if len(widths) == 3:
            sides.append((self._paragraph(self._run(row.reason or NOTHING)),))
        return (
            f"<w:tr>{''.join(self._cell(side, width) for side, width in zip(sides, widths, strict=True))}</w:tr>"
        )

    def _side(self, lines: Sequence[Line], left_out: Kind) -> Iterator[str]:
        if not lines:
            yield self._paragraph(self._run(NOTHING))
        for line in lines:
            bold = "<w:b/>" if line.look.role in ("article", "division") else ""
            runs = "".join(self._piece(piece, bold) for piece in line.side(left_out))
            yield self._paragraph(runs, left=max(0, line.look.depth - 1))

    def _piece(self, piece: Piece, bold: str) -> str:
        front = bold if bold and "<w:b/>" not in _MARKS[piece.kind] else ""
        return self._run(piece.text.replace("\t", " "), front + _MARKS[piece.kind], _UNDER[piece.kind])

    def _run(self, text: str, front: str = "", back: str = "") -> str:
        """Text with what a person has to fill in highlighted."""
        edges = [0, *(edge for match in FILL_IN.finditer(text) for edge in match.span()), len(text)]
        runs = []
        for at, (start, end) in enumerate(pairwise(edges)):
            mark = f'<w:highlight w:val="{self._highlight}"/>' if at % 2 else ""
            look = f"<w:rPr>{front}{mark}{back}</w:rPr>" if front or mark or back else ""
            words = escape(visible(text[start:end]), quote=False)
            runs.append(f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>' if words else "")
        return "".join(runs)

    def _paragraph(self, runs: str, look: str = "cell", *, left: int = 0) -> str:
        indent = f'<w:ind w:left="{left * 240}"/>' if left else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{self._ids[look]}"/>{indent}</w:pPr>{runs}</w:p>'

    def _cell(self, paragraphs: Sequence[str], width: int, fill: str = "") -> str:
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        size = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        return f"<w:tc><w:tcPr>{size}{shade}</w:tcPr>{''.join(paragraphs)}</w:tc>"
