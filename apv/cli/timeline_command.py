"""`apv timeline`: what applied from when to when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from apv.cli.dutch_click import DutchCommand
from apv.cli.options import day_option, fact_option, output_options, place_options, read_facts
from apv.cli.output import as_json, check_free, deliver
from apv.law.catalogue import load_catalogue
from apv.reasoning.gaps import DEFAULT_SETTING
from apv.reasoning.timeline import timeline


@click.command(cls=DutchCommand)
@click.argument("behaviour", metavar="GEDRAGING")
@day_option
@place_options
@fact_option
@click.option("--municipality", default="", metavar="NAAM", help="De gemeente.")
@output_options("text", "json", "html", "svg")
def command(
    behaviour: str,
    day: date | None,
    setting: str,
    place: str,
    facts: tuple[str, ...],
    municipality: str,
    format_: str,
    output: Path | None,
    force: bool,
) -> int:
    """Toon van wanneer tot wanneer welk recht op een gedraging was gericht (tot de peildatum).

    Zonder --setting gaat het om onbekenden in het openbaar (public).
    """
    from apv.reports.timeline_report import timeline_html, timeline_json, timeline_text
    from apv.reports.timeline_svg import timeline_svg

    if output is not None:
        check_free(output, force=force)
    catalogue = load_catalogue()
    found = timeline(
        catalogue,
        behaviour,
        catalogue.check_day(day or date.today()),
        setting=setting or DEFAULT_SETTING,
        place=place,
        municipality=municipality,
        facts=read_facts(facts),
    )
    if format_ == "json":
        deliver(as_json(timeline_json(catalogue, found)), output, force=force)
    else:
        render = {"text": timeline_text, "html": timeline_html, "svg": timeline_svg}[format_]
        deliver(render(catalogue, found), output, force=force)
    return 0
