"""One look over the whole by-law, to find the few articles that are worth reading word by word.

The recogniser asks here which articles hold any form of a word list. A by-law has hundreds of articles, and most
are about something else; looking costs a fraction of reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from apv.bylaws.norms.folding import fold
from apv.bylaws.norms.matcher import Matcher
from apv.bylaws.regulation import Article

_BETWEEN = "\n\n"
_PUNCTUATION = str.maketrans(",.;:-!?", "       ")


class FirstLook:
    """The folded words of `articles`, headings included."""

    def __init__(self, articles: Sequence[Article]) -> None:
        glances = [article.glance for article in articles]
        whole = _BETWEEN.join(glances)
        folded = fold(whole).text
        if len(folded) != len(whole):
            # soft hyphens and the like have gone; fold one by one, so that the lengths are right again
            glances = [fold(glance).text for glance in glances]
            folded = _BETWEEN.join(glances)
        bare = folded.translate(_PUNCTUATION)
        self._text: list[str] = []
        self._bare: list[str] = []
        position = 0
        for glance in glances:
            end = position + len(glance)
            self._text.append(folded[position:end])
            self._bare.append(bare[position:end])
            position = end + len(_BETWEEN)

    def text(self, at: int) -> str:
        """The folded words of the article at this place in the list."""
        return self._text[at]

    def holding(self, *matchers: Matcher) -> list[int]:
        """The places of the articles in which a form of each of `matchers` occurs, in order.

        A form that runs from the heading into the text may count too; reading decides.
        """
        chosen: Iterable[int] = range(len(self._bare))
        for matcher in matchers:
            chosen = [at for at in chosen if matcher.may_occur(self._bare[at])]
        return [at for at in chosen if all(matcher.occurs(self._text[at]) for matcher in reversed(matchers))]
