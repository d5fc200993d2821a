"""What every page of the local web page works with: the catalogue, the library, the day, and what was uploaded."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from apv.bylaws.examples import bundled_municipalities
from apv.bylaws.store.library import library_at_hand
from apv.law.catalogue import Catalogue
from apv.reasoning.local import LocalLaw
from apv.reasoning.local_bylaw import find_bylaw, official_name
from apv.web.bounded import Readers
from apv.web.uploads import Shelf

T = TypeVar("T")


class Kept:
    """The last answers, by what was asked: pages are pure functions of that. Safe for threads.

    Who asks for what another thread is already making waits for that one: twenty users with one question cost one
    answer.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer kept under `key`, made when it is not there; one that fails is not kept."""
        with self._lock:
            waiting = self._values.get(key)
            if waiting is not None:
                self._values.move_to_end(key)
            else:
                mine: Future[Any] = Future()
                self._values[key] = mine
                while len(self._values) > self._most:
                    self._values.popitem(last=False)
        if waiting is not None:
            found: T = waiting.result()
            return found
        try:
            value = make()
        except BaseException as error:
            with self._lock:
                self._values.pop(key, None)
            mine.set_exception(error)
            raise
        mine.set_result(value)
        return value


@dataclass(frozen=True)
class Local:
    """The by-law of a municipality on a day, if there is one, the name as it writes it, and notes for the user."""

    municipality: str
    law: LocalLaw | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class World:
    """`library` is the library named (None: the user's own); `today` gives the day."""

    catalogue: Catalogue
    library: Path | None = None
    today: Callable[[], date] = date.today
    pages: Kept = field(default_factory=lambda: Kept(400))
    laws: Kept = field(default_factory=lambda: Kept(40))
    comparisons: Kept = field(default_factory=lambda: Kept(12))
    shelf: Shelf = field(default_factory=Shelf)
    readers: Readers = field(default_factory=Readers)

    def local(self, municipality: str, day: date) -> Local:
        """The by-law of `municipality` on `day`. Raises InputError when the name fits several."""
        if not municipality:
            return Local("", None)
        return self.laws.get((municipality, day, self.stamp()), lambda: self._local(municipality, day))

    def _local(self, municipality: str, day: date) -> Local:
        found = find_bylaw(self.catalogue, municipality, None, day, self.library)
        law = found.law(self.catalogue)
        return Local(official_name(law, municipality), law, found.notes)

    def stamp(self) -> Hashable:
        """Changes when the library does, so that nothing old is shown."""
        library = library_at_hand(self.library)
        if library is None:
            return None
        with library:
            path = library.path
        parts = (path, path.with_name(f"{path.name}-wal"))
        return tuple((one.stat().st_mtime_ns, one.stat().st_size) for one in parts if one.exists())

    def municipalities(self) -> tuple[str, ...]:
        """The names that can be chosen: those in the library, in the catalogue, and of the bundled by-laws."""
        names = {one.municipality for one in self.catalogue.provisions.values() if one.municipality}
        names |= set(bundled_municipalities())
        library = library_at_hand(self.library)
        if library is not None:
            with library:
                names |= {one.municipality for one in library.documents() if one.municipality}
        return tuple(sorted(names, key=str.casefold))
