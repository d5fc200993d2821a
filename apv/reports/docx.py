"""Word documents from drafting values: sections by role, in the house style, accessible and with fixed bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time

from apv.bylaws.regulation import Article, Run
from apv.drafting.compose import Draft
from apv.drafting.document import Document, Section
from apv.reports import docx_xml as xml
from apv.reports.docx_blank import blank
from apv.reports.docx_style import LANGUAGE, HouseStyle, load_house_style
from apv.reports.docx_text import TextWriter, Written
from apv.reports.docx_xml import WordParagraph

PROPERTY_LIMIT = 255
"""Characters that Word takes in a property of a document."""

Insert = Callable[[TextWriter], Iterable[Written]]
"""What a report writes itself, at the end of a section."""


def render_draft(draft: Draft, style: HouseStyle | None = None) -> bytes:
    """The draft as a Word document (DOCX). The same draft gives the same bytes."""
    return render_document(draft.document, on=draft.on, author=f"Gemeente {draft.municipality}", style=style)


def render_document(
    document: Document, *, on: date, author: str, style: HouseStyle | None = None,
    inserts: Mapping[str, Insert] | None = None,
) -> bytes:  # fmt: skip
    """Any document as Word (DOCX), in the house style (default: ours). `on` is written in it instead of the clock,
    so that the same document gives the same bytes. `inserts` writes what comes at the end of the first section
    of a role (or of the document, when there is none)."""
    style = style or load_house_style()
    empty = blank(style)
    body = _Body(TextWriter(style, empty), inserts or {})
    for section in document.sections:
        body.section(section)
    body.rest()
    writer = body.writer
    return empty.filled(
        _properties(document, on, author), text="".join(map(str, body.written)), kinds=writer.numbering.kinds,
        lists=writer.numbering.lists, links=writer.links, foot=xml.run(document.footer),
    )  # fmt: skip


class _Body:
    """The blocks of one document as they come."""

    def __init__(self, writer: TextWriter, inserts: Mapping[str, Insert]) -> None:
        self.writer, self._inserts = writer, dict(inserts)
        self.written: list[Written] = []

    def section(self, section: Section) -> None:
        before = len(self.written)
        role = self.writer.style.role(section.role)
        where = self.writer.setting(role.text, role.table)
        if section.heading:
            look = role.heading or f"heading-{min(section.level, 3)}"
            self._add([self.writer.paragraph((Run(section.heading),), look)])
        for part in section.content:
            if isinstance(part, Section):
                self.section(part)
            elif isinstance(part, Article):
                self._add(self.writer.article(part, where))
            else:
                self._add(self.writer.block(part, where))
        if insert := self._inserts.pop(section.role, None):
            self._add(insert(self.writer))
        if section.page_break:
            self._on_a_new_page(before)

    def rest(self) -> None:
        """What found no section of its role."""
        for insert in self._inserts.values():
            self._add(insert(self.writer))

    def _add(self, parts: Iterable[Written]) -> None:
        """A table stays with the paragraph before it."""
        for part in parts:
            if isinstance(part, str) and self.written and isinstance(last := self.written[-1], WordParagraph):
                self.written[-1] = last.looking(keep_with_next=True)
            self.written.append(part)

    def _on_a_new_page(self, start: int) -> None:
        for at, part in enumerate(self.written[start:], start):
            if isinstance(part, WordParagraph):
                self.written[at] = part.looking(page_break=True)
                return


def _properties(document: Document, on: date, author: str) -> Mapping[str, object]:
    moment, author = datetime.combine(on, time()), author[:PROPERTY_LIMIT]
    return {
        "title": document.title[:PROPERTY_LIMIT], "subject": document.subject[:PROPERTY_LIMIT], "author": author,
        "last_modified_by": author, "language": LANGUAGE, "comments": "", "keywords": "", "created": moment,
        "modified": moment, "revision": 1,
    }  # fmt: skip
