"""Where the new article goes in the by-law, and which number it gets in the by-law's own style."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from apv.bylaws.norms.penal_list import number_key, sort_key
from apv.bylaws.norms.recognise import Norm
from apv.bylaws.regulation import Article, Regulation
from apv.drafting.models import Anchor, Model
from apv.errors import InputError

NUMBER = re.compile(r"(?P<base>\d+(?:[.:]\d+)*)(?P<suffix>[A-Za-z]{0,2})")


@dataclass(frozen=True, slots=True)
class Placement:
    """`number` of the article; `settled` is False when it is only a suggestion. `after`: the number of the article
    it follows ("" when not known). `replaces`: the by-law has an article with this number, which is replaced.
    `division`: the headings it comes to stand under. `headed`: its neighbours have headings (None: not known)."""

    number: str
    settled: bool
    after: str = ""
    replaces: bool = False
    division: tuple[str, ...] = ()
    headed: bool | None = None


def place(model: Model, bylaw: Regulation | None, wanted: str | None, norms: Sequence[Norm] = ()) -> Placement:
    """Where an article of this model goes in `bylaw`, whose norms are `norms`; `wanted` is the number that the
    user asked for.

    Raises InputError when `wanted` is no article number.
    """
    if wanted is not None and not NUMBER.fullmatch(wanted):
        raise InputError(
            f"'{wanted}' is geen artikelnummer", advice=f"Schrijf het zoals {model.suggested_number}."
        )
    if bylaw is None or not bylaw.articles:
        return Placement(wanted or model.suggested_number, settled=wanted is not None)
    if wanted is not None:
        return _at(wanted, bylaw)
    anchor = find_anchor(model.anchors, bylaw, norms)
    match = NUMBER.fullmatch(anchor.number) if anchor else None
    number = _free_number(match["base"], bylaw) if match else None
    return _at(number, bylaw) if number else Placement(model.suggested_number, settled=False)


def at_article(article: Article) -> Placement:
    """The place of an article of the by-law that is changed or repealed."""
    return Placement(
        article.number, settled=True, replaces=True, division=article.division, headed=bool(article.heading)
    )


def find_anchor(anchors: Sequence[Anchor], bylaw: Regulation, norms: Sequence[Norm]) -> Article | None:
    """The article that the anchors point at: by its own heading or behaviour, else the first under a heading with
    the words."""
    standing = [article for article in bylaw.articles if not article.status]
    forbids = {norm.article: norm.behaviours for norm in norms}
    for anchor in anchors:
        for article in standing:
            if anchor.heading and anchor.heading in article.heading.casefold():
                return article
            if anchor.behaviour in forbids.get(article.number, ()):
                return article
    for anchor in anchors:
        for article in standing:
            if anchor.heading and any(anchor.heading in heading.casefold() for heading in article.division):
                return article
    return None


def _at(number: str, bylaw: Regulation) -> Placement:
    known = {number_key(article.number): article for article in bylaw.articles}
    old = known.get(number_key(number))
    if old:
        headed = bool(old.heading) and not old.status
        return Placement(
            old.number, settled=True, replaces=True, division=old.division, headed=headed or _headings(bylaw)
        )
    before = [article for article in bylaw.articles if sort_key(article.number) < sort_key(number)]
    if not before:
        return Placement(number, settled=True)
    neighbour = max(before, key=lambda article: sort_key(article.number))
    return Placement(
        number, settled=True, after=neighbour.number, division=neighbour.division, headed=_headings(bylaw)
    )


def _headings(bylaw: Regulation) -> bool:
    """Whether the articles of the by-law have headings, as most of them do or do not."""
    return sum(bool(article.heading) for article in bylaw.articles) * 2 > len(bylaw.articles)


def _free_number(base: str, bylaw: Regulation) -> str | None:
    """The first number with a free letter after `base`, in the by-law's own capitals; None when all are taken.

    A number that the by-law keeps reserved is free; one that was repealed is not used again.
    """
    taken = {number_key(article.number) for article in bylaw.articles if article.status != "reserved"}
    suffixes = "".join(
        match["suffix"] for article in bylaw.articles if (match := NUMBER.fullmatch(article.number))
    )
    for letter in ascii_lowercase:
        if number_key(f"{base}{letter}") not in taken:
            return f"{base}{letter.upper() if suffixes.isupper() else letter}"
    return None
