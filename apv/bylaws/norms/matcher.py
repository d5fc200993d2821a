"""Finds thousands of word forms in one pass over the words of a text; a form is tried only where it can begin.

Between the words of the lexicon (data) and the recogniser: text goes in, hits with offsets into the original come
out. The form language is explained in forms and in legal_sources/behaviours.xml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Generic, TypeVar

from apv.bylaws.norms.forms import fold_form, form_pattern

Known = TypeVar("Known")


@dataclass(frozen=True, slots=True)
class Found:
    """One form met: `id` and `form` as given to the matcher, `start`/`end` in the folded text."""

    id: str
    form: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class _Form:
    """A form waiting to be tried, with every id it stands under and its words folded. Where none of `need`
    occurs, the form cannot either. Its expression is compiled when first tried."""

    form: str
    place: int
    """Its place in the list."""
    ids: list[str]
    words: list[list[str]]
    """The choices for each of its words."""
    need: tuple[str, ...]
    pattern: re.Pattern[str] | None = None

    def match(self, text: str, at: int) -> re.Match[str] | None:
        if self.pattern is None:
            self.pattern = re.compile(form_pattern([self.form]))
        return self.pattern.match(text, at)


@dataclass(slots=True)
class _Readings:
    """The forms that can begin with one word: those that are only that word, those that are only that word and a
    second, those whose second word is plain, and the rest."""

    single: list[_Form]
    double: dict[str, list[_Form]]
    second: dict[str, list[_Form]]
    rest: list[_Form]


class _PerWord(dict[str, Known], Generic[Known]):
    """What there is to know about a word, found out when it is first met; by-laws share most of their words."""

    def __init__(self, find_out: Callable[[str], Known]) -> None:
        super().__init__()
        self._find_out = find_out

    def __missing__(self, word: str) -> Known:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = known = self._find_out(word)
        return known


_Reading = tuple[tuple[str, ...], _Form]
"""A form with one choice for each of its words."""


class Matcher:
    """All forms of one word list.

    Every word of a text is looked up; only where a form can begin are the forms with that first word tried one by
    one, so that every form at a place is reported, also when forms overlap or share words.
    """

    def __init__(self, forms: Iterable[tuple[str, str]], *, common: Iterable[str] = ()) -> None:
        """`forms`: pairs (id, form); the same form may stand under several ids. `common` are words by which
        `may_occur` should not go, because most texts have them."""
        self._common = frozenset(common)
        self._forms: dict[str, _Form] = {}
        for key, form in forms:
            text = " ".join(form.lower().split())
            entry = self._forms.get(text)
            if entry is None:
                words = [word.split("|") for word in fold_form(text).split(" ")]
                entry = self._forms[text] = _Form(text, len(self._forms), [], words, _need(words))
            if key not in entry.ids:
                entry.ids.append(key)
        self._beginning = _PerWord(self._readings)
        self._telling = _PerWord(self._is_telling)

    def __len__(self) -> int:
        return len(self._forms)

    def find(self, folded: str, start: int = 0, end: int | None = None) -> list[Found]:
        """Every form in `folded[start:end]` (text of Folded), by place; of one form the shortest reading."""
        piece = folded[start:end] if start or end is not None else folded
        return [
            Found(key, entry.form, start + at, start + stop)
            for at, entry, stop in self._hits(piece)
            for key in entry.ids
        ]

    def occurs(self, folded: str) -> bool:
        """Whether any form occurs at all."""
        return next(self._hits(folded), None) is not None

    def may_occur(self, words: Iterable[str]) -> bool:
        """Whether a form may occur in a text of these words: a sieve far cheaper than `occurs`. The words are
        folded, without punctuation."""
        return any(map(self._telling.__getitem__, words))

    def _hits(self, piece: str) -> Iterator[tuple[int, _Form, int]]:
        """Where each form begins and ends. A form begins at the start or behind a space."""
        at = 0
        for word in piece.split(" "):
            readings = self._beginning[word]
            if readings is not None:
                for entry, stop in _read(readings, piece, at):
                    yield at, entry, stop
            at += len(word) + 1

    @cached_property
    def _by_first_word(self) -> tuple[dict[str, list[_Reading]], dict[str, list[_Reading]]]:
        """The readings of all forms: by a plain first word, and by the first two letters of another."""
        plain: dict[str, list[_Reading]] = {}
        other: dict[str, list[_Reading]] = {}
        for entry in self._forms.values():
            for words in product(*entry.words):
                if words[0].isalnum():
                    plain.setdefault(words[0], []).append((words, entry))
                else:
                    letters = _stem(words[0])[:2]
                    other.setdefault(letters if len(letters) == 2 else "", []).append((words, entry))
        return plain, other

    def _readings(self, word: str) -> _Readings | None:
        """The forms that can begin with `word`, whatever punctuation hangs behind it; None when there are none."""
        letters = _WORD.match(word)
        if letters is None:
            return None
        first = letters.group()
        plain, other = self._by_first_word
        found = [
            *plain.get(first, ()),
            *(one for one in (*other.get(first[:2], ()), *other.get("", ())) if _fits(one[0][0], first)),
        ]
        return _grouped(sorted(found, key=lambda one: one[1].place)) if found else None

    def _is_telling(self, word: str) -> bool:
        exact, beginnings = self._keys
        return word in exact or word.startswith(beginnings)

    @cached_property
    def _keys(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """Per form the words of its most telling place: whole words, and beginnings of words."""
        exact: set[str] = set()
        beginnings: set[str] = set()
        for entry in self._forms.values():
            for word in max(entry.words, key=self._weight):
                stem, star, _ = word.partition("*")
                (beginnings if star or "#" in stem else exact).add("" if "#" in stem else stem)
        return frozenset(exact), tuple(sorted(beginnings))

    def _weight(self, choices: Sequence[str]) -> int:
        if any(set(word) & {"_", "#"} for word in choices):
            return -3 * _LAST_RESORT
        stems = [word.partition("*")[0] for word in choices]
        length = min(len(stem) for stem in stems)
        if length <= _LITTLE:
            return length - 2 * _LAST_RESORT
        if any(stem in self._common for stem in stems):
            return length - _LAST_RESORT
        return length - _LOOSE * any("*" in word for word in choices)


_MOST_WORDS = 300_000
"""More words than this are not remembered at a time."""
_LAST_RESORT = 100
_LOOSE = 3
"""By how many letters a whole word is preferred to the beginning of one."""
_LITTLE = 2
"""Words of so few letters ("te", "in") tell nothing."""

_WORD = re.compile(r"\w+")
_TWO_WORDS = re.compile(r"(\w+)(?:[ ,-]+(\w+))?")
_SIGNS = frozenset("*_#")


def _grouped(found: Iterable[_Reading]) -> _Readings:
    readings = _Readings([], {}, {}, [])
    for words, entry in found:
        plain = len(words) > 1 and words[1].isalnum()
        if len(words) == 1 and words[0].rstrip("*").isalnum():
            group = readings.single
        elif len(words) == 2 and plain and words[0].isalnum():
            group = readings.double.setdefault(words[1], [])
        elif plain:
            group = readings.second.setdefault(words[1], [])
        else:
            group = readings.rest
        if entry not in group:
            group.append(entry)
    return readings


def _read(readings: _Readings, piece: str, at: int) -> Iterator[tuple[_Form, int]]:
    """The forms that begin at `at`, with the place where each ends."""
    words = _TWO_WORDS.match(piece, at)
    if words is None:
        return
    for entry in readings.single:
        yield entry, words.end(1)
    second = words.group(2)
    if second:
        for entry in readings.double.get(second, ()):
            yield entry, words.end(2)
        for entry in readings.second.get(second, ()):
            hit = entry.match(piece, at)
            if hit:
                yield entry, hit.end()
    for entry in readings.rest:
        if entry.need[0] in piece or (len(entry.need) > 1 and any(word in piece for word in entry.need)):
            hit = entry.match(piece, at)
            if hit:
                yield entry, hit.end()


def _need(words: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """One of these stands in every reading of a form: the choices of its longest word after the first."""
    plain = [[choice.rstrip("*") for choice in word] for word in words[1:]]
    plain = [word for word in plain if not any(_SIGNS & set(choice) for choice in word)]
    return tuple(max(plain, key=lambda word: min(map(len, word)), default=[""]))


def _stem(word: str) -> str:
    """The letters of the first word of a form that every reading begins with."""
    return _WORD_END.split(word, maxsplit=1)[0]


_WORD_END = re.compile(r"[*#-]")


def _fits(first: str, word: str) -> bool:
    """Whether `word` can be the first word of a form that begins with `first`."""
    return "#" in first or word.startswith(_stem(first))
