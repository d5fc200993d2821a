"""Which model a norm is most like: every model in templates/articles in its own default wording, read by the same
recogniser as the by-laws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import Norm, recognise
from apv.bylaws.regulation import Metadata, Regulation
from apv.comparing.key_figures import DesignFamily
from apv.comparing.likeness import (
    OWN_DESIGN,
    Likeness,
    Measured,
    NearestModel,
    slot_differences,
    slot_likeness,
)
from apv.comparing.wording import Differences, likeness
from apv.drafting.compose import draft
from apv.drafting.models import Model, load_models
from apv.law.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class ModelArticle:
    """A model in its default wording: its text, what was recognised in it, and what falls under it in practice."""

    model: Model
    text: str
    norm: Norm
    reach: frozenset[str]


class Models:
    """All models, ready to hold norms against. Many by-laws have the same article, so each answer is kept."""

    def __init__(self, articles: Iterable[ModelArticle]) -> None:
        self._articles = tuple(articles)
        self._kept: dict[object, NearestModel | None] = {}

    @property
    def designs(self) -> tuple[DesignFamily, ...]:
        """The design families, each with its models, in order of name."""
        families: dict[str, list[str]] = {}
        for article in self._articles:
            families.setdefault(article.model.family, []).append(article.model.id)
        return tuple(DesignFamily(name, tuple(sorted(families[name]))) for name in sorted(families))

    def nearest(self, norm: Norm, text: str) -> NearestModel | None:
        """The model most like `norm` with the article `text`; of equals the first by name. None when no model
        forbids any of the same, or when the text was not kept."""
        if norm.stub or not text:
            return None
        key = (
            text, norm.behaviours, norm.place, norm.actor, norm.qualifiers, norm.objects,
            bool(norm.exceptions), norm.overlap,
        )  # fmt: skip
        if key not in self._kept:
            self._kept[key] = self._search(norm, text)
        return self._kept[key]

    def family(self, norm: Norm, text: str) -> str:
        """The design family after which the norm is made, OWN_DESIGN when it is like no model."""
        nearest = self.nearest(norm, text)
        return nearest.design if nearest else OWN_DESIGN

    def _search(self, norm: Norm, text: str) -> NearestModel | None:
        wanted = set(norm.behaviours)
        scored = [
            (Likeness(likeness(text, article.text), slot_likeness(norm, article.norm)), article)
            for article in self._articles
            if wanted & article.reach
        ]
        if not scored:
            return None
        found, best = max(scored, key=lambda pair: pair[0].whole)
        measured = Measured(found, slot_differences(norm, best.norm), Differences(text, best.text))
        model = best.model
        return NearestModel(model.id, model.label, model.family, model.based_on, measured)


@cache
def models_of(catalogue: Catalogue, on: date) -> tuple[ModelArticle, ...]:
    """Every model that comes with the program and forbids something, drafted with its own choices for the law on
    `on` and recognised, in order of name."""
    day = max(on, catalogue.supported_from)
    articles = (_as_article(model, catalogue, day) for _, model in sorted(load_models().items()))
    return tuple(article for article in articles if article.reach)


def _as_article(model: Model, catalogue: Catalogue, day: date) -> ModelArticle:
    made = draft(catalogue, "Gemeente", model, on=day)
    choices = made.choices
    norms = recognise(Regulation(Metadata(), body=(made.article,)), load_lexicon(catalogue))
    # the model says itself what it forbids, where and for whom; the rest is read like any by-law
    read = norms[0] if norms else Norm(made.article.number, made.article.heading)
    norm = replace(
        read,
        behaviours=tuple(name for name in catalogue.behaviours if name in choices.behaviours) or read.behaviours,
        place=choices.places or read.place,
        actor=choices.actor,
    )
    return ModelArticle(model, made.article.text, norm, frozenset((*choices.reach, *norm.behaviours)))
