"""`apv lint`: a by-law or a draft held against drafting rules and legal checks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import cast

import click

from apv.bylaws.markup.word import Changes
from apv.bylaws.regulation import Regulation
from apv.cli.dutch_click import DutchCommand
from apv.cli.options import day_option, library_option, output_options
from apv.cli.output import check_free, deliver
from apv.drafting.lint.linting import LintReport, lint
from apv.drafting.lint.opening import open_text
from apv.drafting.lint.rules import choose_rules, load_rules
from apv.errors import InputError
from apv.findings import Severity
from apv.law.catalogue import load_catalogue
from apv.reports.lint_words import LintRun

ADDED = "-opmerkingen"
"""What is added to the name of a draft for the copy with comments."""


@click.command(cls=DutchCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="BESTAND...")
@day_option
@click.option(
    "--rule", "only", multiple=True, metavar="REGEL", help="Alleen deze regel (naam of nummer); herhaalbaar."
)
@click.option("--without-rule", "without", multiple=True, metavar="REGEL", help="Deze regel niet; herhaalbaar.")
@click.option(
    "--severity",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.NOTE.value,
    show_default=True,
    help="Toon alleen meldingen die minstens zo zwaar zijn.",
)
@click.option("--article", default="", metavar="NUMMER", help="Kijk alleen naar dit artikel.")
@click.option(
    "--apv",
    "apv_file",
    type=click.Path(path_type=Path),
    default=None,
    help="De verordening die het concept wijzigt: een CVDR-XML-bestand, of een kenmerk in de bibliotheek.",
)
@library_option
@click.option(
    "--changes",
    type=click.Choice(["accept", "reject"]),
    default="accept",
    show_default=True,
    help="Lees wijzigingen die in Word zijn bijgehouden als aanvaard of als verworpen.",
)
@click.option(
    "--annotate", is_flag=True, help="Maak een kopie van het Word-concept met de meldingen als opmerkingen."
)
@click.option("--list-rules", is_flag=True, help="Toon de regels en stop.")
@output_options("text", "json", "sarif")
def command(
    paths: tuple[Path, ...], day: date | None, only: tuple[str, ...], without: tuple[str, ...], severity: str,
    article: str, apv_file: Path | None, library: Path | None, changes: str, annotate: bool, list_rules: bool,
    format_: str, output: Path | None, force: bool,
) -> int:  # fmt: skip
    """Toets een verordening (CVDR-XML) of een concept (Word) aan schrijfregels en juridische controles.

    Eindigt met 1 als er een fout is gevonden of een bestand niet kon worden gelezen.
    """
    rules = choose_rules(load_rules(), only, without)
    if list_rules:
        from apv.reports.lint_text import rules_text

        deliver(rules_text(rules), output, force=force)
        return 0
    copies = _copies(paths, output, force=force) if annotate else {}
    if not annotate and output is not None:
        check_free(output, force=force)
    catalogue = load_catalogue()
    on = catalogue.check_day(day or date.today())
    base = _base(apv_file, library, on)
    how = cast(Changes, changes)
    reports, failed = _linted(paths, base, article, how, only, without, on)
    run = LintRun(tuple(report for _, report in reports), failed, rules, on, catalogue.version, Severity(severity))
    deliver(_rendered(run, format_), None if annotate else output, force=force)
    for path, report in reports if annotate else ():
        from apv.reports.lint_annotate import annotated
        from apv.safe_xml import read_bytes

        deliver(
            annotated(read_bytes(path), report.at_least(run.shown_from), changes=how), copies[path], force=force
        )
    return 1 if failed or any(report.failed for _, report in reports) else 0


def _linted(
    paths: Sequence[Path], base: Regulation | None, article: str, changes: Changes, only: Sequence[str],
    without: Sequence[str], on: date,
) -> tuple[list[tuple[Path, LintReport]], tuple[tuple[str, str], ...]]:  # fmt: skip
    """A report per file. Of several files, one that cannot be read is named and the rest goes on."""
    from apv.bylaws.norms.lexicon import load_lexicon

    if not paths:
        raise InputError(
            "Er is geen bestand gegeven", advice="Geef een verordening (CVDR-XML) of een Word-concept."
        )
    catalogue = load_catalogue()
    lexicon, rules = load_lexicon(catalogue), choose_rules(load_rules(), only, without)
    reports: list[tuple[Path, LintReport]] = []
    failed: list[tuple[str, str]] = []
    for path in paths:
        try:
            text = open_text(path, lexicon, base=base, article=article, changes=changes)
        except InputError as error:
            if len(paths) == 1:
                raise
            failed.append((str(path), f"{error.what.rstrip('.')}. {error.advice}".strip()))
            continue
        reports.append((path, lint(text, rules, catalogue, on)))
    return reports, tuple(failed)


def _base(apv_file: Path | None, library: Path | None, on: date) -> Regulation | None:
    if apv_file is None:
        return None
    from apv.cli.local_law import local_regulation

    return local_regulation(load_catalogue(), "", apv_file, on, library)


def _copies(paths: Sequence[Path], output: Path | None, *, force: bool) -> dict[Path, Path]:
    """Where the copies with comments go; every one has to be free before the work starts."""
    for path in paths:
        if path.suffix.lower() != ".docx":
            raise InputError(
                "Opmerkingen kunnen alleen in een Word-bestand (.docx)",
                where=str(path),
                advice="Laat --annotate weg.",
            )
    if output is not None and len(paths) > 1:
        raise InputError("Met -o kan er één kopie zijn", advice="Geef één bestand, of laat -o weg.")
    copies = {path: output or path.with_name(f"{path.stem}{ADDED}{path.suffix}") for path in paths}
    for path, target in copies.items():
        if target.resolve() == path.resolve():
            raise InputError(
                "Het concept zelf wordt nooit overschreven", where=str(path), advice="Kies een andere naam met -o."
            )
        check_free(target, force=force)
    return copies


def _rendered(run: LintRun, format_: str) -> str:
    if format_ == "text":
        from apv.reports.lint_text import lint_text

        return lint_text(run)
    from apv.reports.lint_json import lint_json, lint_sarif

    return lint_json(run) if format_ == "json" else lint_sarif(run)
