"""Adds many files to a library, one by one: trouble with one file is reported and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from apv.bylaws.store.database import LibraryError
from apv.bylaws.store.files import Item
from apv.bylaws.store.library import Library
from apv.errors import InputError
from apv.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of one file; `reason` says in Dutch why it failed."""

    file: str
    status: Literal["new", "known", "newer_version", "failed"]
    id: str = ""
    findings: tuple[Finding, ...] = ()
    reason: str = ""

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """The findings that a person should look at."""
        return tuple(finding for finding in self.findings if finding.severity is not Severity.NOTE)


def add_all(
    library: Library, items: Iterable[Item], on_progress: Callable[[Addition], None] | None = None
) -> list[Addition]:
    """Put every item into the library, in order. Raises LibraryError when the library itself cannot be used."""
    additions = []
    for item in items:
        addition = _add(library, item)
        additions.append(addition)
        if on_progress is not None:
            on_progress(addition)
    return additions


def _add(library: Library, item: Item) -> Addition:
    if item.reason:
        return Addition(item.name, "failed", reason=item.reason)
    try:
        added = library.add(item.data, item.name)
    except LibraryError:
        raise
    except InputError as error:
        line = error.where.removeprefix(item.name).strip(", ")
        reason = str(type(error)(error.what, where=line, advice=error.advice))
        return Addition(item.name, "failed", reason=reason)
    except Exception as error:  # a bug, or a file nobody foresaw: the other files still have to be added
        return Addition(
            item.name,
            "failed",
            reason=f"Het programma kon dit bestand niet verwerken ({type(error).__name__}: {error}). "
            "Meld dit met het bestand erbij.",
        )
    return Addition(item.name, added.status, added.id, added.findings)
