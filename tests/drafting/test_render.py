"""Templates can do nothing but fill in text, and a mistake in one is named with file and line."""

from pathlib import Path
from typing import cast

import pytest

from apv.drafting.render import plain_text, render, render_part
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


def body(tmp_path: Path, text: str, **values: object) -> str | None:
    (tmp_path / "t.xml").write_text(text, encoding="utf-8")
    found = render_part(tmp_path, "t.xml", "body", values)
    return None if found is None else cast(str, found.xpath("string()"))


@pytest.mark.parametrize(
    "template",
    [
        "<t><head>a</head><body>{{ x }}</body><note>{{ nergens }}</note></t>",
        "<t><head>a</head><body\n>{{ x }}</body ><note>{% if %}</note></t>",
    ],
)
def test_a_part_is_filled_in_without_the_rest(tmp_path: Path, template: str) -> None:
    assert body(tmp_path, template, x="wat er staat") == "wat er staat"


@pytest.mark.parametrize(
    "template",
    [
        "<t>{% set y = x %}<body>{{ y }}</body></t>",
        "<t><!-- <body> --><body>{{ x }}</body></t>",
        "<t><body>{{ x }}</body><!-- </body> --></t>",
        "<t><body>{% if x %}{{ x }}</body><note/>{% endif %}</t>",
        "<t><body>{{ self.later() }}</body><note>{% block later %}{{ x }}{% endblock %}</note></t>",
    ],
)
def test_a_part_that_cannot_do_without_the_rest_gets_it(tmp_path: Path, template: str) -> None:
    assert body(tmp_path, template, x="wat er staat") == "wat er staat"


def test_a_part_that_is_not_there(tmp_path: Path) -> None:
    assert body(tmp_path, "<t><note/></t>") is None


def test_a_mistake_in_a_part_names_file_and_line(tmp_path: Path) -> None:
    for wrong, line in (("{{ datum }}", 4), ("{% if %}", 4), ("{{ 1 / nul }}", 4)):
        with pytest.raises(InputError) as error:
            body(tmp_path, f"<t>\n<head>a\n</head><body>\n{wrong}</body></t>", nul=0)
        assert f"t.xml, regel {line}" in str(error.value)


def test_plain_text_is_tidied() -> None:
    assert plain_text("De naam", "  's-Gravenhage \n stad ") == "'s-Gravenhage stad"


@pytest.mark.parametrize(
    ("text", "expected"), [("   ", "is leeg"), ("a\x00b", "een teken"), ("a\x1b[0m", "een teken")]
)
def test_text_that_fits_no_document_is_refused(text: str, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        plain_text("De naam van de gemeente", text)
