"""The matrix: per municipality and behaviour the articles that forbid it, from the by-laws that count."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from apv.comparing.comparison import ComparedBylaw, Entry, Matrix


def build_matrix(bylaws: Iterable[ComparedBylaw], behaviours: Sequence[str]) -> Matrix:
    """municipality -> behaviour -> entries, both in report order.

    A municipality whose by-law was read and forbids none of the behaviours has an empty row: read and nothing
    found is another thing than not read. Reserved and repealed articles forbid nothing.
    """
    rows: dict[str, dict[str, list[Entry]]] = {}
    made = cache(Entry)  # an article stands in many cells
    for bylaw in bylaws:
        if not bylaw.counts:
            continue
        row = rows.setdefault(bylaw.municipality, {})
        for norm in bylaw.norms:
            if norm.is_stub:
                continue
            for behaviour, status in zip(norm.norm.behaviours, norm.per_behaviour, strict=True):
                entry = made(norm.norm.article, status)
                cell = row.setdefault(behaviour, [])
                if entry not in cell:
                    cell.append(entry)
    return {
        municipality: {
            behaviour: tuple(rows[municipality][behaviour])
            for behaviour in behaviours
            if behaviour in rows[municipality]
        }
        for municipality in sorted(rows, key=name_order)
    }


@lru_cache(maxsize=10_000)
def name_order(name: str) -> tuple[str, str]:
    """Sorts names as a reader expects: accents, capitals and a leading apostrophe do not count."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if letter.isalnum()).casefold(), name
