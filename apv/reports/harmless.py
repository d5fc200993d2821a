"""Makes a whole view harmless at once: every text in it shows what it holds, whatever format it is written in."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from apv.reports.tabular import visible

T = TypeVar("T")


def harmless(view: T) -> T:
    """`view` (a text, a tuple, or a dataclass of those) with invisible characters made visible throughout.

    >>> harmless(("a\\x07", 1))
    ('a␇', 1)
    """
    return _harmless(view)  # type: ignore[no-any-return]


def _harmless(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, tuple):
        return tuple(_harmless(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _harmless(getattr(value, field.name)) for field in fields(value)})
    return value
