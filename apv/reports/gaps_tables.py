"""The gap report as tables for Excel and CSV: a row per behaviour, and a sheet with what else may apply."""

from __future__ import annotations

from apv.law.catalogue import Catalogue
from apv.reasoning.evaluate import Outcome
from apv.reasoning.gaps import LABELS, Examined, GapReport
from apv.reports.answer_words import COMPETENCE, GAP_TONE, LOCAL, NATIONAL, cited_together, open_labels
from apv.reports.answers_json import DISCLAIMER, provenance
from apv.reports.tabular import Cell, Column, Row, Sheet


def gap_sheets(catalogue: Catalogue, report: GapReport) -> tuple[Sheet, ...]:
    """The coverage table, and a sheet that says what it is. The first sheet is also the CSV."""
    columns = (
        Column("gedraging"),
        Column("id"),
        Column("uitkomst", 30),
        Column("landelijk", 18),
        Column("landelijke bepalingen", 45),
        Column("APV", 14),
        Column("APV-artikelen", 14),
        Column("nieuwe APV-bepaling", 28),
        Column("redenen", 60),
        Column("tenzij", 45),
        Column("verder niet uitgesloten", 45),
    )
    rows = tuple(_row(catalogue, found) for found in report.rows)
    caption = f"Dekking per gedraging op {report.day.isoformat()}"
    return Sheet("Gaten", caption, columns, rows), _unless(catalogue, report), _about(catalogue, report)


def _row(catalogue: Catalogue, found: Examined) -> Row:
    gap, name = found.gap, found.asked.behaviours[0]
    return (
        catalogue.behaviours[name].label,
        name,
        Cell(LABELS[gap.status], GAP_TONE[gap.status]),
        NATIONAL[gap.national],
        "; ".join(_named(catalogue, outcome) for outcome in gap.addressing),
        LOCAL[gap.local.status],
        ", ".join(gap.local.articles),
        COMPETENCE[gap.competence.outcome],
        " ".join(gap.reasons),
        "; ".join(_cited(catalogue, outcome) for outcome in gap.unless if outcome.relevance != "remote"),
        cited_together(catalogue, (outcome for outcome in gap.unless if outcome.relevance == "remote")),
    )


def _named(catalogue: Catalogue, outcome: Outcome) -> str:
    needs = open_labels(outcome)
    cited = _cited(catalogue, outcome)
    return f"{cited}: {', '.join(needs)}" if needs else cited


def _cited(catalogue: Catalogue, outcome: Outcome) -> str:
    return f"{catalogue.cite(outcome.provision)} ({outcome.version.label})"


def _unless(catalogue: Catalogue, report: GapReport) -> Sheet:
    """Every provision that may apply besides, with what would have to be met."""
    columns = (
        Column("gedraging", 24),
        Column("bepaling", 22),
        Column("waarover", 40),
        Column("verband", 22),
        Column("nodig", 70),
    )
    rows = tuple(
        (
            catalogue.behaviours[found.asked.behaviours[0]].label,
            catalogue.cite(outcome.provision),
            outcome.version.label,
            "niets wijst erop" if outcome.relevance == "remote" else "komt in beeld",
            "; ".join(open_labels(outcome)) or "van toepassing",
        )
        for found in report.rows
        for outcome in found.gap.unless
    )
    caption = "Bepalingen die daarnaast kunnen gelden, en wat daarvoor nodig is"
    return Sheet("Tenzij", caption, columns, rows, frozen=2)


def _about(catalogue: Catalogue, report: GapReport) -> Sheet:
    origin = provenance(catalogue)
    rows: tuple[Row, ...] = (
        ("peildatum", report.day),
        ("situatie", catalogue.settings[report.setting].label),
        ("plaats", catalogue.places[report.place].label if report.place else "niet opgegeven"),
        ("gemeente", report.municipality or "niet opgegeven"),
        ("programma", origin["program"]),
        ("catalogus", origin["catalogue"]),
        ("let op", DISCLAIMER),
    )
    return Sheet("Over", "Waar deze tabel vandaan komt", (Column("onderdeel", 18), Column("waarde", 60)), rows)
