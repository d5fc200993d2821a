"""The nearest model, and one municipality beside another: on the words, on the slots, and who lacks what."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv.bylaws.norms.recognise import Norm
from apv.comparing.batch import Wishes, compare
from apv.comparing.cache import ResultCache
from apv.comparing.comparison import ComparedNorm, Comparison
from apv.comparing.likeness import OWN_DESIGN, SAME_DESIGN, shared_part, slot_differences, slot_likeness
from apv.comparing.model_articles import models_of
from apv.comparing.nearest import Models, ModelsWanted
from apv.drafting.models import load_models
from apv.errors import InputError
from apv.law.catalogue import Catalogue

from .conftest import FOLLOWING, JEERING, ORDINARY, WriteBylaw

ON = date(2026, 11, 23)
SHOVING = (
    "4",
    "Duwen",
    ["Het is verboden op de weg een ander hinderlijk te volgen of de doorgang te belemmeren."],
)

NORMS = st.builds(
    Norm,
    article=st.just("1"),
    heading=st.just(""),
    behaviours=st.lists(st.sampled_from(["sissen", "staren", "insluiten"]), unique=True).map(tuple),
    place=st.lists(st.sampled_from(["public_road", "public_place"]), unique=True).map(tuple),
    actor=st.sampled_from(["any", "alone", "group"]),
    qualifiers=st.lists(st.sampled_from(["hinderlijk", "onnodig"]), unique=True).map(tuple),
    exceptions=st.sampled_from([(), ("tenzij het mag",)]),
    overlap=st.booleans(),
)


def norm_of(found: Comparison, municipality: str) -> ComparedNorm:
    (bylaw,) = [one for one in found.bylaws if one.municipality == municipality]
    return bylaw.norms[0]


@given(NORMS, NORMS)
def test_slots_are_as_like_as_they_differ(here: Norm, there: Norm) -> None:
    like = slot_likeness(here, there)
    assert 0 <= like <= 1
    assert like == pytest.approx(slot_likeness(there, here))
    assert (like == pytest.approx(1)) == (not slot_differences(here, there))
    for found in slot_differences(here, there):
        assert set(found.only_here).isdisjoint(found.only_there)
        assert set(found.both).isdisjoint((*found.only_here, *found.only_there))


def test_shared_part_of_nothing_is_the_same() -> None:
    assert shared_part((), ()) == 1
    assert shared_part(("a",), ()) == 0
    assert shared_part(("a", "b"), ("b", "c")) == pytest.approx(1 / 3)


class Elsewhere(Executor):
    """A process that makes what is asked, of another version, or dies of it."""

    def __init__(self, trouble: BaseException | None = None) -> None:
        self.asked = 0
        self._trouble = trouble

    def submit(self, fn: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        self.asked += 1
        future: Future[Any] = Future()
        if self._trouble:
            future.set_exception(self._trouble)
        else:
            future.set_result(pickle.loads(pickle.dumps(fn(*args, **named))))
        return future


@pytest.mark.parametrize("trouble", [None, BrokenProcessPool(), InputError("Een andere catalogus")])
def test_models_are_the_same_whoever_makes_them(
    trouble: BaseException | None, catalogue: Catalogue, tmp_path: Path
) -> None:
    expected = models_of(catalogue, ON)
    articles = [(article.norm, article.text) for article in expected]
    for asked in (1, 0):  # the second time they are kept
        with ResultCache(tmp_path / "gelezen.sqlite3", catalogue.version) as cache:
            pool, wanted = Elsewhere(trouble), ModelsWanted(catalogue, ON, cache)
            wanted.begin(pool)
            assert pool.asked == asked
            near = [wanted.ready.nearest(*article) for article in articles]
            assert [one and one.model for one in near] == [article.id for article in expected]


def test_every_model_is_nearest_to_itself(catalogue: Catalogue) -> None:
    articles = models_of(catalogue, ON)
    assert {article.id for article in articles} == {
        name for name, model in load_models().items() if model.behaviours
    }
    models = Models(articles)
    for article in articles:
        found = models.nearest(article.norm, article.text)
        assert found is not None
        assert found.model == article.id
        assert found.measured.likeness.whole == 1
        assert found.measured.words.changed == ()
        assert found.measured.slots == ()
        assert found.design == article.family


def test_an_article_after_a_model_is_measured_against_it(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    model = next(article for article in models_of(catalogue, ON) if article.id == "rotterdam")
    text = model.text.replace("\n", " ").replace("een ander of anderen", "een ander")
    path = write_bylaw("Zandrecht", ("2:1a", "Straatintimidatie", [text]))
    norm = norm_of(compare([path], catalogue, on=ON), "Zandrecht")
    assert norm.text == text  # the whole article came along
    nearest = norm.nearest
    assert nearest is not None
    assert (nearest.model, nearest.design) == ("rotterdam", nearest.family)
    assert 0.8 < nearest.measured.likeness.text < 1
    assert "of anderen" in [run.there for run in nearest.measured.words.changed]


def test_an_article_that_shares_little_is_of_its_own_design(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    text = (
        "Het is verboden op de weg een ander hinderlijk te volgen, met de fiets of te paard, of hem dan te roepen."
    )
    path = write_bylaw("Zandrecht", ("4", "", [text, "Het college wijst wegen aan waar dit ook ’s nachts geldt."]))
    found = compare([path], catalogue, on=ON)
    nearest = norm_of(found, "Zandrecht").nearest
    assert nearest is not None  # it still says which is nearest, and how near
    assert nearest.measured.likeness.whole < SAME_DESIGN
    assert nearest.design == OWN_DESIGN
    assert found.figures is not None
    assert dict(found.figures.families) == {OWN_DESIGN: 1}


def test_behaviour_without_a_model_has_no_nearest(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    reach = {name for article in models_of(catalogue, ON) for name in article.reach}
    assert "wildplassen" not in reach
    path = write_bylaw("Zandrecht", ("3", "", ["Het is verboden op de weg buiten een toilet te urineren."]))
    norm = norm_of(compare([path], catalogue, on=ON), "Zandrecht")
    assert norm.norm.behaviours == ("wildplassen",)
    assert norm.nearest is None


@pytest.fixture
def three(write_bylaw: WriteBylaw) -> Path:
    write_bylaw("Bergen (NH.)", FOLLOWING)
    write_bylaw("Vlietmonde", SHOVING)
    return write_bylaw("Zandrecht", JEERING, ORDINARY).parent


def test_one_municipality_beside_the_others(three: Path, catalogue: Catalogue) -> None:
    found = compare([three], catalogue, on=ON, wishes=Wishes(against="bergen"))
    against = found.against
    assert against is not None
    assert against.municipality == "Bergen (NH.)"  # as people write it
    assert list(against.lacks) == ["Vlietmonde", "Zandrecht"]
    assert against.lacks["Vlietmonde"].both == ("hinderlijk-volgen",)
    assert against.lacks["Vlietmonde"].only_there == ("insluiten",)
    assert against.lacks["Vlietmonde"].only_here == ("doorgang-belemmeren",)
    assert against.lacks["Zandrecht"].both == ()
    held = norm_of(found, "Vlietmonde").against
    assert held is not None
    assert (held.article, held.heading) == ("2:36", "Hinderlijk volgen")
    assert ("de weg", "een openbare plaats") in [(run.here, run.there) for run in held.measured.words.changed]
    assert "place" in [one.slot for one in held.measured.slots]
    assert norm_of(found, "Zandrecht").against is None  # nothing on the same behaviour
    assert norm_of(found, "Bergen (NH.)").against is None  # not beside itself


def test_the_rest_of_the_comparison_stays_the_same(three: Path, catalogue: Catalogue) -> None:
    plain = compare([three], catalogue, on=ON)
    beside = compare([three], catalogue, on=ON, wishes=Wishes(against="Zandrecht"))
    bare = tuple(
        replace(one, norms=tuple(replace(norm, against=None) for norm in one.norms)) for one in beside.bylaws
    )
    assert replace(beside, against=None, bylaws=bare) == plain


def test_a_municipality_that_was_not_read_is_asked_back(three: Path, catalogue: Catalogue) -> None:
    with pytest.raises(
        InputError, match=r"(?s)'Zandregt' is geen regeling.*Bedoelt u 'Zandrecht'.*--municipality"
    ):
        compare([three], catalogue, on=ON, wishes=Wishes(against="Zandregt"))
