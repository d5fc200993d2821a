"""The definitions of a by-law: what its own words mean, before anything else is read into them.

The recogniser asks here what "openbare plaats" or "weg" stands for, and which conduct the by-law has given a name
("straatintimidatie: het uitjouwen, nafluiten ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from apv.bylaws.norms.folding import Folded, Together, fold
from apv.bylaws.regulation import Article, Part

HEADING_SIGNS = ("begrip", "definitie", "betekenis", "betekenen", "omschrijving", "wat is wat", "toepassing")
"""Letters in headings under which definitions stand."""
_TEXT = re.compile(
    r"verstaan|verstaat|(?:in|van) deze (?:verordening|regeling)[^.]{0,60}?(?: is | zijn |betekent|bedoeld|:)"
)
_LISTED = re.compile(r"^[ .-]*(?:\d{1,2}[.)] |[a-z]{1,2}[.)] )?(?P<term>[^:;.\t]{2,60}?) *(?::|\t)")
_UNDER = re.compile(
    r"(?:^|[ ,.])(?:onder|met) (?P<term>[^:.;]{2,70}?) (?:wordt|worden|verstaat|verstaan|bedoelt)(?!\w)"
)
_INTRODUCTION = re.compile(
    r"^.*?(?:verordening|regeling|artikel|hoofdstuk)\b[^:]*?(?:is|zijn|betekent|betekenen|onder|verstaan) "
)
_ARTICLE_WORD = re.compile(r"^(?:(?:de|het|een|is|of) )+|(?: als bedoeld.*| in dit artikel.*| in deze .*)$")

_NO_TERM = re.compile(r"versta|verordening|regeling|^onder$|betekent|verboden|toegestaan")


@dataclass(frozen=True, slots=True)
class Definition:
    """`term` and `meaning` are folded; the term stands without "de", "het" or "een"."""

    term: str
    meaning: str


@dataclass(frozen=True)
class Definitions:
    """The definitions of one by-law, and the running text of the articles that hold them."""

    listed: tuple[Definition, ...] = ()
    passages: tuple[str, ...] = ()

    def of(self, term: str) -> str | None:
        """What the by-law says `term` (folded) means, or None when it does not say."""
        for definition in self.listed:
            if definition.term in (term, f"{term}en", f"openbare {term}"):
                return definition.meaning
        for passage in self.passages:
            found = _sentence_about(term).search(passage)
            if found:
                return found["meaning"]
        return None


@cache
def _sentence_about(term: str) -> re.Pattern[str]:
    words = re.escape(term).replace("\\ ", " +")
    return re.compile(
        rf"(?:^|[ ,])(?:onder |(?:is|zijn|betekent) (?:de |een |het )?)?{words}(?:en)?"
        rf"(?: *:| +(?:is|zijn|betekent|omvat|wordt|worden|in deze verordening is)(?!\w)"
        rf"|(?<=(?:is|en) {term})(?: een)?|(?<=(?:is|en) een {term})(?: een)?|(?<=is de {term}) *:?)"
        rf"(?P<meaning>.*)",
        re.DOTALL,
    )


DEFINES = "versta"
"""Letters by which an article may hold definitions, wherever it stands ("wordt verstaan onder")."""
OPENING = 5
"""Definitions in running text stand in the first articles."""


def heading_defines(heading: str) -> bool:
    """Whether definitions may stand under this heading."""
    words = Together([heading])
    return any(next(words.having(letters), None) is not None for letters in HEADING_SIGNS)


OPENING_SIGNS = ("versta", " deze ")
"""Letters of which some stand in all that `opens_definitions`; a space is the edge of a word."""


def opens_definitions(words: str) -> bool:
    """Whether one of the first articles, with these folded words, may hold definitions."""
    return _TEXT.search(words) is not None


def defines(article: Article, words: str, place: int) -> bool:
    """Whether one article may hold definitions: by its heading, by what it says, or as one of the first articles.

    `words` are the folded words of the article, `place` its place in the by-law.
    """
    first = place < OPENING and opens_definitions(words)
    return first or DEFINES in words or heading_defines(article.heading)


def read_definitions(articles: Iterable[Article]) -> Definitions:
    """Every definition in these articles, in order."""
    every = [_defined(article.text, article.parts) for article in articles]
    return Definitions(
        listed=tuple(definition for one in every for definition in one.listed),
        passages=tuple(passage for one in every for passage in one.passages),
    )


@lru_cache(maxsize=1000)
def _defined(text: str, parts: tuple[Part, ...]) -> Definitions:
    """The definitions in one article; many by-laws have the same."""
    folded = fold(text)
    pieces = [(part.path, _piece(text, part, folded)) for part in parts]
    return Definitions(tuple(_listed(pieces)), tuple(piece for _, piece in pieces))


def _piece(text: str, part: Part, folded: Folded) -> str:
    if folded.origin is None:
        return folded.text[part.start : part.end]
    return fold(text[part.start : part.end]).text


def _listed(pieces: Sequence[tuple[tuple[str, ...], str]]) -> Iterator[Definition]:
    for at, (path, text) in enumerate(pieces):
        found = _UNDER.search(text) or _LISTED.match(_INTRODUCTION.sub("", text, count=1) if ":" in text else text)
        if found is None:
            continue
        rest = text[text.find(found["term"]) + len(found["term"]) :]
        # what hangs under a definition is part of its meaning
        below = [
            more for deeper, more in pieces[at + 1 :] if deeper[: len(path)] == path and len(deeper) > len(path)
        ]
        term = _ARTICLE_WORD.sub("", " ".join(found["term"].replace(",", " ").split()))
        if len(term) > 2 and not _NO_TERM.search(term):
            yield Definition(term, " ".join([rest, *below]))
