"""The result of law cases: for the terminal (expected against actual), for CI (JUnit), and what they cover."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from apv.reasoning.case_coverage import ElementCoverage
from apv.reasoning.gaps import LABELS
from apv.reasoning.law_case import CaseResult
from apv.reports.paper import Paper

_DUTCH = {
    "applies": "moet van toepassing zijn",
    "not_excluded": "mag niet uitgesloten zijn",
    "not_applies": "mag niet van toepassing zijn",
    "gap": "verwachte uitkomst",
}


def cases_text(results: Sequence[CaseResult]) -> str:
    """One line per case; under a case that differs, each difference."""
    paper = Paper()
    paper.title("Rechtsgevallen: verwacht tegen werkelijk")
    for result in results:
        mark = "goed  " if result.ok else "ANDERS"
        paper.line(f"{mark}  {result.case.path.name}: {result.case.title}", hang=8)
        for difference in result.differences:
            expectation, _, actual = difference.partition(": ")
            kind, _, name = expectation.partition(" ")
            paper.line(f"{name} {_DUTCH[kind]}; werkelijk: {_in_dutch(actual)}", indent=8, hang=10)
    good = sum(result.ok for result in results)
    paper.blank()
    paper.line(f"{good} van {len(results)} rechtsgevallen komen uit zoals verwacht.")
    return str(paper)


def _in_dutch(actual: str) -> str:
    """What a case found, as differences say it, in Dutch; the names in brackets are facts or elements."""
    verdict, _, names = actual.partition(" (")
    names = names.removesuffix(")").removesuffix(" unknown")
    if verdict == "depends":
        return f"hangt af van {names}"
    if verdict == "excluded":
        return f"uitgesloten door {names}"
    known: dict[str, str] = {
        "applies": "van toepassing",
        "not in force or not known": "niet van kracht of niet bekend",
    }
    return known.get(actual, next((label for status, label in LABELS.items() if status == actual), actual))


def cases_junit(results: Sequence[CaseResult]) -> str:
    """JUnit XML: one test case per law case, a failure per case that differs."""
    failed = sum(not result.ok for result in results)
    suite = etree.Element("testsuite", name="apv", tests=str(len(results)), failures=str(failed))
    for result in results:
        case = etree.SubElement(
            suite, "testcase", classname=str(result.case.path.parent), name=result.case.path.name
        )
        if not result.ok:
            failure = etree.SubElement(case, "failure", message=f"{len(result.differences)} verschil(len)")
            failure.text = "\n".join(result.differences)
    data: bytes = etree.tostring(suite, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return data.decode("utf-8")


def coverage_text(coverage: Sequence[ElementCoverage]) -> str:
    """How many elements have a case with yes, with no and with unknown, and which lack one."""
    paper = Paper()
    paper.section("Wat de rechtsgevallen raken")
    full = [element for element in coverage if not element.missing]
    paper.line(f"{len(full)} van {len(coverage)} bestanddelen zijn getoetst met ja, met nee en met niet bekend.")
    lacking: dict[str, list[str]] = {}
    for element in coverage:
        if element.missing:
            values = " en ".join(value.word for value in element.missing)
            lacking.setdefault(f"{element.provision} ({element.version})", []).append(
                f"{element.element}: {values}"
            )
    for provision, elements in lacking.items():
        paper.line(f"- {provision} mist {'; '.join(elements)}", indent=2, hang=4)
    return str(paper)
