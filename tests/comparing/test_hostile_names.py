"""Names and headings that want to run: harmless and complete in every format, and the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from .conftest import FOLLOWING, JEERING, WriteBylaw

FORMATS = ("text", "json", "csv", "xlsx", "html")
NAMES = (
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\u00a0=1", "<script>alert(1)</script>", "<b>&amp;</b>",
    "Berg\u202eneev", "Berg\u0085veen", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "{{7*7}}",
)  # fmt: skip
"""What can stand in XML; a tab or line break there is white space and becomes a space."""


@pytest.fixture
def folder(write_bylaw: WriteBylaw) -> Path:
    for rank, name in enumerate(NAMES):
        path = write_bylaw(
            name, ("2:36", name, FOLLOWING[2]), JEERING, work=f"CVDR4000{rank:02}", name=f"{rank}.xml", title=name
        )
    return path.parent


def shown(name: str) -> str:
    return name.replace("\u202e", "‹U+202E›").replace("\u0085", "‹U+0085›").strip()


def made(apv: Any, folder: Path, tmp_path: Path, format_: str, *options: str) -> bytes:
    target = tmp_path / f"uit-{'-'.join(options)}.{format_}"
    options = ("--date", "2026-11-23", "--format", format_, *options)
    assert apv("compare", folder, *options, "-o", target, "--force").code == 0
    return target.read_bytes()


def test_in_a_workbook(apv: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    book = zipfile.ZipFile(io.BytesIO(made(apv, folder, tmp_path, "xlsx")))
    ns = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    strings = {
        "".join(one.itertext()).strip()
        for one in etree.fromstring(book.read("xl/sharedStrings.xml")).iterfind("m:si", ns)
    }
    assert {shown(name) for name in NAMES} <= strings
    for part in book.namelist():
        if part.startswith("xl/worksheets/sheet"):
            assert etree.fromstring(book.read(part)).find(".//m:f", ns) is None
        if part.startswith("xl/worksheets/_rels"):
            targets = etree.fromstring(book.read(part)).xpath("//@Target")
            assert all(str(target).startswith("https://") for target in targets)


@pytest.mark.parametrize("plain", [False, True])
def test_in_csv(apv: Callable[..., Any], folder: Path, tmp_path: Path, plain: bool) -> None:
    data = made(apv, folder, tmp_path, "csv", *(["--csv-plain"] if plain else []))
    assert data.startswith(b"\xef\xbb\xbf") is not plain
    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="," if plain else ";"))
    names = [row[0] for row in rows[1:]]
    assert {name.removeprefix("'").strip() for name in names} == {shown(name) for name in NAMES}
    assert not [name for name in names if name.strip().startswith(("=", "+", "-", "@"))]
    assert all(len(row) == len(rows[0]) for row in rows)


def test_on_a_page(apv: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    text = made(apv, folder, tmp_path, "html").decode("utf-8")
    root = html.document_fromstring(text)
    names = [cell.text_content().strip() for cell in root.xpath("//table[contains(@class, 'matrix')]//tbody//th")]
    assert set(names) == {shown(name) for name in NAMES}
    assert len(root.xpath("//script")) == 1
    assert not root.xpath("//img | //b[text()='&'] | //@onerror | //@onclick")
    assert all(link.startswith(("#", "https://")) for link in root.xpath("//@href"))
    assert "\u202e" not in text
    assert "\u0085" not in text


def test_in_json_names_are_as_they_are(apv: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    data = json.loads(made(apv, folder, tmp_path, "json"))
    assert len(data["matrix"]) == len(NAMES)
    assert "=cmd|' /C calc'!A0" in data["matrix"]


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_bytes_with_any_number_of_jobs(
    apv: Callable[..., Any], folder: Path, tmp_path: Path, format_: str
) -> None:
    (folder / "kapot.xml").write_text("<cvdr>", "utf-8")

    def run(*options: str) -> bytes:
        target = tmp_path / f"uit.{format_}"
        ran = apv(
            "compare", folder, "--date", "2026-11-23", "--over-time", "--format", format_, *options, "-o", target,
            "--force",
        )  # fmt: skip
        assert ran.code == 1
        return target.read_bytes()

    once = run("--no-cache")
    assert run("--no-cache", "--jobs", "3") == once
    assert run("--jobs", "2") == once  # keeps its results
    assert run() == once  # takes them


def test_in_word(apv: Callable[..., Any], tmp_path: Path) -> None:
    """Word has no formulas; what is left is markup and invisible characters, in the name of a municipality."""
    target = tmp_path / "concept.docx"
    name = "=cmd|A0 <b>Berg</b> {{7*7}}"
    assert apv("draft", name, "--model", "gedraging", "--date", "2026-11-23", "-o", target).code == 0
    book = zipfile.ZipFile(target)
    body = etree.fromstring(book.read("word/document.xml"))
    assert name in "".join(body.itertext())
    assert not body.xpath("//*[local-name()='fldSimple' and contains(@*, 'cmd')]")
