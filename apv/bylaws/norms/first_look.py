"""One look over the whole by-law, to find the few articles that are worth reading word by word.

The recogniser asks here which articles hold any form of a word list. A by-law has hundreds of articles, and most
are about something else; looking costs a fraction of reading.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from apv.bylaws.norms.folding import fold_all, words_of_all
from apv.bylaws.norms.matcher import Matcher


class FirstLook:
    """The folded words of many texts (whole articles, or their headings), looked at together."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = fold_all(texts)
        self._words = words_of_all(self._texts)
        self._whole = "\n".join(self._texts)
        """All texts in one; each begins where `_starts` says."""
        self._starts = list(accumulate((len(text) + 1 for text in self._texts[:-1]), initial=0))

    def text(self, at: int) -> str:
        """The folded words of the text at this place in the list, on one line."""
        return " ".join(self._texts[at].split())

    def saying(self, words: str) -> list[int]:
        """The places of the texts in which these folded words occur, if only as part of longer ones."""
        longest = max(words.split(), key=len)
        return [at for at in self._with_letters(longest) if words in self.text(at)]

    def _with_letters(self, letters: str) -> Iterator[int]:
        """The places of the texts in which these letters stand, in order."""
        found = self._whole.find(letters)
        while found >= 0:
            at = bisect_right(self._starts, found) - 1
            yield at
            # on from the next text
            found = self._whole.find(letters, self._starts[at + 1]) if at + 1 < len(self._starts) else -1

    def may_hold(self, matcher: Matcher, among: Iterable[int] | None = None) -> list[int]:
        """The places of the texts (`among` these, when given) in which a form of `matcher` may occur, in order."""
        if among is None:
            among = range(len(self._texts))
        letters = matcher.letters
        if letters:
            found = set[int]().union(*map(self._with_letters, letters))
            return [at for at in among if at in found]
        return [at for at in among if matcher.may_occur(self._texts[at], self._words[at])]

    def holding(self, *matchers: Matcher, among: Iterable[int] | None = None) -> list[int]:
        """The places of the texts (`among` these, when given) in which a form of each of `matchers` occurs, in
        order.

        A form that runs from the heading into the text may count too; reading decides.
        """
        for matcher in matchers:
            among = self.may_hold(matcher, among)
        return [
            at
            for at in among or ()
            if all(matcher.occurs(self._texts[at], self._words[at]) for matcher in reversed(matchers))
        ]
