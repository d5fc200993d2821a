"""A server that stands in for the official services: it speaks SRU 1.2, serves files, and misbehaves on demand.

Strict where the real services are: bare search terms and unknown indexes are refused, `=` matches loose words in
any order, and the last page has no nextRecordPosition.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape, quoteattr

from apv.data_files import data_folder

ANSWERS = 'xmlns:sru="http://www.loc.gov/zing/srw/" xmlns:diag="http://www.loc.gov/zing/srw/diagnostic/"'
RECORD = (
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:overheidrg="http://standaarden.overheid.nl/cvdr/terms/" '
    'xmlns="http://standaarden.overheid.nl/sru"'
)
RUBRIC = "algemeen verbindend voorschrift (verordening)"
CLAUSE = re.compile(r'([\w.]+)\s*(==|=)\s*(?:"((?:[^"\\]|\\.)*)"|([\w*.-]+))')


@dataclass(frozen=True)
class Regeling:
    """A regulation in the search index of the server."""

    id: str
    title: str
    creator: str
    citation: str = ""
    rubric: str = RUBRIC
    scheme: str = "overheid:Gemeente"
    kind: str = "Gemeente"
    begins: str = "2023-01-01"
    ends: str = ""
    body: str = ""
    xml: str | None = None

    def matches(self, index: str, value: str) -> bool:
        if index == "gemeente":
            return self.creator == value
        if index == "overheidrg.datumGeldendOp":
            return self.begins <= date.fromisoformat(value).isoformat() < (self.ends or "9999")
        if index == "dcterms.identifier":
            return re.fullmatch(re.escape(value).replace(r"\*", ".*"), self.id) is not None
        texts = {"dcterms.title": self.title, "dcterms.creator": self.creator, "overheidrg.body": self.body}
        return set(words(value)) <= set(words(texts[index]))


INDEXES = {"gemeente", "overheidrg.datumGeldendOp", "dcterms.identifier", "dcterms.title", "dcterms.creator"} | {
    "overheidrg.body"
}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@dataclass
class Fault:
    """What the server does instead of serving a document. `times` counts down; below zero it never ends."""

    kind: str
    times: int = -1
    value: str = ""


@dataclass
class OfficialServer:
    """Documents by path, the search index, faults by path, and every request that came in."""

    documents: dict[str, bytes] = field(default_factory=dict)
    index: list[Regeling] = field(default_factory=list)
    faults: dict[str, Fault] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    release: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)
    zipped: bool = False
    address: str = ""

    def serve(self, path: str, data: bytes) -> str:
        """Put a document on the server; its address."""
        self.documents[path] = data
        return self.address + path

    def asked(self, part: str) -> int:
        """How often an address with this in it was asked."""
        return sum(part in path for path in self.requests)

    def services(self, folder: Path, *, page: int = 3, pause: str = "0") -> Path:
        """The real services.xml, with this server in the place of the real ones."""
        text = (data_folder("legal_sources") / "services.xml").read_text("utf-8")
        text = re.sub(r'<search address="[^"]*"', f'<search address="{self.address}/sru/Search"', text)
        text = re.sub(r'<repository address="[^"]*"', f'<repository address="{self.address}"', text)
        text = re.sub(r'page="\d+"', f'page="{page}"', text)
        text = re.sub(r'<services pause="[^"]*"', f'<services pause="{pause}"', text)
        path = folder / "services.xml"
        path.write_text(text, "utf-8")
        return path

    def search(self, arguments: dict[str, list[str]]) -> bytes:
        """The answer to a question, as the search service gives it."""
        value = {name: values[0] for name, values in arguments.items()}
        if (value["version"], value["operation"], value["x-connection"]) != ("1.2", "searchRetrieve", "cvdr"):
            return refusal("Unsupported version")
        found = self.found(value["query"])
        if found is None:
            return refusal("Unsupported index", "cql.serverChoice")
        start, size = int(value["startRecord"]), int(value["maximumRecords"])
        page = found[start - 1 : start - 1 + size]
        following = start + size if start - 1 + size < len(found) else None
        records = "".join(self.record(one, start + at) for at, one in enumerate(page))
        more = f"<sru:nextRecordPosition>{following}</sru:nextRecordPosition>" if following else ""
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><sru:searchRetrieveResponse {ANSWERS}>'
            f"<sru:version>1.2</sru:version><sru:numberOfRecords>{len(found)}</sru:numberOfRecords>"
            f"<sru:records>{records}</sru:records>{more}</sru:searchRetrieveResponse>"
        ).encode()

    def found(self, query: str) -> list[Regeling] | None:
        """What the query finds; None for a query that the service refuses."""
        clauses = [
            (match[1], match[4] if match[3] is None else re.sub(r"\\(.)", r"\1", match[3]))
            for match in CLAUSE.finditer(query)
        ]
        left = re.sub(r"\band\b", "", CLAUSE.sub("", query)).strip()
        if left or not clauses or {index for index, _ in clauses} - INDEXES:
            return None
        return [one for one in self.index if all(one.matches(index, wanted) for index, wanted in clauses)]

    def record(self, one: Regeling, position: int) -> str:
        work, _, version = one.id.partition("_")
        address = f"{self.address}/cvdr/{work}/{version}/xml/{one.id}.xml" if one.xml is None else one.xml
        rubric = f'<dcterms:type scheme="overheidop:Rubriek">{one.rubric}</dcterms:type>' if one.rubric else ""
        return (
            "<sru:record><sru:recordSchema>http://standaarden.overheid.nl/sru/</sru:recordSchema>"
            f"<sru:recordPacking>xml</sru:recordPacking><sru:recordData><gzd {RECORD}><originalData>"
            f"<overheidrg:meta><owmskern>{element('dcterms:identifier', one.id)}"
            f"{element('dcterms:title', one.title)}"
            f'<dcterms:type scheme="overheid:Informatietype">regeling</dcterms:type>{rubric}'
            f"<dcterms:creator scheme={quoteattr(one.scheme)}>{escape(one.creator)}</dcterms:creator></owmskern>"
            f"<owmsmantel>{element('dcterms:alternative', one.citation)}</owmsmantel>"
            f"<cvdripm>{element('overheidrg:inwerkingtredingDatum', one.begins)}"
            f"{element('overheidrg:uitwerkingtredingDatum', one.ends)}</cvdripm></overheidrg:meta></originalData>"
            f"<enrichedData>{element('organisatietype', one.kind)}{element('publicatieurl_xml', address)}"
            f"</enrichedData></gzd></sru:recordData><sru:recordPosition>{position}</sru:recordPosition></sru:record>"
        )


def element(name: str, text: str) -> str:
    """An element, left out when there is nothing in it."""
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def refusal(message: str, details: str = "") -> bytes:
    return (
        f"<sru:searchRetrieveResponse {ANSWERS}><sru:version>1.2</sru:version>"
        "<sru:numberOfRecords>0</sru:numberOfRecords><sru:diagnostics><diag:diagnostic>"
        f"<diag:uri>info:srw/diagnostic/1/16</diag:uri><diag:details>{details}</diag:details>"
        f"<diag:message>{message}</diag:message></diag:diagnostic></sru:diagnostics></sru:searchRetrieveResponse>"
    ).encode()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    official: OfficialServer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        assert isinstance(self.server, _Http)
        self.official = official = self.server.official
        official.requests.append(self.path)
        official.headers.append({name.lower(): value for name, value in self.headers.items()})
        official.agents.add(self.headers.get("User-Agent", ""))
        parts = urlsplit(self.path)
        fault = official.faults.get(parts.path)
        if fault is not None and fault.times:
            fault.times -= 1
            self.misbehave(fault, official.documents.get(parts.path, b"<x></x>"))
        elif parts.path == "/sru/Search":
            self.answer(200, official.search(parse_qs(parts.query)))
        elif parts.path in official.documents:
            self.document(official.documents[parts.path])
        else:
            self.answer(404, b"")

    def document(self, data: bytes) -> None:
        etag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
        known = {"ETag": etag, "Last-Modified": "Mon, 02 Nov 2026 08:00:00 GMT"}
        if self.headers.get("If-None-Match") == etag:
            self.answer(304, b"", headers=known)
        else:
            self.answer(200, data, headers=known)

    def answer(
        self, status: int, data: bytes, *, kind: str = "application/xml", headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if self.official.zipped and data and status == 200:
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def misbehave(self, fault: Fault, data: bytes) -> None:
        """By kind: a status ("404"), something else than the document ("html", "other", "altered", "half"), being
        sent on ("redirect"), silence ("slow"), or less than was promised ("cut", "chunks", "drip")."""
        if fault.kind.isdigit():
            self.answer(int(fault.kind), b"", headers={"Retry-After": fault.value} if fault.value else None)
        elif fault.kind == "redirect":
            self.answer(302, b"", headers={"Location": fault.value})
        elif fault.kind == "slow":
            self.official.reached.set()
            self.official.release.wait(30)
            self.close_connection = True
        elif fault.kind in {"cut", "chunks", "drip"}:
            self.broken_off(fault.kind, data)
        else:
            page = b"<!DOCTYPE html><html><body>Even geduld</body></html>"
            instead = {"html": page, "altered": data.replace(b"</", b" </", 1), "half": data[: len(data) // 2]}
            wrong = instead[fault.kind] if fault.kind in instead else self.official.documents[fault.value]
            self.answer(200, wrong, kind="text/html" if fault.kind == "html" else "application/xml")

    def broken_off(self, kind: str, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        if kind == "chunks":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        else:
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[: len(data) // 2])
        self.wfile.flush()
        if kind == "drip":
            self.official.release.wait(30)
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test output clean."""


@contextmanager
def running() -> Iterator[OfficialServer]:
    """A server on this computer, for as long as the block lasts."""
    http = _Http(("127.0.0.1", 0), _Handler)
    http.official = OfficialServer(address=f"http://127.0.0.1:{http.server_address[1]}")
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield http.official
    finally:
        http.official.release.set()
        http.shutdown()
        http.server_close()
