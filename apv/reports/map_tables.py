"""The map as a table for Excel and for machines: one row per provision, fit to stand beside other runs."""

from __future__ import annotations

from apv.reports.map_view import MapView
from apv.reports.provision_view import ProvisionView, Remark
from apv.reports.section_view import SectionView
from apv.reports.tabular import Cell, Column, Row, Sheet

COLUMNS = (
    Column("kader", 28),
    Column("bepaling", 16),
    Column("vindplaats", 20),
    Column("waarover", 40),
    Column("uitkomst", 18),
    Column("verband", 26),
    Column("nog open", 50),
    Column("waarom niet", 50),
    Column("gevolg", 50),
    Column("let op", 60),
    Column("later", 60),
    Column("bij de tekst", 60),
    Column("bron", 60),
    Column("peildatum", 12),
    Column("gedraging", 24),
    Column("gemeente", 18),
)


def map_sheet(view: MapView) -> Sheet:
    """Every provision of `view`; what does not apply is in it only when the view was made with it."""
    rows = tuple(_row(view, section, provision) for section in view.sections for provision in section.provisions)
    return Sheet("Recht", f"{view.title} {view.subject}", COLUMNS, rows)


def _row(view: MapView, section: SectionView, one: ProvisionView) -> Row:
    return (
        section.title,
        one.id,
        one.citation,
        one.label,
        Cell(one.status, one.tone),
        one.aim,
        "; ".join(one.open),
        one.why_not,
        " ".join((one.consequence, *(f"Zwaarder: {text}" for text in one.heavier))).strip(),
        _joined(one.alerts),
        _joined(one.later),
        " ".join(one.notes),
        (one.source.link or one.source.text) if one.source else "",
        view.day,
        view.subject,
        view.municipality,
    )


def _joined(remarks: tuple[Remark, ...]) -> str:
    return " | ".join(remark.printed for remark in remarks)
