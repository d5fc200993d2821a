"""The papers of one page in a house style with wide margins: smaller type first, else it is said."""

import io
import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.shared import Cm

from apv.cli.draft_command import Asked
from apv.cli.draft_dossier import make_files
from apv.drafting.models import find_model
from apv.law.catalogue import load_catalogue
from apv.reports.docx_house import house_style_from
from apv.reports.docx_style import HouseStyle, load_house_style
from apv.reports.one_page import ONE_PAGE, SMALLEST
from tests.house_file import house_file

NOW = date(2026, 11, 23)


def wide(tmp_path: Path, side: float, top: float) -> HouseStyle:
    """A house style with these margins, in centimetres."""
    word = docx.Document(io.BytesIO(house_file()))
    section = word.sections[0]
    section.left_margin = section.right_margin = Cm(side)
    section.top_margin = section.bottom_margin = Cm(top)
    path = tmp_path / "huis.docx"
    word.save(str(path))
    return house_style_from(path)


def made(style: HouseStyle | None, model: str = "hinder") -> tuple[dict[str, bytes], list[str]]:
    asked = Asked("Zandrecht", model, None, None, (), {}, None, None, None, None, None, NOW)
    dossier, files = make_files(asked, load_catalogue(), NOW, style)
    return files, [finding.rule for finding in dossier.findings]


def sizes(data: bytes) -> set[float]:
    style = load_house_style().style("page")
    size = docx.Document(io.BytesIO(data)).styles[style].font.size
    return {size.pt}


def test_our_own_style_needs_nothing() -> None:
    files, found = made(None)
    assert "not-one-page" not in found
    assert sizes(files["5-samenvatting.docx"]) == {9.5}


def test_every_option_of_a_model_still_gives_one_page() -> None:
    model = find_model("grond")
    slots = {slot.id: ",".join(one.id for one in slot.choices) for slot in model.slots if slot.choose != "one"}
    asked = Asked("Dorpstad", "grond", None, None, (), slots, None, None, None, None, None, NOW)
    dossier, files = make_files(asked, load_catalogue(), NOW, None)
    assert "not-one-page" not in [finding.rule for finding in dossier.findings]
    assert min(sizes(files["6-handhavingskaart.docx"])) < 9.5


def test_wide_margins_give_smaller_type(tmp_path: Path) -> None:
    files, found = made(wide(tmp_path, 3.2, 3.2))
    assert "not-one-page" not in found
    assert SMALLEST <= min(sizes(files["5-samenvatting.docx"])) < 9.5
    assert files == made(wide(tmp_path, 3.2, 3.2))[0]


def test_what_cannot_fit_is_said_to_the_user_and_in_the_record(tmp_path: Path) -> None:
    files, found = made(wide(tmp_path, 6, 8))
    assert "not-one-page" in found
    assert any(
        "past waarschijnlijk niet op één bladzijde" in one
        for one in json.loads(files["herkomst.json"])["findings"]
    )


@pytest.mark.parametrize("model", ["hinder", "orde"])
def test_what_is_said_to_fit_is_one_page_in_libreoffice(model: str, tmp_path: Path) -> None:
    office, counter = shutil.which("soffice"), shutil.which("pdfinfo")
    if not office or not counter:
        pytest.skip("LibreOffice of pdfinfo is niet geïnstalleerd; CI installeert het wel")
    files, found = made(wide(tmp_path, 3.2, 3.2), model)
    assert "not-one-page" not in found
    for name in ONE_PAGE:
        (tmp_path / name).write_bytes(files[name])
    profile = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path),
         *(str(tmp_path / name) for name in ONE_PAGE)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for name in ONE_PAGE:
        shown = subprocess.run(
            [counter, str((tmp_path / name).with_suffix(".pdf"))], capture_output=True, check=True
        )
        assert re.search(r"Pages:\s+1\b", shown.stdout.decode()), name
