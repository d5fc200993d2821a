"""The worked example of docs/models.md is a real model: it loads, drafts, reads back, and its faults are named."""

import re
from datetime import date
from pathlib import Path

import pytest

from apv.bylaws.examples import bundled_bylaw
from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import recognise
from apv.cli.app import run
from apv.data_files import data_folder
from apv.drafting.choices import choose
from apv.drafting.compose import draft
from apv.drafting.models import check_names, find_model
from apv.errors import InputError
from apv.law.catalogue import load_catalogue

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "models.md"
NOW = date(2026, 11, 23)


def example() -> str:
    (found,) = re.findall(r"```xml\n(.*?)```", GUIDE.read_text("utf-8"), re.S)
    return str(found)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path, example())


def written(tmp_path: Path, text: str) -> Path:
    target = tmp_path / "articles"
    target.mkdir(parents=True, exist_ok=True)
    (target / "doorloop.xml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("municipality", ["Dorpstad", "Zandrecht"])
def test_the_example_drafts_and_reads_back(folder: Path, municipality: str) -> None:
    catalogue = load_catalogue()
    model = find_model("doorloop", folder)
    check_names(model, catalogue)
    values = [(slot.id, choice.id) for slot in model.slots for choice in slot.choices]
    for settings in [{}, *({slot: value} for slot, value in values), {"exception": "taak", "conduct": "volgen"}]:
        this = draft(
            catalogue, municipality, model, on=NOW, slots=settings, bylaw=bundled_bylaw(municipality, NOW)
        )
        (norm,) = recognise(this.regulation, load_lexicon(catalogue))
        assert set(norm.behaviours) == set(this.choices.behaviours)
        assert set(norm.place) == set(this.choices.places)
        assert norm.actor == this.choices.actor
        assert "om welke stations het gaat" in [fill_in.what for fill_in in this.fill_ins]
        assert "Op de openbare weg geldt de wet al" in [risk.title for risk in this.risks]


def test_the_commands_of_the_guide_work(
    folder: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["draft", "--list-models", "--templates", str(folder)]) == 0
    assert run(["draft", "Zandrecht", "--model", "doorloop", "--templates", str(folder), "--format", "text"]) == 0
    shown = capfdbinary.readouterr().out.decode("utf-8")
    assert "doorloop: Doorloopmodel" in shown
    assert "Hinder voor reizigers" in shown
    concept = tmp_path / "concept.docx"
    arguments = ["--set", "lines=station Zandrecht", "--templates", str(folder), "-o", str(concept)]
    assert run(["draft", "Zandrecht", "--model", "doorloop", *arguments]) == 0
    assert concept.stat().st_size > 5000


@pytest.mark.parametrize(
    ("old", "new", "line_with", "expected"),
    [
        ('choose="some"', 'choose="veel"', "veel", "kan 'choose' niet 'veel' zijn. Kies uit: one, some, any"),
        ('<slot id="actor">', '<slot naam="actor">', "naam=", "kent het attribuut 'naam' niet"),
        ('<value id="groep" ', "<value ", '<value actor="group"', "mist het attribuut 'id'"),
        ("<use>Als de meldingen vooral van haltes en stations komen.</use>", "", "<weakness>",
         "Het element 'weakness' staat hier niet goed. Hier hoort: use"),
        ("<use>Als de meldingen vooral van haltes en stations komen.</use>", "<use> </use>", "<use>",
         "Het element 'use' is leeg"),
        ('actor="group"', 'actor="allen"', "allen", "kan 'actor' niet 'allen' zijn"),
        ('longest="200"', 'longest="kort"', "kort", "is 'kort' niet goed geschreven als 'longest'"),
        ('id="volgen"', 'id="Volgen!"', "Volgen!", "is 'Volgen!' niet goed geschreven als 'id'"),
        ('<value id="taak">', '<value id="geen">', '<slot id="exception"', "heet een waarde 'geen'"),
        ('<free-text id="lines"', '<free-text id="place"', "<model", "De naam 'place' komt twee keer voor"),
        ("</general>", "</generaal>", "", "geen geldige XML"),
        ('  <slot id="place">', '  <considers groups="following"/>\n  <slot id="plek">', "<model",
         "maar mist onderdeel 'place'"),
    ],
)  # fmt: skip
def test_a_fault_is_named_in_dutch_with_file_and_line(
    tmp_path: Path, old: str, new: str, line_with: str, expected: str
) -> None:
    text = example()
    assert old in text
    broken = text.replace(old, new, 1)
    folder = written(tmp_path, broken)
    with pytest.raises(InputError) as error:
        find_model("doorloop", folder)
    assert expected in str(error.value)
    assert "doorloop.xml, regel" in str(error.value)
    if line_with:
        line = next(number for number, row in enumerate(broken.splitlines(), 1) if line_with in row)
        assert f"regel {line})" in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('provisions="sr:426bis"', 'provisions="sr:426bi"', "Bepaling 'sr:426bi' bestaat niet"),
        ('behaviours="hinderlijk-volgen"', 'behaviours="volgen"', "Gedraging 'volgen' bestaat niet"),
        ("<risk ", '<risk when="conduct=rennen" ', "Keuze voor 'conduct' 'rennen' bestaat niet"),
        ('id="doorgang"', 'id="doorgang" given="blokkade=no"', "Feit 'blokkade' bestaat niet"),
    ],
)
def test_a_name_that_is_not_known_is_named(tmp_path: Path, old: str, new: str, expected: str) -> None:
    folder = written(tmp_path, example().replace(old, new, 1))
    with pytest.raises(InputError, match=expected):
        check_names(find_model("doorloop", folder), load_catalogue())


def test_a_template_that_asks_for_an_unknown_text_names_its_line(tmp_path: Path) -> None:
    folder = written(tmp_path, example().replace('fill("lines")', 'fill("lijnen")'))
    with pytest.raises(InputError, match=r"'lijnen'.*doorloop\.xml, regel \d+"):
        draft(load_catalogue(), "Dorpstad", find_model("doorloop", folder), on=NOW)


def test_the_fault_in_the_guide_is_the_real_one(tmp_path: Path) -> None:
    folder = written(tmp_path, example().replace('choose="some"', 'choose="veel"', 1))
    with pytest.raises(InputError) as error:
        find_model("doorloop", folder)
    assert str(error.value).replace(str(tmp_path), "mijn-sjablonen") in GUIDE.read_text("utf-8")


def test_a_search_works_with_words_for_everybody_only(tmp_path: Path) -> None:
    text = (data_folder("templates") / "articles" / "rest.xml").read_text("utf-8")
    text = re.sub(r'    <value id="(afzonderlijk|groep)".*?</value>\n', "", text, flags=re.S)
    target = tmp_path / "articles"
    target.mkdir()
    (target / "rest.xml").write_text(text, encoding="utf-8")
    this = draft(load_catalogue(), "Dorpstad", find_model("rest", tmp_path), on=NOW)
    assert this.remainder is not None
    assert [[act.id for act in room.conduct] for room in this.remainder.rooms] == [
        ["volgen", "doorgang", "insluiten", "opdringen"]
    ]
    assert this.choices.places == ("public_building",)


def test_a_condition_without_a_sentence_for_residents_is_not_left_out(tmp_path: Path) -> None:
    said, unsaid = example(), re.sub(r"<plain>[^<]*</plain>", "", example())
    for at, (text, more) in enumerate(((said, False), (unsaid, True))):
        model = find_model("doorloop", written(tmp_path / str(at), text))
        choices = choose(model, {"actor": "groep", "exception": "taak"}, ())
        assert choices.more_conditions is more
        assert bool(choices.plain_conditions) is not more
