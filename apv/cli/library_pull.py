"""`apv library pull`: fetch official texts into the library. The only command that uses the network."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from apv.bylaws.store.place import library_exists, library_place
from apv.cli.dutch_click import DutchCommand
from apv.cli.options import Day, day_option, library_option
from apv.errors import InputError, unknown_name

if TYPE_CHECKING:
    from apv.bylaws.fetching.plan import Ask, Item
    from apv.bylaws.fetching.pull import Pull
    from apv.bylaws.fetching.transfer import Web

SERVICES_VARIABLE = "APV_SERVICES"
"""Names another services.xml: a mirror of the official services, or a server of one's own."""


@click.command("pull", cls=DutchCommand)
@click.option(
    "--municipality",
    "municipalities",
    multiple=True,
    metavar="NAAM",
    help="De APV van deze gemeente; herhaalbaar.",
)
@click.option("--all", "everything", is_flag=True, help="De APV's van alle gemeenten.")
@click.option(
    "--law", "laws", multiple=True, metavar="WET", help="Een landelijke wet, bijvoorbeeld sr of awgb; herhaalbaar."
)
@click.option(
    "--from-list",
    "list_file",
    type=click.Path(path_type=Path),
    default=None,
    metavar="BESTAND",
    help="Lijst met kenmerken of adressen: CSV, JSON of één per regel.",
)
@day_option
@click.option(
    "--known-on", type=Day(), default=None, help="Wetten zoals op deze dag bekend (zichtdatum; standaard vandaag)."
)
@click.option("--dry-run", is_flag=True, help="Zoek alleen, en noem wat zou worden opgehaald.")
@library_option
def pull(
    municipalities: tuple[str, ...],
    everything: bool,
    laws: tuple[str, ...],
    list_file: Path | None,
    day: date | None,
    known_on: date | None,
    dry_run: bool,
    library: Path | None,
) -> int:
    """Haal officiële teksten op en zet ze in de bibliotheek.

    Dit is de enige opdracht die internet gebruikt: hooguit één verzoek per seconde, bij de openbare diensten van
    de overheid. Wat er al is, wordt niet opnieuw opgehaald. Eindigt met 1 als iets niet is gelukt.
    """
    if not (municipalities or everything or laws or list_file):
        raise InputError(
            "Zeg wat er moet worden opgehaald",
            advice="Geef --municipality NAAM, --all, --law WET of --from-list BESTAND.",
        )
    from apv.bylaws.fetching.official import Official
    from apv.bylaws.fetching.plan import Planner, make_plan
    from apv.bylaws.fetching.pull_list import read_list
    from apv.bylaws.fetching.services import load_services
    from apv.reports.pull_text import trouble_text

    numbers = [_law(name) for name in laws]
    rows, wrong = read_list(list_file) if list_file else ([], [])
    services = load_services(_other_services())
    web, today = Official(services), date.today()
    planner = Planner(services, web, day or today, seen_on=known_on or today)
    asks: list[Ask] = [planner.all_bylaws] if everything else []
    asks += [partial(planner.bylaw_of, name) for name in municipalities]
    asks += [partial(planner.law, number, label) for number, label in numbers]
    asks += [partial(planner.listed, row) for row in rows]
    with _bar("Zoeken", len(asks)) as advance:
        plan = make_plan(asks, advance)
    failed = [*wrong, *plan.failed]
    if not plan.items and len(failed) == 1:
        raise failed[0]
    for line in trouble_text(failed, plan.unasked, planner.unread):
        click.echo(line, err=True)
    where = library_place(library)
    complete = _preview(plan.items, web, where) if dry_run else _fetch(plan.items, web, where)
    return 0 if complete and not failed else 1


def _other_services() -> Path | None:
    named = os.environ.get(SERVICES_VARIABLE, "").strip()
    return Path(named) if named else None


def _law(name: str) -> tuple[str, str]:
    """BWB number and short name of a law, by its id in the catalogue or its number."""
    from apv.law.catalogue import load_catalogue

    laws = load_catalogue().laws
    wanted = name.strip().casefold()
    known = {law.bwb: law.short for law in laws.values() if law.bwb}
    if wanted.upper() in known:
        return wanted.upper(), known[wanted.upper()]
    if wanted not in laws:
        raise unknown_name("Wet", name, [key for key, law in laws.items() if law.bwb])
    law = laws[wanted]
    if not law.bwb:
        raise InputError(
            f"Van '{name}' is geen landelijke tekst op te halen", advice=f"Kies uit: {', '.join(known.values())}."
        )
    return law.bwb, law.short


def _preview(items: Sequence[Item], web: Web, where: Path) -> bool:
    """Tell what would be fetched; a library is looked at when there is one, and not made when there is none."""
    from apv.reports.pull_text import preview_text

    present: list[Item] = []
    if items and library_exists(where):
        with _opened(web, where) as run:
            present = [item for item in items if run.is_present(item)]
    click.echo(preview_text([item for item in items if item not in present], len(present)))
    return True


def _fetch(items: Sequence[Item], web: Web, where: Path) -> bool:
    """Fetch and tell; whether all of it succeeded."""
    from apv.reports.pull_text import failures_text, summary_text

    if not items:
        return True
    with _opened(web, where) as run, _bar("Ophalen", len(items)) as advance:
        outcomes = run.run(items, lambda _: advance())
        file = run.log.path
    for line in failures_text(outcomes):
        click.echo(line, err=True)
    click.echo(summary_text(outcomes, file.parent))
    return all(outcome.status not in {"failed", "waiting"} for outcome in outcomes)


@contextmanager
def _opened(web: Web, where: Path) -> Iterator[Pull]:
    """The library, with the log of what was fetched beside it."""
    from apv.bylaws.fetching.fetch_log import FetchLog
    from apv.bylaws.fetching.pull import Pull
    from apv.bylaws.store.library import Library

    with Library.open(where) as store:
        yield Pull(web, store, FetchLog.beside(store.path), lambda: datetime.now(UTC))


@contextmanager
def _bar(text: str, total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on a terminal, nothing in a pipe; yields what to call after each document."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text, total=total)
        yield lambda: bar.advance(task)
