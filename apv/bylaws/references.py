"""Finds what a legal text points at: JCI and CVDR addresses, ECLI numbers, articles, leden and onderdelen.

`find_references` gives every reference with its offsets; `resolve` looks an article up in a by-law. For reading
by-laws and penal clauses, and for links in reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from string import ascii_lowercase
from typing import Literal
from urllib.parse import unquote

from apv.bylaws.identifiers import cvdr_name
from apv.bylaws.markup.dates import parse_date
from apv.bylaws.regulation import Article, Part, Regulation

ECLI_ADDRESS = "https://deeplink.rechtspraak.nl/uitspraak?id="
STATUTE_ADDRESS = "https://wetten.overheid.nl/"

Kind = Literal["jci", "cvdr", "ecli", "article"]


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: `source[start:end] == text`.

    `work` is the document it names ("BWBR0001854", "CVDR72510", an ECLI), or "" for an article of the text itself
    or of a law named in words. `until` is the last article of a range. `lids` and `items` are bare ("1", "a").
    `elsewhere` says that the words behind it name another regulation ("van de Gemeentewet").
    """

    kind: Kind
    text: str
    start: int
    end: int
    work: str = ""
    version: int | None = None
    article: str = ""
    until: str = ""
    lids: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    on: date | None = None
    elsewhere: bool = False
    parts: tuple[tuple[str, str], ...] = field(default=())
    """The parts of a JCI address as written: (("hoofdstuk", "2"), ("artikel", "2.1"))."""

    @property
    def address(self) -> str:
        """The address a person can open, or "" when the text alone does not say which document."""
        if self.kind == "ecli":
            return f"{ECLI_ADDRESS}{self.work}"
        if self.kind == "cvdr":
            name = cvdr_name(self.work if self.version is None else f"{self.work}_{self.version}")
            return name.page if name else ""
        if self.kind == "jci":
            where = "".join(f"&{key}={value}" for key, value in self.parts)
            return f"{STATUTE_ADDRESS}jci1.3:c:{self.work}{where}" + (
                f"&g={self.on.isoformat()}" if self.on else ""
            )
        return ""


_ORDINALS = ["eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende",
             "elfde", "twaalfde"]  # fmt: skip
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)})"
_NUMBER = r"\d+(?:[:.]\d+)*(?:(?:[a-zA-Z]{1,2}\d?|bis|ter|quater|quinquies|sexies|septies|octies)(?![^\W_]))?"
_RANGE = rf"{_NUMBER}(?:\s*(?:tot\s+en\s+met|t/m|-|–)\s*{_NUMBER})?"
_LETTERS = rf"(?:{'|'.join(letter * 2 for letter in ascii_lowercase)}|[a-z]|\d+[°º])(?![^\W_])"
_LID = (
    rf"(?:,?\s*(?:{_ORDINAL}(?:(?:,\s*|\s+en\s+|\s+of\s+|\s+tot\s+en\s+met\s+){_ORDINAL})*\s+lid"
    rf"|(?:lid|leden)\s+\d+[a-z]?(?:(?:,\s*|\s+en\s+|\s+of\s+)\d+[a-z]?)*))"
)
_ITEM = (
    rf"(?:(?:,|\s+en)?\s*(?:aanhef\s+en\s+)?(?:onder|onderdeel|onderdelen|sub)\s+{_LETTERS}"
    rf"(?:(?:,\s*|\s+en\s+|\s+of\s+){_LETTERS})*)"
)
_ONE = rf"{_RANGE}{_LID}?{_ITEM}?"
_ARTICLES = re.compile(
    rf"\b(?:artikelen|artikel|artt?\.)\s+({_ONE})(?:(?:,\s*(?:en\s+|of\s+)?|\s+(?:en|of|alsmede)\s+)(?:artikel\s+)?{_ONE})*",
    re.IGNORECASE,
)
_EACH = re.compile(rf"(?P<range>{_RANGE})(?P<lid>{_LID}?)(?P<item>{_ITEM}?)", re.IGNORECASE)
_FROM_TO = re.compile(rf"({_NUMBER})(?:\s*(?:tot\s+en\s+met|t/m|-|–)\s*({_NUMBER}))?", re.IGNORECASE)
_ELSEWHERE = re.compile(r",?\s+(?:van|uit)\s+(?:de|het)\s+(?=[A-Z])|\s+(?=[A-Z][a-z]+wet\b|Sr\b|Gw\b|Wom\b)")
_ECLI = re.compile(r"\bECLI:[A-Z]{2}:[A-Z][A-Z0-9]{0,6}:\d{4}:[A-Z0-9](?:[A-Z0-9.]{0,23}[A-Z0-9])?")
_JCI = re.compile(
    r"\b(?:jci)?1\.\d{1,2}:[cv]:(?P<work>BWB[A-Z]\d{7})(?P<rest>(?:&(?:amp;)?\w[\w.-]*=[^&\s\"'<>;,)]*)*)",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"https?://wetten\.overheid\.nl/(?:id/)?(?P<work>BWB[A-Z]\d{7})"
    r"(?:/(?:geldigheidsdatum_)?(?P<on>\d{4}-\d{2}-\d{2}|\d{2}-\d{2}-\d{4}))?[^\s\"'<>)]*"
)
_CVDR = re.compile(r"(?:\b1\.\d{1,2}:)?\bCVDR(?:://)?\d{3,9}(?:[_/-]\d{1,4})?\b|\b1\.\d{1,2}:\d{4,9}_\d{1,4}\b")


def find_references(text: str) -> tuple[Reference, ...]:
    """Every reference in `text`, in order; those that overlap an earlier one are left out.

    >>> [found.article for found in find_references("de artikelen 2:1, 2:1a en 2:47, eerste lid, onder b")]
    ['2:1', '2:1a', '2:47']
    """
    found = [*_jcis(text), *_pages(text), *_eclis(text), *_cvdrs(text), *_articles(text)]
    found.sort(key=lambda reference: (reference.start, -reference.end))
    kept: list[Reference] = []
    for reference in found:
        if not kept or reference.start >= kept[-1].end:
            kept.append(reference)
    return tuple(kept)


def parse_reference(raw: str) -> Reference | None:
    """The one document an address names, as in `extref/@doc` and a legal basis; None when it names none.

    >>> parse_reference("BWB://1.0:v:BWBR0005416&artikel=149").article
    '149'
    """
    found = find_references(raw)
    return next((reference for reference in found if reference.kind != "article"), None)


def resolve(reference: Reference, regulation: Regulation) -> tuple[Article, tuple[Part, ...]] | None:
    """The article of `regulation` meant by a reference to an article, with the pieces of its text that it names.

    None when it points elsewhere, or when there is no such article or lid.
    """
    if reference.kind != "article" or reference.elsewhere:
        return None
    article = regulation.article(reference.article)
    if article is None:
        return None
    parts = [
        part
        for part in article.parts
        if (not reference.lids or (part.path and part.path[0] in reference.lids))
        and (not reference.items or any(step in reference.items for step in part.path[bool(reference.lids) :]))
    ]
    if not parts and (reference.lids or reference.items):
        return None
    return article, tuple(parts)


def _articles(text: str) -> Iterator[Reference]:
    for match in _ARTICLES.finditer(text):
        elsewhere = bool(_ELSEWHERE.match(text, match.end()))
        for each in _EACH.finditer(text, match.start(1), match.end()):
            numbers = _FROM_TO.match(each["range"])
            if numbers is None:
                continue
            yield Reference(
                "article",
                each.group(),
                each.start(),
                each.end(),
                article=numbers[1],
                until=numbers[2] or "",
                lids=_lids(each["lid"]),
                items=_items(each["item"]),
                elsewhere=elsewhere,
            )


def _lids(text: str) -> tuple[str, ...]:
    text = text.lower()
    named = [str(_ORDINALS.index(word) + 1) for word in re.findall(rf"\b{_ORDINAL}\b", text)]
    if len(named) == 2 and "tot en met" in text:
        return tuple(str(number) for number in range(int(named[0]), int(named[1]) + 1))
    return tuple(named or re.findall(r"\d+[a-z]?", text))


def _items(text: str) -> tuple[str, ...]:
    words = re.sub(r"aanhef\s+en|onderdelen|onderdeel|onder|sub|\ben\b|\bof\b", " ", text, flags=re.IGNORECASE)
    return tuple(word.strip("°º") for word in re.findall(r"[a-z]{1,2}\b|\d+[°º]", words, re.IGNORECASE))


def _jcis(text: str) -> Iterator[Reference]:
    for match in _JCI.finditer(text):
        rest = unquote(match["rest"].replace("&amp;", "&"))
        pairs = [
            (key.lower(), value) for key, _, value in (part.partition("=") for part in rest.split("&")) if key
        ]
        values = dict(pairs)
        yield Reference(
            "jci",
            match.group(),
            match.start(),
            match.end(),
            work=match["work"].upper(),
            article=values.get("artikel", ""),
            lids=(values["lid"],) if values.get("lid") else (),
            items=(values["o"],) if values.get("o") else (),
            on=parse_date(values.get("g", "")),
            parts=tuple((key, value) for key, value in pairs if key not in {"g", "z"} and value),
        )


def _pages(text: str) -> Iterator[Reference]:
    for match in _PAGE.finditer(text):
        yield Reference(
            "jci", match.group(), match.start(), match.end(), work=match["work"], on=parse_date(match["on"] or "")
        )


def _eclis(text: str) -> Iterator[Reference]:
    for match in _ECLI.finditer(text):
        yield Reference("ecli", match.group(), match.start(), match.end(), work=match.group())


def _cvdrs(text: str) -> Iterator[Reference]:
    for match in _CVDR.finditer(text):
        name = cvdr_name(match.group())
        if name:
            yield Reference(
                "cvdr", match.group(), match.start(), match.end(), work=name.work, version=name.version
            )
