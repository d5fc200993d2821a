"""Recognises a table of contents inside the text, so that its lines are not taken for articles.

Two shapes occur: lines of text ("Artikel 2:1 Samenscholing"), and a skeleton of headings without text before the
real chapters. Both become a Division of kind "inhoudsopgave". Called once per document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from apv.bylaws.markup.headings import looks_like_heading_line
from apv.bylaws.regulation import Article, Block, Division, ItemList, Paragraph, Run, division_title, text_of

KIND = "inhoudsopgave"
MIN_LINES = 3
"""A table of contents has at least this many lines."""
MOSTLY = 0.6
"""The share of lines that must read as headings."""

_NAMES = ("inhoud", "inhoudsopgave", "inhoudsopgaaf", "index", "overzicht van artikelen")


def mark_contents(nodes: Sequence[Division | Article]) -> tuple[tuple[Division | Article, ...], int]:
    """The same nodes with every table of contents as a Division of kind "inhoudsopgave", and their number."""
    skeleton = _skeleton(nodes)
    marked = tuple(_marked(nodes, skeleton))
    return marked, sum(1 for node in _divisions(marked) if node.kind == KIND)


def _marked(nodes: Sequence[Division | Article], skeleton: frozenset[int]) -> Iterator[Division | Article]:
    lines: list[Block] = []
    for node in nodes:
        if skeleton and _only_headings(node, skeleton):
            lines += _lines(node)
            continue
        if lines:
            yield Division(KIND, blocks=tuple(lines))
            lines = []
        if isinstance(node, Article):
            yield node if node.number else _contents_article(node)
        else:
            yield _division(node, skeleton)
    if lines:
        yield Division(KIND, blocks=tuple(lines))


def _division(node: Division, skeleton: frozenset[int]) -> Division:
    if _named_contents(node.heading):
        blocks = (*node.blocks, *(line for child in node.children for line in _lines(child)))
        return Division(KIND, node.number, node.heading, node.label, blocks)
    if node.kind == "structuurtekst" and _reads_as_contents(node.blocks):
        return replace(node, kind=KIND)
    children = tuple(_marked(node.children, skeleton))
    if _reads_as_contents(node.blocks):
        return replace(node, blocks=(), children=(Division(KIND, blocks=node.blocks), *children))
    return node if children == node.children else replace(node, children=children)


def _contents_article(article: Article) -> Division | Article:
    """An article without a number that only bears the name "Inhoudsopgave"."""
    if not _named_contents(article.heading or article.label):
        return article
    blocks = (*article.blocks, *(line for lid in article.lids for line in _lid_lines(lid.number, lid.blocks)))
    return Division(KIND, heading=article.heading or article.label, blocks=blocks)


def _named_contents(heading: str) -> bool:
    return heading.strip(" .:").lower() in _NAMES


def _reads_as_contents(blocks: Sequence[Block]) -> bool:
    """True for lines that are headings for the greater part, or that follow the word "Inhoudsopgave"."""
    lines = [line for line in _text_lines(blocks) if line]
    if len(lines) < MIN_LINES:
        return False
    named = _named_contents(lines[0])
    headings = sum(looks_like_heading_line(line) for line in lines)
    return headings >= (1 if named else MIN_LINES) and headings >= MOSTLY * (len(lines) - named)


def _text_lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text.strip()
        elif isinstance(block, ItemList):
            for item in block.items:
                first = text_of(item.blocks[:1])
                yield f"{item.number} {first}".strip()
                yield from _text_lines(item.blocks[1:])
        else:
            for row in block.rows:
                yield " ".join(text_of(cell.blocks) for cell in row).strip()


def _skeleton(nodes: Sequence[Division | Article]) -> frozenset[int]:
    """The articles without text whose number comes back with text: the headings of a table of contents."""
    articles = list(_articles(nodes))
    times = Counter(article.number for article in articles)
    if len(times) == len(articles):
        return frozenset()
    more_than_once = [article for article in articles if times[article.number] > 1]
    with_text = {article.number for article in more_than_once if not article.empty}
    empty = [id(article) for article in more_than_once if article.number in with_text and article.empty]
    return frozenset(empty) if len(empty) >= MIN_LINES else frozenset()


def _only_headings(node: Division | Article, skeleton: frozenset[int]) -> bool:
    if isinstance(node, Article):
        return id(node) in skeleton
    return (
        bool(node.children) and not node.blocks and all(_only_headings(child, skeleton) for child in node.children)
    )


def _lines(node: Division | Article) -> Iterator[Block]:
    """A node of a table of contents as plain lines, with whatever text stands in it."""
    if isinstance(node, Article):
        heading = " ".join(part for part in (node.label, node.number, node.heading) if part)
        rest: Iterator[Block] = (line for lid in node.lids for line in _lid_lines(lid.number, lid.blocks))
    else:
        heading = division_title(node)
        rest = (line for child in node.children for line in _lines(child))
    if heading:
        yield Paragraph((Run(heading),))
    yield from node.blocks
    yield from rest


def _lid_lines(number: str, blocks: tuple[Block, ...]) -> Iterator[Block]:
    if number:
        yield Paragraph((Run(number),))
    yield from blocks


def _articles(nodes: Sequence[Division | Article]) -> Iterator[Article]:
    for node in nodes:
        if isinstance(node, Article):
            yield node
        else:
            yield from _articles(node.children)


def _divisions(nodes: Sequence[Division | Article]) -> Iterator[Division]:
    for node in nodes:
        if isinstance(node, Division):
            yield node
            yield from _divisions(node.children)
