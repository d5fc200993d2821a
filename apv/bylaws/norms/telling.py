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
    which one has to stand in the text as well."""

    def __init__(self, *matchers: Matcher) -> None:
        telling: dict[str, set[tuple[str, ...]]] = {}
        for matcher in matchers:
            for letters, groups in matcher.telling():
                telling.setdefault(letters, set()).update(groups)
        self._others = [_fewest(groups) for groups in telling.values()]
        words = [letters.encode() for letters in telling]
        self._words = BytesAhoCorasick(words, implementation=Implementation.DFA)

    def places(self, texts: Together) -> set[int]:
        """The places of the texts in which a form may occur."""
        found: set[int] = set()
        for at, start, _ in self._words.find_matches_as_indexes(texts.whole, overlapping=True):
            place = texts.place(start)
            if place in found:
                continue
            words = texts.each[place]
            for others in self._others[at]:
                for other in others:
                    if other not in words:
                        break
                else:
                    found.add(place)
                    break
        return found


def _fewest(groups: Iterable[tuple[str, ...]]) -> _Groups:
    """The groups that hold no other of them: where one is complete, so is every group within it."""
    needed: list[tuple[str, ...]] = []
    for group in sorted(groups, key=len):
        if not any(set(other).issubset(group) for other in needed):
            needed.append(group)
    return tuple(tuple(other.encode() for other in group) for group in needed)
