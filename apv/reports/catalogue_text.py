"""The catalogue for reading: lists of names, and one provision with all its versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from apv.dutch import long_date
from apv.law.catalogue import Catalogue
from apv.law.logic import All, AnyOf, Applies, ElementIs, Expression, FactIs, Not, facts_of
from apv.law.provision import Provision, Version
from apv.law.terms import Behaviour, Fact, Term
from apv.reasoning.alerts import judgment_link
from apv.reasoning.sanctions import maximum
from apv.reports.paper import Paper

KINDS = ("behaviours", "facts", "settings", "places", "provisions")
"""What `apv catalogue list` can list."""

KIND = {"factual": "feitelijk", "evaluative": "weging", "mental": "opzet of weten", "exception": "uitzondering"}
VERIFIED = {
    "primary": "gelezen in de officiële geconsolideerde tekst",
    "official": "officiële publicatie",
    "secondary": "alleen uit een secundaire bron",
    "not-verified": "niet geverifieerd",
}


def names(catalogue: Catalogue, kind: str, day: date | None = None) -> list[dict[str, str]]:
    """Id and label of everything of this kind; provisions with their citation, those of `day` if given."""
    if kind == "provisions":
        return [
            {"id": p.id, "label": version.label, "citation": catalogue.cite(p), "framework": p.framework}
            for p in catalogue.provisions.values()
            if (version := p.on(day) if day else p.versions[-1]) is not None
        ]
    terms: dict[str, Mapping[str, Behaviour | Fact | Term]] = {
        "behaviours": catalogue.behaviours,
        "facts": catalogue.facts,
        "settings": catalogue.settings,
        "places": catalogue.places,
    }
    return [{"id": term.id, "label": term.label, "label_en": term.label_en} for term in terms[kind].values()]


def names_text(rows: Iterable[dict[str, str]]) -> str:
    """The names in two columns."""
    paper = Paper()
    for row in rows:
        label = f"{row['citation']} – {row['label']}" if "citation" in row else row["label"]
        paper.pair(row["id"], label, width=26)
    return str(paper)


def provision_text(catalogue: Catalogue, provision: Provision, day: date) -> str:
    """One provision with every version; the one of `day` is marked."""
    paper = Paper()
    paper.title(f"{catalogue.cite(provision)} ({provision.id})")
    paper.pair("Wet", catalogue.laws[provision.law].label)
    paper.pair("Kader", catalogue.frameworks[provision.framework].label)
    current = provision.on(day)
    for version in provision.versions:
        _version(catalogue, version, paper, day, is_current=version is current)
    pairs = catalogue.bearings.get(provision.id, ())
    if pairs:
        paper.section("Rechtspraak")
        for judgment, bearing in pairs:
            paper.line(f"{judgment.court}, {judgment.source}: {bearing.text} {judgment_link(judgment)}", hang=2)
    return str(paper)


def provision_json(catalogue: Catalogue, provision: Provision) -> dict[str, Any]:
    """The provision as data."""
    return {
        "id": provision.id,
        "citation": catalogue.cite(provision),
        "law": provision.law,
        "article": provision.article,
        "lid": provision.lid or None,
        "framework": provision.framework,
        "municipality": provision.municipality or None,
        "versions": [_version_json(version) for version in provision.versions],
        "case_law": [
            {
                "source": j.source,
                "court": j.court,
                "effect": b.effect,
                "element": b.element or None,
                "text": b.text,
                "link": judgment_link(j),
            }
            for j, b in catalogue.bearings.get(provision.id, ())
        ],
    }


def period(version: Version) -> str:
    """When a version holds, with what is known about its first day."""
    start = long_date(version.start) if version.start else "een niet geverifieerde dag"
    if version.start is None and version.precision == "before-supported-period":
        start = "vóór de periode die het programma kent"
    return f"van {start} tot en met {long_date(version.end)}" if version.end else f"vanaf {start}"


def _version(catalogue: Catalogue, version: Version, paper: Paper, day: date, *, is_current: bool) -> None:
    paper.section(f"{version.label}, {period(version)}{' (geldt op de peildatum)' if is_current else ''}")
    paper.line(version.summary)
    for element in version.elements:
        asks = "; ".join(catalogue.facts[fact].label for fact in facts_of(element.test))
        paper.line(f"- {element.label} ({KIND[element.kind]}; feiten: {asks})", indent=2, hang=4)
    paper.pair("Logica:", _logic(version.logic), indent=2, width=12)
    paper.pair("Gevolg:", maximum(catalogue, version.sanction, version.end or day).text, indent=2, width=12)
    if version.addresses:
        labels = sorted(catalogue.behaviours[name].label for name in version.addresses)
        paper.pair("Gericht op:", ", ".join(labels), indent=2, width=12)
    if version.victim:
        paper.pair("Beschermt:", version.victim, indent=2, width=12)
    for note in version.notes:
        paper.pair("Let op:", note, indent=2, width=12)
    read = f", tekst van {long_date(version.verified.text_of)}" if version.verified.text_of else ""
    paper.pair("Gelezen:", f"{VERIFIED[version.verified.how]}{read}", indent=2, width=12)
    for source in version.sources:
        paper.pair("Bron:", source, indent=2, width=12)


def _version_json(version: Version) -> dict[str, Any]:
    return {
        "version": version.id,
        "from": version.start.isoformat() if version.start else None,
        "to": version.end.isoformat() if version.end else None,
        "precision": version.precision,
        "role": version.role,
        "label": version.label,
        "summary": version.summary,
        "logic": _logic(version.logic),
        "elements": [
            {"key": e.key, "label": e.label, "kind": e.kind, "facts": list(facts_of(e.test))}
            for e in version.elements
        ],
        "addresses": sorted(version.addresses),
        "verified": version.verified.how,
        "sources": list(version.sources),
    }


def _logic(rule: Expression) -> str:
    if isinstance(rule, ElementIs):
        return rule.key
    if isinstance(rule, FactIs):
        return rule.fact
    if isinstance(rule, Applies):
        return f"({' of '.join(rule.provisions)})"
    if isinstance(rule, Not):
        return f"niet {_logic(rule.part)}"
    assert isinstance(rule, All | AnyOf)
    word = " en " if isinstance(rule, All) else " of "
    return "(" + word.join(_logic(part) for part in rule.parts) + ")"
