"""What is read: files, folders, and everything that is not read accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from apv.comparing.sources import gather
from apv.errors import InputError


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<x/>", "utf-8")


def test_a_folder_gives_its_xml_files_at_any_depth_in_order(tmp_path: Path) -> None:
    touch(tmp_path, "b.xml", "a/c.XML", "a/notitie.docx", "lijst.csv")
    found = gather([tmp_path])
    assert [path.relative_to(tmp_path).as_posix() for path in found.files] == ["a/c.XML", "b.xml"]
    assert [path.name for path in found.ignored] == ["notitie.docx", "lijst.csv"]


def test_a_file_is_read_once_however_often_it_is_named(tmp_path: Path) -> None:
    touch(tmp_path, "a.xml")
    assert len(gather([tmp_path / "a.xml", tmp_path, tmp_path / "." / "a.xml"]).files) == 1


def test_a_file_named_by_the_user_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    touch(tmp_path, "regeling.txt")
    assert [path.name for path in gather([tmp_path / "regeling.txt"]).files] == ["regeling.txt"]


def test_the_order_of_the_arguments_does_not_matter(tmp_path: Path) -> None:
    touch(tmp_path, "a.xml", "b.xml")
    forward, backward = [tmp_path / "a.xml", tmp_path / "b.xml"], [tmp_path / "b.xml", tmp_path / "a.xml"]
    assert gather(forward) == gather(backward)


def test_nothing_to_read_is_an_error_that_says_where(tmp_path: Path) -> None:
    touch(tmp_path, "leesmij.txt")
    with pytest.raises(InputError, match="geen XML-bestanden") as caught:
        gather([tmp_path])
    assert caught.value.where == str(tmp_path)


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    touch(tmp_path, "a/b.xml")
    (tmp_path / "a" / "terug").symlink_to(tmp_path, target_is_directory=True)
    assert len(gather([tmp_path]).files) == 1
