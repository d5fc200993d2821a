"""A real Dask cluster of two processes on this computer: the same answer, also when one of them is killed."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from apv.comparing import cluster as cluster_module
from apv.comparing.batch import Progress, compare
from apv.comparing.cache import ResultCache
from apv.comparing.cluster import cluster
from apv.errors import InputError
from apv.law.catalogue import Catalogue
from apv.reports.compare_json import render_json

from .conftest import FOLLOWING, JEERING, WriteBylaw

ON = date(2026, 11, 23)
COUNT = 60


@pytest.fixture
def dask() -> Iterator[Any]:
    """A scheduler and two worker processes, on addresses of this computer only."""
    distributed = pytest.importorskip("distributed", reason="distributed is niet geïnstalleerd (extra: cluster)")
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=50,
    ) as local:
        yield local


@pytest.fixture
def folder(write_bylaw: WriteBylaw) -> Path:
    for number in range(COUNT):
        articles = (FOLLOWING, JEERING) if number % 2 else (FOLLOWING,)
        path = write_bylaw(f"Gemeente {number:02}", *articles, work=f"CVDR3000{number:02}")
    (path.parent / "kapot.xml").write_text("<cvdr>", "utf-8")
    return path.parent


def test_the_same_bytes_when_a_worker_is_killed(
    dask: Any, folder: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    here = render_json(compare([folder], catalogue, on=ON))
    killed: list[int] = []

    def kill_one(step: Progress) -> None:
        if step.done == 5:
            with dask.get_client() as client:
                pid = next(iter(client.run(os.getpid).values()))
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    start = time.monotonic()
    with (
        ResultCache(tmp_path / "gelezen.sqlite3", catalogue.version) as cache,
        cluster(dask.scheduler_address, catalogue.version) as found,
    ):
        assert found.workers == 2
        there = compare(
            [folder], catalogue, on=ON, executor=found.executor, lost=found.lost, cache=cache, on_progress=kill_one
        )
        assert killed
        assert render_json(there) == here
        known = compare([folder], catalogue, on=ON, executor=found.executor, lost=found.lost, cache=cache)
    assert render_json(known) == here
    assert time.monotonic() - start < 120


def test_when_the_whole_cluster_goes_the_rest_is_read_here(
    dask: Any, folder: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apv.comparing.workers.STILL_THERE", 1.0)

    def close(step: Progress) -> None:
        if step.done == 5:
            dask.close(timeout=10)

    with cluster(dask.scheduler_address, catalogue.version) as found:
        there = compare([folder], catalogue, on=ON, executor=found.executor, lost=found.lost, on_progress=close)
    assert render_json(there) == render_json(compare([folder], catalogue, on=ON))


def test_another_program_on_the_cluster_is_refused(
    dask: Any, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "_own", lambda catalogue: b"ander")
    with pytest.raises(InputError, match="dezelfde versie"), cluster(dask.scheduler_address, catalogue.version):
        pass


def test_the_command_reads_on_the_cluster(apv: Any, dask: Any, folder: Path) -> None:
    plain = apv("compare", folder, "--date", "2026-11-23", "--format", "json", "--no-cache")
    there = apv(
        "compare",
        folder,
        "--date",
        "2026-11-23",
        "--format",
        "json",
        "--no-cache",
        "--dask",
        dask.scheduler_address,
    )
    assert (there.code, there.out) == (1, plain.out)
    assert "kapot.xml" in there.err


def test_nobody_at_the_address_is_said_in_time(apv: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="distributed is niet geïnstalleerd (extra: cluster)")
    with socket.socket() as silent:  # listens and never answers
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        monkeypatch.setattr(cluster_module, "ANSWER", 1.0)
        start = time.monotonic()
        ran = apv("compare", folder, "--dask", f"tcp://127.0.0.1:{silent.getsockname()[1]}")
    assert time.monotonic() - start < 30
    assert (ran.code, ran.out) == (2, "")
    assert "antwoordt niet" in ran.err
    assert "Traceback" not in ran.err
    for address in ("geen adres", "ftp://x", "tcp://127.0.0.1:1"):
        ran = apv("compare", folder, "--dask", address)
        assert ran.code == 2, address
        assert "antwoordt niet" in ran.err


def test_without_dask_it_says_what_to_install(apv: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = apv("compare", folder, "--dask", "tcp://127.0.0.1:8786")
    assert (ran.code, ran.out) == (2, "")
    assert 'pip install ".[cluster]"' in ran.err
