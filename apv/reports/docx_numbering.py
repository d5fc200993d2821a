"""Real Word lists: the numbers that a regulation prints become numbering that Word itself keeps up to date.

When Word would print something else than the regulation does, the number stays as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph

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
    """The numbering part of one document; every list gets its own number series."""

    def __init__(self, word: WordDocument) -> None:
        self._root: Any = word.part.numbering_part.element
        self._abstract: dict[tuple[Format, float], int] = {}

    def series(self, form: Format, left: float) -> int:
        """The id of a new series; `left` is where its text starts, in centimetres."""
        abstract = self._abstract.get((form, left))
        if abstract is None:
            abstract = self._abstract[form, left] = self._add_abstract(form, left)
        number = self._next_id("w:num", "w:numId")
        series = _element("w:num", numId=number)
        series.append(_element("w:abstractNumId", val=abstract))
        override = _element("w:lvlOverride", ilvl=0)
        override.append(_element("w:startOverride", val=form.start))
        series.append(override)
        self._root.append(series)
        return number

    def _add_abstract(self, form: Format, left: float) -> int:
        identifier = self._next_id("w:abstractNum", "w:abstractNumId")
        abstract = _element("w:abstractNum", abstractNumId=identifier)
        abstract.append(_element("w:multiLevelType", val="singleLevel"))
        level = _element("w:lvl", ilvl=0)
        level.append(_element("w:start", val=form.start))
        level.append(_element("w:numFmt", val=form.kind))
        level.append(_element("w:lvlText", val=form.text))
        level.append(_element("w:lvlJc", val="left"))
        properties = OxmlElement("w:pPr")
        properties.append(_element("w:ind", left=Cm(left).twips, hanging=Cm(STEP).twips))
        level.append(properties)
        abstract.append(level)
        first_series = self._root.find(qn("w:num"))
        if first_series is None:
            self._root.append(abstract)
        else:
            first_series.addprevious(abstract)
        return identifier

    def _next_id(self, tag: str, attribute: str) -> int:
        used = (int(node.get(qn(attribute))) for node in self._root.iterfind(qn(tag)))
        return max(used, default=0) + 1


def put_in_series(paragraph: WordParagraph, series: int) -> None:
    """Make `paragraph` the next item of the series."""
    holder: Any = paragraph._p.get_or_add_pPr()
    properties = holder.get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = series


def _element(tag: str, **attributes: object) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element


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
