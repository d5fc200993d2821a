"""`apv ask`: an interview that asks only what decides, and ends with the report and a case file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from apv.cli.answering import case_from, rendered
from apv.cli.dialogue import choose, choose_some, pick, reply, talk
from apv.cli.dutch_click import DutchCommand
from apv.cli.options import bylaw_options, day_option, fact_option, output_options, place_options, read_facts
from apv.cli.output import check_free, deliver
from apv.errors import InputError
from apv.law.catalogue import Catalogue, load_catalogue
from apv.reasoning.interview import Interview
from apv.reasoning.scenario import Scenario

SHOWN = 12
"""Behaviours shown at a time in a search."""


@click.command(cls=DutchCommand)
@click.argument("behaviours", nargs=-1, metavar="[GEDRAGING]...")
@day_option
@place_options
@fact_option
@bylaw_options
@click.option(
    "--case", "case_path", type=click.Path(path_type=Path), default=None, help="Begin met dit rechtsgeval."
)
@click.option("--text", default="", metavar="OMSCHRIJVING", help="Wat er gebeurde, in gewone woorden.")
@click.option("--thorough", is_flag=True, help="Vraag ook naar wat alleen in beeld komt.")
@click.option("--save", type=click.Path(path_type=Path), default=None, help="Bewaar het als rechtsgeval (TOML).")
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
    case_path: Path | None,
    text: str,
    thorough: bool,
    save: Path | None,
    format_: str,
    output: Path | None,
    force: bool,
) -> int:
    """Beantwoord alleen de vragen die beslissen, en krijg het antwoord van apv map.

    Voorbeeld: apv ask sissen --place public_road --save geval.toml
    """
    for path in (output, save):
        if path is not None:
            check_free(path, force=force)
    if format_ == "docx" and output is None:
        raise InputError(
            "Een Word-bestand heeft een naam nodig", advice="Geef die met -o, bijvoorbeeld -o recht.docx."
        )
    catalogue = load_catalogue()
    story = None
    if text:
        from apv.reasoning.story import read_story

        story = read_story(catalogue, text)
    given = {"setting": setting, "place": place, "municipality": municipality.strip()}
    start = case_from(catalogue, behaviours, day, given, read_facts(facts), case_path, story)
    start = _completed(catalogue, start)
    law = None
    if apv_file is not None or start.municipality:
        from apv.cli.local_law import local_law, official_name

        law = local_law(catalogue, start.municipality, apv_file, start.day, library)
        start = replace(start, municipality=official_name(law, start.municipality))
    end = talk(catalogue, Interview(start, thorough=thorough), law)
    if save is not None:
        from apv.reasoning.case_file import case_file

        unsure = [one for one in catalogue.facts if one in end.interview.unsure]
        labels = ", ".join(catalogue.behaviours[name].label for name in start.behaviours)
        content = case_file(end.found, labels, f"interview van {date.today().isoformat()}", unsure)
        deliver(content, save, force=force)
    click.echo()
    deliver(rendered(catalogue, end.found, None, False, format_), output, force=force)
    return 0


def _completed(catalogue: Catalogue, start: Scenario) -> Scenario:
    """The case with what was not given and that every answer needs: what happened, the relation, the place."""
    if not start.behaviours:
        start = replace(start, behaviours=_behaviours(catalogue))
    if not start.setting:
        options = [(term.id, term.label) for term in catalogue.settings.values()]
        start = replace(start, setting=choose("In welke situatie gebeurde het?", options, none="weet ik niet"))
    if not start.place:
        options = [(term.id, term.label) for term in catalogue.places.values()]
        start = replace(start, place=choose("Waar gebeurde het?", options, none="weet ik niet"))
    if not start.municipality:
        click.echo("In welke gemeente? (Enter: niet van belang)")
        start = replace(start, municipality=reply() or "")
    return start


def _behaviours(catalogue: Catalogue) -> tuple[str, ...]:
    """What happened: words are searched in the names, and a description is read as `--text` is."""
    from apv.reasoning.story import read_story

    everything = [(one.id, one.label) for one in catalogue.behaviours.values()]
    while True:
        click.echo("Wat gebeurde er? Beschrijf het, of noem een gedraging (bijvoorbeeld: sissen, volgen).")
        words = reply()
        if not words:
            raise InputError("Er is geen gedraging opgegeven", advice="Bijvoorbeeld: apv ask sissen.")
        found = read_story(catalogue, words).behaviours or pick(words, everything)
        options = [(name, catalogue.behaviours[name].label) for name in found[:SHOWN]]
        if len(options) == 1:
            click.echo(f"Gedraging: {options[0][1]}.")
            return (options[0][0],)
        if options:
            chosen = choose_some("Wat bedoelt u?", options, none="al deze")
            return chosen or found[:SHOWN]
        click.echo("Dat herken ik niet. Alle gedragingen: apv catalogue list.")
