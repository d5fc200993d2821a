"""Which by-laws count on a date: of the versions of one work only the one valid then, each choice explained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from apv.bylaws.identifiers import cvdr_name
from apv.comparing.comparison import FoundNorm, ReadBylaw, Since, Standing
from apv.dutch import long_date
from apv.findings import Finding, Severity

NEW_REGULATION = "nieuwe regeling"
"""What CVDR says a version is about when it is the first of its work."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A by-law with its standing, the findings that explain it, and since when each of its norms holds."""

    bylaw: ReadBylaw
    standing: Standing
    findings: tuple[Finding, ...]
    since: tuple[Since, ...]


def place(bylaws: Sequence[ReadBylaw], on: date) -> tuple[Placed, ...]:
    """Every by-law with its standing on `on`, in the order given."""
    chosen: dict[int, Placed] = {}
    for indices in _by_work(bylaws).values():
        versions = [(index, bylaws[index]) for index in indices]
        for index, placed in _place_versions(versions, on):
            chosen[index] = placed
    return tuple(chosen[index] for index in range(len(bylaws)))


def in_force(bylaws: Sequence[ReadBylaw], on: date) -> tuple[ReadBylaw, ...]:
    """The by-laws that count on `on`: of each work the version that `place` gives the standing "in_force"."""
    holding = []
    for indices in _by_work(bylaws).values():
        winner = _winner([(index, bylaws[index]) for index in indices], on)
        holding += [] if winner is None else [winner]
    return tuple(bylaws[index] for index in sorted(holding))


def _by_work(bylaws: Sequence[ReadBylaw]) -> dict[str, list[int]]:
    works: dict[str, list[int]] = {}
    for index, bylaw in enumerate(bylaws):
        # a file that does not say which work it is a version of stands on its own
        works.setdefault(bylaw.meta.work or f"#{index}", []).append(index)
    return works


def _winner(versions: Sequence[tuple[int, ReadBylaw]], on: date) -> int | None:
    """The index of the version that counts on `on`: the newest of those in force, None when none is."""
    valid = [(_age(bylaw), index) for index, bylaw in versions if _state(bylaw, on) == "in_force"]
    return max(valid)[1] if valid else None


def _place_versions(versions: Sequence[tuple[int, ReadBylaw]], on: date) -> Iterable[tuple[int, Placed]]:
    ordered = sorted(versions, key=lambda pair: _age(pair[1]))
    winner = _winner(versions, on)
    for rank, (index, bylaw) in enumerate(ordered):
        standing = _state(bylaw, on)
        if standing == "in_force" and index != winner:
            standing = "other_version"
        older = [earlier for _, earlier in ordered[:rank]]
        findings = [*_date_findings(bylaw), *_standing_findings(bylaw, standing, winner is not None)]
        if index == winner and len(versions) > 1:
            findings.append(_versions_finding(bylaw, [version for other, version in versions if other != winner]))
        since = tuple(_since(found, bylaw, older) for found in bylaw.norms)
        yield index, Placed(bylaw, standing, tuple(findings), since)


def _state(bylaw: ReadBylaw, on: date) -> Standing:
    start = bylaw.meta.valid_from
    if start is not None and on < start:
        return "not_yet"
    return "in_force" if bylaw.meta.holds_on(on) else "expired"


def _age(bylaw: ReadBylaw) -> tuple[date, int, str]:
    """Sorts versions of a work from old to new: by first day, then version number, then file."""
    return bylaw.meta.valid_from or date.min, _number(bylaw), bylaw.file


def _number(bylaw: ReadBylaw) -> int:
    """The number of the version within its work, 0 when the file does not say."""
    return _number_in(bylaw.meta.identifier)


@lru_cache(maxsize=10_000)
def _number_in(identifier: str) -> int:
    name = cvdr_name(identifier)
    return (name.version if name else None) or 0


def _since(found: FoundNorm, bylaw: ReadBylaw, older: Sequence[ReadBylaw]) -> Since:
    """The first day from which the versions at hand show this norm without a break."""
    first = bylaw
    wanted = set(found.norm.behaviours)
    for version in reversed(older):
        if not any(
            known.norm.article == found.norm.article and wanted <= set(known.norm.behaviours)
            for known in version.norms
        ):
            return Since(first.meta.valid_from, exact=True)
        first = version
    # the file tells when this version began, not when its articles did, unless it is the first of its work
    is_new = first.meta.concerns.strip().lower().startswith(NEW_REGULATION) or _number(first) == 1
    return Since(first.meta.valid_from, exact=is_new)


def _date_findings(bylaw: ReadBylaw) -> Iterable[Finding]:
    if bylaw.meta.valid_from is None:
        yield Finding(
            Severity.WARNING, "compare-no-start",
            "De regeling noemt geen datum van inwerkingtreding en is als geldig meegeteld",
            where=bylaw.file, advice="Controleer of zij op deze datum gold.",
        )  # fmt: skip
    if bylaw.meta.valid_to is not None and bylaw.meta.end is None:
        yield Finding(
            Severity.WARNING, "compare-end-before-start",
            f"De einddatum {_day(bylaw.meta.valid_to)} ligt niet na de begindatum "
            f"{_day(bylaw.meta.valid_from)}; de einddatum telt niet mee",
            where=bylaw.file, advice="Controleer de geldigheid bij de bron.",
        )  # fmt: skip


def _standing_findings(bylaw: ReadBylaw, standing: Standing, succeeded: bool) -> Iterable[Finding]:
    """Why a version does not count; a warning unless another version of the same by-law does (`succeeded`)."""
    reasons = {
        "not_yet": f"De regeling geldt pas vanaf {_day(bylaw.meta.valid_from)} en telt niet mee",
        "expired": f"De regeling geldt niet meer sinds {_day(bylaw.meta.valid_to)} en telt niet mee",
        "other_version": "Een andere versie van deze regeling geldt op deze datum; deze versie telt niet mee",
    }
    if standing in reasons:
        severity = Severity.NOTE if succeeded else Severity.WARNING
        rule = f"compare-{standing.replace('_', '-')}"
        yield Finding(severity, rule, reasons[standing], where=bylaw.file)


def _versions_finding(chosen: ReadBylaw, others: Sequence[ReadBylaw]) -> Finding:
    names = ", ".join(sorted(bylaw.meta.identifier or bylaw.file for bylaw in others))
    how_many = "is nog 1 andere versie" if len(others) == 1 else f"zijn nog {len(others)} andere versies"
    return Finding(
        Severity.NOTE, "compare-versions", f"Van deze regeling {how_many} gelezen: {names}", where=chosen.file,
        advice="Deze versie geldt op de gekozen datum en telt mee.",
    )  # fmt: skip


def _day(day: date | None) -> str:
    return long_date(day) if day else "een onbekende dag"
