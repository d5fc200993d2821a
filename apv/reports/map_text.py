"""The map as a report that can be read aloud: per framework what applies, what depends on what, and why."""

from __future__ import annotations

from apv.reports.map_view import MapView, RouteView
from apv.reports.paper import Paper
from apv.reports.provision_view import ElementView, ProvisionView
from apv.reports.section_view import SectionView


def map_text(view: MapView) -> str:
    """The whole report, in Dutch; with what was read in a text, for a person to confirm."""
    paper = Paper()
    _head(view, paper)
    _recognised(view, paper)
    _questions(view, paper)
    for section in view.sections:
        paper.section(section.title)
        _section(section, paper)
    _room(view, paper)
    _routes("Wie kan optreden", view.enforcers, paper)
    _routes("Waar het slachtoffer terecht kan", view.fora, paper)
    paper.section("Over dit antwoord")
    paper.line(f"{view.disclaimer} Catalogus {view.catalogue[:19]}….")
    return str(paper)


def _head(view: MapView, paper: Paper) -> None:
    paper.title(view.title)
    for label, text in view.lead:
        paper.pair(label, text)
    paper.blank()
    paper.pair("Uitkomst", view.outcome)
    paper.bullets(view.reasons, indent=14)


def _recognised(view: MapView, paper: Paper) -> None:
    if view.recognised is None:
        return
    paper.section("In de tekst gelezen – klopt dit?")
    for found in view.recognised:
        remark = f" ({found.remark})" if found.remark else ""
        paper.line(f"- '{found.words}': {found.label}{remark}", indent=2, hang=4)
    if not view.recognised:
        paper.line("Er is niets in herkend.")
    paper.line("Klopt er iets niet? Geef het met --fact, --setting of --place; wat u opgeeft gaat voor.")


def _questions(view: MapView, paper: Paper) -> None:
    if view.questions:
        paper.blank()
        paper.line("Dit zou het meest beslissen:")
        for asked in view.questions:
            paper.line(f"- {asked.question} ({asked.option})", indent=2, hang=4)


def _section(section: SectionView, paper: Paper) -> None:
    for provision in section.full:
        _provision(provision, paper)
    if section.near:
        paper.blank()
        paper.line("Tenzij – hangt ervan af of ook aan het volgende is voldaan:")
        for near in section.near:
            paper.line(f"- {near.citation} ({near.label}): {'; '.join(near.open)}.", indent=2, hang=4)
    if section.remote_cited:
        paper.blank()
        paper.line(f"Niet uitgesloten, maar niets in de feiten wijst erop: {section.remote_cited}.")
    for excluded in section.excluded:
        paper.line(f"{excluded.status.upper()}: {excluded.name}: {excluded.why_not}.", hang=2)
    if section.note:
        paper.line(section.note)
    for norm in section.norms:
        _provision(norm, paper)


def _provision(found: ProvisionView, paper: Paper) -> None:
    """A provision with every element; what it has no answer to is left out. Notes on the text of the law are for
    the forms that people file (web page, Word, CSV)."""
    paper.blank()
    paper.line(f"{found.status.upper()}: {found.name}", hang=2)
    if found.summary:
        paper.line(found.summary, indent=2)
    for element in found.elements:
        paper.line(_element(element), indent=4, hang=6)
    pairs = (
        ("Nog open:", (f"{'; '.join(found.open)}.",) if found.open else ()),
        ("Gevolg:", (found.consequence,) if found.consequence else ()),
        ("Zwaarder:", found.heavier),
        ("Let op:", [remark.printed for remark in found.alerts]),
        ("Later:", [remark.printed for remark in found.later]),
        ("Bron:", (found.source.link or found.source.text,) if found.source else ()),
    )
    for label, texts in pairs:
        for text in texts:
            paper.pair(label, text, indent=2, width=12)


def _element(found: ElementView) -> str:
    if found.state == "passed":
        return f"[{found.mark}] {found.label}"
    return f"[{found.mark}] {found.label} – {found.because}"


def _room(view: MapView, paper: Paper) -> None:
    paper.section("Ruimte voor een APV")
    paper.pair("Bevoegdheid", f"{view.competence} (voor een nieuwe bepaling)")
    for test in view.doubts:
        sources = ", ".join(source.printed for source in test.sources)
        paper.line(f"[{test.mark}] {test.label}: {test.reason} ({sources})", indent=2, hang=4)


def _routes(title: str, routes: tuple[RouteView, ...], paper: Paper) -> None:
    if routes:
        paper.section(title)
    for route in routes:
        remark = f" {route.remark}" if route.remark else ""
        cited = ", ".join(source.text for source in route.citations)
        paper.line(f"- {route.label} ({cited}).{remark}", indent=2, hang=4)
