"""A by-law as values: the one shape that reading, drafting, comparing and reporting share.

Both official XML and our own drafts become a `Regulation`. Text lives in CVDR's own blocks (paragraph, list,
table); an article also offers its whole operative text as one string with the span of every lid and item, so
that "found here" can always be shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Literal

from apv.bylaws.article_text import Part, PartKind, content_text, flatten
from apv.bylaws.blocks import (
    Block,
    Cell,
    ItemList,
    ListItem,
    Paragraph,
    Run,
    Table,
    bare,
    text_of,
)
from apv.findings import Finding

__all__ = [
    "Article",
    "Attachment",
    "Block",
    "Cell",
    "Division",
    "ItemList",
    "Lid",
    "ListItem",
    "Metadata",
    "Paragraph",
    "Part",
    "PartKind",
    "Regulation",
    "Run",
    "Table",
    "bare",
    "content_text",
    "division_title",
    "flatten",
    "place",
    "text_of",
]


@dataclass(frozen=True, slots=True)
class Lid:
    """A numbered paragraph of an article. `number` as printed ("1.", "1"); `as_list` when the source wrote it as
    `lijst/li` (the older CVDR encoding)."""

    number: str
    blocks: tuple[Block, ...]
    as_list: bool = False


@dataclass(frozen=True, eq=False)
class Article:
    """One article. `number` is bare ("2:1a"); `label` what stands before it ("Artikel").

    `blocks` is text before or without leden; `lids` the leden in order. `status`: as the text shows it.
    `text` and `parts` are derived: all operative text as one string, and the span of every piece of it.
    """

    number: str
    heading: str = ""
    blocks: tuple[Block, ...] = ()
    lids: tuple[Lid, ...] = ()
    label: str = "Artikel"
    status: Literal["", "reserved", "repealed"] = ""
    division: tuple[str, ...] = ()
    """Headings above it, outermost first."""
    jci: str = ""
    """The official reference of a statute article, read from the source."""

    @cached_property
    def _flat(self) -> tuple[str, tuple[Part, ...]]:
        return flatten(self)

    @property
    def text(self) -> str:
        return self._flat[0]

    @property
    def parts(self) -> tuple[Part, ...]:
        return self._flat[1]

    @property
    def glance(self) -> str:
        """All its words, heading and numbers included, for a first look.

        Every stretch of `text` within a paragraph occurs in it, but for white space. It is cheap, also when the
        article is read late (late.py); `text` is not.
        """
        return " ".join(
            " ".join((self.label, self.number, self.heading, content_text(self.blocks, self.lids))).split()
        )

    @property
    def plain(self) -> bytes | str | None:
        """Markup from which all words of `glance` can be told, where it is at hand: for the quickest of looks."""
        return None

    @property
    def marked(self) -> bool:
        """Whether it is a stub for a reason that need not stand in its text."""
        return bool(self.status)

    @property
    def empty(self) -> bool:
        """True when it has a heading at most."""
        return not self.blocks and not self.lids

    def __eq__(self, other: object) -> bool:
        # an article read late (late.py) equals the same article built at once
        if not isinstance(other, Article):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _ARTICLE_FIELDS)

    def __hash__(self) -> int:
        return hash((self.number, self.heading, self.label))


_ARTICLE_FIELDS = tuple(item.name for item in fields(Article))


@dataclass(frozen=True)
class Division:
    """hoofdstuk, afdeling, paragraaf …: `kind` is the CVDR element name; children in document order.

    A `structuurtekst` that opens a division becomes `blocks` on it; one that stands elsewhere is a child of kind
    "structuurtekst". A table of contents inside the text has kind "inhoudsopgave": its lines are no articles.
    """

    kind: str
    number: str = ""
    heading: str = ""
    label: str = ""
    blocks: tuple[Block, ...] = ()
    children: tuple[Division | Article, ...] = ()


@dataclass(frozen=True, eq=False)
class Attachment:
    """A bijlage or nota-toelichting: kept apart from the operative text."""

    kind: Literal["bijlage", "toelichting"]
    heading: str
    blocks: tuple[Block, ...] = ()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Attachment):
            return NotImplemented
        return (self.kind, self.heading, self.blocks) == (other.kind, other.heading, other.blocks)

    def __hash__(self) -> int:
        return hash((self.kind, self.heading))


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says about itself. Dates are as read; `valid_to` is the first day it no longer holds
    (CVDR's uitwerkingtredingDatum read as exclusive). `identifier` is the version ("CVDR680781_1"), `work` without
    its version ("CVDR680781")."""

    identifier: str = ""
    work: str = ""
    title: str = ""
    citation_title: str = ""
    creator: str = ""
    """Municipality (or other body) as named in the file."""
    creator_scheme: str = ""
    kind: str = ""
    """"regeling"; the soort of a statute ("wet")."""
    valid_from: date | None = None
    valid_to: date | None = None
    issued: date | None = None
    modified: date | None = None
    legal_basis: tuple[str, ...] = ()
    announcement: str = ""
    subject: str = ""
    concerns: str = ""
    """What this version is: "nieuwe regeling", "wijziging van artikel …"."""
    legal_basis_refs: tuple[str, ...] = ()
    """The address of each legal basis, raw, in the order of `legal_basis`; "" where the source gives none."""
    announcement_ref: str = ""
    declared_identifier: str = ""
    """The identifier as the file writes it, where that differs from `identifier` ("112779_1")."""
    rubric: str = ""
    """What sort of rules: "algemeen verbindend voorschrift (verordening)"."""
    ratified_by: str = ""
    """The body that decided: "gemeenteraad"."""
    language: str = ""
    spatial: str = ""
    rights: str = ""
    reference: str = ""
    """The municipality's own reference (kenmerk)."""
    topic: str = ""
    delegated: tuple[Block, ...] = ()
    """Rules made under this regulation (gedelegeerdeRegelgeving)."""
    editorial: tuple[Block, ...] = ()
    """Remarks of the editors of the collection (redactioneleToevoeging); no part of the by-law."""

    @property
    def end(self) -> date | None:
        """`valid_to`, unless it lies before the start: real files say so, and such an end says nothing."""
        start, end = self.valid_from, self.valid_to
        return None if start is not None and end is not None and end <= start else end

    def holds_on(self, day: date) -> bool:
        """Whether the file says that it holds on `day`; a missing date does not count against it."""
        return (self.valid_from is None or self.valid_from <= day) and (self.end is None or day < self.end)


@dataclass(frozen=True)
class Regulation:
    """A whole by-law or statute."""

    meta: Metadata
    title: str = ""
    preamble: tuple[Block, ...] = ()
    body: tuple[Division | Article, ...] = ()
    closing: tuple[Block, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    signing: tuple[str, ...] = ()
    """The lines of the signing block, after `closing`."""
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    source: str = field(default="", compare=False)
    """File name or address it was read from."""

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """Every article in document order."""
        return tuple(_articles(self.body))

    @cached_property
    def _by_number(self) -> dict[str, Article]:
        return {article.number: article for article in reversed(self.articles)}

    def article(self, number: str) -> Article | None:
        """The (first) article with this bare number, or None."""
        return self._by_number.get(number)


def _articles(nodes: tuple[Division | Article, ...]) -> Iterator[Article]:
    for node in nodes:
        if isinstance(node, Article):
            yield node
        else:
            yield from _articles(node.children)


def place(nodes: tuple[Division | Article, ...], above: tuple[str, ...] = ()) -> tuple[Division | Article, ...]:
    """The same nodes with `Article.division` filled in from where each article stands."""
    placed: list[Division | Article] = []
    for node in nodes:
        if isinstance(node, Article):
            placed.append(node if node.division == above else replace(node, division=above))
        else:
            placed.append(replace(node, children=place(node.children, (*above, division_title(node)))))
    return tuple(placed)


def division_title(division: Division) -> str:
    """The printed heading of a division on one line: "Hoofdstuk 2 Openbare orde"."""
    return " ".join(part for part in (division.label, division.number, division.heading) if part)
