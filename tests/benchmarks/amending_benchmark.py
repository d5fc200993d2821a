"""How long papers about a change take, as ratios in one run: python -m tests.benchmarks.amending_benchmark [N].

A by-law of N paragraphs (default 500) in which every one changes: the comparison, and the was-wordt table and the
tracked changes made from it, against writing the same by-law as official XML. Not part of the test suite.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any

from apv.bylaws.markup.cvdr import write_cvdr
from apv.bylaws.regulation import Article, Lid, Metadata, Paragraph, Regulation, Run
from apv.drafting.amending.was_wordt import was_wordt
from apv.drafting.document import Document
from apv.reports.tracked_docx import render_tracked
from apv.reports.was_wordt import render_was_wordt_html
from apv.reports.was_wordt_docx import render_was_wordt_docx

from .compare_benchmark import sentence

DAY = date(2026, 11, 23)
LEDEN = 5
RUNS = 5


def bylaw(chance: random.Random, paragraphs: int) -> list[list[str]]:
    """The leden of each article."""
    return [[sentence(chance, 35) for _ in range(LEDEN)] for _ in range(paragraphs // LEDEN)]


def regulation(texts: list[list[str]]) -> Regulation:
    articles = (Article(f"2:{at}", "Gedrag", lids=numbered(leden)) for at, leden in enumerate(texts, 1))
    return Regulation(Metadata(title="Verordening"), body=tuple(articles))


def numbered(leden: list[str]) -> tuple[Lid, ...]:
    return tuple(Lid(f"{at}.", (Paragraph((Run(text),)),)) for at, text in enumerate(leden, 1))


def changed(chance: random.Random, text: str) -> str:
    """The sentence with two of its words replaced."""
    words = text.split()
    for at in chance.sample(range(len(words)), 2):
        words[at] = "gewijzigd"
    return " ".join(words)


def seconds(work: Callable[[], Any]) -> float:
    """User CPU time, the median of some runs."""
    found = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return median(found)


def main(paragraphs: int = 500) -> None:
    chance = random.Random(7)
    texts = bylaw(chance, paragraphs)
    old = regulation(texts)
    new = regulation([[changed(chance, text) for text in leden] for leden in texts])
    table = was_wordt(old, new)
    frame = Document("Was-wordt", "", "", ())
    xml = seconds(lambda: write_cvdr(new))
    for name, work in {
        "comparison": lambda: was_wordt(old, new),
        "was-wordt.html": lambda: render_was_wordt_html(table),
        "was-wordt.docx": lambda: render_was_wordt_docx(table, frame, on=DAY, author="apv"),
        "tracked changes": lambda: render_tracked(old, new, on=DAY, author="apv"),
    }.items():
        took = seconds(work)
        print(f"{name:<16} {paragraphs} paragraphs  {took * 1000:6.0f} ms  {took / xml:6.1f} x official XML")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
