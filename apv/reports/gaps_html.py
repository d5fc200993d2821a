"""The coverage per behaviour as a web page: the picture over all settings, the table, and the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from apv.dutch import long_date
from apv.law.catalogue import Catalogue
from apv.reasoning.gaps import GapReport
from apv.reports.answer_words import GAP_SHORT, GAP_TONE
from apv.reports.coverage_svg import coverage_pictures
from apv.reports.gaps_view import GapsView
from apv.reports.html import page
from apv.reports.tabular import Cell, Column, Row, Sheet


def gaps_html(catalogue: Catalogue, view: GapsView, by_setting: Sequence[GapReport] = ()) -> str:
    """The page for `view`; with the picture when there are reports per setting to make it of."""
    groups = [(title, list(rows)) for title, rows in groupby(view.rows, key=lambda row: row.group)]
    return page(
        view.title,
        "gaps.html",
        view=view,
        day=long_date(view.day),
        groups=groups,
        pictures=coverage_pictures(catalogue, by_setting),
        coverage=_coverage(catalogue, by_setting) if by_setting else None,
    )


def _coverage(catalogue: Catalogue, reports: Sequence[GapReport]) -> Sheet:
    """The picture as a table."""
    columns = (Column("gedraging"), *(Column(catalogue.settings[report.setting].label) for report in reports))
    rows: list[Row] = []
    for number, first in enumerate(reports[0].rows):
        statuses = [report.rows[number].gap.status for report in reports]
        label = catalogue.behaviours[first.asked.behaviours[0]].label
        rows.append((label, *(Cell(GAP_SHORT[status], GAP_TONE[status]) for status in statuses)))
    return Sheet("Dekking", "Per gedraging en situatie wie haar regelt", columns, tuple(rows))
