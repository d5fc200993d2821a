"""Templates can do nothing but fill in text, and a mistake in one is named with file and line."""

from pathlib import Path
from typing import cast

import pytest

from apv.drafting.render import plain_text, render
from apv.errors import InputError


def rendered(tmp_path: Path, text: str, **values: object) -> str:
    (tmp_path / "t.xml").write_text(text, encoding="utf-8")
    return cast(str, render(tmp_path, "t.xml", values).xpath("string()"))


@pytest.mark.parametrize("hostile", ["A & B <x> {{ 7*7 }}", "</al><al>", "{% raw %}", "]]>", "&amp;", "{# weg #}"])
def test_values_come_out_literally(tmp_path: Path, hostile: str) -> None:
    assert rendered(tmp_path, "<al>{{ naam }}</al>", naam=hostile) == hostile


def test_a_missing_value_names_it_with_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="vraagt om 'datum', maar die naam bestaat niet") as error:
        rendered(tmp_path, "<document>\n<al>Op\n{{ datum }}</al></document>")
    assert f"{tmp_path / 't.xml'}, regel 3" in str(error.value)


def test_a_missing_attribute_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="vraagt om 'kleur'"):
        rendered(tmp_path, "<al>{{ naam.kleur }}</al>", naam="x")


def test_bad_syntax_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="niet goed geschreven") as error:
        rendered(tmp_path, "<al>\n{% if %}</al>")
    assert "t.xml, regel 2" in str(error.value)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ enumeration.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ lipsum.__globals__ }}",
        "{% include '/etc/hostname' %}",
        "{% include '../pyproject.toml' %}",
    ],
)
def test_a_template_reaches_nothing_else(tmp_path: Path, attack: str) -> None:
    with pytest.raises(InputError):
        rendered(tmp_path, f"<al>{attack}</al>")


def test_what_is_no_xml_after_filling_in_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="na het invullen"):
        rendered(tmp_path, "<al>{{ naam | safe }}</al>", naam="<b>")


def test_plain_text_is_tidied() -> None:
    assert plain_text("De naam", "  's-Gravenhage \n stad ") == "'s-Gravenhage stad"


@pytest.mark.parametrize(
    ("text", "expected"), [("   ", "is leeg"), ("a\x00b", "een teken"), ("a\x1b[0m", "een teken")]
)
def test_text_that_fits_no_document_is_refused(text: str, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        plain_text("De naam van de gemeente", text)
