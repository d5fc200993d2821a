"""The library: official texts of by-laws and acts kept on this computer, found again by name, by date and by word.

One SQLite file (library_database) holds the bytes as they came, what they say about themselves (library_records),
the text of their articles for searching (library_search) and the norms recognised in them (library_norms). Files
are known by the hash of their bytes: adding one again changes nothing. Nothing outside the folder is written.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from apv.bylaws.reading import read_data
from apv.bylaws.regulation import Metadata, Regulation
from apv.bylaws.store.choice import Candidates, candidates
from apv.bylaws.store.database import PATIENCE, in_words, open_database, transaction
from apv.bylaws.store.ids import by_id, official_names
from apv.bylaws.store.names import match_name
from apv.bylaws.store.place import database_path, library_exists, library_place
from apv.bylaws.store.records import (
    Added,
    Document,
    Work,
    describe,
    group_works,
    same_version,
    version_on,
)
from apv.bylaws.store.rows import (
    damaged,
    findings_of,
    findings_text,
    from_row,
    meta_of,
    meta_text,
    to_row,
)
from apv.bylaws.store.search import Search, add_words, passages, remove_words, search_words
from apv.errors import InputError
from apv.findings import Finding
from apv.safe_xml import MAX_BYTES

if TYPE_CHECKING:  # only who asks for norms needs the recogniser
    from apv.bylaws.store.norms import QuotedNorm


class Library:
    """An open library; close it, or use it in a `with`.

    Every method raises LibraryError, in words, when the file cannot be used: damaged, read-only, or held too long
    by another program.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path
        """The database file."""

    @classmethod
    def open(cls, place: Path, *, create: bool = True, patience: float = PATIENCE) -> Self:
        """The library at `place` (a folder, or the database file itself), made when it is not there and `create`.

        `patience`: seconds to wait for another program that is writing.
        """
        return cls(open_database(place, create=create, patience=patience), database_path(place))

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # adding and removing

    def add(self, data: bytes, name: str, origin: str = "") -> Added:
        """Keep the official XML in `data`, in one step; `name` is the file's, `origin` its address if it has one.

        Raises InputError when it is not a by-law or act that can be read.
        """
        name, origin = (text.encode("utf-8", "backslashreplace").decode() for text in (name, origin))
        digest = hashlib.sha256(data).hexdigest()
        known = self._one("hash = ?", digest)
        if known is not None:
            return Added("known", known.id)
        if len(data) > MAX_BYTES:
            raise InputError("Het bestand is te groot", where=name, advice=f"De grens is {MAX_BYTES >> 20} MB.")
        document, regulation = describe(data, digest, name=name, origin=origin)
        texts = list(passages(regulation))
        packed = zlib.compress(data)
        with self._writing():
            known = self._one("hash = ?", digest)  # another program may have been first
            if known is not None:
                return Added("known", known.id)
            others = self._some("work = ?", document.work) if document.work else []
            self._insert(document, regulation, packed, texts)
        kept = self._one("hash = ?", digest)
        if kept is None:
            raise InputError("Het bestand is meteen weer verwijderd door een ander programma", where=name)
        doubles = [other for other in others if other.expression == kept.expression]
        newest = bool(others) and kept.age > max(other.age for other in others)
        findings = (same_version(kept, doubles),) if doubles else ()
        return Added("newer_version" if newest else "new", kept.id, (*regulation.findings, *findings))

    def remove(self, *names: str) -> tuple[Document, ...]:
        """Forget files (by id or hash) and works with all their versions; what was removed.

        Raises InputError, and removes nothing, when one of them is not kept.
        """
        gone: dict[int, Document] = {}
        for name in names:
            versions = next(filter(None, map(self.versions, official_names(name))), ())
            gone |= {one.key: one for one in versions or (self.document(name),)}
        with self._writing():
            for key in gone:
                remove_words(self._connection, key)
                for table in ("norms", "passages", "contents"):
                    self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (key,))
                self._connection.execute("DELETE FROM documents WHERE key = ?", (key,))
        with in_words(self.path):
            self._connection.execute("PRAGMA incremental_vacuum").fetchall()
        return tuple(gone.values())

    # looking up

    def has(self, digest: str) -> bool:
        """Whether a file with this SHA-256 (64 hex digits) is kept."""
        return self._one("hash = ?", digest) is not None

    def documents(self) -> tuple[Document, ...]:
        """Every file, in the order of adding."""
        return tuple(self._some("1"))

    def works(self, municipality: str = "") -> tuple[Work, ...]:
        """The by-laws (of `municipality`, when given) with their versions, by municipality and title."""
        return group_works(self._of(self._some("kind = 'bylaw'"), municipality))

    def laws(self) -> tuple[Work, ...]:
        """The acts with their texts, by title."""
        return group_works(self._some("kind = 'law'"))

    def versions(self, work: str) -> tuple[Document, ...]:
        """The versions of a work ("CVDR72510"), old to new; none when it is not kept."""
        found = self._some("work = ?", work) if work else []
        return tuple(sorted(found, key=lambda one: one.age))

    def document(self, name: str) -> Document:
        """The file known as `name`: its id, official name or (the beginning of) its hash; of a work the newest.

        Raises InputError when nothing, or more than one thing, has that name.
        """
        return by_id(name, self._some, self.documents)

    def find(self, municipality: str, day: date) -> Candidates:
        """The by-laws of a municipality that hold on `day`; InputError when the name fits several."""
        bylaws = [one for one in self._some("kind = 'bylaw'") if one.municipality]
        match = match_name(municipality, (one.municipality for one in bylaws))
        found = [one for one in bylaws if one.municipality in match.names]
        return candidates(municipality, day, match, group_works(found), self.meta)

    def search(self, words: str, *, municipality: str = "", day: date | None = None, limit: int = 50) -> Search:
        """The articles in which all `words` occur, best first, at most `limit`; see library_search.safe_query.

        Only in `municipality`, and only in what holds on `day`, when given. Replaced files are left out.
        """
        keys = None if not municipality and day is None else self._keys(municipality, day)
        with in_words(self.path):
            return search_words(self._connection, words, keys, limit)

    # reading

    def data(self, name: str) -> bytes:
        """The bytes of the file known as `name`, as they came."""
        return self._bytes(self.document(name))

    def regulation(self, name: str) -> Regulation:
        """What the file known as `name` says; `source` is its id."""
        document = self.document(name)
        return read_data(self._bytes(document), where=document.id)

    def meta(self, document: Document) -> Metadata:
        """What the file says about itself, without reading it again (and without the texts in it)."""
        return meta_of(self._cell("meta", document), document.id)

    def findings(self, document: Document) -> tuple[Finding, ...]:
        """What was odd when the file was read."""
        return findings_of(self._cell("findings", document), document.id)

    # norms

    def norms_for(self, digest: str, recogniser: str) -> tuple[QuotedNorm, ...] | None:
        """The norms that this recogniser (library_norms.recogniser_version) found in the file with this hash, or
        None when it did not look yet."""
        from apv.bylaws.store.norms import norms_from

        with in_words(self.path):
            row = self._connection.execute(
                "SELECT norms FROM norms JOIN documents ON key = document WHERE hash = ? AND recogniser = ?",
                (digest, recogniser),
            ).fetchone()
        return norms_from(row["norms"]) if row else None

    def keep_norms(self, digest: str, recogniser: str, norms: tuple[QuotedNorm, ...]) -> None:
        """Keep what a recogniser found, in the place of what another one found."""
        from apv.bylaws.store.norms import norms_text

        with self._writing():
            self._connection.execute(
                "INSERT OR REPLACE INTO norms SELECT key, ?, ? FROM documents WHERE hash = ?",
                (recogniser, norms_text(norms), digest),
            )

    # the database

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with in_words(self.path), transaction(self._connection):
            yield

    def _insert(
        self, document: Document, regulation: Regulation, packed: bytes, texts: list[tuple[str, str, str]]
    ) -> None:
        row = to_row(document)
        row |= {"meta": meta_text(regulation.meta), "findings": findings_text(regulation.findings)}
        columns, places = ", ".join(row), ", ".join(f":{name}" for name in row)
        key = self._connection.execute(f"INSERT INTO documents ({columns}) VALUES ({places})", row).lastrowid
        self._connection.execute("INSERT INTO contents VALUES (?, ?)", (key, packed))
        self._connection.executemany(
            "INSERT INTO passages (document, number, heading, text) VALUES (?, ?, ?, ?)",
            ((key, *text) for text in texts),
        )
        add_words(self._connection, key)

    def _some(self, condition: str, *values: str) -> list[Document]:
        with in_words(self.path):
            rows = self._connection.execute(f"SELECT * FROM shelf WHERE {condition} ORDER BY key", values)
            return [from_row(row) for row in rows.fetchall()]

    def _one(self, condition: str, *values: str) -> Document | None:
        return next(iter(self._some(condition, *values)), None)

    def _of(self, documents: list[Document], municipality: str) -> list[Document]:
        if not municipality:
            return documents
        names = match_name(municipality, (one.municipality for one in documents if one.municipality)).names
        return [one for one in documents if one.municipality in names]

    def _keys(self, municipality: str, day: date | None) -> list[int]:
        documents = self._of(self._some("counts"), municipality)
        if day is None:
            return [one.key for one in documents]
        holding = (version_on(work.versions, day) for work in group_works(documents))
        return [one.key for one in holding if one]

    def _cell(self, column: str, document: Document) -> str:
        with in_words(self.path):
            row = self._connection.execute(
                f"SELECT {column} FROM documents WHERE key = ?", (document.key,)
            ).fetchone()
        if row is None:
            raise damaged(document.id)
        return str(row[0])

    def _bytes(self, document: Document) -> bytes:
        with in_words(self.path):
            row = self._connection.execute(
                "SELECT data FROM contents WHERE document = ?", (document.key,)
            ).fetchone()
        try:
            # a bounded reader: what we packed ourselves has the size we wrote down
            data = zlib.decompressobj().decompress(row["data"], document.size + 1) if row else b""
        except (zlib.error, TypeError, ValueError) as error:
            raise damaged(document.id) from error
        if hashlib.sha256(data).hexdigest() != document.hash:
            raise damaged(document.id)
        return data


def library_at_hand(place: Path | None) -> Library | None:
    """The library to look things up in; None when the user named none (`place`) and never filled one."""
    where = library_place(place)
    if place is None and not library_exists(where):
        return None
    return Library.open(where, create=False)
