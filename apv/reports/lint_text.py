"""A lint report for the terminal: what was found and why, what a person has to judge, what was not checked."""

from __future__ import annotations

from apv import __version__
from apv.drafting.lint.linting import LintFinding, LintReport
from apv.drafting.lint.rules import Rule
from apv.dutch import enumeration, long_date
from apv.reports.lint_words import KINDS, LintRun, counts, name_of, place_of, quoted, remarks, short_name, standing
from apv.reports.paper import Paper
from apv.reports.tabular import visible


def lint_text(run: LintRun) -> str:
    """The whole run."""
    paper = Paper()
    paper.title(f"Schrijfregels en juridische controles op {long_date(run.on)}")
    explained: set[str] = set()
    for report in run.reports:
        _report(report, run, explained, paper)
    if run.failed:
        paper.section("Niet gelezen")
        paper.bullets(visible(f"{file}: {reason}") for file, reason in run.failed)
    paper.blank()
    for remark in remarks(run):
        paper.line(remark)
    paper.line(
        f"Dit is geen juridisch advies. apv {__version__}, catalogus {run.catalogue.removeprefix('sha256:')[:12]}."
    )
    return str(paper)


def _report(report: LintReport, run: LintRun, explained: set[str], paper: Paper) -> None:
    text = report.text
    paper.section(visible(text.name))
    articles = len(text.articles)
    size = f"alleen artikel {text.only}" if text.only else f"{articles} artikel{'' if articles == 1 else 'en'}"
    paper.pair("Soort", f"{KINDS[text.document]}, {size}")
    shown = report.at_least(run.shown_from)
    hidden = len(report.findings) - len(shown.findings)
    paper.pair("Gevonden", counts(report.findings) + (f"; {hidden} niet getoond" if hidden else ""))
    checked = len(report.kept) + len({finding.rule.id for finding in report.findings})
    apart = (
        f"{checked} gecontroleerd, {len(report.kept)} zonder melding", f"{len(report.by_hand)} met de hand",
        f"{len(report.unchecked)} niet te controleren", f"{len(report.irrelevant)} niet van toepassing",
    )  # fmt: skip
    paper.pair("Regels", "; ".join(apart))
    for finding in text.regulation.findings:
        paper.line(f"Bij het lezen: {visible(str(finding))}")
    for one in shown.findings:
        _finding(one, explained, paper)
    _by_hand(report, paper)
    _unchecked(report, paper)


def _finding(finding: LintFinding, explained: set[str], paper: Paper) -> None:
    rule = finding.rule
    paper.blank()
    paper.line(f"{finding.severity.label.upper()}: {rule.title}", hang=2)
    paper.line(f"{place_of(finding)} – {name_of(rule)}", indent=2)
    if words := quoted(finding):
        paper.line(f"Er staat: {words}", indent=2, hang=4)
    if finding.detail:
        paper.line(visible(finding.detail), indent=2, hang=4)
    if finding.better:
        paper.line(f"Beter: {visible(finding.better)}", indent=2, hang=4)
    if rule.id not in explained:
        explained.add(rule.id)
        paper.line(f"Waarom: {rule.why}", indent=2, hang=4)
        paper.line(f"Advies: {rule.advice}", indent=2, hang=4)
    if finding.sources:
        paper.line(f"Bronnen: {', '.join(dict.fromkeys(finding.sources))}", indent=2, hang=4)


def _by_hand(report: LintReport, paper: Paper) -> None:
    if not report.by_hand:
        return
    paper.blank()
    paper.line("Met de hand na te gaan (dit kan alleen een mens beoordelen)")
    for item in report.by_hand:
        places = list(dict.fromkeys(place_of(place) for place in item.places))
        where = f" Kijk naar: {'; '.join(places[:5])}{' …' if len(places) > 5 else ''}." if places else ""
        paper.line(f"[ ] {item.rule.title} – {name_of(item.rule)}.{where}", indent=2, hang=6)


def _unchecked(report: LintReport, paper: Paper) -> None:
    reasons: dict[str, list[Rule]] = {}
    for rule, reason in report.unchecked:
        reasons.setdefault(reason, []).append(rule)
    if reasons:
        paper.blank()
        paper.line("Niet gecontroleerd")
    for reason, rules in reasons.items():
        names = enumeration([short_name(rule) for rule in rules])
        paper.line(f"- {names}: {reason[:1].lower()}{reason[1:]}", indent=2, hang=4)


def rules_text(rules: tuple[Rule, ...]) -> str:
    """The list of rules: what each is about, how it is checked and how grave it is."""
    paper = Paper()
    paper.title("Regels van apv lint")
    sources = {rule.source.id: rule.source for rule in rules}
    for source in sources.values():
        paper.section(source.label)
        paper.line(standing(source))
        for rule in (rule for rule in rules if rule.source.id == source.id):
            paper.blank()
            how = "met de hand" if rule.kind == "manual" else rule.severity.label
            paper.line(f"{rule.id} ({how}): {rule.title}.", hang=2)
            paper.line(f"{rule.number}. {rule.why}", indent=2)
    return str(paper)
