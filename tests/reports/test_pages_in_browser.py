"""The reports as a browser shows them: axe has nothing against them, nothing is fetched, they fit a phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from apv.data_files import data_folder
from tests.browser import DESK, PHONE, Pages, overflow, violations

EXAMPLES = data_folder("legal_sources") / "examples"
REPORTS: dict[str, tuple[str, ...]] = {
    "compare": (
        "compare", str(EXAMPLES), "--date", "2026-11-23", "--over-time", "--against", "Veldhaven", "--without",
        "sr:429ter",
    ),
    "map": ("map", "sissen", "--setting", "public", "--place", "public_road", "--date", "2026-11-23"),
    "gaps": ("gaps", "--municipality", "Zandrecht", "--date", "2026-11-23"),
    "timeline": ("timeline", "sissen", "--date", "2026-11-23"),
}  # fmt: skip
"""The pages that are looked at, by the command that makes them."""


@pytest.fixture(scope="session", params=REPORTS)
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from apv.cli.app import run

    path = tmp_path_factory.mktemp("paginas") / f"{request.param}.html"
    assert run([*REPORTS[request.param], "--format", "html", "-o", str(path)]) == 0
    return path


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_axe_has_nothing_against_a_report(report: Path, pages: Pages, width: int, scripts: bool) -> None:
    page = pages.open(report, width=width, scripts=scripts)
    assert violations(page) == []
    assert overflow(page) <= 0
    assert pages.requests == []
    assert pages.errors == []
