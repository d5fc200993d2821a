"""Plain text for the terminal: wrapped, indented, the same in a pipe as on a screen."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

WIDTH = 92
"""Columns; narrow enough to read, wide enough for a citation and its label."""

_ONE_PIECE = re.compile(r"(?:(?<=art\.)|(?<=lid)|(?<=€)) (?=\d)")
"""Where a line may not end: "art. 1", "lid 2", "€ 100"."""

_GLUE = "\ue000"
"""A character that stands in no text; it holds the place of such a space while lines are broken."""


class Paper:
    """Collects lines. Marks carry a word, never colour alone, so nothing is lost in a pipe."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def title(self, text: str) -> None:
        self._lines += [text, "=" * min(len(text), WIDTH)]

    def section(self, text: str) -> None:
        self.blank()
        self._lines += [text, "-" * min(len(text), WIDTH)]

    def line(self, text: str, *, indent: int = 0, hang: int | None = None) -> None:
        """One paragraph; `hang` columns for its second and further lines (default: as `indent`)."""
        later = " " * (indent if hang is None else hang)
        lines = textwrap.wrap(
            _ONE_PIECE.sub(_GLUE, text),
            WIDTH,
            initial_indent=" " * indent,
            subsequent_indent=later,
            break_long_words=False,
            break_on_hyphens=False,
        )
        self._lines += [line.replace(_GLUE, " ") for line in lines] or [""]

    def pair(self, label: str, text: str, *, indent: int = 0, width: int = 14) -> None:
        """A label and its text in two columns."""
        self.line(f"{label:<{width}}{text}", indent=indent, hang=indent + width)

    def bullets(self, texts: Iterable[str], *, indent: int = 0) -> None:
        for text in texts:
            self.line(f"- {text}", indent=indent, hang=indent + 2)

    def blank(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def __str__(self) -> str:
        return "\n".join(self._lines).rstrip() + "\n"
