"""The project's own law cases (tests/cases): each comes out as expected, and together they reach all law held."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from apv.law.catalogue import Catalogue
from apv.reasoning.evaluate import Outcome
from apv.reasoning.gaps import Examined, examine
from apv.reasoning.law_case import LawCase, case_files, read_case, run_case

FOLDER = Path(__file__).parent / "cases"
FILES = case_files((FOLDER,))
AT_LEAST = 150

NEVER_APPLIES: dict[str, str] = {}
"""Versions (as "sr:246 from 2024-07-01") that no case makes apply, each with the reason."""

NEVER_EXCLUDED: dict[str, str] = {}
"""Versions that no case rejects, neither on a missing element nor on the date, each with the reason."""

NEVER_OPEN = {
    "arbo:3:2 from -": "the duty holds for all work; the open norm stands in a variant",
    "wpo:4c from 2015-08-01": "the duty holds for every pupil; the open norm stands in a variant",
}
"""Versions with an open norm that no case leaves exactly undecided, each with the reason."""


def name_of(path: Path) -> str:
    return path.relative_to(FOLDER).with_suffix("").as_posix()


@dataclass(frozen=True)
class Ran:
    """A case that was read and held against the law of its day."""

    case: LawCase
    found: Examined

    def expects(self, outcome: Outcome, *keys: str) -> bool:
        """Whether the case names this provision under every one of these expectations."""
        return all(covers(self.case.expect.get(key, ()), outcome.provision.id) for key in keys)


def covers(names: Iterable[str], provision: str) -> bool:
    """Whether one of `names` is the provision, or the article that its paragraph belongs to."""
    return any(provision == name or provision.startswith(f"{name}:") for name in names)


@pytest.fixture(scope="module")
def ran(catalogue: Catalogue) -> list[Ran]:
    cases = [read_case(catalogue, path) for path in FILES]
    return [Ran(case, examine(catalogue, case.asked)) for case in cases]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_the_case_comes_out_as_the_law_says(catalogue: Catalogue, path: Path) -> None:
    assert run_case(catalogue, read_case(catalogue, path)).differences == ()


def test_there_are_enough_cases_and_each_names_its_source(ran: list[Ran], catalogue: Catalogue) -> None:
    assert len(ran) >= AT_LEAST
    known = {judgment.ecli for judgment in catalogue.judgments if judgment.ecli}
    courts = tuple(judgment.court for judgment in catalogue.judgments if not judgment.ecli)
    for one in ran:
        source = one.case.source
        assert source.startswith(("wettekst: art. ", *courts)) or source in known, one.case.path


def test_titles_differ_and_a_case_expects_something(ran: list[Ran]) -> None:
    titles: dict[str, list[Path]] = defaultdict(list)
    for one in ran:
        titles[one.case.title].append(one.case.path)
        assert any(one.case.expect.values()), one.case.path
    assert [paths for paths in titles.values() if len(paths) > 1] == []


def test_expectations_name_provisions_that_exist(ran: list[Ran], catalogue: Catalogue) -> None:
    """A name that does not exist would pass under not_applies without a word."""
    for one in ran:
        for key in ("applies", "not_excluded", "not_applies"):
            for name in one.case.expect.get(key, ()):
                assert any(covers([name], known) for known in catalogue.provisions), (one.case.path, name)


def test_files_are_numbered_and_tell_what_happened() -> None:
    for path in FILES:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        assert path.name[:3].isdigit(), path
        assert raw["facts_text"].strip(), path


def test_every_version_applies_somewhere(ran: list[Ran], catalogue: Catalogue) -> None:
    reached = {
        version_name(outcome)
        for one in ran
        for outcome in one.found.outcomes
        if outcome.holds == "applies" and one.expects(outcome, "applies")
    }
    assert_all(judging(catalogue), reached, NEVER_APPLIES)


def test_every_version_is_rejected_somewhere(ran: list[Ran], catalogue: Catalogue) -> None:
    """On an element that is known not to be met, or because the case lies outside the version's days."""
    rejected = {
        version_name(outcome)
        for one in ran
        for outcome in one.found.outcomes
        if outcome.holds == "excluded" and one.expects(outcome, "not_applies")
    }
    for one in ran:
        in_force = {outcome.provision.id for outcome in one.found.outcomes}
        for name in one.case.expect.get("not_applies", ()):
            if name in catalogue.provisions and name not in in_force:
                rejected.update(f"{name} from {version.id}" for version in catalogue.provisions[name].versions)
    assert_all(judging(catalogue), rejected, NEVER_EXCLUDED)


def test_every_open_norm_is_left_open_somewhere(ran: list[Ran], catalogue: Catalogue) -> None:
    left_open = {
        version_name(outcome)
        for one in ran
        for outcome in one.found.outcomes
        if outcome.holds == "depends" and one.expects(outcome, "not_excluded", "not_applies")
    }
    assert_all(judging(catalogue, only_open_norms=True), left_open, NEVER_OPEN)


def test_every_gap_status_is_reached_before_and_after_july_2024(ran: list[Ran]) -> None:
    reached: dict[str, set[bool]] = defaultdict(set)
    for one in ran:
        if "gap" in one.case.expect:
            reached[one.case.expect["gap"]].add(one.case.asked.day.isoformat() >= "2024-07-01")
    statuses = ("none", "conditional", "local", "apv_only", "no_power")
    assert {status: reached[status] for status in statuses} == {status: {False, True} for status in statuses}


def judging(catalogue: Catalogue, *, only_open_norms: bool = False) -> Iterator[str]:
    """Every version that a case can be held against; optionally only those with an evaluative element."""
    for provision in catalogue.provisions.values():
        for version in provision.versions:
            open_norm = any(element.kind == "evaluative" for element in version.elements)
            if version.judges_conduct and (open_norm or not only_open_norms):
                yield f"{provision.id} from {version.id}"


def version_name(outcome: Outcome) -> str:
    return f"{outcome.provision.id} from {outcome.version.id}"


def assert_all(wanted: Iterable[str], reached: set[str], excused: Mapping[str, str]) -> None:
    missing = {name for name in wanted if name not in reached}
    assert missing == set(excused), f"no such case: {sorted(missing ^ set(excused))}"
