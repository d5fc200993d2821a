"""Which of the regulations found is the general by-law of a municipality, and whose it is.

The search finds words; this module keeps the by-law itself and leaves out the decisions made under it, by the
marks in services.xml. `plan` asks the questions.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatchcase

from apv.bylaws.fetching.services import BylawMarks
from apv.bylaws.fetching.sru import Record
from apv.bylaws.store.names import plain_name


def general_bylaws(records: Iterable[Record], marks: BylawMarks, day: date) -> dict[str, tuple[Record, ...]]:
    """Per municipality, in the order of the alphabet, its general by-laws that hold on `day`.

    Usually one; several when a municipality has several works, as after a merger. Of each work the version that
    began last. What only may be a general by-law counts where nothing is surely one.
    """
    sure: dict[str, dict[str, Record]] = {}
    maybe: dict[str, dict[str, Record]] = {}
    for record in records:
        if not record.holds_on(day):
            continue
        for found, patterns in ((sure, marks.titles), (maybe, marks.maybe)):
            if is_general_bylaw(record, marks, patterns):
                works = found.setdefault(record.creator, {})
                works[record.work] = max(works.get(record.work, record), record, key=_latest)
                break
    return {
        name: tuple(sorted((sure.get(name) or maybe[name]).values(), key=lambda record: record.work))
        for name in sorted({*sure, *maybe}, key=plain_name)
    }


def is_general_bylaw(record: Record, marks: BylawMarks, patterns: Iterable[str]) -> bool:
    """Whether a municipality made it, its rubric (if any) fits, and a title of it has one of `patterns`."""
    if record.organisation.casefold() not in {"", marks.organisation.casefold()}:
        return False
    if record.rubric and record.rubric.casefold() != marks.rubric.casefold():
        return False
    if record.citation_title and _any(record.citation_title, marks.never):
        return False
    return any(
        _any(title, patterns) and not _any(title, marks.never) for title in (record.title, record.citation_title)
    )


def _any(title: str, patterns: Iterable[str]) -> bool:
    plain = " ".join(title.casefold().split())
    return any(fnmatchcase(plain, pattern) for pattern in patterns)


def _latest(record: Record) -> tuple[date, int]:
    return record.valid_from or date.min, record.version or 0
