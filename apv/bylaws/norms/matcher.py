"""Finds thousands of word forms in one pass: the forms of the lexicon become one trie-shaped regular expression.

Between the words of the lexicon (data) and the recogniser: text goes in, hits with offsets into the original come
out. The form language is explained in forms and in legal_sources/behaviours.xml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from apv.bylaws.norms.forms import fold_form, form_pattern, trie_pattern


@dataclass(frozen=True, slots=True)
class Found:
    """One form met: `id` and `form` as given to the matcher, `start`/`end` in the folded text."""

    id: str
    form: str
    start: int
    end: int


@dataclass(slots=True)
class _Form:
    """A form waiting to be tried, with every id it stands under. Where none of `need`
    occurs, the form cannot either. Its expression is compiled when first tried."""

    form: str
    ids: list[str]
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


class Matcher:
    """All forms of one word list, compiled once.

    The trie finds where any form begins; only there are the forms with that first word tried one by one, so that
    every form at a place is reported, also when forms overlap or share words.
    """

    def __init__(self, forms: Iterable[tuple[str, str]], *, common: Iterable[str] = ()) -> None:
        """`forms`: pairs (id, form); the same form may stand under several ids. `common` are words by which
        `may_occur` should not go, because most texts have them."""
        self._common = frozenset(common)
        self._forms: dict[str, _Form] = {}
        for key, form in forms:
            text = " ".join(form.lower().split())
            entry = self._forms.setdefault(text, _Form(text, [], _need(text)))
            if key not in entry.ids:
                entry.ids.append(key)
        self._known: dict[str, _Readings] = {}
        self._telling: set[str] = set()
        self._judged: set[str] = set()

    def __len__(self) -> int:
        return len(self._forms)

    @cached_property
    def _by_letters(self) -> dict[str, list[tuple[tuple[str, ...], _Form]]]:
        """Forms, as words with one choice each, under the first two letters of their first word."""
        groups: dict[str, list[tuple[tuple[str, ...], _Form]]] = {}
        for entry in self._forms.values():
            for words in product(*(word.split("|") for word in fold_form(entry.form).split(" "))):
                letters = words[0][:2]
                groups.setdefault("" if set(letters) & {"#", "*"} else letters, []).append((words, entry))
        return groups

    @cached_property
    def _start(self) -> re.Pattern[str] | None:
        if not self._forms:
            return None
        # a word that can start a form follows a space: that literal lets the engine skip most positions
        return re.compile(" (?=" + trie_pattern(self._forms) + ")")

    def find(self, folded: str, start: int = 0, end: int | None = None) -> list[Found]:
        """Every form in `folded[start:end]` (text of Folded), by place; of one form the shortest reading."""
        if self._start is None:
            return []
        piece = " " + (folded[start:end] if start or end is not None else folded)
        shift = start - 1
        found: list[Found] = []
        for place in self._start.finditer(piece):
            at = place.start() + 1
            for entry, stop in self._at(piece, at):
                found += [Found(key, entry.form, shift + at, shift + stop) for key in entry.ids]
        return found

    def _at(self, piece: str, at: int) -> Iterator[tuple[_Form, int]]:
        """The forms that begin at `at`, with the place where each ends."""
        words = _TWO_WORDS.match(piece, at)
        if words is None:
            return
        first, second = words.groups()
        readings = self._known.get(first) or self._readings(first)
        for entry in readings.single:
            yield entry, words.end(1)
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

    def occurs(self, folded: str) -> bool:
        """Whether any form occurs at all."""
        if self._start is None:
            return False
        piece = " " + folded
        return any(
            next(self._at(piece, place.start() + 1), None) is not None for place in self._start.finditer(piece)
        )

    def may_occur(self, folded: str) -> bool:
        """Whether a form may occur: a sieve far cheaper than `occurs`. `folded` is without punctuation."""
        exact, beginnings = self._keys
        if len(exact) + len(beginnings) <= _FEW:
            return any(word in folded and f" {word} " in f" {folded} " for word in exact) or any(
                f" {stem}" in f" {folded}" for stem in beginnings
            )
        words = set(folded.split())
        unknown = words - self._judged
        if unknown:
            self._judged |= unknown
            self._telling.update(word for word in unknown if word in exact or word.startswith(beginnings))
        return not words.isdisjoint(self._telling)

    @cached_property
    def _keys(self) -> tuple[dict[str, None], tuple[str, ...]]:
        """Per form the words of its most telling place: whole words, and beginnings of words."""
        exact: dict[str, None] = {}
        beginnings: dict[str, None] = {}
        for form in self._forms:
            places = [word.split("|") for word in fold_form(form).replace("-", " ").split(" ")]
            for word in max(places, key=self._weight):
                stem, star, _ = word.partition("*")
                (beginnings if star or "#" in stem else exact)["" if "#" in stem else stem] = None
        return exact, tuple(beginnings)

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

    def _readings(self, first: str) -> _Readings:
        readings = _Readings([], {}, {}, [])
        for words, entry in self._by_letters.get(first[:2], []) + self._by_letters.get("", []):
            if not _fits(words[0], first):
                continue
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
        self._known[first] = readings
        return readings


_FEW = 60
"""Up to this many telling words a text is searched for each of them."""
_LAST_RESORT = 100
_LOOSE = 3
"""By how many letters a whole word is preferred to the beginning of one."""
_LITTLE = 2
"""Words of so few letters ("te", "in") tell nothing."""

_TWO_WORDS = re.compile(r"(\w+)(?:[ ,-]+(\w+))?")


def _need(form: str) -> tuple[str, ...]:
    """One of these stands in every reading of a form: the choices of its longest word after the first."""
    words = [word.split("|") for word in fold_form(form).split(" ")]
    plain = [[choice.rstrip("*") for choice in word] for word in words[1:]]
    plain = [word for word in plain if not any(set(choice) & set("*_#") for choice in word)]
    return tuple(max(plain, key=lambda word: min(map(len, word)), default=[""]))


def _fits(first: str, word: str) -> bool:
    """Whether `word` can be the first word of a form that begins with `first`."""
    if "*" not in first and "#" not in first and "-" not in first:
        return first == word
    return "#" in first or word.startswith(first.split("*", maxsplit=1)[0].split("-", maxsplit=1)[0])
