"""`apv gaps`: where national law has nothing, and whether a council may fill it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from apv.cli.dutch_click import DutchCommand
from apv.cli.options import bylaw_options, day_option, fact_option, output_options, place_options, read_facts
from apv.cli.output import as_json, check_free, deliver
from apv.law.catalogue import Catalogue, load_catalogue
from apv.reasoning.gaps import GapReport, gap_report, gaps_by_setting


@click.command(cls=DutchCommand)
@click.argument("behaviours", nargs=-1, metavar="[GEDRAGING]...")
@day_option
@place_options
@fact_option
@bylaw_options
@output_options("text", "json", "csv", "xlsx", "html")
def command(
    behaviours: tuple[str, ...],
    day: date | None,
    setting: str,
    place: str,
    facts: tuple[str, ...],
    municipality: str,
    apv_file: Path | None,
    library: Path | None,
    format_: str,
    output: Path | None,
    force: bool,
) -> int:
    """Toon per gedraging of landelijk recht, een APV of niets haar regelt (zonder gedraging: allemaal).

    Zonder --setting gaat het om onbekenden in het openbaar (public).
    """
    if output is not None:
        check_free(output, force=force)
    catalogue = load_catalogue()
    law = None
    on = day or date.today()
    if apv_file is not None or municipality:
        from apv.cli.local_law import local_law, official_name

        law = local_law(catalogue, municipality, apv_file, on, library)
        municipality = official_name(law, municipality)
    known = read_facts(facts)
    report = gap_report(
        catalogue, on, behaviours, setting=setting, place=place, municipality=municipality, facts=known, law=law
    )
    every: tuple[GapReport, ...] = ()
    if format_ == "html" and not setting:
        every = gaps_by_setting(
            catalogue, on, behaviours, place=place, municipality=municipality, facts=known, law=law
        )
    deliver(_rendered(catalogue, report, every, format_), output, force=force)
    return 0


def _rendered(catalogue: Catalogue, report: GapReport, every: tuple[GapReport, ...], format_: str) -> str | bytes:
    """The report; `every`: the same in each setting, for the picture on the page."""
    if format_ == "json":
        from apv.reports.answers_json import gaps_json

        return as_json(gaps_json(catalogue, report))
    if format_ in ("text", "html"):
        from apv.reports.gaps_view import gaps_view

        view = gaps_view(catalogue, report)
        if format_ == "html":
            from apv.reports.gaps_html import gaps_html

            return gaps_html(catalogue, view, every)
        from apv.reports.gaps_text import gaps_text

        return gaps_text(view)
    from apv.reports.gaps_tables import gap_sheets

    sheets = gap_sheets(catalogue, report)
    if format_ == "csv":
        from apv.reports.tabular import sheet_to_csv

        return sheet_to_csv(sheets[0])
    from apv.reports.xlsx import to_xlsx

    return to_xlsx(sheets, title="Dekking per gedraging", created=report.day)
