"""A comparison as tables: the same sheets for Excel, CSV and HTML.

Every file that was offered shows up in one of them: as a by-law, or as a file that could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from apv.bylaws.identifiers import cvdr_name
from apv.comparing.comparison import ComparedBylaw, ComparedNorm, Comparison, Entry
from apv.law.catalogue import Catalogue
from apv.reports.compare_beyond_tables import against_cell, beyond_sheets, dead_letters_sheet, nearest_cell
from apv.reports.compare_beyond_words import design_label
from apv.reports.compare_words import (
    ACTOR,
    NOTHING,
    STANDING,
    STATUS,
    STATUS_MEANING,
    STATUS_TONE,
    article_name,
    behaviour_labels,
    dutch_date,
    entry_text,
    gravest,
    period,
    place_labels,
    reasons_text,
    since_text,
    status_word,
    yes_no,
)
from apv.reports.tabular import Cell, Column, Row, Sheet, Tone

NOT_READ = "niet gelezen"
_SEVERITY_TONE: dict[str, Tone] = {"error": "warning", "warning": "caution", "note": "plain"}


def compare_sheets(comparison: Comparison, catalogue: Catalogue) -> tuple[Sheet, ...]:
    """The tables of a workbook, in reading order."""
    return (
        overview_sheet(comparison),
        matrix_sheet(comparison, catalogue),
        coverage_sheet(comparison, catalogue),
        norms_sheet(comparison, catalogue),
        dead_letters_sheet(comparison, catalogue),
        *beyond_sheets(comparison, catalogue),
        findings_sheet(comparison),
        about_sheet(comparison, catalogue),
    )


def overview_sheet(comparison: Comparison) -> Sheet:
    """A row per by-law and per file that could not be read."""
    columns = (
        Column("Gemeente"), Column("Regeling", width=44), Column("Telt mee"), Column("Geldigheid", width=30),
        Column("Artikelen gelezen"), Column("Bepalingen"), Column("Gedragingen", width=13),
        Column("Waarschijnlijk vervallen", width=16), Column("Laat toetsen (alles)", width=14),
        Column("Bevindingen", width=13), Column("Kenmerk"), Column("Vindplaats", width=52),
        Column("Bestand"),
    )  # fmt: skip
    rows: list[Row] = [_overview_row(bylaw) for bylaw in comparison.bylaws]
    rows += [
        ("", "", Cell(NOT_READ, "warning"), failure.reason, *[None] * 8, failure.file)
        for failure in comparison.failed
    ]
    return Sheet("Overzicht", f"Regelingen op {dutch_date(comparison.on)}", columns, tuple(rows))


def _overview_row(bylaw: ComparedBylaw) -> Row:
    live = [norm for norm in bylaw.norms if not norm.is_stub]
    covered = {behaviour for norm in live for behaviour in norm.norm.behaviours}
    statuses = [norm.gravest for norm in live]
    lapsed, doubtful = statuses.count("likely_lapsed"), len(statuses) - statuses.count("in_force")
    page = name.page if (name := cvdr_name(bylaw.id)) else ""
    return (
        Cell(bylaw.municipality, "strong"),
        bylaw.title,
        Cell(STANDING[bylaw.standing], "plain" if bylaw.counts else "caution"),
        period(bylaw),
        bylaw.articles,
        len(live),
        len(covered),
        Cell(lapsed, "warning" if lapsed else "plain"),
        Cell(doubtful, "caution" if doubtful else "plain"),
        len(bylaw.findings),
        bylaw.id,
        Cell(page, link=page),
        bylaw.file,
    )


def matrix_sheet(comparison: Comparison, catalogue: Catalogue, *, everything: bool = False) -> Sheet:
    """A row per municipality, a column per behaviour that occurs (`everything`: per behaviour asked for)."""
    behaviours = comparison.behaviours if everything else comparison.occurring()
    titles = [catalogue.behaviours[name].label for name in behaviours]
    rows = [
        (Cell(municipality, "strong"), *(matrix_cell(cells.get(name, ())) for name in behaviours))
        for municipality, cells in comparison.matrix.items()
    ]
    columns = (Column("Gemeente"), *(Column(title, width=15, upright=True) for title in titles))
    caption = f"Welke gemeente verbiedt wat, op {dutch_date(comparison.on)}"
    return Sheet("Matrix", caption, columns, tuple(rows))


def matrix_cell(entries: tuple[Entry, ...]) -> Cell:
    """The articles with their status in words; never empty, so that nobody has to guess what blank means."""
    if not entries:
        return Cell(NOTHING, "muted")
    return Cell("\n".join(entry_text(entry) for entry in entries), STATUS_TONE[gravest(entries)])


def coverage_sheet(comparison: Comparison, catalogue: Catalogue) -> Sheet:
    """A row per behaviour: how many municipalities have a provision, after which design, and which."""
    figures = comparison.figures
    families = tuple(figures.families) if figures else ()
    columns = (
        Column("Gedraging"), Column("Soort"), Column("Gemeenten met een bepaling", width=14),
        Column("Van de", width=9), Column("Aandeel (%)", width=11),
        Column("Waarvan met een aandachtspunt", width=16),
        *(Column(design_label(comparison.designs, family), width=16) for family in families),
        Column("Welke gemeenten", width=60),
    )  # fmt: skip
    total = len(comparison.matrix)
    designed = {one.behaviour: one.families for one in figures.behaviours} if figures else {}
    rows = []
    for name in comparison.behaviours:
        behaviour = catalogue.behaviours[name]
        having = {place: cells[name] for place, cells in comparison.matrix.items() if name in cells}
        marked = sum(1 for entries in having.values() if gravest(entries) != "in_force")
        share = round(100 * len(having) / total) if total else None
        rows.append(
            (
                Cell(behaviour.label, "strong"), catalogue.groups[behaviour.group].label, len(having), total,
                share, Cell(marked, "caution" if marked else "plain"),
                *(designed.get(name, {}).get(family, 0) for family in families), ", ".join(having) or "geen",
            )
        )  # fmt: skip
    caption = f"Hoeveel gemeenten een gedraging verbieden, op {dutch_date(comparison.on)}"
    return Sheet("Gedragingen", caption, columns, tuple(rows))


def norms_sheet(comparison: Comparison, catalogue: Catalogue, *, doubtful_only: bool = False) -> Sheet:
    """A row per provision, with what it forbids, where, to whom, and what is the matter with it.

    `doubtful_only`: only what a jurist should look at, of by-laws that count.
    """
    other = comparison.against.municipality if comparison.against else ""
    columns = (
        Column("Gemeente"), Column("Artikel"), Column("Opschrift", width=28), Column("Gedragingen", width=40),
        Column("Waar", width=30), Column("Wie", width=18), Column("Voorwaarden in de tekst", width=24),
        Column("Uitzonderingen", width=24), Column("In de strafbepaling", width=13), Column("Sinds", width=20),
        Column("Status", width=20), Column("Waarom", width=50), Column("Bron", width=30),
        Column("Uit de tekst", width=50), Column("Model dat er het meest op lijkt, en de verschillen", width=50),
        *([Column(f"Naast {other}, en de verschillen", width=50)] if other else []),
        Column("Regeling", width=32), Column("Bestand"),
    )  # fmt: skip
    rows = tuple(
        _norm_row(bylaw, norm, catalogue, other)
        for bylaw in comparison.bylaws
        for norm in bylaw.norms
        if not doubtful_only or (bylaw.counts and norm.is_doubtful)
    )
    return Sheet("Normen", f"Bepalingen op {dutch_date(comparison.on)}", columns, rows, frozen=2)


def _norm_row(bylaw: ComparedBylaw, compared: ComparedNorm, catalogue: Catalogue, other: str) -> Row:
    norm = compared.norm
    undefined = [f"'{term}' is in de regeling niet omschreven" for term in norm.undefined_place_terms]
    places = "; ".join([place_labels(catalogue, norm.place) or "niet genoemd", *undefined])
    return (
        Cell(bylaw.municipality, "strong"),
        article_name(norm.article) + (f" lid {', '.join(norm.lids)}" if norm.lids else ""),
        norm.heading,
        behaviour_labels(catalogue, norm.behaviours),
        places,
        ACTOR[norm.actor],
        ", ".join(norm.qualifiers),
        "; ".join(norm.exceptions),
        Cell(yes_no(norm.penal_listed), "caution" if norm.penal_listed is False else "plain"),
        since_text(compared),
        Cell(status_word(bylaw, compared), STATUS_TONE[compared.gravest] if bylaw.counts else "muted"),
        reasons_text(catalogue, compared),
        ", ".join(compared.status.sources),
        compared.quote,
        nearest_cell(compared, catalogue),
        *(
            [against_cell(compared, catalogue) if bylaw.municipality != other else "dit is die gemeente"]
            if other
            else []
        ),
        bylaw.title,
        bylaw.file,
    )


def findings_sheet(comparison: Comparison) -> Sheet:
    """A row per finding; files that could not be read come first."""
    columns = (
        Column("Ernst"), Column("Gemeente"), Column("Wat", width=60), Column("Waar", width=40),
        Column("Wat te doen", width=50), Column("Aantal"), Column("Code"),
    )  # fmt: skip
    rows: list[Row] = [
        (Cell(NOT_READ, "warning"), "", failure.reason, failure.file, "", 1, "compare-not-read")
        for failure in comparison.failed
    ]
    for bylaw, finding in comparison.all_findings():
        rows.append(
            (
                Cell(finding.severity.label, _SEVERITY_TONE[finding.severity.value]),
                bylaw.municipality if bylaw else "",
                finding.what,
                finding.where or (bylaw.file if bylaw else ""),
                finding.advice,
                finding.count,
                finding.rule,
            )
        )
    if not rows:
        rows.append(("geen", "", "Alles is gelezen; er is niets bijzonders gevonden.", "", "", 0, ""))
    return Sheet("Bevindingen", "Wat aandacht vraagt", columns, tuple(rows))


def about_sheet(comparison: Comparison, catalogue: Catalogue) -> Sheet:
    """What this is, on which date, from which law, and what the words mean."""
    columns = (Column("Onderwerp", width=34), Column("Toelichting", width=90))
    return Sheet("Over", "Over deze vergelijking", columns, tuple(about_rows(comparison, catalogue)))


def about_rows(comparison: Comparison, catalogue: Catalogue) -> Iterator[tuple[Cell, str]]:
    """Subject and explanation, as they stand under every report."""
    for subject, text in _facts(comparison, catalogue):
        yield Cell(subject, "strong"), text
    for status, meaning in STATUS_MEANING.items():
        yield Cell(f"Status '{STATUS[status]}'", "strong"), meaning
    yield (
        Cell(f"'{NOTHING}'", "strong"),
        (
            "De regeling is gelezen en er is geen verbod op deze gedraging in gevonden. Het programma herkent "
            "woorden; een ongewoon geformuleerd verbod kan het missen."
        ),
    )
    yield Cell("Geen juridisch advies", "strong"), disclaimer(comparison)
    yield Cell("Programma", "strong"), comparison.program
    yield Cell("Catalogus", "strong"), comparison.catalogue


def disclaimer(comparison: Comparison) -> str:
    """The one line that every report carries."""
    return (
        f"Vergelijking van regelingen zoals zij golden op {dutch_date(comparison.on)}, gemaakt door een "
        "programma. Het is een hulpmiddel en geen juridisch advies."
    )


def _facts(comparison: Comparison, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    counting = sum(1 for bylaw in comparison.bylaws if bylaw.counts)
    missing = [name for name in comparison.behaviours if name not in comparison.occurring()]
    yield "Peildatum", dutch_date(comparison.on)
    yield "Regelingen", f"{len(comparison.bylaws)} gelezen, waarvan {counting} meetellen op de peildatum"
    yield "Gemeenten", str(len(comparison.matrix))
    yield "Niet gelezen bestanden", str(len(comparison.failed))
    yield "Gedragingen", f"{len(comparison.behaviours)} vergeleken"
    if missing:
        yield "Nergens gevonden", behaviour_labels(catalogue, tuple(missing))
