"""Records of the library as rows of its database, and back: days as text, metadata and findings as JSON."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from apv.bylaws.regulation import Metadata
from apv.bylaws.store.records import Document
from apv.errors import InputError
from apv.findings import Finding, Severity

COLUMNS = (
    "hash", "kind", "work", "expression", "number", "edition", "creator", "scheme", "title", "valid_from",
    "valid_to", "articles", "name", "origin", "size", "key",
)  # fmt: skip
"""What a row needs to become a Document, besides `counts`."""

_NUMBERS = frozenset({"number", "articles", "size", "key"})
_DAYS = frozenset({"edition", "valid_from", "valid_to", "issued", "modified"})
_BLOCKS = frozenset({"delegated", "editorial"})


def to_row(document: Document) -> dict[str, str | int]:
    """The values for the columns, without `key` (the database gives it)."""
    row = {name: getattr(document, name) for name in COLUMNS if name != "key"}
    return {name: _text(value) if name in _DAYS else value for name, value in row.items()}


def from_row(row: sqlite3.Row) -> Document:
    """The document in a row of `shelf`. Raises InputError when the row makes no sense."""
    try:
        values: dict[str, Any] = {name: row[name] for name in COLUMNS}
        if any(type(value) is not (int if name in _NUMBERS else str) for name, value in values.items()):
            raise TypeError
        values |= {name: _day(values[name]) for name in _DAYS & values.keys()}
        return Document(**values, counts=bool(row["counts"]))
    except (ValueError, TypeError, IndexError) as error:
        raise damaged("") from error


def meta_text(meta: Metadata) -> str:
    """The metadata as JSON, without the blocks of text in it."""
    values = {item.name: getattr(meta, item.name) for item in fields(meta) if item.name not in _BLOCKS}
    return json.dumps(
        {name: _text(value) if name in _DAYS else value for name, value in values.items() if value},
        ensure_ascii=False,
    )


def meta_of(text: str, where: str) -> Metadata:
    """The metadata back from JSON, of the document named `where`."""
    try:
        values: dict[str, Any] = {
            name: _day(value) if name in _DAYS else tuple(value) if isinstance(value, list) else value
            for name, value in json.loads(text).items()
        }
        return Metadata(**values)
    except (ValueError, TypeError, AttributeError) as error:
        raise damaged(where) from error


def findings_text(findings: Iterable[Finding]) -> str:
    """Findings as JSON, without the place: that is the document."""
    return json.dumps([asdict(finding) | {"where": ""} for finding in findings], ensure_ascii=False)


def findings_of(text: str, where: str) -> tuple[Finding, ...]:
    """The findings back from JSON, about the document named `where`."""
    try:
        rows = json.loads(text)
        return tuple(Finding(**row | {"severity": Severity(row["severity"]), "where": where}) for row in rows)
    except (ValueError, TypeError, KeyError) as error:
        raise damaged(where) from error


def damaged(where: str) -> InputError:
    """The error for a value in the database that nobody can have put there."""
    return InputError(
        "Een gegeven in de bibliotheek is beschadigd", where=where,
        advice="Verwijder dit bestand uit de bibliotheek en voeg het opnieuw toe.",
    )  # fmt: skip


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
