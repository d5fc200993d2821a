"""Yes, no and unknown, and how they combine (strong Kleene logic): a missing fact can never make a no."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NoReturn


class Verdict(Enum):
    """A three-valued answer. Compare with `is`; truth-testing it is a mistake and raises.

    >>> Verdict.UNKNOWN & Verdict.NO
    <Verdict.NO: 'no'>
    >>> Verdict.UNKNOWN | Verdict.NO
    <Verdict.UNKNOWN: 'unknown'>
    """

    NO = "no"
    UNKNOWN = "unknown"
    YES = "yes"

    @property
    def word(self) -> str:
        """The Dutch word a user sees."""
        return _WORDS[self]

    def __and__(self, other: Verdict) -> Verdict:
        if self is Verdict.NO or other is Verdict.NO:
            return Verdict.NO
        return other if self is Verdict.YES else self

    def __or__(self, other: Verdict) -> Verdict:
        if self is Verdict.YES or other is Verdict.YES:
            return Verdict.YES
        return other if self is Verdict.NO else self

    def __invert__(self) -> Verdict:
        return _NEGATED[self]

    def __bool__(self) -> NoReturn:
        raise TypeError("a Verdict has three values: compare it with `is Verdict.YES`, `is Verdict.NO` or ...")


_WORDS = {Verdict.NO: "nee", Verdict.UNKNOWN: "niet bekend", Verdict.YES: "ja"}
_NEGATED = {Verdict.NO: Verdict.YES, Verdict.UNKNOWN: Verdict.UNKNOWN, Verdict.YES: Verdict.NO}


def conjunction(verdicts: Iterable[Verdict]) -> Verdict:
    """All of them: NO when one is, else UNKNOWN when one is, else YES (also for none at all)."""
    result = Verdict.YES
    for verdict in verdicts:
        if verdict is Verdict.NO:
            return verdict
        if verdict is Verdict.UNKNOWN:
            result = verdict
    return result


def disjunction(verdicts: Iterable[Verdict]) -> Verdict:
    """One of them: YES when one is, else UNKNOWN when one is, else NO (also for none at all)."""
    result = Verdict.NO
    for verdict in verdicts:
        if verdict is Verdict.YES:
            return verdict
        if verdict is Verdict.UNKNOWN:
            result = verdict
    return result
