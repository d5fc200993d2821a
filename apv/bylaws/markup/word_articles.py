"""Makes articles, leden, items and tables of the lines of a Word draft, and keeps where each piece came from.

word_bylaw hands over the lines that belong to one article (or to a preamble or note). The printed or typed numbers
and the indents say how deep a line stands; what is a lid and what an item is decided by `list_levels`, as for
official XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from apv.bylaws.article_text import content_text
from apv.bylaws.markup.headings import Heading, stub_status
from apv.bylaws.markup.list_levels import lid_value, regroup
from apv.bylaws.markup.word import WordParagraph
from apv.bylaws.markup.word_lines import typed_number
from apv.bylaws.regulation import Article, Block, Cell, ItemList, ListItem, Paragraph, Run, Table

SAME_INDENT = 60
"""Twips (a millimetre) within which two indents are the same."""


class Line(NamedTuple):
    """Where a piece of text stands: paragraph `paragraph` of the file, from offset `start` of its text."""

    paragraph: int
    start: int


@dataclass(frozen=True)
class WordArticle:
    """An article with the paragraph of its heading and, for each of `article.parts`, the line it came from."""

    article: Article
    heading: int
    lines: tuple[Line, ...]


@dataclass
class _Item:
    """A numbered line while a list is built."""

    number: str
    left: int
    blocks: list[Block]
    inner: list[_Item] = field(default_factory=list)

    def closed(self) -> ListItem:
        # text that follows an inner list is put behind it by `_Lists.loose`
        return ListItem(self.number, (*self.blocks, *_closed(self.inner)))


def build_article(heading: Heading, at: int, lines: Sequence[WordParagraph]) -> WordArticle:
    """The article with this heading (paragraph `at`) and these lines."""
    blocks, places = build_blocks(lines)
    opening, lids = regroup(blocks)
    lids = tuple(replace(lid, as_list=False) for lid in lids)
    status = stub_status(heading.title, content_text(opening, lids))
    article = Article(heading.number, heading.title, opening, lids, heading.label or "Artikel", status)
    return WordArticle(article, at, tuple(_lines_of(article, places)))


def build_blocks(lines: Sequence[WordParagraph]) -> tuple[tuple[Block, ...], tuple[tuple[str, Line], ...]]:
    """The lines as blocks, and every piece of text with its place, in reading order."""
    lists = _Lists()
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.cell is not None:
            end = at
            while end < len(lines) and (cell := lines[end].cell) is not None and cell[0] == line.cell[0]:
                end += 1
            lists.table(lines[at:end])
            at = end
            continue
        lists.line(line)
        at += 1
    return lists.result()


class _Lists:
    """Collects lines; numbered lines that follow each other become a list, nested by indent."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._open: list[_Item] = []
        self._roots: list[_Item] = []
        self._places: list[tuple[str, Line]] = []
        self._expected = 1
        self._last_text = ""

    def line(self, line: WordParagraph) -> None:
        number, start = line.number, 0
        if not number and (typed := typed_number(line, self._expected)):
            number, start = typed
        text = line.text[start:]
        start += len(text) - len(text.lstrip())
        runs = _cut(line.runs, start, len(line.text.rstrip()))
        if not runs and not number:
            return
        paragraph = Paragraph(runs)
        if runs:
            self._places.append((paragraph.text, Line(line.index, start)))
        if number:
            self._numbered(number, line.left, paragraph)
        else:
            self._loose(line.left, paragraph)
        self._last_text = paragraph.text

    def table(self, lines: Sequence[WordParagraph]) -> None:
        """The paragraphs of one table, in order of row and column."""
        self._flush()
        rows: dict[int, dict[int, list[WordParagraph]]] = {}
        for line in lines:
            if line.cell is not None:
                rows.setdefault(line.cell[1], {}).setdefault(line.cell[2], []).append(line)
        made = []
        for cells in rows.values():
            inside = ([replace(line, cell=None) for line in cell] for cell in cells.values())
            made.append(tuple(Cell(build_blocks(cell)[0]) for cell in inside))
            first = next((line for cell in cells.values() for line in cell if line.text.strip()), None)
            if first is not None:
                self._places.append((first.text.strip(), Line(first.index, 0)))
        self._blocks.append(Table(tuple(made)))

    def result(self) -> tuple[tuple[Block, ...], tuple[tuple[str, Line], ...]]:
        self._flush()
        return tuple(self._blocks), tuple(self._places)

    def _numbered(self, number: str, left: int, paragraph: Paragraph) -> None:
        value = lid_value(number)
        inner = self._opens_inner(number, value)
        if inner:
            left = self._open[-1].left + 2 * SAME_INDENT
        elif self._open and left <= self._open[-1].left and self._carries_on_inner(value):
            left = self._open[-1].left
        item = _Item(number, left, [paragraph] if paragraph.runs else [])
        while self._open and self._open[-1].left >= left - SAME_INDENT:
            self._open.pop()
        (self._open[-1].inner if self._open else self._roots).append(item)
        self._open.append(item)
        if value is not None and len(self._open) == 1:
            self._expected = int(value[0]) + 1

    def _opens_inner(self, number: str, value: tuple[int | str, ...] | None) -> bool:
        """A "1." straight after an "a." that is not done stands inside it, also when nothing is indented."""
        before = self._open[-1] if self._open else None
        return (
            before is not None
            and value == (1, "")
            and bool(re.fullmatch(r"\(?[a-z]{1,2}[.)]", before.number))
            and self._last_text.endswith((":", ",", ";"))
        )

    def _carries_on_inner(self, value: tuple[int | str, ...] | None) -> bool:
        last = lid_value(self._open[-1].number) if len(self._open) > 1 else None
        goes_on = bool(re.search(r"(?:[;,]|\b(?:of|en))$", self._last_text))
        return goes_on and value is not None and last is not None and int(value[0]) == int(last[0]) + 1

    def _loose(self, left: int, paragraph: Paragraph) -> None:
        """A line without a number: part of the item under which it is indented, or text of the article itself."""
        while self._open and (not left or self._open[-1].left > left + SAME_INDENT):
            self._open.pop()
        if not self._open:
            self._flush()
            self._blocks.append(paragraph)
            return
        holder = self._open[-1]
        if holder.inner:
            holder.blocks.append(ItemList(tuple(item.closed() for item in holder.inner)))
            holder.inner = []
        holder.blocks.append(paragraph)

    def _flush(self) -> None:
        self._blocks += _closed(self._roots)
        self._roots, self._open = [], []


def _closed(items: Iterable[_Item]) -> tuple[Block, ...]:
    made = tuple(item.closed() for item in items)
    return (ItemList(made),) if made else ()


def _cut(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """The runs between two offsets of their text."""
    made, position = [], 0
    for run in runs:
        text = run.text[max(start - position, 0) : max(end - position, 0)]
        if text:
            made.append(replace(run, text=text))
        position += len(run.text)
    return tuple(made)


def _lines_of(article: Article, places: Sequence[tuple[str, Line]]) -> Iterator[Line]:
    """For each part of the article the line it came from; both are in reading order."""
    at = 0
    for part in article.parts:
        text = article.text[part.start : part.end]
        found = next((step for step in range(at, len(places)) if text.startswith(places[step][0])), at)
        found = min(found, len(places) - 1)
        yield places[found][1]
        at = found + 1
