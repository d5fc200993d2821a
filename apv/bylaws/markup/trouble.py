"""Collects what was odd while one document is read, so that reading goes on and the reader still gets told.

Every module of the readers gets the same `Trouble`; at the end it becomes the findings of the Regulation.
"""

from __future__ import annotations

from collections import Counter

from apv.findings import Finding, Severity


class Trouble:
    """What was met so far. `where` names the document in every finding."""

    __slots__ = ("_found", "_pictures", "_unknown", "where")

    def __init__(self, where: str) -> None:
        self.where = where
        self._unknown: Counter[str] = Counter()
        self._pictures = 0
        self._found: list[Finding] = []

    def unknown(self, name: str, count: int) -> None:
        """Elements the reader does not know; their text is kept."""
        if count:
            self._unknown[name] += count

    def pictures(self, count: int) -> None:
        """Pictures: they cannot become text."""
        self._pictures += count

    def add(self, severity: Severity, rule: str, what: str, advice: str = "", count: int = 1) -> None:
        """Anything else, in the words of Finding."""
        self._found.append(Finding(severity, rule, what, self.where, advice, count))

    def findings(self) -> tuple[Finding, ...]:
        """Everything met, the most serious first, otherwise in the order it was met."""
        found = list(self._found)
        found += [
            Finding(
                Severity.WARNING,
                "unknown-element",
                f"Het onderdeel <{name}> hoort niet bij het bekende formaat; de tekst erin is wel gelezen",
                self.where,
                "Controleer of die tekst op de goede plaats staat.",
                count,
            )
            for name, count in sorted(self._unknown.items())
        ]
        if self._pictures:
            found.append(
                Finding(
                    Severity.NOTE,
                    "image-left-out",
                    "Een afbeelding is niet gelezen",
                    self.where,
                    "Bekijk haar in de officiële publicatie.",
                    self._pictures,
                )
            )
        order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
        return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))
