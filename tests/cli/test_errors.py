"""A user's mistake gets one clear Dutch sentence, exit code 2, and never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Apv = Callable[..., Any]


@pytest.mark.parametrize(
    ("arguments", "hints"),
    [
        (["map", "sisen"], ["sisen", "'sissen'"]),
        (["map", "sissen", "--date", "2024-02-30"], ["2024-02-30", "jaar-maand-dag"]),
        (["map", "sissen", "--date", "2010-01-01"], ["2012-10-01"]),
        (["map", "sissen", "--place", "straat"], ["straat", "catalogue list places"]),
        (["map", "sissen", "--setting", "wrk"], ["wrk", "'work'"]),
        (["map", "sissen", "--fact", "touch=yes"], ["sissen", "touch"]),
        (["map", "sissen", "--fact", "insistent=yes", "--fact", "insistent=no"], ["insistent", "twee keer"]),
        (["map", "sissen", "--fact", "insistent"], ["NAAM=WAARDE"]),
        (["map"], ["gedraging"]),
        (["map", "sissen", "--format", "pdf"], ["--format", "json"]),
        (["map", "sissen", "--datum", "2024-07-01"], ["--datum", "--date"]),
        (["mapp", "sissen"], ["mapp", "'map'"]),
        (["map", "--case", "bestaat-niet.toml"], ["bestaat-niet.toml"]),
        (["gaps", "--apv", "bestaat-niet.xml"], ["bestaat-niet.xml", "bestaat niet"]),
        (["compare", "bestaat-niet"], ["bestaat-niet"]),
        (["draft"], ["gemeente"]),
        (["draft", "Zandrecht", "--model", "roterdam", "-o", "x.docx"], ["roterdam", "'rotterdam'"]),
        (["draft", "Zandrecht"], ["-o"]),
        (["catalogue", "show", "sr:429te"], ["sr:429te", "'sr:429ter'"]),
        (["test", "bestaat-niet"], ["bestaat-niet"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_one_sentence_and_exit_code_2(
    apv: Apv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], hints: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = apv(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("apv: ")
    assert ran.err.count("\n") == 1, ran.err
    for hint in hints:
        assert hint in ran.err, ran.err
    assert list(tmp_path.iterdir()) == [], "nothing is written"


def test_an_existing_file_is_not_overwritten_without_force(apv: Apv, tmp_path: Path) -> None:
    target = tmp_path / "kaart.txt"
    target.write_text("van mij")
    refused = apv("map", "sissen", "-o", target)
    assert refused.code == 2
    assert "--force" in refused.err
    assert target.read_text() == "van mij"
    assert apv("map", "sissen", "-o", target, "--force").code == 0
    assert "sissen" in target.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["kaart.txt"], "no half-written file stays behind"


@pytest.mark.parametrize(
    "toml",
    [
        "date = 2024-07-01T10:00:00\nbehaviours = ['sissen']",
        "date = 2024-07-01\nbehaviours = ['sissen']\n[expect]\napplies = 'sr:266'",
        "date = 2024-07-01\nbehaviours = [",
        'date = "gisteren"\nbehaviours = ["sissen"]',
        'behaviors = ["sissen"]',
    ],
)
def test_a_broken_case_file_is_named(apv: Apv, tmp_path: Path, toml: str) -> None:
    case = tmp_path / "geval.toml"
    case.write_text(toml)
    ran = apv("test", case)
    assert ran.code == 2
    assert "geval.toml" in ran.err


def test_help_is_dutch_and_lists_every_command(apv: Apv) -> None:
    ran = apv("--help")
    assert ran.code == 0
    for word in ("Gebruik:", "Opdrachten", "map", "gaps", "draft", "compare", "catalogue", "test"):
        assert word in ran.out
    for english in ("Usage", "Options", "Commands", "Show this message"):
        assert english not in ran.out
        assert english not in apv("map", "--help").out
