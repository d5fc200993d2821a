"""The list of a batch: a CSV file with a municipality on each line and what is different for it."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from apv.dutch import MONTHS, enumeration
from apv.errors import InputError, unknown_name
from apv.safe_xml import read_bytes

COLUMNS = ("gemeente", "model", "ingang", "artikel", "apv", "gedraging", "datum", "beleid")
"""Columns with a meaning of their own; every other column is a choice of the model."""


@dataclass(frozen=True, slots=True)
class Line:
    """One dossier to make: `number` is the line in the file; an empty value was not given."""

    number: int
    municipality: str
    folder: str
    model: str = ""
    effective: date | None = None
    article: str = ""
    apv: str = ""
    policy: str = ""
    on: date | None = None
    behaviours: tuple[str, ...] = ()
    slots: tuple[tuple[str, str], ...] = ()


def read_batch(path: Path, choices: frozenset[str]) -> tuple[list[Line], list[tuple[int, str, InputError]]]:
    """The lines of the list, and those that cannot be used (number, municipality, why).

    `choices` are the names that columns with choices may have. Raises InputError when the list as a whole is
    unusable: no heading, an unknown column, no line.
    """
    text = _text(path)
    head, rows = _table(text, path)
    for name in head if "gemeente" in head else ():
        if name not in COLUMNS and name not in choices:
            raise unknown_name("Kolom", name or "(zonder naam)", [*COLUMNS, *sorted(choices)], where=str(path))
    if "gemeente" not in head:
        raise InputError(
            f"De lijst heeft geen kolom 'gemeente'; op de eerste regel staat {enumeration(head)}", where=str(path),
            advice="Zet op de eerste regel de namen van de kolommen, bijvoorbeeld gemeente;model;ingang;artikel.",
        )  # fmt: skip
    lines: list[Line] = []
    wrong: list[tuple[int, str, InputError]] = []
    taken: set[str] = set()
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in rows:
        row = dict(zip(head, cells, strict=False))
        try:
            if (same := seen.setdefault(tuple(cells), number)) != number:
                raise InputError(f"Deze regel is gelijk aan regel {same}", advice="Haal een van beide weg.")
            lines.append(_line(number, row, len(cells) > len(head), taken))
        except InputError as error:
            wrong.append((number, row.get("gemeente", ""), error))
    if not lines and not wrong:
        raise InputError("De lijst is leeg", where=str(path), advice="Zet op elke regel een gemeente.")
    return lines, wrong


def folder_name(municipality: str) -> str:
    """The municipality as a name for a folder that every computer takes.

    >>> folder_name("Súdwest-Fryslân"), folder_name("'s-Hertogenbosch"), folder_name("Bergen (NH)")
    ('sudwest-fryslan', 's-hertogenbosch', 'bergen-nh')
    """
    plain = unicodedata.normalize("NFKD", municipality.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "gemeente"


def _text(path: Path) -> str:
    data = read_bytes(path)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # "Unicode-tekst" of Excel
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")  # what older versions of Excel write


def _table(text: str, path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    named = re.match(r"\s*sep=(.)[ \t]*(?:\r?\n|\r)", text)  # how Excel is told which sign stands between
    first = next((line for line in text.splitlines() if line.strip()), "")
    table = csv.reader(io.StringIO(text), delimiter=named[1] if named else max(";,\t", key=first.count))
    try:
        rows = [(number, _tidied(row)) for number, row in _numbered(table) if any(row)]
        rows = rows[1:] if named else rows
    except csv.Error as error:
        raise InputError("De lijst is geen leesbare CSV", where=f"{path}, regel {table.line_num}") from error
    if not rows:
        raise InputError("De lijst is leeg", where=str(path), advice="Zet op elke regel een gemeente.")
    return [name.lower() for name in rows[0][1]], [row for row in rows[1:] if row[1]]


def _tidied(row: list[str]) -> list[str]:
    """The cells without white around them; empty ones at the end go: Excel writes those of columns it once had."""
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


class _Table(Protocol):
    """What `csv.reader` gives."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


def _numbered(table: _Table) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it ends in the file."""
    for row in table:
        yield table.line_num, row


def _line(number: int, row: Mapping[str, str], too_long: bool, taken: set[str]) -> Line:
    name = row.get("gemeente", "")
    if not name:
        raise InputError("Op deze regel staat geen gemeente", advice="Vul de eerste kolom in.")
    if too_long:
        raise InputError(
            "Deze regel heeft meer velden dan de kop", advice="Zet tekst met een ; tussen aanhalingstekens."
        )
    folder, again = folder_name(name), 2
    while folder in taken:
        folder, again = f"{folder_name(name)}-{again}", again + 1
    taken.add(folder)
    return Line(
        number=number, municipality=name, folder=folder, model=row.get("model", ""),
        effective=_day(row, "ingang"), article=row.get("artikel", ""), apv=row.get("apv", ""),
        policy=row.get("beleid", ""), on=_day(row, "datum"),
        behaviours=tuple(row.get("gedraging", "").replace(",", " ").split()),
        slots=tuple((key, value) for key, value in row.items() if key not in COLUMNS and value),
    )  # fmt: skip


def _day(row: Mapping[str, str], column: str) -> date | None:
    """JJJJ-MM-DD, the Dutch DD-MM-JJJJ that Excel makes of it, or written out ("1 juli 2027")."""
    text = row.get(column, "")
    if not text:
        return None
    dutch = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text)
    written = re.fullmatch(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", text.casefold())
    try:
        if dutch:
            return date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
        if written:
            return date(int(written[3]), MONTHS.index(written[2]) + 1, int(written[1]))
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"'{text}' in kolom '{column}' is geen bestaande datum", advice="Schrijf bijvoorbeeld 2027-07-01."
        ) from error
