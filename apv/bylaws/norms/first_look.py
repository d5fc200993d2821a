"""One look over the whole by-law, to find the few articles that are worth reading word by word.

The recogniser asks here which articles hold any form of a word list. A by-law has hundreds of articles, and most
are about something else; looking costs a fraction of reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from apv.bylaws.norms.folding import BETWEEN, NO_LETTERS, fold_all
from apv.bylaws.norms.matcher import Matcher


class FirstLook:
    """The folded words of many texts (whole articles, or their headings), looked at together."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = fold_all(texts)
        bare = BETWEEN.join(self._texts).translate(NO_LETTERS).split(BETWEEN)
        self._words = [text.split() for text in bare]

    def text(self, at: int) -> str:
        """The folded words of the text at this place in the list, on one line."""
        return " ".join(self._texts[at].split())

    def saying(self, words: str) -> list[int]:
        """The places of the texts in which these folded words occur, if only as part of longer ones."""
        longest = max(words.split(), key=len)
        return [at for at, text in enumerate(self._texts) if longest in text and words in self.text(at)]

    def holding(self, *matchers: Matcher, among: Iterable[int] | None = None) -> list[int]:
        """The places of the texts (`among` these, when given) in which a form of each of `matchers` occurs, in
        order.

        A form that runs from the heading into the text may count too; reading decides.
        """
        chosen = range(len(self._words)) if among is None else among
        for matcher in matchers:
            chosen = [at for at in chosen if matcher.may_occur(self._words[at])]
        return [at for at in chosen if all(matcher.occurs(self._texts[at]) for matcher in reversed(matchers))]
