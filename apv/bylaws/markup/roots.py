"""Says in words what a file is when it is not what was asked for, and what to do about it."""

from __future__ import annotations

from typing import NoReturn

from lxml import etree

from apv.errors import InputError
from apv.safe_xml import local_name

STATUTE_ROOTS = frozenset({"toestand", "wetgeving"})
BYLAW_ROOTS = frozenset({"cvdr"})

_STATUTE = (
    "Dit is een landelijke wet of regeling (BWB), geen gemeentelijke regeling",
    "Kies de CVDR-XML van de verordening; wetten leest het programma als wet.",
)
_STOP = (
    "Dit is een regeling in het formaat STOP, dat hier niet wordt gelezen",
    "Haal de CVDR-versie op bij lokaleregelgeving.overheid.nl, als die er is.",
)
_PUBLICATION = (
    "Dit is een bekendmaking (officiële publicatie), geen geconsolideerde regeling",
    "Zoek de regeling zelf op bij lokaleregelgeving.overheid.nl en kies daar de XML.",
)
_LIST = (
    "Dit is een lijst of beschrijving van documenten, niet de regeling zelf",
    "Haal het document op dat erin wordt genoemd.",
)
_PAGE = (
    "Dit is een webpagina, geen XML van een regeling",
    "Kies op lokaleregelgeving.overheid.nl de XML van de regeling en sla die op.",
)
_KNOWN = {
    **dict.fromkeys(STATUTE_ROOTS, _STATUTE),
    "officiele-publicatie": _PUBLICATION,
    "gemeenteblad": _PUBLICATION,
    "work": _LIST,
    "wetstechnische-informatie": _LIST,
    "searchRetrieveResponse": _LIST,
    "explainResponse": _LIST,
    "record": _LIST,
    "gzd": _LIST,
    "html": _PAGE,
    "Consolidaties": _STOP,
}
_STOP_SPACES = ("standaarden.overheid.nl/stop/", "standaarden.overheid.nl/lvbb/", "/lvbbu", "/stop/imop/")


def refuse_root(root: etree._Element, where: str) -> NoReturn:
    """Raise the InputError that says what the document under `root` is."""
    name = local_name(root)
    space = etree.QName(root).namespace or ""
    if name == "cvdr":
        what, advice = "Dit is een gemeentelijke regeling (CVDR), geen wet", "Lees dit bestand als verordening."
    elif name in _KNOWN and name != "record":
        what, advice = _KNOWN[name]
    elif any(part in space.lower() for part in _STOP_SPACES):
        what, advice = _STOP
    elif name in _KNOWN:
        what, advice = _KNOWN[name]
    else:
        what = f"Dit is geen gemeentelijke regeling (CVDR): het bestand begint met <{name[:60]}>"
        advice = "Kies de XML van de regeling op lokaleregelgeving.overheid.nl."
    raise InputError(what, where=where, advice=advice)
