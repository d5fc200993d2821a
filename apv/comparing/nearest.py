"""Which model a norm is most like, of those that model_articles made ready."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property

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
from apv.comparing.reader import catalogue_of
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


class ModelsWanted:
    """The models for the law on `on`: as kept in `cache`, else made once and kept."""

    def __init__(self, catalogue: Catalogue, on: date, cache: ResultCache | None) -> None:
        self._catalogue, self._on, self._cache = catalogue, on, cache
        self._digest = digest_of(f"models {on.isoformat()}".encode())
        self._coming: Future[_Articles] | None = None

    def begin(self, pool: Executor) -> None:
        """Have a process of `pool` make them meanwhile."""
        if self._kept is None:
            self._coming = pool.submit(_models_for, self._catalogue.version, self._on)

    @cached_property
    def ready(self) -> Models:
        """All of them, to hold norms against."""
        articles = self._kept
        if articles is None:
            articles = self._made()
            if self._cache:
                self._cache.keep_value(self._digest, articles)
        return Models(articles)

    @cached_property
    def _kept(self) -> _Articles | None:
        return self._cache.known.value(self._digest, _Articles) if self._cache else None

    def _made(self) -> _Articles:
        if self._coming is not None:
            with suppress(Exception):  # the process died, or has another catalogue
                return self._coming.result()
        from apv.comparing.model_articles import models_of

        return models_of(self._catalogue, self._on)


_Articles = tuple[ModelArticle, ...]


def _models_for(version: str, on: date) -> _Articles:
    from apv.comparing.model_articles import models_of

    return models_of(catalogue_of(None, version), on)
