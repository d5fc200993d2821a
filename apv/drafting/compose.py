"""Choices and templates become one draft: the article, the decision around it, the note, the risks, the fill-ins.

model + choices -> article (read back by the by-law reader) -> place in the by-law -> risks -> document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from lxml import etree
from markupsafe import Markup

from apv import __version__
from apv.bylaws.norms.recognise import Norm
from apv.bylaws.regulation import Article, Metadata, Regulation
from apv.drafting.amending.instructions import Instructions, instructions
from apv.drafting.amending.operations import Amendment
from apv.drafting.amending.stubs import stub_of
from apv.drafting.bylaw_facts import BylawFacts, look_up, norms_of
from apv.drafting.choices import Choices, choose
from apv.drafting.document import Document, FillIn, fill_ins, read_document
from apv.drafting.law_words import LawWords
from apv.drafting.made_article import Made, fill, forbid, render_model
from apv.drafting.models import Model, check_names
from apv.drafting.place_terms import in_own_terms
from apv.drafting.placement import Placement
from apv.drafting.remainder import Remainder
from apv.drafting.render import plain_text, render
from apv.drafting.repeal import Repealed, find_repealed, repealed_article
from apv.drafting.risks import Overlap, Risk, weigh
from apv.dutch import bare_name, enumeration
from apv.law.catalogue import Catalogue
from apv.reasoning.competence import Competence

TEMPLATE = "documents/concept.xml"
UNNAMED = "[vul in: citeertitel van de verordening]"


@dataclass(frozen=True)
class Draft:
    """An APV article with everything around it, on one date.

    `regulation` holds the article alone, as a by-law of the municipality; `document` is what a person reads.
    `norm` is what the model itself says: the article, or the leden that were put into `host`, an article of the
    by-law. A model that repeals has `repealed`, and its article is what is left of the repealed one.
    `remainder`: what national law leaves, for a model that forbids only that. `instructions`: what the council
    decides, in formal Dutch.
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
    norm: Article
    instructions: Instructions
    host: Article | None = None
    remainder: Remainder | None = None
    repealed: Repealed | None = None

    @property
    def amendment(self) -> Amendment:
        """Everything that changes in the by-law."""
        return self.bylaw.amendment

    @property
    def article(self) -> Article:
        return self.regulation.articles[0]


def draft(
    catalogue: Catalogue, municipality: str, model: Model, *, on: date, effective: date | None = None,
    article: str | None = None, bylaw: Regulation | None = None, slots: Mapping[str, str] | None = None,
    behaviours: Sequence[str] = (),
) -> Draft:  # fmt: skip
    """A draft for `municipality` after `model`, according to the law on day `on`.

    `effective`: the day it takes effect; `article`: the number it gets, or of the article that a model repeals;
    `bylaw`: the by-law in force that it amends; `slots`: slot id -> value id, for choices other than the model's
    own, and free text id -> text; `behaviours`: forbid only these. What is not given becomes a marked fill-in.
    Raises InputError for an unknown slot, value or behaviour.
    """
    name = _municipality(municipality)
    catalogue.check_day(on)
    check_names(model, catalogue)
    choices = choose(model, slots or {}, [catalogue.behaviour(behaviour).id for behaviour in behaviours])
    choices = in_own_terms(choices, slots or {}, bylaw)
    norms = norms_of(catalogue, bylaw)
    words = LawWords(catalogue, on)
    day = max(on, effective or on)
    if model.repeals:
        made = _repeal(catalogue, model, choices, name, bylaw, norms, article, on, day, effective, words)
    else:
        made = forbid(catalogue, model, choices, bylaw, norms, article, day, words)
    number = _number_text(made.placement, made.repealed)
    facts = look_up(
        catalogue, bylaw, norms, made.article, made.choices, made.placement, on, parts=model.parts,
        number_text=number, example=model.suggested_after,
    )  # fmt: skip
    decided = instructions(bylaw or Regulation(Metadata()), facts.amendment, facts.title or UNNAMED)
    weighed = weigh(
        catalogue, model, made.choices, on, effective, existing=facts.existing,
        undefined_terms=facts.undefined_terms, remainder=made.remainder, repealed=made.repealed,
        homeless=choices.joins and made.host is None, already=made.already,
    )  # fmt: skip
    values = {
        "municipality": name, "on": on, "effective": effective, "heading": made.article.heading or made.heading,
        "model": model, "placement": made.placement, "facts": facts, "choices": made.choices, "law": words,
        "bylaw": facts.title or UNNAMED, "number": number, "risks": weighed.risks,
        "overlaps": weighed.overlaps, "instructions": decided, "repealed": made.repealed,
        "remainder": made.remainder,
        "general": _inner(made.root, "general"), "explanation": _inner(made.root, "explanation"),
        "fill": partial(fill, model, choices), "program": f"apv {__version__}",
        "catalogue": catalogue.version.removeprefix("sha256:")[:12],
    }  # fmt: skip
    document, open_ends = _document(model, made.article, decided, values)
    meta = Metadata(creator=name, title=document.title, valid_from=effective)
    return Draft(
        municipality=name, model=model, choices=made.choices, on=on, effective=effective, placement=made.placement,
        regulation=Regulation(meta, body=(made.article,)), bylaw=facts, document=document, risks=weighed.risks,
        overlaps=weighed.overlaps, competence=weighed.competence, fill_ins=open_ends,
        catalogue_version=catalogue.version, norm=made.norm, host=made.host, remainder=made.remainder,
        repealed=made.repealed, instructions=decided,
    )  # fmt: skip


def _repeal(
    catalogue: Catalogue, model: Model, choices: Choices, municipality: str, bylaw: Regulation | None,
    norms: Sequence[Norm], wanted: str | None, on: date, day: date, effective: date | None, words: LawWords,
) -> Made:  # fmt: skip
    """No article: one that goes on `day`."""
    repealed, placement = find_repealed(catalogue, model, municipality, bylaw, norms, wanted, on, day)
    around = {
        "number": _number_text(placement, repealed), "heading": repealed.heading, "law": words, "before": 0,
        "joins": False, "remainder": None, "repealed": repealed,
    }  # fmt: skip
    root = render_model(model, choices, around)
    old = bylaw.article(repealed.number) if bylaw and placement.settled else None
    gone = stub_of(bylaw, old, effective) if bylaw and old else repealed_article(repealed, placement)
    return Made(choices, placement, repealed.heading, root, gone, repealed=repealed)


def _municipality(text: str) -> str:
    """The name without the word that templates put in front of it."""
    return bare_name(plain_text("De naam van de gemeente", text))


def _number_text(placement: Placement, repealed: Repealed | None = None) -> str:
    if placement.settled:
        return placement.number
    if repealed is None:
        return f"[vul in: artikelnummer, voorstel {placement.number}]"
    known = f", misschien {enumeration(repealed.candidates, 'of')}" if repealed.candidates else ""
    return f"[vul in: nummer van het artikel dat vervalt{known}]"


def _document(
    model: Model, norm: Article, decided: Instructions, values: Mapping[str, object]
) -> tuple[Document, tuple[FillIn, ...]]:
    """The document, rendered twice: what is open is found in the text, and then listed on its first page."""
    number = str(values["number"])
    first = read_document(render(model.templates, TEMPLATE, {**values, "fill_ins": ()}), norm, number, decided)
    found = fill_ins(first)
    second = read_document(render(model.templates, TEMPLATE, {**values, "fill_ins": found}), norm, number, decided)
    return second, found


def _inner(root: etree._Element, tag: str) -> Markup:
    """A part of the rendered model as markup for the document: its values were escaped when it was rendered."""
    found = root.find(tag)
    children = () if found is None else found
    return Markup("").join(Markup(etree.tostring(child, encoding="unicode")) for child in children)
