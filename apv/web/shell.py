"""The frame around every page: navigation, the line about what an answer is, and pages for what goes wrong."""

from __future__ import annotations

from flask import Response, g

from apv.law.catalogue import Catalogue
from apv.reports.answers_json import DISCLAIMER
from apv.reports.html import page

PAGES = (
    ("/toetsen", "Toetsen"),
    ("/gaten", "Gaten"),
    ("/opstellen", "Opstellen"),
    ("/vergelijken", "Vergelijken"),
    ("/bronnen", "Bronnen"),
    ("/beleid", "Beleid"),
)
DOORS = {
    "/toetsen": "Welk recht geldt voor dit gedrag, hier, op deze datum?",
    "/gaten": "Wie regelt welk gedrag, en waar is niets geregeld?",
    "/opstellen": "Een concept-artikel voor de APV, met de risico's en het hele raadsdossier.",
    "/vergelijken": "Wat andere gemeenten verbieden, naast elkaar in een tabel.",
    "/bronnen": "Het recht zoals het programma het kent, met versies en rechtspraak.",
    "/beleid": "Hoe ver is de gemeente met de vier pijlers van beleid?",
}
HTML = "text/html; charset=utf-8"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_html(text: str) -> Response:
    """A page as an answer."""
    return Response(text, content_type=HTML)


def as_file(content: str | bytes, name: str, kind: str) -> Response:
    """A download; the name is our own, never the user's."""
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def show(catalogue: Catalogue, title: str, template: str, here: str = "", **values: object) -> str:
    """The page `template` (in templates/web) in the frame; `here` is the address of its part."""
    return page(
        title, f"web/{template}", pages=PAGES, here=here, disclaimer=DISCLAIMER, csrf=g.get("csrf", ""),
        catalogue_version=catalogue.version.removeprefix("sha256:")[:12], **values,
    )  # fmt: skip


def home(catalogue: Catalogue) -> str:
    """The first page."""
    doors = [(address, name, DOORS[address]) for address, name in PAGES]
    return show(catalogue, "Recht en APV bij intimidatie", "home.html", doors=doors)


ERRORS = {
    403: ("U bent hier niet aangemeld", "Open de pagina met het adres dat apv serve in het venster toont."),
    404: ("Deze pagina bestaat niet", "Controleer het adres, of ga naar het begin."),
    405: ("Dat kan hier niet", "Ga naar het begin en probeer het opnieuw."),
    413: ("Het bestand is te groot", "Kies een kleiner bestand."),
    421: ("Dit adres hoort niet bij deze computer", "Open de pagina met het adres dat apv serve toont."),
    500: (
        "Er ging iets mis in het programma",
        "Probeer het opnieuw; blijft het misgaan, meld dan wat u deed.",
    ),
}


def error_page(catalogue: Catalogue, code: int, what: str = "") -> Response:
    """The page for an error; `what` replaces the standing words."""
    words, advice = ERRORS.get(code, ("Dat ging niet goed", "Ga terug en probeer het opnieuw."))
    inside = code not in {403, 421}
    text = show(catalogue, words, "error.html", what=what or words, advice="" if what else advice, inside=inside)
    return Response(text, code, content_type=HTML)
