"""The article alone: the model with the choices filled in, read back by the by-law reader, at its place.

compose.py puts the decision, the note and the risks around it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

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
from apv.drafting.render import render, render_part
from apv.errors import InputError
from apv.law.catalogue import Catalogue

if TYPE_CHECKING:  # an article that comes is read far more often than one that goes
    from apv.drafting.repeal import Repealed


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
        return _whole(self.norm, self.host)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything about the article but its text: what goes into the model, and where the result comes to stand."""

    choices: Choices
    placement: Placement
    heading: str
    host: Article | None
    remainder: Remainder | None
    already: tuple[str, ...]

    def around(self, words: LawWords) -> dict[str, object]:
        """What the model is told besides the choices."""
        return {
            "number": self.placement.number, "heading": self.heading, "law": words, "before": leden_of(self.host),
            "joins": bool(self.host), "remainder": self.remainder, "repealed": None,
        }  # fmt: skip


def forbid(
    catalogue: Catalogue, model: Model, choices: Choices, bylaw: Regulation | None, norms: Sequence[Norm],
    wanted: str | None, day: date, words: LawWords,
) -> Made:  # fmt: skip
    """A new article, or new leden of an article that is there; `day` is the day whose law narrows it."""
    plan = _plan(catalogue, model, choices, bylaw, norms, wanted, day)
    root = render_model(model, plan.choices, plan.around(words))
    norm = _article(model, root.find("body"), plan.placement)
    return Made(
        plan.choices, plan.placement, plan.heading, root, norm, plan.host, plan.remainder, already=plan.already
    )


def article_of(
    catalogue: Catalogue, model: Model, choices: Choices, number: str | None, day: date,
    bylaw: Regulation | None = None, norms: Sequence[Norm] = (),
) -> tuple[Article, Choices]:  # fmt: skip
    """The article alone, without the documents around it, and the choices as the law of `day` narrows them.

    Raises InputError as `draft` does, save for what is wrong with the note: that is not written."""
    plan = _plan(catalogue, model, choices, bylaw, norms, number, day)
    values = _values(model, plan.choices, plan.around(LawWords(catalogue, day)))
    body = render_part(model.templates, _template(model), "body", values)
    return _whole(_article(model, body, plan.placement), plan.host), plan.choices


def render_model(model: Model, choices: Choices, around: Mapping[str, object]) -> etree._Element:
    """The model with everything filled in: the article (`body`) and the note."""
    return render(model.templates, _template(model), _values(model, choices, around))


def _plan(
    catalogue: Catalogue, model: Model, choices: Choices, bylaw: Regulation | None, norms: Sequence[Norm],
    wanted: str | None, day: date,
) -> _Plan:  # fmt: skip
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
    return _Plan(choices, placement, heading, host, remainder, already)


def _whole(norm: Article, host: Article | None) -> Article:
    return joined(host, norm) if host else norm


def _template(model: Model) -> str:
    return f"articles/{model.path.name}"


def _values(model: Model, choices: Choices, around: Mapping[str, object]) -> dict[str, object]:
    return {**choices.for_template(), **around, "choices": choices, "fill": partial(fill, model, choices)}


def fill(model: Model, choices: Choices, name: str) -> str:
    """What a person wrote for this free text, or the mark that asks for it ("" when nothing is asked)."""
    free = model.free_text(name)
    if free is None:
        raise LookupError(f"de vrije tekst '{name}' staat niet in het model of in documents/texts.xml")
    return choices.text(name) or (f"[vul in: {free.ask}]" if free.ask else "")


def _article(model: Model, body: etree._Element | None, placement: Placement) -> Article:
    """The one article in the rendered `body`, as the by-law reader sees it, under the headings it goes to."""
    found = parse_articles(body, where=str(model.path)) if body is not None else ()
    if len(found) != 1:
        raise InputError(
            f"Het model levert {len(found)} artikelen in plaats van één", where=str(model.path),
            advice="Zet in 'body' precies één element 'artikel'.",
        )  # fmt: skip
    return replace(found[0], division=placement.division)
