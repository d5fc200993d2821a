"""Reads what a CVDR document says about itself (owmskern, owmsmantel, cvdripm), dirty dates and all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lxml import etree

from apv.bylaws.identifiers import cvdr_name
from apv.bylaws.markup.dates import is_open_end, parse_date
from apv.bylaws.markup.line import squeeze
from apv.bylaws.markup.text_blocks import BlockReader
from apv.bylaws.markup.trouble import Trouble
from apv.bylaws.regulation import Block, Metadata
from apv.findings import Severity

_REQUIRED = {
    "identifier": "het kenmerk van de regeling (identifier)",
    "title": "de titel",
    "creator": "de gemeente",
    "inwerkingtredingDatum": "de datum van inwerkingtreding",
}
_RUBRIC_SCHEME = "overheidop:Rubriek"


def read_metadata(meta: etree._Element | None, reader: BlockReader, trouble: Trouble) -> Metadata:
    """The metadata; what is missing or cannot be read becomes a finding."""
    if meta is None:
        trouble.add(Severity.WARNING, "metadata-missing", "Het bestand zegt niets over zichzelf: <meta> ontbreekt")
        return Metadata()
    fields = _Fields(meta, reader)
    for required, what in _REQUIRED.items():
        if not fields.text(required):
            trouble.add(Severity.WARNING, "metadata-missing", f"In de metadata ontbreekt {what}")
    declared = fields.text("identifier")
    name = cvdr_name(declared)
    if declared and name is None:
        trouble.add(
            Severity.WARNING,
            "identifier-unreadable",
            f"Het kenmerk '{declared}' is geen CVDR-kenmerk",
            "Controleer het.",
        )
    identifier = name.expression if name else declared
    rubric, kinds = _kinds(fields)
    valid_from = _date(fields, "inwerkingtredingDatum", trouble)
    valid_to = _date(fields, "uitwerkingtredingDatum", trouble)
    _check_period(valid_from, valid_to, trouble)
    return Metadata(
        identifier=identifier,
        work=name.work if name else "",
        title=fields.text("title"),
        citation_title=fields.text("alternative"),
        creator=fields.text("creator"),
        creator_scheme=fields.attribute("creator", "scheme"),
        kind=kinds,
        valid_from=valid_from,
        valid_to=valid_to,
        issued=_date(fields, "issued", trouble),
        modified=_date(fields, "modified", trouble),
        legal_basis=tuple(reader.line(source) for source in fields.all("source")),
        announcement=fields.text("isFormatOf"),
        subject=fields.text("subject"),
        concerns=fields.text("betreft"),
        legal_basis_refs=tuple(_attribute(source, "resourceIdentifier") for source in fields.all("source")),
        announcement_ref=fields.attribute("isFormatOf", "resourceIdentifier"),
        declared_identifier=declared if declared != identifier else "",
        rubric=rubric,
        ratified_by=fields.text("isRatifiedBy"),
        language=fields.text("language"),
        spatial=fields.text("spatial"),
        rights=fields.text("rights"),
        reference=fields.text("kenmerk"),
        topic=fields.text("onderwerp"),
        delegated=fields.blocks("gedelegeerdeRegelgeving"),
        editorial=fields.blocks("redactioneleToevoeging"),
    )


class _Fields:
    """The elements of `meta` by local name, in document order."""

    def __init__(self, meta: etree._Element, reader: BlockReader) -> None:
        self._reader = reader
        self._found: dict[str, list[etree._Element]] = {}
        for group in meta:
            for element in group:
                self._found.setdefault(reader.names[element.tag], []).append(element)

    def all(self, name: str) -> list[etree._Element]:
        return self._found.get(name, [])

    def text(self, name: str) -> str:
        """The texts of all elements of this name that say something, joined."""
        return "; ".join(dict.fromkeys(text for text in map(self._reader.line, self.all(name)) if text))

    def attribute(self, name: str, attribute: str) -> str:
        return next((value for element in self.all(name) if (value := _attribute(element, attribute))), "")

    def blocks(self, name: str) -> tuple[Block, ...]:
        return tuple(block for element in self.all(name) for block in self._reader.blocks(element))

    def typed(self, name: str) -> Iterator[tuple[str, str]]:
        """Scheme and text of every element of this name."""
        for element in self.all(name):
            yield _attribute(element, "scheme"), self._reader.line(element)


def _kinds(fields: _Fields) -> tuple[str, str]:
    found = list(fields.typed("type"))
    rubric = "; ".join(text for scheme, text in found if scheme == _RUBRIC_SCHEME and text)
    return rubric, "; ".join(text for scheme, text in found if scheme != _RUBRIC_SCHEME and text)


def _attribute(element: etree._Element, name: str) -> str:
    return squeeze(element.get(name, "")).strip()


def _date(fields: _Fields, name: str, trouble: Trouble) -> date | None:
    text = fields.text(name)
    found = parse_date(text)
    if text and found is None and not is_open_end(text):
        trouble.add(Severity.WARNING, "date-unreadable", f"De datum '{text}' bij {name} is niet te lezen")
    return found


def _check_period(valid_from: date | None, valid_to: date | None, trouble: Trouble) -> None:
    if valid_from and valid_to and valid_to < valid_from:
        trouble.add(
            Severity.WARNING,
            "dates-reversed",
            f"De regeling eindigt ({valid_to:%d-%m-%Y}) voordat zij begint ({valid_from:%d-%m-%Y})",
            "Controleer de geldigheid in de officiële publicatie.",
        )
    elif valid_from and valid_from == valid_to:
        trouble.add(
            Severity.NOTE,
            "dates-same-day",
            f"De regeling begint en eindigt op dezelfde dag ({valid_from:%d-%m-%Y}) en heeft dus niet gegolden",
        )
