"""What was read of a by-law, and the like, as text that can be kept, and back: JSON that follows the types.

Each dataclass becomes the list of its fields, so a change of the types makes old texts useless; who keeps them
(cache.py) keeps them under the version of the program. Reading such a text never runs anything, as pickle would.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Literal

_PLAIN = frozenset({str, int, float, bool, type(None)})
Back = Callable[[Any], Any]


def to_text(value: Any) -> str:
    """A value (a dataclass, or a tuple of them) as JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def from_text(kind: Any, text: str) -> Any:
    """The value of the type `kind` back. Raises ValueError for a text that to_text did not make with these same
    types."""
    try:
        return _back(kind)(json.loads(text))
    except (TypeError, KeyError, IndexError, AttributeError) as error:
        raise ValueError(f"not a {kind}") from error


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [_plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(kind):
        # the name tells the members of a union apart
        return [kind.__name__, *(_plain(getattr(value, name)) for name in _names(kind))]
    raise TypeError(f"{kind.__name__} has no text")


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))


@cache
def _back(kind: Any) -> Back:
    """What turns plain values back into values of the type `kind`."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind in _PLAIN or origin is Literal:
        return _same
    if origin is tuple:
        return _tuple(arguments)
    if origin in {types.UnionType, typing.Union}:
        return _one_of(arguments)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    raise TypeError(f"{kind} has no text")


def _same(value: Any) -> Any:
    return value


def _tuple(arguments: tuple[Any, ...]) -> Back:
    if arguments[1:] == (...,):
        one = _back(arguments[0])
        return tuple if one is _same else lambda values: tuple([one(value) for value in values])
    each = [_back(argument) for argument in arguments]
    return lambda values: tuple([back(value) for back, value in zip(each, values, strict=True)])


def _one_of(arguments: tuple[Any, ...]) -> Back:
    classes: dict[str, Any] = {}
    for kind in arguments:
        if isinstance(kind, type) and is_dataclass(kind):
            classes[kind.__name__] = kind
    others = [kind for kind in arguments if kind not in classes.values() and kind is not type(None)]
    rest = _back(others[0]) if len(others) == 1 else _same

    def back(value: Any) -> Any:
        if value is None:
            return None
        if classes and isinstance(value, list):
            return _back(classes[value[0]])(value)
        return rest(value)

    return back


def _dataclass(kind: type) -> Back:
    hints = typing.get_type_hints(kind)
    name, length = kind.__name__, len(_names(kind)) + 1
    backs: list[tuple[int, Back]] = []  # of the fields that need one; filled at first use: blocks hold blocks
    met = False

    def back(values: list[Any]) -> Any:
        nonlocal met
        if not met:
            every = ((at, _back(hints[field])) for at, field in enumerate(_names(kind), start=1))
            backs.extend((at, one) for at, one in every if one is not _same)
            met = True
        if values[0] != name or len(values) != length:
            raise ValueError(f"not a {name}")
        for at, one in backs:
            values[at] = one(values[at])
        return kind(*values[1:])

    return back
