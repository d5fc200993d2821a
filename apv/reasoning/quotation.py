"""The official text of a provision on a day, from the files that the user has; for `apv catalogue show --bwb`.

The catalogue describes the law in its own words. Here stand the words of the law itself, with where they come from
and with every reason to doubt that they are the words of that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from apv.bylaws.regulation import Article
from apv.bylaws.statutes import Statute, holding
from apv.law.catalogue import Catalogue
from apv.law.provision import Provision
from apv.reasoning.likeness import Wording
from apv.reasoning.verification import find_articles

Doubt = Literal["no-date", "changed-since", "later-unknown", "other-words", "text-is-stub"]
"""no-date: the file does not say of which day the text is. changed-since: by the catalogue the provision changed
between the first day of the text and the day asked. later-unknown: the text began before that day, and the file
does not say until when it held. other-words: the text hardly looks like what the catalogue says of that day.
text-is-stub: the article is only kept as a number (repealed or reserved)."""

Lack = Literal["no-file", "only-later", "no-article"]
"""Why there is nothing to quote: no text of the act, only texts of later days, or the text has no such article."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The articles of a provision in the text that holds on `day`; `lack` says why there are none."""

    day: date
    statute: Statute | None = None
    articles: tuple[Article, ...] = ()
    missing: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    lack: Lack | None = None


def quote(catalogue: Catalogue, provision: Provision, statutes: Sequence[Statute], day: date) -> Quotation:
    """What the provision says in the text that holds on `day`; a text without a date is taken with its doubt."""
    act = catalogue.laws[provision.law].bwb
    statute = holding(statutes, act, day) if act else None
    if statute is None:
        later = any(other.act == act for other in statutes)
        return Quotation(day, lack="only-later" if act and later else "no-file")
    articles, missing = find_articles(catalogue, provision, statute.text)
    return Quotation(
        day,
        statute,
        articles,
        missing,
        _doubts(provision, statute, articles, day),
        None if articles else "no-article",
    )


def _doubts(provision: Provision, statute: Statute, articles: tuple[Article, ...], day: date) -> tuple[Doubt, ...]:
    found: list[Doubt] = []
    version = provision.on(day)
    if statute.begins is None:
        found.append("no-date")
        if version is None or not Wording(statute.text).like(articles, version):
            found.append("other-words")
    elif statute.begins < day:
        changed = provision.on(statute.begins) is not version
        found.append("changed-since" if changed else "later-unknown")
    if any(article.status for article in articles):
        found.append("text-is-stub")
    return tuple(found)
