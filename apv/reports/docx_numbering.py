"""Real Word lists: the numbers that a regulation prints become numbering that Word itself keeps up to date.

When Word would print something else than the regulation does, the number stays as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from docx.shared import Cm

from apv.reports.tabular import visible

STEP = 0.75
"""Indent per level in centimetres."""


@dataclass(frozen=True, slots=True)
class Format:
    """A Word number format: `kind` as Word names it, `text` the pattern with %1, `start` the first number."""

    kind: str
    text: str
    start: int = 1


def number_format(printed: Sequence[str]) -> Format | None:
    """The format under which Word prints exactly these numbers; None when there is none.

    >>> number_format(["a.", "b."])
    Format(kind='lowerLetter', text='%1.', start=1)
    >>> number_format(["1.", "3."]) is None
    True
    """
    if not printed or not all(printed):
        return None
    if len(set(printed)) == 1 and not re.search(r"\w", printed[0]):
        return Format("bullet", printed[0])
    match = re.fullmatch(r"(\W*)(\w+?)([^\w]*|o\.)", printed[0])
    if not match:
        return None
    before, first, after = match.groups()
    for kind, write in _WRITERS.items():
        for start in range(1, 200):
            if write(start) == first:
                made = [f"{before}{write(start + step)}{after}" for step in range(len(printed))]
                if made == list(printed):
                    return Format(kind, f"{before}%1{after}", start)
                break
    return None


class Numbering:
    """The lists of one document, each with a number series of its own, for a numbering part in which ids from
    `first_kind` (of `w:abstractNum`) and `first_list` (of `w:num`) on are free."""

    def __init__(self, first_kind: int, first_list: int) -> None:
        self._first_kind, self._first_list = first_kind, first_list
        self._kinds: dict[tuple[Format, int], int] = {}
        self._lists: list[str] = []

    def start(self, form: Format, left: int) -> int:
        """The id of a new list; `left` is where its text starts, in twentieths of a point."""
        kind = self._kinds.setdefault((form, left), self._first_kind + len(self._kinds))
        number = self._first_list + len(self._lists)
        self._lists.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/><w:lvlOverride w:ilvl="0">'
            f'<w:startOverride w:val="{form.start}"/></w:lvlOverride></w:num>'
        )
        return number

    @property
    def lists(self) -> str:
        """The `w:num` of every list."""
        return "".join(self._lists)

    @property
    def kinds(self) -> str:
        """The `w:abstractNum` that the lists follow."""
        return "".join(_kind(number, form, left) for (form, left), number in self._kinds.items())


def _kind(number: int, form: Format, left: int) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="{form.start}"/><w:numFmt w:val="{form.kind}"/>'
        f'<w:lvlText w:val={quoteattr(visible(form.text))}/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{Cm(STEP).twips}"/></w:pPr></w:lvl></w:abstractNum>'
    )


def _letters(number: int) -> str:
    # Word goes on after z with aa, bb; a regulation with aa, ab: only the first 26 agree
    return chr(ord("a") + number - 1) if number <= 26 else ""


def _roman(number: int) -> str:
    result = ""
    for value, sign in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
                        (1, "i")):  # fmt: skip
        while number >= value:
            result, number = result + sign, number - value
    return result


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
