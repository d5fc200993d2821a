"""Full-text search: what goes into the index of a by-law, the words of a user as a safe query, and what is found.

Accents do not count (the index leaves them out), nor do signs: "2:1a" is found as the words 2 and 1a in a row.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from apv.bylaws.blocks import text_of
from apv.bylaws.regulation import Article, Division, Regulation, division_title
from apv.bylaws.store.records import Document
from apv.bylaws.store.rows import damaged, from_row
from apv.errors import InputError

MOST_WORDS = 40
"""Words and phrases in one query; more than anybody types, fewer than the index refuses."""

SNIPPET_WORDS = 24
"""Length of the text around the words found."""

BEFORE, AFTER = "\x02", "\x03"
"""Stand around a word found; no text from XML can hold them."""

_PIECE = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Found:
    """An article with the words. `snippet` is the text around them on one line, `marks` where in it they stand;
    `number` is "" for text outside the articles."""

    document: Document
    number: str
    heading: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What was found: the best first, and `total` of all there is."""

    found: tuple[Found, ...]
    total: int


def safe_query(words: str) -> str:
    """The words as a query in which nothing is an operator: all of them must occur.

    Words between quotation marks stand in that order; a `*` behind a word lets it go on. Raises InputError when
    there is no word in it.

    >>> safe_query('nafluiten "openbare plaats" intimid* OR (2:1a')
    '"nafluiten" "openbare plaats" "intimid"* "OR" "2 1a"'
    """
    pieces = []
    for found in _PIECE.finditer(unicodedata.normalize("NFKC", words)):
        terms = _WORD.findall(found[1] or found[2] or "")
        if terms:
            pieces.append(f'"{" ".join(terms)}"' + ("*" if (found[2] or "").endswith("*") else ""))
    if not pieces:
        raise InputError("Er is geen woord om te zoeken", advice="Bijvoorbeeld: apv library search nafluiten.")
    if len(pieces) > MOST_WORDS:
        raise InputError("Dit zijn te veel woorden", advice=f"Zoek op ten hoogste {MOST_WORDS} woorden tegelijk.")
    return " ".join(pieces)


def passages(regulation: Regulation) -> Iterator[tuple[str, str, str]]:
    """Number, heading and text of every article, and of text that stands between them (number "")."""
    yield from _passages(regulation.body)


def _passages(nodes: tuple[Division | Article, ...]) -> Iterator[tuple[str, str, str]]:
    for node in nodes:
        if isinstance(node, Article):
            yield node.number, _clean(node.heading), _clean(node.text)
            continue
        if node.blocks and node.kind != "inhoudsopgave":
            yield "", _clean(division_title(node)), _clean(text_of(node.blocks))
        yield from _passages(node.children)


def add_words(connection: sqlite3.Connection, document: int | None) -> None:
    """Put the passages of a document into the index."""
    connection.execute(
        """INSERT INTO words (rowid, number, heading, text)
            SELECT id, number, heading, text FROM passages WHERE document = ?""",
        (document,),
    )


def remove_words(connection: sqlite3.Connection, document: int) -> None:
    """Take the passages of a document out of the index, while they are still there."""
    connection.execute(
        """INSERT INTO words (words, rowid, number, heading, text)
            SELECT 'delete', id, number, heading, text FROM passages WHERE document = ?""",
        (document,),
    )


def search_words(connection: sqlite3.Connection, words: str, keys: Sequence[int] | None, limit: int) -> Search:
    """The passages with all `words`, in the documents with these keys (None: in all that count)."""
    query = safe_query(words)
    within, values = _within(connection, keys)
    condition = f"FROM words WHERE words MATCH ?{within}"
    (total,) = connection.execute(f"SELECT count(*) {condition}", [query, *values]).fetchone()
    # the best first, by number alone: working out snippets before sorting would do it for all that is found
    best = connection.execute(
        f"SELECT rowid {condition} ORDER BY bm25(words, 5, 5, 1), rowid LIMIT ?", [query, *values, limit]
    ).fetchall()
    return Search(tuple(_found(connection, query, row[0]) for row in best), total)


def _within(connection: sqlite3.Connection, keys: Sequence[int] | None) -> tuple[str, list[str]]:
    """What limits a search to some documents, as SQL with its values; nothing when all of them count."""
    if keys is not None:
        which, chosen = "IN", list(keys)
    else:
        rows = connection.execute("SELECT key FROM shelf WHERE NOT counts").fetchall()
        which, chosen = "NOT IN", [row["key"] for row in rows]
        if not chosen:
            return "", []
    documents = "SELECT id FROM passages WHERE document IN (SELECT value FROM json_each(?))"
    return f" AND rowid {which} ({documents})", [json.dumps(chosen)]


def _found(connection: sqlite3.Connection, query: str, passage: int) -> Found:
    row = connection.execute(
        f"""SELECT shelf.*, passages.number AS article, passages.heading AS heading,
            snippet(words, 2, '{BEFORE}', '{AFTER}', '…', {SNIPPET_WORDS}) AS snippet
        FROM words JOIN passages ON passages.id = words.rowid JOIN shelf ON shelf.key = passages.document
        WHERE words MATCH ? AND words.rowid = ?""",
        (query, passage),
    ).fetchone()
    if row is None:
        raise damaged("")
    return Found(from_row(row), str(row["article"]), str(row["heading"]), *marked(str(row["snippet"])))


def marked(snippet: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A snippet with BEFORE and AFTER as plain text on one line, and the spans that they enclosed.

    >>> marked("een ander  \\x02na te roepen\\x03 of")
    ('een ander na te roepen of', ((10, 22),))
    """
    marks = []
    text, start = "", 0
    for piece in re.split(f"([{BEFORE}{AFTER}])", re.sub(r"\s+", " ", snippet)):
        if piece == BEFORE:
            start = len(text)
        elif piece == AFTER:
            marks.append((start, len(text)))
        else:
            text += piece
    return text, tuple(marks)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
