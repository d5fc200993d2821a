"""A verification for the terminal: per act what was found, one line for everything else, and the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from apv import __version__
from apv.bylaws.statutes import OtherAct, StatuteFiles
from apv.dutch import enumeration, long_date
from apv.law.catalogue import Catalogue
from apv.reasoning.verification import ASKS_A_PERSON, ActCheck, Check, Verification
from apv.reports.paper import Paper
from apv.reports.verify_words import act_name, act_remarks, dated, explanation, passed_over

_MARKS = {"number_reused": "verklaard", "first_day_unknown": "niet zeker"}
_NOTE = "opmerking"


def verification_text(catalogue: Catalogue, verification: Verification, files: StatuteFiles) -> str:
    """The whole verification. `files` also says what was in the files but could not be checked."""
    paper = Paper()
    paper.title("De catalogus naast de officiële wettekst")
    for act in verification.acts:
        _act(catalogue, act, paper)
    _not_checked(verification, files, paper)
    _totals(verification, files, paper)
    paper.blank()
    paper.line(
        "Gecontroleerd is of elk artikel, lid en onderdeel bestaat op de dag van de tekst, niet of de catalogus "
        f"het goed beschrijft. apv {__version__}, catalogus {catalogue.version.removeprefix('sha256:')[:12]}."
    )
    return str(paper)


def mark(check: Check) -> str:
    """One or two words in front of an explanation: whether a person has to look at it."""
    return "nakijken" if check.outcome in ASKS_A_PERSON else _MARKS.get(check.outcome, _NOTE)


def _act(catalogue: Catalogue, act: ActCheck, paper: Paper) -> None:
    paper.section(act_name(act.law.label, act.law.bwb))
    paper.pair("Bestand", act.statute.file)
    paper.pair("Dag", f"{long_date(act.day)} ({dated(act)})")
    paper.pair("Uitkomst", counts(act))
    for remark in act_remarks(act):
        paper.line(f"Let op: {remark}", indent=2, hang=4)
    for check in act.checks:
        if text := explanation(check, act):
            name = f"{catalogue.cite(check.provision)} ({check.provision.id})"
            paper.line(f"- {mark(check)}: {name}: {text}.", indent=2, hang=4)


def counts(act: ActCheck) -> str:
    """The outcome of one act on one line."""
    held, found = len(act.in_force), len(act.found)
    rest = [check for check in act.checks if check.version is None]
    text = f"{found} van {held} geldende {_provisions(held)} gevonden"
    if not rest:
        return text
    reused = sum(check.outcome != "absent" for check in rest)
    others = f"{len(rest)} nog niet of niet meer geldend"
    return f"{text}; {others}" + (f", waarvan bij {reused} het nummer wel bestaat" if reused else "")


def _not_checked(verification: Verification, files: StatuteFiles, paper: Paper) -> None:
    lines = [
        *(passed_over(statute, replaced=True) for statute in verification.replaced),
        *(passed_over(statute, replaced=False) for statute in verification.too_old),
        *_other_acts(files.other_acts),
        *(f"{finding.where}: {finding.what}" for finding in files.not_acts),
    ]
    if files.failed:
        paper.section("Niet te lezen")
        paper.bullets(str(finding) for finding in files.failed)
    if lines:
        paper.section("Niet gecontroleerd")
        paper.bullets(lines)


def _other_acts(acts: Iterable[OtherAct]) -> list[str]:
    texts = Counter((act.act, act.title) for act in acts)
    per_act: dict[str, tuple[str, int]] = {}
    for (number, title), times in texts.items():
        before = per_act.get(number, (title, 0))
        per_act[number] = (before[0] or title, before[1] + times)
    return [
        f"{act_name(title, number)}: staat niet in de catalogus" + (f" ({times} teksten)" if times > 1 else "")
        for number, (title, times) in per_act.items()
    ]


def _totals(verification: Verification, files: StatuteFiles, paper: Paper) -> None:
    checks = [check for act in verification.acts for check in act.checks]
    outcomes = Counter(check.outcome for check in checks)
    held = sum(len(act.in_force) for act in verification.acts)
    found = sum(len(act.found) for act in verification.acts)
    paper.section("Totaal")
    paper.pair("Teksten", f"{len(verification.acts)} gecontroleerd", width=20)
    paper.pair("Gevonden", f"{found} van {held} {_provisions(held)} die op de dag van de tekst gelden", width=20)
    paper.pair("Nakijken", str(sum(outcomes[name] for name in ASKS_A_PERSON)), width=20)
    paper.pair("Verklaard", f"{outcomes['number_reused']} (het nummer was van een andere bepaling)", width=20)
    paper.pair("Niet zeker", f"{outcomes['first_day_unknown']} (begindatum niet bekend)", width=20)
    notes = outcomes["heading_differs"] + outcomes["content_differs"]
    paper.pair("Opmerkingen", f"{notes} (opschrift of inhoud lijkt anders)", width=20)
    paper.pair("Niet geldend", f"{outcomes['absent']} (staan ook niet in de tekst)", width=20)
    paper.pair("Niet te lezen", f"{len(files.failed)} bestanden", width=20)
    if undated := sum(act.dated == "assumed" for act in verification.acts):
        paper.pair("Zonder datum", f"{undated} van de teksten: geef --date", width=20)
    if newer := sum(act.newer for act in verification.acts):
        paper.pair("Te nieuw", f"{newer} van de teksten: nieuwer dan de catalogus", width=20)
    if verification.without_text:
        names = enumeration([law.label for law in verification.without_text])
        paper.pair("Geen tekst van", names, width=20)


def _provisions(count: int) -> str:
    return "bepaling" if count == 1 else "bepalingen"
