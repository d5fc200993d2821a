"""A comparison for the terminal: a matrix that fits the width, then what asks for attention."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from apv.comparing.comparison import Comparison, Entry
from apv.comparing.concerns import ConcernKind
from apv.findings import Severity
from apv.law.catalogue import Catalogue
from apv.reports.compare_beyond_text import print_groups, print_over_time, sections_beyond
from apv.reports.compare_beyond_words import CONCERN
from apv.reports.compare_tables import disclaimer
from apv.reports.compare_words import STATUS, article_name, dutch_date, gravest
from apv.reports.grid import lines_needed, print_grid
from apv.reports.tabular import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

MARKS = {"in_force": "", "likely_lapsed": " (!)", "maybe_lapsed": " (!?)", "expression_risk": " (?)"}
"""Behind an article number; the legend says what they mean."""

_STYLE = {"in_force": "green", "likely_lapsed": "red", "maybe_lapsed": "yellow", "expression_risk": "yellow"}

SHOWN_AT_MOST = 12
"""Lines per kind of trouble; the rest is counted and stands in the other formats."""

PLAIN_WIDTH = 100


def render_text(
    comparison: Comparison,
    catalogue: Catalogue,
    *,
    width: int = PLAIN_WIDTH,
    color: bool = False,
    differences: bool = False,
) -> str:
    """The comparison as text of at most `width` columns; `color` adds terminal colours, never meaning;
    `differences` also shows the words in which each article differs from its nearest model."""
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out, width=max(width, 40), force_terminal=color, color_system="standard" if color else None,
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    for line in _head(comparison):
        console.print(line)
    _print_matrix(console, comparison, catalogue)
    print_over_time(console, comparison, catalogue)
    print_groups(console, comparison, catalogue)
    for heading, lines in _sections(comparison, catalogue, differences):
        console.print()
        console.print(f"{visible(heading)}:", style="bold")
        console.print(_bullets(lines))
    console.print()
    console.print(disclaimer(comparison))
    console.print(f"{comparison.program}, catalogus {comparison.catalogue[:19]}")
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _bullets(lines: Sequence[str]) -> Table:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1, 0, 0))
    for line in lines[:SHOWN_AT_MOST]:
        grid.add_row("-", Text(visible(line)))
    if len(lines) > SHOWN_AT_MOST:
        rest = len(lines) - SHOWN_AT_MOST
        grid.add_row("-", f"… en nog {rest}; kies --format xlsx of json voor alles.")
    return grid


def _head(comparison: Comparison) -> Iterator[str]:
    counting = sum(1 for bylaw in comparison.bylaws if bylaw.counts)
    articles = sum(bylaw.articles for bylaw in comparison.bylaws)
    yield f"Regelingen op {dutch_date(comparison.on)}"
    yield (
        f"{_count(len(comparison.bylaws), 'regeling', 'regelingen')} gelezen "
        f"({_count(articles, 'artikel', 'artikelen')}), {counting} geldig op deze datum; "
        f"{_count(len(comparison.failed), 'bestand', 'bestanden')} niet gelezen."
    )


def _print_matrix(console: Console, comparison: Comparison, catalogue: Catalogue) -> None:
    behaviours = [(name, catalogue.behaviours[name].label) for name in comparison.occurring()]
    places = [(name, visible(name)) for name in comparison.matrix]
    console.print()
    if not behaviours:
        console.print("In geen enkele regeling is een verbod op deze gedragingen gevonden.")
        return

    def show(place: str, behaviour: str) -> tuple[str, str]:
        entries = comparison.matrix[place].get(behaviour, ())
        return _cell(entries), _STYLE[gravest(entries)] if entries else "dim"

    # municipalities down and behaviours across, or the other way round: whichever takes fewer lines
    if lines_needed(places, behaviours, console.width) <= lines_needed(behaviours, places, console.width):
        print_grid(console, places, behaviours, show)
    else:
        print_grid(console, behaviours, places, lambda behaviour, place: show(place, behaviour))
    missing = len(comparison.behaviours) - len(behaviours)
    for line in ("Artikelnummers; '-' is: geen bepaling gevonden.", *_legend(comparison)):
        console.print(line)
    if missing:
        console.print(f"Voor {_count(missing, 'gedraging is', 'gedragingen is')} nergens een bepaling gevonden.")


def _cell(entries: tuple[Entry, ...]) -> str:
    return "\n".join(visible(article_name(e.article)) + MARKS[e.status] for e in entries) or "-"


def _legend(comparison: Comparison) -> Iterator[str]:
    used = {entry.status for row in comparison.matrix.values() for cell in row.values() for entry in cell}
    for status, mark in MARKS.items():
        if mark and status in used:
            yield f"{mark.strip()} is: {STATUS[status]}, laat toetsen."


def _sections(comparison: Comparison, catalogue: Catalogue, differences: bool) -> Iterator[tuple[str, list[str]]]:
    yield from sections_beyond(comparison, catalogue, differences=differences)
    attention = list(_attention(comparison))
    if attention:
        yield "Laat toetsen", attention
    if comparison.failed:
        yield "Niet gelezen", [failure.reason for failure in comparison.failed]
    findings = [finding for _, finding in comparison.all_findings()]
    if findings:
        findings.sort(key=lambda finding: list(Severity).index(finding.severity))  # what weighs most comes first
        yield "Bevindingen", [str(finding) for finding in findings]


def _attention(comparison: Comparison) -> Iterator[str]:
    """One line per concern and reason, with every article that it is about; dead letters have their own lines."""
    dead = {
        (letter.file, letter.article, behaviour)
        for letter in comparison.dead_letters
        for behaviour in letter.behaviours
    }
    asked = set(comparison.behaviours)
    about: dict[tuple[ConcernKind, str], list[str]] = {}
    for bylaw in comparison.bylaws:
        for norm in bylaw.norms if bylaw.counts else ():
            article = norm.norm.article
            for concern in norm.concerns:
                alive = [b for b in concern.behaviours if b in asked and (bylaw.file, article, b) not in dead]
                if alive or concern.kind in ("not_in_penal_list", "undefined_place_term"):
                    places = about.setdefault((concern.kind, concern.reason), [])
                    places.append(f"{bylaw.municipality} {article_name(article)}")
    order = list(CONCERN)
    for (kind, why), places in sorted(about.items(), key=lambda item: order.index(item[0][0])):
        yield f"{CONCERN[kind].capitalize()}: {'; '.join(places)}. {why}".rstrip()


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
