"""Where official texts are searched and fetched: services.xml as values, and which addresses may be asked at all.

Addresses, search questions and the marks of a general by-law are data in legal_sources/; `plan` and `official`
work from the `Services` read here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from apv.data_files import data_folder
from apv.errors import CatalogueError, InputError
from apv.safe_xml import parse_file

OWN_COMPUTER = frozenset({"127.0.0.1", "localhost", "::1"})
"""Hosts that may be asked without https and without a pause: a server on this computer, as in the tests."""


@dataclass(frozen=True, slots=True)
class BylawMarks:
    """How the general by-law of a municipality is known. The patterns are lower case, with * for any text."""

    organisation: str
    rubric: str
    titles: tuple[str, ...]
    maybe: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Services:
    """The official services. `pause` is in seconds, `page` in records; the texts are templates for str.format."""

    search: str
    connection: str
    page: int
    pause: float
    find_municipality: tuple[str, ...]
    find_all: tuple[str, ...]
    find_work: tuple[str, ...]
    marks: BylawMarks
    repository: str
    bylaw_text: str
    law_manifest: str
    law_text: str

    def bylaw_address(self, work: str, version: int) -> str:
        """Where the XML of one version of a by-law stands."""
        return self.repository + self.bylaw_text.format(work=work, version=version)

    def manifest_address(self, law: str) -> str:
        """Where the list of all states of a law (BWB number) stands."""
        return self.repository + self.law_manifest.format(law=law)

    def law_address(self, law: str, state: str, item: str) -> str:
        """Where the XML of one state of a law stands."""
        return self.repository + self.law_text.format(law=law, state=state, item=item)

    def allowed(self, address: str) -> str:
        """`address` as it may be asked: https, on one of the hosts of these services; else InputError."""
        own = {_host(self.search), _host(self.repository)}
        try:
            parts = urlsplit(address)
            host = _host(address)
        except ValueError:
            parts, host = urlsplit(""), ""
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
            raise InputError("Dit is geen webadres waar een regeling kan staan", where=address[:200])
        if host not in own:
            raise InputError(
                "Dit adres hoort niet bij de officiële diensten en wordt niet bezocht",
                where=address[:200],
                advice="Haal het bestand zelf op en voeg het toe met apv library add.",
            )
        if parts.hostname in OWN_COMPUTER:
            return address
        return parts._replace(scheme="https").geturl()


def load_services(path: Path | None = None) -> Services:
    """The services in the file at `path`, or those that come with the program.

    Raises CatalogueError naming the line when the file breaks services.xsd.
    """
    folder = data_folder("legal_sources")
    root = parse_file(path or folder / "services.xml")
    schema = etree.XMLSchema(file=str(folder / "services.xsd"))
    if not schema.validate(root):
        first = schema.error_log[0]
        raise CatalogueError(
            "De lijst met diensten houdt zich niet aan services.xsd",
            where=f"{path or 'services.xml'}, regel {first.line}",
            advice=f"De controle meldt: {first.message}",
        )
    return _services(root)


def _services(root: etree._Element) -> Services:
    search, bylaw, repository = (_child(root, name) for name in ("search", "bylaw", "repository"))
    return Services(
        search=search.get("address", ""),
        connection=search.get("connection", ""),
        page=int(search.get("page", "1")),
        pause=float(root.get("pause", "1")),
        find_municipality=_finds(root, "municipality"),
        find_all=_finds(root, "all"),
        find_work=_finds(root, "work"),
        marks=BylawMarks(
            organisation=bylaw.get("organisation", ""),
            rubric=bylaw.get("rubric", ""),
            titles=_texts(bylaw, "title"),
            maybe=_texts(bylaw, "maybe"),
            never=_texts(bylaw, "not"),
        ),
        repository=repository.get("address", ""),
        bylaw_text=_text(_child(repository, "bylaw-text")),
        law_manifest=_text(_child(repository, "law-manifest")),
        law_text=_text(_child(repository, "law-text")),
    )


def _child(node: etree._Element, name: str) -> etree._Element:
    found = node.find(name)
    assert found is not None  # the schema requires it
    return found


def _text(node: etree._Element) -> str:
    return " ".join((node.text or "").split())


def _texts(node: etree._Element, name: str) -> tuple[str, ...]:
    return tuple(_text(child) for child in node.findall(name))


def _finds(root: etree._Element, purpose: str) -> tuple[str, ...]:
    return tuple(_text(node) for node in root.findall("find") if node.get("for") == purpose)


def _host(address: str) -> str:
    """Host and port; the port that goes with the scheme counts as none. Raises ValueError for nonsense."""
    parts = urlsplit(address)
    port = parts.port
    return (parts.hostname or "") + ("" if port in {None, 80, 443} else f":{port}")
