"""An existing Dask cluster as an executor: found, asked whether it runs this same program, and let go again.

Whoever can reach a Dask scheduler can run code on it, and the other way round: connect only to your own cluster.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from apv.comparing.cache import maker
from apv.errors import InputError

ANSWER = 10.0
"""Seconds within which the scheduler has to answer, and at least one of its workers."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """`executor` runs on the cluster; `lost` tells whether nobody works there any more; `workers` counts them."""

    executor: Executor
    lost: Callable[[], bool]
    workers: int


@contextmanager
def cluster(address: str, catalogue: str) -> Iterator[Cluster]:
    """The cluster whose scheduler is at `address` ("tcp://host:8786"), until the `with` ends.

    Raises InputError when dask is not installed here, nobody answers in time, the cluster has no workers, or one
    of them runs another version of this program or catalogue.
    """
    try:
        import distributed
    except ImportError as error:
        raise InputError(
            "Voor --dask is de uitbreiding voor clusters nodig",
            advice='Installeer die in de map van dit project met: pip install ".[cluster]".',
        ) from error
    # what goes wrong is said once, in Dutch, and not also by the library
    for name in ("distributed", "distributed.client", "distributed.core", "distributed.comm"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    client = _connected(distributed, address)
    try:
        workers = _checked(client, address, catalogue)
        yield Cluster(client.get_executor(), lambda: _nobody_left(client), workers)
    finally:
        with suppress(Exception):  # the cluster may be gone by now
            client.close(timeout=2)


def _connected(distributed: Any, address: str) -> Any:
    """A client of the scheduler at `address`.

    Made in a thread of its own: to a port where something listens that never answers, the library waits for ever.
    """
    import dask

    answer: SimpleQueue[Any] = SimpleQueue()

    def connect() -> None:
        try:
            with dask.config.set({"distributed.comm.timeouts.connect": ANSWER}):
                answer.put(distributed.Client(address, timeout=ANSWER, set_as_default=False))
        except Exception as error:  # a wrong address, an unknown protocol, nobody there
            answer.put(error)

    threading.Thread(target=connect, daemon=True).start()
    try:
        client = answer.get(timeout=ANSWER + 2)
    except Empty:
        client = TimeoutError()
    if isinstance(client, Exception):
        raise InputError(
            "Het Dask-cluster antwoordt niet",
            where=address,
            advice=f"Controleer het adres (bijvoorbeeld tcp://server:8786); er is {ANSWER:g} seconden gewacht.",
        ) from client
    return client


def _checked(client: Any, address: str, catalogue: str) -> int:
    """The number of workers, all of which run this same program."""
    with suppress(TimeoutError):
        client.wait_for_workers(1, timeout=ANSWER)
    try:
        versions = client.run(maker, catalogue)
    except Exception as error:  # whatever a worker raises that has no such program, or half of it
        raise _other_program(address) from error
    if not versions:
        raise InputError(
            "Het Dask-cluster heeft geen werkprocessen", where=address, advice="Start er een of meer."
        )
    if any(version != _own(catalogue) for version in versions.values()):
        raise _other_program(address)
    return len(versions)


def _own(catalogue: str) -> bytes:
    return maker(catalogue)


def _other_program(address: str) -> InputError:
    return InputError(
        "Op het Dask-cluster staat niet overal dezelfde versie van apv",
        where=address,
        advice="Installeer op elke computer van het cluster precies deze versie.",
    )


def _nobody_left(client: Any) -> bool:
    try:
        return not client.scheduler_info()["workers"] or client.status != "running"
    except Exception:  # no answer is an answer
        return True
