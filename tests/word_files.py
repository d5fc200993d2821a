"""Word files for tests, made with python-docx, with tracked changes and lists where asked."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from tests.word_parts import add_notes, mark_note

TRACKED = 'w:id="1" w:author="A. de Vries" w:date="2026-11-01T10:00:00Z"'


def word_file(*lines: str) -> bytes:
    """A Word file as many people type one: a paragraph per line, `#` before a heading, `**` around bold, `^`
    before a footnote on the line above."""
    document = docx.Document()
    notes = [line.lstrip("^ ") for line in lines if line.startswith("^")]
    if notes:
        add_notes(document, *notes)
    count = 0
    for line in lines:
        if line.startswith("^"):
            count += 1
            mark_note(document.paragraphs[-1], count)
            continue
        level = len(line) - len(line.lstrip("#"))
        text = line.lstrip("# ")
        if level:
            document.add_heading(text, level)
        elif text.startswith("**"):
            document.add_paragraph().add_run(text.strip("*")).bold = True
        else:
            document.add_paragraph(text)
    return saved(document)


def saved(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def insert(paragraph: Paragraph, text: str, *, tag: str = "ins") -> None:
    """Add a tracked insertion (or `moveTo`) at the end of a paragraph."""
    holder: Any = paragraph._p
    holder.append(
        parse_xml(f'<w:{tag} {nsdecls("w")} {TRACKED}><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:{tag}>')
    )


def delete(paragraph: Paragraph, text: str, *, tag: str = "del") -> None:
    """Add a tracked deletion (or `moveFrom`) at the end of a paragraph."""
    name = "w:delText" if tag == "del" else "w:t"
    holder: Any = paragraph._p
    holder.append(
        parse_xml(
            f'<w:{tag} {nsdecls("w")} {TRACKED}><w:r><{name} xml:space="preserve">{text}</{name}></w:r></w:{tag}>'
        )
    )


def mark_end(paragraph: Paragraph, tag: str) -> None:
    """Mark the end of a paragraph as inserted (`ins`) or deleted (`del`)."""
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f"<w:rPr {nsdecls('w')}><w:{tag} {TRACKED}/></w:rPr>"))


def add_list(document: WordDocument, levels: Sequence[tuple[str, str]], *, start: int = 1) -> int:
    """A multilevel list: each level its kind ("lowerLetter") and text ("%2."); returns the id of the list."""
    numbering: Any = document.part.numbering_part.element
    name = str(100 + len(numbering))
    rows = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{(at + 1) * 400}"/></w:pPr></w:lvl>'
        for at, (kind, text) in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">{rows}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{name}"><w:abstractNumId w:val="{name}"/></w:num>')
    )
    return int(name)


def put_in_list(paragraph: Paragraph, series: int, level: int = 0) -> Paragraph:
    properties: Any = paragraph._p.get_or_add_pPr()
    numbers = properties.get_or_add_numPr()
    numbers.get_or_add_ilvl().val = level
    numbers.get_or_add_numId().val = series
    return paragraph


def delete_row(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement("w:del")
    mark.set(qn("w:id"), "9")
    mark.set(qn("w:author"), "A. de Vries")
    properties.append(mark)
