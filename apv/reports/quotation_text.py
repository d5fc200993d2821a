"""The official words of a provision, plainly marked as a quotation, with their source; as text and as data."""

from __future__ import annotations

from datetime import date
from typing import Any

from apv.bylaws.regulation import Article
from apv.drafting.document import article_text
from apv.dutch import enumeration, long_date
from apv.law.catalogue import Catalogue
from apv.law.provision import Provision
from apv.reasoning.quotation import Doubt, Quotation
from apv.reports.paper import Paper
from apv.reports.verify_words import act_name

OFFICIAL_SITE = "https://wetten.overheid.nl/"


def quotation_text(catalogue: Catalogue, provision: Provision, quotation: Quotation) -> str:
    """The quotation as a section below the provision."""
    paper = Paper()
    paper.section("Officiële tekst (citaat)")
    if quotation.lack is None:
        paper.line("Dit zijn de woorden van de wet zelf; alles hierboven is een beschrijving van dit programma.")
    else:
        paper.line(f"{_lack(catalogue, provision, quotation)}.")
        return f"\n{paper}"
    for article in quotation.articles:
        paper.blank()
        for line in article_text(article):
            paper.line(f"| {line}", indent=2, hang=4)
    paper.blank()
    paper.pair("Bron:", source(catalogue, provision, quotation), indent=2, width=12)
    paper.pair("Bestand:", quotation.statute.file if quotation.statute else "", indent=2, width=12)
    for address in _addresses(catalogue, provision, quotation):
        paper.pair("Adres:", address, indent=2, width=12)
    for text in remarks(quotation):
        paper.pair("Let op:", text, indent=2, width=12)
    return f"\n{paper}"


def quotation_json(catalogue: Catalogue, provision: Provision, quotation: Quotation) -> dict[str, Any]:
    """The quotation as data; `lack` says why there is none, `quotation` marks the law's own words."""
    statute, lack, begins = quotation.statute, quotation.lack, _begins(quotation)
    return {
        "quotation": True,
        "date": quotation.day.isoformat(),
        "lack": lack,
        "reason": _lack(catalogue, provision, quotation) if lack is not None else None,
        "source": source(catalogue, provision, quotation) if lack is None else None,
        "act": catalogue.laws[provision.law].bwb or None,
        "file": statute.file if statute is not None else None,
        "text_from": begins.isoformat() if begins is not None else None,
        "date_from": statute.basis or None if statute is not None else None,
        "articles": [_article_json(article) for article in quotation.articles],
        "missing": list(quotation.missing),
        "links": _addresses(catalogue, provision, quotation),
        "doubts": list(quotation.doubts),
        "remarks": remarks(quotation),
    }


def source(catalogue: Catalogue, provision: Provision, quotation: Quotation) -> str:
    """The source line: act, article and the day of the text."""
    law = catalogue.laws[provision.law]
    numbers = enumeration([article.number for article in quotation.articles])
    begins, of = _begins(quotation), "tekst zonder datum"
    if begins is not None and quotation.statute is not None:
        by_name = " (volgens de bestandsnaam)" if quotation.statute.basis == "name" else ""
        of = f"tekst die gold vanaf {long_date(begins)}{by_name}"
    return f"{act_name(law.label, law.bwb)}, artikel {numbers}, {of}"


def remarks(quotation: Quotation) -> list[str]:
    """Why these may not be the words of the day asked; missing articles of a range."""
    found = [_doubt(doubt, quotation) for doubt in quotation.doubts]
    if quotation.missing and quotation.articles:
        found.append(f"Niet in deze tekst: artikel {enumeration(quotation.missing)}.")
    return found


def _doubt(doubt: Doubt, quotation: Quotation) -> str:
    day = long_date(quotation.day)
    begins = _begins(quotation)
    start = long_date(begins) if begins is not None else ""
    return {
        "no-date": (f"Het bestand noemt geen datum. Ga na of dit de tekst van {day} is."),
        "other-words": (
            f"De woorden passen niet bij wat de catalogus op {day} kent: dit is waarschijnlijk een andere versie."
        ),
        "changed-since": (
            f"Volgens de catalogus is de bepaling na {start} gewijzigd of vervallen: dit is niet de tekst van "
            f"{day}."
        ),
        "later-unknown": f"De tekst gold vanaf {start}. Of hij op {day} nog zo luidde, zegt het bestand niet.",
        "text-is-stub": "Het artikel is in deze tekst vervallen of gereserveerd.",
    }[doubt]


def _lack(catalogue: Catalogue, provision: Provision, quotation: Quotation) -> str:
    law = catalogue.laws[provision.law]
    name = act_name(law.label, law.bwb)
    if quotation.lack == "no-article":
        articles = enumeration(quotation.missing)
        where = quotation.statute.file if quotation.statute is not None else ""
        begins = _begins(quotation)
        since = f" die gold vanaf {long_date(begins)}" if begins is not None else ""
        return f"De tekst{since} in {where} heeft geen artikel {articles}"
    if quotation.lack == "only-later":
        return f"De bestanden bevatten van {name} alleen teksten van na {long_date(quotation.day)}"
    return f"De bestanden bevatten geen tekst van {name}"


def _addresses(catalogue: Catalogue, provision: Provision, quotation: Quotation) -> list[str]:
    own = [f"{OFFICIAL_SITE}{article.jci}" for article in quotation.articles if article.jci]
    begins = _begins(quotation)
    if own or begins is None or not quotation.articles:
        return own
    link = catalogue.link(provision, begins)
    return [link] if link else []


def _begins(quotation: Quotation) -> date | None:
    return quotation.statute.begins if quotation.statute is not None else None


def _article_json(article: Article) -> dict[str, Any]:
    return {
        "number": article.number,
        "heading": article.heading or None,
        "status": article.status or None,
        "lines": list(article_text(article)),
        "reference": article.jci or None,
    }
