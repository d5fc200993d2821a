"""Every element of every version can be met, can fail, and is open while nothing is known."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from apv.law.catalogue import load_catalogue
from apv.law.logic import Applies, Expression, FactIs, leaves
from apv.law.provision import Element
from apv.reasoning.evaluate import value_of
from apv.reasoning.scenario import Answer, Value
from apv.reasoning.verdict import Verdict

CATALOGUE = load_catalogue()
ELEMENTS = [
    (f"{provision.id} {version.id} {element.key}", element)
    for provision in CATALOGUE.provisions.values()
    for version in provision.versions
    for element in version.elements
    if not isinstance(element.test, Applies)  # follows other provisions, whose own elements are tested
]


def possible(fact: str) -> tuple[Value, ...]:
    values = CATALOGUE.facts[fact].values
    return tuple(frozenset({value.id}) for value in values) if values else (Verdict.YES, Verdict.NO)


def cases(test: Expression) -> Iterator[dict[str, Answer]]:
    """Every way to answer the facts of the test."""
    facts = list(dict.fromkeys(leaf.fact for leaf in leaves(test) if isinstance(leaf, FactIs)))
    for values in product(*(possible(fact) for fact in facts)):
        yield {fact: Answer(value, "") for fact, value in zip(facts, values, strict=True)}


@pytest.mark.parametrize(("name", "element"), ELEMENTS, ids=[name for name, _ in ELEMENTS])
def test_an_element_can_be_yes_no_and_open(name: str, element: Element) -> None:
    assert value_of(element.test, {}) is Verdict.UNKNOWN, "nothing known leaves it open"
    found = set()
    for known in cases(element.test):
        found.add(value_of(element.test, known))
        if len(found) == 2:
            break
    assert found == {Verdict.YES, Verdict.NO}, name
