"""Dead letters: provisions that are still published and have probably lost effect, each with date, reason, source.

Nothing is decided here: a later law on the same subject or a judgment makes it likely, a jurist has to look.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Cause = Literal["newer_law", "judged", "like_judged", "no_power"]
"""Why it has probably lost effect. "newer_law": a later national law on the same subject; "judged": a court set
this article aside; "like_judged": a court set an article of the same design aside; "no_power": a judgment settled
that a by-law cannot forbid this."""


@dataclass(frozen=True, slots=True)
class LegalSource:
    """A law, judgment or provision: how it is cited, and its address ("" when it has none)."""

    citation: str
    link: str


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One provision that has probably lost effect, for one cause.

    `behaviours`: the ids for which it has (a norm may live on for others). `day`: from when, exact to the day
    unless `day_exact` is False (then its year counts). `likely` False: only perhaps, because its age is not known
    or because a court judged another article. `reason` is Dutch.
    """

    municipality: str
    file: str
    regulation: str
    article: str
    heading: str
    behaviours: tuple[str, ...]
    cause: Cause
    likely: bool
    day: date | None
    day_exact: bool
    reason: str
    sources: tuple[LegalSource, ...]
