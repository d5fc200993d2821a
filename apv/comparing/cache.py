"""Results that are kept: a document that did not change is not read again, and a run that was cut off goes on.

One SQLite file beside the library. A result is known by a digest of the document (the library's own for what is in
it) and by what made it: this program, its word lists, models and catalogue. It can be thrown away at any time:
whatever is missing, damaged or made by another version is read again. Workers look in it, one process writes;
trouble with it never stops a run.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
import time
import zlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Self

from xxhash import xxh3_128_digest

from apv import __version__
from apv.bylaws.store.place import database_path
from apv.comparing.comparison import ReadBylaw
from apv.comparing.result_text import from_text, to_text
from apv.data_files import data_folder
from apv.errors import InputError

ENDING = ".gelezen.sqlite3"
"""Behind the name of the library: the file with the results."""

APPLICATION = int.from_bytes(b"apvR")
"""Marks the file as ours (SQLite's application_id)."""

AT_A_TIME, AT_MOST_EVERY = 200, 2.0
"""Results, and seconds, after which they are written: what a run that is killed loses at most."""

PATIENCE = 5.0
"""Seconds to wait for another run that is writing."""

_TABLE = "CREATE TABLE IF NOT EXISTS results (hash BLOB PRIMARY KEY, maker BLOB NOT NULL, result BLOB NOT NULL)"
_ROOMS = ("law", "bylaws", "reasoning", "drafting", "comparing")


def cache_place(library: Path) -> Path:
    """The file with results that belongs to the library at `library`.

    >>> cache_place(Path("apvs")).as_posix()
    'apvs/bibliotheek.gelezen.sqlite3'
    """
    return database_path(library).with_suffix(ENDING)


@cache
def maker(catalogue: str) -> bytes:
    """What makes results: this code, its data, and the catalogue with this version (32 bytes)."""
    digest = hashlib.sha256(f"{__version__}\n{catalogue}\n".encode())
    package = Path(__file__).parents[1]
    code = (path for name in _ROOMS for path in sorted((package / name).rglob("*.py")))
    words = sorted(data_folder("legal_sources").glob("*.xml"))
    templates = (path for kind in ("*.xml", "*.jinja") for path in sorted(data_folder("templates").rglob(kind)))
    for path in (*sorted(package.glob("*.py")), *code, *words, *templates):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


@dataclass(frozen=True, slots=True)
class Known:
    """Where a process looks for results, and who has to have made them. Goes to other processes."""

    path: Path
    maker: bytes

    def find(self, digest: bytes, name: str) -> ReadBylaw | None:
        """What was read of the document with this digest, as read under `name`; None when it has to be read."""
        found: ReadBylaw | None = self.value(digest, ReadBylaw)
        return found and _under_name(found, name)

    def value(self, digest: bytes, kind: Any) -> Any:
        """What is kept under this digest, of the type `kind`; None when there is none."""
        row = self._row("SELECT result FROM results WHERE hash = ? AND maker = ?", (digest, self.maker))
        try:
            return from_text(kind, zlib.decompress(row[0]).decode("utf-8")) if row else None
        except (zlib.error, ValueError, TypeError):
            return None

    def _row(self, question: str, values: tuple[bytes, ...]) -> tuple[Any, ...] | None:
        """One row of the answer; None when there is none, or no such file."""
        try:
            connection = _LOOKING.connection(self.path)
            row: tuple[Any, ...] | None = connection.execute(question, values).fetchone() if connection else None
        except sqlite3.Error:
            return None
        return row


class ResultCache:
    """The file with results, open for one run that adds to it; use it in a `with`.

    `trouble` says in Dutch why nothing more is kept; "" as long as all is well.
    """

    def __init__(self, path: Path, catalogue: str) -> None:
        self.known = Known(path, maker(catalogue))
        self.trouble = ""
        self._waiting: list[tuple[bytes, bytes, bytes]] = []
        self._written = time.monotonic()
        self._connection = self._opened()

    def keep(self, digest: bytes, bylaw: ReadBylaw) -> None:
        """Keep what was read of the document with this digest; on disk within AT_MOST_EVERY seconds of work."""
        plain = _nameless(bylaw)
        if plain is not None:
            self.keep_value(digest, plain)

    def keep_value(self, digest: bytes, value: object) -> None:
        """Keep a value that takes long to make under this digest, which says what it is."""
        if self._connection is None:
            return
        self._waiting.append((digest, self.known.maker, zlib.compress(to_text(value).encode("utf-8"), 1)))
        if len(self._waiting) >= AT_A_TIME or time.monotonic() - self._written > AT_MOST_EVERY:
            self._write()

    def close(self) -> None:
        if self._connection is not None:
            self._write()
        if self._connection is not None:
            self._connection.close()
        _LOOKING.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _opened(self) -> sqlite3.Connection | None:
        path = self.known.path
        if path.is_dir():
            raise InputError("Dit is een map, geen bestand met tussenresultaten", where=str(path))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
            is_new = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if not is_new and connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
                connection.close()
                raise InputError(
                    "In dit bestand staan geen tussenresultaten van apv", where=str(path),
                    advice="Geef met --cache een andere plaats.",
                )  # fmt: skip
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            # a killed process loses nothing; only a power cut may, and then the file is made anew
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(_TABLE)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            return None
        return connection

    def _write(self) -> None:
        assert self._connection is not None
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", self._waiting)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(error)
            self._connection.close()
            self._connection = None
        self._waiting.clear()
        self._written = time.monotonic()

    def _give_up(self, error: Exception) -> None:
        damaged = isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)
        advice = (
            "Verwijder het bestand; het wordt opnieuw gemaakt."
            if damaged
            else "Controleer de rechten en de ruimte."
        )
        self.trouble = f"Tussenresultaten worden niet bewaard ({self.known.path}). {advice}"


def digest_of(data: bytes) -> bytes:
    """What the result of a document with these bytes is kept under: 16 bytes.

    XXH3 goes over a by-law seven times as fast as SHA-256, which would be half of the work of comparing again. It
    tells documents apart as well, but for two that somebody made alike on purpose.
    """
    return xxh3_128_digest(data)


def _nameless(bylaw: ReadBylaw) -> ReadBylaw | None:
    """`bylaw` as kept, without the name of its file; None when that name stands where it cannot be taken out."""
    if not all(finding.where.startswith(bylaw.file) for finding in bylaw.findings):
        return None
    ends = (finding.at(finding.where.removeprefix(bylaw.file)) for finding in bylaw.findings)
    return replace(bylaw, file="", findings=tuple(ends))


def _under_name(bylaw: ReadBylaw, name: str) -> ReadBylaw:
    named = tuple(finding.at(name + finding.where) for finding in bylaw.findings)
    return replace(bylaw, file=name, findings=named)


class _Looking(threading.local):
    """The files with results that this thread of this process looks in."""

    def __init__(self) -> None:
        self._connections: dict[tuple[Path, int], sqlite3.Connection] = {}

    def connection(self, path: Path) -> sqlite3.Connection | None:
        key = (path, os.getpid())
        if key not in self._connections:
            if not path.exists():
                return None
            address = f"{path.absolute().as_uri()}?mode=ro"
            self._connections[key] = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
        return self._connections[key]

    def close(self) -> None:
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()


_LOOKING = _Looking()
