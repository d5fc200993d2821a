"""A comparison as a web page to show or print: key figures, the matrix, what to have checked, and all the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from apv.comparing.comparison import Comparison, Entry
from apv.law.catalogue import Catalogue
from apv.reports.compare_beyond_tables import beyond_sheets, dead_letters_sheet, over_time_sheet
from apv.reports.compare_pictures import behaviour_picture, design_picture, year_picture
from apv.reports.compare_tables import (
    about_sheet,
    coverage_sheet,
    disclaimer,
    findings_sheet,
    norms_sheet,
    overview_sheet,
)
from apv.reports.compare_words import (
    NOTHING,
    STATUS,
    STATUS_MEANING,
    STATUS_TONE,
    article_name,
    behaviour_labels,
    breakable,
    dutch_date,
    gravest,
    lowered,
)
from apv.reports.html import page
from apv.reports.tabular import Sheet, Tone

NORM_COLUMNS = ("Gemeente", "Artikel", "Opschrift", "Gedragingen", "Waar", "Wie", "In de strafbepaling", "Status")
DEAD_COLUMNS = (
    "Gemeente",
    "Artikel",
    "Opschrift",
    "Voor welke gedragingen",
    "Hoe zeker",
    "Sinds",
    "Waarom",
    "Bron",
)
ATTENTION_COLUMNS = ("Gemeente", "Artikel", "Opschrift", "Status", "Waarom", "Bron")
"""What of each provision fits on a page; the workbook has every column."""


COVERED = "Gemeenten met een bepaling"
BEYOND_ID = {"Wat als": "wat-als", "Verschil": "verschil", "Groepen": "groepen", "Wie lijkt op wie": "wie-lijkt"}
"""The tables beyond the matrix that stand on the page, each with its place there."""

FITS_A4 = 18
"""Columns of the matrix that fit across a landscape A4; a wider one prints on A3."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """The articles of one municipality for one behaviour, with their status in words."""

    entries: tuple[tuple[str, str], ...]
    tone: Tone


@dataclass(frozen=True, slots=True)
class MatrixRow:
    municipality: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class MatrixTable:
    caption: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def render_html(comparison: Comparison, catalogue: Catalogue) -> str:
    """The comparison as one self-contained HTML page."""
    return page(
        "Vergelijking van regelingen",
        "compare.html",
        script="tables.js",
        disclaimer=disclaimer(comparison),
        program=comparison.program,
        catalogue=comparison.catalogue,
        **compare_values(comparison, catalogue),
    )


def compare_values(comparison: Comparison, catalogue: Catalogue) -> dict[str, object]:
    """What compare_body.html shows."""
    occurring = comparison.occurring()
    missing = tuple(name for name in comparison.behaviours if name not in occurring)
    return {
        "day": dutch_date(comparison.on),
        "key_figures": _key_figures(comparison),
        "matrix": matrix_table(comparison, catalogue),
        "legend": _legend(comparison),
        "nothing": breakable(NOTHING),
        "paper": "A4" if len(occurring) <= FITS_A4 else "A3",
        "left_out": ", ".join(_left_out(comparison)),
        "missing": len(missing),
        "missing_names": lowered(behaviour_labels(catalogue, missing)),
        "bars": [one for one in (behaviour_picture(comparison, catalogue), design_picture(comparison)) if one],
        "coverage": only_rows(coverage_sheet(comparison, catalogue), COVERED),
        "years": year_picture(comparison, catalogue),
        "over_time": over_time_sheet(comparison, catalogue) if comparison.over_time else None,
        "beyond": [
            (sheet, BEYOND_ID[sheet.name])
            for sheet in beyond_sheets(comparison, catalogue)
            if sheet.name in BEYOND_ID
        ],
        "dead": only(dead_letters_sheet(comparison, catalogue), DEAD_COLUMNS) if comparison.dead_letters else None,
        "attention": replace(
            only(norms_sheet(comparison, catalogue, doubtful_only=True), ATTENTION_COLUMNS),
            caption="Bepalingen om te laten toetsen, met de reden",
        ),
        "norms": only(norms_sheet(comparison, catalogue), NORM_COLUMNS),
        "overview": overview_sheet(comparison),
        "findings": findings_sheet(comparison),
        "about": about_sheet(comparison, catalogue),
    }


def only(sheet: Sheet, titles: Sequence[str]) -> Sheet:
    """`sheet` with just these columns, in this order."""
    places = [[column.title for column in sheet.columns].index(title) for title in titles]
    return replace(
        sheet,
        columns=tuple(sheet.columns[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in sheet.rows),
    )


def only_rows(sheet: Sheet, title: str) -> Sheet:
    """The rows of `sheet` with something in the column `title`."""
    place = [column.title for column in sheet.columns].index(title)
    return replace(sheet, rows=tuple(row for row in sheet.rows if row[place]))


def _key_figures(comparison: Comparison) -> list[tuple[str, int, Tone | None]]:
    counting = [bylaw for bylaw in comparison.bylaws if bylaw.counts]
    live = [norm for bylaw in counting for norm in bylaw.norms if not norm.is_stub]
    doubtful = [norm for norm in live if norm.is_doubtful]
    failed, dead = len(comparison.failed), len({(one.file, one.article) for one in comparison.dead_letters})
    return [
        ("Gemeenten", len(comparison.matrix), None),
        ("Geldige regelingen", len(counting), None),
        ("Artikelen gelezen", sum(bylaw.articles for bylaw in comparison.bylaws), None),
        ("Bepalingen over deze gedragingen", len(live), None),
        ("Waarvan te laten toetsen", len(doubtful), "caution" if doubtful else None),
        ("Waarschijnlijk of mogelijk dode letter", dead, "caution" if dead else None),
        ("Bestanden niet gelezen", failed, "warning" if failed else None),
    ]


def matrix_table(comparison: Comparison, catalogue: Catalogue) -> MatrixTable:
    """A row per municipality, a column for each behaviour that occurs."""
    occurring = comparison.occurring()
    return MatrixTable(
        f"Artikelen per gemeente en gedraging op {dutch_date(comparison.on)}",
        tuple(catalogue.behaviours[name].label for name in occurring) if comparison.matrix else (),
        tuple(
            MatrixRow(municipality, tuple(_cell(row.get(name, ())) for name in occurring))
            for municipality, row in comparison.matrix.items()
        ),
    )


def _cell(entries: tuple[Entry, ...]) -> MatrixCell:
    if not entries:
        return MatrixCell((), "muted")
    words = tuple((article_name(entry.article), breakable(STATUS[entry.status])) for entry in entries)
    return MatrixCell(words, STATUS_TONE[gravest(entries)])


def _legend(comparison: Comparison) -> list[tuple[str, Tone, str]]:
    used = {entry.status for row in comparison.matrix.values() for cell in row.values() for entry in cell}
    return [
        (word, STATUS_TONE[status], STATUS_MEANING[status]) for status, word in STATUS.items() if status in used
    ]


def _left_out(comparison: Comparison) -> list[str]:
    names = dict.fromkeys(bylaw.municipality for bylaw in comparison.bylaws)
    return [name for name in names if name not in comparison.matrix]
