"""The Word file: valid shape, real headings, lists and header rows, Dutch, the same bytes for the same draft."""

import io
import itertools
import zipfile
from datetime import date
from functools import cache

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from apv.bylaws.examples import bundled_bylaw
from apv.drafting.compose import Draft, draft
from apv.drafting.models import load_models
from apv.law.catalogue import load_catalogue
from apv.reports.docx import render_draft
from apv.reports.docx_style import load_house_style
from apv.reports.draft_text import draft_json, render_text

NOW = date(2026, 11, 23)
MODELS = load_models()


@cache
def made(model: str = "gedraging", municipality: str = "Dorpstad") -> Draft:
    return draft(load_catalogue(), municipality, MODELS[model], on=NOW, bylaw=bundled_bylaw(municipality, NOW))


@cache
def written(this: Draft) -> bytes:
    return render_draft(this)


def opened(this: Draft) -> WordDocument:
    return docx.Document(io.BytesIO(written(this)))


def part(this: Draft, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(written(this))) as archive:
        return etree.fromstring(archive.read(name))


@pytest.mark.parametrize("model", MODELS)
def test_two_runs_give_the_same_bytes(model: str) -> None:
    first = draft(load_catalogue(), "Dorpstad", MODELS[model], on=NOW)
    second = draft(load_catalogue(), "Dorpstad", MODELS[model], on=NOW)
    assert render_draft(first) == render_draft(second)


def test_the_archive_carries_no_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(written(made()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert len({entry.filename for entry in archive.infolist()}) == len(archive.infolist())


def test_it_says_what_it_is() -> None:
    about = opened(made("rotterdam", "Veldhaven")).core_properties
    assert about.title == "Concept: wijziging van de APV Veldhaven (straatintimidatie)"
    assert about.author == "Gemeente Veldhaven"
    assert about.language == "nl-NL"
    assert about.created is not None
    assert about.created.date() == NOW
    assert about.modified == about.created


def test_the_language_is_dutch_everywhere() -> None:
    styles = part(made(), "word/styles.xml")
    languages = list(styles.iter(qn("w:lang")))
    assert languages
    assert {node.get(qn("w:val")) for node in languages} == {"nl-NL"}


def test_what_validators_refuse_is_gone() -> None:
    with zipfile.ZipFile(io.BytesIO(written(made()))) as archive:
        names = archive.namelist()
        relations = archive.read("word/_rels/document.xml.rels").decode()
    assert "stylesWithEffects" not in relations
    assert not [name for name in names if "stylesWithEffects" in name or "thumbnail" in name]


@pytest.mark.parametrize("municipality", ["Dorpstad", "Lindeborg", "Zandrecht"])
@pytest.mark.parametrize("model", MODELS)
def test_headings_go_down_one_level_at_a_time(model: str, municipality: str) -> None:
    word = opened(made(model, municipality))
    names = [paragraph.style.name for paragraph in word.paragraphs if paragraph.style is not None]
    assert names.count("Title") == 1
    levels = [int(name[-1]) for name in names if name and name.startswith("Heading ")]
    assert levels[0] == 1
    assert {1, 2, 3} <= set(levels)
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_headings_a_griffier_looks_for_are_there() -> None:
    word = opened(made("rotterdam"))
    headings = [p.text for p in word.paragraphs if p.style is not None and str(p.style.name).startswith("Heading")]
    for heading in ("Nog in te vullen", "Juridische risico's op 23 november 2026", "Artikel I", "Artikel II",
                    "Toelichting", "Algemeen", "Artikelsgewijs"):  # fmt: skip
        assert heading in headings


def test_tables_have_a_header_row_that_repeats() -> None:
    body = part(made("rotterdam"), "word/document.xml")
    tables = list(body.iter(qn("w:tbl")))
    assert len(tables) == 3
    for table in tables:
        first, *others = table.iter(qn("w:tr"))
        header = first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
        assert header is not None
        assert not header.attrib
        assert not [row for row in others if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]


def test_the_risk_box_is_shaded_bordered_and_says_so_in_words() -> None:
    body = part(made("rotterdam"), "word/document.xml")
    table = list(body.iter(qn("w:tbl")))[1]
    words = "".join(table.itertext())
    assert words.startswith("RisicoWat er speeltBron")
    assert table.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}") is not None
    assert all(cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}") is not None for cell in table.iter(qn("w:tc")))


def test_leden_and_items_are_real_lists() -> None:
    body = part(made("gedraging"), "word/document.xml")
    numbered = {
        "".join(paragraph.itertext()): series.get(qn("w:val"))
        for paragraph in body.iter(qn("w:p"))
        for series in paragraph.iter(qn("w:numId"))
    }
    assert "een ander hinderlijk te volgen;" in numbered
    assert any(text.startswith("Het eerste lid geldt niet voor zover") for text in numbered)
    assert not [text for text in numbered if text.startswith(("a.", "1."))]
    numbering = part(made("gedraging"), "word/numbering.xml")
    known = {node.get(qn("w:numId")) for node in numbering.iter(qn("w:num"))}
    assert set(numbered.values()) <= known


@pytest.mark.parametrize("model", MODELS)
def test_every_fill_in_is_highlighted(model: str) -> None:
    body = part(made(model), "word/document.xml")
    marked = unmarked = 0
    for run in body.iter(qn("w:r")):
        text = "".join(node.text or "" for node in run.iter(qn("w:t")))
        highlighted = run.find(f"{qn('w:rPr')}/{qn('w:highlight')}") is not None
        if "[vul in: " in text:
            assert highlighted, text
            assert text.startswith("[vul in: ")
            assert text.endswith("]")
            marked += 1
        else:
            assert not highlighted
            unmarked += 1
    assert marked >= len(made(model).fill_ins)
    assert unmarked


def test_the_page_is_a4_with_numbers_in_the_foot() -> None:
    word = opened(made())
    section = word.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    foot = section.footer._element
    assert [field.get(qn("w:instr")) for field in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert "Concept 23 november 2026" in "".join(foot.itertext())


def test_styles_are_used_not_local_fonts() -> None:
    body = part(made("rotterdam"), "word/document.xml")
    assert not list(body.iter(qn("w:rFonts")))
    assert not list(body.iter(qn("w:sz")))
    known = {node.get(qn("w:styleId")) for node in part(made("rotterdam"), "word/styles.xml").iter(qn("w:style"))}
    used = {node.get(qn("w:val")) for node in body.iter(qn("w:pStyle"))}
    assert used <= known


def test_hostile_names_are_plain_text_in_word() -> None:
    name = "A & B <x> {{ 7*7 }}"
    word = opened(made("rotterdam", name))
    assert word.paragraphs[0].text == f"Gemeente {name}"
    assert f"De raad van de gemeente {name};" in [paragraph.text for paragraph in word.paragraphs]
    assert word.core_properties.author == f"Gemeente {name}"


def test_sources_link_to_the_judgment() -> None:
    with zipfile.ZipFile(io.BytesIO(written(made("rotterdam")))) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
    assert "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:GHDHA:2019:3293" in relations
    assert 'TargetMode="External"' in relations


def test_every_role_and_table_of_the_house_style_exists() -> None:
    style = load_house_style()
    for role in style.roles.values():
        assert role.text in style.looks
        assert role.table in style.tables


# ---- terminal and machine


def test_the_terminal_shows_article_risks_and_open_ends() -> None:
    shown = render_text(made("rotterdam"))
    assert "a. uit te jouwen; of" in shown
    assert "ECLI:NL:GHDHA:2019:3293" in shown
    assert "datum van inwerkingtreding" in shown
    assert "geen juridisch advies" in shown
    assert max(len(line) for line in shown.splitlines()) <= 96


def test_json_holds_the_choices_and_the_risks() -> None:
    data = draft_json(made("rotterdam", "Veldhaven"))
    assert data["date"] == "2026-11-23"
    assert data["model"] == "rotterdam"
    article = data["article"]
    assert isinstance(article, dict)
    assert article["number"] == "2:1b"
    assert article["behaviours"][0] == "uitjouwen"
    assert data["risks"]
    provenance = data["provenance"]
    assert isinstance(provenance, dict)
    assert str(provenance["catalogue"]).startswith("sha256:")
