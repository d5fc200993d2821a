"""`apv library` as people use it, and how the other commands find their by-law in it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from apv.bylaws.store.library import Library
from apv.cli.app import run
from apv.data_files import data_folder

from ..bylaws.library_files import JEERING, ORDINARY, act, bylaw, write_all

Apv = Callable[..., Any]
EXAMPLES = data_folder("legal_sources") / "examples"


@pytest.fixture
def place(no_library: Path) -> Path:
    """The library that the commands find by themselves."""
    return no_library


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, data: bytes) -> Path:
        path = tmp_path / "bron" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    return write


def test_add_list_show_search_remove(apv: Apv, place: Path) -> None:
    added = apv("library", "add", EXAMPLES)
    assert added.code == 0, added.err
    assert "13 bestanden: 12 nieuw, 1 nieuwere versie, 0 al bekend, 0 niet gelezen." in added.out
    assert str(place) in added.out
    again = apv("library", "add", EXAMPLES)
    assert (again.code, "13 al bekend" in again.out) == (0, True)

    listed = apv("library", "list").out
    assert "Elzenvoort – APV Elzenvoort (CVDR900011)" in listed
    assert "van 1 mei 2017 tot 1 september 2024" in listed
    assert "Wetten" not in listed
    only = json.loads(apv("library", "list", "--municipality", "elzenvoort", "--date", "2020-01-01",
                          "--format", "json").out)  # fmt: skip
    assert [(work["work"], [one["id"] for one in work["versions"]]) for work in only["bylaws"]] == [
        ("CVDR900011", ["CVDR900011_1"])
    ]

    shown = apv("library", "show", "cvdr900011")
    assert "Ook bewaard   CVDR900011_1" in shown.out
    assert "Artikel 2.2" in shown.out
    assert "verboden" in apv("library", "show", "CVDR900011_1", "--article", "2.2").out
    original = (EXAMPLES / "zandrecht.xml").read_bytes()
    data = json.loads(apv("library", "show", "CVDR900001", "--format", "json").out)
    assert data["contents"][0]["text"]
    assert data["municipality"] == "Zandrecht"
    assert data["size"] == len(original)

    found = apv("library", "search", '"na te fluiten"')
    assert "Elzenvoort, artikel 2.2" in found.out
    assert "»na te fluiten«" in found.out
    assert "Niets gevonden" in apv("library", "search", "xyzzy").out
    results = json.loads(apv("library", "search", "verboden", "weg*", "--limit", "2", "--format", "json").out)
    assert len(results["results"]) == 2 < results["total"]
    for result in results["results"]:
        assert all(result["snippet"][start:end] for start, end in result["marks"])

    removed = apv("library", "remove", "CVDR900011", "CVDR900001_1")
    assert removed.out.count("Verwijderd") == 3
    assert "Elzenvoort" not in apv("library", "list").out
    assert apv("library", "show", "CVDR900001").code == 2


def test_the_official_file_comes_back_byte_for_byte(apv: Apv, tmp_path: Path) -> None:
    apv("library", "add", EXAMPLES / "zandrecht.xml")
    ran = apv("library", "show", "CVDR900001", "--format", "xml", "-o", tmp_path / "uit.xml")
    assert ran.code == 0
    assert (tmp_path / "uit.xml").read_bytes() == (EXAMPLES / "zandrecht.xml").read_bytes()


def test_what_fails_is_named_and_the_rest_goes_on(apv: Apv, tmp_path: Path, write: Callable[..., Path]) -> None:
    write("goed.xml", bylaw())
    write("kapot.xml", b"<cvdr>\n<meta>")
    write("publicatie.xml", b"<officiele-publicatie/>")
    write("leesmij.txt", b"x")
    with zipfile.ZipFile(tmp_path / "bron" / "pak.zip", "w") as archive:
        archive.writestr("b.xml", bylaw("Bergveen", work="CVDR500002"))
        archive.writestr("c.zip", b"PK\x03\x04")
    ran = apv("library", "add", tmp_path / "bron", "--format", "json")
    assert ran.code == 1
    result = json.loads(ran.out)
    assert result["counts"] == {"new": 2, "newer_version": 0, "known": 0, "failed": 3}
    assert result["ignored"] == 1
    reasons = {Path(one["file"].rpartition(": ")[2]).name: one["reason"] for one in result["failed"]}
    assert "regel 2" in reasons["kapot.xml"]
    assert "bekendmaking" in reasons["publicatie.xml"]
    assert "zipbestand in een zipbestand" in reasons["c.zip"]
    assert ran.err.count("Niet gelezen: ") == 3
    assert "Traceback" not in ran.err


def test_the_same_version_with_other_contents_is_said(apv: Apv, write: Callable[..., Path]) -> None:
    assert apv("library", "add", write("a.xml", bylaw("Zandrecht", ORDINARY))).err == ""
    ran = apv("library", "add", write("b.xml", bylaw("Zandrecht", JEERING)))
    assert ran.code == 0
    assert "was er al een bestand met andere inhoud" in ran.err
    assert "vervangen door een nieuwer bestand" in apv("library", "list").out


@pytest.mark.parametrize(
    ("arguments", "hints"),
    [
        (["add", "bestaat-niet.xml"], ["bestaat-niet.xml", "bestaat niet"]),
        (["add", "."], ["geen XML-bestanden"]),
        (["add"], ["PAD"]),
        (["list"], ["nog geen bibliotheek", "apv library add"]),
        (["show", "CVDR1_1"], ["nog geen bibliotheek"]),
        (["search", "woord"], ["nog geen bibliotheek"]),
        (["remove", "CVDR1"], ["nog geen bibliotheek"]),
        (["list", "--library", "rommel.db"], ["rommel.db", "geen bibliotheek van apv"]),
        (["lst"], ["'list'"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_one_sentence_and_exit_code_2(
    apv: Apv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], hints: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rommel.db").write_bytes(b"geen database")
    ran = apv("library", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1, ran.err
    for hint in hints:
        assert hint in ran.err, ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["rommel.db"], "nothing is written"


def test_a_wrong_name_in_a_library(apv: Apv) -> None:
    apv("library", "add", EXAMPLES / "zandrecht.xml")
    ran = apv("library", "show", "CVDR900001_2")
    assert (ran.code, "Bedoelt u CVDR900001_1?" in ran.err) == (2, True)
    ran = apv("library", "show", "CVDR900001", "--article", "2:99")
    assert (ran.code, "2:99" in ran.err) == (2, True)
    assert apv("library", "search", "'*'").code == 2


# the other commands


def test_map_and_gaps_take_the_by_law_of_the_day(apv: Apv, write: Callable[..., Path]) -> None:
    apv("library", "add", write("1.xml", bylaw("Proefgem", JEERING, end=date(2022, 1, 1))))
    apv("library", "add", write("2.xml", bylaw("Proefgem", ORDINARY, version=2, start=date(2022, 1, 1))))
    for day, status, version in (("2019-06-01", "covered", 1), ("2023-06-01", "not_covered", 2)):
        ran = apv("gaps", "nafluiten", "--municipality", "gemeente proefgem", "--date", day, "--format", "json")
        found = json.loads(ran.out)
        assert found["municipality"] == "Proefgem"
        assert found["rows"][0]["local"]["status"] == status
        assert (
            f"Uit de bibliotheek: Algemene plaatselijke verordening Proefgem, Proefgem (CVDR500001_{version})."
            in (ran.err)
        )
    ran = apv("map", "nafluiten", "--municipality", "Proefgem", "--date", "2019-06-01", "--setting", "public",
              "--format", "json")  # fmt: skip
    assert json.loads(ran.out)["municipality"] == "Proefgem"
    assert "2:1" in ran.out
    ran = apv("gaps", "nafluiten", "--municipality", "Proefgem", "--date", "2017-06-01", "--format", "json")
    assert json.loads(ran.out)["rows"][0]["local"]["status"] == "unknown", "unknown is not no"
    assert "geen APV die geldt op 1 juni 2017" in ran.err


def test_the_library_goes_before_the_bundled_by_law_and_that_one_remains(
    apv: Apv, place: Path, write: Callable[..., Path]
) -> None:
    ran = apv("gaps", "nafluiten", "--municipality", "Zandrecht", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["rows"][0]["local"]["status"] == "not_covered"
    assert not place.exists(), "asking makes no library"
    apv("library", "add", write("a.xml", bylaw("Zandrecht", JEERING)))
    ran = apv("gaps", "nafluiten", "--municipality", "Zandrecht", "--format", "json")
    local = json.loads(ran.out)["rows"][0]["local"]
    assert (local["status"], local["articles"]) == ("covered", ["2:1"])
    apv("library", "remove", "CVDR500001")
    ran = apv("gaps", "nafluiten", "--municipality", "Zandrecht", "--format", "json")
    assert json.loads(ran.out)["rows"][0]["local"]["status"] == "not_covered"


def test_a_name_of_several_municipalities_is_asked_back(apv: Apv, write: Callable[..., Path]) -> None:
    apv(
        "library",
        "add",
        write("nh.xml", bylaw("Bergen (NH)")),
        write("l.xml", bylaw("Bergen (L)", work="CVDR500002")),
    )
    for command in (["map", "nafluiten", "--municipality", "Bergen"], ["gaps", "--municipality", "Bergen"],
                    ["draft", "Bergen", "--format", "text"], ["compare", "--municipality", "Bergen"]):  # fmt: skip
        ran = apv(*command)
        assert (ran.code, ran.out) == (2, "")
        assert "Kies uit: 'Bergen (L)', 'Bergen (NH)'." in ran.err
    assert apv("map", "nafluiten", "--municipality", "Bergen (L)").code == 0


def test_another_municipality_is_no_answer(apv: Apv, write: Callable[..., Path]) -> None:
    apv("library", "add", write("a.xml", bylaw("Beekdal", JEERING)))
    ran = apv("gaps", "nafluiten", "--municipality", "Beek", "--format", "json")
    assert json.loads(ran.out)["rows"][0]["local"]["status"] == "unknown"
    assert "niets van 'Beek', wel van: Beekdal" in ran.err


def test_a_market_regulation_is_no_by_law(apv: Apv, write: Callable[..., Path]) -> None:
    apv("library", "add", write("a.xml", bylaw("Proefgem", ORDINARY, title="Marktverordening")))
    ran = apv("gaps", "nafluiten", "--municipality", "Proefgem", "--format", "json")
    assert json.loads(ran.out)["rows"][0]["local"]["status"] == "unknown"
    assert "geen regeling die als APV te herkennen is" in ran.err
    ran = apv("gaps", "nafluiten", "--apv", "CVDR500001", "--format", "json")
    assert json.loads(ran.out)["rows"][0]["local"]["status"] == "not_covered", "unless the user says it is"
    ran = apv("gaps", "nafluiten", "--apv", "CVDR500009")
    assert (ran.code, "geen bestand en ook geen kenmerk" in ran.err) == (2, True)


def test_draft_starts_from_the_by_law_in_the_library(apv: Apv, write: Callable[..., Path]) -> None:
    without = json.loads(apv("draft", "Proefgem", "--format", "json", "--effective", "2027-01-01").out)
    apv("library", "add", write("a.xml", bylaw("Proefgem", ORDINARY, ORDINARY)))
    ran = apv("draft", "Proefgem", "--format", "json", "--effective", "2027-01-01")
    assert ran.code == 0, ran.err
    assert "Uit de bibliotheek" in ran.err
    assert json.loads(ran.out) != without
    assert "Algemene plaatselijke verordening Proefgem" in ran.out


def test_compare_reads_the_whole_library(apv: Apv, tmp_path: Path, write: Callable[..., Path]) -> None:
    refused = apv("compare")
    assert (refused.code, "apv library add" in refused.err) == (2, True)
    apv("library", "add", EXAMPLES, write("wet.xml", act()))
    files = json.loads(apv("compare", EXAMPLES, "--date", "2026-11-23", "--format", "json").out)
    for options in ([], ["--jobs", "2"], []):
        kept = json.loads(apv("compare", "--date", "2026-11-23", "--format", "json", *options).out)
        assert kept["matrix"] == files["matrix"]
        assert [one["norms"] for one in kept["bylaws"]] == [one["norms"] for one in files["bylaws"]]
        assert {one["file"] for one in kept["bylaws"]} == {one["id"] for one in files["bylaws"]}
        assert [len(one["findings"]) for one in kept["bylaws"]] == [
            len(one["findings"]) for one in files["bylaws"]
        ]
    some = json.loads(apv("compare", "--municipality", "veldhaven", "--municipality", "Elzenvoort",
                          "--format", "json").out)  # fmt: skip
    assert {one["municipality"] for one in some["bylaws"]} == {"Veldhaven", "Elzenvoort"}
    mixed = json.loads(apv("compare", write("c.xml", bylaw("Proefgem")), "--municipality", "Veldhaven",
                           "--format", "json").out)  # fmt: skip
    assert {one["municipality"] for one in mixed["bylaws"]} == {"Veldhaven", "Proefgem"}


def test_compare_takes_bundled_by_laws_by_name(apv: Apv) -> None:
    found = json.loads(apv("compare", "--municipality", "Veldhaven", "--format", "json").out)
    assert [one["municipality"] for one in found["bylaws"]] == ["Veldhaven"]
    ran = apv("compare", "--municipality", "Elders")
    assert (ran.code, "geen APV van 'Elders'" in ran.err) == (2, True)


def test_the_catalogue_quotes_the_act_that_is_kept(apv: Apv, samples: Path) -> None:
    before = apv("catalogue", "show", "sr:266")
    assert "citaat" not in before.out
    apv("library", "add", samples / "bwb-2012" / "BWBR0001854.xml")
    shown = apv("catalogue", "show", "sr:266", "--date", "2012-10-01")
    assert shown.code == 0
    assert "Officiële tekst (citaat)" in shown.out
    assert "eenvoudige belediging" in shown.out
    data = json.loads(apv("catalogue", "show", "sr:266", "--format", "json").out)
    assert data["official_text"]["articles"]
    other = apv("catalogue", "show", "awgb:1a")
    assert (other.code, "citaat" in other.out) == (0, False), "an act that is not kept is no trouble"


def test_a_named_library_that_is_not_there(apv: Apv, tmp_path: Path) -> None:
    for command in (["map", "sissen", "--municipality", "Zandrecht"], ["gaps", "--municipality", "Zandrecht"],
                    ["compare"], ["draft", "Zandrecht", "--format", "text"]):  # fmt: skip
        ran = apv(*command, "--library", tmp_path / "weg")
        assert (ran.code, "nog geen bibliotheek" in ran.err) == (2, True)
    assert not (tmp_path / "weg").exists()


def test_the_progress_bar_is_only_for_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_all(tmp_path / "bron", 3)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert run(["library", "add", str(tmp_path / "bron"), "--library", str(tmp_path / "b")]) == 0
    with Library.open(tmp_path / "b") as library:
        assert len(library.documents()) == 3


def test_the_same_library_gives_the_same_bytes(apv: Apv) -> None:
    apv("library", "add", EXAMPLES)
    for command in (["list"], ["search", "verboden"], ["show", "CVDR900001"]):
        for format_ in ("text", "json"):
            once = apv("library", *command, "--format", format_).out
            assert once == apv("library", *command, "--format", format_).out
            assert once.strip()


def test_changes_between_versions(apv: Apv, write: Callable[..., Path], place: Path) -> None:
    wider = JEERING.replace("na te fluiten", "na te fluiten, na te sissen")
    apv("library", "add", write("een.xml", bylaw("Zandrecht", JEERING, ORDINARY, end=date(2020, 1, 1))))
    apv(
        "library", "add", write("twee.xml", bylaw("Zandrecht", wider, ORDINARY, version=2, start=date(2020, 1, 1)))
    )
    told = apv("library", "changes", "--municipality", "zandrecht")
    assert told.code == 0, told.err
    assert "Gewijzigd: artikel 2:1 Onderwerp 1" in told.out
    assert "Verbiedt nu ook      sissen" in told.out
    assert "na te fluiten, na te [+sissen, na te+] roepen" in " ".join(told.out.split())
    for question in (
        ["CVDR500001"],
        ["CVDR500001_2"],
        ["CVDR500001_1", "CVDR500001_2"],
        ["--since", "2019-06-01"],
    ):
        answer = json.loads(apv("library", "changes", *question, "--format", "json").out)
        (bylaw_,) = answer["bylaws"]
        assert [(one["kind"], one["gained"]) for one in bylaw_["changes"]] == [("changed", ["sissen"])], question
    back = json.loads(apv("library", "changes", "CVDR500001_2", "CVDR500001_1", "--format", "json").out)
    assert back["bylaws"][0]["changes"][0]["lost"] == ["sissen"]
    assert "geen eerdere versie" in apv("library", "changes", "CVDR500001_1").out
    assert (
        apv("library", "changes", "--since", "2021-01-01").out.splitlines()[2].startswith("0 regelingen bekeken")
    )


def test_changes_without_a_pull_says_what_to_do(apv: Apv, write: Callable[..., Path], place: Path) -> None:
    apv("library", "add", write("een.xml", bylaw("Zandrecht", JEERING)))
    ran = apv("library", "changes")
    assert (ran.code, "nog niets opgehaald" in ran.err) == (2, True)
    assert apv("library", "changes", "CVDR500001", "--since", "2020-01-01").code == 2
