"""Every model in templates/articles in its own default wording, read by the same recogniser as the by-laws.

Making them ready takes as long as reading a dozen by-laws, so they are kept with the results (cache.py).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import Norm, recognise
from apv.bylaws.regulation import Metadata, Regulation
from apv.comparing.nearest import ModelArticle
from apv.drafting.choices import choose
from apv.drafting.made_article import article_of
from apv.drafting.models import Model, check_names, load_models
from apv.law.catalogue import Catalogue


@cache
def models_of(catalogue: Catalogue, on: date) -> tuple[ModelArticle, ...]:
    """Every model that comes with the program and forbids something, drafted with its own choices for the law on
    `on` and recognised, in order of name."""
    day = max(on, catalogue.supported_from)
    models = (model for _, model in sorted(load_models().items()) if not model.repeals)
    articles = (_as_article(model, catalogue, day) for model in models)
    return tuple(article for article in articles if article.reach)


def _as_article(model: Model, catalogue: Catalogue, day: date) -> ModelArticle:
    check_names(model, catalogue)
    article, choices = article_of(catalogue, model, choose(model, {}, ()), None, day)
    norms = recognise(Regulation(Metadata(), body=(article,)), load_lexicon(catalogue))
    # the model says itself what it forbids, where and for whom; the rest is read like any by-law
    read = norms[0] if norms else Norm(article.number, article.heading)
    norm = replace(
        read,
        behaviours=tuple(name for name in catalogue.behaviours if name in choices.behaviours) or read.behaviours,
        place=choices.places or read.place,
        actor=choices.actor,
    )
    reach = tuple(dict.fromkeys((*choices.reach, *norm.behaviours)))
    return ModelArticle(model.id, model.label, model.family, model.based_on, article.text, norm, reach)
