"""Many files to one comparison: what counts, what is lost to nobody, and the same result however it is run."""

from __future__ import annotations

import io
import multiprocessing
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from apv.comparing.batch import Progress, compare
from apv.comparing.comparison import ReadBylaw
from apv.comparing.reader import CatalogueReader
from apv.comparing.sources import Source
from apv.comparing.statuses import AGE_UNKNOWN
from apv.errors import InputError
from apv.findings import Severity
from apv.law.catalogue import Catalogue
from apv.reports.compare_json import render_json
from apv.reports.compare_words import reasons_text

from .conftest import FOLLOWING, JEERING, ORDINARY, WriteBylaw

ON = date(2026, 11, 23)


@pytest.fixture
def folder(write_bylaw: WriteBylaw) -> Path:
    write_bylaw("Zandrecht", ORDINARY, JEERING)
    write_bylaw("Bergveen", FOLLOWING)
    return write_bylaw("Vlietmonde", ORDINARY).parent


def test_the_matrix_has_a_row_for_every_municipality(folder: Path, catalogue: Catalogue) -> None:
    found = compare([folder], catalogue, on=ON)
    assert list(found.matrix) == ["Bergveen", "Vlietmonde", "Zandrecht"]
    assert found.matrix["Vlietmonde"] == {}
    assert {"hinderlijk-volgen", "insluiten"} <= set(found.matrix["Bergveen"])
    assert {"nafluiten", "naroepen", "uitjouwen"} <= set(found.matrix["Zandrecht"])
    assert [entry.article for entry in found.matrix["Zandrecht"]["uitjouwen"]] == ["2:1a"]
    assert [bylaw.articles for bylaw in found.bylaws] == [1, 1, 2]
    assert found.failed == ()
    assert found.behaviours == tuple(catalogue.behaviours)


def test_columns_can_be_chosen(folder: Path, catalogue: Catalogue) -> None:
    found = compare([folder], catalogue, on=ON, behaviours=["insluiten", "nafluiten", "insluiten"])
    assert found.behaviours == ("nafluiten", "insluiten")  # the vocabulary's order
    assert {name: list(row) for name, row in found.matrix.items()} == {
        "Bergveen": ["insluiten"], "Vlietmonde": [], "Zandrecht": ["nafluiten"],
    }  # fmt: skip


def test_an_unknown_behaviour_names_the_nearest(folder: Path, catalogue: Catalogue) -> None:
    with pytest.raises(InputError, match="'nafluiten'"):
        compare([folder], catalogue, on=ON, behaviours=["nafluite"])


def test_the_quotation_is_the_text_at_the_offsets(folder: Path, catalogue: Catalogue) -> None:
    (norm,) = [norm for bylaw in compare([folder], catalogue, on=ON).bylaws for norm in bylaw.norms
               if norm.norm.article == "2:36"]  # fmt: skip
    start, end = norm.norm.quote_at
    assert norm.quote == FOLLOWING[2][0][start:end]
    assert norm.norm.words == ()  # positions of single words do not travel


def test_the_date_decides_the_status(folder: Path, catalogue: Catalogue) -> None:
    def status(on: date) -> str:
        (bylaw,) = [one for one in compare([folder], catalogue, on=on).bylaws if one.municipality == "Zandrecht"]
        return bylaw.norms[0].status.status

    assert status(date(2024, 6, 30)) != "likely_lapsed"
    assert status(ON) == "likely_lapsed"


HOSTILE_FILES: dict[str, tuple[bytes, str]] = {
    "entiteit.xml": (b'<!DOCTYPE cvdr [<!ENTITY a "b">]><cvdr>&a;</cvdr>', "entiteiten"),
    "afgebroken.xml": (b"<cvdr><meta><owmskern>", "afgebroken"),
    "leeg.xml": (b"", "leeg"),
    "tekst.xml": (b"gewone tekst " * 400_000, "geen XML"),
    "word.xml": (b"", "Word"),
    "publicatie.xml": (b"<officiele-publicatie><metadata/></officiele-publicatie>", "publicatie"),
    "stop.xml": (b'<lvbbu:Consolidaties xmlns:lvbbu="urn:x"/>', ""),
}


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_broken_file_never_stops_the_run(folder: Path, catalogue: Catalogue, jobs: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    for name, (data, _) in HOSTILE_FILES.items():
        (folder / name).write_bytes(packed.getvalue() if name == "word.xml" else data)
    found = compare([folder], catalogue, on=ON, jobs=jobs)
    reasons = {Path(failure.file).name: failure.reason for failure in found.failed}
    assert reasons.keys() == HOSTILE_FILES.keys()
    for name, (_, word) in HOSTILE_FILES.items():
        assert word in reasons[name]
        assert "Traceback" not in reasons[name]
    assert len(found.bylaws) == 3
    assert found.needs_attention


def test_what_is_not_xml_is_counted(folder: Path, catalogue: Catalogue) -> None:
    (folder / "leesmij.txt").write_text("x", "utf-8")
    (folder / "LICENTIE").write_text("x", "utf-8")
    found = compare([folder], catalogue, on=ON)
    (finding,) = found.findings
    assert (finding.rule, finding.severity) == ("compare-not-xml", Severity.NOTE)
    assert "2 (.txt, zonder extensie)" in finding.what
    assert not found.needs_attention


def test_a_file_named_by_the_user_that_is_not_xml_or_not_there_fails(folder: Path, catalogue: Catalogue) -> None:
    notes = folder / "notitie.txt"
    notes.write_text("geen regeling", "utf-8")
    found = compare([folder, notes, folder / "weg.xml"], catalogue, on=ON)
    assert {Path(failure.file).name for failure in found.failed} == {"notitie.txt", "weg.xml"}


def test_a_bug_on_one_file_is_a_failure_that_says_so(folder: Path, catalogue: Catalogue) -> None:
    def read(source: Source) -> Any:
        raise KeyError("onverwacht")

    found = compare([folder], catalogue, on=ON, read=read)
    assert len(found.failed) == 3
    assert "KeyError: 'onverwacht'" in found.failed[0].reason


def test_only_by_laws_in_force_reach_the_matrix(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    write_bylaw("Zandrecht", JEERING, end=date(2022, 1, 1), version=3)
    write_bylaw("Zandrecht", FOLLOWING, start=date(2022, 1, 1), version=4)
    path = write_bylaw("Bergveen", FOLLOWING, start=date(2027, 1, 1))
    found = compare([path.parent], catalogue, on=ON)
    assert {name: sorted(row) for name, row in found.matrix.items()} == {
        "Zandrecht": ["hinderlijk-volgen", "insluiten"]
    }
    assert [(bylaw.municipality, bylaw.standing) for bylaw in found.bylaws] == [
        ("Bergveen", "not_yet"), ("Zandrecht", "expired"), ("Zandrecht", "in_force"),
    ]  # fmt: skip
    assert all(bylaw.norms for bylaw in found.bylaws)


def test_a_municipality_may_have_several_by_laws(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    write_bylaw("Zandrecht", FOLLOWING, work="CVDR200001")
    path = write_bylaw("Zandrecht", ("12", *FOLLOWING[1:]), FOLLOWING, work="CVDR200002")
    found = compare([path.parent], catalogue, on=ON)
    assert [entry.article for entry in found.matrix["Zandrecht"]["insluiten"]] == ["2:36", "12"]


class LosingWorkers(ThreadPoolExecutor):
    """A cluster whose workers die on one file, as Dask reports it: the future fails, the rest goes on."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if any(str(arg).endswith("fataal.xml") for arg in args):
            future: Future[Any] = Future()
            future.set_exception(RuntimeError("KilledWorker"))
            return future
        return super().submit(fn, *args, **kwargs)


def test_a_worker_lost_on_one_file_elsewhere_costs_nothing(
    folder: Path, write_bylaw: WriteBylaw, catalogue: Catalogue
) -> None:
    write_bylaw("Heideburg", FOLLOWING, name="fataal.xml")
    with LosingWorkers(2) as executor:
        found = compare([folder], catalogue, on=ON, executor=executor)
    assert found == compare([folder], catalogue, on=ON)  # read once more here


@dataclass(frozen=True)
class FatalReader:
    """Dies on one file, as a process without memory does."""

    version: str

    def __call__(self, source: Source) -> ReadBylaw:
        if str(source).endswith("fataal.xml"):
            os._exit(9)
        return CatalogueReader(None, self.version)(source)


@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_file_that_kills_every_worker_costs_that_file_only(
    folder: Path, write_bylaw: WriteBylaw, catalogue: Catalogue, elsewhere: bool
) -> None:
    write_bylaw("Heideburg", FOLLOWING, name="fataal.xml")
    read = FatalReader(catalogue.version)
    with LosingWorkers(2) as executor:
        found = compare([folder], catalogue, on=ON, read=read, executor=executor if elsewhere else None, jobs=2)
    assert [Path(failure.file).name for failure in found.failed] == ["fataal.xml"]
    assert "werkproces" in found.failed[0].reason
    assert list(found.matrix) == ["Bergveen", "Vlietmonde", "Zandrecht"]


def test_killed_processes_cost_nothing(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    paths = [write_bylaw(f"Gemeente {number:02}", FOLLOWING, work=f"CVDR3000{number:02}") for number in range(4)]
    killed = 0

    def kill_workers_once(step: Progress) -> None:
        nonlocal killed
        for worker in multiprocessing.active_children() if step.done == 1 else ():
            worker.kill()
            killed += 1

    calm = compare(paths, catalogue, on=ON)
    disturbed = compare(paths, catalogue, on=ON, jobs=2, on_progress=kill_workers_once)
    assert killed
    assert disturbed == calm


def test_only_a_process_with_one_thread_is_copied(folder: Path) -> None:
    """A copy of a process with more threads can hang; the answer does not depend on it."""
    script = """
import sys, threading
from datetime import date
from pathlib import Path
from apv.comparing.batch import compare
from apv.comparing.own_processes import may_copy
from apv.law.catalogue import load_catalogue
from apv.reports.compare_json import render_json

if __name__ == "__main__":
    def answer() -> str:
        return render_json(compare([Path(sys.argv[1])], load_catalogue(), on=date(2026, 11, 23), jobs=2))
    alone, copied = may_copy(), answer()
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    beside, started = may_copy(), answer()
    end.set()
    print(alone, beside, copied == started, '"norms"' in copied)
"""
    program = folder.parent / "vergelijken.py"
    program.write_text(script, "utf-8")
    done = subprocess.run([sys.executable, program, folder], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(sys.platform == "linux"), "False", "True", "True"]


@pytest.mark.parametrize("way", ["processes", "threads", "backwards"])
def test_the_same_bytes_however_it_is_run(folder: Path, catalogue: Catalogue, way: str) -> None:
    (folder / "kapot.xml").write_text("<", "utf-8")
    once = render_json(compare([folder], catalogue, on=ON))
    if way == "processes":
        again = compare([folder], catalogue, on=ON, jobs=3)
    elif way == "threads":
        with ThreadPoolExecutor(4) as executor:
            again = compare([folder], catalogue, on=ON, executor=executor)
    else:
        again = compare(sorted(folder.iterdir(), reverse=True), catalogue, on=ON)
    assert render_json(again) == once


def test_progress_counts_every_file_and_names_what_failed(folder: Path, catalogue: Catalogue) -> None:
    (folder / "kapot.xml").write_text("<", "utf-8")
    steps: list[Progress] = []
    compare([folder], catalogue, on=ON, on_progress=steps.append)
    assert [(step.done, step.total) for step in steps] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [Path(step.file).name for step in steps if step.failure] == ["kapot.xml"]


def test_a_given_executor_stays_open(folder: Path, catalogue: Catalogue) -> None:
    executor: Executor
    with ThreadPoolExecutor(1) as executor:
        compare([folder], catalogue, on=ON, executor=executor)
        assert executor.submit(int, "7").result() == 7


def test_an_unknown_age_that_would_decide_is_said(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    path = write_bylaw("Zandrecht", JEERING, FOLLOWING, start=date(2025, 1, 1), version=7)
    (bylaw,) = compare([path], catalogue, on=ON).bylaws
    jeering, following = bylaw.norms
    assert jeering.status.reasons[-1] == AGE_UNKNOWN
    assert AGE_UNKNOWN not in following.status.reasons  # no later national rule on following
    assert set(jeering.per_behaviour) == {"maybe_lapsed"}
    assert jeering.is_doubtful
    (finding,) = [finding for finding in bylaw.findings if finding.rule == "compare-age-unknown"]
    assert "artikel 2:1a is niet bekend" in finding.what
    # an earlier version settles it
    write_bylaw("Zandrecht", JEERING, start=date(2019, 1, 1), end=date(2025, 1, 1), version=6)
    newest = compare([path.parent], catalogue, on=ON).bylaws[-1]
    assert [norm.status.status for norm in newest.norms][:1] == ["likely_lapsed"]
    assert "compare-age-unknown" not in {finding.rule for finding in newest.findings}


def test_a_norm_lapses_only_as_far_as_the_later_law_goes(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    both = ("2:1a", "Lastigvallen", ["Het is verboden op de weg een ander na te fluiten of hinderlijk te volgen."])
    path = write_bylaw("Zandrecht", both)
    found = compare([path], catalogue, on=ON)
    (norm,) = found.bylaws[0].norms
    assert norm.status.status == "likely_lapsed"
    assert dict(zip(norm.norm.behaviours, norm.per_behaviour, strict=True)) == {
        "nafluiten": "likely_lapsed", "hinderlijk-volgen": "in_force",
    }  # fmt: skip
    assert [entry.status for entry in found.matrix["Zandrecht"]["hinderlijk-volgen"]] == ["in_force"]
    assert reasons_text(catalogue, norm).endswith("Dat gaat alleen over: nafluiten.")
