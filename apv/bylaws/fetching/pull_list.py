"""Reads the list of documents that a user wants: a CSV or JSON file with ids or addresses, or one id on a line.

The lists of others have other headings: what a row means is told by its values and by the usual names of columns.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from apv.bylaws.identifiers import cvdr_name
from apv.bylaws.markup.dates import parse_date
from apv.errors import InputError
from apv.safe_xml import read_bytes

ADDRESS_COLUMNS = ("xml_url", "publicatieurl_xml", "xml", "adres", "address", "url", "html_url", "page", "pagina")
ID_COLUMNS = ("id", "identifier", "kenmerk", "cvdr_id", "cvdr_work", "cvdr", "bwb", "bwb_id", "work", "regeling")
VERSION_COLUMNS = ("versie", "version")
LABEL_COLUMNS = ("gemeente", "municipality", "organisatie", "creator", "naam", "name", "titel", "title")

_LAW = re.compile(r"BWB[A-Z]\d{7}(?!\d)", re.IGNORECASE)
_STATE = re.compile(r"BWB[A-Z]\d{7}[_/](\d{4}-\d{2}-\d{2})(_\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: an address to fetch as it is, or else a law or a work of a municipality.

    A law is a BWB number, with a state or a day if named; a work has a version if named. `where` is the file and
    line or row.
    """

    where: str = ""
    label: str = ""
    address: str = ""
    law: str = ""
    state: str = ""
    day: date | None = None
    work: str = ""
    version: int | None = None


def read_list(path: Path) -> tuple[list[Listed], list[InputError]]:
    """What the file at `path` lists, and the rows that name no document. InputError for an unusable file."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "De lijst is geen tekst in utf-8", where=str(path), advice="Bewaar haar als CSV (utf-8) of JSON."
        ) from error
    wanted: list[Listed] = []
    wrong: list[InputError] = []
    for where, row in _rows(text, path):
        listed = _listed(row, where)
        if listed is None:
            shown = ", ".join(value for value in row.values() if value)[:80]
            wrong.append(InputError(f"'{shown}' is geen kenmerk of adres van een regeling", where=where))
        else:
            wanted.append(listed)
    if not wanted and not wrong:
        raise InputError("De lijst is leeg", where=str(path), advice="Zet op elke regel een kenmerk of adres.")
    return wanted, wrong


def _rows(text: str, path: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    if text.lstrip()[:1] in {"[", "{"}:
        yield from _json_rows(text, path)
        return
    lines = text.splitlines()
    delimiter = max(";,\t", key=lines[0].count) if lines else ","
    table = csv.reader(io.StringIO(text), delimiter=delimiter)
    head: list[str] = []
    try:
        for row in table:
            cells = [cell.strip() for cell in row]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if not head and _is_head(cells):
                head = [cell.lower() for cell in cells]
                continue
            names = head or [ID_COLUMNS[0], LABEL_COLUMNS[0]]
            yield f"{path}, regel {table.line_num}", dict(zip(names, cells, strict=False))
    except csv.Error as error:
        raise InputError("De lijst is geen leesbare CSV", where=f"{path}, regel {table.line_num}") from error


def _is_head(cells: list[str]) -> bool:
    known = {*ADDRESS_COLUMNS, *ID_COLUMNS}
    return any(cell.lower() in known for cell in cells) and all(_document(cell) is None for cell in cells)


def _json_rows(text: str, path: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InputError("De lijst is geen geldige JSON", where=f"{path}, regel {line}") from error
    if isinstance(value, dict):
        value = next((part for part in value.values() if isinstance(part, list)), [value])
    for number, row in enumerate(value, start=1):
        cells = row if isinstance(row, dict) else {ID_COLUMNS[0]: row}
        plain = {str(name).lower(): str(cell).strip() for name, cell in cells.items() if _is_plain(cell)}
        yield f"{path}, rij {number}", plain


def _is_plain(cell: object) -> bool:
    return isinstance(cell, str | int) and not isinstance(cell, bool)


def _listed(row: Mapping[str, str], where: str) -> Listed | None:
    """The document a row names, by the first of its cells that names one."""
    label = next((row[name] for name in LABEL_COLUMNS if row.get(name)), "")
    for name in (*ADDRESS_COLUMNS, *ID_COLUMNS):
        value = row.get(name, "")
        found = _document(value)
        if found is None:
            continue
        if found.work and found.version is None and not found.address:
            stated = next((row[column] for column in VERSION_COLUMNS if row.get(column)), "")
            found = replace(found, version=int(stated) if re.fullmatch(r"[0-9]{1,4}", stated) else None)
        return replace(found, where=where, label=label or value)
    return None


def _document(value: str) -> Listed | None:
    """What one cell names; None when it names no document."""
    link = re.match(r"https?://[\w.-]+(:\d+)?/", value, re.IGNORECASE) is not None
    address = value if link and value.endswith(".xml") and not value.endswith("/manifest.xml") else ""
    if law := _LAW.search(value):
        state = _STATE.search(value)
        day, serial = (state[1], state[2] or "") if state else ("", "")
        return Listed(
            address=address,
            law=law[0].upper(),
            state=day + serial if serial else "",
            day=parse_date(day) if not serial else None,
        )
    text = value
    if link:  # not the numbers of a host or of a news item
        path = urlsplit(value).path
        text = path.rpartition("/")[2] if address else path if "cvdr" in path.lower() else ""
    name = cvdr_name(text)
    if name is not None:
        return Listed(address=address, work=name.work, version=name.version)
    return Listed(address=address) if address else None
