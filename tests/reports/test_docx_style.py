"""The house style is a file that a municipality can change, and mistakes in it are named."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from apv.bylaws.regulation import Cell, ItemList, ListItem, Paragraph, Run, Table
from apv.data_files import data_folder
from apv.drafting.compose import draft
from apv.drafting.models import load_models
from apv.errors import InputError
from apv.law.catalogue import load_catalogue
from apv.reports.docx import render_draft
from apv.reports.docx_style import load_house_style
from apv.reports.docx_text import TextWriter

OURS = (data_folder("templates") / "house_style.toml").read_text(encoding="utf-8")


def written(tmp_path: Path, old: str, new: str) -> Path:
    assert old in OURS
    path = tmp_path / "stijl.toml"
    path.write_text(OURS.replace(old, new), encoding="utf-8")
    return path


def test_another_font_reaches_the_document(tmp_path: Path) -> None:
    style = load_house_style(written(tmp_path, 'font = "Arial"', 'font = "Verdana"'))
    made = draft(load_catalogue(), "Dorpstad", load_models()["gedraging"], on=date(2026, 11, 23))
    word = docx.Document(io.BytesIO(render_draft(made, style)))
    assert word.styles["Normal"].font.name == "Verdana"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('font = "Arial"', "font = Arial", "niet goed geschreven"),
        ('font = "Arial"', 'lettertype = "Arial"', "lettertype"),
        ("[page]", "[pagina]", "page"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, old: str, new: str, expected: str) -> None:
    path = written(tmp_path, old, new)
    with pytest.raises(InputError, match=expected) as error:
        load_house_style(path)
    assert str(path) in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="bestaat niet"):
        load_house_style(tmp_path / "geen.toml")


def blank() -> TextWriter:
    """A writer in which every look is Word's own body text."""
    style = load_house_style()
    looks = {key: replace(look, name="Normal") for key, look in style.looks.items()}
    return TextWriter(docx.Document(), replace(style, looks=looks))


def test_a_number_that_word_would_print_otherwise_stays_text() -> None:
    writer = blank()
    items = ItemList((ListItem("1.", (_text("een"),)), ListItem("3.", (_text("drie"),))))
    writer.block(items, "body", "plain")
    assert [paragraph.text for paragraph in writer.word.paragraphs] == ["1.\teen", "3.\tdrie"]


def test_nested_lists_keep_their_text_and_step_in() -> None:
    writer = blank()
    inner = ItemList((ListItem("1°.", (_text("binnen"),)),))
    writer.block(ItemList((ListItem("a.", (_text("buiten"), inner, _text("na"))),)), "body", "plain")
    paragraphs = writer.word.paragraphs
    assert [paragraph.text for paragraph in paragraphs] == ["buiten", "binnen", "na"]
    outer, within, after = (paragraph.paragraph_format.left_indent for paragraph in paragraphs)
    assert outer is not None
    assert within is not None
    assert outer < within
    assert after == outer


def test_a_table_in_a_cell_free_text_is_complete() -> None:
    writer = blank()
    rows = ((Cell((_text("kop"),)), Cell(())), (Cell((_text("a"), _text("b"))), Cell((_text("c"),))))
    writer.block(Table(rows, header=1), "body", "plain")
    (table,) = writer.word.tables
    assert [cell.text for row in table.rows for cell in row.cells] == ["kop", "", "a\nb", "c"]


def test_markup_and_links_survive_and_only_web_addresses_link() -> None:
    writer = blank()
    runs = (
        Run("vet", bold=True),
        Run(" en "),
        Run("hier", ref="https://example.org/"),
        Run("daar", ref="file:///etc"),
    )
    made = writer.paragraph(runs, "body")
    assert made.text == "vet en hierdaar"
    assert made.runs[0].bold
    assert [link.address for link in made.hyperlinks] == ["https://example.org/"]


def _text(text: str) -> Paragraph:
    return Paragraph((Run(text),))
