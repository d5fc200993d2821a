"""Trouble that does not stop the work: a value that is collected, counted and reported beside the result."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The Dutch word a user sees."""
        return {"error": "fout", "warning": "waarschuwing", "note": "opmerking"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in law, by-law or answers.

    `rule` is a short stable id ("cvdr-unknown-element"); `what`, `where`, `advice` are Dutch; `count` says how
    often the same thing was met.
    """

    severity: Severity
    rule: str
    what: str
    where: str = ""
    advice: str = ""
    count: int = 1

    def at(self, where: str) -> Finding:
        """The same, met there."""
        return Finding(self.severity, self.rule, self.what, where, self.advice, self.count)

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        times = f" [{self.count}x]" if self.count > 1 else ""
        advice = f" {self.advice}" if self.advice else ""
        return f"{self.severity.label}: {self.what.rstrip('.')}{place}{times}.{advice}"
