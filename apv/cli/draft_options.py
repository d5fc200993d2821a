"""The options of `apv draft`, in groups: what is drafted, how it looks, and what is done with what was drafted."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

import click

from apv.cli.options import Day, day_option, library_option

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("docx", "text", "json", "dossier")
FILE = click.Path(path_type=Path)


def _all(*options: Callable[[F], F]) -> Callable[[F], F]:
    """The options in the order in which --help shows them."""
    return lambda command: reduce(lambda made, option: option(made), reversed(options), command)


def drafting_options(command: F) -> F:
    """What the article says and where it goes."""
    return _all(
        click.option(
            "--model", "model_name", metavar="MODEL", default="rotterdam", show_default=True, help="Het model."
        ),
        click.option("--list-models", is_flag=True, help="Noem de modellen en wat er te kiezen valt."),
        click.option(
            "--set", "slots", multiple=True, metavar="KEUZE=WAARDE",
            help="Een variant of eigen tekst; herhaalbaar.",
        ),
        click.option(
            "--behaviour", "behaviours", multiple=True, metavar="GEDRAGING",
            help="Moet het model verbieden; herhaalbaar.",
        ),
        click.option(
            "--article", metavar="NUMMER", default=None, help="Nummer van het nieuwe artikel, bijvoorbeeld 2:1a."
        ),
        click.option("--effective", type=Day(), default=None, help="Dag van inwerkingtreding."),
        click.option(
            "--apv", "apv_file", type=FILE, default=None,
            help="De geldende APV: een CVDR-XML-bestand, of het kenmerk van een regeling in de bibliotheek.",
        ),
        library_option,
        click.option("--templates", type=FILE, default=None, help="Map met eigen modellen en documenten."),
        click.option(
            "--policy", type=FILE, default=None, metavar="BESTAND.toml",
            help="Wat de gemeente al doet, per pijler; komt in het raadsvoorstel.",
        ),
        click.option(
            "--house-style", type=FILE, default=None, metavar="BESTAND.docx",
            help="Huisstijl: stijlen, kop- en voettekst, logo en papierformaat van de gemeente.",
        ),
        day_option,
    )(command)  # fmt: skip


def working_options(command: F) -> F:
    """What else can be done than drafting one article, and where the result goes."""
    return _all(
        click.option(
            "--batch", type=FILE, default=None, metavar="LIJST.csv",
            help="Een dossier per gemeente in deze lijst, in de map van -o.",
        ),
        click.option(
            "--verify", type=FILE, default=None, metavar="MAP",
            help="Controleer een dossier dat in Word is bewerkt.",
        ),
        click.option(
            "--read", "read_file", type=FILE, default=None, metavar="BESTAND.docx",
            help="Lees het artikel terug uit een concept dat in Word is bewerkt.",
        ),
        click.option(
            "--revisions", type=click.Choice(("accept", "reject", "keep")), default="accept", show_default=True,
            help="Bij --read: bijgehouden wijzigingen aannemen, verwerpen of naast elkaar tonen.",
        ),
        click.option(
            "--format", "format_", type=click.Choice(FORMATS), default=None,
            help="Vorm van de uitvoer (standaard docx; dossier als -o een map is; text bij --verify en --read).",
        ),
        click.option(
            "-o", "--output", metavar="BESTAND|MAP/", default=None,
            help="Een bestand voor het artikel alleen; met / aan het eind een map voor het hele dossier.",
        ),
        click.option(
            "--force", is_flag=True, help="Overschrijf een bestaand bestand, of vernieuw een bestaand dossier."
        ),
    )(command)  # fmt: skip
