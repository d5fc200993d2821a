"""Models are data that a jurist can write: they load, and what is wrong in them is named with file and line."""

import shutil
from pathlib import Path

import pytest

from apv.data_files import data_folder
from apv.drafting.choices import choose
from apv.drafting.models import Model, check_names, find_model, load_models
from apv.errors import InputError
from apv.law.catalogue import load_catalogue

MODELS = load_models()


def changed(tmp_path: Path, model: str, old: str, new: str) -> Path:
    """A templates folder with one model in which `old` has become `new`; returns the folder."""
    target = tmp_path / "articles"
    target.mkdir()
    text = (data_folder("templates") / "articles" / f"{model}.xml").read_text(encoding="utf-8")
    assert old in text
    (target / f"{model}.xml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return tmp_path


def line_of(folder: Path, model: str, text: str) -> int:
    lines = (folder / "articles" / f"{model}.xml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_the_models_of_the_issue_are_there() -> None:
    assert set(MODELS) == {
        "rotterdam", "amsterdam", "gedraging", "hinder", "grond", "orde", "rest", "intrekken",
    }  # fmt: skip


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.id)
def test_every_model_has_the_slots_of_a_norm(model: Model) -> None:
    assert model.use
    assert model.weakness
    assert model.texts
    if model.repeals:
        assert not model.behaviours
        return
    assert {"place", "actor", "object", "conduct", "qualifier", "exception", "overlap"} <= {
        slot.id for slot in model.slots
    }
    assert model.behaviours
    assert model.anchors


def test_based_on_names_the_local_article() -> None:
    assert MODELS["rotterdam"].based_on == "apv:rotterdam:2:1a"
    assert MODELS["amsterdam"].based_on == "apv:amsterdam:2.2a"
    assert MODELS["gedraging"].based_on == ""


def test_an_unknown_model_suggests_the_nearest() -> None:
    with pytest.raises(InputError, match=r"Model 'roterdam' bestaat niet.*'rotterdam'"):
        find_model("roterdam")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="geen modellen") as error:
        load_models(tmp_path)
    assert str(tmp_path) in str(error.value)


def test_a_model_that_breaks_the_schema_names_file_and_line(tmp_path: Path) -> None:
    folder = changed(tmp_path, "gedraging", '<slot id="actor">', '<slot id="actor" keuze="een">')
    with pytest.raises(InputError, match=r"model\.xsd") as error:
        load_models(folder)
    line = line_of(folder, "gedraging", 'keuze="een"')
    assert f"gedraging.xml, regel {line}" in str(error.value)


def test_a_model_that_is_no_xml_names_file_and_line(tmp_path: Path) -> None:
    folder = changed(tmp_path, "gedraging", "</slot>", "</sloot>")
    with pytest.raises(InputError, match=r"gedraging\.xml, regel \d+"):
        load_models(folder)


def test_a_slot_needs_one_default(tmp_path: Path) -> None:
    folder = changed(tmp_path, "gedraging", 'id="groep" actor="group"', 'id="groep" default="true" actor="group"')
    with pytest.raises(InputError, match="'actor' heeft geen goede standaard") as error:
        load_models(folder)
    line = line_of(folder, "gedraging", '<slot id="actor">')
    assert f"regel {line}" in str(error.value)


def test_two_values_with_one_name_are_refused(tmp_path: Path) -> None:
    folder = changed(tmp_path, "gedraging", '<value id="groep"', '<value id="alleen_of_groep"')
    with pytest.raises(InputError, match="'actor' komt een naam twee keer voor"):
        load_models(folder)


def test_id_and_file_name_agree(tmp_path: Path) -> None:
    folder = changed(tmp_path, "gedraging", 'id="gedraging"', 'id="gedragingen"')
    with pytest.raises(InputError, match="'gedragingen', het bestand 'gedraging'"):
        load_models(folder)


def test_a_model_of_a_jurist_is_found_in_another_folder(tmp_path: Path) -> None:
    target = tmp_path / "articles"
    target.mkdir()
    ours = data_folder("templates") / "articles" / "gedraging.xml"
    text = ours.read_text(encoding="utf-8").replace('id="gedraging"', 'id="eigen"')
    (target / "eigen.xml").write_text(text, encoding="utf-8")
    assert find_model("eigen", tmp_path).label == MODELS["gedraging"].label
    shutil.rmtree(target)


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.id)
def test_every_name_in_a_model_exists(model: Model) -> None:
    check_names(model, load_catalogue())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('behaviours="insluiten"', 'behaviours="insluitn"', "Gedraging 'insluitn' bestaat niet"),
        ('places="public_road public_place"', 'places="public_raod"', "Plaats 'public_raod' bestaat niet"),
        ("<risk when", '<risk opens="voorspelbaar" when', "Feit 'voorspelbaar' bestaat niet"),
        ('family="conduct"', 'family="conduct" based-on="apv:x:1"', "Bepaling 'apv:x:1' bestaat niet"),
    ],
)
def test_a_name_that_does_not_exist_is_named_with_its_place(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    folder = changed(tmp_path, "gedraging", old, new)
    with pytest.raises(InputError, match=expected) as error:
        check_names(load_models(folder)["gedraging"], load_catalogue())
    assert "gedraging.xml" in str(error.value)
    if "based-on" not in new:
        assert f"regel {line_of(folder, 'gedraging', new)}" in str(error.value)


# ---- choices


def test_defaults_are_chosen() -> None:
    choices = choose(MODELS["rotterdam"], {}, [])
    assert choices.behaviours == (
        "uitjouwen", "aanstootgevende-taal", "aanstootgevend-gebaar", "aanstootgevend-geluid",
        "aanstootgevend-gedrag",
    )  # fmt: skip
    assert choices.places == ("public_road", "public_building")
    assert choices.actor == "any"
    assert choices.place_terms == ("weg",)


def test_a_slot_takes_another_value() -> None:
    choices = choose(MODELS["rotterdam"], {"place": "openbare_plaats", "actor": "groep"}, [])
    assert choices.places == ("public_road", "public_place")
    assert choices.actor == "group"
    assert choices.as_dict()["place"] == "openbare_plaats"


def test_a_slot_that_takes_more_takes_them_in_the_models_order() -> None:
    choices = choose(MODELS["gedraging"], {"conduct": "insluiten, volgen"}, [])
    assert choices.behaviours == ("hinderlijk-volgen", "insluiten")


def test_behaviours_narrow_the_article_to_the_words_they_fall_under() -> None:
    assert choose(MODELS["gedraging"], {}, ["insluiten"]).behaviours == ("insluiten",)
    assert choose(MODELS["rotterdam"], {}, ["sissen"]).behaviours == ("aanstootgevend-geluid",)


@pytest.mark.parametrize(
    ("slots", "behaviours", "expected"),
    [
        ({"plaats": "weg"}, [], "Onderdeel van model 'rotterdam' 'plaats' bestaat niet"),
        ({"place": "openbare_plek"}, [], "Keuze voor 'place' 'openbare_plek' bestaat niet.*'openbare_plaats'"),
        ({"place": "openbare_plaats,weg_en_gebouw"}, [], "Voor 'place' kan maar één keuze"),
        ({"place": " "}, [], "Voor 'place' is niets gekozen.*weg_en_gebouw"),
        ({}, ["laster"], "Gedraging in model 'rotterdam' 'laster' bestaat niet"),
        ({"conduct": "taal"}, ["sissen"], "'sissen' passen niet bij elkaar"),
    ],
)
def test_wrong_choices_get_a_dutch_sentence(slots: dict[str, str], behaviours: list[str], expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        choose(MODELS["rotterdam"], slots, behaviours)
