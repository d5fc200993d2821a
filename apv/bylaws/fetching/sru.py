"""The language of the search service (SRU 1.2 with CQL): questions as addresses, answers as records.

Pure: `plan` asks the questions over the network. Answers are read by local name, because the service has changed
its namespaces between versions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from lxml import etree

from apv.bylaws.fetching.services import Services
from apv.bylaws.identifiers import cvdr_name
from apv.bylaws.markup.dates import parse_date
from apv.errors import InputError
from apv.safe_xml import local_name, parse_bytes

VERSION = "1.2"


@dataclass(frozen=True, slots=True)
class Record:
    """One version of a regulation as the search service describes it.

    `identifier` is the version ("CVDR680781_1"), `work` without it; `valid_to` is the first day it no longer
    holds; `xml` the address of its text, "" when the record names none.
    """

    identifier: str
    work: str
    version: int | None
    title: str
    citation_title: str = ""
    creator: str = ""
    organisation: str = ""
    rubric: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    xml: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it holds on `day`; an end before the beginning is a slip of the pen and counts as none."""
        begun = self.valid_from is None or self.valid_from <= day
        reversed_ = self.valid_from and self.valid_to and self.valid_to < self.valid_from
        return begun and (self.valid_to is None or bool(reversed_) or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: `total` hits in all, the records of this page, and where the next page starts (None: last)."""

    total: int
    records: tuple[Record, ...]
    unread: int
    """Records on this page that name no regulation."""
    next: int | None


def quoted(value: str) -> str:
    """`value` for between double quotes in CQL.

    >>> quoted('a"b*')
    'a\\\\"b\\\\*'
    """
    plain = "".join(character for character in value if character.isprintable())
    return "".join(f"\\{character}" if character in '"\\*?^' else character for character in plain)


def search_address(services: Services, query: str, start: int = 1) -> str:
    """The address that answers `query` (CQL) from record `start` (1-based) on."""
    arguments = {
        "operation": "searchRetrieve",
        "version": VERSION,
        "x-connection": services.connection,
        "startRecord": start,
        "maximumRecords": services.page,
        "query": query,
    }
    return f"{services.search}?{urlencode(arguments, quote_via=quote)}"


def read_page(data: bytes, *, where: str, start: int = 1) -> Page:
    """The answer in `data` to a question from record `start` on. InputError when it is none, or a refusal."""
    root = parse_bytes(data, where=where)
    if local_name(root) != "searchRetrieveResponse":
        raise InputError(
            f"De zoekdienst gaf iets anders dan een zoekresultaat (<{local_name(root)[:60]}>)",
            where=where,
            advice="Probeer het later opnieuw.",
        )
    total = _number(_first(root, "numberOfRecords"))
    if refusal := _refusal(root):
        raise InputError("De zoekdienst weigert de vraag", where=where, advice=f"De dienst meldt: {refusal}.")
    if total is None:
        raise InputError("Het zoekresultaat zegt niet hoeveel er is gevonden", where=where)
    nodes = [node for records in root if local_name(records) == "records" for node in records]
    found = tuple(record for node in nodes if (record := _record(node, where)) is not None)
    return Page(total, found, len(nodes) - len(found), _next(root, total, start, len(nodes)))


def _next(root: etree._Element, total: int, start: int, count: int) -> int | None:
    """The service leaves nextRecordPosition out on the last page; one that does not move on would never end."""
    after = start + count
    named = _number(_first(root, "nextRecordPosition"))
    if named is not None and named > start and count:
        return named
    return after if count and after <= total else None


def _refusal(root: etree._Element) -> str:
    for diagnostics in root:
        if local_name(diagnostics) == "diagnostics":
            parts = [text for name in ("message", "details") if (text := _text(_first(diagnostics, name)))]
            return ": ".join(parts).rstrip(".") or "zonder uitleg"
    return ""


def _record(node: etree._Element, where: str) -> Record | None:
    data = _first(node, "recordData")
    if data is None:
        return None
    if not len(data) and (data.text or "").lstrip().startswith("<"):
        data = parse_bytes((data.text or "").strip().encode("utf-8"), where=where)  # packed as a string
    name = cvdr_name(_text(_first(data, "identifier")))
    if name is None:
        return None
    creator = _first(data, "creator")
    return Record(
        identifier=name.expression,
        work=name.work,
        version=name.version,
        title=_text(_first(data, "title")),
        citation_title=_text(_first(data, "alternative")),
        creator=_text(creator),
        organisation=_text(_first(data, "organisatietype")) or _scheme(creator),
        rubric=next((_text(kind) for kind in _all(data, "type") if _scheme(kind).lower() == "rubriek"), ""),
        valid_from=parse_date(_text(_first(data, "inwerkingtredingDatum"))),
        valid_to=parse_date(_text(_first(data, "uitwerkingtredingDatum"))),
        xml=_text(_first(data, "publicatieurl_xml")),
    )


def _all(node: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in node.iter() if local_name(child) == name)


def _first(node: etree._Element, name: str) -> etree._Element | None:
    return next(_all(node, name), None)


def _text(node: etree._Element | None) -> str:
    return "" if node is None else " ".join("".join(node.itertext()).split())


def _scheme(node: etree._Element | None) -> str:
    """ "overheid:Gemeente" and "OVERHEID.Gemeente" both say "Gemeente"."""
    scheme = "" if node is None else node.get("scheme", "")
    return scheme.replace(".", ":").rpartition(":")[2]


def _number(node: etree._Element | None) -> int | None:
    text = _text(node)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
