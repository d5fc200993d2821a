"""Spreads the reading of documents over processes or machines through one seam: `concurrent.futures.Executor`.

Results come as they are ready and only a few documents are under way at a time, so memory stays flat however many
there are. Our own processes open the documents themselves; to an executor that was given, which may run on other
machines, each document is sent.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from apv.comparing.cache import Known, digest_of
from apv.comparing.comparison import Failure, ReadBylaw
from apv.comparing.reader import ReadFile, try_to_read
from apv.comparing.sources import KeptDocument, Sent, Source, data_of, shown
from apv.errors import ApvError

AHEAD = 64
"""Documents handed to a given executor at a time; enough to keep a small cluster busy."""

AHEAD_BYTES = 32 * 1024 * 1024
"""Bytes of documents under way to a given executor, beyond one document."""

AHEAD_PER_JOB = 24
"""Documents handed to our own processes at a time, per process: enough to go on with during `meanwhile`."""

STILL_THERE = 15.0
"""Seconds without a result after which a given executor is asked whether it is still there."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one source. `digest`: the SHA-256 of its bytes when this was read now and can be kept."""

    outcome: ReadBylaw | Failure
    digest: bytes | None = None


@dataclass(frozen=True, slots=True)
class Crew:
    """Who reads: `jobs` processes of our own, or the `executor` given, which stays open.

    `lost` tells of a given executor whether nobody works there any more; then our own processes do the rest.
    `before` is done here when our own processes will share what it loads, `meanwhile` while they read their first
    documents.
    """

    jobs: int = 1
    executor: Executor | None = None
    lost: Callable[[], bool] = lambda: False
    before: Callable[[], object] = lambda: None
    meanwhile: Callable[[], object] = lambda: None


@dataclass(frozen=True, slots=True)
class Task:
    """Reads one source, unless it is known already. Goes to other processes."""

    read: ReadFile
    known: Known | None

    def __call__(self, source: Source) -> Done:
        """What was read, or why it could not; raises nothing but the death of the process."""
        if self.known is None:
            return Done(try_to_read(self.read, source))
        try:
            data, digest = None, self._digest(source)
            if digest is None:
                data = data_of(source)
                digest = digest_of(data)
        except ApvError as error:
            return Done(Failure(shown(source), str(error)))
        if found := self.known.find(digest, shown(source)):
            return Done(found)
        again = source if data is None else Sent(shown(source), data)
        return Done(try_to_read(self.read, again), digest)

    def _digest(self, source: Source) -> bytes | None:
        """The SHA-256 as far as it can be told without the bytes."""
        return bytes.fromhex(source.hash) if isinstance(source, KeptDocument) else None


def read_all(sources: Sequence[Source], task: Task, crew: Crew) -> Iterator[tuple[int, Done]]:
    """The rank of each source with what came of it, in the order in which they are done."""
    left = dict(enumerate(sources))
    if crew.executor is not None:
        yield from _elsewhere(left, task, crew, crew.executor)
    if crew.jobs <= 1 or len(left) < 2:
        for rank, source in left.items():
            yield rank, task(source)
        return
    copies = _may_copy()
    if copies:
        with suppress(ApvError):  # the same trouble befalls each document, and is told there
            crew.before()
    with ExitStack() as pools:
        while left:
            under_way: dict[Future[Done], int] = {}
            pool = pools.enter_context(own_pool(crew.jobs, copies=copies and _may_copy()))
            try:
                for rank, done in _here(left, task, pool, crew, under_way):
                    del left[rank]
                    yield rank, done
            except BrokenExecutor:
                # a worker was killed (out of memory, most likely) and took the others with it: one of the files
                # under way did that, so these go one by one and the rest goes on with fresh workers
                pools.close()
                suspects = sorted(under_way.values())
                yield from _one_by_one({rank: left.pop(rank) for rank in suspects}, task)


def _here(
    left: dict[int, Source], task: Task, pool: Executor, crew: Crew, under_way: dict[Future[Done], int]
) -> Iterator[tuple[int, Done]]:
    """Read in processes of our own. `under_way` tells, after a BrokenExecutor, what they were at."""
    waiting = iter(tuple(left.items()))
    finished: SimpleQueue[Future[Done]] = SimpleQueue()
    started = False
    try:
        while True:
            while len(under_way) < AHEAD_PER_JOB * crew.jobs and (following := next(waiting, None)):
                future = pool.submit(task, following[1])
                under_way[future] = following[0]
                future.add_done_callback(finished.put)
            if not under_way:
                return
            if not started:
                crew.meanwhile()
                started = True
            future = finished.get()
            done = _result(future, left[under_way[future]], fatal=(BrokenExecutor,))
            yield under_way.pop(future), done
    finally:
        for future in under_way:
            future.cancel()


def _elsewhere(left: dict[int, Source], task: Task, crew: Crew, executor: Executor) -> Iterator[tuple[int, Done]]:
    """Send each document to `executor`, what is known already excepted; what is done leaves `left`.

    Ends early, with the rest in `left`, when nobody works there any more.
    """
    remote = Task(task.read, None)
    under_way: dict[Future[Done], tuple[int, bytes, int]] = {}
    load = 0
    waiting = iter(tuple(left.items()))
    more = True
    try:
        while more or under_way:
            while more and len(under_way) < AHEAD and load < AHEAD_BYTES:
                rank, source = next(waiting, (-1, Path()))
                if rank < 0:
                    more = False
                    break
                ready, sent = _prepared(source, task)
                if ready is not None:
                    del left[rank]
                    yield rank, ready
                elif sent is not None:
                    future = _submitted(executor, remote, sent)
                    if future is None:
                        return
                    under_way[future] = rank, digest_of(sent.data), len(sent.data)
                    load += len(sent.data)
            finished = wait(under_way, timeout=STILL_THERE, return_when=FIRST_COMPLETED).done
            if under_way and not finished and crew.lost():
                return
            for future in finished:
                rank, digest, size = under_way.pop(future)
                load -= size
                if future.cancelled() or (future.exception() is not None and crew.lost()):
                    return
                done = _last_chance(future, left.pop(rank), task)
                kept = digest if task.known and isinstance(done.outcome, ReadBylaw) else None
                yield rank, Done(done.outcome, kept)
    finally:
        for future in under_way:
            future.cancel()


def _prepared(source: Source, task: Task) -> tuple[Done | None, Sent | None]:
    """A source as it goes to another machine; or what came of it, when it is known already or cannot be read."""
    try:
        if task.known is not None and isinstance(source, KeptDocument):
            found = task.known.find(bytes.fromhex(source.hash), shown(source))
            if found:
                return Done(found), None
        data = data_of(source)
    except ApvError as error:
        return Done(Failure(shown(source), str(error))), None
    if task.known is not None and (found := task.known.find(digest_of(data), shown(source))):
        return Done(found), None
    return None, Sent(shown(source), data)


def _submitted(executor: Executor, task: Task, sent: Sent) -> Future[Done] | None:
    """The work handed over; None when the executor takes none any more."""
    try:
        return executor.submit(task, sent)
    except (RuntimeError, OSError, BrokenExecutor):  # it was shut down, or the way to it is closed
        return None


def _last_chance(future: Future[Done], source: Source, task: Task) -> Done:
    """The result; a document whose workers died is read once more here, in a process of its own."""
    try:
        return future.result()
    except Exception:
        return _alone(source, task)


def _one_by_one(sources: Mapping[int, Source], task: Task) -> Iterator[tuple[int, Done]]:
    """Each source in a process in which nothing else is under way: the one that kills it is known for sure."""
    with ExitStack() as pools:
        pool = None
        for rank, source in sources.items():
            pool = pool or pools.enter_context(own_pool(1))
            future = pool.submit(task, source)
            if isinstance(future.exception(), BrokenExecutor):
                pool = None
            yield rank, _result(future, source, fatal=())


def _alone(source: Source, task: Task) -> Done:
    return next(done for _, done in _one_by_one({0: source}, task))


def _result(future: Future[Done], source: Source, fatal: tuple[type[Exception], ...]) -> Done:
    try:
        return future.result()
    except fatal:
        raise
    except Exception as error:  # the process died on this document
        reason = (
            f"Het werkproces dat dit bestand las is afgebroken ({type(error).__name__}), waarschijnlijk door "
            "gebrek aan geheugen. Lees dit bestand apart."
        )
        return Done(Failure(shown(source), reason))


def own_pool(jobs: int, *, copies: bool = False) -> ProcessPoolExecutor:
    """Processes of our own that end with this one; new ones, or `copies` of this one (see _may_copy)."""
    kinds = multiprocessing.get_all_start_methods()
    kind = "fork" if copies else "forkserver" if "forkserver" in kinds else "spawn"
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context(kind), initializer=_settle_in)


def _may_copy() -> bool:
    """Whether copies of this process can do our work: they have at once all that was loaded here.

    A copy of a process with more than one thread (a progress bar has one) can hang. Where the threads of a process
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
