"""The timeline as a picture: SVG with a title, a description and words on every band, fit for greyscale.

Geometry only: the words come from the timeline and the marks from templates/reports/timeline.svg.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from apv.dutch import long_date
from apv.law.catalogue import Catalogue
from apv.law.frames import Event
from apv.reasoning.gaps import LABELS
from apv.reasoning.timeline import Band, GapBand, Timeline
from apv.reports.answer_words import GAP_SHORT

WIDTH, LEFT, RIGHT = 960, 250, 16
ROW, HEAD, AXIS, KEY = 40, 26, 26, 22
"""Pixels: heights of a row, of a heading, of the line of years and of a line of the key."""

DOT = 18
"""Pixels that the numbered dot of an event takes; dots that would touch go on separate lines."""

LETTER, SMALL = 6.5, 5.6
"""Average width of a letter at the two sizes of text, in pixels; decides what fits where."""

_STATE = {"applies": ("geldt",), "depends": ("onder voorwaarden", "voorwaarden")}
_KEY = {
    "applies": "geldt",
    "depends": "alleen onder voorwaarden",
    "local": "alleen in de APV geregeld",
    "apv_only": "alleen een APV-bepaling kan helpen",
    "no_power": "een APV mag het niet regelen",
}
_LOOK = {"none": "applies", "conditional": "depends"}
"""Gap statuses that look like the state of a provision."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `text` starts at `text_x` (or ends there, by `anchor`): in the bar, or beside it when it does not
    fit; `full` is what a screen reader and a pointer get."""

    x: float
    y: float
    width: float
    look: str
    text: str
    text_x: float
    anchor: Literal["start", "end"]
    full: str


@dataclass(frozen=True, slots=True)
class Line:
    """A label at the left of a row with a second, smaller line under it, or a section heading."""

    y: float
    text: str
    under: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A year on the axis, or a numbered event; `full` says what happened."""

    x: float
    y: float
    text: str
    full: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """What a look and its word mean, in a picture of these reports."""

    x: float
    y: float
    look: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the SVG template draws; all numbers in pixels. Rows stand between `top` and `bottom`."""

    width: float
    height: float
    top: float
    bottom: float
    title: str
    description: str
    lines: tuple[Line, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[float, ...]
    years: tuple[Mark, ...]
    events: tuple[Mark, ...]
    keys: tuple[Key, ...]


def timeline_svg(catalogue: Catalogue, found: Timeline) -> str:
    """A complete SVG document."""
    from apv.reports.html import page

    return page(timeline_title(catalogue, found), "timeline.svg", picture=picture(catalogue, found))


def timeline_title(catalogue: Catalogue, found: Timeline) -> str:
    return f"Tijdlijn: {catalogue.behaviours[found.behaviour].label}"


def when(event: Event) -> str:
    """The day of an event, as precise as it is known."""
    return str(event.day.year) if event.precision == "year" else long_date(event.day)


def picture(catalogue: Catalogue, found: Timeline) -> Picture:
    """Lay the timeline out."""
    scale = _Scale(found.start, found.until)
    events = _events(scale, found.events)
    axis = max((mark.y for mark in events), default=0) + DOT
    top = axis + AXIS
    lines: list[Line] = [Line(top, "Uitkomst", heading=True)]
    y = top + HEAD
    lines.append(Line(y, "is er een gat?"))
    bars = _gap_bars(scale, found.gaps, y)
    y += ROW
    for framework, provisions in _rows(found):
        lines.append(Line(y + 4, catalogue.frameworks[framework].label, heading=True))
        y += HEAD + 4
        for bands in provisions:
            lines.append(_row_label(bands, y))
            bars += _row_bars(scale, bands, y)
            y += ROW
    keys = _keys(bars, y + 14)
    return Picture(
        WIDTH, (keys[-1].y if keys else y) + KEY, top, y, timeline_title(catalogue, found), _description(found),
        tuple(lines), tuple(bars), scale.ticks, _years(scale, axis), events, keys,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Scale:
    start: date
    end: date

    def x(self, day: date) -> float:
        """Pixels from the left for a day; days outside the period are held at its edges."""
        days = max((self.end - self.start).days, 1)
        share = min(max((day - self.start).days / days, 0), 1)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    @property
    def ticks(self) -> tuple[float, ...]:
        """Where each year begins, and both ends."""
        years = range(self.start.year + 1, self.end.year + 1)
        return (self.x(self.start), *(self.x(date(year, 1, 1)) for year in years), self.x(self.end))


def _years(scale: _Scale, y: float) -> tuple[Mark, ...]:
    """Each year in the middle of its stretch, unless that is too short for four figures."""
    stretches = enumerate(pairwise(scale.ticks), start=scale.start.year)
    return tuple(
        Mark(round((left + right) / 2, 1), y, str(year)) for year, (left, right) in stretches if right - left > 30
    )


def _events(scale: _Scale, events: Sequence[Event]) -> tuple[Mark, ...]:
    """Numbered dots, each on the first line where it touches no other."""
    ends: list[float] = []
    marks = []
    for number, event in enumerate(events, start=1):
        x = scale.x(event.day)
        level = next((level for level, end in enumerate(ends) if end + DOT <= x), len(ends))
        ends[level : level + 1] = [x]
        marks.append(Mark(x, 10 + level * DOT, str(number), f"{when(event)}: {event.text}"))
    return tuple(marks)


def _rows(found: Timeline) -> list[tuple[str, list[list[Band]]]]:
    """Per framework the bands of each provision."""
    rows: dict[str, dict[str, list[Band]]] = {}
    for band in found.bands:
        rows.setdefault(band.framework, {}).setdefault(band.provision, []).append(band)
    return [(framework, list(provisions.values())) for framework, provisions in rows.items()]


def _row_label(bands: Sequence[Band], y: float) -> Line:
    room = int((LEFT - 20) / SMALL)
    return Line(y, bands[-1].citation, textwrap.shorten(bands[-1].label, room, placeholder=" …"))


def _row_bars(scale: _Scale, bands: Sequence[Band], y: float) -> list[Bar]:
    """A label that differs from the one at the left goes in its own bar."""
    bars: list[Bar] = []
    left = float(LEFT)
    for band in bands:
        state = _STATE[band.state]
        own = () if band.label == bands[-1].label else (f"{state[0]}: {band.label}",)
        full = f"{state[0]}: {band.citation} ({band.label}), {_period(band.start, band.end)}"
        bars.append(_bar(scale, band, y, band.state, (*own, *state), full, left))
        left = bars[-1].x + bars[-1].width
    return bars


def _gap_bars(scale: _Scale, gaps: Sequence[GapBand], y: float) -> list[Bar]:
    bars: list[Bar] = []
    for gap in gaps:
        words = (LABELS[gap.status], GAP_SHORT[gap.status])
        full = f"{LABELS[gap.status]}, {_period(gap.start, gap.end)}"
        look = _LOOK.get(gap.status, gap.status)
        bars.append(_bar(scale, gap, y, look, words, full, WIDTH))
    return bars


def _bar(
    scale: _Scale, band: Band | GapBand, y: float, look: str, words: Sequence[str], full: str, left: float
) -> Bar:
    """The first of `words` that fits in the bar, else the first that fits beside it in the room from `left`."""
    x = scale.x(band.start)
    width = round(max(scale.x(band.end or scale.end) - x, 2), 1)
    for text in words:
        if len(text) * LETTER + 12 <= width:
            return Bar(x, y, width, look, text, x + 6, "start", full)
    for text in words:
        if len(text) * LETTER + 12 <= x - left:
            return Bar(x, y, width, look, text, x - 5, "end", full)
    return Bar(x, y, width, look, "", x, "start", full)


def _keys(bars: Sequence[Bar], y: float) -> tuple[Key, ...]:
    """The looks that occur, side by side as far as they fit."""
    keys: list[Key] = []
    x = 8.0
    used = {bar.look for bar in bars}
    for look, text in _KEY.items():
        if look not in used:
            continue
        wide = 34 + len(text) * LETTER + 18
        if x + wide > WIDTH and keys:
            x, y = 8.0, y + KEY
        keys.append(Key(x, y, look, text))
        x += wide
    return tuple(keys)


def _period(start: date, end: date | None) -> str:
    return f"van {long_date(start)} {f'tot en met {long_date(end)}' if end else 'tot nu'}"


def _description(found: Timeline) -> str:
    """The whole picture in words, for who cannot see it."""
    gaps = [f"{long_date(gap.start)}: {LABELS[gap.status]}" for gap in found.gaps]
    rules = [f"{b.citation} ({b.label}) {_STATE[b.state][0]} {_period(b.start, b.end)}" for b in found.bands]
    events = [f"{n}. {when(event)}: {event.text}" for n, event in enumerate(found.events, start=1)]
    return (
        f"Van {long_date(found.start)} tot {long_date(found.until)}. Uitkomst vanaf {'; '.join(gaps)}. "
        f"Bepalingen: {'; '.join(rules) or 'geen'}. Gebeurtenissen: {' '.join(events) or 'geen'}"
    )
