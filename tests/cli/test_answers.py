"""The JSON contracts and the readable reports, as scripts and people meet them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Apv = Callable[..., Any]


def loaded(ran: Any) -> dict[str, Any]:
    assert ran.code == 0, ran.err
    answer: dict[str, Any] = json.loads(ran.out)
    return answer


def test_map_keeps_its_contract(apv: Apv) -> None:
    found = loaded(
        apv(
            "map",
            "sissen",
            "--date",
            "2018-07-06",
            "--municipality",
            "Rotterdam",
            "--format",
            "json",
            "--place",
            "public_road",
            "--setting",
            "public",
        )
    )
    assert found["date"] == "2018-07-06"
    assert found["municipality"] == "Rotterdam"
    assert found["behaviours"] == ["sissen"]
    assert found["facts"]["in_public"] == "yes"
    assert found["facts"]["sexual_nature"] == "unknown"
    assert found["gap"]["status"] == "local"
    assert set(found["gap"]) >= {"status", "unless", "competence", "reasons"}
    assert found["provenance"]["catalogue"].startswith("sha256:")
    for result in found["results"]:
        assert set(result) >= {
            "provision",
            "version",
            "framework",
            "label",
            "verdict",
            "elements",
            "open",
            "sanction",
            "alerts",
            "sources",
        }
        assert result["verdict"] in ("applies", "depends")
        assert result["elements"], result["provision"]
        for element in result["elements"]:
            assert set(element) >= {"key", "label", "kind", "value", "because"}
            assert element["because"], (result["provision"], element["key"])
    everything = loaded(apv("map", "sissen", "--setting", "public", "--format", "json", "--all"))
    assert "excluded" in {result["verdict"] for result in everything["results"]}


def test_gaps_keeps_its_contract(apv: Apv) -> None:
    found = loaded(apv("gaps", "sissen", "--date", "2026-11-23", "--format", "json"))
    (row,) = found["rows"]
    assert row["behaviour"] == "sissen"
    assert row["gap"] == "conditional"
    assert row["national"]["status"] == "depends"
    (aimed,) = row["national"]["provisions"]
    assert aimed["provision"] == "sr:429ter"
    assert set(aimed["open"]) >= {"sexual_nature", "insistent", "degrading"}
    assert row["local"]["status"] == "unknown"
    assert all(set(other) >= {"provision", "open"} for other in row["unless"])


@pytest.mark.parametrize(("day", "warned"), [("2018-06-01", False), ("2019-12-18", False), ("2019-12-19", True)])
def test_the_court_is_heard_from_its_day_on(apv: Apv, day: str, warned: bool) -> None:
    found = loaded(apv("map", "naroepen", "--date", day, "--municipality", "Rotterdam", "--format", "json"))
    (article,) = [result for result in found["results"] if result["provision"] == "apv:rotterdam:2:1a"]
    sources = {alert["source"] for alert in article["alerts"]}
    later = {alert["source"] for alert in article["later"]}
    assert ("ECLI:NL:GHDHA:2019:3293" in sources) is warned
    assert ("ECLI:NL:GHDHA:2019:3293" in later) is not warned


def test_the_local_article_has_probably_lapsed_since_the_national_one(apv: Apv) -> None:
    for day, lapsed in (("2024-06-30", False), ("2024-07-01", True)):
        found = loaded(
            apv("gaps", "seksuele-opmerking", "--date", day, "--municipality", "Rotterdam", "--format", "json")
        )
        kinds = {alert["kind"] for alert in found["rows"][0]["local"]["alerts"]}
        assert ("lapsed" in kinds) is lapsed, day


def test_the_report_reads_as_dutch(apv: Apv) -> None:
    text = apv("map", "sissen", "naroepen", "--place", "public_road", "--date", "2024-07-01").out
    for part in ("1 juli 2024", "Zedenwetgeving", "art. 429ter Sr", "indringend", "geen juridisch advies"):
        assert part in text
    for leftover in ("unknown", "depends", "None", "Verdict", "{"):
        assert leftover not in text


def test_the_same_question_gives_the_same_bytes(apv: Apv, tmp_path: Path) -> None:
    for format_ in ("text", "json", "csv", "xlsx"):
        for name in ("een", "twee"):
            assert (
                apv("gaps", "--date", "2024-07-01", "--format", format_, "-o", tmp_path / f"{name}.{format_}").code
                == 0
            )
        assert (tmp_path / f"een.{format_}").read_bytes() == (tmp_path / f"twee.{format_}").read_bytes()


def test_a_case_file_is_a_question_too(apv: Apv, tmp_path: Path) -> None:
    case = tmp_path / "geval.toml"
    case.write_text(
        'title = "Groep volgt"\ndate = 2025-10-10\nplace = "public_road"\nbehaviours = ["hinderlijk-volgen"]\n'
        '[facts]\nin_company = "yes"\nbothered = "yes"\nunlawful = "yes"\n'
        '[expect]\napplies = ["sr:426bis"]\nnot_applies = ["sr:285b"]\ngap = "none"\n'
    )
    assert loaded(apv("map", "--case", case, "--format", "json"))["gap"]["status"] == "none"
    ran = apv("test", case, "--format", "json")
    assert ran.code == 0
    assert json.loads(ran.out)["ok"] == 1
    case.write_text(case.read_text().replace('"sr:426bis"', '"sr:266"'))
    ran = apv("test", case)
    assert ran.code == 1
    assert "sr:266" in ran.out
    assert "hangt af van insulting" in ran.out
    assert "unknown" not in ran.out
    junit = apv("test", case, "--format", "junit").out
    assert 'tests="1" failures="1"' in junit
    assert "applies sr:266" in junit
    reach = json.loads(apv("test", case, "--coverage", "--format", "json").out)["coverage"]
    company = [e for e in reach if (e["provision"], e["element"]) == ("sr:426bis", "samen")]
    assert [(e["yes"], e["no"], e["unknown"]) for e in company] == [(1, 0, 0)]
    assert "van" in apv("test", case, "--coverage").out


def test_the_reference_cases_hold(apv: Apv, reference_cases: Path) -> None:
    ran = apv("test", reference_cases, "--format", "json")
    answer = json.loads(ran.out)
    different = [case for case in answer["cases"] if not case["ok"]]
    assert different == []
    assert answer["of"] >= 75


def test_the_catalogue_can_be_read_and_is_sound(apv: Apv) -> None:
    assert "hissing" not in apv("catalogue", "list").out
    assert "sissen" in apv("catalogue", "list").out
    assert "429ter" in apv("catalogue", "list", "provisions", "--date", "2024-07-01").out
    assert "429ter" not in apv("catalogue", "list", "provisions", "--date", "2024-06-30").out
    shown = apv("catalogue", "show", "sr:246").out
    assert "feitelijke aanranding" in shown
    assert "30 juni 2024" in shown
    assert (
        json.loads(apv("catalogue", "show", "sr:246", "--format", "json").out)["versions"][1]["from"]
        == "2024-07-01"
    )
    assert apv("catalogue", "check").code == 0
