"""Which articles the penal clause of a by-law names: a prohibition outside that list cannot be punished.

Reads lists ("2:1, 2:1a en 2:47, eerste lid"), ranges ("2:1 tot en met 2:10"), chapters, and the clause that covers
the whole by-law. Used by the recogniser to fill `Norm.penal_listed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from apv.bylaws.norms.folding import fold
from apv.bylaws.norms.matcher import Matcher
from apv.bylaws.regulation import Article, Division, Regulation

_NUMBER = r"\d+(?:[:.]\d+)*(?:[a-z]{1,2}(?![a-z])| [a-z](?![a-z]))?"
_ORDINALS = (
    *("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende"),
    *("elfde", "twaalfde"),
)
_ORDINAL = f"(?:{'|'.join(_ORDINALS)})"
_TOKEN = re.compile(
    r"(?P<chapter>hoofdstuk(?:ken)?|afdeling(?:en)?|paragra(?:af|fen)|titels?)(?= \d)"
    r"|(?P<article>art(?:ikel(?:en)?)?\.?(?= ))"
    rf"|(?P<lid>{_ORDINAL}(?:(?:,| en| of| tot en met)+ {_ORDINAL})* (?:lid|leden)(?!\w)"
    r"|(?:lid|leden) \d+(?:(?:,| en| of| tot en met)+ \d+)*)"
    r"|(?P<range>tot en met|t m(?!\w)|(?<=\d) ?- ?(?=\d))"
    r"|(?P<sub>onder(?:deel|delen)? [a-z0-9](?:(?:,| en| of)+ [a-z0-9](?!\w))*(?!\w))"
    rf"|(?<![\w:.])(?P<number>{_NUMBER})(?![\w:])"
    r"|(?P<reset>hechtenis|maand|geldboete|categorie|euro)"
)
_EXCEPT = re.compile(r"met uitzondering van|uitgezonderd|behalve|behoudens|anders dan")
_BESIDE = re.compile(
    r"(?:krachtens|op grond van|ingevolge|bedoeld in) (?:het bepaalde in )?(?:de )?artikel(?:en)? $"
)
_OTHER_ACT = re.compile(r"[^.;:]{0,40}? van (?:de|het) (?:algemene )?\w*wet(?:boek)?(?!\w)")
"""What follows the number of an article of a statute."""
_LIST_FOLLOWS = re.compile(r"[^.;]{0,30}?\b(?:in|van) (?:de )?(?:volgende|artikel|hoofdstuk|onderstaande)")


@dataclass(frozen=True)
class PenalList:
    """What the penal clauses cover: everything, or articles (all lids when the set is empty)."""

    everything: bool = False
    articles: dict[str, frozenset[str]] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()

    def covers(self, number: str, lids: Iterable[str]) -> bool:
        """Whether breaking one of `lids` of the article is punishable under the clause."""
        key = number_key(number)
        if key in self.excluded:
            return False
        if self.everything:
            return True
        if key not in self.articles:
            return False
        named, wanted = self.articles[key], set(lids)
        return not named or not wanted or bool(named & wanted)


@lru_cache(maxsize=10_000)
def number_key(number: str) -> str:
    """An article number as lists write it, whatever the style: "2.1 A", "2:1A" and "2:1a" are one."""
    return _POINTS.sub(":", "".join(number.lower().split())).strip(":")


_POINTS = re.compile(r"[.:]+")


def read_penal_list(regulation: Regulation, clauses: Iterable[Article], everything: Matcher) -> PenalList | None:
    """What the articles `clauses`, which threaten punishment, cover; None when there are none. `everything` finds
    the words by which a clause covers the whole by-law."""
    texts = [(clause, fold(clause.text).text) for clause in clauses]
    if not texts:
        return None
    numbers = _Numbers(regulation)
    scanner = _Scanner(numbers)
    whole, excluded = False, set[str]()
    for clause, text in texts:
        if _OWN.search(text):
            scanner.named[number_key(clause.number)] = None
        exception = _EXCEPT.search(text)
        edge = exception.start() if exception else len(text)
        scanner.scan(text[:edge])
        excluded |= _Scanner(numbers).scan(text[edge:]).named.keys()
        whole = whole or any(not _LIST_FOLLOWS.match(text, found.end) for found in everything.find(text, 0, edge))
    return PenalList(
        whole, {key: frozenset(lids or ()) for key, lids in scanner.named.items()}, frozenset(excluded)
    )


_OWN = re.compile(r"dit artikel|dit wordt|het (?:in|bij) het eerste lid|van het (?:eerste|tweede) lid|in lid \d")
"""Words by which an article threatens punishment for breaking itself."""


class _Numbers:
    """The article numbers of a by-law, as lists name them."""

    def __init__(self, regulation: Regulation) -> None:
        self._body = regulation.body
        self.keys = {number_key(article.number) for article in regulation.articles}

    @cached_property
    def in_order(self) -> list[tuple[tuple[tuple[int, str], ...], str]]:
        """Every key with its place in the order of the law."""
        return [(sort_key(key), key) for key in self.keys]

    @cached_property
    def chapters(self) -> dict[tuple[str, str], list[str]]:
        """The keys of the articles in each chapter, section or paragraph (first letters of its kind, number)."""
        return dict(_chapters(self._body))


class _Scanner:
    """Walks over a penal clause; `named` collects article keys with the lids named (None: the whole article)."""

    def __init__(self, numbers: _Numbers) -> None:
        self._numbers = numbers
        self.named: dict[str, set[str] | None] = {}

    def scan(self, text: str) -> _Scanner:
        expect, last, ranging = "", "", False
        for token in _TOKEN.finditer(text):
            kind = token.lastgroup
            if kind in ("chapter", "article"):
                expect = token.group()[:5] if kind == "chapter" else "article"
            elif kind == "reset":
                expect, last, ranging = "", "", False
            elif kind == "range":
                ranging = bool(last)
            elif kind == "lid" and last:
                self._add_lids(last, token.group())
            elif kind == "number":
                last = self._number(text, token, expect, last if ranging else "")
                ranging = False
        return self

    def _number(self, text: str, token: re.Match[str], expect: str, range_from: str) -> str:
        key = number_key(token.group())
        if expect and expect != "article":
            for name in self._numbers.chapters.get((expect, key), ()):
                self.named[name] = None
            return ""
        if not expect and not _compound(key):
            return ""
        if _BESIDE.search(text, 0, token.start()) or (not _compound(key) and _OTHER_ACT.match(text, token.end())):
            return ""
        if range_from:
            low, high = sort_key(range_from), sort_key(key)
            for place, name in self._numbers.in_order:
                if low <= place <= high:
                    self.named.setdefault(name, None)
        elif key in self._numbers.keys and self.named.get(key, ...) is ...:
            self.named[key] = None
        return key

    def _add_lids(self, key: str, text: str) -> None:
        if key not in self.named:
            return
        lids = self.named[key] or set()
        numbers = [
            str(_ORDINALS.index(word) + 1) if word in _ORDINALS else word for word in _LID_WORD.findall(text)
        ]
        for before, number in zip(["", *numbers], numbers, strict=False):
            if "tot en met" in text and before.isdigit():
                lids.update(str(between) for between in range(int(before), int(number)))
            lids.add(number)
        self.named[key] = lids


_LID_WORD = re.compile(rf"{_ORDINAL}|\d+")


def _compound(key: str) -> bool:
    return ":" in key


@lru_cache(maxsize=10_000)
def sort_key(number: str) -> tuple[tuple[int, str], ...]:
    """Article numbers in the order of the law: 2:1, 2:1a, 2:2, 2:10."""
    return tuple((int(digits), letters) for digits, letters in _PART.findall(number_key(number)))


_PART = re.compile(r"(\d+)([a-z]*)")


def _chapters(nodes: Iterable[Division | Article]) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """Per chapter, section or paragraph (first letters of its kind, number) the keys of the articles in it."""
    for node in nodes:
        if isinstance(node, Division):
            yield (node.kind[:5], number_key(node.number)), [number_key(a.number) for a in _inside(node)]
            yield from _chapters(node.children)


def _inside(node: Division) -> Iterator[Article]:
    for child in node.children:
        if isinstance(child, Article):
            yield child
        else:
            yield from _inside(child)
