"""One adjective that colours a whole enumeration: "aanstootgevende taal, gebaren of geluiden" names three things.

Used by the recogniser beside the plain matcher, whose forms cannot reach across such a list. The words come from
the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from apv.bylaws.norms.forms import form_pattern
from apv.bylaws.norms.matcher import Found

_BETWEEN = r"[ ,-]*"
_MAX_SKIPPED = 3
"""How many unknown words (other adjectives) may stand between the first word and the first noun."""
_REACH = 160
"""How many letters back an enumeration before its colouring clause is looked for."""
_MAX_BEFORE_AFTER = 60
"""How many letters may lie between the last noun and the clause that colours it."""


class Combination:
    """The nouns that a set of colouring words can colour, and the words that may join them."""

    def __init__(self, nouns: Mapping[str, Iterable[str]], joints: Iterable[str]) -> None:
        """Both are forms of the form language; `nouns` per behaviour id."""
        self._nouns = {behaviour: tuple(forms) for behaviour, forms in nouns.items()}
        self._behaviours = tuple(nouns)
        self._joints = tuple(joints)

    @cached_property
    def _noun(self) -> re.Pattern[str]:
        named = (f"(?P<n{at}>{form_pattern(forms)})" for at, forms in enumerate(self._nouns.values()))
        return re.compile("|".join(named))

    @cached_property
    def _joint(self) -> re.Pattern[str]:
        return re.compile(form_pattern(self._joints))

    @cached_property
    def _chain(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_BETWEEN}(?:{form_pattern(self._joints)}))*{_BETWEEN}")

    def coloured(self, folded: str, word: Found, *, before: bool, start: int, end: int) -> Iterator[Found]:
        """The nouns in `folded[start:end]` that a colouring `word` reaches, standing `before` them or behind.

        A hit runs from the colouring word to the noun, and its id is the behaviour."""
        if before:
            yield from self._forward(folded, word, end)
        else:
            yield from self._backward(folded, word, max(start, word.start - _REACH))

    def _forward(self, folded: str, first: Found, end: int) -> Iterator[Found]:
        position, seen, skipped = first.end, False, 0
        while position < end:
            space = _SPACE.match(folded, position, end)
            position = space.end() if space else position
            noun = self._noun.match(folded, position, end)
            if noun:
                yield Found(self._behaviour(noun), first.form, first.start, noun.end())
                position, seen = noun.end(), True
                continue
            joint = self._joint.match(folded, position, end)
            if joint:
                position = joint.end()
                continue
            other = _ADJECTIVE.match(folded, position, end)
            if seen or skipped >= _MAX_SKIPPED or not other:
                return
            position, skipped = other.end(), skipped + 1

    def _backward(self, folded: str, after: Found, start: int) -> Iterator[Found]:
        nouns = list(self._noun.finditer(folded, start, after.start))
        edge = after.start
        for noun in reversed(nouns):
            between = folded[noun.end() : edge]
            if edge == after.start:
                if len(between) > _MAX_BEFORE_AFTER or _STOP.search(between):
                    return
            elif not self._chain.fullmatch(between):
                return
            if noun.start() and (folded[noun.start() - 1].isalnum()):
                continue
            yield Found(self._behaviour(noun), after.form, noun.start(), after.end)
            edge = noun.start()

    def _behaviour(self, noun: re.Match[str]) -> str:
        return self._behaviours[int((noun.lastgroup or "n0")[1:])]


_SPACE = re.compile(r"[ ,-]+")
_STOP = re.compile(r"[.;:]")
_ADJECTIVE = re.compile(
    r"(?!\w+(?:heid|ing|ingen|schap|teit|tie|aard)(?!\w)|(?:tegen|jegens|wegens|vanwege|naast)(?!\w))\w+(?:e|d|s|t|en)(?!\w)"
)
"""What may be an adjective between the colouring word and its noun; "seksuele gerichtheid" is a noun already."""
