"""Finds which of thousands of word forms stand in a text: only forms whose most telling word is there are tried.

Between the words of the lexicon (data) and the recogniser: text goes in, hits with offsets into the original come
out. The form language is explained in forms and in legal_sources/behaviours.xml.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from operator import itemgetter
from typing import NamedTuple

from apv.bylaws.norms.folding import words_of
from apv.bylaws.norms.forms import (
    REST_OF_WORD,
    WORD_END,
    Needs,
    form_pattern,
    letters_of,
    needs_of,
    places_of,
    plain_letters,
    whole_words,
)


class Found(NamedTuple):
    """One form met: `id` and `form` as given to the matcher, `start`/`end` in the folded text."""

    id: str
    form: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class _Form:
    """A form with every id it stands under; `place` is its place in the list, `words` are the whole words that it
    cannot do without. What more it takes to look for it is found out when that is first done."""

    form: str
    place: int
    ids: tuple[str, ...]
    words: frozenset[str]
    needs: Needs | None = None
    letters: str | None = None
    """The form itself, if it is nothing but words, or the beginning of one behind them; of others ""."""
    pattern: re.Pattern[str] | None = None

    def spans(self, text: str, words: str) -> Iterator[tuple[int, int]]:
        """Everywhere it stands in `text`, which begins with a space: a form begins behind one. `words` are the
        words of the text with single spaces."""
        if self.letters is None:
            self.letters = plain_letters(self.form)
        if self.letters:
            # as often in the text as among its words: nowhere does anything but a space stand between them
            starts = _starts(text, self.letters)
            if len(starts) == len(_starts(words, self.letters)):
                return self._beginning(text, starts)
        return self._matching(text, words)

    def _beginning(self, text: str, starts: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Where its letters begin, up to the end of the word."""
        end_of_word = _LONGER if self.form.endswith("*") else _ENDS
        length = len(self.letters or "")
        for start in starts:
            end = end_of_word.match(text, start + length)
            if end:
                yield start, end.end()

    def _matching(self, text: str, words: str) -> Iterator[tuple[int, int]]:
        """Where its expression matches; making that costs a hundred times what it takes to see that it is vain."""
        if self.pattern is None:
            if not self._may_stand(words):
                return
            self.pattern = re.compile(" " + form_pattern([self.form]))
        found = self.pattern.search(text)
        while found:
            yield found.span()
            found = self.pattern.search(text, found.start() + 1)

    def _may_stand(self, words: str) -> bool:
        if self.needs is None:
            self.needs = needs_of(self.form)
        phrases, choices = self.needs
        within = words.__contains__
        return all(map(within, phrases)) and all(any(map(within, choice)) for choice in choices)


def _starts(text: str, letters: str) -> list[int]:
    """Everywhere these letters begin."""
    starts: list[int] = []
    start = text.find(letters)
    while start >= 0:
        starts.append(start)
        start = text.find(letters, start + 1)
    return starts


class Matcher:
    """All forms of one word list."""

    def __init__(
        self, forms: Iterable[tuple[str, str]], *, common: Iterable[str] = (), everywhere: Iterable[str] = ()
    ) -> None:
        """`forms`: pairs (id, form); the same form may stand under several ids. `common` are words that tell
        little, because many texts have them; `everywhere` words that tell less still, because most do."""
        self._common = frozenset(common)
        self._everywhere = frozenset(everywhere)
        self._ids: dict[str, tuple[str, ...]] = {}
        for key, form in forms:
            text = " ".join(form.lower().split())
            ids = self._ids.get(text, ())
            if key not in ids:
                self._ids[text] = (*ids, key)
        self._forms: dict[str, _Form] = {}
        self._told_by = _ToldBy(self._tell)

    def __len__(self) -> int:
        return len(self._ids)

    def find(self, folded: str, start: int = 0, end: int | None = None) -> list[Found]:
        """Every form in `folded[start:end]` (text of Folded), by place; of one form the shortest reading."""
        piece = folded[start:end] if start or end is not None else folded
        words = words_of(piece)
        worth_trying = set(self._worth_trying(words))
        if not worth_trying:
            return []
        text, single = f" {piece}", f" {' '.join(words)} "
        spans = [(low, form.place, high, form) for form in worth_trying for low, high in form.spans(text, single)]
        spans.sort(key=_BY_PLACE)
        return [
            Found(key, form.form, start + low, start + high - 1)
            for low, _, high, form in spans
            for key in form.ids
        ]

    def occurs(self, folded: str) -> bool:
        """Whether any form occurs at all."""
        text, words = f" {folded}", words_of(folded)
        single = f" {' '.join(words)} "
        return any(True for form in self._worth_trying(words) for _ in form.spans(text, single))

    def tells(self, word: str) -> bool:
        """Whether a form may occur in a text because of this word: true for some word of every text that holds
        one."""
        return bool(self._told_by[word])

    def telling(self) -> Iterable[str]:
        """Letters of which some stand in every text that holds a form (a space is the edge of a word)."""
        return self._telling.keys()

    def beside(self, letters: str) -> set[frozenset[str]]:
        """The groups of words of which one stands too in every text that holds a form because of these telling
        `letters`."""
        return set(map(whole_words, self._telling.get(letters, ())))

    def _worth_trying(self, words: Iterable[str]) -> Iterator[_Form]:
        """The forms that these words of a text tell of and of which all other words are among them.

        A form of which two words tell comes twice.
        """
        there = set(words)
        for word in filter(self._told_by.__getitem__, there):
            for form in self._told_by[word]:
                if form.words <= there:
                    yield form

    def _tell(self, word: str) -> list[_Form]:
        """The forms whose most telling place `word` fits."""
        letters, telling = f" {word} ", self._telling
        beginnings = (letters[:end] for end in range(1, len(letters) + 1))
        return [self._form(form) for beginning in beginnings for form in telling.get(beginning, ())]

    def _form(self, form: str) -> _Form:
        """A form of the list, made when a text first tells of it: most never are."""
        made = self._forms.get(form)
        if made is None:
            made = _Form(form, self._places[form], self._ids[form], whole_words(form))
            made = self._forms.setdefault(form, made)  # of two threads that make it, both take the first
        return made

    @cached_property
    def _places(self) -> dict[str, int]:
        return {form: at for at, form in enumerate(self._ids)}

    @cached_property
    def _telling(self) -> dict[str, list[str]]:
        """The forms by the letters of their most telling place: whole words, and beginnings of words."""
        telling: dict[str, list[str]] = defaultdict(list)
        most_telling = cache(self._most_telling)
        for form in self._ids:
            _, told_by = max(map(most_telling, form.split()), default=_ANYWHERE)
            for letters in told_by:
                telling[letters].append(form)
        return telling

    def _most_telling(self, word: str) -> tuple[int, tuple[str, ...]]:
        """How much a word of a form tells, and the letters by which it does."""
        return max(((self._weight(place), letters_of(place)) for place in places_of(word)), default=_ANYWHERE)

    def _weight(self, place: str) -> int:
        if "_" in place or "#" in place:
            return -3 * _LAST_RESORT
        stems = [place] if place.isalnum() else [word.partition("*")[0] for word in place.split("|")]
        length = min(map(len, stems))
        if length <= _LITTLE:
            return length - 2 * _LAST_RESORT
        if not self._everywhere.isdisjoint(stems):
            return length - 2 * _LAST_RESORT + _LITTLE
        if not self._common.isdisjoint(stems):
            return length - _LAST_RESORT
        return length - _LOOSE * ("*" in place)


class _ToldBy(dict[str, list[_Form]]):
    """The forms to try when a text has a word, found out when the word is first met; texts share most words."""

    def __init__(self, find_out: Callable[[str], list[_Form]]) -> None:
        super().__init__()
        self._find_out = find_out

    def __missing__(self, word: str) -> list[_Form]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = forms = self._find_out(word)
        return forms


_ENDS, _LONGER = re.compile(WORD_END), re.compile(REST_OF_WORD)
_BY_PLACE = itemgetter(0, 1)
_MOST_WORDS = 300_000
"""More words than this are not remembered at a time."""
_LAST_RESORT = 100
_ANYWHERE = (-4 * _LAST_RESORT, (" ",))
"""Nothing tells of the form; it is looked for in every text."""
_LOOSE = 3
"""By how many letters a whole word is preferred to the beginning of one."""
_LITTLE = 2
"""Words of so few letters ("te", "in") tell nothing."""
