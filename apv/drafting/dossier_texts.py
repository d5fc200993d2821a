"""What the documents of a dossier say, paragraph by paragraph, as a person who opens them reads it.

The same reading is kept in herkomst.json when a dossier is made and held against it when it is verified.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from apv.bylaws.markup.word import kept, paragraphs_of, pieces
from apv.bylaws.markup.word_asides import AsideKind, read_asides
from apv.bylaws.markup.word_package import W, WordPackage, open_package
from apv.safe_xml import local_name, parse_bytes

_CHANGES = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_COMMENT = f"{W}commentReference"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_XML_LINES = {"intitule", "titel", "al", "functie", "nr"}
_NOTES: Mapping[AsideKind, str] = {"footnote": "Voetnoot", "endnote": "Eindnoot"}
_HTML_LINES = {"h1", "h2", "p", "caption", "th"}


@dataclass(frozen=True, slots=True)
class Texts:
    """The paragraphs that are not empty, white space tidied, tracked changes taken as accepted. `tracked` and
    `comments` count what is still to be settled in Word."""

    paragraphs: tuple[str, ...]
    tracked: int = 0
    comments: int = 0


def read_texts(name: str, data: bytes, *, own: bool = False) -> Texts:
    """What the file `name` says. `own`: the program has just made it, so that it need not be checked first.

    Raises InputError when it is no document of its kind; a kind that people do not read (JSON) has no paragraphs.
    """
    if name.endswith(".docx"):
        if own:
            return _word(_made(data, name))
        package = open_package(data, where=name)
        found = _word(package.document)
        return replace(found, paragraphs=(*found.paragraphs, *_notes(package)))
    if name.endswith(".xml"):
        return Texts(tuple(_marked(parse_bytes(data, where=name), _XML_LINES)))
    if name.endswith(".txt"):
        return Texts(tuple(line.strip() for line in data.decode("utf-8", "replace").splitlines() if line.strip()))
    if name.endswith(".html"):
        return Texts(tuple(_marked(etree.HTML(data), _HTML_LINES)))
    return Texts(())


def _made(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return parse_bytes(archive.read("word/document.xml"), where=name)


def _word(document: etree._Element) -> Texts:
    return Texts(
        tuple(_paragraphs(document)),
        sum(1 for _ in document.iter(*_CHANGES)),
        sum(1 for _ in document.iter(_COMMENT)),
    )


def _paragraphs(document: etree._Element) -> Iterator[str]:
    """Numbers that Word prints itself are left out: taking out one item would change those of all others."""
    doubled = {node for fallback in document.iter(_FALLBACK) for node in fallback.iter(f"{W}p")}
    text = ""
    for node in document.iter(f"{W}p"):
        if node in doubled:
            continue
        text += "".join(piece.text for piece in pieces(node) if kept(piece, "accept"))
        if node.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            continue  # its end was deleted: it runs on into the next one
        if line := " ".join(text.split()):
            yield line
        text = ""
    if line := " ".join(text.split()):
        yield line


def _notes(package: WordPackage) -> Iterator[str]:
    """Footnotes and endnotes that people added; the program makes none."""
    if package.beside:
        for aside in read_asides(package, paragraphs_of(package)):
            if aside.kind in _NOTES:
                yield from (f"{_NOTES[aside.kind]} {aside.number}: {line.shown}" for line in aside.lines)


def _marked(root: etree._Element, names: set[str]) -> Iterator[str]:
    for node in root.iter():
        if isinstance(node.tag, str) and local_name(node) in names:
            text = " ".join("".join(node.itertext()).split())
            if text:
                yield text
