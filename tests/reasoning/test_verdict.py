"""Three values: the laws of Kleene logic, and no way to mistake unknown for no."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv.reasoning.verdict import Verdict, conjunction, disjunction

verdicts = st.sampled_from(list(Verdict))


@given(verdicts, verdicts)
def test_de_morgan(a: Verdict, b: Verdict) -> None:
    assert ~(a & b) is (~a | ~b)
    assert ~(a | b) is (~a & ~b)


@given(verdicts, verdicts, verdicts)
def test_and_and_or_are_associative_commutative_and_distribute(a: Verdict, b: Verdict, c: Verdict) -> None:
    assert (a & b) is (b & a)
    assert (a & (b & c)) is ((a & b) & c)
    assert (a & (b | c)) is ((a & b) | (a & c))


@given(st.lists(verdicts))
def test_many_at_once_is_one_by_one(values: list[Verdict]) -> None:
    both, either = Verdict.YES, Verdict.NO
    for value in values:
        both, either = both & value, either | value
    assert conjunction(values) is both
    assert disjunction(values) is either


@given(verdicts, verdicts)
def test_learning_a_fact_never_reverses_an_answer(a: Verdict, b: Verdict) -> None:
    """Filling in an unknown may decide the whole, but never turns a yes into a no or a no into a yes."""
    for learned in (Verdict.YES, Verdict.NO):
        known = learned if a is Verdict.UNKNOWN else a
        for before, after in ((a & b, known & b), (a | b, known | b)):
            assert before is Verdict.UNKNOWN or before is after


def test_a_verdict_cannot_be_truth_tested() -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(Verdict.UNKNOWN)
