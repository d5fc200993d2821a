"""`apv policy`: the four pillars as a scan: questions with evidence, kept in a file, reported and compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from apv.cli.dialogue import reply
from apv.cli.dutch_click import DutchCommand
from apv.cli.options import day_option, output_options
from apv.cli.output import as_json, check_free, deliver
from apv.errors import InputError
from apv.policy.pillars import Evidence, Indicator, Pillars, load_pillars
from apv.policy.policy_file import WORDS, policy_text, read_policy, read_shown
from apv.policy.scan import Answer, PolicyFile, Scan, Shown, scan


@click.command(cls=DutchCommand)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[BESTAND]...")
@click.option("--new", "new", metavar="GEMEENTE", default="", help="Maak een leeg bestand voor deze gemeente.")
@click.option("--ask", "asking", is_flag=True, help="Beantwoord wat nog niet bekend is, en bewaar het in BESTAND.")
@day_option
@output_options("text", "json", "html", "docx", "xlsx")
def command(
    files: tuple[Path, ...],
    new: str,
    asking: bool,
    day: date | None,
    format_: str,
    output: Path | None,
    force: bool,
) -> int:
    """Laat zien hoe ver een gemeente is met de vier pijlers van een integrale aanpak.

    Voorbeeld: apv policy --new Zandrecht -o zandrecht.toml; vul het in; apv policy zandrecht.toml
    """
    if output is not None:
        check_free(output, force=force)
    pillars = load_pillars()
    if new:
        if files or asking:
            raise InputError(
                "--new gaat niet samen met een bestand", advice="Geef alleen --new GEMEENTE en -o BESTAND."
            )
        deliver(policy_text(pillars, PolicyFile(new.strip(), day or date.today(), {})), output, force=force)
        return 0
    if not files:
        raise InputError(
            "Geef een beleidsbestand", advice="Maak er een met apv policy --new GEMEENTE -o BESTAND.toml."
        )
    read = [read_policy(pillars, path) for path in files]
    if asking:
        if len(read) != 1:
            raise InputError("Met --ask kan er één bestand tegelijk", advice="Geef één BESTAND.")
        read = [_asked(pillars, read[0], day or date.today())]
        deliver(policy_text(pillars, read[0]), files[0], force=True)
    scans = [scan(pillars, replace(one, day=day or one.day)) for one in read]
    deliver(_rendered(scans, format_), output, force=force)
    return 0


def _rendered(scans: Sequence[Scan], format_: str) -> str | bytes:
    from apv.reports import policy_report

    if format_ == "json":
        return as_json(policy_report.policy_json(scans))
    forms: dict[str, Callable[[Sequence[Scan]], str | bytes]] = {
        "text": policy_report.policy_text, "html": policy_report.policy_html,
        "docx": policy_report.policy_docx, "xlsx": policy_report.policy_xlsx,
    }  # fmt: skip
    return forms[format_](scans)


def _asked(pillars: Pillars, file: PolicyFile, day: date) -> PolicyFile:
    """The answers with those that the user gives now to what is not known yet; an empty line leaves it so."""
    answers = dict(file.answers)
    click.echo("ja, deels of nee; Enter: weet ik niet; stop: bewaren en stoppen.")
    for pillar in pillars.pillars:
        for indicator in pillar.indicators:
            if answers.get((pillar.id, indicator.id), Answer()).state != "unknown":
                continue
            click.echo(f"\n{pillar.label}: {indicator.question}\n  {indicator.why}")
            line = reply()
            if line is None or line.lower() == "stop":
                return replace(file, answers=answers, day=day)
            state = WORDS.get(line.lower(), "unknown")
            if state in {"present", "partly"}:
                answers[pillar.id, indicator.id] = Answer(state, _evidence(indicator))
            elif state == "missing":
                answers[pillar.id, indicator.id] = Answer(state)
    return replace(file, answers=answers, day=day)


def _evidence(indicator: Indicator) -> dict[str, Shown]:
    found: dict[str, Shown] = {}
    for evidence in indicator.evidence:
        value = _one(evidence)
        if value is not None:
            found[evidence.id] = value
    return found


def _one(evidence: Evidence) -> Shown | None:
    """What the user types for it; None for nothing. What cannot be read is asked again."""
    hint = {"date": " (JJJJ-MM-DD)", "number": " (aantal)", "link": " (https://…)", "text": ""}[evidence.type]
    while True:
        click.echo(f"  {evidence.question}{hint}")
        line = reply()
        if not line:
            return None
        try:
            return read_shown(evidence, line)
        except InputError as error:
            click.echo(f"  {error}")
