"""`apv map`: which law applies to this behaviour, here, on this date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from apv.cli.answering import case_from, rendered
from apv.cli.dutch_click import DutchCommand
from apv.cli.options import bylaw_options, day_option, fact_option, output_options, place_options, read_facts
from apv.cli.output import check_free, deliver
from apv.errors import InputError
from apv.law.catalogue import load_catalogue
from apv.reasoning.gaps import examine


@click.command(cls=DutchCommand)
@click.argument("behaviours", nargs=-1, metavar="[GEDRAGING]...")
@day_option
@place_options
@fact_option
@bylaw_options
@click.option("--case", "case_file", type=click.Path(path_type=Path), default=None, help="Een rechtsgeval (TOML).")
@click.option("--text", default="", metavar="OMSCHRIJVING", help="Wat er gebeurde, in gewone woorden.")
@click.option("--all", "all_results", is_flag=True, help="Toon ook wat niet van toepassing is, met de reden.")
@output_options("text", "json", "html", "docx", "csv")
def command(
    behaviours: tuple[str, ...],
    day: date | None,
    setting: str,
    place: str,
    facts: tuple[str, ...],
    municipality: str,
    apv_file: Path | None,
    library: Path | None,
    case_file: Path | None,
    text: str,
    all_results: bool,
    format_: str,
    output: Path | None,
    force: bool,
) -> int:
    """Toon welk recht geldt voor een of meer gedragingen op een datum.

    Voorbeeld: apv map sissen naroepen --place public_road --date 2024-07-01
    """
    if output is not None:
        check_free(output, force=force)
    catalogue = load_catalogue()
    story = None
    if text:
        from apv.reasoning.story import read_story

        story = read_story(catalogue, text)
    given = {"setting": setting, "place": place, "municipality": municipality}
    asked = case_from(catalogue, behaviours, day, given, read_facts(facts), case_file, story)
    if not asked.behaviours:
        raise InputError(
            "Er is geen gedraging opgegeven of herkend",
            advice="Bijvoorbeeld: apv map sissen. Alle namen: apv catalogue list.",
        )
    law = None
    if apv_file is not None or asked.municipality:
        from apv.cli.local_law import local_law, official_name

        law = local_law(catalogue, asked.municipality, apv_file, asked.day, library)
        asked = replace(asked, municipality=official_name(law, asked.municipality))
    found = examine(catalogue, asked, law)
    deliver(rendered(catalogue, found, story, all_results, format_), output, force=force)
    return 0
