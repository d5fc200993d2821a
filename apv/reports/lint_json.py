"""A lint run for machines: JSON, and SARIF 2.1.0 for editors and build servers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from apv import __version__
from apv.drafting.lint.linting import LintFinding, LintReport
from apv.drafting.lint.rules import Rule
from apv.findings import Severity
from apv.reports.json_values import finding_json
from apv.reports.lint_words import LintRun, place_of, remarks

_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def lint_json(run: LintRun) -> str:
    """The run as JSON: per file the findings, the rules kept, those for a person, and those not checked."""
    return json.dumps(
        {
            "date": run.on.isoformat(),
            "files": [_report(report, run) for report in run.reports],
            "failed": [{"file": file, "reason": reason} for file, reason in run.failed],
            "rules": [rule_json(rule) for rule in run.rules],
            "remarks": list(remarks(run)),
            "provenance": {"program": f"apv {__version__}", "catalogue": run.catalogue},
        },
        ensure_ascii=False,
        indent=2,
    )


def rule_json(rule: Rule) -> dict[str, Any]:
    """A rule with both its numbers; `new` is null when the number since 2018 was not confirmed."""
    return {
        "id": rule.id, "source": rule.source.label, "number": {"old": rule.old, "new": rule.new or None},
        "kind": rule.kind, "severity": rule.severity.value, "title": rule.title, "why": rule.why,
        "advice": rule.advice,
    }  # fmt: skip


def _report(report: LintReport, run: LintRun) -> dict[str, Any]:
    return {
        "file": report.text.name,
        "kind": report.text.document,
        "findings": [_finding(finding) for finding in report.at_least(run.shown_from).findings],
        "by_hand": [
            {"rule": item.rule.id, "places": [_place(place) for place in item.places]} for item in report.by_hand
        ],
        "kept": [rule.id for rule in report.kept],
        "unchecked": [{"rule": rule.id, "reason": reason} for rule, reason in report.unchecked],
        "not_applicable": [rule.id for rule in report.irrelevant],
        "reading": [finding_json(finding) for finding in report.text.regulation.findings],
    }


def _finding(finding: LintFinding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id, "severity": finding.severity.value, **_place(finding), "words": finding.words,
        "detail": finding.detail, "why": finding.rule.why, "advice": finding.rule.advice,
        "better": finding.better or None, "sources": list(dict.fromkeys(finding.sources)),
    }  # fmt: skip


def _place(finding: LintFinding) -> dict[str, Any]:
    passage = finding.passage
    return {
        "place": place_of(finding),
        "article": passage.article or None if passage else None,
        "path": list(passage.path) if passage else [],
        "scope": passage.scope if passage else None,
        "line": finding.line,
        "paragraph": passage.paragraph if passage else None,
        "at": [finding.start, finding.end],
    }


def lint_sarif(run: LintRun) -> str:
    """The run as SARIF 2.1.0. A place in a Word file has no lines: it stands in `logicalLocations`. What a person
    has to judge and what was not checked are notifications: they are no results."""
    numbers = {rule.id: at for at, rule in enumerate(run.rules)}
    driver = {
        "name": "apv lint", "version": __version__, "language": "nl-NL",
        "rules": [_descriptor(rule) for rule in run.rules],
    }  # fmt: skip
    notifications = [
        {"level": "error", "message": {"text": reason}, "locations": [_location(file)]}
        for file, reason in run.failed
    ]
    notifications += [one for report in run.reports for one in _notifications(report, numbers)]
    made = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not run.failed, "toolExecutionNotifications": notifications}],
        "results": [one for report in run.reports for one in _results(report, run, numbers)],
    }
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [made]}, ensure_ascii=False, indent=2)


def _notifications(report: LintReport, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    said = [
        (item.rule, f"Met de hand na te gaan: {item.rule.title}. {item.rule.advice}") for item in report.by_hand
    ]
    said += [(rule, f"Niet gecontroleerd: {rule.title}. {reason}") for rule, reason in report.unchecked]
    for rule, text in said:
        yield {
            "level": "note",
            "message": {"text": text},
            "associatedRule": {"id": rule.id, "index": numbers[rule.id]},
            "locations": [_location(report.text.name)],
        }


def _results(report: LintReport, run: LintRun, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Each finding with a fingerprint that stays when text is put in above it, so that it is known again."""
    seen: Counter[str] = Counter()
    for finding in report.at_least(run.shown_from).findings:
        passage = finding.passage
        known_by = [finding.rule.id, finding.words]
        if passage is not None:
            known_by += [passage.article, *passage.path, passage.scope]
        digest = sha256("\0".join(known_by).encode()).hexdigest()[:16]
        seen[digest] += 1
        made = _result(report, finding, numbers)
        made["partialFingerprints"] = {"apvLint/v1": f"{digest}:{seen[digest]}"}
        yield made


def _descriptor(rule: Rule) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": rule.id, "name": rule.id, "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.advice} Bron: {rule.source.label}, {rule.number}. {rule.source.remark}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"number": {"old": rule.old, "new": rule.new or None}, "kind": rule.kind},
    }  # fmt: skip
    if rule.source.href:
        described["helpUri"] = rule.source.href
    return described


def _result(report: LintReport, finding: LintFinding, numbers: Mapping[str, int]) -> dict[str, Any]:
    text = " ".join(
        part
        for part in (
            f"{finding.rule.title}.", finding.detail, f"Er staat: ‘{finding.words}’." if finding.words else "",
            f"Beter: {finding.better}." if finding.better else "", finding.rule.advice,
        )
        if part
    )  # fmt: skip
    location = _location(report.text.name, finding.line)
    location["logicalLocations"] = [{"fullyQualifiedName": place_of(finding), "kind": "section"}]
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": numbers[finding.rule.id],
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [location],
    }


def _location(file: str, line: int | None = None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    if line is not None:
        physical["region"] = {"startLine": line}
    return {"physicalLocation": physical}


def _uri(file: str) -> str:
    """A relative path stays relative (to where the command was run), as build servers want it."""
    path = PureWindowsPath(file) if "\\" in file else PurePosixPath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/~.-_")
