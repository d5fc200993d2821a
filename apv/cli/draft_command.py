"""`apv draft`: a draft by-law article, or the whole council dossier around it, and what people did with those."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from apv.cli.draft_options import drafting_options, working_options
from apv.cli.dutch_click import DutchCommand
from apv.cli.output import as_json, check_free, deliver
from apv.dutch import bare_name
from apv.errors import InputError


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for, as given."""

    municipality: str
    model: str
    article: str | None
    effective: date | None
    behaviours: tuple[str, ...]
    slots: dict[str, str]
    apv_file: Path | None
    library: Path | None
    templates: Path | None
    policy: Path | None
    house_style: Path | None
    day: date | None


@click.command(cls=DutchCommand)
@click.argument("municipality", metavar="[GEMEENTE]", required=False)
@drafting_options
@working_options
def command(
    municipality: str | None,
    model_name: str,
    list_models: bool,
    slots: tuple[str, ...],
    behaviours: tuple[str, ...],
    article: str | None,
    effective: date | None,
    apv_file: Path | None,
    library: Path | None,
    templates: Path | None,
    policy: Path | None,
    house_style: Path | None,
    day: date | None,
    batch: Path | None,
    verify: Path | None,
    read_file: Path | None,
    revisions: Any,
    format_: str | None,
    output: str | None,
    force: bool,
) -> int:
    """Stel een concept-APV-artikel op voor een gemeente, of het hele raadsdossier.

    Voorbeeld: apv draft Zandrecht --model rotterdam -o concept.docx

    Het hele dossier: apv draft Zandrecht --model gedraging -o dossier/
    """
    if list_models:
        deliver(_models(templates, format_, model_name), None if output is None else Path(output), force=force)
        return 0
    _one_job({"--batch": batch, "--verify": verify, "--read": read_file})
    asked = Asked(
        bare_name(municipality or ""), model_name, article, effective, behaviours, pairs(slots), apv_file, library,
        templates, policy, house_style, day,
    )  # fmt: skip
    target = None if output is None else Path(output)
    if verify is not None:
        from apv.cli.draft_verify import verify_dossier

        return verify_dossier(verify, format_ or "text", target, force=force)
    if batch is not None:
        from apv.cli.draft_batch import run_batch

        return run_batch(asked, batch, target, force=force)
    if read_file is not None:
        from apv.cli.draft_read import read_draft

        named = model_name if _given("model_name") else None
        return read_draft(asked, read_file, revisions, format_ or "text", target, model=named, force=force)
    _needs_municipality(asked)
    if output is not None and means_folder(output, format_):
        from apv.cli.draft_dossier import write_dossier

        return write_dossier(asked, Path(output), force=force)
    return _one_article(asked, format_ or "docx", target, force=force)


def means_folder(output: str, format_: str | None) -> bool:
    """Whether a dossier is asked for: the name ends in a slash, is that of a folder, or the format says so."""
    ends_as_folder = output.endswith(("/", os.sep))
    if format_ not in (None, "dossier"):
        if ends_as_folder:
            raise InputError(
                f"De vorm '{format_}' gaat naar een bestand, niet naar een map", where=output,
                advice="Geef een bestandsnaam, of laat --format weg voor het hele dossier.",
            )  # fmt: skip
        return False
    return format_ == "dossier" or ends_as_folder or Path(output).is_dir()


def _one_article(asked: Asked, format_: str, output: Path | None, *, force: bool) -> int:
    from apv.cli.draft_dossier import bylaw_of, catalogue_and_day, style_of
    from apv.drafting.compose import draft
    from apv.drafting.models import find_model

    if output is not None:
        _named_as_file(output, format_)
        check_free(output, force=force)
    elif format_ == "docx":
        raise InputError(
            "Een Word-bestand heeft een naam nodig", advice="Geef die met -o, bijvoorbeeld -o concept.docx."
        )
    elif format_ == "dossier":
        raise InputError("Een dossier heeft een map nodig", advice="Geef die met -o, bijvoorbeeld -o dossier/.")
    catalogue, on = catalogue_and_day(asked.day)
    made = draft(
        catalogue, asked.municipality, find_model(asked.model, asked.templates), on=on,
        effective=asked.effective, article=asked.article, bylaw=bylaw_of(asked, catalogue, on),
        slots=asked.slots, behaviours=[catalogue.behaviour(name).id for name in asked.behaviours],
    )  # fmt: skip
    if format_ == "docx":
        from apv.reports.docx import render_draft

        deliver(render_draft(made, style_of(asked.house_style)), output, force=force)
        return 0
    from apv.reports.draft_text import draft_json, render_text

    deliver(as_json(draft_json(made)) if format_ == "json" else render_text(made), output, force=force)
    return 0


def _models(templates: Path | None, format_: str | None, name: str) -> str:
    """The list of models; only the one that was asked for, if one was."""
    from apv.drafting.models import find_model, load_models
    from apv.reports.models_text import models_json, render_models

    models = [find_model(name, templates)] if _given("model_name") else load_models(templates).values()
    return as_json(models_json(models)) if format_ == "json" else render_models(models)


def _given(option: str) -> bool:
    """Whether the user gave this option, rather than that it has its default."""
    return click.get_current_context().get_parameter_source(option) is not ParameterSource.DEFAULT


def _named_as_file(output: Path, format_: str) -> None:
    if format_ == "docx" and not output.suffix and not output.exists():
        raise InputError(
            f"Is '{output}' een bestand of een map", where="-o",
            advice=f"Schrijf {output}.docx voor het artikel alleen, of {output}/ voor het hele dossier.",
        )  # fmt: skip


def _needs_municipality(asked: Asked) -> None:
    if not asked.municipality:
        raise InputError(
            "Geef de naam van de gemeente", advice="Bijvoorbeeld: apv draft Zandrecht -o concept.docx."
        )


def _one_job(jobs: dict[str, Path | None]) -> None:
    given = [name for name, value in jobs.items() if value is not None]
    if len(given) > 1:
        raise InputError(f"{' en '.join(given)} gaan niet samen", advice="Geef er één.")


def pairs(texts: Iterable[str]) -> dict[str, str]:
    """`KEUZE=WAARDE` pairs as a mapping."""
    found = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise InputError(
                f"'{text}' is geen keuze", advice="Schrijf KEUZE=WAARDE; zie apv draft --list-models."
            )
        found[name.strip()] = value.strip()
    return found
