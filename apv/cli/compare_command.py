"""`apv compare`: many by-laws side by side."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import click

from apv.cli.compare_options import Asked, asked_options
from apv.cli.compare_running import How, running, running_options, tell_failures
from apv.cli.dutch_click import DutchCommand
from apv.cli.options import day_option, library_option, output_options
from apv.cli.output import check_free, deliver
from apv.comparing.batch import compare
from apv.comparing.comparison import Comparison
from apv.comparing.sources import Source
from apv.errors import InputError
from apv.law.catalogue import Catalogue, load_catalogue


@click.command(cls=DutchCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PAD]...")
@day_option
@click.option(
    "--municipality",
    "municipalities",
    multiple=True,
    metavar="NAAM",
    help="De APV van deze gemeente uit de bibliotheek; herhaalbaar.",
)
@library_option
@click.option(
    "--behaviour", "behaviours", multiple=True, metavar="GEDRAGING", help="Alleen deze gedraging; herhaalbaar."
)
@asked_options
@running_options
@click.option("--csv-plain", is_flag=True, help="CSV voor machines: komma's, utf-8 zonder kenmerk.")
@output_options("text", "json", "csv", "xlsx", "html")
def command(
    paths: tuple[Path, ...],
    day: date | None,
    municipalities: tuple[str, ...],
    library: Path | None,
    behaviours: tuple[str, ...],
    asked: Asked,
    jobs: int,
    dask: str,
    cache: Path | None,
    keep: bool,
    csv_plain: bool,
    format_: str,
    output: Path | None,
    force: bool,
) -> int:
    """Vergelijk APV's: CVDR-XML-bestanden, mappen en zipbestanden, of zonder PAD alles in de bibliotheek.

    Eindigt met 1 als een bestand niet kon worden gelezen; de rest gaat door.
    """
    if output is not None:
        check_free(output, force=force)
    for path in paths:
        if not path.exists():
            raise InputError("Het bestand of de map bestaat niet", where=str(path), advice="Controleer de naam.")
    catalogue = load_catalogue()
    on = catalogue.check_day(day or date.today())
    wishes = asked.wishes(catalogue, on)
    files, kept = _sources(paths, municipalities, library, on)
    how = How(jobs, dask, cache, keep)
    with running(how, library, catalogue.version, len(files) + len(kept)) as means:
        found = compare(
            files,
            catalogue,
            on=on,
            behaviours=behaviours or None,
            executor=means.executor,
            lost=means.lost,
            jobs=jobs,
            also=kept,
            wishes=wishes,
            cache=means.cache,
            on_progress=means.on_progress,
        )
    deliver(_rendered(found, catalogue, asked, format_, csv_plain), output, force=force)
    tell_failures(found.failed)
    return 1 if found.failed else 0


def _sources(
    paths: tuple[Path, ...], municipalities: tuple[str, ...], place: Path | None, on: date
) -> tuple[tuple[Path, ...], tuple[Source, ...]]:
    """The files to read, and what to take from the library."""
    if paths and place is None and not municipalities:
        return paths, ()
    from apv.bylaws.store.library import library_at_hand
    from apv.comparing.library_reader import choose, kept

    library = library_at_hand(place)
    with library or nullcontext():
        chosen = choose(library, municipalities, on)
        documents = tuple(kept(library, one) for one in chosen.documents) if library else ()
    return (*paths, *chosen.files), documents


def _rendered(found: Comparison, catalogue: Catalogue, asked: Asked, format_: str, csv_plain: bool) -> str | bytes:
    if format_ == "text":
        from apv.reports.compare_text import render_text

        return render_text(
            found, catalogue, width=_width(), color=sys.stdout.isatty(), differences=asked.differences
        )
    if format_ == "html":
        from apv.reports.compare_html import render_html

        return render_html(found, catalogue)
    if format_ == "xlsx":
        from apv.reports.compare_tables import compare_sheets
        from apv.reports.xlsx import to_xlsx

        return to_xlsx(compare_sheets(found, catalogue), title="Vergelijking van APV's", created=found.on)
    from apv.reports.compare_json import render_csv, render_json

    return render_json(found) if format_ == "json" else render_csv(found, catalogue, plain=csv_plain)


def _width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
