"""Spreads the reading of files over processes or machines through one seam: `concurrent.futures.Executor`.

Results come as they are ready and only a few files are under way at a time, so memory stays flat however many
files there are.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from apv.comparing.comparison import Failure, ReadBylaw
from apv.comparing.reader import ReadFile, shown, try_to_read

AHEAD = 64
"""Files handed to a given executor at a time; enough to keep a small cluster busy."""

AHEAD_PER_JOB = 4
"""Files handed to our own processes at a time, per process."""

Outcome = tuple[Path, ReadBylaw | Failure]
Waiting = Future[ReadBylaw | Failure]


def read_all(files: Sequence[Path], read: ReadFile, executor: Executor | None, jobs: int) -> Iterator[Outcome]:
    """Each file with what was read or why not, in the order in which they are done."""
    if executor is None and (jobs <= 1 or len(files) < 2):
        for path in files:
            yield path, try_to_read(read, path)
        return
    with ExitStack() as pools:
        ahead = AHEAD if executor else AHEAD_PER_JOB * jobs
        current = executor or pools.enter_context(_pool(jobs))
        left = dict.fromkeys(files)
        while left:
            under_way: dict[Waiting, Path] = {}
            try:
                for path, outcome in _spread(tuple(left), read, current, ahead, under_way):
                    del left[path]
                    yield path, outcome
            except BrokenExecutor:
                # a worker was killed (out of memory, most likely) and took the others with it: one of the files
                # under way did that, so these go one by one and the rest goes on with fresh workers
                for path in tuple(under_way.values()):
                    del left[path]
                    yield path, _alone(path, read)
                current = pools.enter_context(_pool(jobs))


def _spread(
    files: Sequence[Path], read: ReadFile, executor: Executor, ahead: int, under_way: dict[Waiting, Path]
) -> Iterator[Outcome]:
    waiting = iter(files)
    try:
        while True:
            for path in islice(waiting, ahead - len(under_way)):
                under_way[executor.submit(try_to_read, read, path)] = path
            if not under_way:
                return
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                outcome = _outcome(future, under_way[future], fatal=(BrokenExecutor,))
                yield under_way.pop(future), outcome
    finally:
        for future in under_way:
            future.cancel()


def _alone(path: Path, read: ReadFile) -> ReadBylaw | Failure:
    with _pool(1) as pool:
        return _outcome(pool.submit(try_to_read, read, path), path, fatal=())


def _outcome(future: Waiting, path: Path, fatal: tuple[type[Exception], ...]) -> ReadBylaw | Failure:
    try:
        return future.result()
    except fatal:
        raise
    except Exception as error:  # the worker died on this file, on whatever kind of executor it ran
        return Failure(
            shown(path),
            f"Het werkproces dat dit bestand las is afgebroken ({type(error).__name__}), waarschijnlijk door "
            "gebrek aan geheugen. Lees dit bestand apart.",
        )


def _pool(jobs: int) -> ProcessPoolExecutor:
    # "fork" copies a process that may have threads running (a progress bar has): that can hang
    kinds = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in kinds else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context)
