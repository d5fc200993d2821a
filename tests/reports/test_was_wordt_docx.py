"""The was-wordt table in Word: sound for a validator, a repeated header row, marks that do not need colour."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from apv.bylaws.examples import bundled_bylaw
from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.regulation import Paragraph, Run
from apv.drafting.amending.amend import amend
from apv.drafting.amending.operations import Amendment, InsertPart
from apv.drafting.amending.plan import repeal
from apv.drafting.amending.spot import Spot
from apv.drafting.amending.was_wordt import WasWordt, was_wordt
from apv.drafting.document import Document, Section
from apv.law.catalogue import load_catalogue
from apv.reports.was_wordt_docx import LEGEND, render_was_wordt_docx

DAY = date(2026, 11, 23)
FRAME = Document(
    "Was-wordt",
    "De wijzigingen",
    "Gemeente Lindeborg",
    (
        Section("title", content=(Paragraph((Run("Was-wordt"),)),)),
        Section("", content=(Paragraph((Run(LEGEND),)),)),
    ),
)


def table(*, reasons: bool = True) -> WasWordt:
    old = bundled_bylaw("Lindeborg", DAY)
    assert old is not None
    lid = InsertPart("lid", Spot("2:1"), "1", (Paragraph((Run("Dit geldt [vul in: waar] & op <zee>."),)),))
    operations = (*repeal(old, "2:47", load_lexicon(load_catalogue())), lid)
    why = {"2:47": "De wet regelt dit nu.", "contents": "De inhoudsopgave volgt."} if reasons else {}
    return was_wordt(old, amend(old, Amendment(operations)), why)


def made(*, reasons: bool = True) -> bytes:
    return render_was_wordt_docx(table(reasons=reasons), FRAME, on=DAY, author="Gemeente Lindeborg")


@pytest.mark.parametrize("reasons", [True, False])
def test_an_open_xml_validator_finds_nothing(reasons: bool, tmp_path: Path) -> None:
    path = tmp_path / "was-wordt.docx"
    path.write_bytes(made(reasons=reasons))
    result = OpenXmlValidator().validate(path)
    assert not result.errors, [error.description for error in result.errors][:5]


def test_the_header_row_comes_back_and_the_columns_are_named() -> None:
    word = docx.Document(io.BytesIO(made()))
    (shown,) = word.tables
    assert [cell.text for cell in shown.rows[0].cells] == ["Was", "Wordt", "Waarom"]
    assert shown.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert len(docx.Document(io.BytesIO(made(reasons=False))).tables[0].columns) == 2


def test_what_went_is_struck_through_and_what_came_is_underlined() -> None:
    (shown,) = docx.Document(io.BytesIO(made())).tables
    runs = [run for row in shown.rows for cell in row.cells for one in cell.paragraphs for run in one.runs]
    struck = " ".join(run.text for run in runs if run.font.strike)
    under = " ".join(run.text for run in runs if run.underline)
    assert "Overlast op openbare plaatsen" in struck
    assert "(vervallen)" in under
    assert all(run.bold for run in runs if run.underline)


def test_the_table_stands_at_the_end_of_its_own_section() -> None:
    own = Section("was-wordt", content=FRAME.sections[1].content)
    last = Section("", content=(Paragraph((Run("Slot"),)),))
    document = replace(FRAME, sections=(FRAME.sections[0], own, last))
    data = render_was_wordt_docx(table(), document, on=DAY, author="Gemeente Lindeborg")
    blocks = list(docx.Document(io.BytesIO(data)).iter_inner_content())
    assert [getattr(block, "text", "table") for block in blocks] == ["Was-wordt", LEGEND, "table", "", "Slot"]


def test_foreign_text_and_fill_ins_come_through() -> None:
    (shown,) = docx.Document(io.BytesIO(made())).tables
    text = "\n".join(cell.text for row in shown.rows for cell in row.cells)
    assert "Dit geldt [vul in: waar] & op <zee>." in text
    marked = [
        run.text for row in shown.rows for cell in row.cells for one in cell.paragraphs for run in one.runs
        if run.font.highlight_color is not None
    ]  # fmt: skip
    assert marked == ["[vul in: waar]"]


def test_the_same_table_gives_the_same_bytes() -> None:
    assert made() == made()
    assert zipfile.ZipFile(io.BytesIO(made())).testzip() is None
