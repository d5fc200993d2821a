"""The penal list of a by-law: which words have to change so that it names the new article too.

Only a change that leaves a well-formed enumeration is written out; where that is not sure a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from apv.bylaws.norms.folding import fold
from apv.bylaws.norms.lexicon import Lexicon
from apv.bylaws.norms.penal_list import number_key, sort_key
from apv.bylaws.regulation import Article, Regulation
from apv.dutch import ordinal

_NUMBER = re.compile(r"(?<![\w:.])\d+(?:[:.]\d+)*[A-Za-z]{0,2}(?![\w:])(?!\.\d)")
_LIDS = re.compile(
    r"(?:, (?:aanhef|onder|onderdelen?|[a-z]+(?: (?:en|of|tot en met) [a-z]+)*) ?(?:lid|leden|[a-z]\b))+"
)


@dataclass(frozen=True, slots=True)
class PenalChange:
    """What has to happen to the penal list.

    "insert": put `new` in after `old`; "replace": `old` becomes `new`; "remove": `old` goes; "place": the list is
    there, but how it changes is for a person; "none": nothing has to change; "unknown": no by-law, or no list
    found. `article` and `lid` (in words) say where.
    """

    kind: Literal["insert", "replace", "remove", "place", "none", "unknown"]
    article: str = ""
    lid: str = ""
    old: str = ""
    new: str = ""


UNKNOWN = PenalChange("unknown")


@dataclass(frozen=True, slots=True)
class _Listed:
    """A number in an enumeration; `end` lies behind the leden that are named with it."""

    number: str
    start: int
    end: int


def penal_change(bylaw: Regulation, lexicon: Lexicon, number: str, listed: bool | None) -> PenalChange:
    """The change that makes the penal list of `bylaw` name article `number`.

    `listed`: whether it does so already (None: there is no penal list), as the recogniser found.
    """
    if listed:
        return PenalChange("none", next((article.number for article, _, _ in _clauses(bylaw, lexicon)), ""))
    clauses = list(_clauses(bylaw, lexicon))
    if listed is None or not clauses:
        return UNKNOWN
    known = {number_key(article.number) for article in bylaw.articles}
    for article, lid, text in clauses:
        change = _change(text, known, number)
        if change:
            return PenalChange(change[0], article.number, lid, change[1], change[2])
    article, lid, _ = clauses[0]
    return PenalChange("place", article.number, lid)


def penal_removal(bylaw: Regulation, lexicon: Lexicon, number: str) -> PenalChange:
    """The change that takes article `number` out of the penal list of `bylaw`, when it is repealed."""
    key = number_key(number)
    clauses = list(_clauses(bylaw, lexicon))
    if not clauses:
        return UNKNOWN
    for article, lid, text in clauses:
        listed = [entry for entry in _entries(text) if number_key(entry.number) == key]
        if not listed:
            continue
        at = listed[0]
        old = f", {text[at.start : at.end]}"
        inside = text[: at.start].endswith(", ") and re.match(r", \d|,? (?:en|of) \d", text[at.end :])
        if len(listed) == 1 and inside and text.count(old) == 1:
            return PenalChange("remove", article.number, lid, old)
        return PenalChange("place", article.number, lid)
    return PenalChange("none", clauses[0][0].number)


def _clauses(bylaw: Regulation, lexicon: Lexicon) -> Iterator[tuple[Article, str, str]]:
    """Penal clauses: the article, the lid in words ("" when there is only one), and the text."""
    for article in bylaw.articles:
        numbers = dict.fromkeys(part.path[0] for part in article.parts if part.kind == "lid" and part.path)
        for part in article.parts:
            text = article.text[part.start : part.end]
            if lexicon.penal.occurs(fold(text).text):
                yield article, _lid(part.path, list(numbers)), text


def _lid(path: Sequence[str], numbers: Sequence[str]) -> str:
    if len(numbers) < 2 or not path:
        return ""
    return ordinal(int(path[0])) if path[0].isdigit() else path[0]


def _change(text: str, known: set[str], number: str) -> tuple[Literal["insert", "replace"], str, str] | None:
    """The smallest change of the enumeration in `text`; None when there is none that is sure to be right."""
    listed = [entry for entry in _entries(text) if number_key(entry.number) in known]
    before = [entry for entry in listed if sort_key(entry.number) < sort_key(number)]
    if not before or not listed:
        return None
    at = max(before, key=lambda entry: sort_key(entry.number))
    old, rest = text[at.start : at.end], text[at.end :]
    if text.count(old) > 1 or rest.startswith((" tot en met", " t/m", "-")):
        return None
    if re.match(r",? (?:en|of) \d|, \d", rest):
        return "insert", old, f", {number}"
    previous = listed[listed.index(at) - 1] if listed.index(at) else None
    between = text[previous.end : at.start] if previous else ""
    joint = re.fullmatch(r",? (en|of) ", between)
    if previous and joint:
        whole = text[previous.start : at.end]
        return "replace", whole, f"{text[previous.start : previous.end]}, {old} {joint[1]} {number}"
    return None


def _entries(text: str) -> list[_Listed]:
    entries = []
    for match in _NUMBER.finditer(text):
        lids = _LIDS.match(text, match.end())
        entries.append(_Listed(match[0], match.start(), lids.end() if lids else match.end()))
    return entries
