"""The list of a batch: what jurists and Excel write is read, what is wrong is named with its line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from apv.drafting.dossier_list import Line, folder_name, read_batch
from apv.errors import InputError

CHOICES = frozenset({"place", "actor"})
Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(text: str | bytes) -> Path:
        path = tmp_path / "lijst.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return make


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_the_columns_are_read_with_any_sign_between_them(write: Write, sign: str) -> None:
    rows = [
        ["Gemeente", "model", "ingang", "artikel", "place"],
        ["Zandrecht", "gedraging", "1-7-2027", "2:1a", "weg"],
    ]
    lines, wrong = read_batch(write("\n".join(sign.join(row) for row in rows)), CHOICES)
    assert not wrong
    assert lines == [
        Line(2, "Zandrecht", "zandrecht", "gedraging", date(2027, 7, 1), "2:1a", slots=(("place", "weg"),))
    ]


def test_excel_writes_a_mark_or_an_old_alphabet(write: Write) -> None:
    for data in ("\ufeffgemeente\nSúdwest-Fryslân\n".encode(), "gemeente\nSúdwest-Fryslân\n".encode("cp1252")):
        lines, _ = read_batch(write(data), CHOICES)
        assert [line.municipality for line in lines] == ["Súdwest-Fryslân"]


def test_a_list_from_excel_may_name_its_sign_and_be_unicode_text(write: Write) -> None:
    for data in (
        b"sep=;\r\ngemeente;model;;\r\nZandrecht;a;;;\r\n",
        "gemeente\tmodel\r\nZandrecht\ta\r\n".encode("utf-16"),
    ):
        lines, wrong = read_batch(write(data), CHOICES)
        assert not wrong
        assert [(line.municipality, line.model) for line in lines] == [("Zandrecht", "a")]


@pytest.mark.parametrize("day", ["2027-07-01", "1-7-2027", "01/07/2027", "1.7.2027", "1 juli 2027", "1 Juli 2027"])
def test_a_day_may_be_written_in_many_ways(write: Write, day: str) -> None:
    ((line,), wrong) = read_batch(write(f"gemeente;ingang\nZandrecht;{day}\n"), CHOICES)
    assert (line.effective, wrong) == (date(2027, 7, 1), [])


def test_a_line_that_is_there_twice_is_named(write: Write) -> None:
    lines, wrong = read_batch(write("gemeente;model\nZandrecht;a\n\nZandrecht;a\nZandrecht;b\n"), CHOICES)
    assert [line.number for line in lines] == [2, 5]
    assert [(number, str(error)) for number, _, error in wrong] == [
        (4, "Deze regel is gelijk aan regel 2. Haal een van beide weg.")
    ]


def test_a_list_without_a_heading_says_so(write: Write) -> None:
    with pytest.raises(InputError, match="geen kolom 'gemeente'"):
        read_batch(write("Zandrecht;gedraging\n"), CHOICES)


def test_a_municipality_twice_gets_two_folders(write: Write) -> None:
    lines, _ = read_batch(write("gemeente;model\nBergen (NH);a\nbergen nh;b\n\nBergen (NH);c\n"), CHOICES)
    assert [(line.number, line.folder) for line in lines] == [
        (2, "bergen-nh"),
        (3, "bergen-nh-2"),
        (5, "bergen-nh-3"),
    ]


def test_lines_that_cannot_be_used_are_kept_apart(write: Write) -> None:
    lines, wrong = read_batch(write("gemeente;ingang\n;2027-07-01\nA;2027-02-30\nB;2027-07-01;x\nC;\n"), CHOICES)
    assert [line.municipality for line in lines] == ["C"]
    assert [(number, name) for number, name, _ in wrong] == [(2, ""), (3, "A"), (4, "B")]
    assert "2027-02-30" in str(wrong[1][2])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "leeg"),
        ("gemeente\n", "leeg"),
        ("naam;model\nA;b\n", "naam"),
        ("model\nrotterdam\n", "gemeente"),
        ("gemeente;plaece\nA;weg\n", "'place'"),
    ],
)
def test_an_unusable_list_is_refused(write: Write, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_batch(write(text), CHOICES)


def test_folder_names_are_safe() -> None:
    assert folder_name("../../etc") == "etc"
    assert folder_name("???") == "gemeente"
    assert folder_name("Aa en Hunze") == "aa-en-hunze"
