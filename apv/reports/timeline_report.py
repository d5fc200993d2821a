"""The timeline as text, JSON and a web page; the picture itself is timeline_svg."""

from __future__ import annotations

from datetime import date
from typing import Any

from apv.dutch import long_date
from apv.law.catalogue import Catalogue
from apv.reasoning.gaps import LABELS
from apv.reasoning.timeline import Timeline
from apv.reports.answer_words import COMPETENCE
from apv.reports.answers_json import DISCLAIMER, provenance
from apv.reports.json_values import day_json
from apv.reports.paper import Paper
from apv.reports.timeline_svg import picture, timeline_title, when

STATE = {"applies": "geldt", "depends": "onder voorwaarden"}


def timeline_text(catalogue: Catalogue, found: Timeline) -> str:
    """Outcome per period, then each provision, then the events."""
    paper = Paper()
    paper.title(timeline_title(catalogue, found))
    paper.section("Uitkomst per periode")
    for gap in found.gaps:
        paper.pair(_span(gap.start, gap.end), LABELS[gap.status], width=42)
    for framework, term in catalogue.frameworks.items():
        bands = [band for band in found.bands if band.framework == framework]
        if bands:
            paper.section(term.label)
        for band in bands:
            paper.pair(
                _span(band.start, band.end), f"{STATE[band.state]}: {band.citation} ({band.label})", width=42
            )
    paper.section("Gebeurtenissen")
    for event in found.events:
        paper.pair(when(event), event.text, width=20)
    paper.blank()
    paper.line(f"{DISCLAIMER} Catalogus {catalogue.version[:19]}….")
    return str(paper)


def timeline_json(catalogue: Catalogue, found: Timeline) -> dict[str, Any]:
    """The timeline as data; `end` is null while it lasts."""
    return {
        "behaviour": found.behaviour,
        "from": found.start.isoformat(),
        "until": found.until.isoformat(),
        "gaps": [
            {
                "gap": gap.status,
                "competence": gap.competence,
                "from": gap.start.isoformat(),
                "to": day_json(gap.end),
            }
            for gap in found.gaps
        ],
        "bands": [
            {
                "framework": band.framework,
                "provision": band.provision,
                "label": band.label,
                "verdict": band.state,
                "from": band.start.isoformat(),
                "to": day_json(band.end),
            }
            for band in found.bands
        ],
        "events": [
            {
                "date": event.day.isoformat(),
                "precision": event.precision,
                "text": event.text,
                "provisions": list(event.provisions),
            }
            for event in found.events
        ],
        "provenance": provenance(catalogue),
    }


def timeline_html(catalogue: Catalogue, found: Timeline) -> str:
    """A self-contained page with the picture and the same in tables."""
    from apv.reports.html import page

    return page(
        timeline_title(catalogue, found),
        "timeline.html",
        lead="Welk recht was op deze gedraging gericht, "
        f"van {long_date(found.start)} tot {long_date(found.until)}?",
        picture=picture(catalogue, found),
        gaps=[
            {
                "start": long_date(gap.start),
                "end": _end(gap.end),
                "label": LABELS[gap.status],
                "competence": COMPETENCE[gap.competence],
            }
            for gap in found.gaps
        ],
        bands=[
            {
                "name": f"{band.citation} – {band.label}",
                "framework": catalogue.frameworks[band.framework].label,
                "start": long_date(band.start),
                "end": _end(band.end),
                "state": STATE[band.state],
            }
            for band in found.bands
        ],
        events=[{"day": when(event), "text": event.text} for event in found.events],
        foot=f"{DISCLAIMER} Catalogus {catalogue.version}.",
    )


def _span(start: date, end: date | None) -> str:
    return f"{long_date(start)} – {long_date(end) if end else 'nu'}"


def _end(end: date | None) -> str:
    return long_date(end) if end else "loopt door"
