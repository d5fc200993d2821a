"""One look at each article of a by-law, to find the few that are worth reading word by word.

A by-law has hundreds of articles, and most are about something else; looking costs a fraction of reading. By-laws
follow a model, so what was seen is remembered by the words of the article.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from apv.bylaws.norms.definitions import DEFINES
from apv.bylaws.norms.folding import bare_words, fold_all
from apv.bylaws.norms.lexicon import Lexicon
from apv.bylaws.norms.telling import Telling


class Glimpse(NamedTuple):
    """What an article seems to do, heading and numbers included; reading decides."""

    forbids: bool
    """It holds a form of a behaviour and one of a prohibition."""
    threatens: bool
    """It holds a form by which penal clauses threaten."""
    defines: bool
    """It holds letters by which articles define their terms."""


class FirstLook(dict[str, Glimpse]):
    """What articles seem to do, by their raw text (`Article.glance`); found out when first asked for."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._telling = Telling(lexicon.conduct, lexicon.penal)

    def __missing__(self, text: str) -> Glimpse:
        if len(self) >= _MOST_ARTICLES:
            self.clear()
        words = bare_words(text)
        defines = _DEFINES in words
        self[text] = found = self._read(text, defines) if self._telling.may_occur(words) else _PLAIN[defines]
        return found

    def _read(self, text: str, defines: bool) -> Glimpse:
        lexicon = self._lexicon
        folded = fold_all([text])[0]
        forbids = lexicon.conduct.occurs(folded) and lexicon.prohibition.occurs(folded)
        return Glimpse(forbids, lexicon.penal.occurs(folded), defines)


@lru_cache(maxsize=2)
def first_look(lexicon: Lexicon) -> FirstLook:
    """The one for this lexicon."""
    return FirstLook(lexicon)


_DEFINES = DEFINES.encode()
_PLAIN = (Glimpse(False, False, False), Glimpse(False, False, True))
_MOST_ARTICLES = 16_384
"""More articles than this, some twenty megabytes of text, are not remembered at a time."""
