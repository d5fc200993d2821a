"""The map as a web page to read or print: every provision with its reasons, and the years that led up to it."""

from __future__ import annotations

from apv.dutch import long_date
from apv.law.catalogue import Catalogue
from apv.reasoning.scenario import Scenario
from apv.reasoning.timeline import timeline
from apv.reports.html import page
from apv.reports.map_view import MapView
from apv.reports.timeline_svg import Picture, picture


def map_html(catalogue: Catalogue, asked: Scenario, view: MapView) -> str:
    """The page for `view`, which is the answer to `asked`; at its end the timeline of the first behaviour."""
    return page(
        view.title,
        "map.html",
        view=view,
        day=long_date(view.day),
        picture=years(catalogue, asked),
    )


def years(catalogue: Catalogue, asked: Scenario) -> Picture:
    """The timeline of the first behaviour, under the facts that can hold for it alone."""
    first = asked.behaviours[0]
    defined = {part.fact for part in catalogue.behaviours[first].implies}
    found = timeline(
        catalogue,
        first,
        asked.day,
        setting=asked.setting,
        place=asked.place,
        municipality=asked.municipality,
        facts={name: value for name, value in asked.facts.items() if name not in defined},
    )
    return picture(catalogue, found)
