"""How fast a dossier is, as ratios measured in one run: python -m tests.benchmarks.dossier_benchmark [N].

Against docxtpl, the usual way to fill in Word templates with Python. It is no dependency: `pip install docxtpl` in
the environment of the project first, or it is left out. It opens, renders and saves one template per Word file of
the dossier, made of the finished file (docxtpl_templates.py), with texts that are ready: as many paragraphs, pages
and tables. Ours is measured twice: the whole dossier, from the by-law to the bytes of all files (law, competence,
amendment, seven Word files, XML, web page, record), and only its Word files, from the dossier that is worked out.
All take turns in one process, medians of CPU time, after a round that does not count. python-docx alone, writing
the same paragraphs and cells, is there for who has no docxtpl.

Also: a was-wordt of 500 changed paragraphs, as Word file and as page, and N dossiers (default 40; all
municipalities are 342) against a quarter of that. Not part of the test suite.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import docx
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph as WordParagraph

from apv.bylaws.examples import bundled_bylaw
from apv.bylaws.regulation import Article, Lid, Metadata, Paragraph, Regulation, Run
from apv.drafting.amending.was_wordt import was_wordt
from apv.drafting.document import Document
from apv.drafting.dossier import Dossier, Request, make_dossier
from apv.drafting.models import load_models
from apv.law.catalogue import load_catalogue
from apv.reports.dossier_documents import papers
from apv.reports.dossier_files import dossier_files, word_files
from apv.reports.was_wordt import render_was_wordt_html
from apv.reports.was_wordt_docx import render_was_wordt_docx

from .docxtpl_templates import has_docxtpl, rendered, size, template_of

ON = date(2026, 11, 23)
MUNICIPALITIES = ("Zandrecht", "Veldhaven", "Kwelderveen", "Lindeborg", "Dorpstad")
ROUNDS = 9


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of `work`."""
    start = time.process_time()
    work()
    return time.process_time() - start


def in_turn(works: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The median of CPU seconds of each; they take turns, and the first round does not count."""
    rounds = [{name: cpu(work) for name, work in works.items()} for _ in range(ROUNDS + 1)]
    return {name: statistics.median(one[name] for one in rounds[1:]) for name in works}


def worked_out(municipality: str, model: str) -> Dossier:
    request = Request(municipality, model, ON)
    return make_dossier(load_catalogue(), request, load_models()[model], bundled_bylaw(municipality, ON))


def dossier(municipality: str, model: str) -> dict[str, bytes]:
    """A dossier from the by-law to the bytes of every file."""
    return dossier_files(load_catalogue(), worked_out(municipality, model))


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


def against_others(municipality: str, model: str) -> None:
    made = worked_out(municipality, model)
    finished = [data for name, data in dossier(municipality, model).items() if name.endswith(".docx")]
    sources = [docx.Document(io.BytesIO(data)) for data in finished]
    works: dict[str, Callable[[], object]] = {
        "whole dossier": lambda: dossier(municipality, model),
        "its Word files": lambda: word_files(made, papers(load_catalogue(), made)),
        "python-docx": lambda: [copied(source) for source in sources],
    }
    if has_docxtpl():
        templates = [template_of(data) for data in finished]
        assert [size(rendered(one)) for one in templates] == [size(data) for data in finished]
        works["docxtpl"] = lambda: [rendered(template) for template in templates]
    paragraphs, tables = (sum(numbers) for numbers in zip(*map(size, finished), strict=True))
    print(f"dossier {municipality} {model}: {len(finished)} Word files, {paragraphs} paragraphs, {tables} tables")
    taken = in_turn(works)
    others = [other for other in ("docxtpl", "python-docx") if other in taken]
    for name, seconds in taken.items():
        ratios = (f"{seconds / taken[other]:.2f} x {other}" for other in others if other != name)
        print(f"  {name:<15} {seconds * 1000:5.0f} ms   {', '.join(ratios)}")


def long_comparison() -> None:
    def article(number: int, word: str) -> Article:
        words = f"Het is verboden om op een openbare plaats iets te {word} dat anderen hindert, nummer {number}."
        return Article(
            f"2:{number}", "Hinder", lids=tuple(Lid(f"{n}.", (Paragraph((Run(words),)),)) for n in range(1, 6))
        )

    old = Regulation(Metadata(title="APV"), body=tuple(article(n, "doen") for n in range(100)))
    new = replace(old, body=tuple(article(n, "laten") for n in range(100)))
    frame = Document("Was-wordt", "", "", ())
    taken = in_turn({
        "Word": lambda: render_was_wordt_docx(was_wordt(old, new), frame, on=ON, author="apv"),
        "page": lambda: render_was_wordt_html(was_wordt(old, new)),
    })  # fmt: skip
    found = ", ".join(f"{name} {seconds:.2f} s CPU" for name, seconds in taken.items())
    print(f"was-wordt of 500 changed paragraphs: {found}")


def many(number: int) -> None:
    def make(count: int) -> Callable[[], None]:
        def work() -> None:
            for at in range(count):
                dossier(MUNICIPALITIES[at % len(MUNICIPALITIES)], "gedraging")

        return work

    few, all_ = cpu(make(number // 4)), cpu(make(number))
    print(
        f"{number // 4} dossiers {few:.1f} s CPU, {number} dossiers {all_:.1f} s CPU: ratio {all_ / few:.2f} "
        f"(4.00 is linear); 342 would take {all_ / number * 342:.0f} s"
    )


if __name__ == "__main__":
    if not has_docxtpl():
        print("docxtpl is not installed: skipped (pip install docxtpl)")
    for model in ("gedraging", "rotterdam"):
        against_others("Zandrecht", model)
    long_comparison()
    many(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
