"""Which model a norm is most like, of those that model_articles made ready."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from apv.bylaws.norms.recognise import Norm
from apv.comparing.cache import ResultCache, digest_of
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
from apv.law.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class ModelArticle:
    """A model in its default wording. `id`, `label`, `family` and `based_on` are those of the model; `text` is its
    article, `norm` what was recognised in it, `reach` what falls under it in practice (behaviour ids)."""

    id: str
    label: str
    family: str
    based_on: str
    text: str
    norm: Norm
    reach: tuple[str, ...]


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
            families.setdefault(article.family, []).append(article.id)
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
            if not wanted.isdisjoint(article.reach)
        ]
        if not scored:
            return None
        found, best = max(scored, key=lambda pair: pair[0].whole)
        measured = Measured(found, slot_differences(norm, best.norm), Differences(text, best.text))
        return NearestModel(best.id, best.label, best.family, best.based_on, measured)


def models_ready(catalogue: Catalogue, on: date, cache: ResultCache | None) -> Models:
    """The models for the law on `on`: as kept in `cache`, else made now and kept."""
    digest = digest_of(f"models {on.isoformat()}".encode())
    articles = cache.known.value(digest, tuple[ModelArticle, ...]) if cache else None
    if articles is None:
        from apv.comparing.model_articles import models_of

        articles = models_of(catalogue, on)
        if cache:
            cache.keep_value(digest, articles)
    return Models(articles)
