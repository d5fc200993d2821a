"""Everything that makes apv stop: one clear Dutch sentence with what is wrong, where, and what to do about it.

The doors (cli, web) catch `ApvError`, print its message and set the exit code; a traceback always means a bug.
"""

from __future__ import annotations

from collections.abc import Iterable


class ApvError(Exception):
    """Unusable input or wrong use. `what`, `where` and `advice` are Dutch and meant for the user's eyes."""

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        self.what, self.where, self.advice = what, where, advice
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        advice = f" {self.advice}" if self.advice else ""
        return f"{self.what.rstrip('.')}{place}.{advice}"

    def __reduce__(self) -> tuple[object, tuple[type, dict[str, str]]]:
        # errors travel between worker processes; the default way to pickle would lose the keyword arguments
        return _rebuild, (type(self), {"what": self.what, "where": self.where, "advice": self.advice})


class InputError(ApvError):
    """Something the user gave cannot be read or used: a file, an option, an answer."""


class CatalogueError(ApvError):
    """The catalogue in legal_sources/ breaks its own rules."""


class ContradictionError(InputError):
    """Two statements about the same fact exclude each other."""


def _rebuild(kind: type[ApvError], parts: dict[str, str]) -> ApvError:
    return kind(parts["what"], where=parts["where"], advice=parts["advice"])


def unknown_name(what: str, name: str, known: Iterable[str], *, see: str = "", where: str = "") -> InputError:
    """The error for a name that does not exist, with the nearest names that do.

    `what` is the Dutch noun ("Gedraging"), `see` a command that lists all names.
    """
    from difflib import get_close_matches

    names = list(known)
    asked = name.lower()
    begins = [known_name for known_name in names if asked and known_name.startswith(asked)][:2]
    holds = [known_name for known_name in names if asked and asked in known_name][:3]
    near = list(dict.fromkeys((*begins, *get_close_matches(asked, names, n=3, cutoff=0.5), *holds)))
    hint = f"Bedoelt u {' of '.join(repr(candidate) for candidate in near[:3])}?" if near else ""
    listing = f" Alle namen: {see}." if see else ""
    return InputError(f"{what} '{name}' bestaat niet", where=where, advice=(hint + listing).strip())
