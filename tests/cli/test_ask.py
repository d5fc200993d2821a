"""`apv ask` as a person meets it: questions, answers, going back, stopping, and what is kept."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Apv = Callable[..., Any]
SISSEN = ("sissen", "--setting", "public", "--place", "public_road", "--municipality", "Zandrecht")


@pytest.fixture
def ask(no_library: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `apv ask` with these answers, a line each."""

    def run(*arguments: object, answers: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "apv", "ask", *map(str, arguments)]
        return subprocess.run(command, input=answers, capture_output=True, text=True, timeout=60, check=False)

    return run


Ask = Callable[..., subprocess.CompletedProcess[str]]


def test_yes_to_everything_makes_it_apply(ask: Ask) -> None:
    ran = ask(*SISSEN, "--date", "2025-01-01", answers="j\n" * 15)
    assert ran.returncode == 0, ran.stderr
    assert "Vraag 1:" in ran.stdout
    assert "→ art. 429ter Sr (seksuele intimidatie in het openbaar): van toepassing" in ran.stdout
    assert "VAN TOEPASSING: art. 429ter Sr" in ran.stdout


def test_dont_know_leaves_it_open_and_why_explains(ask: Ask) -> None:
    ran = ask(*SISSEN, "--date", "2025-01-01", answers="?\nweet ik niet\n" + "w\n" * 20)
    assert "Hiervan hangt af:" in ran.stdout
    assert "Bij ‘nee’ is art. 429ter Sr niet van toepassing." in ran.stdout
    assert "HANGT ERVAN AF: art. 429ter Sr" in ran.stdout


def test_back_asks_the_same_again(ask: Ask) -> None:
    ran = ask(*SISSEN, "--date", "2025-01-01", answers="t\nn\nt\ns\n")
    assert "Dit is de eerste vraag." in ran.stdout
    assert ran.stdout.count("Vraag 1:") == 3
    assert "HANGT ERVAN AF: art. 429ter Sr" in ran.stdout


def test_an_answer_that_is_none_is_asked_again(ask: Ask) -> None:
    ran = ask(*SISSEN, "--date", "2025-01-01", answers="misschien\ns\n")
    assert "Dat antwoord begrijp ik niet." in ran.stdout
    assert ran.returncode == 0


def test_the_case_that_is_kept_gives_the_same_map(ask: Ask, apv: Apv, tmp_path: Path) -> None:
    case, report = tmp_path / "geval.toml", tmp_path / "antwoord.json"
    ran = ask(
        *SISSEN, "--date", "2025-01-01", "--save", case, "--format", "json", "-o", report, answers="j\nw\nj\ns\n"
    )
    assert ran.returncode == 0, ran.stderr
    mapped = json.loads(apv("map", "--case", case, "--format", "json").out)
    assert mapped == json.loads(report.read_text("utf-8"))
    assert apv("test", case).code == 0
    again = ask(*SISSEN, "--save", case, answers="s\n")
    assert (again.returncode, "bestaat al" in again.stderr) == (2, True)


def test_what_happened_is_asked_in_words(ask: Ask) -> None:
    ran = ask("--date", "2025-01-01", answers="xyzzy\neen man floot me na\n1\n1\n\ns\n")
    assert "Dat herken ik niet." in ran.stdout
    assert "Gedraging: Nafluiten." in ran.stdout
    assert "Situatie      openbare ruimte" in ran.stdout
    assert "Plaats        openbare weg" in ran.stdout


def test_ages_and_grounds_are_answered_by_number_or_in_years(ask: Ask) -> None:
    ran = ask("sexchatting", "--setting", "online", "--place", "online_private", "--municipality", "-",
              "--date", "2025-01-01", answers="j\nj\n14\n" + "s\n")  # fmt: skip
    assert "een leeftijd of een nummer" in ran.stdout
    assert "12" in ran.stdout
    assert ran.returncode == 0, ran.stderr


def test_nothing_to_ask_about_is_one_sentence(ask: Ask) -> None:
    ran = ask(answers="")
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert "geen gedraging" in ran.stderr
