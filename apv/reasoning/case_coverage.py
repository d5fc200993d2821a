"""Which elements the law cases put to the test: whether some case makes each of them yes, no, and open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from apv.law.catalogue import Catalogue
from apv.reasoning.evaluate import evaluate_all
from apv.reasoning.law_case import LawCase
from apv.reasoning.verdict import Verdict

EVERY = (Verdict.YES, Verdict.NO, Verdict.UNKNOWN)


@dataclass(frozen=True, slots=True)
class ElementCoverage:
    """One element of one version, with the number of cases per value (in the order of EVERY)."""

    provision: str
    version: str
    element: str
    label: str
    counts: tuple[int, int, int]

    @property
    def missing(self) -> tuple[Verdict, ...]:
        """The values that no case gives it."""
        return tuple(value for value, count in zip(EVERY, self.counts, strict=True) if not count)


def case_coverage(catalogue: Catalogue, cases: Iterable[LawCase]) -> tuple[ElementCoverage, ...]:
    """Every element of every version that judges conduct, in the order of the catalogue."""
    seen: dict[tuple[str, str, str], dict[Verdict, int]] = {}
    for case in cases:
        for outcome in evaluate_all(catalogue, case.asked):
            for found in outcome.elements:
                key = (outcome.provision.id, outcome.version.id, found.element.key)
                counts = seen.setdefault(key, dict.fromkeys(EVERY, 0))
                counts[found.value] += 1
    return tuple(
        ElementCoverage(
            provision.id,
            version.id,
            element.key,
            element.label,
            _counts(seen.get((provision.id, version.id, element.key), {})),
        )
        for provision in catalogue.provisions.values()
        for version in provision.versions
        if version.judges_conduct
        for element in version.elements
    )


def _counts(counts: dict[Verdict, int]) -> tuple[int, int, int]:
    yes, no, unknown = (counts.get(value, 0) for value in EVERY)
    return yes, no, unknown
