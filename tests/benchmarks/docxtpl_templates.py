"""Finished Word files as docxtpl templates: what a program would have that fills in templates.

A template is made of the finished file itself, so that it has the same styles, page and foot. Paragraphs in a row
that look the same become one `{%p for %}` loop, the rows of a table behind its header one `{%tr for %}` loop; the
texts go in as values. What comes out has as many paragraphs, tables, rows, cells and pages, and the same words.
"""

from __future__ import annotations

import importlib
import importlib.util
import io
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

_NEXT = "\a"
"""What docxtpl turns into a new paragraph within a text."""
_TEXT = (qn("w:t"), qn("w:delText"))


@dataclass(frozen=True)
class Template:
    """A docxtpl template and the values that go in: per loop its paragraphs, or its rows of cells."""

    word: bytes
    loops: tuple[list[Any], ...]


def has_docxtpl() -> bool:
    return importlib.util.find_spec("docxtpl") is not None


def rendered(template: Template) -> bytes:
    """The document, as docxtpl makes it: opened, rendered, saved."""
    word = importlib.import_module("docxtpl").DocxTemplate(io.BytesIO(template.word))
    word.render({"loops": template.loops}, autoescape=True)
    return _saved(word)


def template_of(data: bytes) -> Template:
    """The finished Word file `data` as a template that renders to the same."""
    word = docx.Document(io.BytesIO(data))
    loops: list[list[Any]] = []
    for _, found in groupby(list(word.iter_inner_content()), key=_looks):
        blocks = list(found)
        tables = [block for block in blocks if isinstance(block, WordTable)]
        if paragraphs := [block for block in blocks if isinstance(block, WordParagraph)]:
            loops.append(_loop_over_paragraphs(paragraphs, len(loops)))
        for table in tables:
            loops.append(_loop_over_rows(table, len(loops)))
    return Template(_saved(word), tuple(loops))


def size(data: bytes) -> tuple[int, int]:
    """How many paragraphs with text (in cells too) and how many tables a Word file has."""
    body: Any = docx.Document(io.BytesIO(data)).element.body
    return sum(1 for node in body.iter(qn("w:p")) if _text(node)), sum(1 for _ in body.iter(qn("w:tbl")))


def _looks(block: WordParagraph | WordTable) -> tuple[str, ...] | None:
    """The properties of a paragraph, apart from tracked changes; None for a table."""
    if isinstance(block, WordTable):
        return None
    properties: Any = block._p.get_or_add_pPr()
    return tuple(node.xml for node in properties if node.tag != qn("w:rPr"))


def _loop_over_paragraphs(paragraphs: list[WordParagraph], at: int) -> list[str]:
    """The first of them becomes the loop, the others go."""
    found = [_text(paragraph._p) for paragraph in paragraphs]
    first, *others = paragraphs
    end: Any = deepcopy(first._p)
    first.insert_paragraph_before(f"{{%p for line in loops[{at}] %}}")
    first.text = "{{ line }}"
    first._p.addnext(end)
    WordParagraph(end, first._parent).text = "{%p endfor %}"
    for paragraph in others:
        holder: Any = paragraph._p.getparent()
        holder.remove(paragraph._p)
    return found


def _loop_over_rows(table: WordTable, at: int) -> list[list[str]]:
    """A header row stays, the first row behind it becomes the loop, the others go."""
    rows = list(table.rows)
    body = rows[1:] or rows
    found = [[_NEXT.join(_text(p._p) for p in cell.paragraphs) for cell in row.cells] for row in body]
    first, *others = body
    for add, tag in ((first._tr.addprevious, f"for row in loops[{at}]"), (first._tr.addnext, "endfor")):
        row: Any = deepcopy(first._tr)
        add(row)
        _fill(row, table, [f"{{%tr {tag} %}}", *[""] * (len(row.tc_lst) - 1)])
    _fill(first._tr, table, [f"{{{{ row[{number}] }}}}" for number in range(len(first.cells))])
    for one in others:
        table._tbl.remove(one._tr)
    return found


def _fill(row: Any, table: WordTable, texts: list[str]) -> None:
    """One paragraph with a text in each cell of the row."""
    for cell, text in zip(row.tc_lst, texts, strict=True):
        first, *others = cell.p_lst
        for paragraph in others:
            cell.remove(paragraph)
        WordParagraph(first, table).text = text


def _text(paragraph: Any) -> str:
    return "".join(node.text or "" for node in paragraph.iter(*_TEXT))


def _saved(word: WordDocument) -> bytes:
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()
