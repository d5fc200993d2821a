"""Articles and attachments of a document just read, worked out when they are first asked for.

Most articles of a by-law are only looked at to see that they are about something else. Working out leden and runs
costs five times as much as parsing the XML, a glance next to nothing. So the structure reader gives these: they
equal the ordinary values, and become ordinary values when copied, replaced or sent to another process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cached_property
from typing import Literal, cast

from apv.bylaws.regulation import Article, Attachment, Block, Lid

Content = tuple[tuple[Block, ...], tuple[Lid, ...]]


class LateArticle(Article):
    """An article whose `blocks` and `lids` are worked out when first asked for, once."""

    def __new__(cls, *values: object, **named: object) -> Article:  # type: ignore[misc]
        # dataclasses.replace comes here: what it makes has no text of the source to read late
        return Article(*values, **named)  # type: ignore[arg-type]

    @classmethod
    def of(
        cls,
        number: str,
        heading: str,
        label: str,
        status: Literal["", "reserved", "repealed"],
        division: tuple[str, ...],
        jci: str,
        raw: str,
        content: Callable[[], Content],
        *,
        empty: bool,
    ) -> LateArticle:
        """The article with these values; its blocks and leden still come from `content`, `raw` is all its text."""
        article = object.__new__(cls)
        article.__dict__.update(
            number=number,
            heading=heading,
            label=label,
            status=status,
            division=division,
            jci=jci,
            _raw=raw,
            _content=content,
            _empty=empty,
        )
        return article

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return self._settle()[0]

    @cached_property
    def lids(self) -> tuple[Lid, ...]:
        return self._settle()[1]

    @cached_property
    def glance(self) -> str:
        return " ".join(cast(str, self.__dict__["_raw"]).split())

    @property
    def empty(self) -> bool:
        return cast(bool, self.__dict__["_empty"])

    def _settle(self) -> Content:
        content = cast(Callable[[], Content], self.__dict__["_content"])()
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
