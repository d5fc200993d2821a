"""`apv test`: law cases in TOML, expected against actual."""

from __future__ import annotations

from pathlib import Path

import click

from apv.cli.dutch_click import DutchCommand
from apv.cli.options import output_options
from apv.cli.output import as_json, check_free, deliver
from apv.law.catalogue import load_catalogue
from apv.reasoning.case_coverage import case_coverage
from apv.reasoning.law_case import case_files, read_case, run_case
from apv.reports.answers_json import cases_json
from apv.reports.cases_text import cases_junit, cases_text, coverage_text


@click.command(cls=DutchCommand)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PAD...")
@click.option("--coverage", is_flag=True, help="Toon ook welke bestanddelen de gevallen raken.")
@output_options("text", "json", "junit")
def command(paths: tuple[Path, ...], coverage: bool, format_: str, output: Path | None, force: bool) -> int:
    """Toets rechtsgevallen (TOML-bestanden of mappen) aan de catalogus.

    Eindigt met 1 als een uitkomst anders is dan verwacht.
    """
    if output is not None:
        check_free(output, force=force)
    catalogue = load_catalogue()
    cases = [read_case(catalogue, path) for path in case_files(paths)]
    results = [run_case(catalogue, case) for case in cases]
    reach = case_coverage(catalogue, cases) if coverage else None
    if format_ == "json":
        content = as_json(cases_json(results, reach))
    elif format_ == "junit":
        content = cases_junit(results)
    else:
        content = cases_text(results) + (coverage_text(reach) if reach is not None else "")
    deliver(content, output, force=force)
    return 0 if all(result.ok for result in results) else 1
