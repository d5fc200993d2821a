"""The article alone: the model with the choices filled in, read back by the by-law reader, at its place.

compose.py puts the decision, the note and the risks around it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from lxml import etree

from apv.bylaws.markup.cvdr import parse_articles
from apv.bylaws.norms.recognise import Norm
from apv.bylaws.regulation import Article, Regulation
from apv.drafting.choices import Choices
from apv.drafting.joining import find_host, joined, leden_of, to_add
from apv.drafting.law_words import LawWords
from apv.drafting.models import Model
from apv.drafting.placement import Placement, at_article, place
from apv.drafting.remainder import Remainder, find_remainder
from apv.drafting.render import render
from apv.drafting.repeal import Repealed
from apv.errors import InputError
from apv.law.catalogue import Catalogue


@dataclass(frozen=True)
class Made:
    """The article with its place, before the documents around it. `root`: the model with everything filled in;
    `already`: what was chosen and stands in `host` already."""

    choices: Choices
    placement: Placement
    heading: str
    root: etree._Element
    norm: Article
    host: Article | None = None
    remainder: Remainder | None = None
    repealed: Repealed | None = None
    already: tuple[str, ...] = ()

    @property
    def article(self) -> Article:
        return joined(self.host, self.norm) if self.host else self.norm


def forbid(
    catalogue: Catalogue, model: Model, choices: Choices, bylaw: Regulation | None, norms: Sequence[Norm],
    wanted: str | None, day: date, words: LawWords,
) -> Made:  # fmt: skip
    """A new article, or new leden of an article that is there; `day` is the day whose law narrows it."""
    remainder = None
    if model.considers:
        remainder, choices = find_remainder(catalogue, model, choices, day)
    already: tuple[str, ...] = ()
    host = find_host(model, choices, bylaw, norms, wanted)
    if host:
        choices, already = to_add(model, choices, host, norms)
        placement = at_article(host)
    else:
        placement = place(model, bylaw, wanted, norms)
    headed = model.heading_always or placement.headed
    heading = choices.text("heading") or (model.heading if headed else "")
    around = {
        "number": placement.number, "heading": heading, "law": words, "before": leden_of(host),
        "joins": bool(host), "remainder": remainder, "repealed": None,
    }  # fmt: skip
    root = render_model(model, choices, around)
    return Made(
        choices, placement, heading, root, _article(model, root, placement), host, remainder, already=already
    )


def article_of(
    catalogue: Catalogue, model: Model, choices: Choices, number: str | None, day: date,
    bylaw: Regulation | None = None, norms: Sequence[Norm] = (),
) -> tuple[Article, Choices]:  # fmt: skip
    """The article alone, without the documents around it, and the choices as the law of `day` narrows them.

    Raises InputError as `draft` does."""
    made = forbid(catalogue, model, choices, bylaw, norms, number, day, LawWords(catalogue, day))
    return made.article, made.choices


def render_model(model: Model, choices: Choices, around: Mapping[str, object]) -> etree._Element:
    values = {**choices.for_template(), **around, "choices": choices, "fill": partial(fill, model, choices)}
    return render(model.templates, f"articles/{model.path.name}", values)


def fill(model: Model, choices: Choices, name: str) -> str:
    """What a person wrote for this free text, or the mark that asks for it ("" when nothing is asked)."""
    free = model.free_text(name)
    if free is None:
        raise LookupError(f"de vrije tekst '{name}' staat niet in het model of in documents/texts.xml")
    return choices.text(name) or (f"[vul in: {free.ask}]" if free.ask else "")


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
