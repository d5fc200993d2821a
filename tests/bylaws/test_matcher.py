"""The matcher finds every form at its place, in text as it really is."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv.bylaws.norms.folding import Together, fold
from apv.bylaws.norms.matcher import Matcher
from apv.bylaws.norms.telling import Telling


def found(forms: dict[str, str], text: str) -> list[tuple[str, str]]:
    """(id, the words as they stand in `text`) for every hit."""
    folded = fold(text)
    hits = Matcher(forms.items()).find(folded.text)
    return [(hit.id, text[slice(*folded.original(hit.start, hit.end))]) for hit in hits]


@pytest.mark.parametrize(
    ("form", "text", "words"),
    [
        ("na te roepen", "Het is verboden anderen NA TE ROEPEN.", "NA TE ROEPEN"),
        ("na te roepen", "na\nte   roepen", "na\nte   roepen"),
        ("uitjouw*", "uitjouwend publiek", "uitjouwend"),
        ("uitjouw*", "zij uit\u00adjou\u00adwen hem", "uit\u00adjou\u00adwen"),
        ("samenscholing", "een samen-\nscholing op straat", "samen-\nscholing"),
        ("geïntimideerd", "hij werd geintimideerd", "geintimideerd"),
        ("geintimideerd", "hij werd géïntimideerd", "géïntimideerd"),
        ("een ander _ volgen", "een ander op straat hinderlijk volgen", "een ander op straat hinderlijk volgen"),
        ("een ander _ volgen", "een ander volgen", "een ander volgen"),
        ("ander|anderen te volgen", "om anderen te volgen", "anderen te volgen"),
        ("# jaar", "hij was 14 jaar", "14 jaar"),
        ("# jaar", "zij was veertien jaar", "veertien jaar"),
        ("bezwaar", "(bezwaar)", "bezwaar"),
        ("bedrĳf", "het bedrijf sluit", "bedrijf"),
        ("bedrijf", "het bedrĳf sluit", "bedrĳf"),
        ("foto s", "foto's maken", "foto's"),
    ],
)
def test_form_is_found_where_it_stands(form: str, text: str, words: str) -> None:
    assert found({"x": form}, text) == [("x", words)]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("roepen", "beroepen"),
        ("roepen", "roepende"),
        ("na te roepen", "na roepen"),
        ("een ander _ volgen", "een ander aanspreken. Hem volgen"),
        ("een ander _ volgen", "een ander een twee drie vier vijf zes zeven volgen"),
        ("# jaar", "hij was oud jaar"),
    ],
)
def test_form_is_not_found(form: str, text: str) -> None:
    assert found({"x": form}, text) == []


def test_overlapping_forms_are_all_reported() -> None:
    forms = {"a": "hinderlijk te volgen", "b": "te volgen", "c": "volgen of insluiten"}
    assert found(forms, "hinderlijk te volgen of insluiten") == [
        ("a", "hinderlijk te volgen"),
        ("b", "te volgen"),
        ("c", "volgen of insluiten"),
    ]


def test_one_form_may_stand_under_several_ids() -> None:
    matcher = Matcher([("a", "sis- en kusgeluiden"), ("b", "sis- en kusgeluiden")])
    assert [hit.id for hit in matcher.find("zij maken sis- en kusgeluiden")] == ["a", "b"]


def test_an_empty_list_finds_nothing() -> None:
    assert Matcher([]).find("wat dan ook") == []
    assert not Matcher([]).occurs("wat dan ook")


def test_finding_agrees_with_trying_every_form_alone() -> None:
    chance = random.Random(7)
    words = ["na", "te", "roepen", "volgen", "een", "ander", "de", "weg", "hinderlijk", "op"]
    forms = {f"f{at}": " ".join(chance.choices([*words, "roep*", "_"], k=3)).strip("_ ") for at in range(60)}
    forms = {key: re.sub(r"(_ )+", "_ ", form) for key, form in forms.items() if form.strip("_* ")}
    matcher = Matcher(forms.items())
    telling = Telling(matcher)
    for _ in range(40):
        text = " ".join(chance.choices(words, k=25))
        together = {(hit.id, hit.start, hit.end) for hit in matcher.find(text)}
        alone = {
            (key, hit.start, hit.end) for key, form in forms.items() for hit in Matcher([(key, form)]).find(text)
        }
        assert together == alone
        assert matcher.occurs(text) == bool(together)
        assert telling.places(Together([text])) or not together
        assert any(map(matcher.tells, text.split())) or not together


@given(st.text(max_size=80))
def test_folding_keeps_every_place(text: str) -> None:
    folded = fold(text)
    assert folded.text.isascii()
    if folded.origin is None:
        assert len(folded.text) == len(text)
    else:
        assert len(folded.origin) == len(folded.text)
        assert list(folded.origin) == sorted(folded.origin)
        assert all(0 <= place < len(text) for place in folded.origin)
