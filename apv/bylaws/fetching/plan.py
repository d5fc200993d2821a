"""What is to be fetched: from a municipality, a law or a list to the addresses of official documents.

The questions go to the search service and to the manifests of laws; the documents themselves are for `pull`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from apv.bylaws.fetching.bwb_manifest import read_manifest, state_on
from apv.bylaws.fetching.pull_list import Listed
from apv.bylaws.fetching.services import Services
from apv.bylaws.fetching.sru import Record, quoted, read_page, search_address
from apv.bylaws.fetching.transfer import Unavailable, Web
from apv.bylaws.store.general_bylaw import general_bylaws
from apv.bylaws.store.names import plain_name
from apv.dutch import enumeration, long_date
from apv.errors import ApvError, InputError

MOST_PAGES = 200
"""More pages than any real answer has."""


@dataclass(frozen=True, slots=True)
class Item:
    """One document to fetch. `label` says for a person what it is; `work` is what the document has to call itself
    ("" when that is not known), `sha512` the hash that the source gives ("" when it gives none)."""

    id: str
    address: str
    label: str
    title: str = ""
    work: str = ""
    sha512: str = ""

    @property
    def file_name(self) -> str:
        return self.address.rpartition("/")[2]


Ask = Callable[[], Item | list[Item]]
"""A question that still has to be asked."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be fetched, every document once; why other things were not found; and how many questions were not
    asked any more because the service is silent."""

    items: tuple[Item, ...]
    failed: tuple[ApvError, ...] = ()
    unasked: int = 0


class Planner:
    """Asks the services what there is. `day` is the day for which the texts must hold, `seen_on` the day on which
    one looks (zichtdatum)."""

    def __init__(self, services: Services, web: Web, day: date, *, seen_on: date) -> None:
        self.services, self.web, self.day, self.seen_on = services, web, day, seen_on
        self.unread = 0
        """Search results so far that named no regulation."""

    def bylaw_of(self, municipality: str) -> list[Item]:
        """The general by-law of this municipality on the day. Raises InputError that names the candidates."""
        wanted = plain_name(municipality)
        seen: dict[str, None] = {}
        others: dict[str, None] = {}
        for question in self.services.find_municipality if wanted else ():
            records = list(self._search(question, municipality=quoted(municipality.strip())))
            found = general_bylaws(records, self.services.marks, self.day)
            own = [record for name, works in found.items() if plain_name(name) == wanted for record in works]
            if own:
                return [self._bylaw(record) for record in own]
            others.update(dict.fromkeys(found))
            seen.update(dict.fromkeys(record.title for record in records if plain_name(record.creator) == wanted))
        raise self._no_bylaw(municipality, list(others), list(seen))

    def all_bylaws(self) -> list[Item]:
        """The general by-laws of all municipalities on the day. Raises InputError when the service names none."""
        records: dict[str, Record] = {}
        for question in self.services.find_all:
            records.update((record.identifier, record) for record in self._search(question))
        found = general_bylaws(records.values(), self.services.marks, self.day)
        if not found:
            raise InputError(
                f"De zoekdienst noemt geen enkele APV die geldt op {long_date(self.day)}",
                where=self.services.search,
                advice="Kies een andere datum met --date of probeer het later opnieuw.",
            )
        return [self._bylaw(record) for works in found.values() for record in works]

    def version_of(self, work: str) -> Item:
        """The version of this work that holds on the day. Raises InputError when there is none."""
        for question in self.services.find_work:
            records = [r for r in self._search(question, work=work) if r.work == work and r.holds_on(self.day)]
            if records:
                return self._bylaw(max(records, key=lambda r: (r.valid_from or date.min, r.version or 0)))
        raise InputError(
            f"Van deze regeling gold geen versie op {long_date(self.day)}",
            where=work,
            advice="Kies een andere datum met --date of noem de versie erbij.",
        )

    def law(self, number: str, label: str, *, day: date | None = None, state: str = "") -> Item:
        """The text of this law (BWB number): the state of that name, or the one that holds on `day` (default the
        day of the plan). Raises InputError when there is none."""
        address = self.services.manifest_address(number)
        manifest = read_manifest(self.web.get(address).data, where=address)
        if manifest.law and manifest.law != number:
            raise InputError(f"De dienst gaf de versies van een andere wet ({manifest.law})", where=address)
        on = day or self.day
        if state:
            found = next((known for known in manifest.states if known.label == state), None)
        else:
            found = state_on(manifest.states, on, seen_on=self.seen_on)
        if found is None:
            when = f"versie {state}" if state else f"tekst op {long_date(on)}, gezien op {long_date(self.seen_on)}"
            unread = f" {manifest.unread} versies waren niet te lezen." if manifest.unread else ""
            raise InputError(
                f"Van {label} is er geen {when}",
                where=address,
                advice=f"Kies een andere datum met --date.{unread}",
            )
        text = self.services.law_address(number, found.label, found.item)
        return Item(f"{number}_{found.label}", text, label, work=number, sha512=found.sha512)

    def listed(self, row: Listed) -> Item:
        """The document that a row of a list names. Raises InputError when there is none."""
        if row.address:
            name = row.address.rpartition("/")[2].removesuffix(".xml")
            return Item(name, self.services.allowed(row.address), row.label, work=row.law or row.work)
        if row.law:
            return self.law(row.law, row.label, day=row.day, state=row.state)
        if row.version is None:
            return self.version_of(row.work)
        address = self.services.bylaw_address(row.work, row.version)
        return Item(f"{row.work}_{row.version}", address, row.label, work=row.work)

    def _search(self, question: str, **values: str) -> Iterator[Record]:
        """All records that answer a question from services.xml, page after page."""
        query = question.format(day=self.day.isoformat(), **values)
        start = 1
        for _ in range(MOST_PAGES):
            address = search_address(self.services, query, start)
            page = read_page(self.web.get(address).data, where=self.services.search, start=start)
            self.unread += page.unread
            yield from page.records
            if page.next is None:
                return
            start = page.next
        raise InputError(
            f"De zoekdienst gaf meer dan {MOST_PAGES} bladzijden",
            where=self.services.search,
            advice="Zoek gerichter.",
        )

    def _bylaw(self, record: Record) -> Item:
        address = record.xml or (
            self.services.bylaw_address(record.work, record.version) if record.version is not None else ""
        )
        title = record.citation_title or record.title
        return Item(record.identifier, address, record.creator or title, title, record.work)

    def _no_bylaw(self, municipality: str, others: list[str], seen: list[str]) -> InputError:
        """Why there is nothing: the name fits others, or this municipality has only other regulations."""
        if others:
            names = enumeration([f"'{name}'" for name in sorted(others, key=plain_name)[:10]], "of")
            return InputError(
                f"'{municipality}' is niet precies de naam van een gemeente in CVDR",
                advice=f"Bedoelt u {names}? Schrijf de naam zoals hij daar staat.",
            )
        day = long_date(self.day)
        if seen:
            titles = enumeration([f"'{title}'" for title in seen[:3]])
            return InputError(
                f"Van '{municipality}' is op {day} geen APV gevonden, wel {titles}",
                advice="Zoek het kenmerk op lokaleregelgeving.overheid.nl en gebruik --from-list.",
            )
        return InputError(
            f"Van '{municipality}' is op {day} geen APV gevonden",
            advice="Schrijf de naam zoals CVDR hem kent, met haakjes of apostrof als die erbij horen.",
        )


def make_plan(asks: Iterable[Ask], on_progress: Callable[[], None] | None = None) -> Plan:
    """Ask everything; what is not found is kept as a reason, and the rest goes on unless the service is silent."""
    found: dict[str, Item] = {}
    failed: list[ApvError] = []
    unasked, silent = 0, False
    for ask in asks:
        if silent:
            unasked += 1
            continue
        try:
            answer = ask()
            items = answer if isinstance(answer, list) else [answer]
            found.update((item.address, item) for item in items)
        except ApvError as error:
            failed.append(error)
            silent = isinstance(error, Unavailable)
        if on_progress is not None:
            on_progress()
    return Plan(tuple(found.values()), tuple(failed), unasked)
