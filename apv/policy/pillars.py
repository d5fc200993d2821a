"""The pillars of municipal policy as data: what to ask per pillar, and what shows that it is there.

Read from legal_sources/policy.xml; `scan` holds the answers of a municipality against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from lxml import etree

from apv.data_files import data_folder
from apv.errors import CatalogueError, unknown_name
from apv.safe_xml import parse_file

EvidenceType = Literal["text", "number", "date", "link"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that shows it. A day may be at most `within_months` months ago, when that is given."""

    id: str
    type: EvidenceType
    question: str
    within_months: int | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing a municipality can have: `suggestion` is what to do when it is missing, `source` where we have it
    from."""

    id: str
    label: str
    question: str
    why: str
    evidence: tuple[Evidence, ...]
    suggestion: str
    source: str


@dataclass(frozen=True, slots=True)
class Pillar:
    id: str
    label: str
    summary: str
    indicators: tuple[Indicator, ...]

    def indicator(self, name: str, where: str) -> Indicator:
        """The indicator with this id; InputError with the nearest names when there is none."""
        for indicator in self.indicators:
            if indicator.id == name:
                return indicator
        raise unknown_name(f"Kenmerk van '{self.id}'", name, [one.id for one in self.indicators], where=where)


@dataclass(frozen=True, slots=True)
class Pillars:
    """All pillars in order; `basis` says where they come from and what is not verified."""

    basis: str
    pillars: tuple[Pillar, ...]

    def pillar(self, name: str, where: str) -> Pillar:
        """The pillar with this id; InputError with the nearest names when there is none."""
        for pillar in self.pillars:
            if pillar.id == name:
                return pillar
        raise unknown_name("Pijler", name, [one.id for one in self.pillars], where=where)


@cache
def load_pillars(folder: Path | None = None) -> Pillars:
    """The pillars in policy.xml of `folder` (default: our own). Raises CatalogueError with the line of a fault."""
    place = folder or data_folder("legal_sources")
    root = parse_file(place / "policy.xml")
    schema = etree.XMLSchema(file=str(data_folder("legal_sources") / "policy.xsd"))
    if not schema.validate(root):
        fault = schema.error_log[0]
        raise CatalogueError(
            "Het bestand met de pijlers houdt zich niet aan policy.xsd",
            where=f"policy.xml, regel {fault.line}", advice=f"De controle meldt: {fault.message}",
        )  # fmt: skip
    return Pillars(_text(root, "basis"), tuple(map(_pillar, root.iterfind("pillar"))))


def _pillar(node: etree._Element) -> Pillar:
    indicators = tuple(map(_indicator, node.iterfind("indicator")))
    return Pillar(node.get("id", ""), _text(node, "label"), _text(node, "summary"), indicators)


def _indicator(node: etree._Element) -> Indicator:
    return Indicator(
        id=node.get("id", ""),
        label=_text(node, "label"),
        question=_text(node, "question"),
        why=_text(node, "why"),
        evidence=tuple(map(_evidence, node.iterfind("evidence"))),
        suggestion=_text(node, "suggestion"),
        source=_text(node, "source"),
    )


def _evidence(node: etree._Element) -> Evidence:
    months = node.get("within-months")
    return Evidence(
        node.get("id", ""),
        cast(EvidenceType, node.get("type", "text")),
        _line(node.text),
        int(months) if months else None,
    )


def _text(node: etree._Element, tag: str) -> str:
    return _line(node.findtext(tag))


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
