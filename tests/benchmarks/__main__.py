"""`make bench`: every benchmark in this folder, one after the other."""

from __future__ import annotations

import runpy
from pathlib import Path

for path in sorted(Path(__file__).parent.glob("*_benchmark.py")):
    print(f"\n# {path.stem}", flush=True)
    runpy.run_module(f"tests.benchmarks.{path.stem}", run_name="__main__")
