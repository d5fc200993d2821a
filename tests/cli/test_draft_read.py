"""The article read back from Word: every model and variant as it was chosen, and what people changed in it."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from apv.bylaws.markup.word_bylaw import read_word_draft
from apv.drafting.choices import Choices
from apv.drafting.compose import draft
from apv.drafting.made_article import article_of
from apv.drafting.models import Model, load_models
from apv.drafting.read_back import read_back
from apv.errors import InputError
from apv.law.catalogue import load_catalogue
from apv.reports.docx import render_draft

Apv = Callable[..., Any]
NOW = date(2026, 11, 26)
FORBIDDING = {name: model for name, model in load_models().items() if not model.repeals}
SAME_TEXT = {("hinder", "form")}
"""Choices that only show in a by-law: without one the text is the same."""
VARIANTS = [
    (name, slot.id, choice.id)
    for name, model in FORBIDDING.items()
    for slot in model.slots
    for choice in slot.choices
    if not choice.default and (name, slot.id) not in SAME_TEXT
]


def found_in(data: bytes, models: list[Model]) -> Any:
    articles = read_word_draft(data, where="concept.docx").regulation.articles
    own = [article for article in articles if not set(article.number) <= set("IVX")]
    catalogue = load_catalogue()

    def make(model: Model, choices: Choices) -> Any:
        return article_of(catalogue, model, choices, None, NOW)

    return read_back(own, models, make)


@pytest.mark.parametrize("name", FORBIDDING)
def test_every_model_is_found_among_all(name: str) -> None:
    made = draft(load_catalogue(), "Dorpstad", FORBIDDING[name], on=NOW)
    found = found_in(render_draft(made), list(FORBIDDING.values()))
    assert found.exact
    assert found.model.id == name
    assert found.choices.as_dict() == made.choices.as_dict()
    assert found.choices.behaviours == made.choices.behaviours


@pytest.mark.parametrize(("name", "slot", "value"), VARIANTS)
def test_every_variant_is_found(name: str, slot: str, value: str) -> None:
    try:
        made = draft(load_catalogue(), "Dorpstad", FORBIDDING[name], on=NOW, slots={slot: value})
    except InputError as error:
        if "laat de wet van deze keuze niets over" not in str(error):
            raise
        return
    found = found_in(render_draft(made), [FORBIDDING[name]])
    assert found.exact
    assert found.choices.as_dict() == made.choices.as_dict()


@pytest.fixture
def concept(apv: Apv, tmp_path: Path) -> Path:
    path = tmp_path / "concept.docx"
    assert apv("draft", "Zandrecht", "--model", "gedraging", "--date", "2026-11-26", "-o", path).code == 0
    return path


def read(apv: Apv, path: Path, *more: str) -> tuple[int, dict[str, Any]]:
    ran = apv("draft", "--read", path, "--date", "2026-11-26", "--format", "json", *more)
    assert ran.out, ran.err
    return ran.code, json.loads(ran.out)


def test_an_untouched_draft_is_read_back_exactly(apv: Apv, concept: Path) -> None:
    code, found = read(apv, concept)
    assert code == 0
    assert found["exact"]
    assert found["model"] == "gedraging"
    assert found["article"]["number"] == "2:1a"
    assert sorted(found["article"]["behaviours"]) == sorted(found["chosen_behaviours"])
    assert not found["gained"] + found["lost"] + found["differences"]


def test_a_line_taken_out_and_a_word_changed_are_told(apv: Apv, concept: Path) -> None:
    word = docx.Document(str(concept))
    for paragraph in word.paragraphs:
        if "de doorgang te belemmeren" in paragraph.text:
            paragraph.runs[0].text = "een ander uit te schelden;"
    word.save(str(concept))
    code, found = read(apv, concept)
    assert code == 1
    assert not found["exact"]
    assert found["gained"] == ["schelden"]
    assert any("uit te schelden" in pair["now"] for pair in found["differences"])
    shown = apv("draft", "--read", concept, "--date", "2026-11-26").out
    assert "Nieuw verboden, naar de tekst: schelden." in shown
    assert "laat ze nakijken" in shown


@pytest.mark.parametrize(("revisions", "exact"), [("accept", False), ("reject", True), ("keep", False)])
def test_tracked_changes_are_accepted_rejected_or_kept(
    apv: Apv, concept: Path, revisions: str, exact: bool
) -> None:
    word = docx.Document(str(concept))
    paragraph = next(p for p in word.paragraphs if "hinderlijk te volgen" in p.text)
    run: Any = paragraph.runs[0]._r
    gone = OxmlElement("w:del")
    gone.set(qn("w:author"), "A. de Jurist")
    gone.set(qn("w:date"), "2026-11-26T09:00:00Z")
    run.addprevious(gone)
    gone.append(run)
    for text in run.iter(qn("w:t")):
        text.tag = qn("w:delText")
    new = OxmlElement("w:ins")
    new.set(qn("w:author"), "A. de Jurist")
    gone.addnext(new)
    made = paragraph.add_run("een ander opvallend te volgen;")._r
    new.append(made)
    word.save(str(concept))
    code, found = read(apv, concept, "--revisions", revisions)
    assert found["exact"] is exact
    assert code == (0 if exact else 1)
    if revisions == "keep":
        assert [(one["kind"], one["author"]) for one in found["tracked"]] == [
            ("geschrapt", "A. de Jurist"),
            ("ingevoegd", "A. de Jurist"),
        ]
        assert "hinderlijk te volgen" in found["old"]
        assert "opvallend te volgen" in found["article"]["text"]


def test_a_file_without_an_article_is_refused(apv: Apv, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    path.write_bytes(buffer.getvalue())
    ran = apv("draft", "--read", path)
    assert ran.code == 2
    assert "brief.docx" in ran.err
    assert apv("draft", "--read", tmp_path / "weg.docx").code == 2


def test_a_number_that_is_not_there_and_a_model_without_text(apv: Apv, concept: Path) -> None:
    assert apv("draft", "--read", concept, "--article", "9:9").code == 2
    assert apv("draft", "--read", concept, "--model", "intrekken").code == 2
    assert apv("draft", "--read", concept, "--format", "docx").code == 2
