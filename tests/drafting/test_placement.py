"""Where the article goes: the first free letter after the article on gatherings, in the by-law's own style."""

import pytest

from apv.bylaws.regulation import Article, Division, Metadata, Regulation
from apv.drafting.models import load_models
from apv.drafting.placement import place
from apv.errors import InputError

MODEL = load_models()["rotterdam"]


def bylaw(*articles: tuple[str, str], heading: str = "Openbare orde") -> Regulation:
    found = tuple(Article(number, title, division=(heading,)) for number, title in articles)
    return Regulation(Metadata(title="APV Zandrecht"), body=(Division("hoofdstuk", "2", heading, children=found),))


@pytest.mark.parametrize(
    ("articles", "number", "after"),
    [
        ([("2:1", "Samenscholing en ongeregeldheden"), ("2:2", "Optochten")], "2:1a", "2:1"),
        ([("2.1", "Samenscholing"), ("2.2", "Optochten")], "2.1a", "2.1"),
        ([("2.1.1.1", "Samenscholing"), ("2.1.1.2", "Optochten")], "2.1.1.1a", "2.1.1.1"),
        ([("11", "Begrip"), ("12", "Samenscholing"), ("13", "Optochten")], "12a", "12"),
        ([("2:1", "Samenscholing"), ("2:1a", "Vechten"), ("2:1b", "Messen"), ("2:2", "x")], "2:1c", "2:1b"),
        ([("2:1", "Samenscholing"), ("2:50", "x"), ("2:50B", "Drugs")], "2:1A", "2:1"),
        ([("2:9", "x"), ("2:10", "Samenscholing"), ("2:11", "y")], "2:10a", "2:10"),
        ([("2:47", "Hinderlijk gedrag op openbare plaatsen"), ("2:48", "Drank")], "2:47a", "2:47"),
        ([("7", "Ordeverstoring"), ("8", "Bedelen")], "7a", "7"),
    ],
)
def test_the_first_free_number_after_the_right_article(
    articles: list[tuple[str, str]], number: str, after: str
) -> None:
    found = place(MODEL, bylaw(*articles), None)
    assert (found.number, found.after, found.settled, found.replaces) == (number, after, True, False)
    assert found.division == ("Openbare orde",)


def test_without_a_bylaw_the_number_is_a_suggestion() -> None:
    found = place(MODEL, None, None)
    assert (found.number, found.settled, found.after, found.headed) == ("2:1a", False, "", None)


def test_a_given_number_is_settled() -> None:
    assert place(MODEL, None, "5.3b").settled


def test_a_number_that_exists_is_replaced() -> None:
    found = place(MODEL, bylaw(("2:1", "Samenscholing"), ("2:1a", "Straatintimidatie")), "2:1a")
    assert found.replaces
    assert found.settled


def test_a_given_number_goes_where_it_belongs() -> None:
    assert place(MODEL, bylaw(("2:1", "a"), ("2:9", "b"), ("2:10", "c")), "2:9a").after == "2:9"


def test_a_stub_is_no_anchor() -> None:
    stub = Article("2:1", "Samenscholing", status="reserved")
    later = Article("2:5", "Ongeregeldheden")
    found = place(MODEL, Regulation(Metadata(), body=(stub, later)), None)
    assert found.number == "2:5a"


def test_a_bylaw_without_a_fitting_place_leaves_it_to_a_person() -> None:
    found = place(MODEL, bylaw(("1", "Hondenbelasting"), heading="Belastingen"), None)
    assert (found.settled, found.after) == (False, "")


@pytest.mark.parametrize("number", ["", "artikel 2", "2:1bis3", "x", "2:", "2:1a\n"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(InputError, match="is geen artikelnummer"):
        place(MODEL, None, number)
