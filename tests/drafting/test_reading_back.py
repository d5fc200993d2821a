"""Every model and every variant of it is read back by our own reader and recogniser as exactly what was chosen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from apv.bylaws.examples import bundled_bylaw
from apv.bylaws.markup.cvdr import read_cvdr, write_cvdr
from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import Norm, recognise
from apv.bylaws.regulation import Article, Metadata, Regulation
from apv.drafting.amending.plan import with_article
from apv.drafting.compose import Draft, draft
from apv.drafting.models import NOTHING, Model, load_models
from apv.errors import InputError
from apv.law.catalogue import load_catalogue

NOW = date(2026, 11, 23)
MODELS = {model.id: model for model in load_models().values()}
FORBIDDING = [model for model in MODELS.values() if not model.repeals]
NOTHING_TO_FORBID = ("laat de wet van deze keuze niets over", "niets om aan het bestaande artikel toe te voegen")
"""Choices that end in an error: no law leaves them, or the by-law's own article has them already."""
Settings = dict[str, str]


def values(model: Model) -> list[tuple[str, str]]:
    chosen = [(slot.id, choice.id) for slot in model.slots for choice in slot.choices]
    return chosen + [(slot.id, NOTHING) for slot in model.slots if slot.choose == "any"]


def singles(model: Model) -> list[Settings]:
    return [{}, *({slot: value} for slot, value in values(model))]


def pairs(model: Model) -> Iterator[Settings]:
    for (slot, value), (other, second) in combinations(values(model), 2):
        if slot != other:
            yield {slot: value, other: second}
        elif model.slot(slot).choose != "one" and NOTHING not in (value, second):
            yield {slot: f"{value},{second}"}


def made(model: Model, settings: Settings, bylaw: Regulation | None = None) -> Draft | None:
    """None when there is nothing to forbid, which test_model_articles.py asks about."""
    try:
        return draft(load_catalogue(), "Dorpstad", model, on=NOW, slots=settings, bylaw=bylaw)
    except InputError as error:
        if any(reason in str(error) for reason in NOTHING_TO_FORBID):
            return None
        raise


def read(article: Article) -> Norm:
    """The article as our recogniser reads it, in both encodings of leden."""
    catalogue = load_catalogue()
    norms = []
    for as_list in (False, True):
        coded = replace(article, lids=tuple(replace(lid, as_list=as_list) for lid in article.lids))
        regulation = Regulation(Metadata(creator="Dorpstad", title="Concept"), body=(coded,))
        again = read_cvdr(write_cvdr(regulation), where="concept")
        (norm,) = recognise(again, load_lexicon(catalogue))
        norms.append(norm)
    first, second = norms
    assert (first.behaviours, set(first.place), first.actor) == (
        second.behaviours, set(second.place), second.actor,
    )  # fmt: skip
    return first


def assert_reads_back(this: Draft) -> None:
    norm = read(this.norm)
    assert set(norm.behaviours) == set(this.choices.behaviours)
    assert set(norm.place) == set(this.choices.places)
    assert norm.actor == this.choices.actor
    assert norm.overlap is any(
        slot.id == "overlap" and choice.text for slot, chosen in this.choices.of for choice in chosen
    )


@pytest.mark.parametrize("model", FORBIDDING, ids=lambda model: model.id)
def test_every_value_reads_back_in_both_encodings(model: Model) -> None:
    found = [this for settings in singles(model) if (this := made(model, settings))]
    assert found
    for this in found:
        assert_reads_back(this)


@pytest.mark.parametrize("model", FORBIDDING, ids=lambda model: model.id)
def test_every_pair_of_values_reads_back(model: Model) -> None:
    catalogue = load_catalogue()
    wrong = []
    for settings in pairs(model):
        this = made(model, settings)
        if this is None:
            continue
        (norm,) = recognise(this.regulation, load_lexicon(catalogue))
        if (set(norm.behaviours), set(norm.place), norm.actor) != (
            set(this.choices.behaviours), set(this.choices.places), this.choices.actor,
        ):  # fmt: skip
            wrong.append((model.id, settings))
    assert wrong == []


@pytest.mark.parametrize("municipality", ["Zandrecht", "Veldhaven", "Kwelderveen", "Sluismeer", "Lindeborg"])
@pytest.mark.parametrize("model", FORBIDDING, ids=lambda model: model.id)
def test_in_a_bylaw_every_value_reads_back(model: Model, municipality: str) -> None:
    catalogue = load_catalogue()
    bylaw = bundled_bylaw(municipality, NOW)
    assert bylaw is not None
    lexicon = load_lexicon(catalogue)
    before = {norm.article: norm for norm in recognise(bylaw, lexicon)}
    for settings in singles(model):
        this = made(model, settings, bylaw)
        if this is None:
            continue
        after = recognise(with_article(bylaw, this.article, this.placement), lexicon)
        norm = next(norm for norm in after if norm.article == this.article.number)
        own = set(before[this.host.number].behaviours) if this.host else set()
        assert set(norm.behaviours) - own == set(this.choices.behaviours) - own
        others = {one.article: one.behaviours for one in after if one.article != this.article.number}
        for number, old in before.items():
            if number != this.article.number:
                assert others[number] == old.behaviours


def test_a_repealed_article_forbids_nothing() -> None:
    this = made(MODELS["intrekken"], {})
    assert this is not None
    assert this.article.status == "repealed"
    assert recognise(this.regulation, load_lexicon(load_catalogue())) == ()
    (again,) = read_cvdr(write_cvdr(this.regulation), where="concept").articles
    assert again.status == "repealed"
