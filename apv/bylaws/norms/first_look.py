"""One look at all articles of a by-law, to find the few that are worth reading word by word.

A by-law has hundreds of articles, and most are about something else; looking costs a fraction of reading. By-laws
follow a model, so what was seen is remembered by the words of the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from apv.bylaws.markup.headings import STUB_SIGNS
from apv.bylaws.norms.definitions import DEFINES, HEADING_SIGNS
from apv.bylaws.norms.folding import Together, fold_all
from apv.bylaws.norms.lexicon import Lexicon
from apv.bylaws.norms.telling import Telling
from apv.bylaws.regulation import Article


class Glimpse(NamedTuple):
    """What an article seems to do, heading and numbers included; reading decides."""

    forbids: bool
    """It holds a form of a behaviour and one of a prohibition."""
    threatens: bool
    """It holds a form by which penal clauses threaten."""
    defines: bool
    """It holds letters by which articles define their terms."""
    heads: bool
    """It holds letters that, in its heading, announce definitions."""
    keeps_place: bool
    """It holds letters by which articles say that they are reserved or repealed."""


class FirstLook:
    """Looks with the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        # in raw text the words of a heading may stand further apart: the first will do
        heads = [letters.partition(" ")[0] for letters in HEADING_SIGNS]
        self._telling = Telling(
            {_READ: (lexicon.conduct, lexicon.penal), _KEEPS_PLACE: (lexicon.stubs,)},
            {_DEFINES: (DEFINES,), _HEADS: heads, _KEEPS_PLACE: STUB_SIGNS},
        )
        self._seen: dict[str | bytes, Glimpse] = {}

    def clear(self) -> None:
        """Forget what was seen."""
        self._seen.clear()

    def look(self, articles: Sequence[Article]) -> list[Glimpse]:
        """What each article seems to do."""
        seen = self._seen
        texts = [article.plain or article.glance for article in articles]
        known = {text: seen.get(text) for text in texts}  # another thread may forget what was seen
        unseen = {text: article for text, article in zip(texts, articles, strict=True) if not known[text]}
        found = dict(zip(unseen, self._look(unseen), strict=True)) if unseen else {}
        if len(seen) + len(found) > _MOST_ARTICLES:
            seen.clear()
        seen.update(found)
        return [known[text] or found[text] for text in texts]

    def _look(self, articles: Mapping[str | bytes, Article]) -> Iterator[Glimpse]:
        places = self._telling.places(Together(articles))
        special = set[int]().union(*places.values())
        for at, article in enumerate(articles.values()):
            if at not in special:
                yield _ORDINARY
                continue
            forbids, threatens = self._read(article.glance) if at in places[_READ] else (False, False)
            rest = (at in places[name] for name in (_DEFINES, _HEADS, _KEEPS_PLACE))
            yield Glimpse(forbids, threatens, *rest)

    def _read(self, text: str) -> tuple[bool, bool]:
        """Whether it forbids, and whether it threatens."""
        lexicon = self._lexicon
        folded = fold_all([text])[0]
        forbids = lexicon.conduct.occurs(folded) and lexicon.prohibition.occurs(folded)
        return forbids, lexicon.penal.occurs(folded)


@lru_cache(maxsize=2)
def first_look(lexicon: Lexicon) -> FirstLook:
    """The one for this lexicon."""
    return FirstLook(lexicon)


_ORDINARY = Glimpse(forbids=False, threatens=False, defines=False, heads=False, keeps_place=False)
_READ, _DEFINES, _HEADS, _KEEPS_PLACE = "worth reading", "defines", "heads definitions", "keeps its place"
"""What letters can tell of an article."""
_MOST_ARTICLES = 16_384
"""More articles than this, some twenty megabytes of text, are not remembered at a time."""
