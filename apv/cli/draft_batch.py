"""`apv draft --batch LIJST.csv -o MAP/`: a dossier per municipality; one that fails is named, the rest goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from apv.cli.dossier_folder import check_folder, write_folder
from apv.cli.draft_dossier import catalogue_and_day, make_files, say, style_of
from apv.cli.output import write_whole
from apv.drafting.dossier_list import Line, read_batch
from apv.dutch import bare_name
from apv.errors import ApvError, InputError
from apv.law.catalogue import Catalogue
from apv.reports.answer_words import COMPETENCE
from apv.reports.tabular import to_csv

if TYPE_CHECKING:
    from apv.cli.draft_command import Asked
    from apv.drafting.dossier import Dossier
    from apv.reports.docx_style import HouseStyle

SUMMARY = "overzicht.csv"
HEAD = (
    "regel", "gemeente", "model", "map", "uitkomst", "artikel", "ingang", "verordening", "bevoegdheid", "risico's",
    "in te vullen", "melding",
)  # fmt: skip
MADE, FAILED = "gemaakt", "mislukt"
Row = tuple[object, ...]


def run_batch(asked: Asked, path: Path, target: Path | None, *, force: bool) -> int:
    """Exit code 1 when a line failed. What was finished stays when the work is broken off."""
    from apv.drafting.models import load_models

    if target is None:
        raise InputError("Een reeks heeft een map nodig", advice="Geef die met -o, bijvoorbeeld -o dossiers/.")
    if asked.municipality:
        raise InputError("--batch en een gemeente gaan niet samen", advice="De gemeenten staan in de lijst.")
    check_folder(target, force=force)
    models = load_models(asked.templates)
    choices = frozenset(slot.id for model in models.values() for slot in model.slots)
    lines, wrong = read_batch(path, choices)
    catalogue, on = catalogue_and_day(asked.day)
    style = style_of(asked.house_style)
    say(style.findings if style else ())
    target.mkdir(exist_ok=True)
    rows: dict[int, Row] = {
        number: (number, name, "", "", FAILED, *[""] * 6, str(error)) for number, name, error in wrong
    }
    with _progress(len(lines)) as advance:
        for line in lines:
            rows[line.number] = _one(_wanted(asked, line, path), line, catalogue, on, style, target, force)
            advance(line.municipality)
    write_whole(target / SUMMARY, to_csv(HEAD, [rows[number] for number in sorted(rows)]))
    return _report(rows, path, target)


def _one(
    asked: Asked, line: Line, catalogue: Catalogue, on: date, style: HouseStyle | None, target: Path, force: bool
) -> Row:
    try:
        day = catalogue.check_day(asked.day or on)
        dossier, files = make_files(asked, catalogue, day, style)
        kept = write_folder(target / line.folder, files, force=force)
    except ApvError as error:
        return (line.number, line.municipality, asked.model, "", FAILED, *[""] * 6, str(error))
    told = style.findings if style else ()  # once, for all
    remarks = [finding.what for finding in dossier.findings if finding not in told]
    return _made(line, dossier, "; ".join([*remarks, *(f"bewerkt stuk bewaard als {name}" for name in kept)]))


def _made(line: Line, dossier: Dossier, remark: str) -> Row:
    draft = dossier.draft
    number = draft.article.number if draft.placement.settled else f"{draft.article.number} (voorstel)"
    return (
        line.number, dossier.municipality, draft.model.id, line.folder, MADE, number, draft.effective or "",
        draft.bylaw.title or "niet gevonden", COMPETENCE[draft.competence.outcome], len(draft.risks),
        len(draft.fill_ins), remark,
    )  # fmt: skip


def _wanted(asked: Asked, line: Line, path: Path) -> Asked:
    """What the line says, and else what the command line says."""
    apv_file = asked.apv_file
    if line.apv:
        beside = path.parent / line.apv
        apv_file = beside if beside.exists() else Path(line.apv)
    return replace(
        asked,
        municipality=bare_name(line.municipality),
        model=line.model or asked.model,
        article=line.article or asked.article,
        effective=line.effective or asked.effective,
        behaviours=line.behaviours or asked.behaviours,
        slots={**asked.slots, **dict(line.slots)},
        apv_file=apv_file,
        policy=path.parent / line.policy if line.policy else asked.policy,
        day=line.on or asked.day,
    )


def _report(rows: dict[int, Row], path: Path, target: Path) -> int:
    failed = [row for row in rows.values() if row[4] == FAILED]
    for row in sorted(failed, key=lambda row: int(str(row[0]))):
        click.echo(f"Mislukt: {path}, regel {row[0]} ({row[1] or 'zonder gemeente'}): {row[-1]}", err=True)
    click.echo(
        f"{len(rows) - len(failed)} van {len(rows)} dossiers gemaakt in {target}; overzicht: {target / SUMMARY}",
        err=True,
    )
    return 1 if failed else 0


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on a terminal, and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Dossiers", total=total)
        yield lambda name: bar.update(task, advance=1, description=name)
