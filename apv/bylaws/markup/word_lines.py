"""Tells what a line of a Word draft is: a heading of an article or chapter, a lid, an item, an instruction.

Only the words and looks of one line are judged here; `word_bylaw` knows the lines around it. Municipalities type
headings in many ways, with and without styles.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from apv.bylaws.markup.headings import Heading, looks_like_heading_line, split_heading
from apv.bylaws.markup.word import WordParagraph

LONGEST_HEADING = 200
_HEADING_STYLE = re.compile(r"kop|heading|titel|title", re.IGNORECASE)
DIVISION_RANKS = {
    "boek": 0, "deel": 1, "titel": 2, "titeldeel": 2, "hoofdstuk": 3, "afdeling": 4, "paragraaf": 5, "§": 5,
    "subparagraaf": 6,
}  # fmt: skip
"""How deep each kind of division stands; the names are CVDR's."""

_ARTICLE = re.compile(
    r"(?:artikel|art\.)\s*"
    r"(?P<number>\d+(?:[:.]\d+)*(?:bis|ter|quater|[a-z]{1,2}\d?)?|[IVXLC]+[a-z]?|\[vul in: [^\[\]]+\])"
    r"(?P<rest>(?![\w:]).*)",
    re.IGNORECASE,
)
_DIVISION = re.compile(
    rf"(?P<kind>{'|'.join(sorted(DIVISION_RANKS, key=len, reverse=True))})\.?\s*"
    r"(?P<number>\d+(?:[:.]\d+)*[a-z]?|[IVXLC]+|[A-Z])(?P<rest>(?![\w:]).*)",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"\d+[:.]\d+(?:[:.]\d+)*[a-z]{0,2}\.?\s+[A-Z\[(].*")
_SENTENCE = re.compile(
    r"(?:komt|komen|wordt|worden|vervalt|vervallen|is|zijn|geldt|gelden|luidt|treedt|blijft|kan|van|en|of|tot|juncto"
    r"|eerste|tweede|derde|vierde|vijfde|lid)\b",
    re.IGNORECASE,
)
_STUB = re.compile(r"[\[(]?\s*(?:vervallen|gereserveerd|ingetrokken)\b", re.IGNORECASE)
_INSTRUCTION = re.compile(
    r"(?:(?:\d{1,2}|[a-z])[.)]\s+)?(?:In|Na|Aan|Voor|Onder|De|Het|Artikel(?:en)?|Hoofdstuk|Afdeling|Paragraaf|Bijlage)\b"
    r".*(?:\b(?:wordt|worden)\b.*\b(?:ingevoegd|vervangen|toegevoegd|geplaatst|gewijzigd|vernummerd|verletterd)\b"
    r"|\b(?:komt|komen)\b.*\bte luiden\b|\b(?:vervalt|vervallen)\b)",
    re.DOTALL,
)
_PART = re.compile(r"([A-Z]{1,2})\.?")
_NUMBER = re.compile(
    r"(?P<number>\(?\d{1,3}[a-z]?\)?[.)]|\(?[a-z]{1,2}\)|[a-z]{1,2}\.|\(?[ivx]{1,5}[.)]|\d{1,2}\s?[°º]\.?|\d{1,2}o\."
    r"|[-–—•*])[\t \u00a0]+(?=\S)|(?P<bare>\d{1,2}[a-z]?|[a-z])\t\s*(?=\S)"
)
_CLOSING = re.compile(r"(?:aldus (?:vastgesteld|besloten|gewijzigd)|vastgesteld (?:in|door|bij)|gegeven te)\b",
                      re.IGNORECASE)  # fmt: skip
_NOTE = re.compile(
    r"(?:(?:algemene|artikelsgewijze|nota van)\s+)?toelichting\b(?!\s+(?:is|wordt|bij artikel)\b)",
    re.IGNORECASE,
)
_ANNEX = re.compile(
    r"bijlagen?\b(?:\s+(?:\d+|[IVX]+|[A-Z]))?(?:,? (?:bij|behorend(?:e)? bij) .*)?(?=$|[\s:.–-])", re.IGNORECASE
)
_CONTENTS = re.compile(r"(?:inhoud|inhoudsopgave|index)\W*", re.IGNORECASE)
_PAGE = re.compile(r"(?:\t\s*|\s*\.{3,}\s*)\d{1,4}\s*$")


class Typed(NamedTuple):
    """A number that was typed before a text, and where that text starts."""

    number: str
    start: int


def looks_heading(line: WordParagraph) -> bool:
    """True when the looks say that a line is a heading: its level, its style, or that all of it is bold."""
    return bool(line.outline) or line.bold or bool(_HEADING_STYLE.search(line.style))


def article_heading(line: WordParagraph) -> Heading | None:
    """The heading of an article, or None: "Artikel 2:1a Titel", "Art. 3.", "2:1a Titel" with the looks of one."""
    text = line.shown
    if len(text) > LONGEST_HEADING:
        return None
    match = _ARTICLE.fullmatch(text)
    if match is None:
        if looks_heading(line) and _COMPOUND.fullmatch(text) and looks_like_heading_line(text):
            return split_heading("", "", text)
        return None
    if not _title_follows(match["rest"], line):
        return None
    word, number = text[: match.start("number")].strip().capitalize(), match["number"]
    return Heading(word, number.upper() if number.isalpha() else number, match["rest"].strip(" .:-–—\t"))


def division_heading(line: WordParagraph) -> tuple[str, Heading] | None:
    """The kind and heading of a chapter, afdeling and the like, or None."""
    match = _DIVISION.fullmatch(line.shown) if len(line.shown) <= LONGEST_HEADING else None
    if match is None or not _title_follows(match["rest"], line):
        return None
    kind = {"§": "paragraaf", "titeldeel": "titeldeel"}.get(match["kind"].lower(), match["kind"].lower())
    heading = Heading(match["kind"].capitalize(), match["number"], match["rest"].strip(" .:-–—\t"))
    return kind, heading


def _title_follows(rest: str, line: WordParagraph) -> bool:
    """Whether what stands behind a number is the title of a heading, and not the rest of a sentence."""
    title = rest.strip(" .:-–—\t")
    if not title:
        return rest.strip() in {"", ".", ":", "-"}
    if rest.lstrip().startswith((",", ";")) or rest.rstrip().endswith((":", ";", ",")):
        return False
    if _STUB.match(title):
        return title.startswith(("[", "(")) or looks_heading(line)
    if _SENTENCE.match(title) or (rest.rstrip().endswith(".") and not looks_heading(line)):
        return False
    return title[0].isupper() or not title[0].isalpha() or looks_heading(line)


def part_letter(line: WordParagraph) -> str:
    """The letter of a part of an amending article ("A", "B."), or ""."""
    match = _PART.fullmatch(line.shown)
    return match[1] if match else ""


def is_instruction(line: WordParagraph) -> bool:
    """True for a line that amends another text: "In artikel 6:1 wordt na … ingevoegd …"."""
    return reads_as_instruction(line.shown)


def reads_as_instruction(text: str) -> bool:
    """As `is_instruction`, for the text alone."""
    return bool(_INSTRUCTION.match(text))


def amends(line: WordParagraph) -> bool:
    """True for the opening words of an amending article: "De APV wordt als volgt gewijzigd:"."""
    return bool(re.search(r"\b(?:wordt|worden) (?:als volgt )?gewijzigd(?: als volgt)?\s*:?$", line.shown))


def typed_number(line: WordParagraph, expected: int) -> Typed | None:
    """The number typed before a lid or item; `expected` is the next lid, which needs no full stop when a tab or a
    capital follows."""
    text = line.text
    if match := _NUMBER.match(text):
        return Typed(match["number"] or match["bare"], match.end())
    if match := re.match(rf"{expected}\s+(?=[A-Z‘'\[])", text):
        return Typed(str(expected), match.end())
    return None


def opens_closing(line: WordParagraph) -> bool:
    return bool(_CLOSING.match(line.shown))


def note_heading(line: WordParagraph) -> bool:
    """The heading of the explanatory note: short, and with the looks of a heading or alone on its line."""
    return _own_heading(_NOTE, line)


def annex_heading(line: WordParagraph) -> bool:
    return _own_heading(_ANNEX, line)


def _own_heading(words: re.Pattern[str], line: WordParagraph) -> bool:
    match = words.match(line.shown)
    if match is None or len(line.shown) > LONGEST_HEADING or line.shown.endswith((".", ";", ",")):
        return False
    return looks_heading(line) or match.end() == len(line.shown.rstrip(" :"))


def contents_heading(line: WordParagraph) -> bool:
    return bool(_CONTENTS.fullmatch(line.shown))


def contents_line(line: WordParagraph) -> str | None:
    """The line of a table of contents without its page number; None for another line."""
    styled = re.match(r"(?:toc|inhopg|inhoudsopgave)\s*\d", line.style, re.IGNORECASE)
    text = _PAGE.sub("", f"{line.number} {line.text}").strip()
    return text if styled or text != f"{line.number} {line.text}".strip() else None
