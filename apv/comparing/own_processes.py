"""Reading in processes of our own, on this computer: they open the documents themselves.

A document that kills the process that reads it is reported, and all others are read.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

from apv.comparing.comparison import Failure
from apv.comparing.sources import Source, shown
from apv.comparing.workers import Crew, Done, Task

AT_ONCE = 8
"""Documents in one piece of work, at most."""

PARTS = 8
"""A piece of work is at most this part of what each process still has to do: all are then busy to the end."""

AHEAD_PER_JOB = 3
"""Pieces of work handed to each process at a time."""

DIED = (
    "Het werkproces dat dit bestand las is afgebroken ({error}), waarschijnlijk door gebrek aan geheugen. "
    "Lees dit bestand apart."
)

_Pieces = dict[Future[list[Done]], tuple[int, ...]]
"""What our processes are at: the ranks of the documents in each piece of work."""


def read_here(left: dict[int, Source], task: Task, crew: Crew) -> Iterator[tuple[int, Done]]:
    """The rank of each source in `left` with what came of it, in the order in which they are done."""
    with ExitStack() as pools:
        while left:
            under_way: _Pieces = {}
            pool = pools.enter_context(own_pool(crew.jobs, copies=may_copy()))
            try:
                crew.beside(pool)
                for rank, done in _here(left, task, pool, crew, under_way):
                    del left[rank]
                    yield rank, done
            except BrokenExecutor:
                # a worker was killed (out of memory, most likely) and took the others with it: one of the files
                # under way did that, so these go one by one and the rest goes on with fresh workers
                pools.close()
                suspects = sorted(rank for ranks in under_way.values() for rank in ranks)
                yield from _one_by_one({rank: left.pop(rank) for rank in suspects}, task)


def _here(
    left: dict[int, Source], task: Task, pool: Executor, crew: Crew, under_way: _Pieces
) -> Iterator[tuple[int, Done]]:
    """Read in processes of our own. `under_way` tells, after a BrokenExecutor, what they were at."""
    waiting = deque(left)
    finished: SimpleQueue[Future[list[Done]]] = SimpleQueue()
    try:
        while True:
            while waiting and len(under_way) < AHEAD_PER_JOB * crew.jobs:
                size = min(AT_ONCE, len(waiting) // (PARTS * crew.jobs) or 1)
                ranks = tuple(waiting.popleft() for _ in range(size))
                future = pool.submit(_read_each, task, [left[rank] for rank in ranks])
                under_way[future] = ranks
                future.add_done_callback(finished.put)
            if not under_way:
                return
            future = finished.get()
            read = _answer(future)
            ranks = under_way.pop(future)
            if read is None:
                yield from _one_by_one({rank: left[rank] for rank in ranks}, task)
            else:
                yield from zip(ranks, read, strict=True)
    finally:
        for future in under_way:
            future.cancel()


def _read_each(task: Task, sources: Sequence[Source]) -> list[Done]:
    return [task(source) for source in sources]


def _answer(future: Future[list[Done]]) -> list[Done] | None:
    """What was read; None when an answer could not be sent. Raises BrokenExecutor when a process died."""
    try:
        return future.result()
    except BrokenExecutor:
        raise
    except Exception:
        return None


def _one_by_one(sources: Mapping[int, Source], task: Task) -> Iterator[tuple[int, Done]]:
    """Each source in a process in which nothing else is under way: the one that kills it is known for sure."""
    with ExitStack() as pools:
        pool = None
        for rank, source in sources.items():
            pool = pool or pools.enter_context(own_pool(1))
            try:
                done = pool.submit(task, source).result()
            except Exception as error:  # the process died on this document, or cannot send what it made of it
                pool, done = None, Done(Failure(shown(source), DIED.format(error=type(error).__name__)))
            yield rank, done


def read_alone(source: Source, task: Task) -> Done:
    """One document in a process of its own, which may die of it."""
    return next(done for _, done in _one_by_one({0: source}, task))


def own_pool(jobs: int, *, copies: bool = False) -> ProcessPoolExecutor:
    """Processes of our own that end with this one; new ones, or `copies` of this one (see may_copy)."""
    kinds = multiprocessing.get_all_start_methods()
    kind = "fork" if copies else "forkserver" if "forkserver" in kinds else "spawn"
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context(kind), initializer=_settle_in)


def may_copy() -> bool:
    """Whether copies of this process can do our work: they have at once the catalogue and all modules.

    A copy of a process with more than one thread (a web server, say) can hang. Where the threads of a process
    cannot be counted, and on macOS, whose own libraries have them, no copy is made.
    """
    try:
        return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


def _settle_in() -> None:
    """What a worker does first: leave Ctrl-C to the main process, and end when that is no longer there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def end_with_it() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=end_with_it, daemon=True).start()
