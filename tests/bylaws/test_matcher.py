"""The matcher finds every form at its place, in text as it really is."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apv.bylaws.norms.folding import Together, fold, words_of
from apv.bylaws.norms.forms import form_pattern
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
        ("kus-|sisgeluiden", "sisgeluiden maken", "sisgeluiden"),
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


def test_a_form_is_found_with_a_comma_between_its_words_and_without() -> None:
    text = "roepen en sissen; roepen, en sissen; roepen  en sissend"
    joined, apart, longer = (("x", words) for words in text.split("; "))
    assert found({"x": "roepen en sissen"}, text) == [joined, apart]
    assert found({"x": "roepen en siss*"}, text) == [joined, apart, longer]


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
    telling = Telling({"form": [matcher]}, {})
    for _ in range(40):
        text = " ".join(chance.choices(words, k=25))
        together = {(hit.id, hit.start, hit.end) for hit in matcher.find(text)}
        alone = {
            (key, hit.start, hit.end) for key, form in forms.items() for hit in Matcher([(key, form)]).find(text)
        }
        assert together == alone
        assert matcher.occurs(text) == bool(together)
        assert telling.places(Together([text]))["form"] or not together
        assert any(map(matcher.tells, text.split())) or not together


_WORDS = st.sampled_from(["a", "b", "ab", "2"])
_PLACES = st.one_of(
    _WORDS,
    st.lists(st.one_of(_WORDS, _WORDS.map("{}*".format)), min_size=1, max_size=3).map("|".join),
    st.sampled_from(["_", "#", "a-", "a-b", "b-|a", "a|b-*", "*a", "a'b", "é|b"]),
)
_FORMS = st.lists(_PLACES, min_size=1, max_size=4).map(" ".join)
_SIGNS = st.sampled_from([" ", " ", " ", "  ", ", ", "-", " - ", ". ", ",", "\n", "; ", " (", "é"])
_TEXTS = st.lists(st.tuples(_WORDS, _SIGNS), max_size=30).map(lambda parts: "".join(map("".join, parts)))


@settings(max_examples=400)
@given(st.lists(_FORMS, min_size=1, max_size=4, unique=True), _TEXTS)
def test_looking_quickly_finds_what_trying_every_expression_finds(forms: list[str], text: str) -> None:
    folded = fold(text).text
    behind = f" {folded}"
    tried = [
        (start, form, start + len(found[1]))
        for form in forms
        for start, found in (
            (start, re.match(f" ({form_pattern([form])})", behind[start:])) for start in range(len(behind))
        )
        if found
    ]
    matcher = Matcher((form, form) for form in forms)
    assert sorted((hit.start, hit.form, hit.end) for hit in matcher.find(folded)) == sorted(tried)
    assert matcher.occurs(folded) == bool(tried)
    assert Telling({"form": [matcher]}, {}).places(Together([text]))["form"] or not tried
    assert any(map(matcher.tells, words_of(folded))) or not tried


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
