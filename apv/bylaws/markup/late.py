"""Articles and attachments of a document just read, worked out when they are first asked for.

Most articles of a by-law are only looked at to see that they are about something else. Working out leden and runs
costs five times as much as parsing the XML, a glance next to nothing. So the structure reader gives these: they
equal the ordinary values, and become ordinary values when copied, replaced or sent to another process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cached_property
from typing import Literal, Protocol, cast

from lxml import etree

from apv.bylaws.markup.plain_article import Markup, element_of, only_heading
from apv.bylaws.regulation import Article, Attachment, Block, Lid, Part, flatten

Content = tuple[tuple[Block, ...], tuple[Lid, ...]]
Status = Literal["", "reserved", "repealed"]


class ArticleReader(Protocol):
    """Reads what there is to know about one article; the structure reader does."""

    def leden(self, element: etree._Element) -> Content: ...

    def same_text(self, plain: Markup) -> Article: ...

    def glance(self, element: etree._Element) -> str: ...

    def shown_status(self, element: etree._Element, heading: str) -> Status: ...

    def jci(self, element: etree._Element) -> str: ...

    def only_heading(self, element: etree._Element) -> bool: ...


class LateArticle(Article):
    """An article of which only the heading is read; the rest is worked out when first asked for, once."""

    def __new__(cls, *values: object, **named: object) -> Article:  # type: ignore[misc]
        # dataclasses.replace comes here: what it makes has no text of the source to read late
        return Article(*values, **named)  # type: ignore[arg-type]

    @classmethod
    def of(
        cls,
        number: str,
        heading: str,
        label: str,
        division: tuple[str, ...],
        element: etree._Element | None,
        reader: ArticleReader,
        *,
        said: Status,
        plain: Markup | None,
    ) -> LateArticle:
        """The article in `element`, which must stay as it is, or in `plain` if that is whole; `reader` reads the
        rest of it. `said`: its status as an attribute tells it; `plain`: see Sight."""
        article = object.__new__(cls)
        known = article.__dict__
        known["number"], known["heading"], known["label"], known["division"] = number, heading, label, division
        known["_element"], known["_reader"], known["_whole"] = element, reader, element is None
        known["_said"], known["_plain"] = said, plain
        return article

    @property
    def _source(self) -> tuple[ArticleReader, etree._Element]:
        known = self.__dict__
        element = known["_element"]
        if element is None:
            element = known["_element"] = element_of(known["_plain"])
        return cast(ArticleReader, known["_reader"]), cast(etree._Element, element)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return self._settle()[0]

    @cached_property
    def lids(self) -> tuple[Lid, ...]:
        return self._settle()[1]

    @cached_property
    def status(self) -> Status:
        reader, element = self._source
        return cast(Status, self.__dict__["_said"]) or reader.shown_status(element, self.heading)

    @property
    def marked(self) -> bool:
        return bool(self.__dict__["_said"])

    @cached_property
    def jci(self) -> str:
        reader, element = self._source
        return reader.jci(element)

    @property
    def glance(self) -> str:
        reader, element = self._source
        return reader.glance(element)

    @property
    def plain(self) -> Markup | None:
        plain: Markup | None = self.__dict__["_plain"]
        return plain

    @property
    def empty(self) -> bool:
        if self.__dict__["_whole"]:
            return only_heading(self.__dict__["_plain"])
        reader, element = self._source
        return reader.only_heading(element)

    @cached_property
    def _flat(self) -> tuple[str, tuple[Part, ...]]:
        return flatten(self) if self._same_text is None else (self._same_text.text, self._same_text.parts)

    @cached_property
    def _same_text(self) -> Article | None:
        """An article with the same leden, which may have been read before; of plain articles only."""
        known = self.__dict__
        return known["_reader"].same_text(known["_plain"]) if known["_whole"] else None

    def _settle(self) -> Content:
        if self._same_text is not None:
            content = self._same_text.blocks, self._same_text.lids
        else:
            reader, element = self._source
            content = reader.leden(element)
        self.__dict__.update(blocks=content[0], lids=content[1])
        return content

    def __reduce__(self) -> tuple[type[Article], tuple[object, ...]]:
        return Article, tuple(getattr(self, item.name) for item in fields(Article))


class LateAttachment(Attachment):
    """An attachment whose `blocks` come from `content`, once."""

    @classmethod
    def of(
        cls, kind: Literal["bijlage", "toelichting"], heading: str, content: Callable[[], tuple[Block, ...]]
    ) -> LateAttachment:
        """An attachment with its blocks still to come."""
        attachment = object.__new__(cls)
        attachment.__dict__.update(kind=kind, heading=heading, _content=content)
        return attachment

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return cast(Callable[[], tuple[Block, ...]], self.__dict__["_content"])()

    def __reduce__(self) -> tuple[type[Attachment], tuple[object, ...]]:
        return Attachment, (self.kind, self.heading, self.blocks)
