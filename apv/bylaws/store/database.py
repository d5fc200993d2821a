"""The database file of the library: its tables, how it is opened, and what goes wrong with it in plain words.

One file, rollback journal (also safe on a network drive, which a write-ahead log is not), every change in a
transaction: whoever is killed half-way leaves the library as it was before that change.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from apv.bylaws.store.place import database_path, library_exists
from apv.errors import InputError


class LibraryError(InputError):
    """The library itself cannot be used, whatever is asked of it or put into it."""


APPLICATION = int.from_bytes(b"apvB")
"""Marks the file as ours (SQLite's application_id)."""

VERSION = 1
"""The version of the tables below (SQLite's user_version)."""

PATIENCE = 30.0
"""Seconds to wait for another program that is writing."""

_HEADER = b"SQLite format 3\x00"

_TABLES = """
CREATE TABLE documents (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('bylaw', 'law')),
    work TEXT NOT NULL,
    expression TEXT NOT NULL,
    number INTEGER NOT NULL,
    edition TEXT NOT NULL,
    creator TEXT NOT NULL,
    scheme TEXT NOT NULL,
    title TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    articles INTEGER NOT NULL,
    name TEXT NOT NULL,
    origin TEXT NOT NULL,
    size INTEGER NOT NULL,
    meta TEXT NOT NULL,
    findings TEXT NOT NULL
);
CREATE INDEX documents_expression ON documents (expression, edition, key);
CREATE INDEX documents_work ON documents (work);
CREATE INDEX documents_creator ON documents (creator);
CREATE VIEW shelf AS
    SELECT documents.*, expression = '' OR NOT EXISTS (
        SELECT 1 FROM documents AS newer
        WHERE newer.expression = documents.expression
            AND (newer.edition, newer.key) > (documents.edition, documents.key)
    ) AS counts
    FROM documents;
CREATE TABLE contents (
    document INTEGER PRIMARY KEY REFERENCES documents (key),
    data BLOB NOT NULL
);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (key),
    number TEXT NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX passages_document ON passages (document);
CREATE VIRTUAL TABLE words USING fts5 (
    number, heading, text, content='passages', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE TABLE norms (
    document INTEGER PRIMARY KEY REFERENCES documents (key),
    recogniser TEXT NOT NULL,
    norms TEXT NOT NULL
);
"""


def open_database(place: Path, *, create: bool, patience: float = PATIENCE) -> sqlite3.Connection:
    """A connection to the library at `place`, made first when `create`. Raises LibraryError when it cannot."""
    path = database_path(place)
    if not library_exists(place):
        if not create:
            raise LibraryError(
                "Er is nog geen bibliotheek", where=str(path), advice="Vul haar eerst met apv library add PAD."
            )
        _make_folder(path.parent)
    else:
        _refuse_other_files(path)
    with in_words(path):
        connection = _connected(path, create=create, patience=patience)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of what happens inside, or nothing. Takes the right to write at once, waiting for other writers."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turns what SQLite says about the file at `path` into an LibraryError; a fault in our own SQL stays a bug."""
    try:
        yield
    except sqlite3.Error as error:
        words = _words(error)
        if words is None:
            raise
        what, advice = words
        raise LibraryError(what, where=str(path), advice=advice) from error
    except UnicodeDecodeError as error:  # the damage reached the words of SQLite's own message
        raise LibraryError(_DAMAGED[0], where=str(path), advice=_DAMAGED[1]) from error


_DAMAGED = (
    "De bibliotheek is beschadigd",
    "Zet een reservekopie terug, of verplaats het bestand en vul de bibliotheek opnieuw met apv library add.",
)
_WORDS = {
    sqlite3.SQLITE_BUSY: (
        "Een ander programma is bezig met de bibliotheek", "Wacht tot het klaar is en probeer het opnieuw.",
    ),
    sqlite3.SQLITE_READONLY: (
        "In de bibliotheek kan niet worden geschreven", "Controleer de rechten van het bestand en de map.",
    ),
    sqlite3.SQLITE_PERM: (
        "De bibliotheek mag niet worden geopend", "Controleer de rechten van het bestand en de map.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "De bibliotheek kan niet worden geopend", "Controleer de rechten van het bestand en de map.",
    ),
    sqlite3.SQLITE_FULL: ("De schijf is vol", "Maak ruimte en probeer het opnieuw; wat klaar was, is bewaard."),
    sqlite3.SQLITE_IOERR: (
        "De schijf met de bibliotheek geeft een fout", "Controleer de schijf of de netwerkverbinding.",
    ),
}  # fmt: skip
_WORDS[sqlite3.SQLITE_LOCKED] = _WORDS[sqlite3.SQLITE_BUSY]


def _words(error: sqlite3.Error) -> tuple[str, str] | None:
    if "no such module" in str(error):
        return "Deze Python kan niet zoeken in tekst (SQLite zonder FTS5)", "Gebruik Python van python.org."
    if isinstance(error, sqlite3.ProgrammingError | sqlite3.IntegrityError | sqlite3.InterfaceError):
        return None
    # our statements are fixed and tested: one that fails in another way meets tables that are not what they were
    return _WORDS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, _DAMAGED)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            "De map voor de bibliotheek kan niet worden gemaakt", where=str(folder), advice=f"{error.strerror}."
        ) from error


def _refuse_other_files(path: Path) -> None:
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_HEADER))
    except OSError as error:
        raise LibraryError(
            "De bibliotheek kan niet worden gelezen", where=str(path), advice=f"{error.strerror}."
        ) from error
    if head != _HEADER:
        raise _not_a_library(path)


def _not_a_library(path: Path) -> LibraryError:
    return LibraryError(
        "Dit bestand is geen bibliotheek van apv", where=str(path), advice="Geef met --library een andere plaats."
    )


def _connected(path: Path, *, create: bool, patience: float) -> sqlite3.Connection:
    mode = "rwc" if create else "rw" if os.access(path, os.W_OK) else "ro"
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Checks that the file is ours and of a version we know; makes the tables in a new one."""
    if _is_new(connection):
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        with transaction(connection):
            if _is_new(connection):  # another program may have been first
                _make_tables(connection)
    if _number(connection, "application_id") != APPLICATION:
        raise _not_a_library(path)
    found = _number(connection, "user_version")
    if found > VERSION:
        raise LibraryError(
            "De bibliotheek is gemaakt met een nieuwere versie van apv",
            where=str(path),
            advice="Werk apv bij, of geef met --library een andere plaats.",
        )
    if found < VERSION:
        raise LibraryError(_DAMAGED[0], where=str(path), advice=_DAMAGED[1])


def _is_new(connection: sqlite3.Connection) -> bool:
    marks = _number(connection, "application_id") or _number(connection, "user_version")
    return not marks and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0


def _make_tables(connection: sqlite3.Connection) -> None:
    # one by one: executescript would end the transaction
    for statement in _TABLES.split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
