"""An amending decision in CVDR XML, read like one in Word: articles that it quotes become articles of their own.

CVDR has no element for quoted text; a decision writes the new article as lines of its own article I. Those lines
go through the reader of Word drafts, which knows where a quoted article begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from apv.bylaws.blocks import Block, ItemList, Paragraph, Run
from apv.bylaws.markup.word import WordParagraph
from apv.bylaws.markup.word_bylaw import WordDraft, draft_from
from apv.bylaws.markup.word_lines import amends
from apv.bylaws.regulation import Article, Regulation

_STEP = 400
"""Indent of a list level, as in a Word file."""
_ROMAN = re.compile(r"[IVXLC]+[a-z]?")


def is_decision(regulation: Regulation) -> bool:
    """True when an article with a Roman number amends another text."""
    return any(
        _ROMAN.fullmatch(article.number) and any(amends(line) for line in _lines(article.blocks, 0))
        for article in regulation.articles
    )


def read_decision(regulation: Regulation) -> WordDraft:
    """The decision with its quoted articles taken apart; what the file says about itself is kept."""
    lines = [replace(line, index=at) for at, line in enumerate(_document(regulation))]
    draft = draft_from(lines, where=regulation.source)
    return replace(draft, regulation=replace(draft.regulation, meta=regulation.meta, findings=regulation.findings))


def _document(regulation: Regulation) -> Iterator[WordParagraph]:
    yield _line(regulation.title or regulation.meta.title, outline=1)
    yield from _lines(regulation.preamble, 0)
    for article in regulation.articles:
        yield from _article(article)
    yield from _lines(regulation.closing, 0)
    yield from map(_line, regulation.signing)
    for attachment in regulation.attachments:
        yield _line(attachment.heading or attachment.kind.capitalize(), outline=1)
        yield from _lines(attachment.blocks, 0)


def _article(article: Article) -> Iterator[WordParagraph]:
    heading = " ".join(part for part in (article.label, article.number, article.heading) if part)
    yield _line(heading, outline=2)
    yield from _lines(article.blocks, 0)
    for lid in article.lids:
        yield from _item(lid.number, lid.blocks, 1)


def _lines(blocks: Iterable[Block], depth: int) -> Iterator[WordParagraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            bold = all(run.bold or not run.text.strip() for run in block.runs)
            yield WordParagraph(0, block.runs, left=depth * _STEP, bold=bold)
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from _item(item.number, item.blocks, depth + 1)
        else:
            for row in block.rows:
                for cell in row:
                    yield from _lines(cell.blocks, depth)


def _item(number: str, blocks: Iterable[Block], depth: int) -> Iterator[WordParagraph]:
    first = True
    for line in _lines(blocks, depth):
        yield replace(line, number=number) if first else line
        first = False


def _line(text: str, *, outline: int = 0) -> WordParagraph:
    return WordParagraph(0, (Run(text),), outline=outline)
