"""Bronnen: the law as the program knows it - every provision with its versions, elements, judgments and marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from apv.dutch import long_date
from apv.law.catalogue import Catalogue
from apv.law.provision import Provision, Version
from apv.reports.catalogue_text import KIND, VERIFIED, period
from apv.reports.sources import Source, SourceLinks

PAGE = "/bronnen"


@dataclass(frozen=True, slots=True)
class Listed:
    """A provision in the list."""

    id: str
    citation: str
    label: str
    summary: str


@dataclass(frozen=True, slots=True)
class ElementRow:
    """An element: its kind in Dutch, and a remark."""

    label: str
    kind: str
    remark: str


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of a provision with everything the catalogue says of it, in Dutch."""

    label: str
    period: str
    summary: str
    verified: str
    elements: tuple[ElementRow, ...]
    addresses: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class JudgmentView:
    """A judgment on the provision. `day` is only a year when no more is known."""

    court: str
    title: str
    text: str
    source: Source
    day: str


@dataclass(frozen=True, slots=True)
class ProvisionPage:
    """The page of one provision."""

    citation: str
    law: str
    versions: tuple[VersionView, ...]
    judgments: tuple[JudgmentView, ...]


def listed(catalogue: Catalogue, query: str) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
    """Every provision, by framework, in which all words of `query` occur (in its names, summary or elements)."""
    words = query.casefold().split()
    found: list[tuple[str, tuple[Listed, ...]]] = []
    for framework in catalogue.frameworks.values():
        rows = tuple(
            _listed(catalogue, one)
            for one in catalogue.provisions.values()
            if one.framework == framework.id and all(word in _words(catalogue, one) for word in words)
        )
        if rows:
            found.append((framework.label, rows))
    return tuple(found)


def _words(catalogue: Catalogue, provision: Provision) -> str:
    parts: list[str] = [provision.id, catalogue.cite(provision), catalogue.laws[provision.law].label]
    for version in provision.versions:
        parts += [version.label, version.summary, *(one.label for one in version.elements)]
        parts += [catalogue.behaviours[name].label for name in version.addresses]
    return " ".join(parts).casefold()


def _listed(catalogue: Catalogue, provision: Provision) -> Listed:
    newest = provision.versions[-1]
    return Listed(provision.id, catalogue.cite(provision), newest.label, newest.summary)


def provision_page(catalogue: Catalogue, name: str) -> ProvisionPage:
    """Everything about one provision, the newest version first. Raises InputError for an unknown id."""
    provision = catalogue.provision(name)
    versions = tuple(_version(catalogue, provision, one) for one in reversed(provision.versions))
    law = catalogue.laws[provision.law].label
    return ProvisionPage(catalogue.cite(provision), law, versions, tuple(_judgments(catalogue, name)))


def _version(catalogue: Catalogue, provision: Provision, version: Version) -> VersionView:
    elements = tuple(ElementRow(one.label, KIND[one.kind], one.remark) for one in version.elements)
    day = version.start or version.seen_on or catalogue.supported_from
    link = catalogue.link(provision, day)
    sources: Sequence[Source] = [Source(address, address) for address in version.sources]
    if link:
        sources = [Source(f"officiële tekst op {long_date(day)}", link), *sources]
    return VersionView(
        label=version.label, period=period(version), summary=version.summary, elements=elements,
        verified=VERIFIED[version.verified.how],
        addresses=tuple(one.label for one in catalogue.behaviours.values() if one.id in version.addresses),
        notes=version.notes, sources=tuple(sources),
    )  # fmt: skip


def _judgments(catalogue: Catalogue, name: str) -> Iterator[JudgmentView]:
    for judgment, bearing in catalogue.bearings.get(name, ()):
        links = SourceLinks(catalogue, judgment.known_from)
        day = long_date(judgment.known_from) if judgment.exact_day else str(judgment.known_from.year)
        yield JudgmentView(judgment.court, judgment.title, bearing.text, links.of(judgment.source), day)
