"""Tells from the printed numbers of list items what is a lid, an onderdeel or a sub-onderdeel.

Older CVDR has no `lid`: the lid is a list item "1.", its onderdelen "a.", "b." often stand in a list *beside* it.
Nesting in the file says little, so the pattern of the numbers decides, in document order. The structure reader
passes the loose content of an article through `regroup`; nothing here knows XML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from apv.bylaws.regulation import Block, ItemList, Lid, ListItem, Paragraph

_DIGIT = re.compile(r"\(?(\d{1,3})([a-z]{0,2})\s*[.):]{0,2}")
_DEGREE = re.compile(r"\(?(\d{1,3})\s*(?:[°º]|o(?![a-z]))\s*[.):]?")
_OUTLINE = re.compile(r"\d{1,3}(?:[.:]\d{1,3})+\.?")
_LETTERS = re.compile(r"\(?([a-z]{1,2}|[A-Z]{1,2})\s*[.):]{0,2}")
_ROMAN = re.compile(r"\(?([ivx]{1,5}|[IVX]{1,5})\s*[.):]{0,2}")

Value = tuple[int | str, ...]


@dataclass(slots=True)
class _Item:
    number: str
    blocks: list[Block | _List] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    items: list[_Item] = field(default_factory=list)


@dataclass(slots=True)
class _Level:
    """One open level: its kind of numbers, the last number, how deep and in which list that one stood."""

    kind: str
    value: Value
    depth: int
    source: int
    items: list[_Item]


@dataclass(slots=True)
class _Lid:
    number: str
    as_list: bool
    content: _Item


def lid_value(number: str) -> Value | None:
    """The value of a lid number ("1.", "2a", "(3)") that tells which of two comes first; else None."""
    match = _DIGIT.fullmatch(number)
    return (int(match[1]), match[2]) if match and not _DEGREE.fullmatch(number) else None


def regroup(parts: Sequence[Block | Lid]) -> tuple[tuple[Block, ...], tuple[Lid, ...]]:
    """The text before the leden, and the leden, out of what stands loose in an article, in document order."""
    if not any(isinstance(part, ItemList) for part in parts):
        first = next((index for index, part in enumerate(parts) if isinstance(part, Lid)), len(parts))
        if all(isinstance(part, Lid) for part in parts[first:]):
            return (
                tuple(part for part in parts[:first] if not isinstance(part, Lid)),
                tuple(part for part in parts[first:] if isinstance(part, Lid)),
            )
    grouping = _Grouping()
    for part in parts:
        if isinstance(part, Lid):
            grouping.lid(part)
        elif isinstance(part, ItemList):
            grouping.item_list(part, 0)
        else:
            grouping.loose(part)
    return grouping.result()


class _Grouping:
    def __init__(self) -> None:
        self._opening = _Item("")
        self._lids: list[_Lid] = []
        self._last_lid: Value | None = None
        self._lid_source = 0
        self._levels: list[_Level] = []
        self._numbered_items = False
        """The text before the leden has a numbered enumeration, so its numbers are no leden."""

    def lid(self, lid: Lid) -> None:
        """A lid the source itself calls so."""
        self._open_lid(lid.number, False, list(lid.blocks), 0)

    def loose(self, block: Block) -> None:
        """A paragraph or table beside the lists: it belongs to the lid before it."""
        self._levels.clear()
        self._current_lid().blocks.append(block)

    def item_list(self, items: ItemList, depth: int) -> None:
        for item in items.items:
            node = self._place(item.number, depth, id(items))
            for block in item.blocks:
                if isinstance(block, ItemList):
                    self.item_list(block, depth + 1)
                else:
                    self._back_in(node).blocks.append(block)

    def result(self) -> tuple[tuple[Block, ...], tuple[Lid, ...]]:
        return _closed(self._opening), tuple(
            Lid(lid.number, _closed(lid.content), lid.as_list) for lid in self._lids
        )

    def _current_lid(self) -> _Item:
        return self._lids[-1].content if self._lids else self._opening

    def _open_lid(self, number: str, as_list: bool, blocks: list[Block | _List], source: int) -> _Item:
        self._levels.clear()
        content = _Item(number, blocks)
        self._lids.append(_Lid(number, as_list, content))
        self._last_lid = lid_value(number) or self._last_lid
        self._lid_source = source
        return content

    def _place(self, number: str, depth: int, source: int) -> _Item:
        """The node for an item with this number: a new lid, or an item on one of the open levels or a new one."""
        values = _values(number)
        level = self._same_list(values, source) or self._continued(values, depth)
        if self._is_lid(values, depth, source, level):
            return self._open_lid(number, True, [], source)
        if level is None:
            level = self._new_level(values, depth, source)
        else:
            del self._levels[self._levels.index(level) + 1 :]
        level.value, level.depth, level.source = values.get(level.kind, ()), depth, source
        node = _Item(number)
        level.items.append(node)
        return node

    def _is_lid(self, values: dict[str, Value], depth: int, source: int, level: _Level | None) -> bool:
        value = values.get("digit")
        if value is None or (level is not None and level.depth <= depth):
            return False
        if self._lids:
            if source == self._lid_source and depth == 0:
                return True
            return self._last_lid is not None and value > self._last_lid
        if depth or self._levels or self._numbered_items:
            return False
        self._numbered_items = _introduces_items(self._opening)
        return not self._numbered_items

    def _same_list(self, values: dict[str, Value], source: int) -> _Level | None:
        """The open level whose last item stood in the very same list and counts in the same way."""
        for level in reversed(self._levels):
            if level.source == source and level.kind in values:
                return level
        return None

    def _continued(self, values: dict[str, Value], depth: int) -> _Level | None:
        """The open level that this number carries on; the one nearest in depth when several would do."""
        found = [
            level
            for level in reversed(self._levels)
            if level.kind in values
            and level.kind != "mark"
            and _follows(level.kind, level.value, values[level.kind])
        ]
        return min(found, key=lambda level: abs(level.depth - depth), default=None)

    def _new_level(self, values: dict[str, Value], depth: int, source: int) -> _Level:
        kind = next(iter(values))
        while self._levels and self._levels[-1].depth > depth:
            self._levels.pop()
        again = next(
            (i for i, level in enumerate(self._levels) if level.kind == kind and level.depth == depth), None
        )
        if again is not None:
            del self._levels[again:]
        if depth == 0 and not self._lids:
            self._numbered_items = self._numbered_items or kind == "digit"
        holder = self._levels[-1].items[-1] if self._levels else self._current_lid()
        items = _List()
        holder.blocks.append(items)
        level = _Level(kind, values[kind], depth, source, items.items)
        self._levels.append(level)
        return level

    def _back_in(self, node: _Item) -> _Item:
        """Where text after an inner list of `node` belongs: in it, with the levels below closed.

        When the inner list carried on a level outside `node`, the text follows what was read last.
        """
        if self._current_lid() is node:
            self._levels.clear()
            return node
        for index, level in enumerate(self._levels):
            if level.items[-1] is node:
                del self._levels[index + 1 :]
                return node
        return self._levels[-1].items[-1] if self._levels else self._current_lid()


def _introduces_items(opening: _Item) -> bool:
    last = opening.blocks[-1] if opening.blocks else None
    return isinstance(last, Paragraph) and last.text.rstrip().endswith(":")


def _values(number: str) -> dict[str, Value]:
    """The ways to read a printed number, the likeliest first: {"alpha": ("a",)}; "mark" for a dash or nothing."""
    if match := _DEGREE.fullmatch(number):
        return {"degree": (int(match[1]),)}
    if match := _DIGIT.fullmatch(number):
        return {"digit": (int(match[1]), match[2])}
    if _OUTLINE.fullmatch(number):
        return {"outline": tuple(int(part) for part in re.findall(r"\d+", number))}
    values: dict[str, Value] = {}
    if match := _LETTERS.fullmatch(number):
        values["alpha" if match[1].islower() else "ALPHA"] = (match[1],)
    if match := _ROMAN.fullmatch(number):
        roman: dict[str, Value] = {"roman" if match[1].islower() else "ROMAN": (_roman(match[1].lower()),)}
        values = {**roman, **values} if match[1].lower() == "i" else {**values, **roman}
    return values or {"mark": ()}


def _follows(kind: str, last: Value, value: Value) -> bool:
    if kind.lower() == "alpha" and last and value:
        before, after = str(last[0]), str(value[0])
        if after.lower() in {"i", "v", "x"} and ord(after[0]) - ord(before[0]) > 1:
            return False  # rather a roman number: the letter before it is missing
        return after > before or (before.lower() == "z" and after.lower() == "aa")
    return value > last


def _roman(text: str) -> int:
    digits = [{"i": 1, "v": 5, "x": 10}[letter] for letter in text]
    following = [*digits[1:], 0]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, following, strict=True))


def _closed(item: _Item) -> tuple[Block, ...]:
    return tuple(
        ItemList(tuple(ListItem(inner.number, _closed(inner)) for inner in block.items))
        if isinstance(block, _List)
        else block
        for block in item.blocks
    )
