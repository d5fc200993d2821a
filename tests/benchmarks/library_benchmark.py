"""What the library costs: python -m tests.benchmarks.library_benchmark [N] [KB].

Adds N synthetic by-laws of about KB kilobytes (default 342 and 500: one for every municipality) and prints,
against reading the same files without keeping them: time per document, peak memory, the size of the database, and
the time of a search and of finding a by-law. Not part of the test suite.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from apv.bylaws.reading import read_document
from apv.bylaws.store.adding import add_all
from apv.bylaws.store.files import gather_files
from apv.bylaws.store.library import Library
from tests.benchmarks.compare_benchmark import write_all

MOST_MEGABYTES = 300
QUERIES = ("verboden", '"openbare orde"', "vergun*", "hinderlijk volgen", "xyzzy")


def measure_adding(folder: Path, place: Path) -> dict[str, float]:
    """Seconds and peak megabytes of adding every file in `folder`."""
    start = time.perf_counter()
    with Library.open(place) as library:
        additions = add_all(library, gather_files([folder]).items())
        size = library.path.stat().st_size / 1e6
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": seconds,
        "peak": peak,
        "size": size,
        "new": sum(one.status == "new" for one in additions),
    }


def adding(folder: Path, place: Path) -> dict[str, float]:
    """The same in a process of its own, so that the peak is of adding alone."""
    command = [sys.executable, "-m", "tests.benchmarks.library_benchmark", "--measure", str(folder), str(place)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(answer)
    return found


def reading(folder: Path) -> float:
    """Seconds for reading every file with all its text, without keeping it."""
    start = time.perf_counter()
    for path in sorted(folder.glob("*.xml")):
        for article in read_document(path).articles:
            _ = article.text
    return time.perf_counter() - start


def milliseconds(library: Library, query: str) -> tuple[float, int]:
    """The median time of a search, and how many articles it found."""
    times, total = [], 0
    for _ in range(7):
        start = time.perf_counter()
        total = library.search(query, limit=20).total
        times.append((time.perf_counter() - start) * 1000)
    return median(times), total


def report(count: int, size: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as temporary:
        folder, place = Path(temporary) / "bron", Path(temporary) / "bibliotheek"
        folder.mkdir()
        total = write_all(folder, count, size)
        yield f"{count} by-laws, {total / count / 1000:.0f} kB each"
        base, first, again = reading(folder), adding(folder, place), adding(folder, place)
        each = first["seconds"] / count * 1000
        yield f"adding: {each:.0f} ms a document = {first['seconds'] / base:.2f} x reading; {first['new']:.0f} new"
        yield f"adding again: {again['seconds'] / count * 1000:.1f} ms a document; {again['new']:.0f} new"
        yield f"peak memory: {first['peak']:.0f} MB (at most {MOST_MEGABYTES}), database {first['size']:.0f} MB"
        with Library.open(place, create=False) as library:
            for query in QUERIES:
                taken, found = milliseconds(library, query)
                yield f"search {query}: {taken:.1f} ms, {found} articles"
            start = time.perf_counter()
            library.find(f"Proefgemeente {count - 1:05}", date(2026, 11, 23))
            yield f"finding a by-law by name: {(time.perf_counter() - start) * 1000:.1f} ms"
    if first["peak"] > MOST_MEGABYTES:
        yield "TOO MUCH MEMORY"


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--measure"]:
        sys.stdout.write(json.dumps(measure_adding(Path(arguments[1]), Path(arguments[2]))))
        return
    count, size = (*map(int, arguments), *(342, 500)[len(arguments) :])
    for line in report(count, size * 1000):
        print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
