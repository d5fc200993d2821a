"""The measured rows of docs/scale.md: python -m tests.benchmarks.scale [COUNT].

Compares 342 large by-laws, and 342, 3,420 and COUNT (default 5,000) small documents, each in a process of its own,
and prints the table as it stands in the document. Takes a few minutes and half a gigabyte in the temporary folder,
so it is no part of `make bench`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tests.benchmarks.compare_benchmark import bare, measured, write_all

MUNICIPALITIES = 342
LARGE, SMALL = 500_000, 60_000
"""Bytes asked for; the markup makes the files somewhat larger."""
SECOND = "the same, a second time (kept results)"


def row(what: str, count: int, found: dict[str, float], beside: str = "") -> str:
    each = 1000 * found["cpu"] / count
    return f"| {what} | {count:,} | {found['cpu']:.1f} s{beside} | {each:.2g} ms | {found['peak']:.0f} MB |"


def large(place: Path) -> Iterator[str]:
    folder, kept = place / "groot", place / "groot.sqlite3"
    folder.mkdir()
    total = write_all(folder, MUNICIPALITIES, LARGE)
    name = f"by-laws of {total / MUNICIPALITIES / 1000:.0f} kB"
    base, one, two = bare(folder), measured(folder, 1), measured(folder, 2)
    cold, again = measured(folder, 1, kept), measured(folder, 1, kept)
    ratio = f" ({one['cpu'] / base:.1f} times bare lxml)"
    yield row(f"{name}, {one['norms'] / MUNICIPALITIES:.1f} provisions each", MUNICIPALITIES, one, ratio)
    yield row(SECOND, MUNICIPALITIES, again, f" ({again['work'] / cold['work']:.2f} of the first)")
    yield (
        f"two processes: {two['work']:.1f} s in the main process, {two['workers']:.1f} s in the workers together, "
        f"{one['work']:.1f} s in one process; kept: {kept.stat().st_size / MUNICIPALITIES / 1000:.1f} kB each"
    )


def small(place: Path, most: int) -> Iterator[str]:
    folder, kept = place / "klein", place / "klein.sqlite3"
    folder.mkdir()
    first = 0.0
    for count in (MUNICIPALITIES, 10 * MUNICIPALITIES, most):
        total = write_all(folder, count, SMALL)
        last = count == most
        found = measured(folder, 1, kept if last else None)
        first = first or found["cpu"]
        name = f"documents of {total / count / 1000:.0f} kB, {found['norms'] / count:.1f} provisions each"
        yield row(name, count, found, f" ({found['cpu'] / first:.1f} times {MUNICIPALITIES})")
    again = measured(folder, 1, kept)
    yield row(
        "the same, a second time (kept results)",
        most,
        again,
        f" ({again['work'] / found['work']:.2f} of the first)",
    )
    yield f"kept: {kept.stat().st_size / most / 1000:.1f} kB each"


def main(arguments: list[str]) -> None:
    most = int(arguments[0]) if arguments else 5000
    print(
        "| what | documents | processor | per document | peak memory of the main process |\n|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as place:
        for line in chain(large(Path(place)), small(Path(place), most)):
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
