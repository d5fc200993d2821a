"""The words the recogniser goes by: the word lists in legal_sources/ compiled once into matchers.

Behaviours (from the catalogue) and the lists that word_lists reads become one `Lexicon`, which `recognise` applies
to a by-law. Words are data; nothing here knows a word of Dutch.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from apv.bylaws.norms.apart import Apart
from apv.bylaws.norms.combination import Combination
from apv.bylaws.norms.matcher import Matcher
from apv.bylaws.norms.word_lists import NormLanguage, Pairs, PlaceWord, Rule, RuleOut, WordsAround
from apv.data_files import data_folder
from apv.law.catalogue import Catalogue

_LOADED: dict[tuple[str, Path], Lexicon] = {}
_FORBIDDING = {
    f"signal/{name}"
    for name in (
        "prohibition",
        "restraint",
        "plain",
        "extension",
        "ban",
        "punishable",
        "rules",
        "prohibition-there",
        "allowed-unless",
        "modal",
    )
}
_APART = {"signal/penal", "signal/penal-all", "signal/refers-back", "signal/also", "list/no-term"}
"""Signals that are looked for only where they matter; most of their words are too common for everywhere."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All compiled word lists. `order` gives the behaviours in vocabulary order."""

    order: tuple[str, ...]
    rules: tuple[Rule, ...]
    yields: tuple[tuple[str, str, str], ...]
    """(behaviour, gives way to, when named in one act with this word list)."""
    conduct: Matcher
    """Ids are places in `rules`, or "first/" and "after/" with a place in `combinations`: words that colour;
    or "apart/" with a place in `apart`."""
    combinations: tuple[Combination, ...]
    apart: tuple[Apart, ...]
    """Verbs that may stand apart; "apart/" in `conduct` with a place in it is the conjugated part of one."""
    signals: Matcher
    """Ids read "signal/name", "list/name", "rule-out/name" or "addressees/"."""
    rule_outs: dict[str, RuleOut]
    addressees_except: frozenset[str]
    around: Matcher
    """Ids are "place/" and "meaning/" with a place in `places`; "actor/", "object/", "qualifier/" with a name."""
    places: tuple[PlaceWord, ...]
    stubs: Matcher
    """Ids are "reserved" and "repealed"."""
    umbrellas: Matcher
    prohibition: Matcher
    penal: Matcher
    penal_all: Matcher
    refers_back: Matcher
    also: Matcher
    no_term: Matcher


def load_lexicon(catalogue: Catalogue, folder: Path | None = None) -> Lexicon:
    """The lexicon of this catalogue, compiled once per catalogue version and folder of word lists (default: the
    product's own). Raises CatalogueError with file and line."""
    where = folder or data_folder("legal_sources")
    key = (catalogue.version, where)
    if key not in _LOADED:
        forms = [
            (behaviour.id, form.text)
            for behaviour in catalogue.behaviours.values()
            for form in behaviour.forms
            if form.where != "story"
        ]
        _LOADED[key] = compile_lexicon(tuple(catalogue.behaviours), forms, where)
    return _LOADED[key]


def compile_lexicon(order: tuple[str, ...], forms: Iterable[tuple[str, str]], folder: Path) -> Lexicon:
    """A lexicon from behaviour ids, their (id, form) pairs and the word lists in `folder`."""
    language = NormLanguage(folder / "norm_language.xml", order)
    words = WordsAround(folder / "lexicon.xml")
    conduct = language.conduct(forms)
    common, everywhere = frozenset(words.common()), frozenset(language.common())
    forbidding = [pair for pair in language.signals if pair[0] in _FORBIDDING]
    return Lexicon(
        order=order,
        rules=language.rules,
        yields=language.yields,
        conduct=Matcher(conduct, common=common, everywhere=everywhere),
        combinations=tuple(language.combinations()),
        apart=tuple(language.apart),
        signals=Matcher(
            (pair for pair in language.signals if pair[0] not in _APART), common=common, everywhere=everywhere
        ),
        rule_outs=language.rule_outs,
        addressees_except=language.addressees_except,
        around=Matcher(words.around, everywhere=everywhere),
        places=tuple(words.places),
        stubs=Matcher(words.stubs),
        umbrellas=Matcher(words.umbrellas),
        prohibition=Matcher(forbidding, common=common, everywhere=everywhere),
        penal=_only(language.signals, "signal/penal"),
        penal_all=_only(language.signals, "signal/penal-all"),
        refers_back=_only(language.signals, "signal/refers-back"),
        also=_only(language.signals, "signal/also"),
        no_term=_only(language.signals, "list/no-term"),
    )


def _only(signals: Pairs, name: str) -> Matcher:
    return Matcher(pair for pair in signals if pair[0] == name)
