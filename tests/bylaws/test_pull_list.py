"""Lists of documents as people have them, and the log of what was fetched."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apv.bylaws.fetching.fetch_log import Fetched, FetchLog, hashes
from apv.bylaws.fetching.pull_list import Listed, read_list
from apv.errors import InputError

BASE = "https://repository.officiele-overheidspublicaties.nl"


def listed(tmp_path: Path, text: str, name: str = "lijst.csv") -> list[Listed]:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    wanted, wrong = read_list(path)
    assert wrong == []
    return wanted


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("CVDR72510_56", ("CVDR72510", 56)),
        ("CVDR72510", ("CVDR72510", None)),
        ("112779_1", ("CVDR112779", 1)),
        ("https://lokaleregelgeving.overheid.nl/CVDR428721/7", ("CVDR428721", 7)),
        (f"{BASE}/cvdr/CVDR691525/manifest.xml", ("CVDR691525", None)),
    ],
)
def test_one_bylaw_on_a_line(tmp_path: Path, line: str, expected: tuple[str, int | None]) -> None:
    (row,) = listed(tmp_path, f"# mijn lijst\n\n{line}\n")
    assert (row.work, row.version) == expected
    assert (row.address, row.law) == ("", "")
    assert row.where.endswith("regel 3")


@pytest.mark.parametrize(
    ("line", "state", "day"),
    [
        ("BWBR0001854", "", None),
        ("bwbr0001854", "", None),
        ("https://wetten.overheid.nl/BWBR0001854/2024-07-01", "", date(2024, 7, 1)),
        ("BWBR0001854_2024-07-01_0", "2024-07-01_0", None),
        (f"{BASE}/bwb/BWBR0001854/manifest.xml", "", None),
    ],
)
def test_one_law_on_a_line(tmp_path: Path, line: str, state: str, day: date | None) -> None:
    (row,) = listed(tmp_path, line)
    assert (row.law, row.state, row.day, row.address) == ("BWBR0001854", state, day, "")


def test_an_address_of_xml_is_taken_as_it_is(tmp_path: Path) -> None:
    address = f"{BASE}/CVDR/CVDR428721/7/xml/CVDR428721_7.xml"
    (row,) = listed(tmp_path, address)
    assert (row.address, row.work, row.version) == (address, "CVDR428721", 7)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_tables_with_headings(tmp_path: Path, sign: str) -> None:
    rows = ["gemeente|cvdr_work|versie", "Veldhoven|CVDR430978|9", '"Bergen (NH)"|CVDR1234|', ""]
    found = listed(tmp_path, "\ufeff" + "\r\n".join(rows).replace("|", sign))
    assert [(row.label, row.work, row.version) for row in found] == [
        ("Veldhoven", "CVDR430978", 9),
        ("Bergen (NH)", "CVDR1234", None),
    ]


def test_tables_without_headings(tmp_path: Path) -> None:
    found = listed(tmp_path, "CVDR430978_9;Veldhoven\nCVDR1234_1;Gouda\n")
    assert [(row.label, row.work, row.version) for row in found] == [
        ("Veldhoven", "CVDR430978", 9),
        ("Gouda", "CVDR1234", 1),
    ]


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"as_of": "2026", "rows": rows}])
def test_json_lists(tmp_path: Path, wrap: object) -> None:
    assert callable(wrap)
    rows = [
        {"gemeente": "Aalten", "cvdr_work": "CVDR374289", "versie": 6, "ok": True},
        {"gemeente": "Druten", "xml_url": f"{BASE}/CVDR/CVDR634851/13/xml/CVDR634851_13.xml"},
        "CVDR1234_2",
    ]
    found = listed(tmp_path, json.dumps(wrap(rows)), "lijst.json")
    assert [(row.label, row.work, row.version, bool(row.address)) for row in found] == [
        ("Aalten", "CVDR374289", 6, False),
        ("Druten", "CVDR634851", 13, True),
        ("CVDR1234_2", "CVDR1234", 2, False),
    ]
    assert found[1].where.endswith("rij 2")


def test_rows_that_name_nothing_are_reported_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "lijst.txt"
    path.write_text("CVDR1234_1\nonzin\nhttps://nieuws.example/2024/123456\nCVDR1235_1\n")
    wanted, wrong = read_list(path)
    assert [row.work for row in wanted] == ["CVDR1234", "CVDR1235"]
    assert [str(error) for error in wrong] == [
        f"'onzin' is geen kenmerk of adres van een regeling ({path}, regel 2).",
        f"'https://nieuws.example/2024/123456' is geen kenmerk of adres van een regeling ({path}, regel 3).",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "leeg"),
        (b"\n# niets\n", "leeg"),
        (b'{"rows": [', "geldige JSON"),
        (b"\xff\xfe\x00", "utf-8"),
        (b"[]", "leeg"),
    ],
)
def test_an_unusable_list_is_refused_in_words(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "lijst"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_list(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_no_list_makes_it_fall_over(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "willekeurig"
    path.write_bytes(content)
    with contextlib.suppress(InputError):
        read_list(path)


def test_the_real_index_is_understood_row_by_row(samples: Path) -> None:
    wanted, wrong = read_list(samples / "apv_cvdr_index.json")
    assert (len(wanted), wrong) == (72, [])
    assert all(row.address.startswith(BASE) and row.work and row.version and row.label for row in wanted)


NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def entry(address: str, **more: object) -> Fetched:
    sha256, sha512 = hashes(address.encode())
    values: dict[str, object] = {"etag": '"é"', "size": 5, "checked": NOW.isoformat(), **more}
    return Fetched(address, "CVDR1_1", fetched=NOW.isoformat(), sha256=sha256, sha512=sha512, **values)  # type: ignore[arg-type]


def test_the_log_is_read_back_and_the_last_line_counts(tmp_path: Path) -> None:
    log = FetchLog(tmp_path / "log.jsonl")
    log.add(entry("a"))
    log.add(entry("b"))
    log.add(entry("a", size=9))
    again = FetchLog(tmp_path / "log.jsonl")
    assert again.last("a") == entry("a", size=9)
    assert again.last("b") == entry("b")
    assert again.last("c") is None
    assert entry("a").age(NOW + timedelta(minutes=1)) == 60
    assert entry("a", checked="ooit").age(NOW) == float("inf")


def test_a_line_that_was_cut_off_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    log = FetchLog(path)
    log.add(entry("a"))
    log.add(entry("b"))
    path.write_bytes(path.read_bytes()[:-40])
    cut = FetchLog(path)
    assert cut.last("a") == entry("a")
    assert cut.last("b") is None
    cut.add(entry("c"))
    again = FetchLog(path)
    assert [again.last(name) is not None for name in "abc"] == [True, False, True]


@pytest.mark.parametrize("line", ["[]", "3", '{"address": 4}', '{"etag": "x"}', "\x00", '{"size": "'])
def test_foreign_lines_are_passed_over(tmp_path: Path, line: str) -> None:
    path = tmp_path / "log.jsonl"
    FetchLog(path).add(entry("a"))
    path.write_text(line + "\n" + path.read_text("utf-8"), "utf-8")
    assert FetchLog(path).last("a") == entry("a")


def test_the_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    log = FetchLog(path)
    for size in range(5):
        log.add(entry("a", size=size))
        log.add(entry("b"))
    log.tidy()
    assert len(path.read_text("utf-8").splitlines()) == 2
    assert FetchLog(path).last("a") == entry("a", size=4)
    assert [file.name for file in tmp_path.iterdir()] == ["log.jsonl"]


def test_the_log_tells_what_the_last_run_brought(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    log = FetchLog(path)
    assert (log.last_run, log.fetched_since("")) == ("", frozenset())
    log.start_run((NOW - timedelta(days=30)).isoformat())
    log.add(replace(entry("a"), fetched=(NOW - timedelta(days=30)).isoformat()))
    log.start_run(NOW.isoformat())
    log.add(entry("b"))
    again = FetchLog(path)
    assert again.last_run == NOW.isoformat()
    assert again.fetched_since(again.last_run) == {entry("b").sha256}
    for size in range(9):
        again.add(entry("b", size=size))
    again.tidy()
    assert FetchLog(path).last_run == NOW.isoformat()


def test_a_log_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kan niet worden gebruikt"):
        FetchLog(tmp_path)
    with pytest.raises(InputError, match="kan niet worden gebruikt"):
        FetchLog(tmp_path / "weg" / "log.jsonl").add(entry("a"))
