"""Makes a Regulation of a Word draft: our own documents, and by-laws and decisions that a municipality typed.

word -> word_zones (which lines are preamble, body, note) -> here (what belongs together in the body) ->
word_articles (leden and items). An article that an amending decision quotes becomes an article of its own, under
the part that inserts it. Everything keeps the number of its paragraph in the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from apv.bylaws.markup.headings import Heading
from apv.bylaws.markup.trouble import Trouble
from apv.bylaws.markup.word import Changes, WordParagraph, paragraphs_of
from apv.bylaws.markup.word_articles import Line, WordArticle, build_article, build_blocks
from apv.bylaws.markup.word_asides import Aside, read_asides, report_beside
from apv.bylaws.markup.word_lines import (
    DIVISION_RANKS,
    amends,
    article_heading,
    division_heading,
    is_instruction,
    looks_heading,
    part_letter,
)
from apv.bylaws.markup.word_package import open_package
from apv.bylaws.markup.word_zones import Zone, Zones, divide
from apv.bylaws.regulation import Article, Attachment, Block, Division, Metadata, Paragraph, Regulation, Run, place
from apv.findings import Severity

__all__ = ["Line", "WordArticle", "WordDraft", "Zone", "draft_from", "read_word_draft"]

AMENDING = "wijzig-divisie"
"""The kind of a division that amends: an article with a Roman number, and its parts A, B, C."""
LOOSE = "structuurtekst"
_NO_HEADING = Heading("", "", "")
_SHORT_TITLE = 100
"""Characters of a title on a line of its own below "Hoofdstuk 2" or "Artikel 3"."""


@dataclass(frozen=True)
class WordDraft:
    """A Word draft as a by-law. `articles` runs parallel to `regulation.articles`; `zones` tells what a paragraph
    with text is part of, by its index. `asides` stand beside the text: notes, headers, footers."""

    regulation: Regulation
    paragraphs: tuple[WordParagraph, ...]
    articles: tuple[WordArticle, ...]
    zones: Mapping[int, Zone]
    asides: tuple[Aside, ...] = ()

    def article(self, number: str) -> WordArticle | None:
        """The (first) article with this bare number, with the places of its text."""
        return next((found for found in self.articles if found.article.number == number), None)


def read_word_draft(data: bytes, *, where: str, changes: Changes = "accept") -> WordDraft:
    """The by-law or decision in the Word file `data`. Raises InputError when it is no readable Word file; a draft
    without articles is read, and says so in its findings."""
    package = open_package(data, where=where)
    paragraphs = paragraphs_of(package, changes)
    draft = draft_from(paragraphs, where=where)
    trouble = Trouble(where)
    report_beside(package, changes, trouble)
    read = replace(draft.regulation, findings=(*draft.regulation.findings, *trouble.findings()))
    return replace(draft, regulation=read, asides=read_asides(package, paragraphs, changes))


def draft_from(paragraphs: Sequence[WordParagraph], *, where: str) -> WordDraft:
    """As `read_word_draft`, for paragraphs that are read already."""
    zones = divide(paragraphs)
    builder = _Body(zones)
    builder.read(zones.body)
    body = place(builder.closed())
    trouble = Trouble(where)
    if not builder.articles:
        trouble.add(
            Severity.WARNING,
            "no-articles",
            "In het Word-bestand zijn geen artikelen herkend",
            "Laat elk artikel beginnen met een eigen regel ‘Artikel’ met het nummer.",
        )
    title = " ".join(line.shown for line in zones.title)
    regulation = Regulation(
        Metadata(title=title), title, _blocks(zones.preamble), body, _blocks(zones.closing),
        tuple(_attachments(zones)), tuple(line.shown for line in zones.signing),
        findings=trouble.findings(), source=where,
    )  # fmt: skip
    articles = tuple(
        replace(found, article=made) for found, made in zip(builder.articles, regulation.articles, strict=True)
    )
    return WordDraft(regulation, tuple(paragraphs), articles, zones.of)


@dataclass
class _Node:
    """A division while it is built; `children` in document order, text among them."""

    kind: str
    heading: Heading = _NO_HEADING
    rank: int = -1
    children: list[_Node | Article] = field(default_factory=list)
    lines: list[WordParagraph] = field(default_factory=list)

    def closed(self) -> Division:
        return Division(
            self.kind, self.heading.number, self.heading.title, self.heading.label, _blocks(self.lines),
            tuple(child if isinstance(child, Article) else child.closed() for child in self.children),
        )  # fmt: skip


class _Body:
    """Reads the lines of a body into divisions and articles."""

    def __init__(self, zones: Zones) -> None:
        self.articles: list[WordArticle] = []
        self._zones = zones
        self._root = _Node("")
        self._divisions: list[_Node] = []
        self._amending: _Node | None = None
        self._part: _Node | None = None
        self._heading: tuple[Heading, int] | None = None
        self._lines: list[WordParagraph] = []
        self._contents = False
        """The last instruction changes a table of contents: what follows are its lines, no articles."""

    def closed(self) -> tuple[Division | Article, ...]:
        self._end_article()
        return tuple(child if isinstance(child, Article) else child.closed() for child in self._root.children)

    def read(self, lines: Sequence[WordParagraph]) -> None:
        at = 0
        while at < len(lines):
            at += self._line(lines, at)

    def _line(self, lines: Sequence[WordParagraph], at: int) -> int:
        """Read the line at `at`, with the title on the next line when it has one; how many lines that were."""
        line = lines[at]
        if line.cell is None and self._structure(lines, at):
            return 1 + self._title_below(lines, at)
        if self._amending is not None and line.cell is None and self._instructs(line):
            self._end_article()
            self._contents = "inhoudsopgave" in line.shown.lower()
        self._text(line)
        return 1

    def _structure(self, lines: Sequence[WordParagraph], at: int) -> bool:
        """Open a division, a part or an article when the line is its heading."""
        line = lines[at]
        if self._contents and not part_letter(line) and not self._next_of_decision(line):
            return False
        if (self._amending is not None) and (letter := part_letter(line)):
            self._end_article()
            self._part = _Node(AMENDING, Heading("", letter, ""))
            self._amending.children.append(self._part)
            self._contents = False
            self._zones.of[line.index] = "instruction"
            return True
        if found := article_heading(line):
            self._article(found, lines, at)
            return True
        if self._amending is None and (division := division_heading(line)):
            self._division(*division, line)
            return True
        return False

    def _article(self, heading: Heading, lines: Sequence[WordParagraph], at: int) -> None:
        self._end_article()
        if self._amending is not None and self._next_of_decision(lines[at]):
            self._amending = self._part = None
        self._contents = False
        if self._amending is None and _is_amending(heading, lines, at):
            node = _Node(AMENDING, heading)
            self._holder().append(node)
            self._amending = node
            self._zones.of[lines[at].index] = "instruction"
            return
        self._heading = heading, lines[at].index
        self._zones.of[lines[at].index] = "heading"

    def _next_of_decision(self, line: WordParagraph) -> bool:
        """Whether a heading is the next article of the decision itself, and not one that it quotes."""
        heading = article_heading(line)
        if heading is None or self._amending is None:
            return False
        number, before = heading.number, self._amending.heading.number
        if before.isdigit():
            return number.isdigit() and int(number) == int(before) + 1
        return number.isalpha()

    def _division(self, kind: str, heading: Heading, line: WordParagraph) -> None:
        self._end_article()
        node = _Node(kind, heading, DIVISION_RANKS[kind])
        while self._divisions and self._divisions[-1].rank >= node.rank:
            self._divisions.pop()
        self._holder().append(node)
        self._divisions.append(node)
        self._zones.of[line.index] = "division"

    def _instructs(self, line: WordParagraph) -> bool:
        """An instruction also ends a quoted article, unless it is one of the leden of that article."""
        return is_instruction(line) and (self._heading is None or not line.number)

    def _text(self, line: WordParagraph) -> None:
        if self._heading is not None:
            self._lines.append(line)
            self._zones.of[line.index] = "article"
            return
        node = self._part or self._amending
        if node is None:
            self._add_loose(self._divisions[-1] if self._divisions else self._root, line)
            return
        self._zones.of[line.index] = "instruction"
        if node.children:
            self._add_loose(node, line)
        else:
            node.lines.append(line)

    def _add_loose(self, node: _Node, line: WordParagraph) -> None:
        last = node.children[-1] if node.children else None
        if isinstance(last, _Node) and last.kind == LOOSE:
            last.lines.append(line)
        elif node is not self._root and not node.children:
            node.lines.append(line)
        else:
            node.children.append(_Node(LOOSE, lines=[line]))

    def _holder(self) -> list[_Node | Article]:
        node = self._part or self._amending or (self._divisions[-1] if self._divisions else self._root)
        return node.children

    def _end_article(self) -> None:
        if self._heading is None:
            return
        heading, at = self._heading
        made = build_article(heading, at, self._lines)
        self.articles.append(made)
        self._holder().append(made.article)
        self._heading, self._lines = None, []

    def _title_below(self, lines: Sequence[WordParagraph], at: int) -> int:
        """1 when the heading just read has its title on the next line, and then takes it up."""
        below = lines[at + 1] if at + 1 < len(lines) else None
        if below is None or not _is_title(below):
            return 0
        title = below.shown
        if self._heading is not None and not self._heading[0].title:
            self._heading = self._heading[0]._replace(title=title), self._heading[1]
        elif self._heading is None and self._divisions and self._amending is None:
            node = self._divisions[-1]
            if node.heading.title or node.children or node.lines:
                return 0
            node.heading = node.heading._replace(title=title)
        else:
            return 0
        self._zones.of[below.index] = self._zones.of[lines[at].index]
        return 1


def _is_title(line: WordParagraph) -> bool:
    text = line.shown
    return (
        line.cell is None and not line.number and len(text) <= _SHORT_TITLE and text[:1].isupper()
        and (looks_heading(line) or text.isupper()) and not text.endswith((".", ":", ";", ","))
        and article_heading(line) is None and division_heading(line) is None and not part_letter(line)
    )  # fmt: skip


def _is_amending(heading: Heading, lines: Sequence[WordParagraph], at: int) -> bool:
    """Whether an article of a decision changes another text; with a bare number only when it says so itself."""
    following = lines[at + 1 : at + 3]
    if any(amends(line) for line in following):
        return True
    if not heading.number.isalpha():
        return False
    return any(is_instruction(line) or part_letter(line) for line in following[:1])


def _blocks(lines: Sequence[WordParagraph]) -> tuple[Block, ...]:
    return build_blocks(lines)[0]


def _attachments(zones: Zones) -> list[Attachment]:
    made: list[Attachment] = []
    for kind, heading, lines in zones.attachments:
        shown: list[Block] = []
        pending: list[WordParagraph] = []
        for line in lines:
            if line.outline or (line.bold and line.cell is None):
                shown += (*_blocks(pending), Paragraph((Run(line.shown, bold=True),)))
                pending = []
            else:
                pending.append(line)
        made.append(Attachment(kind, heading.shown, (*shown, *_blocks(pending))))
    return made
