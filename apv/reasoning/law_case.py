"""Law cases: TOML files in which a jurist writes what happened and what the program has to answer."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from apv.errors import InputError
from apv.law.catalogue import Catalogue
from apv.reasoning.evaluate import Outcome
from apv.reasoning.gaps import Examined, examine
from apv.reasoning.scenario import Scenario, scenario

KNOWN_KEYS = frozenset(
    {"title", "source", "date", "municipality", "setting", "place", "behaviours", "facts", "expect"}
    | {"facts_text", "tier", "confidence", "category", "date_note", "date_transposed", "expect_note"}
)
LISTS = ("applies", "not_excluded", "not_applies")
EXPECTATIONS = frozenset({*LISTS, "gap"})


@dataclass(frozen=True, slots=True)
class LawCase:
    """One case file. `expect` holds provision ids per expectation, and perhaps a gap status."""

    path: Path
    title: str
    source: str
    asked: Scenario
    expect: Mapping[str, Any]
    story: str = ""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """`differences` in the form "applies sr:266: depends (insulting unknown)"; none means the case holds."""

    case: LawCase
    differences: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.differences


def case_files(paths: tuple[Path, ...]) -> list[Path]:
    """The TOML files named, and those in the folders named, in order of name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.rglob("*.toml"))
            if not inside:
                raise InputError("In deze map staan geen rechtsgevallen (.toml)", where=str(path))
            found.extend(inside)
        elif path.is_file():
            found.append(path)
        else:
            raise InputError("Het bestand bestaat niet", where=str(path), advice="Controleer de naam en de map.")
    return found


def read_case(catalogue: Catalogue, path: Path, *, today: date | None = None) -> LawCase:
    """Read one case. `today` stands in for a missing date; without it a date is required."""
    raw = _toml(path)
    unknown = sorted(set(raw) - KNOWN_KEYS)
    if unknown:
        raise InputError(
            f"Onbekende sleutel '{unknown[0]}' in het rechtsgeval",
            where=str(path),
            advice=f"Bekende sleutels: {', '.join(sorted(KNOWN_KEYS))}.",
        )
    day = raw.get("date", today)
    if not isinstance(day, date) or isinstance(day, datetime):
        raise InputError(
            "Het rechtsgeval heeft geen geldige datum",
            where=str(path),
            advice="Schrijf bijvoorbeeld: date = 2024-07-01 (zonder aanhalingstekens).",
        )
    expect = raw.get("expect", {})
    wrong = sorted(set(expect) - EXPECTATIONS)
    if wrong:
        raise InputError(
            f"Onbekende verwachting '{wrong[0]}' in het rechtsgeval",
            where=str(path),
            advice=f"Bekend zijn: {', '.join(sorted(EXPECTATIONS))}.",
        )
    lists = {"behaviours": raw.get("behaviours", []), **{key: expect.get(key, []) for key in LISTS}}
    for key, value in lists.items():
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            raise InputError(
                f"'{key}' moet een lijst van namen zijn",
                where=str(path),
                advice=f'Bijvoorbeeld: {key} = ["naam"].',
            )
    try:
        asked = scenario(
            catalogue,
            day,
            raw.get("behaviours", ()),
            setting=raw.get("setting", ""),
            place=raw.get("place", ""),
            municipality=raw.get("municipality", ""),
            facts=raw.get("facts", {}),
        )
    except InputError as error:
        raise type(error)(error.what, where=error.where or str(path), advice=error.advice) from error
    return LawCase(
        path, raw.get("title", path.stem), raw.get("source", ""), asked, expect, raw.get("facts_text", "")
    )


def run_case(catalogue: Catalogue, case: LawCase) -> CaseResult:
    """Hold the case against the catalogue and list every difference with what was expected."""
    return CaseResult(case, tuple(_differences(case, examine(catalogue, case.asked))))


def _differences(case: LawCase, found: Examined) -> Iterator[str]:
    for key, accepted in (("applies", ("applies",)), ("not_excluded", ("applies", "depends"))):
        for name in case.expect.get(key, ()):
            outcomes = _named(found, name)
            if not any(outcome.holds in accepted for outcome in outcomes):
                yield f"{key} {name}: {_actual(outcomes)}"
    for name in case.expect.get("not_applies", ()):
        outcomes = _named(found, name)
        if any(outcome.holds == "applies" for outcome in outcomes):
            yield f"not_applies {name}: {_actual(outcomes)}"
    gap = case.expect.get("gap")
    if gap and gap != found.gap.status:
        yield f"gap {gap}: {found.gap.status}"


def _named(found: Examined, name: str) -> list[Outcome]:
    """Outcomes under this id; an id without paragraph is met by any of its paragraphs."""
    return [o for o in found.outcomes if o.provision.id == name or o.provision.id.startswith(f"{name}:")]


def _actual(outcomes: list[Outcome]) -> str:
    if not outcomes:
        return "not in force or not known"
    best = min(outcomes, key=lambda o: ("applies", "depends", "excluded").index(o.holds))
    if best.holds == "depends":
        return f"depends ({', '.join(best.open_facts)} unknown)"
    if best.holds == "excluded":
        failed = [e.element.key for e in best.elements if e.value.value == "no"]
        return f"excluded ({', '.join(failed)})"
    return best.holds


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError("Het rechtsgeval kan niet worden gelezen", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError("Het rechtsgeval is geen geldige TOML", where=str(path), advice=f"{error}.") from error
