"""The house keeps its shape: imports run one way, no law hides in code, modules stay readable."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from apv.law.catalogue import load_catalogue

PACKAGE = Path(__file__).resolve().parent.parent / "apv"
GROUND = {"errors", "findings", "safe_xml", "data_files", "dutch", "__version__"}
MAY_IMPORT = {
    "law": set(),
    "bylaws": {"law"},
    "reasoning": {"law", "bylaws"},
    "policy": {"law"},
    "drafting": {"law", "bylaws", "reasoning", "policy"},
    "comparing": {"law", "bylaws", "reasoning", "drafting"},
    "reports": {"law", "bylaws", "reasoning", "policy", "drafting", "comparing"},
    "cli": {"law", "bylaws", "reasoning", "policy", "drafting", "comparing", "reports", "web"},
    "web": {"law", "bylaws", "reasoning", "policy", "drafting", "comparing", "reports"},
}
NETWORK = ("socket", "http.", "urllib.request", "urllib3", "requests", "ftplib", "smtplib", "asyncio")
MOST_LINES = 350
MOST_FUNCTION_LINES = 60


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    inside = path.relative_to(PACKAGE).parts
    return inside[0] if len(inside) > 1 else ""


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_in_one_direction(path: Path) -> None:
    here = room(path)
    if not here:
        return  # the ground floor and the public verbs are free to reach up
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "apv" or len(parts) < 2:
            continue
        assert parts[1] in {here, *GROUND} | MAY_IMPORT[here], f"{path} imports {name}"


def test_the_ground_floor_imports_nothing_from_upstairs() -> None:
    for name in ("errors", "findings", "safe_xml", "data_files", "dutch"):
        inside = {part.split(".")[1] for part in imports(PACKAGE / f"{name}.py") if part.startswith("apv.")}
        assert inside <= GROUND, name


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_say_why_they_exist_and_stay_readable(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= MOST_LINES, f"{path.name} is too long: split it by concept"
    if text.strip():
        assert ast.get_docstring(tree), f"{path.name} has no docstring"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            assert lines <= MOST_FUNCTION_LINES, f"{path.name}: {node.name} is {lines} lines"


def test_no_law_in_code() -> None:
    """Provision ids, article numbers, court decisions, municipalities and dates of law live in legal_sources/."""
    catalogue = load_catalogue()
    municipalities = {p.municipality for p in catalogue.provisions.values() if p.municipality}
    articles = {p.article for p in catalogue.provisions.values() if len(p.article) > 3}
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Constant) and isinstance(node.value, str)) or _is_example(node.value):
                continue
            value = node.value
            assert "ECLI:NL" not in value, f"{path}: {value[:60]}"
            assert not re.search(r"BWBR\d{7}", value), f"{path}: {value[:60]}"
            words = set(re.findall(r"[\w.:]+", value))
            assert not words & municipalities, f"{path}: {words & municipalities}"
            assert not words & set(catalogue.provisions), f"{path}: {words & set(catalogue.provisions)}"
            if len(value) < 40:
                assert not words & articles, f"{path}: {words & articles}"


def _is_example(text: str) -> bool:
    """Docstrings and help texts may show a name as an example."""
    return ">>>" in text or '"' in text or "ijvoorbeeld" in text


def test_only_one_module_may_use_the_network() -> None:
    for path in modules():
        if path.relative_to(PACKAGE).as_posix() == "bylaws/fetching/official.py":
            continue
        used = [name for name in imports(path) if f"{name}.".startswith(NETWORK)]
        assert not used, f"{path} imports {used}"
