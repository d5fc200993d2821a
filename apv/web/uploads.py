"""By-laws that somebody uploads: kept in memory for a while, under a number that cannot be guessed.

Nothing is written to disk and no name from a request is ever used as a path. What is kept is bounded; the oldest
goes first, and then the page says so.
"""

from __future__ import annotations

import io
import secrets
import threading
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from apv.bylaws.store.files import DAMAGED, XML, ZIP, Item, documents_among, shown, unpack
from apv.comparing.comparison import Failure, ReadBylaw
from apv.errors import InputError
from apv.safe_xml import MAX_BYTES

MOST_UPLOADS = 40
"""Uploads that are kept at a time."""

MOST_BYTES = 256 * 1024 * 1024
"""Bytes of documents, unpacked, that are kept at a time."""

MOST_DOCUMENTS = 1000
"""Documents in one upload."""

MOST_IN_ONE = 128 * 1024 * 1024
"""Bytes of documents, unpacked, in one upload."""

LONGEST_NAME = 120
"""Letters of a file's name that are shown."""

GONE = "Dit bestand is niet meer in het geheugen"
TOO_MUCH = "Het bestand past niet meer bij de rest van wat u uploadt; upload minder tegelijk."


@dataclass(frozen=True, slots=True)
class Document:
    """An uploaded by-law under the name of its file, and what was read of it."""

    name: str
    data: bytes
    bylaw: ReadBylaw

    @property
    def municipality(self) -> str:
        return self.bylaw.meta.creator


@dataclass(frozen=True, slots=True)
class Upload:
    """What was uploaded at one time: what could be read, what could not and why; `ignored` files were not XML."""

    documents: tuple[Document, ...]
    failed: tuple[Failure, ...]
    ignored: int = 0

    @property
    def size(self) -> int:
        return sum(len(one.data) for one in self.documents)

    def one(self) -> Document:
        """The one document. Raises InputError when there is none, or more than one."""
        if not self.documents:
            raise InputError(self.failed[0].reason.rstrip("."), where=self.failed[0].file)
        if len(self.documents) > 1:
            raise InputError(
                f"In dit bestand staan {len(self.documents)} regelingen",
                advice="Kies één regeling; vergelijken kan er meer aan.",
            )
        return self.documents[0]


class Shelf:
    """The last uploads, by number. Safe for threads."""

    def __init__(self, most: int = MOST_UPLOADS, room: int = MOST_BYTES) -> None:
        self._most, self._room = most, room
        self._uploads: OrderedDict[str, Upload] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, upload: Upload) -> str:
        """Keep `upload`, and forget the oldest when there is no room for all; the number to ask for it by."""
        number = secrets.token_urlsafe(12)
        with self._lock:
            self._uploads[number] = upload
            while len(self._uploads) > self._most or (
                len(self._uploads) > 1 and sum(one.size for one in self._uploads.values()) > self._room
            ):
                self._uploads.popitem(last=False)
        return number

    def get(self, number: str) -> Upload:
        """The upload with this number. Raises InputError when it was forgotten, or never was."""
        with self._lock:
            found = self._uploads.get(number)
            if found is not None:
                self._uploads.move_to_end(number)
        if found is None:
            raise InputError(GONE, advice="Kies het bestand nog eens.")
        return found


Sent = tuple[str, IO[bytes]]
"""A file as a form sends it: its name, and the bytes to read."""


def received(files: Sequence[Sent], read: Callable[[Sequence[Item]], Sequence[ReadBylaw | Failure]]) -> Upload:
    """The upload in `files` (XML, and zip files with XML); `read` says of each document what is in it.

    Raises InputError when there is nothing to read at all.
    """
    items: list[Item] = []
    failed: list[Item] = []
    ignored = 0
    room = MOST_IN_ONE
    for name, stream in files:
        for item in _items(label(name), stream, failed):
            if item is None:
                ignored += 1
            elif item.reason:
                failed.append(item)
            elif len(items) >= MOST_DOCUMENTS or len(item.data) > room:
                failed.append(Item(item.name, reason=TOO_MUCH))
            else:
                room -= len(item.data)
                items.append(item)
    if not items and not failed:
        raise InputError(
            "Er is geen bestand met XML gekozen",
            advice="Kies een XML-bestand of een zipbestand met XML-bestanden.",
        )
    outcomes = list(zip(items, read(items), strict=True))
    documents = tuple(
        Document(item.name, item.data, found) for item, found in outcomes if isinstance(found, ReadBylaw)
    )
    unread = tuple(found for _, found in outcomes if isinstance(found, Failure))
    return Upload(documents, (*(Failure(one.name, one.reason) for one in failed), *unread), ignored)


def label(name: str) -> str:
    """The last part of the name of a file, short and printable: only to be shown."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter if letter.isprintable() else "·" for letter in shown(last.replace("\x00", "·")))
    return plain[:LONGEST_NAME] or "(zonder naam)"


def _items(name: str, stream: IO[bytes], failed: list[Item]) -> Iterator[Item | None]:
    """The documents in one file; None for each file in it that is of another kind."""
    kind = name.lower()
    if kind.endswith(XML):
        data = stream.read(MAX_BYTES + 1)
        small = len(data) <= MAX_BYTES
        yield Item(name, data) if small else Item(name, reason="Het bestand is te groot.")
    elif kind.endswith(ZIP):
        yield from _packed(name, stream, failed)
    else:
        yield Item(name, reason="Dit is geen XML- of zipbestand. Kies de XML-versie van de regeling.")


def _packed(name: str, stream: IO[bytes], failed: list[Item]) -> Iterator[Item | None]:
    try:
        with zipfile.ZipFile(io.BytesIO(stream.read())) as archive:
            entries = [pair for pair in enumerate(archive.infolist()) if not pair[1].is_dir()]
            if len(entries) > MOST_DOCUMENTS:
                yield Item(name, reason=f"In het zipbestand staan meer dan {MOST_DOCUMENTS} bestanden.")
                return
            readable, others = documents_among(entries, name, failed)
            yield from (None for _ in others)
            room = MOST_IN_ONE
            for _, entry in readable:
                inside = f"{name}: {label(entry.filename)}"
                # what would not be kept is not unpacked either
                small = entry.file_size <= room
                item = unpack(archive, entry, inside) if small else Item(inside, reason=TOO_MUCH)
                room -= len(item.data)
                yield item
    except DAMAGED:
        yield Item(name, reason="Het zipbestand kan niet worden geopend.")
