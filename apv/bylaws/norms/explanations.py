"""Conduct that an article explains or gives a name, in its own leden or in the definitions of the by-law.

"Straatintimidatie: het uitjouwen of nafluiten van personen" forbids nothing; "Het is verboden zich schuldig te
maken aan straatintimidatie" then forbids both. Used by the recogniser after the judge in conduct.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from apv.bylaws.norms.conduct import named_conduct, named_in, without_nested
from apv.bylaws.norms.definitions import Definitions
from apv.bylaws.norms.lexicon import Lexicon
from apv.bylaws.norms.matcher import Found
from apv.bylaws.norms.named import Named
from apv.bylaws.norms.sentence import Mode, Sentence
from apv.bylaws.norms.settling import settle
from apv.bylaws.norms.word_lists import Rule

_STEM = 6
"""How many letters of a word are compared to see whether a definition speaks of what is forbidden."""
_WORD = re.compile(rf"\w{{{_STEM},}}")
_TERM_REACH = 60
"""How many letters past "wordt verstaan" the term itself may stand."""


def with_explanations(
    named: list[Named], sentences: Sequence[Sentence], hits: Sequence[Found], lexicon: Lexicon
) -> list[Named]:
    """With what the article itself says a forbidden word means ("onder lastigvallen wordt verstaan: ...").

    Unless the definition only adds to it ("mede"), it takes the place of a catch-all of that name.
    """
    explained: list[Named] = []
    for sentence in sentences:
        top = sentence.top
        if sentence.mode is not Mode.DEFINITION or top.mode is not Mode.DEFINITION:
            continue
        stems = _stems(top.text[top.start : min(top.end, top.verb + _TERM_REACH)], lexicon)
        bans = [other for other in sentences if other.mode is Mode.PROHIBITION and stems & _words(_of(other))]
        if not bans:
            continue
        outright = [ban for ban in bans if any(map(ban.having, _OUTRIGHT))]
        found = list(named_in(sentence, without_nested(hits), lexicon, outright))
        if found and not lexicon.also.occurs(_of(top)):
            named = [item for item in named if not (item.rule.catch_all and stems & _words(item.form))]
        explained += found
    return named + [item for item in settle(explained, lexicon) if not item.rule.catch_all]


_OUTRIGHT = ("signal/prohibition", "signal/restraint", "signal/modal")
"""Signals of a ban that may say for its explanation to whom it is done; "men ... niet" alone is too weak."""


def _of(sentence: Sentence) -> str:
    return sentence.text[sentence.start : sentence.end]


def _stems(words: str, lexicon: Lexicon) -> set[str]:
    empty = [words[hit.start : hit.end] for hit in lexicon.no_term.find(words)]
    return _words(words) - {word[:_STEM] for phrase in empty for word in phrase.split()}


def _words(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text)}


def named_terms(definitions: Definitions, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Per defined term (folded) the behaviours that its definition names; terms that name none are left out."""
    terms: dict[str, tuple[str, ...]] = {}
    for definition in definitions.listed:
        behaviours = _named_in(definition.meaning, lexicon)
        if behaviours:
            terms[definition.term] = behaviours
    return terms


@lru_cache(maxsize=4000)
def _named_in(meaning: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The behaviours that a definition names; many by-laws define the same."""
    hits = lexicon.conduct.find(meaning)
    named = named_conduct([_as_prohibition(meaning, lexicon)], hits, lexicon) if hits else []
    return tuple(dict.fromkeys(item.behaviour for item in named))


def _as_prohibition(meaning: str, lexicon: Lexicon) -> Sentence:
    signals = tuple(lexicon.signals.find(meaning))
    return Sentence(meaning, (), 0, len(meaning), Mode.PROHIBITION, 0, (0, 0), None, None, signals)


def named_by_term(
    sentences: Sequence[Sentence], terms: Mapping[str, tuple[str, ...]], named: Sequence[Named]
) -> list[Named]:
    """The behaviours that prohibitions among `sentences` name by a term of the by-law itself."""
    known = {(item.behaviour, item.sentence) for item in named}
    found = []
    for sentence in sentences:
        if sentence.mode is not Mode.PROHIBITION:
            continue
        for term, behaviours in terms.items():
            at = sentence.text.find(term, sentence.verb, sentence.end)
            if at < 0:
                continue
            found += [
                Named(behaviour, term, at, at + len(term), sentence, Rule(behaviour), False)
                for behaviour in behaviours
                if (behaviour, sentence) not in known
            ]
    return found
