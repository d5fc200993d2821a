"""Whether texts may hold any form of a few word lists at all: one pass over their letters, for all words.

The first look at an article; what it lets through, the matchers read form by form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ahocorasick_rs import BytesAhoCorasick, Implementation

from apv.bylaws.norms.folding import Together
from apv.bylaws.norms.matcher import Matcher


class Telling:
    """What texts may hold, told by letters in them; by each name something else.

    Because of a telling word a form may occur, if one of the groups of other words that go with it stands in the
    text as well. These groups are found out when the word is first met.
    """

    def __init__(self, forms: Mapping[str, Iterable[Matcher]], signs: Mapping[str, Iterable[str]]) -> None:
        """`forms`: what the forms of these matchers tell. `signs`: what these letters tell by themselves; a space
        is the edge of a word."""
        self._matchers = [(name, matcher) for name, matchers in forms.items() for matcher in matchers]
        self._signs = [(name, letters) for name, every in signs.items() for letters in every]
        self._names = (*forms, *signs)
        telling = (letters for _, matcher in self._matchers for letters in matcher.telling())
        self._telling = list(dict.fromkeys((*telling, *(letters for _, letters in self._signs))))
        self._others: list[_Groups] = [()] * len(self._telling)
        words = [letters.encode() for letters in self._telling]
        self._words = BytesAhoCorasick(words, implementation=Implementation.DFA)

    def places(self, texts: Together) -> dict[str, set[int]]:
        """By each name the places of the texts that may hold it."""
        found: dict[str, set[int]] = {name: set() for name in self._names}
        whole, ends = texts.whole, iter(texts.ends)
        place, start, end, words = -1, 0, 0, b""
        tried: set[int] = set()
        for at, _, behind in self._words.find_matches_as_indexes(whole, overlapping=True):
            if behind > end:
                while behind > end:
                    place, start, end = place + 1, end, next(ends)
                words = whole[start:end]
                tried.clear()
            if at in tried:
                continue
            tried.add(at)
            for name, others in self._others[at] or self._find_out(at):
                if place not in found[name]:
                    for other in others:
                        if other not in words:
                            break
                    else:
                        found[name].add(place)
        return found

    def _find_out(self, at: int) -> _Groups:
        """What the letters in this place tell, each with the other words that takes."""
        letters = self._telling[at]
        groups: list[tuple[str, tuple[bytes, ...]]] = [(name, ()) for name, sign in self._signs if sign == letters]
        for name, matcher in self._matchers:
            beside = _fewest(group - {letters.strip()} for group in matcher.beside(letters))
            groups += [(name, tuple(word.encode() for word in group)) for group in beside]
        self._others[at] = found = tuple(groups)
        return found


_Groups = tuple[tuple[str, tuple[bytes, ...]], ...]


def _fewest(groups: Iterable[frozenset[str]]) -> list[list[str]]:
    """The groups that hold no other of them: where one is complete, so is every group within it. The longest, most
    telling word comes first."""
    needed: list[frozenset[str]] = []
    for group in sorted(groups, key=len):
        if not any(map(group.issuperset, needed)):
            needed.append(group)
    return [sorted(group, key=len, reverse=True) for group in needed]
