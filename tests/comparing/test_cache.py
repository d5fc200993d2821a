"""Results that are kept: the same answer without reading again, and never another one; a run cut off goes on."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from apv.comparing import cache as cache_module
from apv.comparing import model_articles
from apv.comparing.batch import Progress, compare
from apv.comparing.cache import ResultCache, cache_place, digest_of
from apv.comparing.comparison import Comparison, ReadBylaw
from apv.comparing.reader import CatalogueReader
from apv.comparing.result_text import from_text, to_text
from apv.comparing.sources import Source
from apv.data_files import data_folder
from apv.errors import InputError
from apv.law.catalogue import Catalogue
from apv.reports.compare_json import render_json

from .conftest import FOLLOWING, JEERING, WriteBylaw

ON = date(2026, 11, 23)
EXAMPLES = sorted((data_folder("legal_sources") / "examples").glob("*.xml"))


@dataclass(frozen=True)
class Counting:
    """Reads as always and leaves a mark for each document that it read."""

    marks: Path
    version: str

    def __call__(self, source: Source) -> ReadBylaw:
        with (self.marks / "gelezen").open("a") as log:
            log.write(f"{source}\n")
        return CatalogueReader(None, self.version)(source)

    @property
    def count(self) -> int:
        log = self.marks / "gelezen"
        return len(log.read_text().splitlines()) if log.exists() else 0


@pytest.fixture
def folder(write_bylaw: WriteBylaw) -> Path:
    for number in range(6):
        write_bylaw(f"Gemeente {number}", FOLLOWING, JEERING, work=f"CVDR30000{number}")
    path = write_bylaw("Zandrecht", JEERING, start=None)
    path.write_bytes(path.read_bytes().replace(b"<al>", b"<vreemd/><al>"))  # something odd to find
    return path.parent


@pytest.fixture
def run(folder: Path, tmp_path: Path, catalogue: Catalogue) -> Callable[..., Comparison]:
    reader = Counting(tmp_path, catalogue.version)

    def call(**options: Any) -> Comparison:
        with ResultCache(tmp_path / "gelezen.sqlite3", catalogue.version) as cache:
            return compare([folder], catalogue, on=ON, read=reader, cache=cache, **options)

    call.reader = reader  # type: ignore[attr-defined]
    return call


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_kept_comes_back_as_it_was(path: Path, catalogue: Catalogue) -> None:
    found = CatalogueReader(None, catalogue.version)(path)
    assert from_text(ReadBylaw, to_text(found)) == found


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '["ReadBylaw"]', '["Path", "x"]', '["ReadBylaw", 1, 2, 3]']
)
def test_a_text_that_is_no_result_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        from_text(ReadBylaw, text)


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_second_time_nothing_is_read_and_the_answer_is_the_same(run: Any, jobs: int) -> None:
    cold, warm = run(jobs=jobs), run(jobs=jobs)
    assert run.reader.count == 7
    assert warm == cold
    assert render_json(warm) == render_json(run(jobs=3))


def test_the_models_are_made_ready_once(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = run()
    assert any(norm.nearest for bylaw in cold.bylaws for norm in bylaw.norms)

    def again(*_: object) -> None:
        raise AssertionError("the models were drafted again")

    monkeypatch.setattr(model_articles, "models_of", again)
    assert run() == cold


def test_a_document_that_changed_is_read_again(run: Any, folder: Path) -> None:
    run()
    path = folder / "CVDR300002_1.xml"
    path.write_bytes(path.read_bytes().replace(b"Gemeente 2", b"Gemeente 9"))
    found = run()
    assert run.reader.count == 8
    assert "Gemeente 9" in found.matrix
    assert "Gemeente 2" not in found.matrix


def test_a_document_under_another_name_is_known_by_its_bytes(run: Any, folder: Path) -> None:
    run()
    (folder / "CVDR300002_1.xml").rename(folder / "ander.xml")
    found = run()
    assert run.reader.count == 7
    assert any(one.file.endswith("ander.xml") for one in found.bylaws)
    assert not any("CVDR300002_1.xml" in one.file for one in found.bylaws)


def test_another_program_or_catalogue_reads_again(
    run: Any, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    run()
    monkeypatch.setattr(cache_module, "maker", lambda version: b"ander")
    run()
    assert run.reader.count == 14


def test_another_date_or_choice_of_behaviours_reads_nothing_again(
    run: Any, folder: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    run()
    with ResultCache(tmp_path / "gelezen.sqlite3", catalogue.version) as cache:
        other = compare(
            [folder], catalogue, on=date(2020, 1, 1), behaviours=["nafluiten"], cache=cache, read=run.reader
        )
    assert run.reader.count == 7
    assert other == compare([folder], catalogue, on=date(2020, 1, 1), behaviours=["nafluiten"])


@pytest.mark.parametrize("damage", ["row", "file", "empty"])
def test_a_damaged_file_with_results_costs_time_only(run: Any, tmp_path: Path, damage: str) -> None:
    cold = run()
    path = tmp_path / "gelezen.sqlite3"
    if damage == "row":
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE results SET result = x'0102'")
    elif damage == "file":
        data = bytearray(path.read_bytes())
        data[4096:] = b"\xff" * (len(data) - 4096)
        path.write_bytes(data)
    else:
        path.write_bytes(b"")
    assert run() == cold
    assert run.reader.count == 14


def test_a_file_of_another_program_is_left_alone(tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "boekhouding.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE posten (x)")
    before = path.read_bytes()
    with pytest.raises(InputError, match="geen tussenresultaten"):
        ResultCache(path, catalogue.version)
    assert path.read_bytes() == before
    text = tmp_path / "notitie.txt"
    text.write_text("geen database, wel van iemand" * 50, "utf-8")
    with ResultCache(text, catalogue.version) as cache:
        assert "niet bewaard" in cache.trouble
    assert text.read_text("utf-8").startswith("geen database")


def test_without_a_place_to_write_the_run_goes_on(folder: Path, catalogue: Catalogue) -> None:
    with ResultCache(Path("/proc/bestaat/niet.sqlite3"), catalogue.version) as cache:
        found = compare([folder], catalogue, on=ON, cache=cache)
        assert "niet bewaard" in cache.trouble
    assert found == compare([folder], catalogue, on=ON)


def test_a_finding_without_the_name_of_its_file_is_not_kept(
    folder: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    found = CatalogueReader(None, catalogue.version)(folder / "CVDR300002_1.xml")
    with ResultCache(tmp_path / "gelezen.sqlite3", catalogue.version) as cache:
        cache.keep(digest_of(b"x"), replace(found, file="elders", findings=run_findings(found)))
        cache._write()
        assert cache.known.find(digest_of(b"x"), "naam") is None


def run_findings(found: ReadBylaw) -> tuple[Any, ...]:
    from apv.findings import Finding, Severity

    return (*found.findings, Finding(Severity.NOTE, "x", "Iets", where="nergens"))


def test_ctrl_c_keeps_what_was_read(run: Any) -> None:
    def interrupt(step: Progress) -> None:
        if step.done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(on_progress=interrupt)
    before = run.reader.count
    found = run()
    assert (before, run.reader.count) == (4, 7)
    assert len(found.bylaws) == 7


SLOWLY = """
import sys, time
from datetime import date
from pathlib import Path
from apv.comparing import cache as module
from apv.comparing.batch import compare
from apv.comparing.cache import ResultCache
from apv.law.catalogue import load_catalogue

def step(progress):
    print(progress.done, flush=True)
    if progress.done == 5:
        time.sleep(60)

if __name__ == "__main__":
    module.AT_A_TIME = 2
    catalogue = load_catalogue()
    with ResultCache(Path(sys.argv[2]), catalogue.version) as cache:
        compare([Path(sys.argv[1])], catalogue, on=date(2026, 11, 23), cache=cache, jobs=2, on_progress=step)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="dit systeem kent geen SIGKILL")
def test_a_run_that_is_killed_goes_on_and_leaves_no_process(run: Any, folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "langzaam.py"
    script.write_text(SLOWLY, "utf-8")
    command = [sys.executable, str(script), str(folder), str(tmp_path / "gelezen.sqlite3")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == "5":
                break
        children = _children(process.pid)
        process.kill()
    found = run()
    assert run.reader.count <= 3  # at least four of seven were kept
    assert len(found.bylaws) == 7
    for _ in range(100):
        if not any(Path(f"/proc/{child}").exists() for child in children):
            break
        time.sleep(0.1)
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def _children(pid: int) -> list[int]:
    """The processes that have `pid` above them; none where there is no /proc."""
    found: list[int] = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(entry.read_text().rpartition(")")[2].split()[1]) == pid:
                found += [int(entry.parent.name), *_children(int(entry.parent.name))]
        except OSError:
            continue
    return found


def test_the_command_keeps_results_beside_the_library(apv: Any, folder: Path, no_library: Path) -> None:
    first = apv("compare", folder, "--date", "2026-11-23", "--format", "json")
    assert cache_place(no_library).is_file()
    again = apv("compare", folder, "--date", "2026-11-23", "--format", "json", "--jobs", "2")
    assert again.out == first.out
    assert (first.code, first.err) == (0, "")


def test_the_command_keeps_nothing_when_asked_not_to(apv: Any, folder: Path, no_library: Path) -> None:
    assert apv("compare", folder, "--no-cache").code == 0
    assert not cache_place(no_library).exists()
    both = apv("compare", folder, "--no-cache", "--cache", folder / "x.sqlite3")
    assert (both.code, "gaan niet samen" in both.err) == (2, True)


def test_the_command_tells_that_it_goes_on_after_ctrl_c(
    apv: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from apv.cli import compare_command

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(compare_command, "compare", interrupted)
    ran = apv("compare", folder)
    assert ran.code == 2
    assert "gaat verder waar zij was" in ran.err
