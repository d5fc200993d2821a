"""JSON that several contracts share: findings and days, and a long answer as text."""

from __future__ import annotations

import json
from datetime import date
from json.encoder import encode_basestring
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


def indented(value: Any, line: str = "\n") -> str:
    """Plain values as json.dumps(value, ensure_ascii=False, indent=2) writes them, in less than half the time: the
    fast half of the standard library knows no indent. `line` is what begins a line at this depth."""
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is dict:
        return _members(value, line, line + "  ") if value else "{}"
    if kind is list:
        return _elements(value, line, line + "  ") if value else "[]"
    if kind is int:
        return str(value)
    return _WORDS[value] if value is None or kind is bool else json.dumps(value)


_WORDS = {None: "null", True: "true", False: "false"}


def _members(value: dict[str, Any], line: str, inner: str) -> str:
    parts = [
        f"{encode_basestring(name)}: {encode_basestring(part) if type(part) is str else indented(part, inner)}"
        for name, part in value.items()
    ]
    return f"{{{inner}{f',{inner}'.join(parts)}{line}}}"


def _elements(value: list[Any], line: str, inner: str) -> str:
    parts = [encode_basestring(part) if type(part) is str else indented(part, inner) for part in value]
    return f"[{inner}{f',{inner}'.join(parts)}{line}]"
