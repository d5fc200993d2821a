"""What each article of a by-law forbids: the step from text to `Norm` on which comparing and gap finding rest.

The whole flow: skip what cannot forbid (no prohibition, no word for a behaviour), read the rest sentence by
sentence, judge the words in it, and add place, actor and penal clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from apv.bylaws.norms.conduct import named_conduct
from apv.bylaws.norms.definitions import (
    OPENING,
    OPENING_SIGNS,
    Definitions,
    heading_defines,
    opens_definitions,
    read_definitions,
)
from apv.bylaws.norms.explanations import named_by_term, named_terms, with_explanations
from apv.bylaws.norms.first_look import Glimpse, first_look
from apv.bylaws.norms.folding import Folded, Together, fold, fold_all, one_line, words_of
from apv.bylaws.norms.lexicon import Lexicon
from apv.bylaws.norms.named import Named
from apv.bylaws.norms.norm_structure import sentences
from apv.bylaws.norms.penal_list import PenalList, read_penal_list
from apv.bylaws.norms.sentence import Mode, Sentence
from apv.bylaws.norms.surroundings import read_surroundings
from apv.bylaws.regulation import Article, Part, Regulation


@dataclass(frozen=True, slots=True)
class Hit:
    """A word the recogniser went by: `Article.text[start:end]`."""

    id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Norm:
    """What one article forbids. `place` holds place ids with the by-law's own definitions applied; `penal_listed`
    is None when the by-law has no penal clause; `quote_at` and the hits are offsets into `Article.text`."""

    article: str
    heading: str
    lids: tuple[str, ...] = ()
    behaviours: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    place_terms: tuple[str, ...] = ()
    undefined_place_terms: tuple[str, ...] = ()
    actor: Literal["any", "alone", "group"] = "any"
    objects: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    overlap: bool = False
    penal_listed: bool | None = None
    stub: Literal["", "reserved", "repealed"] = ""
    quote_at: tuple[int, int] = (0, 0)
    words: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text on its way to a norm: folded, its sentences, and the conduct they forbid by name."""

    folded: Folded
    sentences: tuple[Sentence, ...]
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class _Bylaw:
    """What an article needs to know about the by-law around it."""

    definitions: Definitions
    penal: PenalList | None
    lexicon: Lexicon


def recognise(regulation: Regulation, lexicon: Lexicon) -> tuple[Norm, ...]:
    """The norms of `regulation` in document order: articles that forbid a behaviour, and stubs that name one."""
    articles = regulation.articles
    looks = first_look(lexicon).look(articles)
    definitions = read_definitions(articles[at] for at in _defining(articles, looks))
    terms = named_terms(definitions, lexicon)
    chosen = {at for at, look in enumerate(looks) if look.forbids}
    if terms:
        chosen |= set(_forbidding_by_term(articles, terms, lexicon))
    local = regulation.meta.kind in _LOCAL
    readings = {at: _read(articles[at].text, articles[at].parts, lexicon, local) for at in sorted(chosen)}
    readings = {at: _with_terms(reading, terms) for at, reading in readings.items()}
    readings = {at: reading for at, reading in readings.items() if reading.named}
    stubs = {at: stub for at, stub in _stubs(articles, looks, lexicon) if at not in readings}
    if not readings and not stubs:
        return ()
    clauses = [articles[at] for at, look in enumerate(looks) if look.threatens] if readings else []
    bylaw = _Bylaw(definitions, read_penal_list(regulation, clauses, lexicon.penal_all), lexicon)
    norms = {at: _norm(articles[at], reading, bylaw) for at, reading in readings.items()} | stubs
    return tuple(norms[at] for at in sorted(norms))


_LOCAL = ("", "regeling")
"""Kinds of text in which "hij die ... wordt gestraft" is the council's own norm; in a statute it is a crime."""


def _defining(articles: Sequence[Article], looks: Sequence[Glimpse]) -> list[int]:
    """The places of the articles that may hold definitions."""
    found = {at for at, look in enumerate(looks) if look.defines}
    found |= {at for at, look in enumerate(looks) if look.heads and heading_defines(articles[at].heading)}
    opening = Together(article.plain or article.glance for article in articles[:OPENING])
    for at in set[int]().union(*map(opening.having, OPENING_SIGNS)) - found:
        if opens_definitions(one_line(fold_all([articles[at].glance])[0])):
            found.add(at)
    return sorted(found)


def _forbidding_by_term(articles: Sequence[Article], terms: Iterable[str], lexicon: Lexicon) -> Iterator[int]:
    """The places of the articles that hold a prohibition and a term (folded) of the by-law itself."""
    together = Together(article.plain or article.glance for article in articles)
    longest = {max(words_of(term), key=len, default="") for term in terms}
    for at in sorted(set[int]().union(*map(together.having, longest))):
        if _forbids_one_of(terms, articles[at].glance, lexicon):
            yield at


def _forbids_one_of(terms: Iterable[str], glance: str, lexicon: Lexicon) -> bool:
    folded = fold_all([glance])[0]
    text = one_line(folded)
    return any(term in text for term in terms) and lexicon.prohibition.occurs(folded)


@lru_cache(maxsize=1000)
def _read(text: str, parts: tuple[Part, ...], lexicon: Lexicon, local: bool) -> _Reading:
    """An article word by word. Most by-laws follow one model: the same words come back in hundreds of them."""
    folded = fold(text)
    hits = lexicon.conduct.find(folded.text)
    signals = lexicon.signals.find(folded.text)
    if not local:
        signals = [signal for signal in signals if signal.id != "signal/punishable"]
    found = sentences(text, parts, folded, signals)
    named = with_explanations(named_conduct(found, hits, lexicon), found, hits, lexicon)
    return _Reading(folded, tuple(found), tuple(named))


def _with_terms(reading: _Reading, terms: Mapping[str, tuple[str, ...]]) -> _Reading:
    """With the conduct that it forbids by a term of the by-law itself."""
    more = named_by_term(reading.sentences, terms, reading.named) if terms else []
    return replace(reading, named=(*reading.named, *more)) if more else reading


def _norm(article: Article, reading: _Reading, bylaw: _Bylaw) -> Norm:
    folded, named = reading.folded, reading.named
    behaviours = {item.behaviour for item in named}
    links = sorted({link for item in named for link in item.sentence.chain()}, key=lambda link: link.start)
    others = [sentence for sentence in reading.sentences if sentence.mode in (Mode.PROHIBITION, Mode.OTHER)]
    around = read_surroundings(folded.text, named, others, bylaw.definitions, bylaw.lexicon)
    lids = tuple(dict.fromkeys(_lid(article, item.sentence) for item in named if _lid(article, item.sentence)))
    return Norm(
        article=article.number,
        heading=article.heading,
        lids=lids,
        behaviours=tuple(name for name in bylaw.lexicon.order if name in behaviours),
        place=around.places,
        place_terms=around.terms,
        undefined_place_terms=around.undefined,
        actor=around.actor,
        objects=around.objects,
        qualifiers=around.qualifiers,
        exceptions=tuple(_exceptions(article.text, reading)),
        overlap=any(
            sentence.mode in (Mode.PROHIBITION, Mode.EXCEPTION) and bool(sentence.having("signal/overlap"))
            for sentence in reading.sentences
        ),
        penal_listed=bylaw.penal.covers(article.number, lids) if bylaw.penal else None,
        quote_at=folded.original(links[0].start, max(item.sentence.end for item in named)),
        words=_words(article, folded, named),
    )


def _exceptions(text: str, reading: _Reading) -> Iterator[str]:
    """What the article excepts, in its own words: whole sentences and "tenzij" clauses."""
    for sentence in reading.sentences:
        low = sentence.start
        if sentence.mode is not Mode.EXCEPTION:
            unless = [signal.start for signal in sentence.having("signal/unless")]
            if sentence.mode is not Mode.PROHIBITION or not unless:
                continue
            low = unless[0]
        start, end = reading.folded.original(low, sentence.end)
        words = text[start:end].strip()
        if words:
            yield words


def _lid(article: Article, sentence: Sentence) -> str:
    return sentence.path[0] if article.lids and sentence.path else ""


def _words(article: Article, folded: Folded, named: Sequence[Named]) -> tuple[Hit, ...]:
    """The words as they stand in the article; of words inside one another for one behaviour the longest."""
    spans = {
        (item.behaviour, *folded.original(item.start, item.end))
        for item in named
        if not any(
            other.behaviour == item.behaviour
            and other.start <= item.start
            and item.end <= other.end
            and (other.start, other.end) != (item.start, item.end)
            for other in named
        )
    }
    ordered = sorted(spans, key=lambda span: (span[1], span[2], span[0]))
    return tuple(Hit(name, start, end, article.text[start:end]) for name, start, end in ordered)


_STUB_LENGTH = 160
"""Longest text, in letters, of an article that only says it is reserved or repealed, heading included."""


def _stubs(articles: Sequence[Article], looks: Sequence[Glimpse], lexicon: Lexicon) -> Iterator[tuple[int, Norm]]:
    """Reserved or repealed articles whose heading names a behaviour or harassment in general."""
    for at, article in enumerate(articles):
        if not (looks[at].keeps_place or article.marked):
            continue
        heading = _telling_heading(article.heading, lexicon)
        if not heading:
            continue
        text = one_line(fold_all([article.glance])[0])
        status = article.status or (_stub_status(text, lexicon) if len(text) <= _STUB_LENGTH else "")
        if not status:
            continue
        rules = [lexicon.rules[int(hit.id)] for hit in lexicon.conduct.find(heading) if hit.id.isdigit()]
        named = {rule.behaviour for rule in rules if not rule.with_}
        if named or lexicon.umbrellas.occurs(heading):
            yield (
                at,
                Norm(
                    article=article.number,
                    heading=article.heading,
                    behaviours=tuple(name for name in lexicon.order if name in named),
                    stub=status,
                    quote_at=(0, len(article.text)),
                ),
            )


@lru_cache(maxsize=20_000)
def _telling_heading(heading: str, lexicon: Lexicon) -> str:
    """The folded words of a heading that may name a behaviour or harassment in general; of another nothing."""
    folded = fold_all([heading])[0]
    telling = any(lexicon.conduct.tells(word) or lexicon.umbrellas.tells(word) for word in words_of(folded))
    return folded if telling else ""


def _stub_status(words: str, lexicon: Lexicon) -> Literal["", "reserved", "repealed"]:
    for hit in lexicon.stubs.find(words):
        return "reserved" if hit.id == "reserved" else "repealed"
    return ""
