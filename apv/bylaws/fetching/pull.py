"""Fetches planned documents and puts them into the library, one by one; trouble with one does not stop the rest.

`plan` says what to fetch, `official` asks the services, `library` keeps the texts, `fetch_log` remembers. A run
that is killed and started again goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Protocol

from apv.bylaws.fetching.fetch_log import Fetched, FetchLog, hashes
from apv.bylaws.fetching.plan import Item
from apv.bylaws.fetching.transfer import Overloaded, Reply, Unavailable, Web
from apv.bylaws.reading import read_data
from apv.bylaws.regulation import Metadata
from apv.errors import ApvError, InputError
from apv.findings import Finding

FRESH = 24 * 3600.0
"""Seconds after a check within which the service is not asked again whether a document has changed."""

MOST_IN_A_ROW = 3
"""After so many documents in a row that the service does not give, or the library does not take, the run stops."""


class Stored(Protocol):
    """What the library says about a document it was given."""

    @property
    def status(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...


class Store(Protocol):
    """As much of the library as fetching needs."""

    def add(self, data: bytes, name: str, origin: str = "") -> Stored: ...
    def has(self, digest: str) -> bool: ...


Status = Literal["new", "known", "unchanged", "present", "failed", "waiting"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document.

    New in the library; fetched but known; unchanged by the word of the service; present (not asked); failed, with
    one Dutch sentence in `trouble`; or waiting, because the run stopped before its turn.
    """

    item: Item
    status: Status
    trouble: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Pull:
    """What one run uses. `now` gives the time with its zone."""

    web: Web
    store: Store
    log: FetchLog
    now: Callable[[], datetime]

    def run(self, items: Iterable[Item], on_progress: Callable[[Outcome], None] | None = None) -> list[Outcome]:
        """Fetch all `items` in order; one outcome each."""
        outcomes: list[Outcome] = []
        in_a_row, stopped = 0, False
        self.log.start_run(self.now().isoformat(timespec="seconds"))
        for item in items:
            if stopped:
                outcome = Outcome(item, "waiting")
            else:
                outcome, general, stopped = self._attempt(item)
                in_a_row = in_a_row + 1 if general else 0
                stopped = stopped or in_a_row >= MOST_IN_A_ROW
            outcomes.append(outcome)
            if on_progress is not None:
                on_progress(outcome)
        self.log.tidy()
        return outcomes

    def _attempt(self, item: Item) -> tuple[Outcome, bool, bool]:
        """The outcome, whether the next document may well fail too, and whether there is no use in going on."""
        try:
            return self._fetch(item), False, False
        except ApvError as error:
            general = isinstance(error, Unavailable | _NotKept)
            return Outcome(item, "failed", str(error)), general, isinstance(error, Overloaded)

    def is_present(self, item: Item) -> bool:
        """Whether the library holds this document and there is no reason to ask for it again.

        By the hash of the source where it gives one, else by the time of the last check.
        """
        known = self._known(item)
        if known is None:
            return False
        return bool(item.sha512) or 0 <= known.age(self.now()) < FRESH

    def _known(self, item: Item) -> Fetched | None:
        """What was fetched before, if the library still has it and the source names no other text."""
        known = self.log.last(item.address)
        if known is None or (item.sha512 and known.sha512 != item.sha512) or not self.store.has(known.sha256):
            return None
        return known

    def _fetch(self, item: Item) -> Outcome:
        if self.is_present(item):
            return Outcome(item, "present")
        known = self._known(item)
        reply = self.web.get(
            item.address,
            etag=known.etag if known else "",
            last_modified=known.last_modified if known else "",
        )
        if reply.unchanged and known is not None:
            self.log.add(replace(known, checked=self.now().isoformat(timespec="seconds")))
            return Outcome(item, "unchanged")
        return self._store(item, reply)

    def _store(self, item: Item, reply: Reply) -> Outcome:
        sha256, sha512 = hashes(reply.data)
        meta = read_document(item, reply, sha512)
        if item.label in {item.id, item.work, ""}:
            item = replace(item, label=meta.creator or meta.citation_title or meta.title or item.id)
        try:
            stored = self.store.add(reply.data, item.file_name, item.address)
        except ApvError as error:
            raise _NotKept(error.what, where=error.where, advice=error.advice) from error
        when = self.now().isoformat(timespec="seconds")
        self.log.add(
            Fetched(
                address=item.address,
                id=item.id,
                fetched=when,
                checked=when,
                sha256=sha256,
                sha512=sha512,
                size=len(reply.data),
                etag=reply.etag,
                last_modified=reply.last_modified,
            )
        )
        return Outcome(item, "known" if stored.status == "known" else "new", findings=stored.findings)


class _NotKept(ApvError):
    """The document is good, but the library does not take it."""


def read_document(item: Item, reply: Reply, sha512: str) -> Metadata:
    """What the document says about itself. InputError unless it is, whole, the one that was asked for."""
    head = reply.data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if "html" in reply.content_type.lower() or head.startswith((b"<!doctype html", b"<html")):
        raise InputError(
            "De dienst gaf een webpagina in plaats van de regeling",
            where=item.address,
            advice="Probeer het later opnieuw.",
        )
    if item.sha512 and item.sha512 != sha512:
        raise InputError(
            "De tekst klopt niet met het controlegetal van de bron en is niet bewaard",
            where=item.address,
            advice="Probeer het later opnieuw.",
        )
    regulation = read_data(reply.data, where=item.address)
    work = regulation.meta.work
    if item.work and work and work != item.work:
        raise InputError(
            f"De dienst gaf een ander document dan gevraagd ({work})",
            where=item.address,
            advice="Probeer het later opnieuw.",
        )
    return replace(regulation.meta, title=regulation.title or regulation.meta.title)
