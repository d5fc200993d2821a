"""Word documents from drafting values: sections by role, in the house style, accessible and with fixed bytes."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from functools import cache
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph

from apv.bylaws.regulation import Article, Table
from apv.drafting.compose import Draft
from apv.drafting.document import Document, Section
from apv.reports.docx_style import LANGUAGE, HouseStyle, apply, load_house_style
from apv.reports.docx_text import TextWriter
from apv.reports.stable import zip_bytes

LEFTOVERS = ("stylesWithEffects", "customXml", "thumbnail", "extended-properties")
"""Relationships of python-docx's own template that say nothing about our documents."""


PROPERTY_LIMIT = 255
"""Characters that Word takes in a property of a document."""


def render_draft(draft: Draft, style: HouseStyle | None = None) -> bytes:
    """The draft as a Word document (DOCX). The same draft gives the same bytes."""
    return render_document(draft.document, on=draft.on, author=f"Gemeente {draft.municipality}", style=style)


def render_document(document: Document, *, on: date, author: str, style: HouseStyle | None = None) -> bytes:
    """Any document as Word (DOCX), in the house style (default: ours). `on` is written in it instead of the clock,
    so that the same document gives the same bytes."""
    style = style or load_house_style()
    word = docx.Document(io.BytesIO(_prepared(style)))
    _describe(word, document, on, author)
    writer = TextWriter(word, style)
    for section in document.sections:
        _write(writer, section)
    if not _has_footer(word):
        _footer(word, document, style)
    buffer = io.BytesIO()
    word.save(buffer)
    return zip_bytes(buffer.getvalue())


@cache
def _prepared(style: HouseStyle) -> bytes:
    """An empty document in the house style; every document starts from it."""
    word = docx.Document(io.BytesIO(style.base)) if style.base is not None else docx.Document()
    _clean(word)
    apply(style, word)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _has_footer(word: WordDocument) -> bool:
    """Whether the house style brings a foot of its own with something in it."""
    foot = word.sections[-1].footer
    if foot.is_linked_to_previous:
        return False
    element: Any = foot._element
    return any(
        next(element.iter(qn(tag)), None) is not None for tag in ("w:t", "w:drawing", "w:pict", "w:instrText")
    )


def _write(writer: TextWriter, section: Section) -> None:
    body: Any = writer.word.element.body
    before = len(body)
    role = writer.style.role(section.role)
    if section.heading:
        writer.heading(section.heading, role.heading or f"heading-{min(section.level, 3)}")
    for part in section.content:
        if isinstance(part, Section):
            _write(writer, part)
        elif isinstance(part, Article):
            writer.article(part, role.text, role.table)
        else:
            if isinstance(part, Table) and writer.word.paragraphs:
                writer.word.paragraphs[-1].paragraph_format.keep_with_next = True
            writer.block(part, role.text, role.table)
    if section.page_break and len(body) > before:
        first = next(node for node in body[before - 1 :] if node.tag == qn("w:p"))
        WordParagraph(first, writer.word).paragraph_format.page_break_before = True


def _describe(word: WordDocument, document: Document, on: date, author: str) -> None:
    moment = datetime.combine(on, time())
    about = word.core_properties
    about.title, about.subject = document.title[:PROPERTY_LIMIT], document.subject[:PROPERTY_LIMIT]
    about.author = about.last_modified_by = author[:PROPERTY_LIMIT]
    about.language, about.comments, about.keywords = LANGUAGE, "", ""
    about.created = about.modified = moment
    about.revision = 1


def _footer(word: WordDocument, document: Document, style: HouseStyle) -> None:
    line = word.sections[-1].footer.paragraphs[0]
    line.style = word.styles[style.style("footer")]
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(style.text_width), WD_TAB_ALIGNMENT.RIGHT)
    words = style.page["footer"]
    line.add_run(f"{document.footer}\t{words['page']} ")
    _field(line, "PAGE")
    line.add_run(f" {words['of']} ")
    _field(line, "NUMPAGES")


def _field(paragraph: WordParagraph, instruction: str) -> None:
    """A field that Word fills in itself; "1" stands there until it has."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(paragraph.add_run("1")._r)
    holder: Any = paragraph._p
    holder.append(field)


def _clean(word: WordDocument) -> None:
    """Take out what python-docx's template brings along that is not ours, and ask for the current Word."""
    settings: Any = word.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for tag, value in (("w:themeFontLang", LANGUAGE), ("w:decimalSymbol", ","), ("w:listSeparator", ";")):
        for node in settings.iter(qn(tag)):
            node.set(qn("w:val"), value)
    for owner in (word.part, word.part.package):
        rels: Any = owner.rels
        for key in [key for key, rel in rels.items() if rel.reltype.rpartition("/")[2] in LEFTOVERS]:
            del rels[key]
    assert any(rel.reltype == RELATIONSHIP_TYPE.STYLES for rel in word.part.rels.values())
