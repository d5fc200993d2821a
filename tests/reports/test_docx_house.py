"""The municipality's own Word file as house style: theirs stays, what is missing is named, their text goes."""

import io
import itertools
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from apv.drafting.compose import draft
from apv.drafting.models import find_model
from apv.errors import InputError
from apv.law.catalogue import load_catalogue
from apv.reports.docx import render_draft
from apv.reports.docx_house import house_style_from
from apv.reports.docx_style import HouseStyle
from tests.house_file import FOOT, GREEN, house_file

NOW = date(2026, 11, 26)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    path = tmp_path / "huis.docx"
    path.write_bytes(house_file())
    (tmp_path / "huis.toml").write_text('[styles.article]\nname = "Gemeente artikel"\n')
    return path


def repacked(data: bytes, name: str, *changes: tuple[str, str]) -> bytes:
    """The archive with these changes in the text of one of its files."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as packed:
        for entry in source.namelist():
            content = source.read(entry)
            if entry == name:
                for old, new in changes:
                    assert old.encode() in content
                    content = content.replace(old.encode(), new.encode())
            packed.writestr(entry, content)
    return target.getvalue()


def written(style: HouseStyle) -> bytes:
    made = draft(load_catalogue(), "Zandrecht", find_model("gedraging"), on=NOW)
    return render_draft(made, style)


@cache
def ours() -> bytes:
    return render_draft(draft(load_catalogue(), "Zandrecht", find_model("gedraging"), on=NOW))


def test_styles_logo_foot_and_page_are_theirs(house: Path) -> None:
    word = docx.Document(io.BytesIO(written(house_style_from(house))))
    assert word.styles["Heading 1"].font.color.rgb == GREEN
    assert word.styles["Normal"].font.name == "Georgia"
    section = word.sections[0]
    assert section.left_margin is not None
    assert round(section.left_margin.cm, 1) == 3.2
    assert [paragraph.text for paragraph in section.footer.paragraphs] == [FOOT]
    assert [node.get("descr") for node in section.header._element.iter(qn("wp:docPr"))] == [
        "Logo van de gemeente Zandrecht"
    ]


def test_their_text_and_pictures_are_gone(house: Path) -> None:
    data = written(house_style_from(house))
    word = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert "Deze tekst moet weg." not in texts
    assert "Voorbeeldbrief" not in texts
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
    assert len(pictures) == 1


def test_a_role_gets_the_style_that_the_file_beside_it_names(house: Path) -> None:
    word = docx.Document(io.BytesIO(written(house_style_from(house))))
    used = {p.style.name for p in word.paragraphs if "hinderlijk te volgen" in p.text and p.style is not None}
    assert used == {"Gemeente artikel"}
    assert word.styles["Gemeente artikel"].font.italic


def test_a_logo_without_a_description_gets_one_and_is_named(tmp_path: Path) -> None:
    word = docx.Document(io.BytesIO(house_file()))
    for picture in word.sections[0].header._element.iter(qn("wp:docPr")):
        picture.attrib.pop("descr")
    path = tmp_path / "huis.docx"
    word.save(str(path))
    style = house_style_from(path)
    assert any("alt-tekst" in finding.what for finding in style.findings)
    made = docx.Document(io.BytesIO(written(style)))
    assert [p.get("descr") for p in made.sections[0].header._element.iter(qn("wp:docPr"))] == [
        "Beeldmerk van de gemeente"
    ]


def test_missing_styles_are_named_once_and_replaced(house: Path) -> None:
    style = house_style_from(house)
    (finding,) = style.findings
    assert "'Tabelkop'" in finding.what
    assert "Heading 1" not in finding.what
    word = docx.Document(io.BytesIO(written(style)))
    assert word.styles["Tabelkop"].font.bold


def test_a_style_of_another_kind_with_our_name_is_left_alone(tmp_path: Path) -> None:
    word = docx.Document(io.BytesIO(house_file()))
    word.styles.add_style("Tabelkop", WD_STYLE_TYPE.CHARACTER)
    path = tmp_path / "huis.docx"
    word.save(str(path))
    made = docx.Document(io.BytesIO(written(house_style_from(path))))
    assert made.styles["Tabelkop (apv)"].font.bold


def test_the_same_file_gives_the_same_bytes(house: Path) -> None:
    assert written(house_style_from(house)) == written(house_style_from(house))
    assert written(house_style_from(house)) != ours()


def test_a_template_and_a_file_without_lists_work_too(tmp_path: Path) -> None:
    path = tmp_path / "huis.dotx"
    change = ("document.main+xml", "template.main+xml")
    path.write_bytes(repacked(house_file(numbering=False), "[Content_Types].xml", change))
    word = docx.Document(io.BytesIO(written(house_style_from(path))))
    assert any(p._p.pPr is not None and p._p.pPr.numPr is not None for p in word.paragraphs)


def test_a_file_with_other_prefixes_is_written_in_too(tmp_path: Path) -> None:
    path = tmp_path / "huis.docx"
    changes = (("<w:", "<woord:"), ("</w:", "</woord:"), (" w:", " woord:"), ("xmlns:w=", "xmlns:woord="))
    path.write_bytes(repacked(house_file(), "word/document.xml", *changes))
    word = docx.Document(io.BytesIO(written(house_style_from(path))))
    assert any("hinderlijk te volgen" in paragraph.text for paragraph in word.paragraphs)


def test_their_own_lists_stay_and_ours_come_where_the_standard_wants_them(tmp_path: Path) -> None:
    path = tmp_path / "huis.docx"
    end = "</w:numbering>"
    path.write_bytes(repacked(house_file(), "word/numbering.xml", (end, f'<w:numIdMacAtCleanup w:val="1"/>{end}')))
    data = written(house_style_from(path))
    lists = docx.Document(io.BytesIO(data)).part.numbering_part.element
    tags = [node.tag.rpartition("}")[2] for node in lists]
    assert [tag for tag, _ in itertools.groupby(tags)] == ["abstractNum", "num", "numIdMacAtCleanup"]
    theirs = docx.Document(io.BytesIO(house_file())).part.numbering_part.element
    numbers = [node.get(qn("w:numId")) for node in lists.findall(qn("w:num"))]
    assert len(set(numbers)) == len(numbers) > len(theirs.findall(qn("w:num")))
    (tmp_path / "concept.docx").write_bytes(data)
    assert OpenXmlValidator().validate(tmp_path / "concept.docx").is_valid


def test_a_header_of_an_earlier_section_is_taken_over(tmp_path: Path) -> None:
    word = docx.Document(io.BytesIO(house_file()))
    word.add_section()
    assert word.sections[-1].header.is_linked_to_previous
    path = tmp_path / "huis.docx"
    word.save(str(path))
    made = docx.Document(io.BytesIO(written(house_style_from(path))))
    assert len(made.sections) == 1
    assert not made.sections[0].header.is_linked_to_previous


def test_numbers_in_the_foot_are_ours_when_they_have_no_foot(tmp_path: Path) -> None:
    path = tmp_path / "huis.docx"
    docx.Document().save(str(path))
    word = docx.Document(io.BytesIO(written(house_style_from(path))))
    assert "pagina" in word.sections[0].footer.paragraphs[0].text


@pytest.mark.parametrize("content", [b"", b"geen word", b"PK\x03\x04kapot"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "huis.docx"
    path.write_bytes(content)
    with pytest.raises(InputError, match="geen leesbaar Word-bestand"):
        house_style_from(path)


def test_mistakes_in_the_toml_beside_it_are_named(house: Path) -> None:
    house.with_suffix(".toml").write_text('[styles.article]\nlettertype = "Arial"\n')
    with pytest.raises(InputError, match="lettertype"):
        house_style_from(house)
