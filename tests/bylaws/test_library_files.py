"""Files, folders and zip files as they come: nothing is lost in silence, and nothing in a zip file can do harm."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from apv.bylaws.store import files as library_files
from apv.bylaws.store.adding import Addition, add_all
from apv.bylaws.store.files import Item, gather_files
from apv.bylaws.store.library import Library
from apv.errors import InputError

from .library_files import ORDINARY, bylaw, write_all


def zipped(path: Path, *entries: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def items(*paths: Path) -> list[Item]:
    files = gather_files(paths)
    return [*files.failed, *files.items()]


def reason(path: Path) -> str:
    (item,) = items(path)
    assert not item.data
    return item.reason


def test_files_folders_and_zips_at_any_depth(tmp_path: Path) -> None:
    write_all(tmp_path / "map" / "diep" / "dieper", 2)
    (tmp_path / "map" / "leesmij.txt").write_text("x")
    zipped(tmp_path / "map" / "apvs.ZIP", ("a/b/APV.XML", bylaw("Zip")), ("leesmij.md", b"x"), ("a/leeg/", b""))
    loose = tmp_path / "los.bestand"
    loose.write_bytes(bylaw("Los"))
    files = gather_files([tmp_path / "map", loose, loose, tmp_path / "map" / "diep"])
    assert files.total == 4
    assert files.ignored == 2
    found = list(files.items())
    assert [Path(item.name.rpartition(": ")[2]).name for item in found] == [
        "los.bestand",
        "CVDR600001_1.xml",
        "CVDR600002_1.xml",
        "APV.XML",
    ]
    assert all(item.data.startswith(b"<?xml") for item in found)


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "leesmij.txt").write_text("x")
    with pytest.raises(InputError, match="geen XML-bestanden"):
        gather_files([tmp_path])


def test_names_in_a_zip_are_only_shown(tmp_path: Path) -> None:
    names = ["../../../weg.xml", "/etc/weg.xml", "C:\\weg.xml", "..\\weg.xml", "a\x01b.xml", "x" * 5000 + ".xml"]
    path = zipped(
        tmp_path / "kwaad.zip",
        *((name, bylaw(f"Gemeente {n}", work=f"CVDR51000{n}")) for n, name in enumerate(names)),
    )
    before = sorted(tmp_path.rglob("*"))
    with Library.open(tmp_path / "bibliotheek") as library:
        results = add_all(library, gather_files([path]).items())
        assert [one.status for one in results] == ["new"] * len(names)
        assert any("../../../weg.xml" in one.name for one in library.documents())
    after = [one for one in sorted(tmp_path.rglob("*")) if "bibliotheek" not in one.as_posix()]
    assert after == before
    assert not Path("/etc/weg.xml").exists()


def test_a_zip_in_a_zip_is_refused_in_words(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "binnen.zip", ("a.xml", bylaw()))
    outer = zipped(tmp_path / "buiten.zip", ("map/binnen.zip", inner.read_bytes()), ("b.xml", bylaw("B")))
    refused, good = items(outer)
    assert "zipbestand in een zipbestand" in refused.reason
    assert refused.name.endswith("buiten.zip: map/binnen.zip")
    assert good.data


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(tmp_path / "bom.zip", ("bom.xml", b"<cvdr>" + b" " * 30_000_000))
    assert bomb.stat().st_size < 100_000

    def never(*_: object) -> None:
        raise AssertionError("nothing should be unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    assert "zwelt" in reason(bomb)


def test_a_zip_that_lies_about_its_size(tmp_path: Path) -> None:
    path = zipped(tmp_path / "liegt.zip", ("a.xml", b"<cvdr>" + b" " * 3_000_000))
    data = path.read_bytes()
    real = (3_000_006).to_bytes(4, "little")
    assert data.count(real) == 2
    path.write_bytes(data.replace(real, (500).to_bytes(4, "little")))
    (item,) = items(path)
    assert len(item.data) <= 500
    assert item.reason


def test_limits_of_a_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "veel.zip", *((f"{n}.xml", bylaw(f"G{n}")) for n in range(4)))
    monkeypatch.setattr(library_files, "MOST_ENTRIES", 3)
    assert "te veel bestanden (4" in reason(path)
    monkeypatch.setattr(library_files, "MOST_ENTRIES", 10)
    monkeypatch.setattr(library_files, "MOST_UNPACKED", 2 * len(bylaw("G0")) - 1)
    found = items(path)
    assert [bool(item.data) for item in found] == [True, True, False, False]
    assert "te groot; de rest is niet gelezen" in found[-1].reason
    monkeypatch.setattr(library_files, "MAX_BYTES", 100)
    assert all("te groot" in item.reason for item in items(path))


def test_damaged_and_unusual_zips(tmp_path: Path) -> None:
    (tmp_path / "geen.zip").write_bytes(b"dit is geen zip")
    assert "kan niet worden geopend" in reason(tmp_path / "geen.zip")
    good = zipped(tmp_path / "goed.zip", ("a.xml", bylaw())).read_bytes()
    (tmp_path / "half.zip").write_bytes(good[: len(good) // 2])
    assert "kan niet worden geopend" in reason(tmp_path / "half.zip")
    at = good.index(b"a.xml") + 40
    damaged = bytes(byte ^ 255 for byte in good[at : at + 9])
    (tmp_path / "stuk.zip").write_bytes(good[:at] + damaged + good[at + 9 :])
    assert "beschadigd" in reason(tmp_path / "stuk.zip")
    assert "ongewone manier" in reason(zipped(tmp_path / "lzma.zip", ("a.xml", bylaw()), how=zipfile.ZIP_LZMA))
    secret = bytearray(good)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        secret[good.index(mark) + offset] |= 1
    (tmp_path / "geheim.zip").write_bytes(bytes(secret))
    assert "wachtwoord" in reason(tmp_path / "geheim.zip")


def test_what_a_mac_adds_to_a_zip_is_passed_over(tmp_path: Path) -> None:
    path = zipped(tmp_path / "mac.zip", ("a.xml", bylaw()), ("__MACOSX/._a.xml", b"\x00\x05\x16\x07"))
    files = gather_files([path])
    assert (files.total, files.ignored) == (1, 1)


@pytest.mark.skipif(os.name != "posix", reason="geen fifo op dit systeem")
def test_things_that_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.xml")
    assert reason(tmp_path / "pijp.xml") == "Dit is geen gewoon bestand."
    (tmp_path / "goed.xml").write_bytes(bylaw())
    (tmp_path / "kring").symlink_to(tmp_path)
    (tmp_path / "nergens.xml").symlink_to(tmp_path / "weg.xml")
    files = gather_files([tmp_path])
    assert [Path(item.name).name for item in files.items()] == ["goed.xml"]
    assert files.ignored == 2


@pytest.mark.skipif(os.name != "posix", reason="namen zijn hier altijd tekst")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/gemeente-\xff.xml"))
    path.write_bytes(bylaw("Zandrecht", ORDINARY))
    with Library.open(tmp_path / "bibliotheek") as library:
        (result,) = add_all(library, gather_files([path]).items())
        assert result.status == "new"
        assert library.document(result.id).name.endswith("gemeente-\\xff.xml")


def test_one_document_at_a_time(tmp_path: Path) -> None:
    path = zipped(tmp_path / "apvs.zip", *((f"{n}.xml", bylaw(f"G{n}", work=f"CVDR51000{n}")) for n in range(3)))
    seen: list[Addition] = []
    with Library.open(tmp_path / "bibliotheek") as library:
        coming = gather_files([path]).items()
        for number, item in enumerate(coming, start=1):
            add_all(library, [item], seen.append)
            assert len(library.documents()) == number
    assert len(seen) == 3
