"""A document as values: sections with a role, holding CVDR text and the new article itself.

Templates in templates/documents/ render to this; reports turn it into Word or plain text. What a person still has
to fill in is found in the text itself, so that text and list cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from lxml import etree

from apv.bylaws.markup.cvdr import parse_blocks
from apv.bylaws.regulation import Article, Block, ItemList, Paragraph
from apv.drafting.amending.instructions import Instructions
from apv.safe_xml import local_name

FILL_IN = re.compile(r"\[vul in: ([^\[\]]+)\]")
"""The mark of something that the program does not know and a person fills in."""
LIST_OF_FILL_INS = "fill-ins"
"""Role of the section that lists the fill-ins; its own text is not searched."""
NEW_ARTICLE = "new-article"
"""Role of the section that holds an article which a decision sets."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document. `role` decides its look; `level` is the heading level (0: no heading); `known_as` how
    people refer to it: its heading, unless the template says otherwise ("": not at all)."""

    role: str
    heading: str = ""
    level: int = 0
    content: tuple[Block | Article | Section, ...] = ()
    page_break: bool = False
    known_as: str = ""

    def walk(self) -> Iterator[Section]:
        """This section and everything under it, in reading order."""
        yield self
        for part in self.content:
            if isinstance(part, Section):
                yield from part.walk()


@dataclass(frozen=True, slots=True)
class Document:
    """A titled document. `number_text` is how the number of the new article is written in it: bare, or with the
    mark that a person has to settle it."""

    title: str
    subject: str
    footer: str
    sections: tuple[Section, ...]
    number_text: str = ""

    def walk(self) -> Iterator[Section]:
        for section in self.sections:
            yield from section.walk()

    def section(self, role: str) -> Section:
        """The first section with this role; KeyError when there is none."""
        for section in self.walk():
            if section.role == role:
                return section
        raise KeyError(role)


@dataclass(frozen=True, slots=True)
class FillIn:
    """Something to fill in, and under which heading it first stands."""

    what: str
    where: str

    @property
    def mark(self) -> str:
        return f"[vul in: {self.what}]"


def read_document(
    root: etree._Element,
    article: Article | None = None,
    number_text: str = "",
    decided: Instructions | None = None,
) -> Document:
    """The document in the rendered `root`; `<article/>` becomes `article`, its number written as `number_text`,
    and `<instruction at="0"/>` the first part of what is decided. What is not there gives nothing."""
    shown = replace(article, number=number_text) if article is not None else None
    parts = _Parts(shown, decided)
    sections = tuple(_section(node, parts, 0) for node in root if local_name(node) == "section")
    return Document(
        _inline(root, "title"), _inline(root, "subject"), _inline(root, "footer"), sections, number_text
    )


def fill_ins(document: Document) -> tuple[FillIn, ...]:
    """What has to be filled in, in the order of the text, each once."""
    found: dict[str, str] = {}
    for match in FILL_IN.finditer(document.title):
        found.setdefault(match[1], "Titel")
    for section in document.sections:
        for what, where in _marks(section, ""):
            found.setdefault(what, where)
    return tuple(FillIn(what, where) for what, where in found.items())


def block_text(block: Block) -> Iterator[str]:
    """The text of a block, a line per paragraph, numbers of list items in front."""
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, ItemList):
        for item in block.items:
            lines = [line for part in item.blocks for line in block_text(part)]
            yield f"{item.number} {lines[0]}".strip() if lines else item.number
            yield from lines[1:]
    else:
        for row in block.rows:
            yield "\t".join(" ".join(line for part in cell.blocks for line in block_text(part)) for cell in row)


def article_text(article: Article) -> Iterator[str]:
    """The article as it reads, a line per paragraph."""
    yield f"{article.label} {article.number} {article.heading}".strip()
    for block in article.blocks:
        yield from block_text(block)
    for lid in article.lids:
        lines = [line for block in lid.blocks for line in block_text(block)]
        yield f"{lid.number} {lines[0]}".strip() if lines else lid.number
        yield from lines[1:]


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a template can ask for by name."""

    article: Article | None
    decided: Instructions | None

    def of(self, node: etree._Element) -> tuple[Block | Article | Section, ...]:
        if local_name(node) == "article":
            return (self.article,) if self.article is not None else ()
        if self.decided is None:
            return ()
        part = self.decided.parts[int(node.get("at", "0"))]
        return tuple(
            Section(NEW_ARTICLE, content=(piece,)) if isinstance(piece, Article) else piece
            for piece in part.content
        )


def _section(node: etree._Element, parts: _Parts, above: int) -> Section:
    heading = _inline(node, "heading")
    level = above + 1 if heading else 0
    content: list[Block | Article | Section] = []
    text = etree.Element("tekst")
    for child in list(node):
        name = local_name(child)
        if name == "heading":
            continue
        if name in ("section", "article", "instruction"):
            content.extend(parse_blocks(text))
            text = etree.Element("tekst")
            content.extend((_section(child, parts, level or above),) if name == "section" else parts.of(child))
        else:
            text.append(child)
    content.extend(parse_blocks(text))
    return Section(
        node.get("role", ""), heading, level, tuple(content), page_break=node.get("page-break") == "true",
        known_as=node.get("known-as", heading),
    )  # fmt: skip


def _inline(node: etree._Element, tag: str) -> str:
    found = node.find(tag)
    return "" if found is None else " ".join(cast(str, found.xpath("string()")).split())


def _marks(section: Section, above: str) -> Iterator[tuple[str, str]]:
    """Each mark in the section with where it stands: "Artikel I, onderdeel A"."""
    where = ", ".join(part for part in (above, section.known_as) if part)
    yield from ((match[1], where) for match in FILL_IN.finditer(section.heading))
    if section.role == LIST_OF_FILL_INS:
        return
    for part in section.content:
        if isinstance(part, Section):
            yield from _marks(part, where)
        else:
            lines = article_text(part) if isinstance(part, Article) else block_text(part)
            yield from ((match[1], where) for line in lines for match in FILL_IN.finditer(line))
