"""Tables as values, and as CSV: the shape that Excel, CSV and HTML reports share.

Text from by-laws and file names is foreign: here it becomes harmless (no formulas, no invisible characters) while
staying complete, before any format writes it down.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Tone = Literal["plain", "good", "caution", "warning", "muted", "strong"]
"""How a cell looks. A tone only underlines what the words in the cell say already."""

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with a look; a bare value in a row is a plain cell. `link`: the page it leads to, where the format
    has links (only addresses on the web do; see web_address)."""

    value: Value
    tone: Tone = "plain"
    link: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `width` in characters (0: fit the contents); `upright` turns a long heading on its side."""

    title: str
    width: float = 0
    upright: bool = False


Row = Sequence[Value | Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a name. `caption` says in one line what it shows; the first `frozen` columns stay in view."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    frozen: int = 1


def cell(value: Value | Cell) -> Cell:
    """`value` as a cell."""
    return value if isinstance(value, Cell) else Cell(value)


def web_address(link: str) -> str:
    """`link` when it leads to a page on the web, else "": nothing that comes from a file may run or open more.

    >>> web_address("https://wetten.overheid.nl/x"), web_address("javascript:alert(1)")
    ('https://wetten.overheid.nl/x', '')
    """
    return link if _ADDRESS.fullmatch(link) else ""


def visible(text: str) -> str:
    """`text` with every character that would not show or could reorder the line replaced by a visible mark.

    Tab and line breaks stay.

    >>> visible("a\\x07b")
    'a␇b'
    """
    return _UNSEEN.sub(lambda found: _mark(found[0]), text)


def to_csv(header: Sequence[str], rows: Iterable[Sequence[object]], plain: bool = False) -> bytes:
    """The table as CSV: `;` and a byte order mark, as Dutch Excel opens it; `,` and neither when `plain`.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front of it.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter="," if plain else ";", lineterminator="\r\n")
    writer.writerow([_csv_value(title) for title in header])
    writer.writerows([_csv_value(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8" if plain else "utf-8-sig")


def sheet_to_csv(sheet: Sheet, plain: bool = False) -> bytes:
    """The rows of `sheet` as CSV; see to_csv."""
    rows = [[cell(value).value for value in row] for row in sheet.rows]
    return to_csv([column.title for column in sheet.columns], rows, plain)


def _csv_value(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return value
    text = visible(str(value))
    return f"'{text}" if text.startswith(_FORMULA) or text.strip().startswith(_FORMULA) else text


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet read a cell as a formula; East Asian settings also take the wide forms."""

_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(?:/[!#-;=?-\[\]_a-z~]*)?", re.IGNORECASE)
"""An address without spaces, quotes, angle brackets and letters that are not ASCII."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, those that turn the reading direction, and half characters."""


def _mark(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"‹U+{code:04X}›"
