"""Reads chapters, articles, leden and headings of CVDR and BWB text into divisions and articles, in order.

`cvdr` and `bwb` hand it the element that holds the operative text; attachments met inside are put aside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from lxml import etree

from apv.bylaws.markup.first_sight import Sight
from apv.bylaws.markup.heading_elements import heading_of, kop_of
from apv.bylaws.markup.headings import hints_at_stub, stub_status
from apv.bylaws.markup.inline import words_apart
from apv.bylaws.markup.late import LateArticle, LateAttachment
from apv.bylaws.markup.line import squeeze
from apv.bylaws.markup.list_levels import regroup
from apv.bylaws.markup.plain_article import Markup, element_of
from apv.bylaws.markup.survey import survey
from apv.bylaws.markup.text_blocks import BlockReader
from apv.bylaws.markup.trouble import Trouble
from apv.bylaws.regulation import (
    Article,
    Attachment,
    Block,
    Division,
    Lid,
    Paragraph,
    Run,
    content_text,
    division_title,
)
from apv.errors import InputError

ARTICLES = frozenset({"artikel", "wijzig-artikel"})
DIVISIONS = frozenset({"boek", "deel", "titel", "titeldeel", "hoofdstuk", "afdeling", "paragraaf", "subparagraaf",
                       "sub-paragraaf", "subsubparagraaf", "divisie", "wijzig-divisie", "circulaire.divisie",
                       "tekst"})  # fmt: skip
ATTACHMENTS: dict[str, Literal["bijlage", "toelichting"]] = {
    "bijlage": "bijlage",
    "nota-toelichting": "toelichting",
    "toelichting": "toelichting",
}
Status = Literal["", "reserved", "repealed"]
STATUS_WORDS: dict[str, Status] = {"vervallen": "repealed", "gereserveerd": "reserved"}
"""The words of the attribute `status` that say more than the text does."""
MAX_DIVISIONS = 30
"""Divisions nested deeper than this are no regulation; real ones stay under eight."""

KNOWN = (
    ARTICLES
    | DIVISIONS
    | frozenset(ATTACHMENTS)
    | {"cvdr", "body", "intitule", "regeling", "aanhef", "regeling-tekst", "regeling-sluiting"}
    | {"wetgeving", "wet-besluit", "wettekst", "wetsluiting", "citeertitel", "circulaire", "circulaire-tekst"}
    | {"circulaire-sluiting", "verdrag", "verdragtekst", "rijksbesluit", "colspec", "tfoot"}
)
"""Names that belong to the formats beside the text elements."""


class StructureReader:
    """Reads structure; one per document. `attachments` collects annexes and explanatory notes as they are met.

    `where` names the document in errors; `left_out` are elements whose text is no operative text; `seen`: what the
    file told at first sight.
    """

    def __init__(
        self,
        *,
        where: str,
        left_out: frozenset[str] = frozenset(),
        seen: Mapping[etree._Element, Sight] = MappingProxyType({}),
    ) -> None:
        self._where = where
        self.blocks = BlockReader(where=where, left_out=left_out)
        self.attachments: list[Attachment] = []
        self._seen = seen
        self._late, self._words_seen = False, True

    def survey(
        self,
        root: etree._Element,
        trouble: Trouble,
        *,
        known: frozenset[str] = frozenset(),
        few_attributes: bool = True,
    ) -> None:
        """Look at everything under `root` once; what is odd goes to `trouble`. `known` are more names.

        From now on articles are read late: `root` must stay as it is.
        """
        all_known = survey(root, self.blocks, KNOWN | known, trouble, few_attributes=few_attributes)
        self._late, self._words_seen = True, self._words_seen and all_known

    def nodes(self, element: etree._Element, above: tuple[str, ...] = ()) -> tuple[Division | Article, ...]:
        """The divisions and articles in `element`; loose text becomes a division of kind "structuurtekst"."""
        content = _Content(own_text=False)
        self._content(element, above, content)
        return tuple(content.children)

    def loose(self, element: etree._Element) -> tuple[Division | Article, ...]:
        """`element` itself, met where no text is expected: read as part of the body, so that nothing is lost."""
        content = _Content(own_text=False)
        self._child(element, (), content)
        content.settle()
        return tuple(content.children)

    def division(self, element: etree._Element, above: tuple[str, ...] = ()) -> Division:
        """One hoofdstuk, afdeling, tekst … with everything in it."""
        if len(above) > MAX_DIVISIONS:
            raise InputError(
                "De hoofdstukken zijn te diep genest om een regeling te zijn",
                where=self._where,
                advice="Haal het bestand opnieuw op bij de bron.",
            )
        heading = heading_of(element, self.blocks)
        empty = Division(self.blocks.names[element.tag], heading.number, heading.title, heading.label)
        content = _Content(own_text=True)
        self._content(element, (*above, division_title(empty)), content)
        return replace(empty, blocks=content.blocks, children=tuple(content.children))

    def article(self, element: etree._Element, above: tuple[str, ...] = ()) -> Article:
        """One article with its leden, in whichever encoding they stand."""
        sight = self._seen.get(element)
        heading, plain, status, whole = sight or (heading_of(element, self.blocks), None, None, False)
        label, number, title = heading
        said = self.said_status(element) if status is None else STATUS_WORDS.get(status, "")
        if self._late or whole:
            words = plain if whole or self._words_seen else None
            source = None if whole else element
            return LateArticle.of(number, title, label, above, source, self, said=said, plain=words)
        before, lids = self.leden(element)
        shown = said or self.shown_status(element, title)
        return Article(number, title, before, lids, label, shown, above, self.jci(element))

    def jci(self, element: etree._Element) -> str:
        """The official reference in an article's meta-data, in the newest notation it offers."""
        if not len(element) or self.blocks.names[element[-1].tag] != "meta-data":
            return ""
        found = [jci for jci in element[-1].iter("{*}jci") if jci.get("verwijzing")]
        newest = max(found, key=lambda jci: _version(jci.get("versie", "")), default=None)
        return newest.get("verwijzing", "") if newest is not None else ""

    def said_status(self, element: etree._Element) -> Status:
        """Whether the article says with an attribute that it is a stub."""
        return STATUS_WORDS.get(element.get("status", ""), "")

    def shown_status(self, element: etree._Element, heading: str) -> Status:
        """Whether the text of the article is that of a stub; its leden are read only when a word hints at that."""
        if not hints_at_stub(self.glance(element)):
            return ""
        return stub_status(heading, content_text(*self.leden(element)))

    def glance(self, element: etree._Element) -> str:
        """All text in an article, white space as it stands."""
        return "".join(words_apart(element, self.blocks.names))

    def only_heading(self, element: etree._Element) -> bool:
        """Whether an article has nothing but its heading and official reference."""
        apart = (kop_of(element, self.blocks) is not None) + bool(self.jci(element))
        return len(element) <= apart and not any(self.leden(element))

    def leden(self, element: etree._Element) -> tuple[tuple[Block, ...], tuple[Lid, ...]]:
        """The text before the leden of an article, and the leden."""
        reader = self.blocks
        names = reader.names
        parts: list[Block | Lid] = [*_stray(element.text)]
        kop_seen = False
        for child in element:
            name = names[child.tag]
            if name == "lid":
                number, blocks = reader.numbered(child)
                parts.append(Lid(number, tuple(blocks)))
            elif name == "kop" and not kop_seen:
                kop_seen = True
            else:
                parts += reader.child(child)
            tail = child.tail
            if tail and not tail.isspace():
                parts += _stray(tail)
        return regroup(parts)

    def same_text(self, plain: Markup) -> Article:
        """An article with the leden of this plain one."""
        return _same_text(plain)

    def attachment(self, element: etree._Element) -> None:
        """Put a bijlage or nota-toelichting aside."""
        reader = self.blocks
        kind = ATTACHMENTS[reader.names[element.tag]]
        with_kop = len(element) and reader.names[element[0].tag] == "kop"
        heading = reader.heading_line(element[0]) if with_kop else ""

        def blocks() -> tuple[Block, ...]:
            found = reader.blocks(element)
            return tuple(found[1:] if heading else found)

        if heading or reader.says_something(element):
            attachment = (
                LateAttachment.of(kind, heading, blocks) if self._late else Attachment(kind, heading, blocks())
            )
            self.attachments.append(attachment)

    def _content(self, element: etree._Element, above: tuple[str, ...], content: _Content) -> None:
        content.loose += _stray(element.text)
        names = self.blocks.names
        for child in element:
            if names[child.tag] == "artikel":
                if content.loose:
                    content.settle()
                content.children.append(self.article(child, above))
            else:
                self._child(child, above, content)
            tail = child.tail
            if tail and not tail.isspace():
                content.loose += _stray(tail)
        content.settle()

    def _child(self, child: etree._Element, above: tuple[str, ...], content: _Content) -> None:
        name = self.blocks.names[child.tag]
        if name in ARTICLES:
            content.add(self.article(child, above))
        elif name in DIVISIONS or self._is_division(child, name):
            content.add(self.division(child, above))
        elif name in ATTACHMENTS:
            self.attachment(child)
        elif name != "kop":
            content.loose += self.blocks.child(child)

    def _is_division(self, element: etree._Element, name: str) -> bool:
        """True for running text with a heading, and for an element we do not know that holds articles."""
        if name == "structuurtekst":
            return any(self.blocks.names[part.tag] == "kop" for part in element)
        return not self.blocks.knows(name) and next(element.iter("{*}artikel"), None) is not None


@lru_cache(maxsize=2_000)
def _same_text(plain: Markup) -> Article:
    """By-laws follow a model: the same article comes back in hundreds of them, and is read once."""
    blocks, lids = StructureReader(where="").leden(element_of(plain))
    return Article("", blocks=blocks, lids=lids)


class _Content:
    """What a division holds, while it is read. Text before the first child is the division's own, later text a
    child of its own, so that the order stays."""

    def __init__(self, *, own_text: bool) -> None:
        self._own_text = own_text
        self.blocks: tuple[Block, ...] = ()
        self.children: list[Division | Article] = []
        self.loose: list[Block] = []

    def add(self, child: Division | Article) -> None:
        self.settle()
        self.children.append(child)

    def settle(self) -> None:
        if self.loose:
            text = tuple(self.loose)
            if self._own_text and not self.children:
                self.blocks = text
            else:
                self.children.append(Division("structuurtekst", blocks=text))
            self.loose.clear()


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _stray(text: str | None) -> list[Block]:
    """Text between elements, where none is expected: a paragraph all the same."""
    if not text or text.isspace():
        return []
    return [Paragraph((Run(squeeze(text).strip()),))]
