"""Dutch as a drafter writes it: dates, ordinals and enumerations, for every room that speaks to a user."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
ORDINALS = (
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
    "elfde",
    "twaalfde",
    "dertiende",
    "veertiende",
    "vijftiende",
    "zestiende",
    "zeventiende",
    "achttiende",
    "negentiende",
    "twintigste",
)


def long_date(day: date) -> str:
    """The date in full.

    >>> long_date(date(2027, 1, 1))
    '1 januari 2027'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_year(day: date) -> str:
    """The month a day lies in, for what is known to the month only.

    >>> month_year(date(2024, 7, 1))
    'juli 2024'
    """
    return f"{MONTHS[day.month - 1]} {day.year}"


def ordinal(number: int) -> str:
    """The rank of a lid in words, in figures beyond twenty.

    >>> ordinal(1), ordinal(20), ordinal(21)
    ('eerste', 'twintigste', '21e')
    """
    return ORDINALS[number - 1] if 1 <= number <= len(ORDINALS) else f"{number}e"


def enumeration(parts: Sequence[str], last: str = "en") -> str:
    """The parts as one phrase.

    >>> enumeration(["taal", "gebaren", "geluiden"], "of")
    'taal, gebaren of geluiden'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def lower_first(text: str) -> str:
    """A label for use inside a sentence; abbreviations keep their capitals.

    >>> lower_first("Sissen"), lower_first("APV-bepaling")
    ('sissen', 'APV-bepaling')
    """
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def sentence(text: str) -> str:
    """A capital in front, one full stop behind.

    >>> sentence("art. 1 geldt")
    'Art. 1 geldt.'
    """
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def bare_name(municipality: str) -> str:
    """The name without the word that many people put in front of it.

    >>> bare_name(" Gemeente Zandrecht "), bare_name("Gemeenteveen")
    ('Zandrecht', 'Gemeenteveen')
    """
    return re.sub(r"^gemeente\s+(?=\S)", "", municipality.strip(), flags=re.IGNORECASE)
