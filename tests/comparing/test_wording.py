"""Differences in words: the runs give both texts back, and a percentage that can be explained."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv.comparing.wording import CRUMB, Differences, joined, likeness, word_runs, words

WORDS = ("het", "is", "verboden", "op", "aan", "de", "weg", "2:1a", "een", "ander", ";", ",", ".", "te", "\n")
TEXT = st.lists(st.sampled_from(WORDS)).map(" ".join)
FREE = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")))


@given(TEXT | FREE, TEXT | FREE)
def test_the_runs_give_both_texts_back(here: str, there: str) -> None:
    runs = word_runs(here, there)
    assert tuple(word for run in runs for word in words(run.here)) == words(here)
    assert tuple(word for run in runs for word in words(run.there)) == words(there)


@given(TEXT, TEXT)
def test_every_run_says_what_it_is(here: str, there: str) -> None:
    runs = word_runs(here, there)
    for run in runs:
        assert (run.kind == "same") == (run.here == run.there)
        assert (run.kind == "deleted") == (run.there == "")
        assert (run.kind == "inserted") == (run.here == "")
    kinds = [run.kind == "same" for run in runs]
    assert all(one != other for one, other in pairwise(kinds))  # no two stretches of one kind


@given(TEXT, TEXT)
def test_likeness_is_a_part_and_works_both_ways(here: str, there: str) -> None:
    assert 0 <= likeness(here, there) <= 1
    assert likeness(here, there) == likeness(there, here)
    assert likeness(here, here) == 1


@given(st.lists(st.sampled_from(["de", "weg", ",", ";", "(", ")", "2:1a", "“", "”"])).map(tuple))
def test_joined_words_are_the_same_words(pieces: tuple[str, ...]) -> None:
    assert words(joined(pieces)) == pieces


def test_a_changed_place_is_one_change() -> None:
    found = Differences(
        "Het is verboden op de weg een ander hinderlijk te volgen.",
        "Het is verboden op een openbare plaats een ander hinderlijk te volgen.",
    )
    assert [(run.kind, run.here, run.there) for run in found.changed] == [
        ("replaced", "de weg", "een openbare plaats")
    ]
    assert [run.kind for run in found.runs] == ["same", "replaced", "same"]


def test_words_that_only_one_has() -> None:
    ours, theirs = (
        "Het is verboden een ander uit te jouwen.",
        "Het is verboden een ander na te roepen of uit te jouwen.",
    )
    (run,) = Differences(ours, theirs).changed
    assert (run.kind, run.here, run.there) == ("inserted", "", "na te roepen of")
    (run,) = Differences(theirs, ours).changed
    assert (run.kind, run.here, run.there) == ("deleted", "na te roepen of", "")


def test_crumbs_between_changes_join_them() -> None:
    assert CRUMB == 2
    (first, change, last) = word_runs("a b c wel of x y z e f g", "a b c niet of p q z e f g")
    assert (change.kind, change.here, change.there) == ("replaced", "wel of x y", "niet of p q")
    assert (first.kind, last.kind) == ("same", "same")


@pytest.mark.parametrize(
    ("here", "there", "part"),
    [
        ("a b c d", "a b c d", 1),
        ("a b c d", "e f", 0),
        ("a b", "a c", 0.5),
        ("A b", "a B", 1),
        ("", "", 1),
        ("a", "", 0),
    ],
)
def test_likeness_counts_shared_words(here: str, there: str, part: float) -> None:
    assert likeness(here, there) == pytest.approx(part)
