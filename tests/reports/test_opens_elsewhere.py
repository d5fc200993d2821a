"""What we write opens in the programs people use: Word and Excel files in LibreOffice, pages in a browser."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Apv = Callable[..., Any]
SECONDS = 120


def program(*names: str) -> str:
    """The first of these programs that is installed; skips the test when none is."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"{names[0]} is niet geïnstalleerd; CI installeert het wel")
    return found


def converted(path: Path, kind: str) -> Path:
    """The file converted by LibreOffice, with a profile of its own so that runs do not meet."""
    office = program("soffice", "libreoffice")
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return path.with_suffix(f".{kind}")


def test_a_draft_opens_in_a_word_processor(apv: Apv, tmp_path: Path) -> None:
    to_text = program("pdftotext")
    draft = tmp_path / "concept.docx"
    assert apv("draft", "Zandrecht", "--model", "gedraging", "--date", "2026-11-23", "-o", draft).code == 0
    pdf = converted(draft, "pdf")
    text = subprocess.run([to_text, "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=SECONDS)
    words = " ".join(text.stdout.decode().split())
    for part in ("Nog in te vullen", "Juridische risico", "Artikel I", "Toelichting", "pagina 1 van"):
        assert part in words


def test_a_gap_table_opens_in_a_spreadsheet(apv: Apv, tmp_path: Path) -> None:
    book = tmp_path / "gaten.xlsx"
    assert apv("gaps", "sissen", "--date", "2018-06-01", "--format", "xlsx", "-o", book).code == 0
    table = converted(book, "csv").read_text("utf-8", errors="replace")
    assert "gedraging" in table
    assert "alleen een APV-bepaling kan helpen" in table


def test_a_report_opens_and_prints_in_a_browser(apv: Apv, tmp_path: Path) -> None:
    browser = program("chromium", "google-chrome")
    page = tmp_path / "recht.html"
    assert (
        apv("map", "sissen", "--setting", "public", "--date", "2024-07-01", "--format", "html", "-o", page).code
        == 0
    )
    command = [
        browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        f"--user-data-dir={tmp_path / 'browser'}",
        f"--print-to-pdf={tmp_path / 'recht.pdf'}", page.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    pdf = tmp_path / "recht.pdf"
    assert pdf.read_bytes().startswith(b"%PDF")
    text = subprocess.run([program("pdftotext"), str(pdf), "-"], check=True, capture_output=True, timeout=SECONDS)
    assert "429ter" in text.stdout.decode()


def test_a_dossier_saved_by_another_program_is_still_the_same_dossier(apv: Apv, tmp_path: Path) -> None:
    office = program("soffice", "libreoffice")
    folder, saved = tmp_path / "dossier", tmp_path / "opgeslagen"
    arguments = ("draft", "Veldhaven", "--model", "gedraging", "--date", "2026-11-26", "-o", f"{folder}/")
    assert apv(*arguments).code == 0
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    documents = sorted(map(str, folder.glob("*.docx")))
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", str(saved), *documents]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    for path in saved.glob("*.docx"):
        shutil.copy(path, folder / path.name)
    ran = apv("draft", "--verify", folder)
    assert ran.code == 0, ran.out
    assert "Alles is zoals het is gemaakt" in ran.out
    back = apv("draft", "--read", folder / "2-raadsbesluit.docx", "--date", "2026-11-26")
    assert back.code == 0, back.out
    assert "gedraging (woord voor woord)" in back.out
