"""What a check finds, and what it gets to know about the law: the values between rules and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeAlias

from apv.bylaws.norms.lexicon import Lexicon
from apv.bylaws.norms.penal_list import number_key
from apv.bylaws.norms.recognise import Norm, recognise
from apv.bylaws.regulation import Article, Division, Regulation
from apv.drafting.lint.passages import LintText, Passage
from apv.drafting.lint.rules import Rule
from apv.findings import Severity
from apv.law.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule is not kept. `text[start:end]` of the passage are the words (no end: all to its end);
    without a passage it is about the whole text. `detail` says in Dutch what was found, `better` how it could
    read; `severity` only when it differs from that of the rule."""

    passage: Passage | None
    start: int = 0
    end: int | None = None
    detail: str = ""
    better: str = ""
    severity: Severity | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A rule that could not be checked on this text, and why, in Dutch; never counted as kept."""

    reason: str


Found: TypeAlias = "Iterator[Hit] | Unchecked"
Check: TypeAlias = "Callable[[Case], Found]"


@dataclass(frozen=True)
class Law:
    """The law on one day, and what the articles of one text forbid under it."""

    catalogue: Catalogue
    lexicon: Lexicon
    on: date
    text: LintText

    @cached_property
    def whole(self) -> Regulation:
        """The by-law that the articles are part of: the text, or the by-law in force with the new articles."""
        whole = self.text.base
        if whole is None:
            return self.text.regulation
        for _, article in self.text.articles:
            # where it stands says nothing about what it forbids: the end will do
            whole = replace(whole, body=(*_without(whole.body, article.number), article))
        return whole

    @cached_property
    def norms(self) -> tuple[tuple[int, Article, Norm], ...]:
        """What each article that is looked at forbids, with its place; stubs forbid nothing."""
        found = {norm.article: norm for norm in recognise(self.whole, self.lexicon) if not norm.stub}
        articles = self.text.articles
        return tuple((at, article, found[article.number]) for at, article in articles if article.number in found)

    @property
    def partial(self) -> bool:
        """An amending draft without the by-law that it amends: definitions and penal list are not known."""
        return self.text.document == "amending" and self.text.base is None


@dataclass(frozen=True, slots=True)
class Case:
    """What a check is given: a rule, the text it is held against, and the law."""

    text: LintText
    rule: Rule
    law: Law


WITHOUT_BYLAW = Unchecked("Daarvoor is de verordening nodig die wordt gewijzigd; geef die met --apv.")


def _without(nodes: tuple[Division | Article, ...], number: str) -> tuple[Division | Article, ...]:
    """The same nodes without the article that has this number."""
    return tuple(
        replace(node, children=_without(node.children, number)) if isinstance(node, Division) else node
        for node in nodes
        if isinstance(node, Division) or number_key(node.number) != number_key(number)
    )
