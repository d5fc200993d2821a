"""What can go wrong with a draft in law on its date: judgments, competence tests, national rules, older articles.

The facts come from the catalogue and from reasoning; the sentences from templates/documents/risks.xml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from lxml import etree

from apv.drafting.choices import Choices
from apv.drafting.law_words import LawWords
from apv.drafting.models import Model
from apv.drafting.render import render
from apv.law.case_law import Bearing, Judgment
from apv.law.catalogue import Catalogue
from apv.law.provision import Provision
from apv.reasoning.competence import CheckedTest, Competence, assess

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
    existing: Sequence[ExistingNorm] = (), undefined_terms: Sequence[str] = (),
) -> Weighed:  # fmt: skip
    """The risks on day `on` of an article with these choices that takes effect on `effective`."""
    competence = assess(catalogue, choices.reach, on)
    overlaps = tuple(_overlaps(catalogue, choices.reach, on, effective))
    root = render(model.templates, TEMPLATE, {
        "on": on, "effective": effective, "model": model, "law": LawWords(catalogue, on),
        "judgments": tuple(_judgments(catalogue, model, on)), "tests": tuple(_doubts(competence)),
        "overlaps": overlaps, "existing": existing, "undefined_terms": undefined_terms,
    })  # fmt: skip
    links = {judgment.source: judgment.links[0] for judgment in catalogue.judgments if judgment.links}
    return Weighed(tuple(_read(node, links) for node in root.iterfind("risk")), overlaps, competence)


def _judgments(catalogue: Catalogue, model: Model, on: date) -> Iterator[tuple[Judgment, Bearing]]:
    """Judgments against the article that the model follows, known on the day: gravest first, then newest."""
    pairs = [
        (judgment, bearing)
        for judgment, bearing in catalogue.bearings.get(model.based_on, ())
        if judgment.known_from <= on and bearing.effect in ("voids", "weakens")
    ]
    newest_first = sorted(pairs, key=lambda pair: pair[0].known_from, reverse=True)
    return iter(sorted(newest_first, key=lambda pair: pair[1].effect != "voids"))


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
            since = _first_day(provision, shared)
            yield Overlap(
                provision.id, catalogue.cite(provision), catalogue.laws[provision.law].label, provision.article,
                version.label, labels, since, now is None,
            )  # fmt: skip


def _first_day(provision: Provision, behaviours: Sequence[str]) -> date | None:
    """The first day on which the provision was aimed at one of the behaviours, when that day is certain."""
    first = next(version for version in provision.versions if version.addresses.intersection(behaviours))
    return first.start if first.precision == "exact" else None


def _read(node: etree._Element, links: Mapping[str, str]) -> Risk:
    names = dict.fromkeys(_plain(source) for source in node.iterfind("source"))
    (title,), (text,) = node.iterfind("heading"), node.iterfind("text")
    sources = tuple(Source(name, links.get(name, "")) for name in names)
    return Risk(node.get("kind", ""), _plain(title), _plain(text), sources)


def _plain(node: etree._Element) -> str:
    return " ".join(cast(str, node.xpath("string()")).split())
