"""Judgments and first days that bear on what a draft forbids, as far as they are known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from apv.law.case_law import Bearing, Judgment
from apv.law.catalogue import Catalogue
from apv.law.logic import facts_of
from apv.law.provision import Provision
from apv.reasoning.competence import CheckedTest
from apv.reasoning.verdict import Verdict

Said = tuple[Judgment, Bearing]
AGAINST = ("voids", "weakens")


def first_day(provision: Provision, behaviours: Sequence[str]) -> date | None:
    """The first day on which the provision was aimed at one of the behaviours, when that day is certain."""
    first = next(version for version in provision.versions if version.addresses.intersection(behaviours))
    return first.start if first.precision == "exact" else None


def judgments_against(catalogue: Catalogue, provision: str, on: date) -> list[Said]:
    """Judgments against this provision, known on the day: gravest first, then newest."""
    pairs = [
        (judgment, bearing)
        for judgment, bearing in catalogue.bearings.get(provision, ())
        if judgment.known_from <= on and bearing.effect in AGAINST
    ]
    newest_first = sorted(pairs, key=lambda pair: pair[0].known_from, reverse=True)
    return sorted(newest_first, key=lambda pair: pair[1].effect != "voids")


def expression_judgments(catalogue: Catalogue, tests: Iterable[CheckedTest], on: date) -> list[Said]:
    """What judges said about by-laws that limit the content of expression, newest first, when one of the tests
    found that this one does; only judgments that speak against a by-law that is known here."""
    asking = {test.id: test for test in catalogue.competence_tests if "limits_content" in facts_of(test.passes)}
    failed = [asking[test.id] for test in tests if test.id in asking and test.value is Verdict.NO]
    found: dict[str, Said] = {}
    for test in failed:
        for basis in test.basis:
            for judgment, bearing in catalogue.bearings.get(basis, ()):
                if judgment.known_from <= on and _against_a_bylaw(catalogue, judgment):
                    found.setdefault(judgment.id, (judgment, bearing))
    return sorted(found.values(), key=lambda pair: pair[0].known_from, reverse=True)


def _against_a_bylaw(catalogue: Catalogue, judgment: Judgment) -> bool:
    return any(
        bearing.effect in AGAINST and catalogue.provisions[bearing.provision].municipality
        for bearing in judgment.bearings
    )
