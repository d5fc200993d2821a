"""Opens a Word file (DOCX) safely: only the parts that hold text, within bounds, nothing fetched.

A Word file comes from anywhere: by mail, from a shared folder. It is a zip file with XML; both are checked before
`word` reads them. Addresses in it are text, never followed.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from apv.bylaws.store.files import DAMAGED, unpack
from apv.errors import InputError
from apv.safe_xml import MAX_BYTES, local_name, parse_bytes

MOST_PARTS = 5000
"""Files in one Word file; a large one has some hundreds, mostly pictures."""
MOST_UNPACKED = 4 * MAX_BYTES
"""Bytes of a Word file with its pictures, unpacked."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
"""The strict form of the standard has other names for the same things."""
_BESIDE = frozenset({"footnotes", "endnotes", "header", "footer", "comments"})
"""The parts that hold what stands beside the text."""
_AGAIN = "Sla het opnieuw op als .docx in Word of LibreOffice."


@dataclass(frozen=True)
class WordPackage:
    """The parts of a Word file that say what it reads. `links`: the addresses of its hyperlinks by their id;
    `beside`: the roots of notes, headers, footers and comments by the id under which the document knows them."""

    document: etree._Element
    styles: etree._Element | None = None
    numbering: etree._Element | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, etree._Element] = field(default_factory=dict)

    def parts(self, name: str) -> Iterator[etree._Element]:
        """The parts beside the text whose root has this name ("footnotes")."""
        return (root for root in self.beside.values() if local_name(root) == name)


def is_word(data: bytes) -> bool:
    """True for what claims to be a Word file: a zip file, or its old format (which is refused in words)."""
    return data[:4] == b"PK\x03\x04" or data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_package(data: bytes, *, where: str) -> WordPackage:
    """The text parts of the Word file in `data`; `where` names it. Raises InputError for anything else."""
    _refuse_other_formats(data, where)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, where)
    except DAMAGED as error:
        raise InputError("Het Word-bestand is beschadigd of niet volledig", where=where, advice=_AGAIN) from error


def _refuse_other_formats(data: bytes, where: str) -> None:
    if not data:
        raise InputError("Het bestand is leeg", where=where, advice="Sla het opnieuw op of vraag het opnieuw.")
    if data[:4] == b"PK\x03\x04":
        return
    if is_word(data):
        raise InputError(
            "Dit is een oud Word-bestand (.doc), of een met een wachtwoord", where=where, advice=_AGAIN
        )
    raise InputError("Dit is geen Word-bestand (.docx)", where=where, advice=_AGAIN)


def _read(archive: zipfile.ZipFile, where: str) -> WordPackage:
    parts = _checked_parts(archive, where)
    main = _main_part(archive, parts, where)
    document = _xml(archive, parts, main, where)
    if local_name(document) != "document" or document.find(f"{W}body") is None:
        raise InputError("In dit bestand staat geen Word-tekst", where=where, advice=_AGAIN)
    names: dict[str, str] = {}
    links: dict[str, str] = {}
    beside: dict[str, etree._Element] = {}
    folder, _, name = main.rpartition("/")
    for relation in _relations(archive, parts, f"{folder}/_rels/{name}.rels".lstrip("/"), where):
        kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            links[relation.get("Id", "")] = target if kind == "hyperlink" else ""
        else:
            names.setdefault(kind, _inside(folder, target))
            if kind in _BESIDE and _inside(folder, target) in parts:
                beside[relation.get("Id", "")] = _xml(archive, parts, _inside(folder, target), where)
    styles, numbering = (
        _xml(archive, parts, names[kind], where) if names.get(kind) in parts else None
        for kind in ("styles", "numbering")
    )
    return WordPackage(document, styles, numbering, links, beside)


def _checked_parts(archive: zipfile.ZipFile, where: str) -> dict[str, zipfile.ZipInfo]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    parts = {entry.filename: entry for entry in entries}
    if "mimetype" in parts and "content.xml" in parts:
        raise InputError("Dit is een OpenDocument-bestand (.odt)", where=where, advice=_AGAIN)
    if len(parts) < len(entries):
        raise InputError("In het Word-bestand staat een onderdeel dubbel", where=where, advice=_AGAIN)
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise InputError(
            "Het Word-bestand is uitgepakt te groot en is niet gelezen",
            where=where,
            advice=f"De grens is {MOST_PARTS} onderdelen en {MOST_UNPACKED >> 20} MB.",
        )
    return parts


def _main_part(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo], where: str) -> str:
    for relation in _relations(archive, parts, "_rels/.rels", where):
        if relation.get("Type", "").endswith("/officeDocument") and relation.get("TargetMode") != "External":
            target = _inside("", relation.get("Target", ""))
            if target in parts:
                return target
    raise InputError("Dit zipbestand is geen Word-bestand (.docx)", where=where, advice=_AGAIN)


def _relations(
    archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo], name: str, where: str
) -> list[etree._Element]:
    if name not in parts:
        return []
    return [node for node in _xml(archive, parts, name, where) if local_name(node) == "Relationship"]


def _xml(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo], name: str, where: str) -> etree._Element:
    item = unpack(archive, parts[name], name)
    if item.reason:
        raise InputError(f"Het Word-bestand kan niet worden gelezen: {item.reason}", where=f"{where}: {name}")
    data = item.data
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return parse_bytes(data, where=f"{where}: {name}")


def _inside(folder: str, target: str) -> str:
    """The name of a part in the file: a target is relative to the folder of the part that names it."""
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
