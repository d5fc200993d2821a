"""Holds the catalogue against official texts: does every provision stand where the catalogue says it stands?

Comes after `bylaws.statutes`, goes to `reports.verify_text` and `reports.verify_json`. It compares places and
dates; whether the catalogue describes an article well stays the work of a lawyer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from apv.bylaws.regulation import Article, Regulation
from apv.bylaws.statutes import Statute, replaced_texts
from apv.law.catalogue import Catalogue
from apv.law.frames import Law
from apv.law.provision import Provision, Version
from apv.reasoning.likeness import Wording, stems

Outcome = Literal[
    "found",
    "article_missing",
    "lid_missing",
    "repealed",
    "unexpected",
    "number_reused",
    "first_day_unknown",
    "heading_differs",
    "content_differs",
    "absent",
]
"""found: stands there. article_missing, lid_missing: does not. repealed: only a stub is left. unexpected: stands
there although the catalogue says it does not hold. number_reused: another provision has the number on that day.
first_day_unknown: the catalogue does not know whether it held. heading_differs, content_differs: stands there, but
speaks of something else at first sight. absent: does not hold, does not stand there."""

ASKS_A_PERSON: frozenset[Outcome] = frozenset({"article_missing", "lid_missing", "repealed", "unexpected"})

DateBasis = Literal["text", "name", "given", "assumed"]
"""How the day of a text is known: from the file, its name, the user, or nothing but the first supported day."""


@dataclass(frozen=True, slots=True)
class Check:
    """One provision held against one text. `version` is the one that holds on the day, if any does."""

    provision: Provision
    version: Version | None
    outcome: Outcome
    articles: tuple[Article, ...] = ()
    missing: tuple[str, ...] = ()
    """Article numbers that the text does not have."""


@dataclass(frozen=True, slots=True)
class ActCheck:
    """Every provision of one act held against one text of it, as it stands on `day`."""

    law: Law
    statute: Statute
    day: date
    dated: DateBasis
    checks: tuple[Check, ...]

    @property
    def newer(self) -> bool:
        """True when the text is younger than the latest one that the catalogue was made from."""
        return self.dated != "assumed" and self.law.read is not None and self.day > self.law.read

    @property
    def older(self) -> bool:
        """True when the text began before the first day the catalogue supports, and may have changed by then."""
        return self.statute.begins is not None and self.statute.begins < self.day

    @property
    def in_force(self) -> tuple[Check, ...]:
        """The provisions that hold on the day, or may hold."""
        return tuple(check for check in self.checks if check.version is not None)

    @property
    def found(self) -> tuple[Check, ...]:
        """Those of `in_force` that stand in the text."""
        return tuple(c for c in self.in_force if c.outcome not in ASKS_A_PERSON and not c.missing)

    @property
    def needs_person(self) -> bool:
        return self.newer or any(c.outcome in ASKS_A_PERSON for c in self.checks)


@dataclass(frozen=True, slots=True)
class Verification:
    """The catalogue held against a set of texts.

    `replaced` are texts that gave way to another with the same first day, `too_old` those that no longer held on
    the first supported day, `without_text` the acts of the catalogue that no text was there for.
    """

    acts: tuple[ActCheck, ...]
    replaced: tuple[Statute, ...]
    too_old: tuple[Statute, ...]
    without_text: tuple[Law, ...]

    @property
    def needs_person(self) -> bool:
        return any(act.needs_person for act in self.acts)


def verify(catalogue: Catalogue, statutes: Sequence[Statute], given: date | None = None) -> Verification:
    """Check every provision of the acts in `statutes` on the first day of each text.

    `given` is the day of texts that name none; without it they are checked on the first supported day, and marked.
    """
    by_number = {law.bwb: law for law in catalogue.laws.values() if law.bwb}
    statutes = [statute for statute in statutes if statute.act in by_number]
    replaced = replaced_texts(statutes)
    too_old = [s for s in statutes if s not in replaced and _ended(s, statutes, catalogue.supported_from)]
    acts = []
    for statute in statutes:
        if statute in replaced or statute in too_old:
            continue
        day, dated = _day_of(statute, given, catalogue.supported_from)
        law = by_number[statute.act]
        acts.append(ActCheck(law, statute, day, dated, tuple(_checks(catalogue, law, statute.text, day))))
    read = {statute.act for statute in statutes}
    without = tuple(law for number, law in by_number.items() if number not in read)
    order = list(by_number)
    acts.sort(key=lambda act: (order.index(act.law.bwb), act.day, act.statute.file))
    return Verification(tuple(acts), tuple(replaced), tuple(too_old), without)


def find_articles(
    catalogue: Catalogue, provision: Provision, text: Regulation
) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    """The official articles of a provision, and the numbers that the text does not have.

    A number may stand with or without that of its book; "139-144" stands for every article from one to the other.
    """
    book = catalogue.laws[provision.law].book
    found, missing = [], []
    for number in _numbers(provision.article):
        article = text.article(number) or (text.article(f"{book}:{number}") if book else None)
        if article is None:
            missing.append(number)
        else:
            found.append(article)
    return tuple(found), tuple(missing)


def has_lid(article: Article, lid: str) -> bool:
    """Whether the article has this lid: "2", "1a" (lid 1 onder a, or a lid numbered 1a). A word is no lid.

    >>> from apv.bylaws.regulation import Lid, Paragraph, Run
    >>> has_lid(Article("1", lids=(Lid("1.", (Paragraph((Run("Een."),)),)),)), "2")
    False
    """
    match = re.fullmatch(r"(\d+)([a-z]*)", lid)
    if match is None:
        return True
    paths = {part.path for part in article.parts}
    wanted = [(lid,), (match[1], match[2])] if match[2] else [(lid,)]
    return any(path[: len(want)] == want for path in paths for want in wanted)


def _numbers(article: str) -> Iterable[str]:
    match = re.fullmatch(r"(\d+)-(\d+)", article)
    return map(str, range(int(match[1]), int(match[2]) + 1)) if match else (article,)


def _ended(statute: Statute, statutes: Iterable[Statute], first_day: date) -> bool:
    begins = statute.begins
    return begins is not None and any(
        other.act == statute.act and other.begins is not None and begins < other.begins <= first_day
        for other in statutes
    )


def _day_of(statute: Statute, given: date | None, first_day: date) -> tuple[date, DateBasis]:
    if statute.begins is not None:
        return max(statute.begins, first_day), "text" if statute.basis == "text" else "name"
    return (given, "given") if given is not None else (first_day, "assumed")


def _checks(catalogue: Catalogue, law: Law, text: Regulation, day: date) -> Iterator[Check]:
    wording = Wording(text)
    for provision in catalogue.provisions.values():
        if catalogue.laws[provision.law].bwb == law.bwb:
            articles, missing = find_articles(catalogue, provision, text)
            version = provision.on(day)
            if version is None:
                outcome = _when_not_in_force(provision, articles, wording)
            else:
                outcome = _when_in_force(provision, version, day, articles, missing, wording)
            yield Check(provision, version, outcome, articles, missing)


def _when_not_in_force(provision: Provision, articles: tuple[Article, ...], wording: Wording) -> Outcome:
    alive = [article for article in articles if not _stub(article)]
    if not alive:
        return "absent"
    if not any(wording.like(alive, version) for version in provision.versions):
        return "number_reused"
    return "unexpected" if any(has_lid(article, provision.lid) for article in alive) else "absent"


def _when_in_force(
    provision: Provision,
    version: Version,
    day: date,
    articles: tuple[Article, ...],
    missing: tuple[str, ...],
    wording: Wording,
) -> Outcome:
    if version.in_force(day) == "unknown":
        return "first_day_unknown"
    if missing:
        return "article_missing"
    if all(_stub(article) for article in articles):
        return "repealed"
    if len(articles) == 1 and not has_lid(articles[0], provision.lid):
        return "lid_missing"
    headings = stems(*(article.heading for article in articles))
    if headings and not headings & stems(version.label, version.summary):
        return "heading_differs"
    return "found" if wording.like(articles, version) else "content_differs"


def _stub(article: Article) -> bool:
    return bool(article.status) or article.empty
