"""Reads what strangers wrote in bounded time: in a process apart, which is ended when it takes too long.

The parser is the safe one of the product; this is for what it is not made for: a file on which reading or
recognising takes for ever. A process that was ended is replaced, and the others go on.
"""

from __future__ import annotations

import os
import queue
import signal
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from apv.bylaws.reading import read_data
from apv.bylaws.regulation import Regulation
from apv.bylaws.store.files import Item
from apv.comparing.comparison import Failure, ReadBylaw
from apv.comparing.own_processes import own_pool
from apv.comparing.reader import CatalogueReader, lexicon_of, try_to_read
from apv.comparing.sources import Sent
from apv.errors import InputError
from apv.law.catalogue import load_catalogue

T = TypeVar("T")

LONGEST = 15.0
"""Seconds that reading one document may take; the largest real by-law takes about one."""

LONGEST_TOGETHER = 240.0
"""Seconds that reading one upload may take."""

LONGEST_START = 120.0
"""Seconds in which a process has to be ready for work, on a busy computer."""

READERS = 2
TOO_LONG = "Het lezen van dit bestand duurt te lang en is gestopt"
ADVICE = "Controleer het bestand, of lees het met apv compare."


class Readers:
    """A few processes of our own that read for the page. Safe for threads; they start at the first work."""

    def __init__(self, *, longest: float = LONGEST, together: float = LONGEST_TOGETHER) -> None:
        self._longest, self._together = longest, together
        self._free: queue.SimpleQueue[_Reader] = queue.SimpleQueue()
        for _ in range(READERS):
            self._free.put(_Reader())

    def run(self, work: Callable[..., T], *given: object, longest: float | None = None) -> T:
        """What `work` (a function of a module) makes of `given`. Raises InputError when it takes too long, or when
        its process dies on it; what `work` raises otherwise comes through."""
        reader = self._free.get()
        try:
            return reader.run(work, given, self._longest if longest is None else min(longest, self._longest))
        finally:
            self._free.put(reader)

    def read_all(self, catalogue: str, items: Sequence[Item]) -> list[ReadBylaw | Failure]:
        """What the comparison has to know of every document, or why it cannot be read; in their order.

        `catalogue` is the version of the catalogue to read with."""
        until = time.monotonic() + self._together

        def read(item: Item) -> ReadBylaw | Failure:
            left = until - time.monotonic()
            if left <= 0:
                return Failure(item.name, "Het lezen van alles samen duurde te lang; dit bestand is overgeslagen.")
            try:
                return self.run(read_norms, catalogue, item.name, item.data, longest=left)
            except InputError as error:
                return Failure(item.name, str(error))

        with ThreadPoolExecutor(READERS) as threads:
            return list(threads.map(read, items))

    def regulation(self, name: str, data: bytes) -> Regulation:
        """The whole text of a document. Raises InputError when it cannot be read."""
        return self.run(read_text, name, data)


class _Reader:
    """One process, used by one thread at a time."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._process = 0

    def run(self, work: Callable[..., T], given: tuple[object, ...], longest: float) -> T:
        try:
            pool = self._ready()
            return pool.submit(work, *given).result(longest)
        except TimeoutError as error:
            self._end()
            raise InputError(TOO_LONG, advice=ADVICE) from error
        except BrokenExecutor as error:
            self._end()
            raise InputError("Het lezen van dit bestand is afgebroken", advice=ADVICE) from error

    def _ready(self) -> ProcessPoolExecutor:
        """The process with everything loaded, so that a time-out is about the document alone."""
        if self._pool is None:
            self._pool = own_pool(1)
            self._process = self._pool.submit(get_ready).result(LONGEST_START)
        return self._pool

    def _end(self) -> None:
        pool, self._pool = self._pool, None
        if self._process:
            with suppress(OSError):
                os.kill(self._process, getattr(signal, "SIGKILL", signal.SIGTERM))
        self._process = 0
        if pool is not None:
            threading.Thread(target=pool.shutdown, kwargs={"cancel_futures": True}, daemon=True).start()


def get_ready() -> int:
    """In the process: load what reading needs; its number."""
    lexicon_of(None, load_catalogue().version)
    return os.getpid()


def read_norms(catalogue: str, name: str, data: bytes) -> ReadBylaw | Failure:
    """In the process: what a comparison needs."""
    return try_to_read(CatalogueReader(None, catalogue), Sent(name, data))


def read_text(name: str, data: bytes) -> Regulation:
    """In the process: the whole text."""
    return read_data(data, where=name)
