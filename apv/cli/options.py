"""Options that several commands share, and the checks that belong to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from apv.errors import ContradictionError, InputError

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A calendar day, JJJJ-MM-DD."""

    name = "JJJJ-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError as error:
            raise InputError(
                f"'{value}' is geen bestaande datum", advice="Schrijf jaar-maand-dag, bijvoorbeeld 2024-07-01."
            ) from error


def day_option(command: F) -> F:
    return click.option("--date", "day", type=Day(), default=None, help="Peildatum (standaard vandaag).")(command)


def output_options(*formats: str) -> Callable[[F], F]:
    """--format, --output and --force; the first format is the default."""

    def add(command: F) -> F:
        command = click.option("--force", is_flag=True, help="Overschrijf een bestaand bestand.")(command)
        command = click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path),
            default=None,
            help="Schrijf naar dit bestand in plaats van naar het scherm.",
        )(command)
        return click.option(
            "--format",
            "format_",
            type=click.Choice(formats),
            default=formats[0],
            help="Vorm van de uitvoer.",
            show_default=True,
        )(command)

    return add


def place_options(command: F) -> F:
    command = click.option("--place", default="", metavar="PLAATS", help="Plaats, bijvoorbeeld public_road.")(
        command
    )
    return click.option(
        "--setting", default="", metavar="SITUATIE", help="Situatie: public, work, school, care, service, …"
    )(command)


def library_option(command: F) -> F:
    return click.option(
        "--library",
        "library",
        type=click.Path(path_type=Path),
        default=None,
        metavar="PAD",
        help="De bibliotheek (standaard APV_LIBRARY, anders uw eigen gegevensmap).",
    )(command)


def bylaw_options(command: F) -> F:
    command = library_option(command)
    command = click.option(
        "--apv",
        "apv_file",
        type=click.Path(path_type=Path),
        default=None,
        help="De APV: een CVDR-XML-bestand, of het kenmerk van een regeling in de bibliotheek.",
    )(command)
    return click.option("--municipality", default="", metavar="NAAM", help="De gemeente.")(command)


def fact_option(command: F) -> F:
    return click.option(
        "--fact",
        "facts",
        multiple=True,
        metavar="NAAM=WAARDE",
        help="Een feit: yes, no of unknown; herhaalbaar. Alle feiten: apv catalogue list facts.",
    )(command)


def read_facts(pairs: tuple[str, ...]) -> dict[str, object]:
    """`NAAM=WAARDE` pairs as a mapping; the same fact twice with another value is a contradiction."""
    facts: dict[str, object] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        name, value = name.strip(), value.strip()
        if not sign or not name or not value:
            raise InputError(f"'{pair}' is geen feit", advice="Schrijf NAAM=WAARDE, bijvoorbeeld touch=no.")
        if facts.get(name, value) != value:
            raise ContradictionError(
                f"Het feit '{name}' staat er twee keer: als '{facts[name]}' en als '{value}'",
                advice="Laat een van de twee weg.",
            )
        facts[name] = value
    return facts
