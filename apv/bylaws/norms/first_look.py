"""One look over the whole by-law, to find the few articles that are worth reading word by word.

The recogniser asks here which articles hold any form of a word list. A by-law has hundreds of articles, and most
are about something else; looking costs a fraction of reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from apv.bylaws.norms.folding import Together, fold_all
from apv.bylaws.norms.matcher import Matcher


class FirstLook:
    """The folded words of many texts (whole articles, or their headings), looked at together."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = fold_all(texts)
        self._together = Together(self._texts)
        self._words = self._together.words()

    def text(self, at: int) -> str:
        """The folded words of the text at this place in the list, on one line."""
        return " ".join(self._texts[at].split())

    def saying(self, words: str) -> list[int]:
        """The places of the texts in which these folded words occur, if only as part of longer ones."""
        first, *others = sorted(words.split(), key=len, reverse=True)
        found = list(self._together.having(first))
        if not others:
            return found
        texts = self._texts
        return [at for at in found if all(map(texts[at].__contains__, others)) and words in self.text(at)]

    def may_hold(self, matcher: Matcher, among: Iterable[int] | None = None) -> list[int]:
        """The places of the texts (`among` these, when given) in which a form of `matcher` may occur, in order."""
        if among is None:
            among = range(len(self._texts))
        letters = matcher.letters
        if letters:
            found = set[int]().union(*map(self._together.having, letters))
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
