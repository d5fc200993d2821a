"""Makes one dossier folder: finds the by-law, works everything out, writes it whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from apv.bylaws.store.names import match_name
from apv.cli.dossier_folder import check_folder, write_folder
from apv.findings import Finding, Severity
from apv.law.catalogue import Catalogue, load_catalogue

if TYPE_CHECKING:
    from apv.bylaws.regulation import Regulation
    from apv.cli.draft_command import Asked
    from apv.drafting.dossier import Dossier
    from apv.policy.scan import PolicyFile
    from apv.reports.docx_style import HouseStyle
    from apv.reports.dossier_files import Input


def write_dossier(asked: Asked, folder: Path, *, force: bool) -> int:
    """`apv draft GEMEENTE -o MAP/`; exit code 0."""
    check_folder(folder, force=force)
    catalogue, on = catalogue_and_day(asked.day)
    style = style_of(asked.house_style)
    dossier, files = make_files(asked, catalogue, on, style)
    kept = write_folder(folder, files, force=force)
    say(dossier.findings)
    for name in kept:
        click.echo(f"Bewerkt stuk bewaard als: {name}", err=True)
    click.echo(f"Geschreven: {folder} ({len(files)} bestanden)", err=True)
    return 0


def make_files(
    asked: Asked, catalogue: Catalogue, on: date, style: HouseStyle | None
) -> tuple[Dossier, dict[str, bytes]]:
    """The dossier that is asked for, and its files."""
    from apv.drafting.dossier import Request, make_dossier
    from apv.drafting.models import find_model
    from apv.policy.pillars import load_pillars
    from apv.policy.policy_file import read_policy
    from apv.reports.dossier_files import dossier_files
    from apv.reports.one_page import fitting

    bylaw = bylaw_of(asked, catalogue, on)
    request = Request(
        _as_written(asked.municipality, bylaw), asked.model, on, asked.effective, asked.article, asked.slots,
        tuple(catalogue.behaviour(name).id for name in asked.behaviours),
    )  # fmt: skip
    policy = read_policy(load_pillars(), asked.policy) if asked.policy else None
    dossier = make_dossier(
        catalogue, request, find_model(asked.model, asked.templates), bylaw, policy=policy,
        findings=(*(style.findings if style else ()), *_remarks(asked, bylaw, policy)),
    )  # fmt: skip
    inputs = tuple(_inputs(asked, bylaw))
    files = dossier_files(catalogue, dossier, style=style, inputs=inputs)
    fit, crowded = fitting(files, style)
    if fit is not style or crowded:  # again, so that herkomst.json says it too
        dossier = replace(dossier, findings=(*dossier.findings, *crowded))
        files = dossier_files(catalogue, dossier, style=fit, inputs=inputs)
    return dossier, files


def _as_written(municipality: str, bylaw: Regulation | None) -> str:
    """The municipality as its by-law writes the name; as given when the by-law is of another body."""
    creator = bylaw.meta.creator if bylaw is not None else ""
    return creator if creator and match_name(municipality, (creator,)).names else municipality


def _remarks(asked: Asked, bylaw: Regulation | None, policy: PolicyFile | None) -> Iterator[Finding]:
    """What the user would want to know before reading the papers."""
    if bylaw is None:
        yield Finding(
            Severity.NOTE, "no-bylaw", f"Er is geen verordening van {asked.municipality} gevonden",
            advice="Wat daarvan afhangt, is gemarkeerd. Geef haar met --apv of zet haar in de bibliotheek.",
        )  # fmt: skip
    if policy is not None and match_name(asked.municipality, (policy.municipality,)).names == ():
        yield Finding(
            Severity.WARNING, "policy-of-another",
            f"Het beleidsbestand is van {policy.municipality}, niet van {asked.municipality}",
            where=Path(policy.source).name, advice="Controleer of dit het goede bestand is.",
        )  # fmt: skip


def catalogue_and_day(day: date | None) -> tuple[Catalogue, date]:
    """The law, and the day asked for (default today), checked."""
    catalogue = load_catalogue()
    return catalogue, catalogue.check_day(day or date.today())


def bylaw_of(asked: Asked, catalogue: Catalogue, on: date) -> Regulation | None:
    """The by-law in force: the file given, else that of the municipality, else none."""
    from apv.cli.local_law import local_regulation

    return local_regulation(catalogue, asked.municipality, asked.apv_file, on, asked.library)


def style_of(path: Path | None) -> HouseStyle | None:
    """The house style in the municipality's Word file; None when no file is given."""
    if path is None:
        return None
    from apv.reports.docx_house import house_style_from

    return house_style_from(path)


def say(findings: Iterable[Finding]) -> None:
    """Findings on stderr, one a line."""
    for finding in findings:
        click.echo(str(finding), err=True)


def _inputs(asked: Asked, bylaw: Regulation | None) -> Iterator[Input]:
    """The files that went in; the by-law from the library by its id and the hash of what was read."""
    from apv.reports.dossier_files import Input, bylaw_input, sha256

    if bylaw is not None:
        yield bylaw_input(bylaw)
    for role, file in (("beleid", asked.policy), ("huisstijl", asked.house_style)):
        if file is not None:
            yield Input(role, file.name, sha256(file.read_bytes()))
    if asked.templates is not None:
        for file in sorted(asked.templates.rglob("*.*")):
            if file.is_file():
                yield Input("sjabloon", file.relative_to(asked.templates).as_posix(), sha256(file.read_bytes()))
