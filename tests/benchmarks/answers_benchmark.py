"""What an answer costs: starting the command line, loading the catalogue, and mapping inside one process.

Ratios against a bare Python measured in the same run, in turns, so that they hold when the machine's speed drifts.
Run: python -m tests.benchmarks.answers_benchmark
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from apv.data_files import data_folder
from apv.law.catalogue import _load
from apv.reasoning.evaluate import evaluate_all
from apv.reasoning.gaps import examine
from apv.reasoning.scenario import scenario

RUNS = 15
APV = str(Path(sys.executable).with_name("apv"))
AIMS = {"apv --help": 6, "apv map sissen": 20}
"""How many times a bare Python each may cost."""


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def process(*command: str) -> Callable[[], object]:
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def starting() -> None:
    """Whole processes, each run paired with a bare Python."""
    bare = process(sys.executable, "-c", "pass")
    for name, aim in AIMS.items():
        command = process(APV, *name.split()[1:])
        command()
        ratios = []
        for _ in range(RUNS):
            ratios.append(seconds(command) / seconds(bare))
        print(f"{name}: {median(ratios):.1f} times a bare Python (aim: under {aim})")


def loading() -> None:
    """The catalogue from files to values, XSD check included."""
    folder = data_folder("legal_sources").resolve()
    times = [seconds(lambda: _load.__wrapped__(folder)) for _ in range(RUNS)]
    print(f"catalogue load: {median(times) * 1000:.0f} ms (aim: under 60)")


def mapping() -> None:
    """One scenario over the whole catalogue, warm; and ten times as many scenarios."""
    catalogue = _load(data_folder("legal_sources").resolve())
    behaviours = list(catalogue.behaviours)

    def many(count: int) -> Callable[[], object]:
        def work() -> None:
            for number in range(count):
                name = behaviours[number % len(behaviours)]
                examine(catalogue, scenario(catalogue, date(2026, 11, 23), [name], place="public_road"))

        return work

    many(60)()
    cases = [scenario(catalogue, date(2026, 11, 23), [name], place="public_road") for name in behaviours]
    walk = median(seconds(lambda: [evaluate_all(catalogue, case) for case in cases]) for _ in range(RUNS))
    print(f"one scenario over the whole catalogue: {walk / len(cases) * 1000:.2f} ms (aim: under 2)")
    one = median(seconds(many(100)) * 10 for _ in range(RUNS))
    print(f"one scenario, gap and competence included: {one:.2f} ms (aim: under 2)")
    thousand, ten_thousand = seconds(many(1_000)), seconds(many(10_000))
    print(f"10,000 scenarios cost {ten_thousand / thousand:.1f} times 1,000")


if __name__ == "__main__":
    starting()
    loading()
    mapping()
