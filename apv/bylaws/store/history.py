"""Which versions of a by-law to hold against each other: a version and the one before it in the library."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from apv.bylaws.store.library import Library
from apv.bylaws.store.records import Document, Work
from apv.errors import InputError


@dataclass(frozen=True, slots=True)
class Step:
    """A version of a by-law and the version before it; `old` is None when no earlier one is kept."""

    old: Document | None
    new: Document


def named_steps(library: Library, names: Iterable[str]) -> tuple[Step, ...]:
    """The step to the version named (of a work: to its newest), or between the two that are named.

    Raises InputError for a name that is not kept, for acts, and for more than two names.
    """
    documents = [library.document(name) for name in names]
    for document in documents:
        if document.kind != "bylaw":
            raise InputError(
                f"{document.id} is een wet; veranderingen worden alleen in regelingen van gemeenten gezocht",
                advice="Wat er aan een wet verandert, toont apv timeline.",
            )
    if len(documents) > 2:
        raise InputError("Er zijn meer dan twee kenmerken opgegeven", advice="Geef er één of twee.")
    if len(documents) == 2:
        return (Step(documents[0], documents[1]),)
    (document,) = documents
    return (_step(library.versions(document.work) or (document,), document),)


def latest_steps(works: Iterable[Work]) -> tuple[Step, ...]:
    """For every work the step to its newest version."""
    return tuple(_step(work.versions, work.versions[-1]) for work in works)


def steps_since(works: Iterable[Work], day: date) -> tuple[Step, ...]:
    """Every step to a version that took effect on `day` or later; a version without a first day is left out."""
    return tuple(_chosen(works, lambda one: one.valid_from is not None and one.valid_from >= day))


def steps_to(works: Iterable[Work], hashes: Collection[str]) -> tuple[Step, ...]:
    """Every step to one of the files with these hashes (SHA-256)."""
    return tuple(_chosen(works, lambda one: one.hash in hashes))


def _chosen(works: Iterable[Work], wanted: Callable[[Document], bool]) -> Iterator[Step]:
    for work in works:
        yield from (_step(work.versions, one) for one in work.versions if wanted(one))


def _step(versions: tuple[Document, ...], document: Document) -> Step:
    at = next(rank for rank, one in enumerate(versions) if one.hash == document.hash)
    return Step(versions[at - 1] if at else None, document)
