"""What can go wrong with a draft in law on its date: judgments, competence tests, national rules, older articles.

The facts come from the catalogue and from reasoning; the sentences from templates/documents/risks.xml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from lxml import etree

from apv.drafting.bearing import expression_judgments, first_day, judgments_against
from apv.drafting.choices import Choices
from apv.drafting.law_words import LawWords
from apv.drafting.models import Model, WeakSpot
from apv.drafting.remainder import Remainder
from apv.drafting.render import render
from apv.drafting.repeal import Repealed
from apv.law.catalogue import Catalogue
from apv.reasoning.competence import CheckedTest, Competence, assess
from apv.reasoning.verdict import Verdict

TEMPLATE = "documents/risks.xml"


@dataclass(frozen=True, slots=True)
class Source:
    """A citation or ECLI, and where it can be read ("" when not known)."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """One legal risk: `title` and `text` in Dutch, with the sources it rests on."""

    kind: str
    title: str
    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """A national offence aimed at what the draft forbids. `behaviours` are Dutch labels; `since` its first day
    when that is certain; `later`: it is not in force yet on the date of the draft, but will be when the draft
    takes effect."""

    provision: str
    citation: str
    act: str
    article: str
    label: str
    behaviours: tuple[str, ...]
    since: date | None
    later: bool


@dataclass(frozen=True, slots=True)
class ExistingNorm:
    """An article of the by-law in force that already forbids part of what the draft forbids.

    `behaviours` are Dutch labels; `reasons` say what its status is, `sources` on what that rests.
    """

    article: str
    heading: str
    behaviours: tuple[str, ...]
    reasons: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The risks of a draft with what they rest on."""

    risks: tuple[Risk, ...]
    overlaps: tuple[Overlap, ...]
    competence: Competence


def weigh(
    catalogue: Catalogue, model: Model, choices: Choices, on: date, effective: date | None, *,
    existing: Sequence[ExistingNorm] = (), undefined_terms: Sequence[str] = (), remainder: Remainder | None = None,
    repealed: Repealed | None = None, homeless: bool = False, already: Sequence[str] = (),
) -> Weighed:  # fmt: skip
    """The risks on day `on` of an article with these choices that takes effect on `effective`.

    `remainder`: what the article was narrowed to; `repealed`: what the draft repeals; `homeless`: its leden were
    meant for an article that was not found; `already`: labels of what the article that they join forbids already.
    """
    spots = tuple(_weak_spots(catalogue, model, choices, max(on, effective or on)))
    # what the wording of the model leaves open is open, also where the conduct as such is clear
    opened = {fact: Verdict.UNKNOWN for spot, _ in spots for fact in spot.opens}
    competence = assess(catalogue, choices.reach, on, stated=opened)
    overlaps = tuple(_overlaps(catalogue, choices.reach, on, effective))
    against = judgments_against(catalogue, model.based_on, on) if model.based_on else []
    said = against or expression_judgments(catalogue, competence.tests, on)
    root = render(model.templates, TEMPLATE, {
        "on": on, "effective": effective, "model": model, "law": LawWords(catalogue, on),
        "judgments": tuple(said), "tests": tuple(_doubts(competence)),
        "weak_spots": spots,
        "overlaps": overlaps, "existing": existing, "undefined_terms": undefined_terms, "remainder": remainder,
        "repealed": repealed, "homeless": homeless, "already": already,
    })  # fmt: skip
    links = {judgment.source: judgment.links[0] for judgment in catalogue.judgments if judgment.links}
    return Weighed(tuple(_read(node, links) for node in root.iterfind("risk")), overlaps, competence)


def _weak_spots(
    catalogue: Catalogue, model: Model, choices: Choices, day: date
) -> Iterator[tuple[WeakSpot, tuple[str, ...]]]:
    """The model's own weak spots that count on the day for these choices, each with its sources."""
    judgments = {judgment.id: judgment for judgment in catalogue.judgments}
    for spot in model.weak_spots:
        rules = [catalogue.provisions[name] for name in spot.provisions]
        standing = [catalogue.cite(rule) for rule in rules if rule.on(day)]
        said = [judgments[name].source for name in spot.judgments if judgments[name].known_from <= day]
        if (spot.provisions or spot.judgments) and not (standing or said):
            continue
        if not spot.when or any(choices.has(slot, value) for slot, value in spot.when):
            yield spot, (*standing, *said)


def _doubts(competence: Competence) -> Iterator[CheckedTest]:
    return (test for test in competence.tests if test.outcome != "allowed")


def _overlaps(
    catalogue: Catalogue, behaviours: Sequence[str], on: date, effective: date | None
) -> Iterator[Overlap]:
    for provision in catalogue.judging:
        now, later = provision.on(on), provision.on(effective) if effective and effective > on else None
        version = now or later
        if version is None or version.role != "offence":
            continue
        shared = [name for name in behaviours if name in version.addresses]
        if shared:
            labels = tuple(catalogue.behaviours[name].label for name in shared)
            since = first_day(provision, shared)
            yield Overlap(
                provision.id, catalogue.cite(provision), catalogue.laws[provision.law].label, provision.article,
                version.label, labels, since, now is None,
            )  # fmt: skip


def _read(node: etree._Element, links: Mapping[str, str]) -> Risk:
    names = dict.fromkeys(_plain(source) for source in node.iterfind("source"))
    (title,), (text,) = node.iterfind("heading"), node.iterfind("text")
    sources = tuple(Source(name, links.get(name, "")) for name in names)
    return Risk(node.get("kind", ""), _plain(title), _plain(text), sources)


def _plain(node: etree._Element) -> str:
    return " ".join(cast(str, node.xpath("string()")).split())
