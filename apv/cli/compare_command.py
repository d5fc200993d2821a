"""`apv compare`: many by-laws side by side."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path

import click

from apv.cli.compare_options import Asked, asked_options
from apv.cli.dutch_click import DutchCommand
from apv.cli.options import day_option, library_option, output_options
from apv.cli.output import check_free, deliver
from apv.comparing.batch import Progress, compare
from apv.comparing.comparison import Comparison
from apv.comparing.reader import CatalogueReader, ReadFile
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
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Aantal processen.")
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
    csv_plain: bool,
    format_: str,
    output: Path | None,
    force: bool,
) -> int:
    """Vergelijk APV's: CVDR-XML-bestanden en mappen, of zonder PAD alles in de bibliotheek.

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
    files, kept, read = _sources(paths, municipalities, library, catalogue, on)
    with _progress(len(files) + len(kept)) as advance:
        found = compare(
            files,
            catalogue,
            on=on,
            behaviours=behaviours or None,
            jobs=jobs,
            read=read,
            also=kept,
            wishes=wishes,
            on_progress=advance,
        )
    deliver(_rendered(found, catalogue, asked, format_, csv_plain), output, force=force)
    for failure in found.failed:
        click.echo(f"Niet gelezen: {failure.file}: {failure.reason}", err=True)
    return 1 if found.failed else 0


def _sources(
    paths: tuple[Path, ...], municipalities: tuple[str, ...], place: Path | None, catalogue: Catalogue, on: date
) -> tuple[tuple[Path, ...], tuple[Path, ...], ReadFile | None]:
    """The files to read, what to take from the library, and who can read both."""
    if paths and place is None and not municipalities:
        return paths, (), None
    from apv.bylaws.store.library import library_at_hand
    from apv.comparing.library_reader import LibraryReader, choose, kept_path

    library = library_at_hand(place)
    with library or nullcontext():
        chosen = choose(library, municipalities, on)
    where = library.path if library else Path()
    reader = LibraryReader(where, CatalogueReader(folder=None, version=catalogue.version))
    return (*paths, *chosen.files), tuple(map(kept_path, chosen.documents)), reader


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


def _progress(files: int) -> AbstractContextManager[Callable[[Progress], None] | None]:
    """A progress bar on a terminal, and nothing in a pipe; yields the callback for `compare`."""
    if not sys.stderr.isatty():
        return nullcontext(None)
    from apv.cli.progress import progress_bar

    return progress_bar(files)
