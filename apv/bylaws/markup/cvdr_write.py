"""Writes a Regulation as CVDR XML: the same value always gives the same bytes, and reads back as the same value.

Used for drafts, for amended by-laws and for the examples. Text elements are written by `TextWriter`; here
stand the document around them and its metadata.
"""

from __future__ import annotations

from datetime import date

from apv.bylaws.markup.cvdr_text import TextWriter
from apv.bylaws.regulation import Metadata, Regulation

_ROOT = (
    '<cvdr xmlns="http://standaarden.overheid.nl/cvdr/terms/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:overheid="http://standaarden.overheid.nl/owms/terms/"'
    ' xmlns:overheidrg="http://standaarden.overheid.nl/cvdr/meta/">'
)
_KIND_SCHEME = "overheid:Informatietype"
_RUBRIC_SCHEME = "overheidop:Rubriek"
_BODY_SCHEME = "overheid:BestuursorgaanGemeente"


def write_cvdr(regulation: Regulation) -> bytes:
    """CVDR XML (UTF-8, indented) of `regulation`.

    Raises InputError for a character XML cannot hold. `Article.division`, findings and source are not written:
    the first follows from the structure, the others are about a reading.
    """
    writer = TextWriter()
    writer.line('<?xml version="1.0" encoding="UTF-8"?>')
    writer.line(_ROOT)
    with writer.inside("meta"):
        _write_metadata(regulation.meta, writer)
    with writer.inside("body"):
        writer.leaf("intitule", regulation.title)
        with writer.inside("regeling"):
            if regulation.preamble:
                with writer.inside("aanhef"), writer.inside("preambule"):
                    writer.blocks(regulation.preamble)
            with writer.inside("regeling-tekst"):
                writer.nodes(regulation.body)
            if regulation.closing or regulation.signing:
                with writer.inside("regeling-sluiting"):
                    _write_closing(regulation, writer)
            for attachment in regulation.attachments:
                with writer.inside("bijlage" if attachment.kind == "bijlage" else "nota-toelichting"):
                    if attachment.heading:
                        with writer.inside("kop"):
                            writer.leaf("titel", attachment.heading)
                    writer.blocks(attachment.blocks)
    writer.line("</cvdr>")
    return writer.bytes()


def _write_closing(regulation: Regulation, writer: TextWriter) -> None:
    if regulation.closing:
        with writer.inside("slotformulering"):
            writer.blocks(regulation.closing)
    if regulation.signing:
        with writer.inside("ondertekening"):
            for line in regulation.signing:
                writer.leaf("functie", line)


def _write_metadata(meta: Metadata, writer: TextWriter) -> None:
    with writer.inside("owmskern"):
        writer.leaf("dcterms:identifier", meta.declared_identifier or meta.identifier)
        writer.leaf("dcterms:title", meta.title)
        writer.field("dcterms:language", meta.language)
        writer.field("dcterms:type", meta.kind, scheme=_KIND_SCHEME)
        writer.field("dcterms:type", meta.rubric, scheme=_RUBRIC_SCHEME)
        writer.leaf("dcterms:creator", meta.creator, scheme=meta.creator_scheme)
        writer.field("dcterms:modified", _iso(meta.modified))
        writer.field("dcterms:spatial", meta.spatial, scheme=meta.creator_scheme)
    with writer.inside("owmsmantel"):
        if meta.announcement or meta.announcement_ref:
            writer.leaf("dcterms:isFormatOf", meta.announcement, resourceIdentifier=meta.announcement_ref)
        writer.field("dcterms:alternative", meta.citation_title)
        for index, basis in enumerate(meta.legal_basis):
            address = meta.legal_basis_refs[index] if index < len(meta.legal_basis_refs) else ""
            writer.leaf("dcterms:source", basis, resourceIdentifier=address)
        writer.field("overheid:isRatifiedBy", meta.ratified_by, scheme=_BODY_SCHEME)
        writer.field("dcterms:subject", meta.subject)
        writer.field("dcterms:issued", _iso(meta.issued))
        writer.field("dcterms:rights", meta.rights)
    with writer.inside("cvdripm"):
        writer.field("overheidrg:inwerkingtredingDatum", _iso(meta.valid_from))
        writer.field("overheidrg:uitwerkingtredingDatum", _iso(meta.valid_to))
        writer.field("overheidrg:betreft", meta.concerns)
        writer.field("overheidrg:kenmerk", meta.reference)
        writer.field("overheidrg:onderwerp", meta.topic)
        for name, blocks in (
            ("overheidrg:gedelegeerdeRegelgeving", meta.delegated),
            ("overheidrg:redactioneleToevoeging", meta.editorial),
        ):
            if blocks:
                with writer.inside(name):
                    writer.blocks(blocks)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
