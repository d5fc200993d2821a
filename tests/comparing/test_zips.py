"""Zip files beside files and folders: every by-law in them read once, and nothing unpacked that should not be."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from apv.comparing.batch import compare
from apv.comparing.sources import gather
from apv.law.catalogue import Catalogue
from apv.reports.compare_json import render_json

from .conftest import FOLLOWING, JEERING, WriteBylaw

ON = date(2026, 11, 23)


@pytest.fixture
def archive(write_bylaw: WriteBylaw, tmp_path: Path) -> Path:
    path = tmp_path / "apvs.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(write_bylaw("Zandrecht", JEERING, folder="bron"), "map/zandrecht.xml")
        packed.write(write_bylaw("Bergveen", FOLLOWING, folder="bron"), "bergveen.xml")
        packed.writestr("leesmij.txt", "x")
    return path


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_zip_compares_as_the_files_in_it(archive: Path, tmp_path: Path, catalogue: Catalogue, jobs: int) -> None:
    zipped = compare([archive], catalogue, on=ON, jobs=jobs)
    plain = compare([tmp_path / "bron"], catalogue, on=ON)
    assert zipped.matrix == plain.matrix
    assert {one.file for one in zipped.bylaws} == {f"{archive}: bergveen.xml", f"{archive}: map/zandrecht.xml"}
    assert [replace(one, file="") for one in zipped.bylaws] == [replace(one, file="") for one in plain.bylaws]
    (finding,) = zipped.findings
    assert "1 (.txt)" in finding.what


def test_a_zip_in_a_folder_is_opened_and_read_once(archive: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    found = compare([tmp_path, archive], catalogue, on=ON)
    assert len(found.bylaws) == 4  # two files and the two in the zip
    assert render_json(found) == render_json(compare([archive, tmp_path], catalogue, on=ON, jobs=2))


def test_two_entries_with_one_name_are_both_read(archive: Path, write_bylaw: WriteBylaw) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(archive, "a") as packed:
        packed.write(write_bylaw("Vlietmonde", FOLLOWING, folder="bron"), "bergveen.xml")
    assert [one.rank for one in gather([archive], zips=True).zipped] == [0, 1, 3]


def test_what_is_wrong_in_a_zip_is_said_and_the_rest_goes_on(
    archive: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bom.xml", b"<cvdr>" + b" " * 50_000_000 + b"</cvdr>")
        packed.writestr("kapot.xml", "<cvdr><meta>")
        packed.writestr("binnen.zip", b"PK")
        packed.writestr("../../buiten.xml", "<html/>")
    (tmp_path / "geen.zip").write_bytes(b"PK\x03\x04 kapot")
    found = compare([archive, tmp_path / "geen.zip"], catalogue, on=ON)
    reasons = {failure.file.rpartition("/")[2]: failure.reason for failure in found.failed}
    assert "zwelt" in reasons["apvs.zip: bom.xml"]
    assert "afgebroken" in reasons["apvs.zip: kapot.xml"]
    assert "zipbestand in een zipbestand" in reasons["apvs.zip: binnen.zip"]
    assert "buiten.xml" in reasons
    assert "kan niet worden geopend" in reasons["geen.zip"]
    assert list(found.matrix) == ["Bergveen", "Zandrecht"]
    assert not (tmp_path.parent / "buiten.xml").exists()
