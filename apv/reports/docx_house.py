"""The municipality's own Word file as house style: its styles, page, headers, footers and logo; its text goes.

Beside it may stand a TOML file of the same name that says which of its styles has which role, in the form of
templates/house_style.toml; what that leaves out is as in ours.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from docx.styles.style import ParagraphStyle

from apv.data_files import data_folder
from apv.dutch import enumeration
from apv.errors import InputError
from apv.findings import Finding, Severity
from apv.reports.docx_style import HouseStyle, Look, house_style, read_toml
from apv.safe_xml import read_bytes

TEMPLATE_TYPE, DOCUMENT_TYPE = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
TYPES = "[Content_Types].xml"
NUMBERING = b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
OF_THE_TEXT = ("image", "hyperlink", "chart", "oleObject", "package", "comments", "commentsExtended", "aFChunk")
"""Kinds of relationships that belong to the text that goes, not to headers and footers."""
NO_DESCRIPTION = "Beeldmerk van de gemeente"
LOCKS = ("w:documentProtection", "w:trackRevisions", "w:mailMerge")
"""Settings that would be in the way of whoever finishes the document."""


def house_style_from(path: Path) -> HouseStyle:
    """The house style in the Word file (or Word template) at `path`.

    A style that it does not have is a finding, and ours is used. Raises InputError when the file cannot be read.
    """
    word = _open(path)
    beside = path.with_suffix(".toml")
    data = read_toml(data_folder("templates") / "house_style.toml")
    if beside.is_file():
        data = _merged(data, read_toml(beside))
    ours = house_style(data, where=beside)
    looks: dict[str, Look] = {}
    own: set[str] = set()
    missing: list[Look] = []
    for key, look in ours.looks.items():
        found = _style(word, look.name)
        if found is None:
            missing.append(look)
            looks[key] = look if look.name not in word.styles else replace(look, name=f"{look.name} (apv)")
        else:
            own.add(key)
            left = found.paragraph_format.left_indent
            looks[key] = replace(look, left=round(left.cm, 2) if left else 0)
    _empty(word)
    return replace(
        ours,
        looks=looks,
        own=frozenset(own),
        findings=(*_findings(missing, path), *_describe_pictures(word, path)),
        page=_page(word, ours),
        base=_saved(word),
    )


def _open(path: Path) -> WordDocument:
    data = read_bytes(path)
    try:
        return docx.Document(io.BytesIO(_as_document(data)))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, NotImplementedError) as error:
        raise InputError(
            "De huisstijl is geen leesbaar Word-bestand", where=str(path),
            advice="Sla het in Word opnieuw op als .docx (of .dotx), zonder macro's en zonder wachtwoord.",
        ) from error  # fmt: skip


def _as_document(data: bytes) -> bytes:
    """A Word template (.dotx) as a document: only its content type differs."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        if TEMPLATE_TYPE not in source.read(TYPES):
            return data
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            for entry in source.infolist():
                content = source.read(entry)
                if entry.filename == TYPES:
                    content = content.replace(TEMPLATE_TYPE, DOCUMENT_TYPE)
                packed.writestr(entry, content)
        return target.getvalue()


def _merged(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """`ours` with everything that `theirs` says differently, table by table."""
    merged = dict(ours)
    for key, value in theirs.items():
        below = merged.get(key)
        merged[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _style(word: WordDocument, name: str) -> ParagraphStyle | None:
    """The paragraph style with this name, capitals apart."""
    for style in word.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and (style.name or "").casefold() == name.casefold():
            return cast(ParagraphStyle, style)
    return None


def _findings(missing: Sequence[Look], path: Path) -> Iterator[Finding]:
    """One finding that names every style that is not there."""
    if missing:
        names = enumeration([f"'{look.name}'" for look in missing])
        yield Finding(
            Severity.NOTE, "house-style-missing", f"De huisstijl heeft niet de alineastijlen {names}",
            where=path.name,
            advice=f"Daarvoor zijn stijlen van apv gebruikt; wijs eigen stijlen aan in {path.stem}.toml.",
        )  # fmt: skip


def _describe_pictures(word: WordDocument, path: Path) -> Iterator[Finding]:
    """Give pictures in headers and footers that say nothing to who cannot see them a short description."""
    silent = 0
    for rel in word.part.rels.values():
        if rel.reltype.rpartition("/")[2] in ("header", "footer"):
            element: Any = rel.target_part
            for picture in element.element.iter(qn("wp:docPr")):
                if not picture.get("descr"):
                    picture.set("descr", NO_DESCRIPTION)
                    silent += 1
    if silent:
        yield Finding(
            Severity.NOTE, "house-style-alt-text", "Een afbeelding in de kop- of voettekst heeft geen alt-tekst",
            where=path.name, advice=f"Er is '{NO_DESCRIPTION}' ingevuld; zet in Word een betere tekst.",
        )  # fmt: skip


def _empty(word: WordDocument) -> None:
    """Take the text out; the last section stays, with the headers and footers that it has or takes over."""
    body: Any = word.element.body
    last = body.sectPr if body.sectPr is not None else body.add_sectPr()
    for reference in _references(word):
        last.insert(0, reference)
    for node in list(body):
        if node is not last:
            body.remove(node)
    rels: Any = word.part.rels
    for key in [key for key, rel in rels.items() if rel.reltype.rpartition("/")[2] in OF_THE_TEXT]:
        del rels[key]
    settings: Any = word.settings.element
    for tag in LOCKS:
        for node in settings.findall(qn(tag)):
            settings.remove(node)
    if not any(rel.reltype == RELATIONSHIP_TYPE.NUMBERING for rel in rels.values()):
        part = NumberingPart.load(PackURI("/word/numbering.xml"), NUMBERING_TYPE, NUMBERING, word.part.package)
        word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)


def _references(word: WordDocument) -> Iterator[Any]:
    """Headers and footers of earlier sections that the last one takes over because it has none of that kind."""
    found: dict[tuple[str, str], Any] = {}
    last: set[tuple[str, str]] = set()
    for section in word.sections:
        holder: Any = section._sectPr
        nodes = [*holder.findall(qn("w:headerReference")), *holder.findall(qn("w:footerReference"))]
        last = {(node.tag, node.get(qn("w:type"))) for node in nodes}
        found.update({(node.tag, node.get(qn("w:type"))): node for node in nodes})
    return (node for key, node in found.items() if key not in last)


def _page(word: WordDocument, ours: HouseStyle) -> Mapping[str, Any]:
    """The page of the file, in centimetres; ours where it does not say."""
    section = word.sections[-1]
    lengths = {
        "top": section.top_margin, "bottom": section.bottom_margin, "left": section.left_margin,
        "right": section.right_margin,
    }  # fmt: skip
    margins = {side: length.cm if length is not None else ours.page["margins"][side]
               for side, length in lengths.items()}  # fmt: skip
    width, height = section.page_width, section.page_height
    return {
        **ours.page, "margins": margins, "width": width.cm if width else ours.page["width"],
        "height": height.cm if height else ours.page["height"],
    }  # fmt: skip


def _saved(word: WordDocument) -> bytes:
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()
