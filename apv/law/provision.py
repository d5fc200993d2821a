"""Provisions of law as frozen values: one id, many versions, each version with its elements and their logic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from apv.law.logic import Expression

ElementKind = Literal["factual", "evaluative", "mental", "exception"]
Precision = Literal[
    "before-supported-period", "exact", "inferred", "first-seen", "secondary", "year", "not-verified"
]
How = Literal["primary", "official", "secondary", "not-verified"]
Role = Literal["offence", "aggravation", "civil", "general", "duty", "definition", "procedure", "power"]
SanctionKind = Literal["gevangenisstraf", "hechtenis", "boete", "civil", "administrative", "none"]
InForce = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Element:
    """A bestanddeel. `test` says from which facts it follows; `raised_by` (exceptions only) when the facts point
    at the exception, so that it can no longer be passed over in silence."""

    key: str
    kind: ElementKind
    label: str
    label_en: str
    test: Expression
    raised_by: Expression | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Sanction:
    """`max_months`: longest detention in months; `fine_category`: 1-6, the amount depends on the date."""

    kind: SanctionKind
    max: str = ""
    max_months: int | None = None
    fine_category: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A paragraph that changes the sanction when `adds` is met too (qualified forms)."""

    label: str
    label_en: str
    lid: str = ""
    adds: Expression | None = None
    sanction: Sanction | None = None
    complaint: bool = False


@dataclass(frozen=True, slots=True)
class Verified:
    """How sure we are of the text: `how`, the consolidated text read, and those it was compared with."""

    how: How
    text_of: date | None = None
    compared_with: tuple[date, ...] = ()
    remark: str = ""


@dataclass(frozen=True, eq=False)  # identity is enough, and a deep hash would be slow
class Version:
    """The provision as it stood from `start` to `end` (both inclusive; None is unbounded, or not known).

    `absent_on`: a day on which the provision did not exist yet; `seen_on`: the first day on which it was read;
    `changed_after`: the last day on which the previous wording was read. `addresses`: behaviours the norm is aimed
    at; `near`: behaviours for which it easily comes into view; `overlaps`: behaviours whose regulation in a by-law
    it partly takes over, although it is not aimed at them as such.
    """

    label: str
    label_en: str
    summary: str
    elements: tuple[Element, ...]
    logic: Expression
    sanction: Sanction
    sources: tuple[str, ...]
    verified: Verified
    precision: Precision
    role: Role
    start: date | None = None
    end: date | None = None
    absent_on: date | None = None
    seen_on: date | None = None
    changed_after: date | None = None
    addresses: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    overlaps: frozenset[str] = frozenset()
    variants: tuple[Variant, ...] = ()
    victim: str = ""
    notes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    enforcement: tuple[str, ...] = ()
    forum: tuple[str, ...] = ()
    offence_class: Literal["", "misdrijf", "overtreding"] = ""
    complaint: bool = False

    def in_force(self, day: date) -> InForce:
        """Whether this version holds on `day`; "unknown" while its first day lies somewhere before `seen_on`."""
        if self.end is not None and day > self.end:
            return "no"
        if self.start is not None:
            return "yes" if day >= self.start else "no"
        if self.absent_on is not None and day <= self.absent_on:
            return "no"
        if self.precision == "before-supported-period" or (self.seen_on is not None and day >= self.seen_on):
            return "yes"
        return "unknown"

    @property
    def judges_conduct(self) -> bool:
        """Whether a case can be held against it (definitions, procedure and powers only frame the answer)."""
        return self.role not in ("definition", "procedure", "power")

    @property
    def decides_gap(self) -> bool:
        """Whether it can close a gap: a prohibition of the conduct itself, not a general norm."""
        return self.role in ("offence", "civil")

    @property
    def id(self) -> str:
        """Names the version within its provision: its first day, or "-" when that lies before the known period."""
        return self.start.isoformat() if self.start else "-"

    def element(self, key: str) -> Element:
        """The element with this key; KeyError when there is none."""
        for element in self.elements:
            if element.key == key:
                return element
        raise KeyError(key)


@dataclass(frozen=True, eq=False)
class Provision:
    """An article (or paragraph of one) under one id, with all its versions in order of time."""

    id: str
    law: str
    article: str
    framework: str
    versions: tuple[Version, ...]
    lid: str = ""
    municipality: str = ""

    def on(self, day: date) -> Version | None:
        """The version that holds on `day`, or may hold (see Version.in_force); None when none does."""
        maybe = None
        for version in self.versions:
            state = version.in_force(day)
            if state == "yes":
                return version
            if state == "unknown" and maybe is None:
                maybe = version
        return maybe
