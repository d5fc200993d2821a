"""`apv catalogue verify` and `apv catalogue show --bwb`: exit codes, lines and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from apv.law.catalogue import Catalogue
from tests.statute_xml import article, save, toestand, wetgeving

Apv = Callable[..., Any]
SPEECH = "Niemand heeft voorafgaand verlof nodig om gedachten of gevoelens te openbaren met andere middelen."
FILLER = "De vergoeding van reiskosten wordt bij ministeriële regeling vastgesteld."


@pytest.fixture
def constitution(catalogue: Catalogue, tmp_path: Path) -> Path:
    """A folder with one text of the act that has one provision in the catalogue (art. 7 lid 3)."""
    folder = tmp_path / "teksten"
    articles = [article("6", FILLER), article("7", FILLER, FILLER, SPEECH, leden=True)]
    save(folder, "gw.xml", toestand(catalogue.laws["gw"].bwb, "2018-12-21", *articles, title="Grondwet"))
    return folder


def test_all_found_ends_with_0(apv: Apv, constitution: Path) -> None:
    ran = apv("catalogue", "verify", "--bwb", constitution)
    assert ran.code == 0, ran.out + ran.err
    assert "1 van 1 geldende bepaling gevonden" in ran.out
    assert "21 december 2018 (volgens het bestand)" in ran.out
    assert "nakijken:" not in ran.out


def test_a_missing_lid_ends_with_1_and_has_one_line(apv: Apv, catalogue: Catalogue, tmp_path: Path) -> None:
    file = save(
        tmp_path, "gw.xml", toestand(catalogue.laws["gw"].bwb, "2018-12-21", article("7", SPEECH, leden=True))
    )
    ran = apv("catalogue", "verify", "--bwb", file)
    assert ran.code == 1
    assert ran.out.count("nakijken:") == 1
    assert "zonder lid of onderdeel 3" in " ".join(ran.out.split())
    value = json.loads(apv("catalogue", "verify", "--bwb", file, "--format", "json").out)
    assert value["ok"] is False
    check = value["acts"][0]["checks"][0]
    assert (check["provision"], check["outcome"], check["asks_a_person"]) == ("gw:7:3", "lid_missing", True)
    assert value["totals"]["ask_a_person"] == 1


def test_a_text_without_a_date_asks_for_it(apv: Apv, catalogue: Catalogue, tmp_path: Path) -> None:
    xml = wetgeving(catalogue.laws["gw"].bwb, article("7", FILLER, FILLER, SPEECH, leden=True))
    file = save(tmp_path, "gw.xml", xml)
    ran = apv("catalogue", "verify", "--bwb", file)
    assert ran.code == 0
    assert "Geef met --date de dag van de tekst op" in " ".join(ran.out.split())
    assert apv("catalogue", "verify", "--bwb", file, "--date", "2012-10-01").code == 0
    assert apv("catalogue", "verify", "--bwb", file, "--date", "2001-01-01").code == 2


def test_other_files_get_one_line_and_broken_ones_exit_1(apv: Apv, constitution: Path) -> None:
    for name in ("x.xml", "y.xml"):
        save(constitution, name, toestand("BWBR9999999", "2020-01-01", article("1", FILLER), title="Gaswet"))
    save(constitution, "manifest.xml", "<work/>")
    ran = apv("catalogue", "verify", "--bwb", constitution)
    assert ran.code == 0
    assert "Gaswet (BWBR9999999): staat niet in de catalogus (2 teksten)" in ran.out
    assert "manifest.xml" in ran.out
    save(constitution, "stuk.xml", "<toestand>")
    ran = apv("catalogue", "verify", "--bwb", constitution)
    assert ran.code == 1
    assert "Niet te lezen" in ran.out
    assert "stuk.xml" in ran.out


def test_more_paths_may_follow_and_wrong_ones_are_named(apv: Apv, constitution: Path, tmp_path: Path) -> None:
    other = save(tmp_path, "y.xml", toestand("BWBR9999999", "2020-01-01", article("1", FILLER)))
    assert "BWBR9999999" in apv("catalogue", "verify", "--bwb", constitution, other).out
    (tmp_path / "leeg").mkdir()
    for wrong in ("weg.xml", "leeg"):
        ran = apv("catalogue", "verify", "--bwb", tmp_path / wrong)
        assert ran.code == 2
        assert wrong in ran.err
    assert apv("catalogue", "verify").code == 2


def test_the_same_input_gives_the_same_file(apv: Apv, constitution: Path, tmp_path: Path) -> None:
    written = []
    for name in ("een.json", "twee.json"):
        arguments = ("catalogue", "verify", "--bwb", constitution, "--format", "json", "-o", tmp_path / name)
        assert apv(*arguments).code == 0
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
    assert apv(*arguments).code == 2  # not overwritten without --force


def test_show_quotes_the_official_text(apv: Apv, constitution: Path) -> None:
    ran = apv("catalogue", "show", "gw:7:3", "--date", "2018-12-21", "--bwb", constitution)
    assert ran.code == 0
    shown = " ".join(ran.out.replace("|", "").split())
    assert "Officiële tekst (citaat)" in shown
    assert f"3 {SPEECH}" in shown
    assert "artikel 7, tekst die gold vanaf 21 december 2018" in shown
    assert "gw.xml" in ran.out
    later = apv("catalogue", "show", "gw:7:3", "--date", "2020-01-01", "--bwb", constitution)
    assert "zegt het bestand niet" in " ".join(later.out.split())


def test_show_quotes_in_json_too(apv: Apv, constitution: Path) -> None:
    arguments = ("catalogue", "show", "gw:7:3", "--date", "2018-12-21", "--format", "json")
    value = json.loads(apv(*arguments, "--bwb", constitution).out)["official_text"]
    assert value["quotation"] is True
    assert value["text_from"] == "2018-12-21"
    assert value["articles"][0]["lines"][-1] == f"3 {SPEECH}"
    assert value["doubts"] == []
    assert "official_text" not in json.loads(apv(*arguments).out)


def test_nothing_to_quote_is_said_and_ends_with_1(apv: Apv, constitution: Path) -> None:
    ran = apv("catalogue", "show", "sr:266", "--bwb", constitution)
    assert ran.code == 1
    assert "geen tekst van Wetboek van Strafrecht" in ran.out
    earlier = apv("catalogue", "show", "gw:7:3", "--date", "2013-01-01", "--bwb", constitution)
    assert earlier.code == 1
    assert "alleen teksten van na 1 januari 2013" in earlier.out


def test_the_real_texts(apv: Apv, samples: Path) -> None:
    ran = apv("catalogue", "verify", "--bwb", samples / "bwb-2012", "--date", "2012-10-01")
    assert ran.code == 0, ran.out
    assert "nakijken:" not in ran.out
    assert "verklaard: art. 254 Sr (sr:254)" in ran.out
    others = apv("catalogue", "verify", "--bwb", samples / "bwb", samples / "bwb-states")
    assert others.code == 0
    assert " ".join(others.out.split()).count("staat niet in de catalogus") == 7
    quoted = apv("catalogue", "show", "sr:246", "--date", "2012-10-01", "--bwb", samples / "bwb-2012")
    assert quoted.code == 0
    assert "| Artikel 246" in quoted.out
    assert "tekst zonder datum" in quoted.out
