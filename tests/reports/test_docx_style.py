"""The house style is a file that a municipality can change, and mistakes in it are named."""

import io
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument

from apv.bylaws.regulation import Block, Cell, ItemList, ListItem, Paragraph, Run, Table
from apv.data_files import data_folder
from apv.drafting.compose import draft
from apv.drafting.document import Document, Section
from apv.drafting.models import load_models
from apv.errors import InputError
from apv.law.catalogue import load_catalogue
from apv.reports.docx import render_document, render_draft
from apv.reports.docx_style import load_house_style

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
        ('header-fill = "FFF2CC"', 'header-fill = "lichtgeel"', "'lichtgeel' is geen kleur"),
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


def word_of(*blocks: Block) -> WordDocument:
    document = Document("", "", "", (Section("", content=blocks),))
    return docx.Document(io.BytesIO(render_document(document, on=date(2026, 11, 23), author="")))


def test_a_number_that_word_would_print_otherwise_stays_text() -> None:
    items = ItemList((ListItem("1.", (_text("een"),)), ListItem("3.", (_text("drie"),))))
    assert [paragraph.text for paragraph in word_of(items).paragraphs] == ["1.\teen", "3.\tdrie"]


def test_nested_lists_keep_their_text_and_step_in() -> None:
    inner = ItemList((ListItem("1°.", (_text("binnen"),)),))
    paragraphs = word_of(ItemList((ListItem("a.", (_text("buiten"), inner, _text("na"))),))).paragraphs
    assert [paragraph.text for paragraph in paragraphs] == ["buiten", "binnen", "na"]
    outer, within, after = (paragraph.paragraph_format.left_indent for paragraph in paragraphs)
    assert outer is not None
    assert within is not None
    assert outer < within
    assert after == outer


def test_a_table_with_free_text_is_complete() -> None:
    rows = ((Cell((_text("kop"),)), Cell(())), (Cell((_text("a"), _text("b"))), Cell((_text("c"),))))
    (table,) = word_of(Table(rows, header=1)).tables
    assert [cell.text for row in table.rows for cell in row.cells] == ["kop", "", "a\nb", "c"]


def test_a_row_that_is_too_short_and_a_table_in_a_cell_are_written_where_they_stand() -> None:
    inner = Table(((Cell((_text("binnen"),)), Cell(())),))
    (table,) = word_of(Table(((Cell((_text("a"),)), Cell((inner,))), (Cell((_text("kort"),)),)))).tables
    assert [cell.text for row in table.rows for cell in row.cells] == ["a", "", "kort", ""]
    (within,) = table.cell(0, 1).tables
    assert within.cell(0, 0).text == "binnen"
    assert sum(column.width or 0 for column in within.columns) == table.columns[1].width


def test_markup_and_links_survive_and_only_web_addresses_link() -> None:
    runs = (
        Run("vet", bold=True),
        Run(" en "),
        Run("hier", ref='https://example.org/?a=1&b="2"'),
        Run("daar", ref="file:///etc"),
    )
    (made,) = word_of(Paragraph(runs)).paragraphs
    assert made.text == "vet en hierdaar"
    assert made.runs[0].bold
    assert [link.address for link in made.hyperlinks] == ['https://example.org/?a=1&b="2"']


def test_text_comes_through_as_it_is_and_what_cannot_be_seen_is_shown() -> None:
    (made,) = word_of(_text(" a <b> & \tc\nd \x07\u202e")).paragraphs
    assert made.text == " a <b> & \tc\nd ␇‹U+202E›"


def test_the_colour_of_what_is_open_is_checked(tmp_path: Path) -> None:
    assert load_house_style(written(tmp_path, '"yellow"', '"bright_green"')).highlight == "green"
    with pytest.raises(InputError, match="GEEL"):
        load_house_style(written(tmp_path, '"yellow"', '"geel"'))


def _text(text: str) -> Paragraph:
    return Paragraph((Run(text),))
