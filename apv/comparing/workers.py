"""Spreads the reading of documents over processes or machines through one seam: `concurrent.futures.Executor`.

Results come as they are ready and only a few documents are under way at a time, so memory stays flat however many
there are. Our own processes open the documents themselves; to an executor that was given, which may run on other
machines, each document is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path

from apv.comparing.cache import Known, digest_of
from apv.comparing.comparison import Failure, ReadBylaw
from apv.comparing.reader import ReadFile, try_to_read
from apv.comparing.sources import KeptDocument, Sent, Source, data_of, shown
from apv.errors import ApvError

AHEAD = 64
"""Documents handed to a given executor at a time; enough to keep a small cluster busy."""

AHEAD_BYTES = 32 * 1024 * 1024
"""Bytes of documents under way to a given executor, beyond one document."""

STILL_THERE = 15.0
"""Seconds without a result after which a given executor is asked whether it is still there."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one source. `digest`: what it can be kept under, when this was read now."""

    outcome: ReadBylaw | Failure
    digest: bytes | None = None


@dataclass(frozen=True, slots=True)
class Crew:
    """Who reads: `jobs` processes of our own, or the `executor` given, which stays open.

    `lost` tells of a given executor whether nobody works there any more; then our own processes do the rest.
    `beside` gives our own processes something else to do as well, before the first document.
    """

    jobs: int = 1
    executor: Executor | None = None
    lost: Callable[[], bool] = lambda: False
    beside: Callable[[Executor], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Task:
    """Reads one source, unless it is known already. Goes to other processes."""

    read: ReadFile
    known: Known | None

    def __call__(self, source: Source) -> Done:
        """What was read, or why it could not; raises nothing but the death of the process."""
        if self.known is None:
            return Done(try_to_read(self.read, source))
        looked = self.look(source)
        if looked.outcome:
            return Done(looked.outcome)
        again = source if looked.data is None else Sent(shown(source), looked.data)
        return Done(try_to_read(self.read, again), looked.digest)

    def look(self, source: Source) -> Looked:
        """What is known of `source` already."""
        try:
            data = None if isinstance(source, KeptDocument) else data_of(source)
        except ApvError as error:
            return Looked(Failure(shown(source), str(error)))
        digest = bytes.fromhex(source.hash) if isinstance(source, KeptDocument) else digest_of(data or b"")
        return Looked(self.known.find(digest, shown(source)) if self.known else None, digest, data)


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of a source before it is read: its result, or why it cannot be opened; what a result is kept
    under; and its bytes, if they were needed to tell."""

    outcome: ReadBylaw | Failure | None
    digest: bytes = b""
    data: bytes | None = None


def read_all(sources: Sequence[Source], task: Task, crew: Crew) -> Iterator[tuple[int, Done]]:
    """The rank of each source with what came of it, in the order in which they are done."""
    left = dict(enumerate(sources))
    if crew.executor is not None:
        yield from _elsewhere(left, task, crew, crew.executor)
    if crew.jobs <= 1 or len(left) < 2:
        for rank, source in left.items():
            yield rank, task(source)
        return
    from apv.comparing.own_processes import read_here

    yield from read_here(left, task, crew)


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
                ready, sent, digest = _prepared(source, task)
                if ready is not None:
                    del left[rank]
                    yield rank, ready
                    continue
                future = _submitted(executor, remote, sent)
                if future is None:
                    return
                under_way[future] = rank, digest, len(sent.data)
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


def _prepared(source: Source, task: Task) -> tuple[Done | None, Sent, bytes]:
    """A source as it goes to another machine, and what its result is kept under; or what came of it, when it is
    known already or cannot be read."""
    looked = task.look(source)
    outcome, data = looked.outcome, looked.data or b""
    if outcome is None and looked.data is None:
        try:
            data = data_of(source)
        except ApvError as error:
            outcome = Failure(shown(source), str(error))
    return Done(outcome) if outcome else None, Sent(shown(source), data), looked.digest


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
        from apv.comparing.own_processes import read_alone

        return read_alone(source, task)
