"""Does an official article speak of what the catalogue describes under its number? A cheap guess, never a proof.

The catalogue has its own words, so the two are compared by the rarer words of the act: an article is like the
description when few other articles of the same act share more of it. Used by `reasoning.verification`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from apv.bylaws.regulation import Article, Regulation
from apv.law.provision import Version

STEM = 6
"""Letters of a word that count: enough to tell words apart, few enough to pass over their endings."""

OF_THE_BEST = 0.4
"""An article counts as like the description from this part of the score of the best article in the act."""

OF_ALL_WORDS = 0.15
"""… and when it holds at least this part of the description: in a short act any article can be the best."""

_WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, eq=False)
class Wording:
    """The words of every article of one text."""

    text: Regulation

    @cached_property
    def _stems(self) -> dict[Article, frozenset[str]]:
        return {article: stems(article.heading, article.text) for article in self.text.articles}

    @cached_property
    def _rarity(self) -> dict[str, float]:
        count = Counter(stem for words in self._stems.values() for stem in words)
        return {stem: math.log((len(self._stems) + 1) / (times + 0.5)) for stem, times in count.items()}

    @cached_property
    def _size(self) -> dict[Article, float]:
        return {article: math.sqrt(5 + self._weight(words)) for article, words in self._stems.items()}

    def like(self, articles: Iterable[Article], version: Version) -> bool:
        """Whether one of these articles of the text speaks of what the version describes."""
        described = stems(version.label, version.summary, *(element.label for element in version.elements))
        scores = {
            article: self._weight(described & words) / self._size[article]
            for article, words in self._stems.items()
        }
        best, all_of_it = max(scores.values(), default=0.0), self._weight(described)
        return any(
            0 < scores[article] >= OF_THE_BEST * best
            and self._weight(described & self._stems[article]) >= OF_ALL_WORDS * all_of_it
            for article in articles
        )

    def _weight(self, words: frozenset[str]) -> float:
        unheard = math.log((len(self._stems) + 1) / 0.5)
        return sum(self._rarity.get(stem, unheard) for stem in words)


def stems(*texts: str) -> frozenset[str]:
    """The beginnings of the longer words in `texts`.

    >>> sorted(stems("Verbod van seksuele intimidatie"))
    ['intimi', 'seksue', 'verbod']
    """
    return frozenset(word[:STEM] for text in texts for word in _WORD.findall(text.lower()))
