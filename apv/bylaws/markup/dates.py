"""Dates as official files write them, clean or not; used wherever metadata is read."""

from __future__ import annotations

import re
from datetime import date

OPEN_END = 9999
"""The year official files use for "no end date"."""

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$")
_DUTCH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")


def parse_date(text: str) -> date | None:
    """The date in `text` ("2024-07-01", "2024-07-01T00:00:00", "01-07-2024"), or None when it is none.

    The year 9999 means "open" and is None as well.
    """
    text = text.strip()
    if match := _ISO.match(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DUTCH.match(text):
        day, month, year = (int(part) for part in match.groups())
    else:
        return None
    if year == OPEN_END:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_open_end(text: str) -> bool:
    """True for "9999-12-31" and the like: no end date, which is something else than an unreadable one."""
    return str(OPEN_END) in text
