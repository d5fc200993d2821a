"""Free text -> what it says: behaviours, setting, place and facts, each with the words that triggered it.

A reading is a proposal that the user sees and confirms. Negations are respected ("hij floot niet"), and what only
a person can weigh is shown but never taken as known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from apv.bylaws.norms.folding import Folded, fold
from apv.bylaws.norms.matcher import Found, Matcher
from apv.bylaws.norms.word_lists import read_checked
from apv.data_files import data_folder
from apv.law.catalogue import Catalogue
from apv.law.reading import clean

Kind = Literal["behaviour", "setting", "place", "fact"]
NUMBER = "#"
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)")
_WORD = re.compile(r"[^\s,.;:!?]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """Something the text says. `start:end` are offsets in it; `negated` when it is denied; `weighs` when only a
    person can decide it, so that it is shown and not used."""

    kind: Kind
    id: str
    value: str
    words: str
    start: int
    end: int
    negated: bool = False
    weighs: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """What a text says. `facts` are usable values; `origins` the words behind each of them."""

    text: str
    mentions: tuple[Mention, ...]
    behaviours: tuple[str, ...]
    setting: str
    place: str
    facts: Mapping[str, object]
    origins: Mapping[str, str]
    doubts: tuple[str, ...]
    """Facts on which the text contradicts itself or the meaning of a behaviour: left open."""


def read_story(catalogue: Catalogue, text: str) -> Story:
    """Read `text` (plain Dutch, any length)."""
    words = _story_words(catalogue)
    folded = fold(text)
    mentions = tuple(_mentions(catalogue, words, folded, text))
    behaviours = [m.id for m in mentions if m.kind == "behaviour" and not m.negated]
    behaviours = [name for name in catalogue.behaviours if name in behaviours]
    facts, origins, doubts = _facts(catalogue, mentions, behaviours)
    return Story(
        text,
        mentions,
        tuple(behaviours),
        _first(words.settings, mentions, "setting"),
        _first(words.places, mentions, "place"),
        facts,
        origins,
        doubts,
    )


@dataclass(frozen=True, eq=False)
class _StoryWords:
    matcher: Matcher
    negation: Matcher
    no_negation: Matcher
    within: int
    numbers: Mapping[str, int]
    settings: tuple[str, ...]
    places: tuple[str, ...]


@cache
def _story_words(catalogue: Catalogue) -> _StoryWords:
    root = read_checked(data_folder("legal_sources") / "lexicon.xml").find("story")
    assert root is not None  # the XSD asks for it
    forms = [
        (f"behaviour {behaviour.id} yes", form.text)
        for behaviour in catalogue.behaviours.values()
        for form in behaviour.forms
        if form.where != "bylaw"
    ]
    for node in root:
        if node.tag in ("setting", "place", "fact"):
            key = f"{node.tag} {node.get('id')} {node.get('value', 'yes')}"
            forms += [(key, clean(form.text)) for form in node.iterfind("form")]
    negation, no_negation = root.find("negation"), root.find("no-negation")
    assert negation is not None
    assert no_negation is not None
    return _StoryWords(
        matcher=Matcher(forms),
        negation=Matcher(("negation", clean(form.text)) for form in negation.iterfind("form")),
        no_negation=Matcher(("no", clean(form.text)) for form in no_negation.iterfind("form")),
        within=int(negation.get("within", "2")),
        numbers={clean(node.text): int(node.get("value", "0")) for node in root.iterfind("number")},
        settings=tuple(node.get("id", "") for node in root.iterfind("setting")),
        places=tuple(node.get("id", "") for node in root.iterfind("place")),
    )


def _mentions(catalogue: Catalogue, words: _StoryWords, folded: Folded, text: str) -> Iterator[Mention]:
    """Every mention; of overlapping ones of the same kind of thing only the longest."""
    found = []
    for start, end in _sentences(folded.text):
        denials = _denials(words, folded.text, start, end)
        for hit in words.matcher.find(folded.text, start, end):
            kind, name, value = hit.id.split(" ")
            if value == NUMBER:
                value = str(_number(words, folded.text[hit.start : hit.end]) or "")
            negated = any(_denies(words, folded.text, denial, hit) for denial in denials)
            first, last = folded.original(hit.start, hit.end)
            weighs = kind == "fact" and catalogue.facts[name].kind == "evaluative"
            if value:
                found.append(
                    Mention(kind, name, value, text[first:last], first, last, negated, weighs)  # type: ignore[arg-type]
                )
    for mention in sorted(found, key=lambda m: (m.start, -m.end, m.kind, m.id)):
        longer = (
            other
            for other in found
            if other is not mention
            and other.kind == mention.kind
            and other.start <= mention.start
            and mention.end <= other.end
            and (other.end - other.start) > (mention.end - mention.start)
        )
        if next(longer, None) is None:
            yield mention


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield start, end.start()
        start = end.end()
    if text[start:].strip():
        yield start, len(text)


def _denials(words: _StoryWords, text: str, start: int, end: int) -> list[tuple[int, int]]:
    harmless = [(hit.start, hit.end) for hit in words.no_negation.find(text, start, end)]
    return [
        (hit.start, hit.end)
        for hit in words.negation.find(text, start, end)
        if not any(first <= hit.start < last for first, last in harmless)
    ]


def _denies(words: _StoryWords, text: str, denial: tuple[int, int], hit: Found) -> bool:
    """Whether the denial belongs to the mention: in a gap of it, or fewer than `within` words away, no comma
    between. A denial that is part of the form itself ("niet met rust laten") denies nothing."""
    at, to = denial
    if hit.start <= at < hit.end:
        return text[at:to] not in hit.form.split()
    between = text[to : hit.start] if to <= hit.start else text[hit.end : at]
    return "," not in between and len(_WORD.findall(between)) < words.within


def _number(words: _StoryWords, text: str) -> int | None:
    for word in _WORD.findall(text):
        figures = re.match(r"\d+", word)
        if figures:
            return int(figures[0])
        for name, value in words.numbers.items():
            if word == name or word.startswith(f"{name}jarig"):
                return value
    return None


def _facts(
    catalogue: Catalogue, mentions: tuple[Mention, ...], behaviours: list[str]
) -> tuple[dict[str, object], dict[str, str], tuple[str, ...]]:
    """The usable facts; a fact that is said both ways, or that a behaviour rules out, is left open as a doubt."""
    said: dict[str, list[tuple[str, str]]] = {}
    for mention in mentions:
        if mention.kind != "fact" or mention.weighs:
            continue
        value = mention.value
        if mention.negated:
            if value not in ("yes", "no"):
                continue
            value = "no" if value == "yes" else "yes"
        said.setdefault(mention.id, []).append((value, mention.words))
    defined: dict[str, set[str]] = {}
    for name in behaviours:
        for part in catalogue.behaviours[name].implies:
            defined.setdefault(part.fact, set()).add(part.value)
    facts: dict[str, object] = {}
    origins: dict[str, str] = {}
    doubts = []
    for fact, pairs in said.items():
        values = list(dict.fromkeys(value for value, _ in pairs))
        meaning = defined.get(fact, set())
        fixed = "yes" if "yes" in meaning else next(iter(meaning), "")
        if catalogue.facts[fact].type == "grounds":
            facts[fact] = values
        elif len(values) > 1 or (fixed and fixed != values[0]):
            doubts.append(fact)
            continue
        else:
            facts[fact] = values[0]
        origins[fact] = "; ".join(dict.fromkeys(words for _, words in pairs))
    return facts, origins, tuple(doubts)


def _first(order: tuple[str, ...], mentions: tuple[Mention, ...], kind: Kind) -> str:
    """Of several settings or places, the one the word list names first."""
    found = {m.id for m in mentions if m.kind == kind and not m.negated}
    return next((name for name in order if name in found), "")
