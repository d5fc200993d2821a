"""A verification as data: every provision of every act with its outcome."""

from __future__ import annotations

from collections import Counter
from typing import Any

from apv import __version__
from apv.bylaws.statutes import StatuteFiles
from apv.findings import Finding
from apv.law.catalogue import Catalogue
from apv.reasoning.verification import ASKS_A_PERSON, ActCheck, Check, Verification
from apv.reports.verify_words import act_remarks, explanation, opening


def verification_json(catalogue: Catalogue, verification: Verification, files: StatuteFiles) -> dict[str, Any]:
    """`ok` is false when something asks for a person. `outcome`: see `apv.reasoning.verification.Outcome`."""
    checks = [check for act in verification.acts for check in act.checks]
    return {
        "ok": not (verification.needs_person or files.failed),
        "acts": [_act(catalogue, act) for act in verification.acts],
        "totals": {
            "in_force": sum(len(act.in_force) for act in verification.acts),
            "found": sum(len(act.found) for act in verification.acts),
            "ask_a_person": sum(check.outcome in ASKS_A_PERSON for check in checks),
            "outcomes": _outcomes(checks),
        },
        "not_checked": [
            {"act": statute.act, "file": statute.file, "date": _iso(statute.begins), "reason": reason}
            for reason, statutes in (("replaced", verification.replaced), ("too_old", verification.too_old))
            for statute in statutes
        ],
        "not_in_catalogue": [{"act": act.act, "file": act.file, "title": act.title} for act in files.other_acts],
        "not_an_act": [_finding(finding) for finding in files.not_acts],
        "failed": [_finding(finding) for finding in files.failed],
        "without_text": [{"law": law.id, "act": law.bwb, "label": law.label} for law in verification.without_text],
        "provenance": {"program": f"apv {__version__}", "catalogue": catalogue.version},
    }


def _act(catalogue: Catalogue, act: ActCheck) -> dict[str, Any]:
    return {
        "act": act.law.bwb,
        "law": act.law.id,
        "label": act.law.label,
        "file": act.statute.file,
        "text_from": _iso(act.statute.begins),
        "checked_on": act.day.isoformat(),
        "date_from": act.dated,
        "newer_than_catalogue": act.newer,
        "catalogue_read": _iso(act.law.read),
        "remarks": act_remarks(act),
        "in_force": len(act.in_force),
        "found": len(act.found),
        "outcomes": _outcomes(act.checks),
        "checks": [_check(catalogue, check, act) for check in act.checks],
    }


def _check(catalogue: Catalogue, check: Check, act: ActCheck) -> dict[str, Any]:
    version = check.version
    return {
        "provision": check.provision.id,
        "citation": catalogue.cite(check.provision),
        "version": version.id if version is not None else None,
        "in_force": version.in_force(act.day) if version is not None else "no",
        "label": version.label if version is not None else None,
        "outcome": check.outcome,
        "asks_a_person": check.outcome in ASKS_A_PERSON,
        "explanation": explanation(check, act) or None,
        "missing": list(check.missing),
        "articles": [
            {
                "number": article.number,
                "heading": article.heading or None,
                "status": article.status or None,
                "opening": opening(article),
                "division": list(article.division),
                "reference": article.jci or None,
            }
            for article in check.articles
        ],
    }


def _outcomes(checks: tuple[Check, ...] | list[Check]) -> dict[str, int]:
    return dict(sorted(Counter(check.outcome for check in checks).items()))


def _finding(finding: Finding) -> dict[str, str]:
    return {"file": finding.where, "reason": finding.what, "advice": finding.advice}


def _iso(day: Any) -> str | None:
    return day.isoformat() if day is not None else None
