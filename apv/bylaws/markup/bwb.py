"""National statutes (BWB) to Regulation: the modern `toestand` and the `wetgeving` files of 2012.

Statutes are read by the same structure reader as by-laws; here stand the document around the text and what is left
out of it (metadata, editors' remarks, footnotes).
"""

from __future__ import annotations

from lxml import etree

from apv.bylaws.markup.dates import parse_date
from apv.bylaws.markup.roots import STATUTE_ROOTS, refuse_root
from apv.bylaws.markup.structure import ATTACHMENTS, StructureReader
from apv.bylaws.markup.trouble import Trouble
from apv.bylaws.regulation import Article, Block, Division, Metadata, Regulation
from apv.findings import Severity
from apv.safe_xml import local_name, parse_bytes

LEFT_OUT = frozenset({"meta-data", "redactie", "opmerkingen-inhoud", "noot"})
"""Elements whose text is no text of the law."""

_TEXTS = frozenset({"wettekst", "regeling-tekst", "circulaire-tekst", "verdragtekst", "tekst"})
_BODIES = frozenset({"wet-besluit", "regeling", "circulaire", "verdrag", "rijksbesluit"})
_CLOSINGS = frozenset({"wetsluiting", "regeling-sluiting", "circulaire-sluiting"})
_ABOUT = frozenset({"bwb-inputbestand", "bwb-wijzigingen", "redactionele-correcties"})
_METADATA = frozenset(
    {"toestand", "wetgeving", "redactionele-correctie", "brondata", "oorspronkelijk", "publicatie", "jcis", "jci"}
    | {"publicatiejaar", "publicatienr", "uitgiftedatum", "ondertekeningsdatum", "inwerkingtreding", "juncto"}
    | {"inwerkingtreding.datum", "dossierref", "kenmerk", "terugwerkend.datum", "terugwerkende-kracht"}
    | {"gegenereerde-tekst", "terugwerkende-kracht-data", "terugwerkende-kracht-opmerkingen", "rectificatie"}
    | {"noot.nr", "noot.al"}
)
"""Names inside what is left out."""


def read_bwb(data: bytes, *, where: str) -> Regulation:
    """The statute in `data`; `where` names it in messages. Raises InputError when it is no BWB document."""
    return statute_from(parse_bytes(data, where=where), where=where)


def statute_from(root: etree._Element, *, where: str) -> Regulation:
    """The statute under `root`: `toestand` or `wetgeving`. Raises InputError for another root, in words."""
    if local_name(root) not in STATUTE_ROOTS:
        refuse_root(root, where)
    trouble = Trouble(where)
    structure = StructureReader(where=where, left_out=LEFT_OUT)
    structure.survey(root, trouble, known=LEFT_OUT | _ABOUT | _METADATA, few_attributes=False)
    parts = _Statute(structure)
    parts.read(root)
    if not parts.body:
        trouble.add(
            Severity.ERROR, "no-text", "De wet heeft geen tekst", "Haal het bestand opnieuw op bij de bron."
        )
    return Regulation(
        parts.metadata(root),
        parts.title,
        tuple(parts.preamble),
        tuple(parts.body),
        tuple(parts.closing),
        tuple(parts.structure.attachments),
        tuple(parts.signing),
        findings=trouble.findings(),
        source=where,
    )


class _Statute:
    """The parts of a statute while it is read."""

    def __init__(self, structure: StructureReader) -> None:
        self.structure = structure
        self.title = ""
        self.citation_title = ""
        self.kind = ""
        self.preamble: list[Block] = []
        self.body: list[Division | Article] = []
        self.closing: list[Block] = []
        self.signing: list[str] = []

    def read(self, element: etree._Element) -> None:
        """`toestand`, `wetgeving`, `wet-besluit` and the like."""
        reader = self.structure.blocks
        self.kind = self.kind or element.get("soort", "")
        for child in element:
            name = reader.names[child.tag]
            if name == "wetgeving" or name in _BODIES:
                self.read(child)
            elif name in _TEXTS:
                self.body += self.structure.nodes(child)
            elif name == "intitule":
                self.title = reader.line(child)
            elif name == "citeertitel":
                self.citation_title = self.citation_title or reader.line(child)
            elif name == "aanhef":
                self.preamble += reader.blocks(child)
            elif name in _CLOSINGS:
                self._read_closing(child)
            elif name in ATTACHMENTS:
                self.structure.attachment(child)
            elif name == "officiele-inhoudsopgave":
                self.body.append(Division("inhoudsopgave", blocks=tuple(reader.blocks(child))))
            elif name not in _ABOUT and reader.names[child.tag] not in reader.left_out:
                self.body += self.structure.loose(child)

    def _read_closing(self, element: etree._Element) -> None:
        reader = self.structure.blocks
        for child in element:
            if reader.names[child.tag] == "slotformulering":
                self.closing += reader.blocks(child)
            elif reader.names[child.tag] not in reader.left_out:
                self.signing += reader.lines(child)

    def metadata(self, root: etree._Element) -> Metadata:
        """What the root says: the number of the law and the day from which this text holds."""
        number = root.get("bwb-id", "")
        return Metadata(
            identifier=number,
            work=number,
            title=self.title,
            citation_title=self.citation_title,
            kind=self.kind,
            valid_from=parse_date(root.get("inwerkingtreding", "")),
            language="nl",
        )
