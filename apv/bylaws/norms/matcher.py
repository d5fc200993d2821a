"""Finds which of thousands of word forms stand in a text: only forms whose most telling word is there are tried.

Between the words of the lexicon (data) and the recogniser: text goes in, hits with offsets into the original come
out. The form language is explained in forms and in legal_sources/behaviours.xml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from operator import itemgetter
from typing import NamedTuple

from apv.bylaws.norms.folding import NO_LETTERS, words_of
from apv.bylaws.norms.forms import fold_form, form_pattern


class Found(NamedTuple):
    """One form met: `id` and `form` as given to the matcher, `start`/`end` in the folded text."""

    id: str
    form: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class _Form:
    """A form with every id it stands under; `place` is its place in the list. Its expression is compiled when it
    is first tried, which is only where all words of `also` stand (the longest first)."""

    form: str
    place: int
    ids: list[str]
    also: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None

    def first(self, text: str) -> re.Match[str] | None:
        """Where it first stands in `text`, which begins with a space: a form begins behind one."""
        if self.pattern is None:
            self.pattern = re.compile(" " + form_pattern([self.form]))
        return self.pattern.search(text)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Everywhere it stands in such a `text`."""
        spans: list[tuple[int, int]] = []
        found = self.first(text)
        while found and self.pattern:
            spans.append(found.span())
            found = self.pattern.search(text, found.start() + 1)
        return spans


class Matcher:
    """All forms of one word list."""

    def __init__(
        self, forms: Iterable[tuple[str, str]], *, common: Iterable[str] = (), everywhere: Iterable[str] = ()
    ) -> None:
        """`forms`: pairs (id, form); the same form may stand under several ids. `common` are words that tell
        little, because many texts have them; `everywhere` words that tell less still, because most do."""
        self._common = frozenset(common)
        self._everywhere = frozenset(everywhere)
        self._forms: dict[str, _Form] = {}
        for key, form in forms:
            text = " ".join(form.lower().split())
            entry = self._forms.setdefault(text, _Form(text, len(self._forms), []))
            if key not in entry.ids:
                entry.ids.append(key)
        self._told_by = _ToldBy(self._tell)

    def __len__(self) -> int:
        return len(self._forms)

    def find(self, folded: str, start: int = 0, end: int | None = None) -> list[Found]:
        """Every form in `folded[start:end]` (text of Folded), by place; of one form the shortest reading."""
        piece = folded[start:end] if start or end is not None else folded
        text = " " + piece
        spans = [
            (low, form.place, high, form)
            for form in set(self._worth_trying(piece, words_of(piece)))
            for low, high in form.spans(text)
        ]
        spans.sort(key=_BY_PLACE)
        return [
            Found(key, form.form, start + low, start + high - 1)
            for low, _, high, form in spans
            for key in form.ids
        ]

    def occurs(self, folded: str, words: Iterable[str] | None = None) -> bool:
        """Whether any form occurs at all; `words` are the `words_of` the text, when known."""
        text = " " + folded
        forms = self._worth_trying(folded, words_of(folded) if words is None else words)
        return any(form.first(text) for form in forms)

    def tells(self, word: str) -> bool:
        """Whether a form may occur in a text because of this word: true for some word of every text that holds
        one."""
        return bool(self._told_by[word])

    def telling(self) -> Iterator[tuple[str, set[tuple[str, ...]]]]:
        """Letters of which some stand in every text that holds a form (a space is the edge of a word), with
        the groups of whole words of which one then stands there too."""
        whole, beginnings, _ = self._telling
        for end, words in ((" ", whole), ("", beginnings)):
            for word, forms in words.items():
                yield f" {word}{end}", {form.also for form in forms}

    def _worth_trying(self, folded: str, words: Iterable[str]) -> Iterator[_Form]:
        """The forms that these words of the text tell of and whose other words stand in it too.

        A form of which two words tell comes twice.
        """
        told_by = self._told_by
        within = folded.__contains__
        for word in set(filter(told_by.__getitem__, words)):
            for form in told_by[word]:
                if all(map(within, form.also)):
                    yield form

    def _tell(self, word: str) -> _Forms:
        """The forms whose most telling place `word` fits."""
        whole, beginnings, stems = self._telling
        forms = whole.get(word, _NONE)
        if word.startswith(stems):
            forms = dict(forms)
            for stem in stems:
                if word.startswith(stem):
                    forms.update(beginnings[stem])
        return forms

    @cached_property
    def _telling(self) -> tuple[dict[str, _Forms], dict[str, _Forms], tuple[str, ...]]:
        """The forms by the words of their most telling place: whole words, and beginnings of words (twice)."""
        whole: dict[str, _Forms] = {}
        beginnings: dict[str, _Forms] = {}
        weight = cache(self._weight)
        for entry in self._forms.values():
            places = fold_form(entry.form).translate(_APART).split()
            telling = max(places, key=weight)
            alone = {place for place in places if place.isalnum() and place != telling}
            entry.also = tuple(sorted(alone, key=len, reverse=True))
            for word in telling.split("|"):
                stem, star, _ = word.partition("*")
                number = "#" in stem
                words = beginnings if star or number else whole
                words.setdefault("" if number else stem, {})[entry] = None
        return whole, beginnings, tuple(beginnings)

    def _weight(self, place: str) -> int:
        if "_" in place or "#" in place:
            return -3 * _LAST_RESORT
        stems = [word.partition("*")[0] for word in place.split("|")]
        length = min(map(len, stems))
        if length <= _LITTLE:
            return length - 2 * _LAST_RESORT
        if any(stem in self._everywhere for stem in stems):
            return length - 2 * _LAST_RESORT + _LITTLE
        if any(stem in self._common for stem in stems):
            return length - _LAST_RESORT
        return length - _LOOSE * ("*" in place)


_Forms = dict[_Form, None]
"""Forms as a set that keeps its order."""
_NONE: _Forms = {}


class _ToldBy(dict[str, _Forms]):
    """The forms to try when a text has a word, found out when the word is first met; texts share most words."""

    def __init__(self, find_out: Callable[[str], _Forms]) -> None:
        super().__init__()
        self._find_out = find_out

    def __missing__(self, word: str) -> _Forms:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = forms = self._find_out(word)
        return forms


_APART = {code: sign for code, sign in NO_LETTERS.items() if chr(code) not in "*_#|"}
_BY_PLACE = itemgetter(0, 1)
_MOST_WORDS = 300_000
"""More words than this are not remembered at a time."""
_LAST_RESORT = 100
_LOOSE = 3
"""By how many letters a whole word is preferred to the beginning of one."""
_LITTLE = 2
"""Words of so few letters ("te", "in") tell nothing."""
