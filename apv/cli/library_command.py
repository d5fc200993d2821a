"""`apv library`: official texts kept on this computer, to add, list, read, search and remove."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from apv.bylaws.store.library import Library
from apv.bylaws.store.place import library_place
from apv.cli.dutch_click import DutchGroup
from apv.cli.library_changes import changes
from apv.cli.library_pull import pull
from apv.cli.options import Day, library_option, output_options
from apv.cli.output import as_json, check_free, deliver
from apv.errors import InputError, unknown_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apv.bylaws.store.adding import Addition
    from apv.bylaws.store.records import Document, Work

_municipality = click.option("--municipality", default="", metavar="NAAM", help="Alleen wat van deze gemeente is.")
_day = click.option("--date", "day", type=Day(), default=None, help="Alleen wat op deze dag geldt.")


@click.group(cls=DutchGroup)
def command() -> None:
    """Bewaar en doorzoek officiële teksten op deze computer.

    Regelingen van gemeenten (CVDR) en wetten (BWB), als XML.
    """


command.add_command(pull)
command.add_command(changes)


@command.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PAD...")
@library_option
@output_options("text", "json")
def add(paths: tuple[Path, ...], library: Path | None, format_: str, output: Path | None, force: bool) -> int:
    """Voeg bestanden, mappen en zipbestanden toe.

    Wat er al is, blijft zoals het is. Eindigt met 1 als een bestand niet kon worden gelezen; de rest gaat door.
    """
    from apv.bylaws.store.adding import add_all
    from apv.bylaws.store.files import gather_files
    from apv.reports.library_json import added_json
    from apv.reports.library_text import added_text

    if output is not None:
        check_free(output, force=force)
    for path in paths:
        if not path.exists():
            raise InputError("Het bestand of de map bestaat niet", where=str(path), advice="Controleer de naam.")
    files = gather_files(paths)
    with Library.open(library_place(library)) as kept, _progress(files.total + len(files.failed)) as advance:
        additions = add_all(kept, chain(files.failed, files.items()), advance)
        content = added_text(additions, files.ignored, kept.path)
    for addition in additions:
        if addition.status == "failed":
            click.echo(f"Niet gelezen: {addition.file}: {addition.reason}", err=True)
        for finding in addition.remarks:
            if finding.rule.startswith("library-"):
                click.echo(str(finding), err=True)
    deliver(as_json(added_json(additions, files.ignored)) if format_ == "json" else content, output, force=force)
    return 1 if any(addition.status == "failed" for addition in additions) else 0


@command.command("list")
@_municipality
@_day
@library_option
@output_options("text", "json")
def list_(
    municipality: str, day: date | None, library: Path | None, format_: str, output: Path | None, force: bool
) -> int:
    """Noem alle regelingen en wetten met hun versies."""
    from apv.reports.library_json import list_json
    from apv.reports.library_text import list_text

    if output is not None:
        check_free(output, force=force)
    with Library.open(library_place(library), create=False) as kept:
        bylaws, laws = kept.works(municipality), () if municipality else kept.laws()
    if day is not None:
        bylaws, laws = _holding(bylaws, day), _holding(laws, day)
    content = as_json(list_json(bylaws, laws)) if format_ == "json" else list_text(bylaws, laws)
    deliver(content, output, force=force)
    return 0


@command.command()
@click.argument("name", metavar="KENMERK")
@click.option("--article", metavar="NUMMER", default="", help="De tekst van dit artikel, bijvoorbeeld 2:1a.")
@library_option
@output_options("text", "json", "xml")
def show(name: str, article: str, library: Path | None, format_: str, output: Path | None, force: bool) -> int:
    """Toon een regeling of wet met haar artikelen.

    KENMERK is dat van een versie (CVDR72510_56), van een regeling (CVDR72510: de nieuwste versie) of het begin van
    de vingerafdruk. Met --format xml krijgt u het officiële bestand zelf.
    """
    if output is not None:
        check_free(output, force=force)
    with Library.open(library_place(library), create=False) as kept:
        document = kept.document(name)
        if format_ == "xml":
            deliver(kept.data(document.hash), output, force=force)
            return 0
        content = _shown(kept, document, article, format_)
    deliver(content, output, force=force)
    return 0


@command.command()
@click.argument("words", nargs=-1, required=True, metavar="WOORDEN...")
@_municipality
@_day
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Hoeveel artikelen ten hoogste."
)
@library_option
@output_options("text", "json")
def search(
    words: tuple[str, ...],
    municipality: str,
    day: date | None,
    limit: int,
    library: Path | None,
    format_: str,
    output: Path | None,
    force: bool,
) -> int:
    """Zoek de artikelen waarin alle woorden staan.

    Woorden tussen aanhalingstekens staan achter elkaar; met een * erachter telt elk woord dat zo begint.
    Voorbeeld: apv library search 'intimid*' '"openbare plaats"'
    """
    from apv.reports.library_json import search_json
    from apv.reports.library_text import search_text

    if output is not None:
        check_free(output, force=force)
    asked = " ".join(words)
    with Library.open(library_place(library), create=False) as kept:
        found = kept.search(asked, municipality=municipality, day=day, limit=limit)
    content = as_json(search_json(found, asked)) if format_ == "json" else search_text(found, asked)
    deliver(content, output, force=force)
    return 0


@command.command()
@click.argument("names", nargs=-1, required=True, metavar="KENMERK...")
@library_option
def remove(names: tuple[str, ...], library: Path | None) -> int:
    """Verwijder een versie, of een regeling met al haar versies.

    Uw eigen bestanden blijven staan.
    """
    from apv.reports.library_text import removed_text

    with Library.open(library_place(library), create=False) as kept:
        gone = kept.remove(*names)
    deliver(removed_text(gone), None)
    return 0


def _shown(kept: Library, document: Document, article: str, format_: str) -> str:
    from apv.reports.library_json import show_json
    from apv.reports.library_text import article_text, show_text

    regulation = kept.regulation(document.hash)
    if article:
        found = regulation.article(article)
        if found is None:
            raise unknown_name("Artikel", article, [one.number for one in regulation.articles], where=document.id)
        regulation = replace(regulation, body=(found,))
        if format_ == "text":
            return article_text(document, found)
    findings = kept.findings(document)
    if format_ == "json":
        return as_json(show_json(document, regulation, findings))
    others = [one for one in kept.versions(document.work) if one.hash != document.hash]
    return show_text(document, kept.meta(document).concerns, regulation, findings, others)


def _holding(works: tuple[Work, ...], day: date) -> tuple[Work, ...]:
    """The works that hold on `day`, each with that version alone."""
    return tuple(replace(work, versions=(version,)) for work in works if (version := work.on(day)) is not None)


def _progress(files: int) -> AbstractContextManager[Callable[[Addition], None] | None]:
    """A progress bar on a terminal, and nothing in a pipe; yields what to call after each file."""
    if not sys.stderr.isatty():
        return nullcontext(None)
    from apv.cli.progress import progress_bar
    from apv.comparing.batch import Progress

    @contextmanager
    def bar() -> Iterator[Callable[[Addition], None]]:
        done = 0
        with progress_bar(files) as show:

            def advance(addition: Addition) -> None:
                nonlocal done
                done += 1
                show(Progress(done, max(files, done), addition.file, addition.reason or None))

            yield advance

    return bar()
