"""Small values as JSON that several contracts share: findings and days."""

from __future__ import annotations

from datetime import date
from typing import Any

from apv.findings import Finding


def finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity.value,
        "rule": finding.rule,
        "what": finding.what,
        "where": finding.where,
        "advice": finding.advice,
        "count": finding.count,
    }


def day_json(day: date | None) -> str | None:
    """ISO 8601, or null."""
    return day.isoformat() if day else None
