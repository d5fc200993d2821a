"""The numbers that Word prints: its automatic lists are counted here as Word counts them.

A paragraph only says "level 0 of list 3"; what a reader sees ("2.", "b.", "Artikel 4") follows from the
definitions in the file and from every numbered paragraph before it. `word` asks for each paragraph in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from apv.bylaws.markup.word_package import W

LEVELS = 9
"""Levels of one list in Word."""
MOST = 1_000_000
"""Numbers above this are no count of paragraphs but nonsense in the file."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    left: int | None = None


@dataclass
class _Series:
    """What `w:num` says: which list it counts in, and its own levels and first numbers."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)


class NumberPrinter:
    """Counts the lists of one document; ask for each numbered paragraph once, in document order."""

    def __init__(self, numbering: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._series: dict[str, _Series] = {}
        self._counts: dict[str, list[int | None]] = {}
        if numbering is not None:
            self._read(numbering)

    def knows(self, series: str) -> bool:
        return series in self._series

    def left(self, series: str, level: int) -> int | None:
        """Where the text of this level starts, in twips; None when the list does not say."""
        found = self._level(self._series.get(series), level)
        return found.left

    def next(self, series: str, level: int) -> str:
        """The number printed before the next paragraph of this list and level; "" when nothing is printed."""
        this = self._series.get(series)
        if this is None:
            return ""
        counts = self._counts.setdefault(this.abstract, [None] * LEVELS)
        self._advance(this, counts, level)
        found = self._level(this, level)
        if found.kind == "none":
            return ""
        if found.kind == "bullet":
            return found.text if found.text in _DASHES else "•"
        return re.sub(
            r"%([1-9])",
            lambda match: self._printed(this, counts, int(match[1]) - 1, plain=found.legal),
            found.text,
        ).strip()

    def _advance(self, this: _Series, counts: list[int | None], level: int) -> None:
        if level in this.starts and level not in this.begun:
            counts[level] = this.starts[level]
        else:
            last = counts[level]
            counts[level] = self._start(this, level) if last is None else min(last + 1, MOST)
        this.begun.add(level)
        for higher in range(level):
            if counts[higher] is None:
                counts[higher] = self._start(this, higher)
        for deeper in range(level + 1, LEVELS):
            restart = self._level(this, deeper).restart
            if restart is None or (restart > 0 and level < restart):
                counts[deeper] = None

    def _printed(self, this: _Series, counts: list[int | None], level: int, *, plain: bool) -> str:
        number = counts[level]
        value = self._start(this, level) if number is None else number
        return printed(value, "decimal" if plain else self._level(this, level).kind)

    def _start(self, this: _Series, level: int) -> int:
        return this.starts.get(level, self._level(this, level).start)

    def _level(self, this: _Series | None, level: int) -> _Level:
        if this is None:
            return _Level()
        return this.levels.get(level) or self._levels.get(this.abstract, {}).get(level) or _Level()

    def _read(self, root: etree._Element) -> None:
        by_link: dict[str, str] = {}
        linked: dict[str, str] = {}
        for abstract in root.iterfind(f"{W}abstractNum"):
            name = _value(abstract, "abstractNumId", own=True)
            self._levels[name] = dict(_levels(abstract))
            if link := _value(abstract, "styleLink"):
                by_link[link] = name
            if link := _value(abstract, "numStyleLink"):
                linked[name] = link
        for num in root.iterfind(f"{W}num"):
            abstract_name = _value(num, "abstractNumId")
            abstract_name = by_link.get(linked.get(abstract_name, ""), abstract_name)
            this = self._series[_value(num, "numId", own=True)] = _Series(abstract_name)
            for override in num.iterfind(f"{W}lvlOverride"):
                level = _whole(_value(override, "ilvl", own=True), 0)
                this.levels.update(_levels(override))
                if (start := _value(override, "startOverride")) != "":
                    this.starts[level] = _whole(start, 1)


_DASHES = frozenset("-–—*•")


def printed(number: int, kind: str) -> str:
    """A number as Word prints it in this format.

    >>> printed(28, "lowerLetter"), printed(4, "upperRoman"), printed(3, "ordinal")
    ('bb', 'IV', '3e')
    """
    if kind in {"lowerLetter", "upperLetter"}:
        # after z Word goes on with aa, bb, cc
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30) if number > 0 else ""
        return letters.upper() if kind == "upperLetter" else letters
    if kind in {"lowerRoman", "upperRoman"}:
        roman = _roman(number)
        return roman if kind == "upperRoman" else roman.lower()
    if kind == "decimalZero":
        return f"{number:02d}"
    return f"{number}e" if kind == "ordinal" else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    result = ""
    for value, sign in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
                        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):  # fmt: skip
        while number >= value:
            result, number = result + sign, number - value
    return result


def _levels(holder: etree._Element) -> Iterator[tuple[int, _Level]]:
    for node in holder.iterfind(f"{W}lvl"):
        indent = node.find(f"{W}pPr/{W}ind")
        restart = _value(node, "lvlRestart")
        yield (
            _whole(_value(node, "ilvl", own=True), 0),
            _Level(
                start=_whole(_value(node, "start"), 1),
                kind=_value(node, "numFmt") or "decimal",
                text=_value(node, "lvlText"),
                legal=node.find(f"{W}isLgl") is not None,
                restart=_whole(restart, 0) if restart else None,
                left=None if indent is None else left_of(indent),
            ),
        )


def left_of(indent: etree._Element) -> int | None:
    """Where text starts by a `w:ind`, in twips; None when it says nothing about that."""
    value = indent.get(f"{W}left", indent.get(f"{W}start", ""))
    return _whole(value, 0) if value else None


def _value(node: etree._Element, name: str, *, own: bool = False) -> str:
    if own:
        return node.get(f"{W}{name}", "")
    child = node.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def _whole(text: str, otherwise: int) -> int:
    match = re.match(r"-?\d{1,9}(?!\d)", text)
    return int(match[0]) if match else otherwise
