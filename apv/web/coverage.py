"""Gaten: who regulates which behaviour in which setting, for a municipality and a date; a cell leads to why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from apv.dutch import long_date
from apv.reasoning.gaps import LABELS, Examined, GapReport, GapStatus, gap_report, gaps_by_setting
from apv.reports.answer_words import GAP_SHORT, GAP_TONE
from apv.reports.gaps_tables import gap_sheets
from apv.reports.gaps_view import GapsView, gaps_view
from apv.reports.tabular import Tone
from apv.reports.xlsx import to_xlsx
from apv.web.forms import read_day
from apv.web.world import World

PAGE = "/gaten"
EVERY = "alle"
"""All groups of behaviours at once; the page begins with the first, which is the one people come for."""


@dataclass(frozen=True, slots=True)
class GapForm:
    """What the Gaten page was asked; `group` is one group of behaviours, or EVERY."""

    day: date
    municipality: str = ""
    group: str = EVERY


@dataclass(frozen=True, slots=True)
class CellView:
    """One behaviour in one setting: a word, its look, the sentence behind it, and where the reasons are."""

    word: str
    tone: Tone
    full: str
    address: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A behaviour over all settings."""

    label: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everything the page shows. `groups` are (title, rows); `view` is the report for strangers in public."""

    municipality: str
    day: str
    settings: tuple[str, ...]
    groups: tuple[tuple[str, tuple[RowView, ...]], ...]
    legend: tuple[tuple[str, Tone, str], ...]
    view: GapsView
    notes: tuple[str, ...]


def gap_form(args: Mapping[str, str], world: World) -> GapForm:
    """The form in an address."""
    group = args.get("groep", "")
    known = group if group in world.catalogue.groups or group == EVERY else next(iter(world.catalogue.groups))
    return GapForm(read_day(args, world.today(), world.catalogue), args.get("gemeente", "").strip()[:100], known)


def coverage(world: World, form: GapForm) -> Coverage:
    """The matrix. Raises InputError when the name of the municipality fits several."""
    catalogue = world.catalogue
    local = world.local(form.municipality, form.day)
    names = _behaviours(world, form)
    reports = gaps_by_setting(catalogue, form.day, names, municipality=local.municipality, law=local.law)
    rows = [(_group(world, one), _row(world, form, reports, at)) for at, one in enumerate(reports[0].rows)]
    grouped = groupby(rows, key=lambda row: row[0])
    groups = tuple((title, tuple(row for _, row in found)) for title, found in grouped)
    public = reports[0]
    return Coverage(
        municipality=local.municipality, day=long_date(form.day),
        settings=tuple(catalogue.settings[report.setting].label for report in reports), groups=groups,
        legend=tuple((GAP_SHORT[status], GAP_TONE[status], LABELS[status]) for status in LABELS),
        view=gaps_view(catalogue, public), notes=local.notes,
    )  # fmt: skip


def address(form: GapForm) -> str:
    """Where the workbook with this table is."""
    fields = (("gemeente", form.municipality), ("datum", form.day.isoformat()), ("groep", form.group))
    return f"/gaten/gaten.xlsx?{urlencode([pair for pair in fields if pair[1]])}"


def as_workbook(world: World, form: GapForm) -> bytes:
    """The report for strangers in public as an Excel workbook, as `apv gaps --format xlsx` makes it."""
    local = world.local(form.municipality, form.day)
    names = _behaviours(world, form)
    report = gap_report(world.catalogue, form.day, names, municipality=local.municipality, law=local.law)
    return to_xlsx(gap_sheets(world.catalogue, report), title="Dekking per gedraging", created=form.day)


def _behaviours(world: World, form: GapForm) -> list[str]:
    return [one.id for one in world.catalogue.behaviours.values() if form.group in (EVERY, one.group)]


def _group(world: World, row: Examined) -> str:
    name = row.asked.behaviours[0]
    return world.catalogue.groups[world.catalogue.behaviours[name].group].label


def _row(world: World, form: GapForm, reports: tuple[GapReport, ...], at: int) -> RowView:
    name = reports[0].rows[at].asked.behaviours[0]
    cells = tuple(_cell(form, name, report, report.rows[at].gap.status) for report in reports)
    return RowView(world.catalogue.behaviours[name].label, cells)


def _cell(form: GapForm, behaviour: str, report: GapReport, status: GapStatus) -> CellView:
    fields = (
        ("gedraging", behaviour), ("situatie", report.setting), ("gemeente", form.municipality),
        ("datum", form.day.isoformat()),
    )  # fmt: skip
    address = f"/toetsen?{urlencode([pair for pair in fields if pair[1]])}"
    return CellView(GAP_SHORT[status], GAP_TONE[status], LABELS[status], address)
