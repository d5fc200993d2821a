"""Choices and templates become one draft: the article, the decision around it, the note, the risks, the fill-ins.

model + choices -> article (read back by the by-law reader) -> place in the by-law -> risks -> document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lxml import etree
from markupsafe import Markup

from apv import __version__
from apv.bylaws.markup.cvdr import parse_articles
from apv.bylaws.regulation import Article, Metadata, Regulation
from apv.drafting.bylaw_facts import BylawFacts, look_up, norms_of
from apv.drafting.choices import Choices, choose
from apv.drafting.document import Document, FillIn, fill_ins, read_document
from apv.drafting.law_words import LawWords
from apv.drafting.models import Model, check_names
from apv.drafting.placement import Placement, place
from apv.drafting.render import plain_text, render
from apv.drafting.risks import Overlap, Risk, weigh
from apv.errors import InputError
from apv.law.catalogue import Catalogue
from apv.reasoning.competence import Competence

TEMPLATE = "documents/concept.xml"


@dataclass(frozen=True)
class Draft:
    """An APV article with everything around it, on one date.

    `regulation` holds the article alone, as a by-law of the municipality; `document` is what a person reads.
    """

    municipality: str
    model: Model
    choices: Choices
    on: date
    effective: date | None
    regulation: Regulation
    placement: Placement
    bylaw: BylawFacts
    document: Document
    risks: tuple[Risk, ...]
    overlaps: tuple[Overlap, ...]
    competence: Competence
    fill_ins: tuple[FillIn, ...]
    catalogue_version: str

    @property
    def article(self) -> Article:
        return self.regulation.articles[0]


def draft(
    catalogue: Catalogue, municipality: str, model: Model, *, on: date, effective: date | None = None,
    article: str | None = None, bylaw: Regulation | None = None, slots: Mapping[str, str] | None = None,
    behaviours: Sequence[str] = (),
) -> Draft:  # fmt: skip
    """A draft for `municipality` after `model`, according to the law on day `on`.

    `effective`: the day it takes effect; `article`: the number it gets; `bylaw`: the by-law in force that it
    amends; `slots`: slot id -> value id, for choices other than the model's own; `behaviours`: forbid only these.
    What is not given becomes a marked fill-in. Raises InputError for an unknown slot, value or behaviour.
    """
    name = _municipality(municipality)
    catalogue.check_day(on)
    check_names(model, catalogue)
    choices = choose(model, slots or {}, [catalogue.behaviour(behaviour).id for behaviour in behaviours])
    norms = norms_of(catalogue, bylaw)
    placement = place(model, bylaw, article, norms)
    heading = model.heading if model.heading_always or placement.headed else ""
    root = _render_model(model, choices, placement.number, heading)
    norm = _article(model, root, placement)
    facts = look_up(catalogue, bylaw, norms, norm, choices, placement, on)
    weighed = weigh(
        catalogue, model, choices, on, effective, existing=facts.existing, undefined_terms=facts.undefined_terms
    )
    values = {
        "municipality": name, "on": on, "effective": effective, "heading": heading, "model": model,
        "placement": placement, "facts": facts, "choices": choices, "law": LawWords(catalogue, on),
        "bylaw": facts.title or "[vul in: citeertitel van de verordening]", "number": _number_text(placement),
        "risks": weighed.risks, "overlaps": weighed.overlaps, "parts": _parts(model, facts),
        "general": _inner(root, "general"), "explanation": _inner(root, "explanation"),
        "program": f"apv {__version__}", "catalogue": catalogue.version.removeprefix("sha256:")[:12],
    }  # fmt: skip
    document, open_ends = _document(model, norm, values)
    return Draft(
        municipality=name, model=model, choices=choices, on=on, effective=effective, placement=placement,
        regulation=Regulation(Metadata(creator=name, title=document.title, valid_from=effective), body=(norm,)),
        bylaw=facts, document=document, risks=weighed.risks, overlaps=weighed.overlaps,
        competence=weighed.competence, fill_ins=open_ends, catalogue_version=catalogue.version,
    )  # fmt: skip


def _municipality(text: str) -> str:
    """The name without the word that templates put in front of it."""
    name = plain_text("De naam van de gemeente", text)
    return re.sub(r"^gemeente\s+(?=\S)", "", name, flags=re.IGNORECASE)


def _render_model(model: Model, choices: Choices, number: str, heading: str) -> etree._Element:
    values = {**choices.for_template(), "number": number, "heading": heading}
    return render(model.templates, f"articles/{model.path.name}", values)


def _article(model: Model, root: etree._Element, placement: Placement) -> Article:
    """The one article in the rendered model, as the by-law reader sees it, under the headings it goes to."""
    body = root.find("body")
    found = parse_articles(body, where=str(model.path)) if body is not None else ()
    if len(found) != 1:
        raise InputError(
            f"Het model levert {len(found)} artikelen in plaats van één", where=str(model.path),
            advice="Zet in 'body' precies één element 'artikel'.",
        )  # fmt: skip
    return replace(found[0], division=placement.division)


def _number_text(placement: Placement) -> str:
    if placement.settled:
        return placement.number
    return f"[vul in: artikelnummer, voorstel {placement.number}]"


def _parts(model: Model, facts: BylawFacts) -> tuple[str, ...]:
    """The parts of the amending article that are needed, in the model's order."""
    left_out = {
        name for name, change in (("penal", facts.penal.kind), ("contents", facts.contents)) if change == "none"
    }
    return tuple(part for part in model.parts if part not in left_out)


def _document(model: Model, norm: Article, values: Mapping[str, object]) -> tuple[Document, tuple[FillIn, ...]]:
    """The document, rendered twice: what is open is found in the text, and then listed on its first page."""
    number = str(values["number"])
    first = read_document(render(model.templates, TEMPLATE, {**values, "fill_ins": ()}), norm, number)
    found = fill_ins(first)
    second = read_document(render(model.templates, TEMPLATE, {**values, "fill_ins": found}), norm, number)
    return second, found


def _inner(root: etree._Element, tag: str) -> Markup:
    """A part of the rendered model as markup for the document: its values were escaped when it was rendered."""
    found = root.find(tag)
    children = () if found is None else found
    return Markup("").join(Markup(etree.tostring(child, encoding="unicode")) for child in children)
