"""Old and new paragraphs side by side, and what changed between the two: dates, numbers, quotations, citations.

The ground under dossier_check.py; it knows nothing of dossiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from apv.drafting.document import FILL_IN
from apv.drafting.dossier_record import Mark
from apv.dutch import MONTHS

TOKEN = re.compile(r"\w+(?:[:.]\w+)*|\s+|[^\w\s]")
LIKE = 45
"""From this likeness (0-100) on, two paragraphs between the same neighbours are one that was changed."""
_DATE = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b")
_QUOTE = re.compile(r"‘[^’]*’|“[^”]*”|\"[^\"]*\"")
_CITATION = re.compile(
    r"\bart(?:ikel(?:en)?|\.) \w+(?:[:.]\w+)*(?:, \w+ lid)?(?: (?:lid \d+ )?[A-Z]\w+)?|\bECLI(?::\w+)+"
)
_NUMBER = re.compile(r"(?<![\w:.])\d+(?:[.,:]\d+)*\w*")
_KINDS = (("datum", _DATE), ("aanhaling", _QUOTE), ("verwijzing", _CITATION), ("getal", _NUMBER))


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph as it was made (at place `at`; None: it was not) and as it reads now; "" is none."""

    was: str
    now: str
    at: int | None


def paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Every paragraph of both, in order, the changed ones beside what they were."""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Pair(line, line, at) for at, line in enumerate(old[i1:i2], i1))
        else:
            yield from _matched(old[i1:i2], new[j1:j2], i1)


def _matched(old: Sequence[str], new: Sequence[str], start: int) -> Iterator[Pair]:
    """Likest first, never crossing: the longest run of pairs that are like enough, by their sum."""
    from rapidfuzz.fuzz import ratio

    likeness = [[ratio(was, now) if _like(was, now, ratio(was, now)) else 0.0 for now in new] for was in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], likeness[i][j] + best[i + 1][j + 1])
    i = j = 0
    while i < len(old) or j < len(new):
        both = i < len(old) and j < len(new)
        if both and likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            yield Pair(old[i], new[j], start + i)
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or best[i][j] == best[i + 1][j]):
            yield Pair(old[i], "", start + i)
            i += 1
        else:
            yield Pair("", new[j], None)
            j += 1


def _like(was: str, now: str, likeness: float) -> bool:
    return likeness >= LIKE or bool(filled_in(was, now))


def filled_in(was: str, now: str) -> dict[str, str] | None:
    """What was put in the places to be filled in, when nothing else changed: per place its value ("" while the
    mark still stands there). None when something else changed or when there was nothing to fill in.

    >>> filled_in("op [vul in: dag].", "op 1 mei 2027."), filled_in("op [vul in: dag].", "tot 1 mei.")
    ({'dag': '1 mei 2027'}, None)
    """
    marks = FILL_IN.findall(was)
    if not marks or was == now:
        return None
    pattern = "(.+?)".join(re.escape(piece) for piece in _around(was))
    match = re.fullmatch(pattern, now)
    if match is None:
        return None
    return {
        what: "" if value == f"[vul in: {what}]" else value
        for what, value in zip(marks, match.groups(), strict=True)
    }


def _around(text: str) -> list[str]:
    """The pieces of text between the marks."""
    pieces, at = [], 0
    for match in FILL_IN.finditer(text):
        pieces.append(text[at : match.start()])
        at = match.end()
    return [*pieces, text[at:]]


def differing(was: str, now: str) -> tuple[str, ...]:
    """Which kinds of values are not the same in both: datum, aanhaling, verwijzing, getal.

    >>> differing("op 1 mei 2027, artikel 2:1a", "op 1 juni 2027, artikel 2:1a")
    ('datum',)
    """
    kinds = []
    for kind, pattern in _KINDS:
        if sorted(match[0] for match in pattern.finditer(was)) != sorted(
            match[0] for match in pattern.finditer(now)
        ):
            kinds.append(kind)
        was, now = pattern.sub(" ", was), pattern.sub(" ", now)
    return tuple(kinds)


def now(pair: Pair, marks: Sequence[Mark]) -> Iterator[tuple[Mark, str]]:
    """How each of `marks` (longest first) that stood in the old paragraph is written in the new one; a value that
    went together with its whole paragraph says nothing."""
    if not pair.was or not pair.now:
        return
    old, new = TOKEN.findall(pair.was), TOKEN.findall(pair.now)
    steps = None if pair.was == pair.now else SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    taken = [False] * len(old)
    for mark in marks:
        words = TOKEN.findall(mark.value)
        for at in range(len(old) - len(words) + 1):
            span = slice(at, at + len(words))
            if old[span] != words or any(taken[span]):
                continue
            taken[span] = [True] * len(words)
            if steps is None:
                yield mark, mark.value
            else:
                start, end = _moved(at, steps, first=True), _moved(at + len(words), steps, first=False)
                yield mark, "".join(new[start:end]).strip()


def _moved(at: int, steps: Sequence[tuple[str, int, int, int, int]], *, first: bool) -> int:
    """Where the boundary before token `at` of the old paragraph lies in the new one: of a changed stretch its
    beginning (`first`) or its end."""
    for tag, i1, i2, j1, j2 in steps:
        inside = i1 <= at < i2 if first else i1 < at <= i2
        if inside:
            if tag == "equal":
                return j1 + at - i1
            return j1 if first else j2
    return steps[0][3] if first else steps[-1][4]
