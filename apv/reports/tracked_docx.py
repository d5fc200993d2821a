"""A by-law in Word with its amendment as tracked changes: accepted it is the new text, rejected the old one.

Numbers of leden and items stand as text, because an automatic number cannot show what it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Literal

from docx.shared import Cm

from apv.bylaws.regulation import Paragraph, Regulation, Run
from apv.drafting.amending.comparison import Group, Line, Text, compare
from apv.drafting.amending.was_wordt import CONTENTS
from apv.drafting.amending.word_changes import Kind, Piece
from apv.drafting.document import Document, Section
from apv.dutch import long_date
from apv.reports.docx import render_document
from apv.reports.docx_numbering import STEP
from apv.reports.docx_style import HouseStyle
from apv.reports.docx_text import TextWriter, Written
from apv.reports.docx_xml import ParagraphLook
from apv.reports.revisions import Revisions

LEFT_OUT = Line(Text("text", "[…]"), (Piece("[…]", "same"),))
"""Stands for articles that are not shown."""
HOW = (
    "De wijzigingen staan in dit document als bijgehouden wijzigingen. Alles accepteren geeft de nieuwe tekst, "
    "alles weigeren de oude. De vastgestelde verordening en het besluit gaan voor."
)
MOST_LEVELS = 99
END = "Einde van de tekst."
CHANGES = "changes"
"""Role of the section that gets the text."""


def render_tracked(
    old: Regulation, new: Regulation, *, on: date, author: str, scope: Literal["changed", "whole"] = "changed",
    style: HouseStyle | None = None,
) -> bytes:  # fmt: skip
    """`old` with what makes it `new` as tracked changes of `author`, dated `on`, as a Word document (DOCX).

    `scope`: the changed articles with the headings around them, or the whole by-law.
    """
    name = new.meta.citation_title or new.meta.title or new.title
    groups = compare(old, new)
    lines = [line for group in groups for line in group.lines] if scope == "whole" else list(_changed(groups))
    inserts = {CHANGES: lambda writer: _written(lines, writer, Revisions(author, on))}
    return render_document(_frame(name, on), on=on, author=author, style=style, inserts=inserts)


def _frame(name: str, on: date) -> Document:
    """What stands around the text. It ends with a paragraph that stays: Word cannot delete the last one."""
    head = (
        Section("title", content=(_paragraph(f"{name}: de wijzigingen"),)),
        Section("subtitle", content=(_paragraph(f"Stand van {long_date(on)}"),)),
        Section("explanation", content=(_paragraph(HOW),)),
    )
    foot = Section("explanation", content=(_paragraph(END),))
    sections = (*head, Section(CHANGES), foot)
    return Document(f"{name}: de wijzigingen", name, f"{name} · bijgehouden wijzigingen", sections)


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _changed(groups: Sequence[Group]) -> Iterator[Line]:
    """The changed articles in full, with the headings above and the articles beside them as headings only."""
    changed = {at for at, group in enumerate(groups) if group.change != "same"}
    beside = {near for at in changed for near in _beside(groups, at)}
    skipped = False
    for at, group in enumerate(groups):
        if at in changed:
            yield from (LEFT_OUT,) if skipped else ()
            yield from _around_changes(group.lines) if group.key == CONTENTS else group.lines
            skipped = False
        elif at in beside:
            yield from (LEFT_OUT,) if skipped else ()
            yield group.lines[0]
            skipped = len(group.lines) > 1
        else:
            skipped = True
    if skipped:
        yield LEFT_OUT


def _around_changes(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that changed, with the line before and after each."""
    changed = [at for at, line in enumerate(lines) if line.change != "same"]
    shown = {0, *(near for at in changed for near in (at - 1, at, at + 1))}
    for at, line in enumerate(lines):
        if at in shown:
            yield line
        elif at - 1 in shown:
            yield LEFT_OUT


def _beside(groups: Sequence[Group], at: int) -> Iterator[int]:
    """The articles before and after a changed one, and the headings of the chapter and section it stands in."""
    for step in (-1, 1):
        near = at + step
        if 0 <= near < len(groups) and groups[near].key.startswith(("article", "division")):
            yield near
    level = MOST_LEVELS
    for above in range(at, -1, -1):
        first = groups[above].lines[0].look
        if first.role == "division" and first.depth < level:
            level = first.depth
            yield above


def _written(lines: Sequence[Line], writer: TextWriter, revisions: Revisions) -> Iterator[Written]:
    cell = ParagraphLook(writer.styles["cell"])
    for role, found in groupby(lines, key=lambda line: line.look.role):
        if role == "row":
            rows = [row for line in found for row in _rows(line)]
            yield revisions.table(rows, cell, writer.width, writer.style.tables["plain"].border)
            kinds = {kind for kind, _ in rows}
            # Word needs a paragraph behind a table; it comes and goes with it
            yield revisions.paragraph((), cell, empty=kinds.pop() if len(kinds) == 1 else "same")
        else:
            for line in found:
                yield revisions.paragraph(line.pieces, _look(line.look, writer.styles))


def _rows(line: Line) -> Iterator[tuple[Kind, list[str]]]:
    """A row that changed is an old row that went and a new row that came."""
    kind = line.change
    if kind != "changed":
        yield kind, "".join(piece.text for piece in line.pieces).split("\t")
        return
    yield "gone", "".join(piece.text for piece in line.side("new")).split("\t")
    yield "new", "".join(piece.text for piece in line.side("gone")).split("\t")


def _look(text: Text, styles: Mapping[str, str]) -> ParagraphLook:
    if text.role == "division":
        return ParagraphLook(styles[f"heading-{min(text.depth + 1, 2)}"], keep_with_next=True)
    if text.role == "article":
        return ParagraphLook(styles["heading-3"], keep_with_next=True)
    return ParagraphLook(
        styles["body"], left=Cm(STEP * text.depth).twips, hanging=Cm(STEP).twips if text.number else 0
    )
