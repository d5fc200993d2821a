"""`apv library changes`: what changed that touches a behaviour, between versions or since the last pull."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from apv.bylaws.store.library import Library
from apv.bylaws.store.place import library_place
from apv.cli.dutch_click import DutchCommand
from apv.cli.options import Day, library_option, output_options
from apv.cli.output import as_json, check_free, deliver
from apv.errors import InputError
from apv.law.catalogue import load_catalogue

if TYPE_CHECKING:
    from apv.bylaws.norms.changes import VersionChanges
    from apv.bylaws.norms.lexicon import Lexicon
    from apv.bylaws.store.history import Step


@click.command("changes", cls=DutchCommand)
@click.argument("names", nargs=-1, metavar="[KENMERK] [KENMERK]")
@click.option("--municipality", default="", metavar="NAAM", help="Alleen regelingen van deze gemeente.")
@click.option("--since", type=Day(), default=None, help="Versies die op of na deze dag in werking traden.")
@click.option(
    "--behaviour", "behaviours", multiple=True, metavar="GEDRAGING", help="Alleen deze gedraging; herhaalbaar."
)
@library_option
@output_options("text", "json")
def changes(
    names: tuple[str, ...],
    municipality: str,
    since: date | None,
    behaviours: tuple[str, ...],
    library: Path | None,
    format_: str,
    output: Path | None,
    force: bool,
) -> int:
    """Toon wat er in regelingen is veranderd dat een gedraging raakt.

    Met twee kenmerken: van de ene versie naar de andere. Met één: van de vorige versie naar deze. Met
    --municipality: naar de nieuwste versie. Zonder iets: wat de laatste keer ophalen (apv library pull) bracht.
    """
    from apv.bylaws.norms.lexicon import load_lexicon
    from apv.reports.changes_report import changes_json, changes_text

    if output is not None:
        check_free(output, force=force)
    catalogue = load_catalogue()
    wanted = tuple(catalogue.behaviour(name).id for name in behaviours)
    lexicon = load_lexicon(catalogue)
    with Library.open(library_place(library), create=False) as kept:
        steps, question = _steps(kept, names, municipality, since)
        told = [(step, _found(kept, step, lexicon, wanted)) for step in steps]
    content = (
        as_json(changes_json(question, told)) if format_ == "json" else changes_text(question, told, catalogue)
    )
    deliver(content, output, force=force)
    return 0


def _steps(
    kept: Library, names: tuple[str, ...], municipality: str, since: date | None
) -> tuple[tuple[Step, ...], str]:
    """Which versions to hold against each other, and the question in Dutch."""
    from apv.bylaws.fetching.fetch_log import FetchLog
    from apv.bylaws.store.history import latest_steps, named_steps, steps_since, steps_to
    from apv.dutch import long_date

    if names:
        if municipality or since:
            raise InputError(
                "Een kenmerk gaat niet samen met --municipality of --since", advice="Geef het een of het ander."
            )
        return named_steps(kept, names), "Wat veranderde van versie tot versie?"
    works = kept.works(municipality)
    if municipality and not works:
        raise InputError(f"In de bibliotheek staat niets van '{municipality}'", advice="Zie apv library list.")
    if since:
        return steps_since(works, since), f"Wat veranderde sinds {long_date(since)}?"
    if municipality:
        return latest_steps(works), "Wat veranderde met de nieuwste versie?"
    log = FetchLog.beside(kept.path)
    if not log.last_run:
        raise InputError(
            "Er is nog niets opgehaald, dus er is geen laatste keer om mee te vergelijken",
            where=str(log.path),
            advice="Geef een kenmerk, --municipality NAAM of --since JJJJ-MM-DD.",
        )
    day = date.fromisoformat(log.last_run[:10])
    return steps_to(works, log.fetched_since(log.last_run)), f"Wat bracht het ophalen van {long_date(day)}?"


def _found(kept: Library, step: Step, lexicon: Lexicon, wanted: tuple[str, ...]) -> VersionChanges | None:
    """The changes of one step that touch a behaviour asked for; None when there is no earlier version."""
    from apv.bylaws.norms.changes import version_changes

    if step.old is None:
        return None
    found = version_changes(kept.regulation(step.old.hash), kept.regulation(step.new.hash), lexicon)
    return found.about(wanted) if wanted else found
