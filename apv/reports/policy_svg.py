"""Four bars, one per pillar: how much is there, deels there, missing and not known; geometry as values.

The marks stand in templates/reports/policy.svg: a pattern and a number in every stretch, so that nothing hangs on
colour.
"""

from __future__ import annotations

from dataclasses import dataclass

from apv.dutch import long_date
from apv.policy.scan import STATES, Scan, ScoredPillar
from apv.reports.policy_words import STATE, counted
from apv.reports.timeline_svg import Key

LEFT, WIDTH, BAR, ROW, TOP, KEY = 232, 520, 30, 52, 12, 130
"""Pixels: room for the labels, length and height of a bar, height of a row, of the edge, width of a key."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a bar: `text` is the number in it."""

    x: float
    width: float
    look: str
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of one pillar with its words."""

    y: float
    label: str
    words: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class PolicyPicture:
    """Everything the SVG template draws, in pixels. `number` counts the pictures of a page from 1."""

    number: int
    width: float
    height: float
    bar: float
    title: str
    description: str
    bars: tuple[Bar, ...]
    keys: tuple[Key, ...]


def policy_picture(scan: Scan, number: int = 1) -> PolicyPicture:
    """The picture of one municipality."""
    bars = tuple(_bar(one, TOP + at * ROW) for at, one in enumerate(scan.pillars))
    foot = TOP + len(bars) * ROW + 6
    keys = tuple(Key(LEFT + at * KEY, foot, state, STATE[state]) for at, state in enumerate(STATES))
    words = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
    title = f"De vier pijlers in {scan.municipality} op {long_date(scan.day)}"
    return PolicyPicture(number, LEFT + WIDTH + 16, foot + 28, BAR, title, f"{words}.", bars, keys)


def _bar(pillar: ScoredPillar, y: float) -> Bar:
    total, x = len(pillar.scored), float(LEFT)
    stretches = []
    for state, count in pillar.counts.items():
        if count:
            width = WIDTH * count / total
            stretches.append(Stretch(round(x, 1), round(width, 1), state, str(count)))
            x += width
    return Bar(y, pillar.pillar.label, counted(pillar), tuple(stretches))
