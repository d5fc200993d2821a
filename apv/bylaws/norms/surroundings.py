"""Where a prohibition holds, whom it binds and protects: everything around the conduct itself.

Used by the recogniser; the by-law's own definitions go before the ordinary meaning of a place word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from apv.bylaws.norms.definitions import Definitions
from apv.bylaws.norms.lexicon import Lexicon
from apv.bylaws.norms.matcher import Found
from apv.bylaws.norms.named import Named
from apv.bylaws.norms.sentence import Sentence
from apv.bylaws.norms.word_lists import PlaceWord

_EXCLUDED = re.compile(r"(?:met uitzondering van|uitgezonderd|niet zijnde|behalve|niet begrepen|anders dan)[^.;]*")


@dataclass(frozen=True, slots=True)
class Surroundings:
    places: tuple[str, ...]
    terms: tuple[str, ...]
    """Place words as the lexicon names them, in order of the text (folded)."""
    undefined: tuple[str, ...]
    actor: Literal["any", "alone", "group"]
    objects: tuple[str, ...]
    qualifiers: tuple[str, ...]


def read_surroundings(
    text: str, named: Sequence[Named], others: Sequence[Sentence], definitions: Definitions, lexicon: Lexicon
) -> Surroundings:
    """What stands around the conduct `named` in the folded `text`: in its sentences and the leads above them.

    When these name no place, the `others` of the article may: "Op straat ... Het is daar ook verboden ...".
    """
    per_sentence = {item.sentence: _around(item.sentence, lexicon) for item in named}
    found = list(dict.fromkeys(hit for hits in per_sentence.values() for hit in hits))
    found.sort(key=lambda hit: hit.start)
    words = _places(found, text, named, lexicon)
    if not words:
        words = _places([hit for other in others for hit in _around(other, lexicon)], text, named, lexicon)
    meanings = {word.term: definitions.of(word.term) for word in words.values() if word.term}
    places = {place for word in words.values() for place in word.places}
    for term, meaning in meanings.items():
        places |= _told(term, meaning, lexicon)
    return Surroundings(
        places=tuple(sorted(places)),
        terms=tuple(dict.fromkeys(text[hit.start : hit.end] for hit in words)),
        undefined=tuple(term for term, meaning in meanings.items() if meaning is None),
        actor=_actor(list(per_sentence.values())),
        objects=_names(found, "object"),
        qualifiers=_names(found, "qualifier"),
    )


def _places(found: Iterable[Found], text: str, named: Sequence[Named], lexicon: Lexicon) -> dict[Found, PlaceWord]:
    """The place words among `found`; a general word says nothing beside a word for a street or square."""
    hits = [hit for hit in found if hit.id.startswith("place/")]
    hits = [hit for hit in hits if not any(_is_part_of(hit, item, text) for item in named)]
    words = {hit: lexicon.places[int(hit.id.partition("/")[2])] for hit in hits}
    outdoors = any(not word.general and _OUTDOORS.intersection(word.places) for word in words.values())
    return {hit: word for hit, word in words.items() if not (outdoors and word.general)}


_OUTDOORS = frozenset(["public_road", "public_place"])


@lru_cache(maxsize=2000)
def _around(sentence: Sentence, lexicon: Lexicon) -> tuple[Found, ...]:
    spans = sorted((link.start, link.end) for link in sentence.chain())
    found = [lexicon.around.find(sentence.text, low, high) for low, high in spans]
    # "alleen of in een groep van drie personen": the longer words for a group do not undo "alleen of in"
    return tuple(dict.fromkeys(hit for hits in found for hit in (*longest(hits), *filter(_is_outright, hits))))


def _is_part_of(place: Found, item: Named, text: str) -> bool:
    """Whether a place word only belongs to the name of the conduct ("de weg versperren")."""
    overlaps = place.start < item.end and item.start < place.end
    return overlaps and text[place.start : place.end].rsplit(maxsplit=1)[-1] in re.split(r"[ |]", item.form)


def longest(found: Iterable[Found]) -> list[Found]:
    """Of overlapping hits of one kind the longest."""
    kept: list[Found] = []
    for hit in sorted(found, key=lambda hit: (hit.id.partition("/")[0], hit.start, -hit.end)):
        last = kept[-1] if kept else None
        same = last is not None and last.id.partition("/")[0] == hit.id.partition("/")[0]
        if last is not None and same and hit.start < last.end:
            if hit.end - hit.start > last.end - last.start:
                kept[-1] = hit
            continue
        kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


@lru_cache(maxsize=1000)
def _told(term: str, meaning: str | None, lexicon: Lexicon) -> frozenset[str]:
    """The places that the by-law's own definition of a place word adds to its ordinary meaning."""
    told: set[str] = set()
    for hit in longest(lexicon.around.find(_EXCLUDED.sub(" ", meaning or ""))):
        kind, _, name = hit.id.partition("/")
        if kind == "place" or (kind == "meaning" and lexicon.places[int(name)].term == term):
            told.update(lexicon.places[int(name)].places)
    return frozenset(told)


def _actor(sentences: Sequence[Sequence[Found]]) -> Literal["any", "alone", "group"]:
    """Whom the norm binds, when all its sentences agree; a single item for groups leaves the rest for anybody."""
    kinds = {_actor_of(found) for found in sentences}
    return kinds.pop() if len(kinds) == 1 else "any"


def _actor_of(found: Sequence[Found]) -> Literal["any", "alone", "group"]:
    hits = [hit for hit in found if hit.id.startswith("actor/")]
    kinds = {hit.id.partition("/")[2] for hit in hits}
    if "group" in kinds and not any(map(_is_outright, hits)):
        return "group"
    return "alone" if kinds == {"alone"} else "any"


def _is_outright(hit: Found) -> bool:
    """Whether it says anybody in so many words: "alleen of in groepsverband", not "een ieder"."""
    return hit.id == "actor/any" and hit.form.count(" ") >= _OUTRIGHT


_OUTRIGHT = 2
"""How many spaces a form for anybody has at least when it names both ways of acting."""


def _names(found: Sequence[Found], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.id.partition("/")[2] for hit in found if hit.id.startswith(f"{kind}/")))
