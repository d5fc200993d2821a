"""Whether a text may hold any form of a few word lists at all: one pass over its letters, for all their words.

The first look at an article; what it lets through, the matchers read form by form.
"""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import BytesAhoCorasick, Implementation

from apv.bylaws.norms.folding import Together
from apv.bylaws.norms.matcher import Matcher

_Groups = tuple[tuple[bytes, ...], ...]


class Telling:
    """The words because of which a form of any of these matchers may occur: each with the groups of other words of
    which one has to stand in the text as well, found out when the word is first met."""

    def __init__(self, *matchers: Matcher) -> None:
        self._matchers = matchers
        self._telling = list(dict.fromkeys(letters for matcher in matchers for letters in matcher.telling()))
        self._others: list[_Groups | None] = [None] * len(self._telling)
        words = [letters.encode() for letters in self._telling]
        self._words = BytesAhoCorasick(words, implementation=Implementation.DFA)

    def places(self, texts: Together) -> set[int]:
        """The places of the texts in which a form may occur."""
        found: set[int] = set()
        for at, start, _ in self._words.find_matches_as_indexes(texts.whole, overlapping=True):
            place = texts.place(start)
            if place in found:
                continue
            words = texts.each[place]
            for others in self._others[at] or self._find_out(at):
                for other in others:
                    if other not in words:
                        break
                else:
                    found.add(place)
                    break
        return found

    def _find_out(self, at: int) -> _Groups:
        """The groups of other words for the telling word in this place."""
        letters = self._telling[at]
        beside = (group - {letters.strip()} for matcher in self._matchers for group in matcher.beside(letters))
        self._others[at] = found = tuple(tuple(word.encode() for word in group) for group in _fewest(beside))
        return found


def _fewest(groups: Iterable[frozenset[str]]) -> list[list[str]]:
    """The groups that hold no other of them: where one is complete, so is every group within it. The longest, most
    telling word comes first."""
    needed: list[frozenset[str]] = []
    for group in sorted(groups, key=len):
        if not any(map(group.issuperset, needed)):
            needed.append(group)
    return [sorted(group, key=len, reverse=True) for group in needed]
