"""A comparison in pictures: how many municipalities cover each behaviour, after which design, and over the years.

Geometry only, in pixels; the marks stand in templates/reports/bars.svg and years.svg. Every bar has its number
beside it and a pattern of its own, and every picture has a description, so that none hangs on colour or on sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apv.comparing.comparison import Comparison
from apv.comparing.over_time import YearFigure
from apv.dutch import enumeration, long_date
from apv.law.catalogue import Catalogue
from apv.reports.compare_beyond_words import design_label
from apv.reports.compare_words import gravest

LEFT, WIDTH, RIGHT, ROW, HEAD, KEY = 300, 460, 130, 24, 14, 30
"""Pixels: room for the labels, the longest bar, the numbers behind it; height of a row, above it, of the key."""

YEAR, YEAR_HEIGHT = 72, 22
"""Width of a year, or of years in which nothing changed, and height of the highest column."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar. `look`: "sound", "doubtful" or "design"."""

    x: float
    width: float
    look: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: its label at the left, its pieces, and what they stand for in words behind them."""

    y: float
    label: str
    pieces: tuple[Piece, ...]
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class BarPicture:
    """Bars under each other. `keys` explain the looks that occur, with their place."""

    id: str
    width: float
    height: float
    title: str
    description: str
    bars: tuple[Bar, ...]
    keys: tuple[tuple[float, str, str], ...]
    key_y: float


@dataclass(frozen=True, slots=True)
class YearCell:
    """One behaviour in one year: `height` of its column, the number in it, and what a pointer gets."""

    x: float
    y: float
    height: float
    text: str
    full: str


@dataclass(frozen=True, slots=True)
class YearPicture:
    """Behaviours down, years across. `labels` are (y, text), `years` (x, text)."""

    id: str
    width: float
    height: float
    title: str
    description: str
    labels: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, str], ...]
    cells: tuple[YearCell, ...]


def behaviour_picture(comparison: Comparison, catalogue: Catalogue) -> BarPicture | None:
    """How many municipalities cover each behaviour that occurs, most first; None when none does."""
    total = len(comparison.matrix)
    rows = []
    for rank, name in enumerate(comparison.occurring()):
        cells = [row[name] for row in comparison.matrix.values() if name in row]
        doubtful = sum(1 for entries in cells if gravest(entries) != "in_force")
        rows.append((-len(cells), rank, catalogue.behaviours[name].label, doubtful))
    if not rows:
        return None
    bars = []
    for at, (count, _, label, doubtful) in enumerate(sorted(rows)):
        words = f"{-count} van {total}" + (f", waarvan {doubtful} met aandachtspunt" if doubtful else "")
        bars.append(_bar(at, label, ((-count - doubtful, "sound"), (doubtful, "doubtful")), total, words))
    title = f"Gemeenten met een bepaling, per gedraging, op {long_date(comparison.on)}"
    keys = (("sound", "zonder aandachtspunt"), ("doubtful", "met een aandachtspunt: laat toetsen"))
    most = enumeration([f"{bar.label} ({bar.text})" for bar in bars[:3]])
    description = f"Van {total} gemeenten. Het meest verboden: {most}. Alle aantallen staan in de tabel hieronder."
    return _bar_picture("gedragingen-beeld", title, description, bars, keys)


def design_picture(comparison: Comparison) -> BarPicture | None:
    """How many municipalities have an article of each design; None when that is not known."""
    figures = comparison.figures
    if figures is None or not figures.families:
        return None
    total = len(figures.municipalities)
    bars = [
        _bar(
            at,
            _capital(design_label(comparison.designs, family)),
            ((count, "design"),),
            total,
            f"{count} van {total}",
        )
        for at, (family, count) in enumerate(figures.families.items())
    ]
    title = f"Gemeenten per opzet van hun artikelen, op {long_date(comparison.on)}"
    said = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    description = f"Een gemeente telt mee bij elke opzet waarnaar zij een artikel heeft. {said}."
    return _bar_picture("opzet-beeld", title, description, bars, ())


def year_picture(comparison: Comparison, catalogue: Catalogue) -> YearPicture | None:
    """How many municipalities covered each behaviour in each year; None when that was not asked for."""
    history = comparison.over_time
    if history is None:
        return None
    shown = [(name, figures) for name, figures in history.figures.items() if any(one.covered for one in figures)]
    if not shown or not history.days:
        return None
    most = max(one.covered for _, figures in shown for one in figures)
    spans = _spans([figures for _, figures in shown])
    years = [_years(history.days[first].year, history.days[last].year) for first, last in spans]
    cells: list[YearCell] = []
    labels: list[tuple[float, str]] = []
    for at, (name, figures) in enumerate(shown):
        y = 40 + at * ROW
        label = catalogue.behaviours[name].label
        labels.append((y, label))
        for column, (first, _) in enumerate(spans):
            one = figures[first]
            known = one.covered + one.not_covered
            full = f"{label}, {years[column]}: {one.covered} van {known} gelezen gemeenten"
            height = round(YEAR_HEIGHT * one.covered / most, 1)
            cells.append(YearCell(LEFT + column * YEAR, y, height, str(one.covered) if known else "?", full))
    rises = [f"{label} van {rows[0].covered} naar {rows[-1].covered}"
             for (_, label), (_, rows) in zip(labels[:3], shown[:3], strict=True)]  # fmt: skip
    return YearPicture(
        "jaren-beeld", LEFT + YEAR * len(years) + 8, 48 + ROW * len(shown),
        f"Gemeenten met een bepaling, per jaar van {history.days[0].year} tot en met {history.days[-1].year}",
        "Het aantal staat in elk vak; een vraagteken is: geen versie gelezen. Jaren waarin niets veranderde staan "
        f"samen. {enumeration(rises)}. Alle aantallen staan in de tabel.",
        tuple(labels), tuple((LEFT + (rank + 0.5) * YEAR, year) for rank, year in enumerate(years)), tuple(cells),
    )  # fmt: skip


def _spans(rows: Sequence[Sequence[YearFigure]]) -> list[tuple[int, int]]:
    """The first and last rank of each run of years in which nothing changed."""
    spans: list[tuple[int, int]] = []
    for rank, column in enumerate(zip(*rows, strict=True)):
        if spans and all(one == row[spans[-1][0]] for one, row in zip(column, rows, strict=True)):
            spans[-1] = (spans[-1][0], rank)
        else:
            spans.append((rank, rank))
    return spans


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _bar(at: int, label: str, parts: Sequence[tuple[int, str]], total: int, text: str) -> Bar:
    pieces = []
    x = float(LEFT)
    for count, look in parts:
        if count:
            width = round(WIDTH * count / max(total, 1), 1)
            pieces.append(Piece(round(x, 1), width, look))
            x += width
    return Bar(HEAD + at * ROW, label, tuple(pieces), round(x + 8, 1), text)


def _bar_picture(
    name: str, title: str, description: str, bars: Sequence[Bar], keys: Sequence[tuple[str, str]]
) -> BarPicture:
    used = {piece.look for bar in bars for piece in bar.pieces}
    placed = []
    x = float(LEFT)
    for look, text in keys:
        if look in used:
            placed.append((x, look, text))
            x += 60 + 6.4 * len(text)
    bottom = HEAD + ROW * len(bars)
    height = bottom + (KEY if placed else 6)
    return BarPicture(
        name, LEFT + WIDTH + RIGHT + 90, height, title, description, tuple(bars), tuple(placed), bottom + 8
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
