"""A by-law as plain, changeable text: headings, numbers and words, without looks, links and encodings.

What `interpret` changes, and how two readings of a by-law are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from apv.bylaws.blocks import Block, ItemList, Paragraph
from apv.bylaws.regulation import Article, Division, Regulation


@dataclass(slots=True)
class Item:
    """A lid or list item, its number as printed."""

    number: str
    content: list[Piece]


@dataclass(slots=True)
class Line:
    """A paragraph."""

    text: str


@dataclass(slots=True)
class Grid:
    """A table: rows of cells."""

    rows: list[list[list[Piece]]]
    title: str = ""


Piece = Line | list[Item] | Grid


@dataclass(slots=True)
class PlainArticle:
    """An article; `leden` come after `content`."""

    number: str
    heading: str
    label: str
    content: list[Piece] = field(default_factory=list)
    leden: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class PlainDivision:
    """A chapter or another division."""

    kind: str
    label: str
    number: str
    heading: str
    content: list[Piece] = field(default_factory=list)
    children: list[PlainArticle | PlainDivision] = field(default_factory=list)


PlainNode = PlainArticle | PlainDivision


def plain(regulation: Regulation) -> list[PlainNode]:
    """The text of `regulation`, without preamble and annexes. Equal for two by-laws that read the same."""
    return [plain_node(node) for node in regulation.body]


def plain_node(node: Division | Article) -> PlainNode:
    """One division or article as plain text."""
    if isinstance(node, Article):
        leden = [Item(lid.number, plain_blocks(lid.blocks)) for lid in node.lids]
        return PlainArticle(node.number, node.heading, node.label, plain_blocks(node.blocks), leden)
    children = [plain_node(child) for child in node.children]
    return PlainDivision(node.kind, node.label, node.number, node.heading, plain_blocks(node.blocks), children)


def plain_blocks(blocks: Iterable[Block]) -> list[Piece]:
    """Blocks as plain text."""
    return [_piece(block) for block in blocks]


def _piece(block: Block) -> Piece:
    if isinstance(block, Paragraph):
        return Line(block.text)
    if isinstance(block, ItemList):
        return [Item(item.number, plain_blocks(item.blocks)) for item in block.items]
    return Grid([[plain_blocks(cell.blocks) for cell in row] for row in block.rows], block.title)


def all_lines(content: Iterable[Piece]) -> Iterator[Line]:
    """Every paragraph, in order."""
    for piece in content:
        if isinstance(piece, Line):
            yield piece
        elif isinstance(piece, Grid):
            for row in piece.rows:
                for cell in row:
                    yield from all_lines(cell)
        else:
            for item in piece:
                yield from all_lines(item.content)


def all_divisions(nodes: Iterable[PlainNode]) -> Iterator[PlainDivision]:
    """Every division, outer ones first."""
    for node in nodes:
        if isinstance(node, PlainDivision):
            yield node
            yield from all_divisions(node.children)
