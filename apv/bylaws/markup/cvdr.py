"""Official by-law XML (CVDR) to Regulation and back: the door through which by-laws and drafts enter.

Reading: safe_xml -> root check -> metadata, structure, contents -> Regulation with findings. Fragments of drafts
(articles, prose documents) are read by the same readers.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from lxml import etree

from apv.bylaws.markup.contents import mark_contents
from apv.bylaws.markup.cvdr_write import write_cvdr
from apv.bylaws.markup.metadata import read_metadata
from apv.bylaws.markup.outline import Outline, parse_outline
from apv.bylaws.markup.roots import refuse_root
from apv.bylaws.markup.structure import ATTACHMENTS, StructureReader
from apv.bylaws.markup.trouble import Trouble
from apv.bylaws.regulation import Article, Block, Division, Metadata, Regulation
from apv.findings import Severity
from apv.safe_xml import local_name, parse_bytes, read_bytes

__all__ = [
    "parse_articles",
    "parse_blocks",
    "parse_division",
    "parse_fragment",
    "read_bylaw",
    "read_cvdr",
    "regulation_from",
    "write_cvdr",
]

_SIGNING = frozenset({"ondertekening", "ondertekenaar", "gegeven"})


def read_bylaw(path: Path) -> Regulation:
    """The by-law in the file at `path`. Raises InputError for anything that is not a readable by-law."""
    return read_cvdr(read_bytes(path), where=str(path))


def read_cvdr(data: bytes, *, where: str) -> Regulation:
    """The by-law in `data`; `where` names it in messages. Raises InputError when it is no CVDR document."""
    return regulation_from(parse_outline(data, where=where), where=where)


def regulation_from(outline: Outline, *, where: str) -> Regulation:
    """The by-law in `outline`. Raises InputError for another root than `cvdr`, in words."""
    root = outline.root
    if local_name(root) != "cvdr":
        refuse_root(root, where)
    trouble = Trouble(where)
    structure = StructureReader(where=where, seen=outline.seen)
    parts = _Parts(structure)
    meta = None
    for child in root:
        name = structure.blocks.names[child.tag]
        if name == "meta":
            meta = child
        else:
            structure.survey(child, trouble)
            parts.read(child)
    metadata = read_metadata(meta, structure.blocks, trouble)
    body, tables_of_contents = mark_contents(parts.body)
    regulation = Regulation(
        metadata,
        parts.title,
        tuple(parts.preamble),
        body,
        tuple(parts.closing),
        tuple(structure.attachments),
        tuple(parts.signing),
        source=where,
    )
    _check(regulation, tables_of_contents, trouble)
    object.__setattr__(regulation, "findings", trouble.findings())
    return regulation


def parse_articles(element: etree._Element, *, where: str = "concept") -> tuple[Article, ...]:
    """The articles in a fragment: an `artikel`, or any element that holds them."""
    structure = StructureReader(where=where)
    if local_name(element) == "artikel":
        return (structure.article(element),)
    return Regulation(Metadata(), body=structure.nodes(element)).articles


def parse_division(element: etree._Element, *, where: str = "concept") -> Division:
    """A prose document or part of it (`tekst` with `kop`, text and inner `tekst`) with its headings kept."""
    return StructureReader(where=where).division(element)


def parse_blocks(element: etree._Element, *, where: str = "concept") -> tuple[Block, ...]:
    """Everything in `element` as blocks; a heading (`kop`) becomes a bold paragraph."""
    return tuple(StructureReader(where=where).blocks.blocks(element))


def parse_fragment(xml: bytes | str, where: str) -> tuple[Division | Article, ...]:
    """The divisions and articles in a piece of CVDR text: one element, or several side by side."""
    text = xml.decode("utf-8") if isinstance(xml, bytes) else xml
    root = parse_bytes(f"<fragment>{text}</fragment>".encode(), where=where)
    return StructureReader(where=where).nodes(root)


class _Parts:
    """The parts of a regulation while its body is read."""

    def __init__(self, structure: StructureReader) -> None:
        self._structure = structure
        self.title = ""
        self.preamble: list[Block] = []
        self.body: list[Division | Article] = []
        self.closing: list[Block] = []
        self.signing: list[str] = []

    def read(self, child: etree._Element) -> None:
        """A part of the document: `body`, `regeling`, or one of the parts in them."""
        reader = self._structure.blocks
        name = reader.names[child.tag]
        if name in {"regeling", "body"}:
            for part in child:
                self.read(part)
        elif name == "intitule":
            self.title = f"{self.title} {reader.line(child)}".strip()
        elif name == "aanhef":
            self.preamble += reader.blocks(child)
        elif name == "regeling-tekst":
            self.body += self._structure.nodes(child)
        elif name == "regeling-sluiting":
            self._read_closing(child)
        elif name in ATTACHMENTS:
            self._structure.attachment(child)
        else:
            self.body += self._structure.loose(child)

    def _read_closing(self, element: etree._Element) -> None:
        reader = self._structure.blocks
        for child in element:
            if reader.names[child.tag] in _SIGNING:
                self.signing += reader.lines(child)
            else:
                self.closing += reader.child(child)


def _check(regulation: Regulation, tables_of_contents: int, trouble: Trouble) -> None:
    """The profile check: no schema of CVDR is public, so this is not called validation."""
    if not regulation.body:
        trouble.add(
            Severity.ERROR,
            "no-text",
            "De regeling heeft geen tekst",
            "Bekijk de officiële publicatie; misschien staat de tekst in een bijlage of een pdf.",
        )
    elif not regulation.articles:
        trouble.add(
            Severity.WARNING,
            "no-articles",
            "De regeling heeft geen artikelen, alleen lopende tekst",
            "De tekst is gelezen, maar verboden worden alleen in artikelen gezocht.",
        )
    if tables_of_contents:
        trouble.add(
            Severity.NOTE,
            "contents-in-text",
            "In de tekst staat een inhoudsopgave; die telt niet als artikelen",
            count=tables_of_contents,
        )
    numbers = Counter(article.number for article in regulation.articles if article.number)
    for number, count in numbers.items():
        if count > 1:
            trouble.add(
                Severity.WARNING,
                "number-twice",
                f"Artikel {number} komt meer dan eens voor",
                "Controleer welk artikel bedoeld is.",
                count,
            )
