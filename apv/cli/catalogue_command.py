"""`apv catalogue`: the law as the program knows it, to list, read, check and hold against official texts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from apv.cli.dutch_click import DutchGroup
from apv.cli.options import Day, day_option, library_option, output_options
from apv.cli.output import as_json, check_free, deliver
from apv.errors import InputError
from apv.findings import Finding, Severity
from apv.law.catalogue import Catalogue, load_catalogue
from apv.reports.catalogue_text import KINDS, names, names_text, provision_json, provision_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apv.bylaws.statutes import Statute, StatuteFiles
    from apv.law.provision import Provision


@click.group(cls=DutchGroup)
def command() -> None:
    """Bekijk en controleer het recht dat het programma kent."""


@command.command("list")
@click.argument("kind", type=click.Choice(KINDS), default="behaviours", metavar="[SOORT]")
@day_option
@output_options("text", "json")
def list_(kind: str, day: date | None, format_: str, output: Path | None, force: bool) -> int:
    """Noem alle namen: behaviours, facts, settings, places of provisions."""
    if output is not None:
        check_free(output, force=force)
    rows = names(load_catalogue(), kind, day)
    deliver(as_json(rows) if format_ == "json" else names_text(rows), output, force=force)
    return 0


@command.command()
@click.argument("provision", metavar="BEPALING")
@day_option
@click.option(
    "--bwb",
    "bwb",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PAD",
    help="Citeer de officiële tekst uit dit bestand of deze map met BWB-XML; herhaalbaar.",
)
@library_option
@output_options("text", "json")
def show(
    provision: str,
    day: date | None,
    bwb: tuple[Path, ...],
    library: Path | None,
    format_: str,
    output: Path | None,
    force: bool,
) -> int:
    """Toon een bepaling met al haar versies, bijvoorbeeld sr:429ter.

    Staat de wet in de bibliotheek, dan ook de officiële tekst van het artikel.
    """
    if output is not None:
        check_free(output, force=force)
    catalogue = load_catalogue()
    found = catalogue.provision(provision)
    today = day or date.today()
    value, text = provision_json(catalogue, found), provision_text(catalogue, found, today)
    statutes, failed = _texts_for(catalogue, found, bwb, library, today)
    complete = True
    if statutes is not None:
        from apv.reasoning.quotation import quote
        from apv.reports.quotation_text import quotation_json, quotation_text

        quotation = quote(catalogue, found, statutes, today)
        # a text that the user did not ask for is no reason to end with 1
        complete = not failed and (quotation.lack is None or not (bwb or library))
        value["official_text"] = quotation_json(catalogue, found, quotation)
        text += quotation_text(catalogue, found, quotation)
    deliver(as_json(value) if format_ == "json" else text, output, force=force)
    return 0 if complete else 1


@command.command()
@click.option(
    "--bwb",
    "bwb",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    metavar="PAD",
    help="Bestand of map met officiële wetten als BWB-XML; herhaalbaar.",
)
@click.argument("more", nargs=-1, type=click.Path(path_type=Path), metavar="[PAD]...")
@click.option("--date", "day", type=Day(), default=None, help="De dag van teksten die zelf geen datum noemen.")
@output_options("text", "json")
def verify(
    bwb: tuple[Path, ...],
    more: tuple[Path, ...],
    day: date | None,
    format_: str,
    output: Path | None,
    force: bool,
) -> int:
    """Leg de catalogus naast de officiële wettekst: bestaat elke bepaling daar?

    Eindigt met 1 als iemand iets moet nakijken.
    """
    from apv.reasoning.verification import verify as run

    if output is not None:
        check_free(output, force=force)
    catalogue = load_catalogue()
    given = catalogue.check_day(day) if day is not None else None
    files = _read_texts(catalogue, (*bwb, *more))
    found = run(catalogue, files.statutes, given)
    if format_ == "json":
        from apv.reports.verify_json import verification_json

        content = as_json(verification_json(catalogue, found, files))
    else:
        from apv.reports.verify_text import verification_text

        content = verification_text(catalogue, found, files)
    deliver(content, output, force=force)
    return 1 if found.needs_person or files.failed else 0


@command.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False, metavar="[MAP]")
def check(folder: Path | None) -> int:
    """Controleer de catalogus op vorm en betekenis (eindigt met 1 bij een fout)."""
    from apv.law.checks import check as run

    catalogue = load_catalogue(folder)
    findings = run(catalogue)
    for finding in findings:
        click.echo(str(finding))
    count = sum(len(provision.versions) for provision in catalogue.provisions.values())
    click.echo(
        f"{len(catalogue.provisions)} bepalingen in {count} versies, {len(catalogue.behaviours)} gedragingen, "
        f"{len(catalogue.facts)} feiten: {len(findings)} fouten. Catalogus {catalogue.version}"
    )
    return 1 if findings else 0


def _texts_for(
    catalogue: Catalogue, provision: Provision, bwb: tuple[Path, ...], place: Path | None, day: date
) -> tuple[Sequence[Statute] | None, bool]:
    """The texts to quote from, None when there are none and nobody asked; and whether a file could not be read.

    From the files given, else from the library.
    """
    if bwb:
        files = _read_texts(catalogue, bwb)
        for failure in files.failed:
            click.echo(f"Niet gelezen: {failure.where}: {failure.what}.", err=True)
        return files.statutes, bool(files.failed)
    from apv.bylaws.store.laws import library_statutes
    from apv.bylaws.store.library import library_at_hand

    library = library_at_hand(place)
    if library is None:
        return None, False
    with library:
        statutes = library_statutes(library, catalogue.laws[provision.law].bwb, day)
    return (statutes if statutes or place is not None else None), False


def _read_texts(catalogue: Catalogue, paths: tuple[Path, ...]) -> StatuteFiles:
    """The official texts in these files and folders; folders that cannot be opened count as failed."""
    from apv.bylaws.statutes import read_statutes
    from apv.comparing.sources import gather

    for path in paths:
        if not path.exists():
            raise InputError("Het bestand of de map bestaat niet", where=str(path), advice="Controleer de naam.")
    try:
        sources = gather(paths)
    except InputError as error:
        raise InputError(error.what, where=error.where, advice="Geef een map met wetten als BWB-XML.") from error
    files = read_statutes(sources.files, {law.bwb for law in catalogue.laws.values() if law.bwb})
    files.failed += [
        Finding(Severity.ERROR, "folder-unreadable", failure.reason, failure.file) for failure in sources.failed
    ]
    return files
