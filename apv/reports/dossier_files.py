"""All files of a dossier as bytes, `herkomst.json` among them: the same dossier gives the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from apv import __version__
from apv.bylaws.markup.cvdr_write import write_cvdr
from apv.bylaws.regulation import Article, Block, Regulation, Table
from apv.drafting.document import LIST_OF_FILL_INS, Document, FillIn, Section, article_text, block_text
from apv.drafting.dossier import Dossier
from apv.drafting.dossier_changes import plain_text
from apv.drafting.dossier_record import RECORD, Mark, Record, record_json
from apv.drafting.dossier_texts import read_texts
from apv.dutch import long_date
from apv.law.catalogue import Catalogue
from apv.reports.docx import render_document
from apv.reports.docx_style import HouseStyle
from apv.reports.dossier_decision import decision_xml
from apv.reports.dossier_documents import COMPARISON, TRACKED, Papers, papers
from apv.reports.tracked_docx import render_tracked
from apv.reports.was_wordt import render_was_wordt_html
from apv.reports.was_wordt_docx import render_was_wordt_docx

AIDS = ("cover", LIST_OF_FILL_INS)
"""Roles of what helps to finish a document and is taken out of it afterwards."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file that went into the dossier: what it is for, its name and the SHA-256 of its bytes."""

    role: str
    name: str
    sha256: str


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def bylaw_input(bylaw: Regulation) -> Input:
    """The by-law as something that went in: its file, or what was read when that lies in the library."""
    path = Path(bylaw.source)
    if path.is_file():
        return Input("verordening", path.name, sha256(path.read_bytes()))
    return Input("verordening zoals gelezen", bylaw.source, sha256(write_cvdr(bylaw)))


def dossier_files(
    catalogue: Catalogue, dossier: Dossier, *, style: HouseStyle | None = None, inputs: Sequence[Input] = ()
) -> dict[str, bytes]:
    """File name -> contents, in the order in which people read them."""
    made = papers(catalogue, dossier)
    files = word_files(dossier, made, style)
    amended = dossier.changes.amended
    if amended is not None:
        files["verordening.xml"] = write_cvdr(amended)
        files["verordening.txt"] = plain_text(amended).encode()
    files["besluit.xml"] = decision_xml(dossier)
    files["was-wordt.html"] = render_was_wordt_html(dossier.changes.table, _about(dossier)).encode()
    files[RECORD] = _record(dossier, made, files, inputs)
    return files


def word_files(dossier: Dossier, made: Papers, style: HouseStyle | None = None) -> dict[str, bytes]:
    """The Word files among them."""
    on, author = dossier.on, f"Gemeente {dossier.municipality}"
    files = {}
    for name, document in made.documents.items():
        if name == COMPARISON:
            table = dossier.changes.table
            files[name] = render_was_wordt_docx(table, document, on=on, author=author, style=style)
        else:
            files[name] = render_document(document, on=on, author=author, style=style)
    amended = dossier.changes.amended
    if dossier.bylaw is not None and amended is not None:
        files[TRACKED] = render_tracked(dossier.bylaw, amended, on=on, author=author, style=style)
    return files


def _about(dossier: Dossier) -> str:
    return f"Concept van {long_date(dossier.on)} over {dossier.subject}, gemeente {dossier.municipality}."


def _record(dossier: Dossier, made: Papers, files: Mapping[str, bytes], inputs: Sequence[Input]) -> bytes:
    draft, request = dossier.draft, dossier.request
    read = {name: read_texts(name, data, own=True) for name, data in files.items()}
    texts = {name: found.paragraphs for name, found in read.items()}
    record = Record(
        program=f"apv {__version__}",
        catalogue=draft.catalogue_version,
        municipality=dossier.municipality,
        marks=tuple(_marks(dossier)),
        article=tuple(article_text(draft.article)),
        texts=texts,
        aids={name: _aids(made.documents[name]) for name in texts if name in made.documents},
        outputs={name: sha256(data) for name, data in files.items()},
        tracked={name: found.tracked for name, found in read.items() if found.tracked},
    )
    data = {
        **record_json(record),
        "date": dossier.on.isoformat(),
        "request": {
            "municipality": request.municipality,
            "model": request.model,
            "date": request.on.isoformat(),
            "effective": request.effective.isoformat() if request.effective else None,
            "article": request.article,
            "slots": dict(sorted(request.slots.items())),
            "behaviours": list(request.behaviours),
        },
        "choices": draft.choices.as_dict(),
        "behaviours": list(draft.choices.behaviours),
        "pillars": {pillar.id: {"state": pillar.state, "text": list(pillar.own)} for pillar in dossier.pillars},
        "bylaw": _bylaw(dossier),
        "inputs": [{"role": one.role, "name": one.name, "sha256": one.sha256} for one in inputs],
        "fill_ins": {name: _open(found) for name, found in made.open.items()},
        "findings": [str(finding) for finding in dossier.findings],
        "disclaimer": made.view.disclaimer,
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _bylaw(dossier: Dossier) -> dict[str, str | None] | None:
    if dossier.bylaw is None:
        return None
    meta = dossier.bylaw.meta
    start = meta.valid_from.isoformat() if meta.valid_from else None
    return {"id": meta.identifier, "title": dossier.draft.bylaw.title, "valid_from": start}


def _open(found: tuple[FillIn, ...]) -> list[dict[str, str]]:
    return [{"what": fill_in.what, "where": fill_in.where} for fill_in in found]


def _marks(dossier: Dossier) -> Iterator[Mark]:
    """The values that have to be the same in every document."""
    made = dossier.draft
    yield Mark("artikelnummer", made.document.number_text)
    if made.article.heading:
        yield Mark("opschrift van het artikel", made.article.heading)
    if made.effective:
        yield Mark("datum van inwerkingtreding", long_date(made.effective))
    if made.bylaw.title:
        yield Mark("citeertitel", made.bylaw.title)
    yield Mark("gemeente", made.municipality)
    for part in made.instructions.parts:
        if part.about == "penal":
            yield from (Mark("strafbepaling", step.words) for step in part.steps)
    for citation in dict.fromkeys(overlap.citation for overlap in made.overlaps):
        yield Mark("verwijzing", citation)


def _aids(document: Document) -> tuple[tuple[int, int], ...]:
    """Which paragraphs (from, up to) only help to finish the document."""
    found, at = [], 0
    for section in document.sections:
        size = _size(section)
        if section.role in AIDS:
            found.append((at, at + size))
        at += size
    return tuple(found)


def _size(section: Section) -> int:
    """How many paragraphs that are not empty a section becomes in Word."""
    count = 1 if section.heading else 0
    for part in section.content:
        count += _size(part) if isinstance(part, Section) else _lines(part)
    return count


def _lines(part: Block | Article) -> int:
    if isinstance(part, Article):
        return sum(1 for _ in article_text(part))
    if isinstance(part, Table):
        return sum(_lines(block) for row in part.rows for cell in row for block in cell.blocks)
    return sum(1 for line in block_text(part) if line.strip())
