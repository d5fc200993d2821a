"""`apv map`: which law applies to this behaviour, here, on this date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from apv.cli.dutch_click import DutchCommand
from apv.cli.options import bylaw_options, day_option, fact_option, output_options, place_options, read_facts
from apv.cli.output import as_json, check_free, deliver
from apv.errors import InputError
from apv.law.catalogue import Catalogue, load_catalogue
from apv.reasoning.gaps import Examined, examine
from apv.reasoning.scenario import Scenario, scenario

if TYPE_CHECKING:  # reading cases and texts is loaded only when asked for
    from apv.reasoning.story import Story


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
    asked = _asked(catalogue, behaviours, day, given, read_facts(facts), case_file, story)
    law = None
    if apv_file is not None or asked.municipality:
        from apv.cli.local_law import local_law, official_name

        law = local_law(catalogue, asked.municipality, apv_file, asked.day, library)
        asked = replace(asked, municipality=official_name(law, asked.municipality))
    found = examine(catalogue, asked, law)
    deliver(_rendered(catalogue, found, story, all_results, format_), output, force=force)
    return 0


def _rendered(
    catalogue: Catalogue, found: Examined, story: Story | None, all_results: bool, format_: str
) -> str | bytes:
    if format_ == "json":
        from apv.reports.answers_json import map_json

        return as_json(map_json(catalogue, found, all_results=all_results, story=story))
    from apv.reports.map_view import map_view

    view = map_view(catalogue, found, all_results=all_results, story=story)
    if format_ == "html":
        from apv.reports.map_html import map_html

        return map_html(catalogue, found.asked, view)
    if format_ == "docx":
        from apv.reports.map_docx import map_docx

        return map_docx(view)
    if format_ == "csv":
        from apv.reports.map_tables import map_sheet
        from apv.reports.tabular import sheet_to_csv

        return sheet_to_csv(map_sheet(view))
    from apv.reports.map_text import map_text

    return map_text(view)


def _asked(
    catalogue: Catalogue,
    behaviours: tuple[str, ...],
    day: date | None,
    given: dict[str, str],
    facts: dict[str, object],
    case_file: Path | None,
    story: Story | None,
) -> Scenario:
    """The scenario from a case file, a text and the options; what comes later completes or replaces."""
    filed = Scenario(date.today())
    if case_file is not None:
        from apv.reasoning.law_case import read_case

        filed = read_case(catalogue, case_file, today=filed.day).asked
    told = {"setting": story.setting, "place": story.place} if story is not None else {}
    names = (*filed.behaviours, *(story.behaviours if story is not None else ()), *behaviours)
    if not names:
        raise InputError(
            "Er is geen gedraging opgegeven of herkend",
            advice="Bijvoorbeeld: apv map sissen. Alle namen: apv catalogue list.",
        )
    read_facts = {name: value for name, value in (story.facts if story else {}).items() if name not in facts}
    return scenario(
        catalogue,
        day or filed.day,
        names,
        setting=given["setting"] or told.get("setting") or filed.setting,
        place=given["place"] or told.get("place") or filed.place,
        municipality=given["municipality"] or filed.municipality,
        facts={**filed.facts, **read_facts, **facts},
        origins={name: words for name, words in (story.origins if story else {}).items() if name in read_facts},
    )
