"""An existing Dask cluster as an executor: found, asked whether it runs this same program, and let go again.

Whoever can reach a Dask scheduler can run code on it, and the other way round: connect only to your own cluster.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
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
def cluster(address: str, catalogue: str, *, patience: float = ANSWER) -> Iterator[Cluster]:
    """The cluster whose scheduler is at `address` ("tcp://host:8786"), until the `with` ends.

    Raises InputError when dask is not installed here, nobody answers within `patience` seconds, the cluster has no
    workers, or one of them runs another version of this program or catalogue.
    """
    try:
        import distributed
    except ImportError as error:
        raise InputError(
            "Voor --dask is de uitbreiding voor clusters nodig",
            advice='Installeer die met: pip install "apv[cluster]".',
        ) from error
    # what goes wrong is said once, in Dutch, and not also by the library
    for name in ("distributed", "distributed.client", "distributed.core", "distributed.comm"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    make_client: Any = distributed.Client
    try:
        client = make_client(address, timeout=patience, set_as_default=False)
    except (OSError, ValueError, TimeoutError, ImportError) as error:
        raise InputError(
            "Het Dask-cluster antwoordt niet",
            where=address,
            advice=f"Controleer het adres (bijvoorbeeld tcp://server:8786); er is {patience:g} seconden gewacht.",
        ) from error
    try:
        workers = _checked(client, address, catalogue, patience)
        yield Cluster(client.get_executor(), lambda: _nobody_left(client), workers)
    finally:
        with suppress(Exception):  # the cluster may be gone by now
            client.close(timeout=2)


def _checked(client: Any, address: str, catalogue: str, patience: float) -> int:
    """The number of workers, all of which run this same program."""
    with suppress(TimeoutError):
        client.wait_for_workers(1, timeout=patience)
    try:
        versions = client.run(maker, catalogue)
    except Exception as error:  # whatever a worker raises that has no such program, or half of it
        raise _other_program(address) from error
    if not versions:
        raise InputError(
            "Het Dask-cluster heeft geen werkprocessen", where=address, advice="Start er een of meer."
        )
    if any(version != maker(catalogue) for version in versions.values()):
        raise _other_program(address)
    return len(versions)


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
