"""The small logic in which the catalogue writes conditions: all, any, not, over facts or over elements.

A *test* says when an element is met, from facts; a *rule* says when a provision applies, from elements. How they
are answered with three values is the business of apv.reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactIs:
    """The fact is true; or, for ages and grounds, its value is among `values`."""

    fact: str
    values: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Applies:
    """One of these provisions (ids) applies itself in the same case: the base offence of an aggravation."""

    provisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ElementIs:
    """The element with this key is met."""

    key: str


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Expression


Leaf = FactIs | ElementIs | Applies
Expression = Leaf | All | AnyOf | Not


def leaves(expression: Expression) -> Iterator[Leaf]:
    """Everything the expression asks for, in reading order, repeats included."""
    if isinstance(expression, FactIs | ElementIs | Applies):
        yield expression
    elif isinstance(expression, Not):
        yield from leaves(expression.part)
    else:
        for part in expression.parts:
            yield from leaves(part)


def facts_of(expression: Expression) -> tuple[str, ...]:
    """The fact ids in the expression, each once, in reading order."""
    return tuple(dict.fromkeys(leaf.fact for leaf in leaves(expression) if isinstance(leaf, FactIs)))


def elements_of(expression: Expression) -> tuple[str, ...]:
    """The element keys in the expression, each once, in reading order."""
    return tuple(dict.fromkeys(leaf.key for leaf in leaves(expression) if isinstance(leaf, ElementIs)))
