"""What many tests share: the catalogue, the optional official samples, and running the command line."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from apv.cli.app import run
from apv.law.catalogue import Catalogue, load_catalogue
from tests.browser import chromium, pages

__all__ = ["chromium", "pages"]

# how long an example takes says something about the machine, not about the program
settings.register_profile("apv", deadline=None)
settings.load_profile("apv")

ROOT = Path(__file__).resolve().parent.parent
NUMBERS = count()


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def no_library(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nobody's own library takes part in a test: the place where it is looked for is empty."""
    place = tmp_path_factory.getbasetemp() / f"bibliotheek-{next(NUMBERS)}"
    monkeypatch.setenv("APV_LIBRARY", str(place))
    return place


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def apv(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the command line in this process: apv("map", "sissen")."""

    def call(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


def shared_folder(variable: str, *names: str) -> Path:
    """A folder of optional official material: from the environment, or beside the checkout; skips without it."""
    folder = Path(os.environ.get(variable, ROOT.parent / "shared" / "/".join(names)))
    if not folder.is_dir():
        pytest.skip(f"optioneel testmateriaal ontbreekt: zet {variable} op de map")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """Real official XML files."""
    return shared_folder("APV_SAMPLES", "samples")


@pytest.fixture(scope="session")
def reference_cases() -> Path:
    """The reference law cases."""
    return shared_folder("APV_CASES", "cases")


@pytest.fixture(scope="session")
def reference_law() -> Path:
    """The law as researched facts (provisions.json)."""
    return shared_folder("APV_LAW", "law")
