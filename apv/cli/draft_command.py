"""`apv draft`: a draft by-law article in Word, with its place, its note and its risks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from apv.cli.dutch_click import DutchCommand
from apv.cli.options import Day, day_option, library_option, output_options
from apv.cli.output import as_json, check_free, deliver
from apv.errors import InputError
from apv.law.catalogue import load_catalogue


@click.command(cls=DutchCommand)
@click.argument("municipality", metavar="[GEMEENTE]", required=False)
@click.option("--model", "model_name", metavar="MODEL", default="rotterdam", show_default=True, help="Het model.")
@click.option("--list-models", is_flag=True, help="Noem de modellen en wat er te kiezen valt.")
@click.option(
    "--article", metavar="NUMMER", default=None, help="Nummer van het nieuwe artikel, bijvoorbeeld 2:1a."
)
@click.option("--effective", type=Day(), default=None, help="Dag van inwerkingtreding.")
@click.option(
    "--behaviour", "behaviours", multiple=True, metavar="GEDRAGING", help="Moet het model verbieden; herhaalbaar."
)
@click.option(
    "--set",
    "slots",
    multiple=True,
    metavar="KEUZE=WAARDE",
    help="Een variant of eigen tekst; herhaalbaar.",
)
@click.option(
    "--apv",
    "apv_file",
    type=click.Path(path_type=Path),
    default=None,
    help="De geldende APV: een CVDR-XML-bestand, of het kenmerk van een regeling in de bibliotheek.",
)
@library_option
@click.option(
    "--templates", type=click.Path(path_type=Path), default=None, help="Map met eigen modellen en documenten."
)
@day_option
@output_options("docx", "text", "json")
def command(
    municipality: str | None,
    model_name: str,
    list_models: bool,
    article: str | None,
    effective: date | None,
    behaviours: tuple[str, ...],
    slots: tuple[str, ...],
    apv_file: Path | None,
    library: Path | None,
    templates: Path | None,
    day: date | None,
    format_: str,
    output: Path | None,
    force: bool,
) -> int:
    """Stel een concept-APV-artikel op voor een gemeente.

    Voorbeeld: apv draft Zandrecht --model rotterdam -o concept.docx
    """
    from apv.cli.local_law import local_regulation
    from apv.drafting.compose import draft
    from apv.drafting.models import find_model

    if list_models:
        deliver(_models(templates, format_, model_name), output, force=force)
        return 0
    if not municipality or not municipality.strip():
        raise InputError(
            "Geef de naam van de gemeente", advice="Bijvoorbeeld: apv draft Zandrecht -o concept.docx."
        )
    if output is not None:
        check_free(output, force=force)
    elif format_ == "docx":
        raise InputError(
            "Een Word-bestand heeft een naam nodig", advice="Geef die met -o, bijvoorbeeld -o concept.docx."
        )
    catalogue = load_catalogue()
    on = catalogue.check_day(day or date.today())
    made = draft(
        catalogue,
        municipality.strip(),
        find_model(model_name, templates),
        on=on,
        effective=effective,
        article=article,
        bylaw=local_regulation(catalogue, municipality.strip(), apv_file, on, library),
        slots=_pairs(slots),
        behaviours=[catalogue.behaviour(name).id for name in behaviours],
    )
    if format_ == "docx":
        from apv.reports.docx import render_draft

        deliver(render_draft(made), output, force=force)
        return 0
    from apv.reports.draft_text import draft_json, render_text

    deliver(as_json(draft_json(made)) if format_ == "json" else render_text(made), output, force=force)
    return 0


def _models(templates: Path | None, format_: str, name: str) -> str:
    """The list of models; only the one that was asked for, if one was."""
    from apv.drafting.models import find_model, load_models
    from apv.reports.models_text import models_json, render_models

    asked = click.get_current_context().get_parameter_source("model_name") is not ParameterSource.DEFAULT
    models = [find_model(name, templates)] if asked else load_models(templates).values()
    return as_json(models_json(models)) if format_ == "json" else render_models(models)


def _pairs(texts: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise InputError(
                f"'{text}' is geen keuze", advice="Schrijf KEUZE=WAARDE; zie apv draft --list-models."
            )
        pairs[name.strip()] = value.strip()
    return pairs
