"""Takes printed headings apart: the word ("Artikel"), the bare number ("2:1a") and the title, in whatever mix of
`label`, `nr` and `titel` a file has put them. Used by the structure reader."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from apv.bylaws.markup.line import squeeze

_SUFFIX = r"(?:(?:[a-zA-Z]{1,2}\d?|bis|ter|quater|quinquies|sexies|septies|octies|novies|decies)(?![^\W_]))?"
_ONE = rf"\d+(?:[:.]\d+)*{_SUFFIX}"
_NUMBER = re.compile(rf"{_ONE}(?:\s*(?:-|–|t/m|tot en met)\s*{_ONE})?")
_COMPOUND = re.compile(rf"\d+(?:[:.]\d+)+{_SUFFIX}|\d+{_SUFFIX}\s*[.:)](?!\d)")
_LETTER = re.compile(r"([A-Z]|[IVX]{1,5})\.\s+(?=\S)")
_WORD = re.compile(
    r"(?:artikel|art\.?|hoofdstuk|hfst\.?|sub-?paragraaf|paragraaf|par\.|afdeling|titeldeel|titel|deel|boek|§+)"
    r"(?=[\s\d:.]|$)",
    re.IGNORECASE,
)
_SEPARATORS = " \u00a0.:-–—/|\t"


class Heading(NamedTuple):
    """`label` the word in front ("Artikel", or empty), `number` bare, `title` the rest as printed."""

    label: str
    number: str
    title: str


def printed_heading(label: str, number: str, title: str) -> Heading:
    """The heading meant by the raw texts of `label`, `nr` and `titel`."""
    title = squeeze(title).strip()
    plain = _plain_number(label, number)
    if plain:
        return Heading(*plain, title)
    return split_heading(squeeze(label).strip(), squeeze(number).strip(), title)


@lru_cache(maxsize=4_000)
def _plain_number(label: str, number: str) -> tuple[str, str] | None:
    """Label and number, if `number` is nothing else; by-laws share theirs."""
    number = squeeze(number).strip()
    return (squeeze(label).strip(), _tidy(number)) if _NUMBER.fullmatch(number) else None


def split_heading(label: str, number: str, title: str) -> Heading:
    """The heading meant by the texts of `label`, `nr` and `titel`; each may be empty or hold any of the three.

    >>> split_heading("Artikel 2:1 Samenscholing", "", "")
    Heading(label='Artikel', number='2:1', title='Samenscholing')
    >>> split_heading("", "29. Intrekking van de oude verordening", "")
    Heading(label='', number='29', title='Intrekking van de oude verordening')
    """
    if number:
        return _from_number(label, number, title)
    if label:
        return _from_label(label, title)
    return _from_title("", title)


def _from_number(label: str, number: str, title: str) -> Heading:
    if _NUMBER.fullmatch(number):
        return Heading(label, _tidy(number), title)
    if word := _WORD.match(number):
        rest = number[word.end() :].strip(_SEPARATORS)
        if rest:
            return _from_number(label or word.group().strip(), rest, title)
    if match := _NUMBER.match(number):
        return Heading(label, _tidy(match.group()), _join(_after(number, match.end()), title))
    if match := _LETTER.match(number):
        return Heading(label, match.group(1), _join(number[match.end() :], title))
    if not re.search(r"\s", number):
        return Heading(label, number.rstrip(".:") or number, title)
    return _from_label(label, _join(number, title)) if label else Heading("", "", _join(number, title))


def _from_label(label: str, title: str) -> Heading:
    word = _WORD.match(label)
    rest = label[word.end() :].lstrip(_SEPARATORS) if word else label
    if word and not rest:
        return _from_title(label, title)
    if match := _NUMBER.match(rest):
        return Heading(
            word.group().rstrip() if word else "",
            _tidy(match.group()),
            _join(_after(rest, match.end()), title),
        )
    if word and (token := re.match(r"[IVXLC]+[a-z]?\b|[A-Z]\b|[Ee]erste\b|[Ee]nig\b", rest)):
        return Heading(word.group().rstrip(), token.group(), _join(_after(rest, token.end()), title))
    return _from_title("", _join(label, title))


def _from_title(label: str, title: str) -> Heading:
    """`label` is a bare word or empty; the number may still open the title."""
    if label:
        match = _NUMBER.match(title)
        return (
            Heading(label, _tidy(match.group()), _after(title, match.end()))
            if match
            else Heading(label, "", title)
        )
    if word := _WORD.match(title):
        rest = title[word.end() :].lstrip(_SEPARATORS)
        if match := _NUMBER.match(rest):
            return Heading(word.group().rstrip(), _tidy(match.group()), _after(rest, match.end()))
    if _COMPOUND.match(title):
        match = _NUMBER.match(title)
        if match:
            return Heading("", _tidy(match.group()), _after(title, match.end()))
    if match := _LETTER.match(title):
        return Heading("", match.group(1), title[match.end() :])
    return Heading("", "", title)


def _after(text: str, position: int) -> str:
    """The rest of a heading behind its number; a bracket belongs to the rest, a separator does not."""
    rest = text[position:]
    return rest[1:].lstrip(_SEPARATORS) if rest.startswith(")") else rest.lstrip(_SEPARATORS)


def _tidy(number: str) -> str:
    return " ".join(number.split())


def _join(first: str, second: str) -> str:
    return f"{first} {second}" if first and second else first or second


_LINE = re.compile(
    rf"(?:{_WORD.pattern}\s*(?:{_ONE}|[IVXLC]+)\b.*|(?:\d+(?:[:.]\d+)+{_SUFFIX}|\d+\.)\s+\S.*)", re.IGNORECASE
)


def looks_like_heading_line(text: str) -> bool:
    """True for a line that reads as a heading with its number ("Artikel 2:1 Samenscholing"), not as a sentence."""
    return len(text) <= 200 and text[-1:] not in ";,:" and not text.endswith(".") and bool(_LINE.fullmatch(text))


_STUB_WORD = r"(?:gereserveerd|vervallen|ingetrokken)"
_IN_BRACKETS = re.compile(rf"[\[(]\s*(?:dit artikel is\s+)?{_STUB_WORD}\b[^\])]*[\])]|\(z\)|\[z\]", re.IGNORECASE)
_ALONE = re.compile(
    rf"[\s\[(]*(?:dit (?:artikel|lid|hoofdstuk) (?:is|blijft)\s+)?{_STUB_WORD}\b"
    r"(?:\s+(?:per|met ingang van|op)\b[^.;]*)?[\s\])]*[.;]?\s*|[(\[]z[)\]]",
    re.IGNORECASE,
)
SHORT_STUB = 200
"""Characters of text below which a heading that says "(vervallen)" is believed."""


STUB_SIGNS = ("vervallen", "gereserveerd", "ingetrokken", " z ")
"""Letters of which some stand in the words of all that `hints_at_stub`; a space is the edge of a word."""


def hints_at_stub(text: str) -> bool:
    """False when `text` has none of the words a stub goes by: a quick first look."""
    text = text.lower()
    return "vervallen" in text or "gereserveerd" in text or "ingetrokken" in text or "(z)" in text or "[z]" in text


def stub_status(heading: str, text: str) -> Literal["", "reserved", "repealed"]:
    """Whether an article with this heading and text only keeps its place open, and how.

    A stub says so alone in its text, alone in its heading with no text, or between brackets in its heading with
    hardly any text (which then tells where the rule went).
    """
    if len(text) >= SHORT_STUB or not hints_at_stub(f"{heading} {text}"):
        return ""
    said = ""
    if _ALONE.fullmatch(text):
        said = text
    elif not text and _ALONE.fullmatch(heading):
        said = heading
    elif "verboden" not in text and (match := _IN_BRACKETS.search(heading)):
        said = match.group()
    if not said:
        return ""
    said = said.lower()
    return "repealed" if "vervallen" in said or "ingetrokken" in said else "reserved"
