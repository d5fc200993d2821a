"""How fast a dossier is, as ratios measured in one run: python -m tests.benchmarks.dossier_benchmark [N].

Holds a whole dossier (law, six documents, tracked changes, XML, record) against python-docx alone writing the same
number of paragraphs, pages and tables with the same words: what a tool that fills in Word templates needs at least
(docxtpl builds on python-docx and is no dependency). Also: a was-wordt of 500 paragraphs, and N dossiers (default
40; all municipalities are 342) against a quarter of that. Not part of the test suite.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import docx
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph as WordParagraph

from apv.bylaws.examples import bundled_bylaw
from apv.bylaws.regulation import Article, Lid, Metadata, Paragraph, Regulation, Run
from apv.drafting.amending.was_wordt import was_wordt
from apv.drafting.dossier import Request, make_dossier
from apv.drafting.models import load_models
from apv.law.catalogue import load_catalogue
from apv.reports.dossier_files import dossier_files
from apv.reports.was_wordt import render_was_wordt_html

ON = date(2026, 11, 23)
MUNICIPALITIES = ("Zandrecht", "Veldhaven", "Kwelderveen", "Lindeborg", "Dorpstad")
ROUNDS = 5


def cpu(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of CPU seconds of `work`."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def dossier(municipality: str, model: str) -> dict[str, bytes]:
    """A dossier from the by-law to the bytes of every file."""
    catalogue = load_catalogue()
    request = Request(municipality, model, ON)
    made = make_dossier(catalogue, request, load_models()[model], bundled_bylaw(municipality, ON))
    return dossier_files(catalogue, made)


def copied(source: WordDocument) -> bytes:
    """The same paragraphs (with their styles) and tables, written with python-docx alone."""
    word = docx.Document()
    for block in source.iter_inner_content():
        if isinstance(block, WordParagraph):
            name = block.style.name if block.style is not None else "Normal"
            style = name if name in word.styles else "Normal"
            made = word.add_paragraph(style=style)
            for run in block.runs:
                made.add_run(run.text).bold = run.bold
            continue
        table = word.add_table(rows=len(block.rows), cols=len(block.columns))
        for row, copy in zip(block.rows, table.rows, strict=True):
            for cell, target in zip(row.cells, copy.cells, strict=True):
                target.paragraphs[0].text = cell.text
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def against_python_docx() -> None:
    dossier("Zandrecht", "gedraging")  # everything that is read once
    for model in ("gedraging", "rotterdam"):
        files = dossier("Zandrecht", model)
        sources = [docx.Document(io.BytesIO(data)) for name, data in files.items() if name.endswith(".docx")]
        paragraphs = sum(
            len(source.paragraphs) + sum(len(row.cells) for table in source.tables for row in table.rows)
            for source in sources
        )
        tables = sum(len(source.tables) for source in sources)

        def plain(sources: list[WordDocument] = sources) -> list[bytes]:
            return [copied(source) for source in sources]

        def ours(model: str = model) -> dict[str, bytes]:
            return dossier("Zandrecht", model)

        base, own = cpu(plain), cpu(ours)
        print(
            f"dossier {model}: {paragraphs} paragraphs and cells, {tables} tables: {own:.2f} s CPU, "
            f"python-docx alone {base:.2f} s, ratio {own / base:.2f}"
        )


def long_comparison() -> None:
    def article(number: int, word: str) -> Article:
        words = f"Het is verboden om op een openbare plaats iets te {word} dat anderen hindert, nummer {number}."
        return Article(
            f"2:{number}", "Hinder", lids=tuple(Lid(f"{n}.", (Paragraph((Run(words),)),)) for n in range(1, 6))
        )

    old = Regulation(Metadata(title="APV"), body=tuple(article(n, "doen") for n in range(100)))
    new = replace(old, body=tuple(article(n, "laten") for n in range(100)))
    print(
        f"was-wordt of 500 changed paragraphs: {cpu(lambda: render_was_wordt_html(was_wordt(old, new))):.2f} s CPU"
    )


def many(number: int) -> None:
    def make(count: int) -> Callable[[], None]:
        def work() -> None:
            for at in range(count):
                dossier(MUNICIPALITIES[at % len(MUNICIPALITIES)], "gedraging")

        return work

    few, all_ = cpu(make(number // 4), 1), cpu(make(number), 1)
    print(
        f"{number // 4} dossiers {few:.1f} s CPU, {number} dossiers {all_:.1f} s CPU: ratio {all_ / few:.2f} "
        f"(4.00 is linear); 342 would take {all_ / number * 342:.0f} s"
    )


if __name__ == "__main__":
    against_python_docx()
    long_comparison()
    many(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
