"""The only XML parser of the product: no network, no external files, no entity tricks, clear Dutch errors.

Real 2012 statutes carry a DOCTYPE, so a DOCTYPE is allowed; a document that *declares an entity* is refused
(resolving entities invites expansion attacks, not resolving them silently drops text).
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from lxml import etree

from apv.errors import InputError

MAX_BYTES = 64 * 1024 * 1024
"""Largest XML file that is read; the largest real by-law is a few megabytes."""


def parse_bytes(data: bytes, *, where: str, keep_comments: bool = False) -> etree._Element:
    """Parse `data` and return its root. Raises InputError (what, where with line, what to do) when it cannot."""
    _refuse_what_is_not_xml(data, where)
    try:
        root = etree.fromstring(data, _parser(keep_comments=keep_comments))
    except etree.XMLSyntaxError as error:
        line = f"{where}, regel {error.lineno}" if error.lineno else where
        raise InputError(
            "Het bestand is geen geldige XML of is afgebroken",
            where=line,
            advice="Haal het bestand opnieuw op bij de bron.",
        ) from error
    _refuse_entities(root, where)
    return root


def parse_piece(data: bytes) -> etree._Element:
    """Parse a piece of a document that is known to be well-formed, as parse_bytes would have parsed it there."""
    return etree.fromstring(data, _parser())


def parse_file(path: Path, *, keep_comments: bool = False) -> etree._Element:
    """Parse the file at `path`; see parse_bytes."""
    return parse_bytes(read_bytes(path), where=str(path), keep_comments=keep_comments)


def read_bytes(path: Path) -> bytes:
    """The bytes of `path`, or an InputError that says why they cannot be had."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(
                "Het bestand is te groot",
                where=str(path),
                advice=f"De grens is {MAX_BYTES // 1024 // 1024} MB.",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            "Het bestand bestaat niet", where=str(path), advice="Controleer de naam en de map."
        ) from error
    except IsADirectoryError as error:
        raise InputError("Dit is een map, geen bestand", where=str(path)) from error
    except OSError as error:
        raise InputError(
            "Het bestand kan niet worden gelezen", where=str(path), advice=f"{error.strerror}."
        ) from error


def local_name(element: etree._Element) -> str:
    """The tag without its namespace; official XML is matched on local names."""
    tag = cast(str, element.tag)
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _parser(*, keep_comments: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=not keep_comments,
        remove_pis=True,
    )


def _refuse_what_is_not_xml(data: bytes, where: str) -> None:
    if not data or data.isspace():
        raise InputError("Het bestand is leeg", where=where, advice="Haal het bestand opnieuw op.")
    if data[:4] == b"PK\x03\x04":
        raise InputError(
            "Dit is een Word-, Excel- of zipbestand, geen XML",
            where=where,
            advice="Kies de XML-versie van de regeling.",
        )
    head = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if not head.startswith(b"<"):
        raise InputError("Dit is geen XML-bestand", where=where, advice="Kies de XML-versie van de regeling.")


def _refuse_entities(root: etree._Element, where: str) -> None:
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.entities()), None) is not None:
        raise InputError(
            "Het bestand declareert eigen entiteiten en wordt om veiligheidsredenen niet gelezen",
            where=where,
            advice="Officiële XML heeft die niet; haal het bestand opnieuw op bij de bron.",
        )
