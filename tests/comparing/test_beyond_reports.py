"""What a comparison says beyond the matrix, on the screen and as JSON, through the command that people type."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from apv.comparing.against import Against
from apv.comparing.batch import Wishes, compare
from apv.comparing.bill import other_law
from apv.comparing.comparison import Comparison
from apv.comparing.grouping import read_grouping
from apv.comparing.wording import words
from apv.law.catalogue import Catalogue
from apv.reports.compare_beyond_words import percent
from apv.reports.compare_json import render_json
from apv.reports.compare_text import render_text

from .conftest import FOLLOWING, JEERING, ORDINARY, WriteBylaw

ON = date(2026, 11, 23)
HOSTILE = "=1+1\x07\u202edorp"


@pytest.fixture
def folder(write_bylaw: WriteBylaw) -> Path:
    write_bylaw("Zandrecht", JEERING, ORDINARY)
    write_bylaw("Bergveen", FOLLOWING, start=date(2020, 1, 1))
    write_bylaw("Heideburg", FOLLOWING, JEERING)
    return write_bylaw("Vlietmonde", ORDINARY).parent


@pytest.fixture
def everything(folder: Path, tmp_path: Path, catalogue: Catalogue) -> Comparison:
    groups = tmp_path / "lijst.csv"
    groups.write_text("Zandrecht;Noord\nBergveen;Zuid\nVerweg;Zuid\n", "utf-8")
    wishes = Wishes(
        "Heideburg", read_grouping(groups), other_law(catalogue, ON, ["sr:429ter"], ()), over_time=True
    )
    return compare([folder], catalogue, on=ON, wishes=wishes)


def test_json_has_it_all(everything: Comparison) -> None:
    data = json.loads(render_json(everything))
    contract = {"date", "behaviours", "bylaws", "matrix", "failed", "findings", "provenance"}
    beyond = {"designs", "figures", "neighbours", "dead_letters", "groups", "against", "what_if", "over_time"}
    assert set(data) == contract | beyond
    assert set(data["designs"]) >= {"conduct", "utterance"}
    norms = {one["municipality"]: one["norms"] for one in data["bylaws"]}
    nearest = norms["Bergveen"][0]["nearest"]
    assert set(nearest) == {"model", "label", "family", "design", "based_on", "likeness", "slots", "words"}
    assert nearest["likeness"]["whole"] == pytest.approx(
        (nearest["likeness"]["text"] + nearest["likeness"]["slots"]) / 2, abs=0.001
    )
    text = FOLLOWING[2][0]
    assert [word for run in nearest["words"] for word in words(run["here"])] == list(words(text))
    assert norms["Bergveen"][0]["against"]["article"] == "2:36"
    assert "against" not in norms["Heideburg"][0]
    assert data["against"]["lacks"]["Bergveen"]["only_there"] == ["nafluiten", "naroepen", "uitjouwen"]
    assert [group["name"] for group in data["groups"]] == ["Noord", "Zuid", "(niet in de lijst)"]
    assert data["groups"][1]["missing"] == ["Verweg"]
    assert data["what_if"]["law"] != data["provenance"]["catalogue"]  # law that does not exist has its own name
    assert {one["effect"] for one in data["what_if"]["changes"]} == {"gains", "loses", "shifts"}
    assert data["over_time"]["days"][-1] == "2026-11-23"
    assert data["over_time"]["municipalities"]["Bergveen"]["insluiten"][:3] == ["unknown", "unknown", "yes"]
    letter = data["dead_letters"][0]
    assert (letter["cause"], letter["day"], letter["likely"]) == ("newer_law", "2024-07-01", True)
    assert letter["sources"][0].keys() == {"citation", "link", "remark"}


def test_what_was_not_asked_for_is_not_there(folder: Path, catalogue: Catalogue) -> None:
    data = json.loads(render_json(compare([folder], catalogue, on=ON)))
    assert not {"groups", "against", "what_if", "over_time"} & set(data)


@pytest.mark.parametrize("width", [40, 80, 100, 200])
@pytest.mark.parametrize("differences", [True, False])
def test_the_screen_is_never_wider_than_it_is(
    everything: Comparison, catalogue: Catalogue, width: int, differences: bool
) -> None:
    text = render_text(everything, catalogue, width=width, differences=differences)
    assert max(len(line) for line in text.splitlines()) <= width
    flat = " ".join(text.split())
    for heading in (
        "Wat als: zonder art. 429ter Sr",
        "(hier) naast Heideburg (daar)",
        "Per groep",
        "Door de jaren",
    ):
        assert heading in flat


def test_the_screen_says_what_changes(everything: Comparison, catalogue: Catalogue) -> None:
    text = " ".join(render_text(everything, catalogue).split())
    assert "Heideburg verbiedt wel, Bergveen niet: nafluiten, naroepen, uitjouwen" in text
    assert "artikel 2:36 naast 2:36: 100% gelijk: woorden 100%, onderdelen 100%" in text
    assert "Zandrecht (2:1a: waarschijnlijk vervallen → 2:1a: risico vrije meningsuiting)" in text
    assert "Waarschijnlijk, sinds 1 juli 2024: Heideburg 2:1a" in text
    assert "Bron: art. 429ter Sr; art. 122 Gemeentewet." in text
    assert "Zandrecht: Heideburg" in text


def test_differences_show_the_words(folder: Path, catalogue: Catalogue) -> None:
    found = compare([folder], catalogue, on=ON, behaviours=["insluiten"])
    plain = render_text(found, catalogue)
    more = " ".join(render_text(found, catalogue, differences=True).split())
    assert "alleen hier “" not in plain
    assert "Bergveen 2:36 lijkt het meest op" in more
    assert "gedragingen: alleen daar" in more


def test_years_that_show_the_same_stand_together(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    write_bylaw("Bergveen", FOLLOWING, start=date(2010, 1, 1))
    path = write_bylaw("Zandrecht", FOLLOWING, start=date(2025, 1, 1))
    text = render_text(compare([path.parent], catalogue, on=ON, wishes=Wishes(over_time=True)), catalogue)
    (years,) = [line.split() for line in text.splitlines() if line.strip().startswith("2010")]
    assert years == ["2010-2024", "2025-2026"]
    assert "Versie gelezen (van 2)" in text


def test_nothing_changes_is_said(folder: Path, catalogue: Catalogue) -> None:
    found = compare([folder], catalogue, on=ON, wishes=Wishes(law=other_law(catalogue, ON, ["bw7:646"], ())))
    assert "Er verandert niets." in render_text(found, catalogue)


def test_hostile_names_are_harmless_on_the_screen(everything: Comparison, catalogue: Catalogue) -> None:
    assert everything.against
    against = Against(HOSTILE, {HOSTILE: everything.against.lacks["Bergveen"]})
    named = replace(
        everything,
        against=against,
        neighbours={HOSTILE: everything.neighbours["Bergveen"]},
        dead_letters=tuple(replace(one, municipality=HOSTILE) for one in everything.dead_letters),
        groups=tuple(replace(group, name=HOSTILE) for group in everything.groups),
    )
    text = render_text(named, catalogue)
    assert "\x07" not in text
    assert "\u202e" not in text
    assert text.count("=1+1␇") > 4


@pytest.mark.parametrize(
    ("part", "shown"), [(0, "0%"), (0.999, "99%"), (1, "100%"), (0.29, "29%"), (2 / 3, "66%")]
)
def test_only_the_same_is_a_hundred_percent(part: float, shown: str) -> None:
    assert percent(part) == shown


Run = Callable[..., Any]


def test_the_command_takes_it_all(folder: Path, tmp_path: Path, apv: Run) -> None:
    groups = tmp_path / "groepen.csv"
    groups.write_text("gemeente;regio\nZandrecht;Noord\n", "utf-8")
    options = (
        "--date",
        "2026-11-23",
        "--against",
        "zandrecht",
        "--group-by",
        str(groups),
        "--without",
        "sr:429ter",
    )
    ran = apv("compare", str(folder), *options, "--over-time", "--differences")
    assert ran.code == 0
    assert "naast Zandrecht (daar)" in ran.out
    again = apv("compare", str(folder), *options, "--over-time", "--differences", "--jobs", "2")
    assert again.out == ran.out
    data = json.loads(apv("compare", str(folder), *options, "--over-time", "--format", "json").out)
    assert data["against"]["municipality"] == "Zandrecht"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--against", "Zandregt"), "Bedoelt u 'Zandrecht'"),
        (("--without", "sr:429"), "Bedoelt u"),
        (("--bill", "nergens.xml"), "bestaat niet"),
        (("--group-by", "nergens.csv"), "bestaat niet"),
    ],
)
def test_a_wish_that_cannot_be_met_is_one_sentence(
    folder: Path, apv: Run, options: tuple[str, str], message: str
) -> None:
    ran = apv("compare", str(folder), *options)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert "Traceback" not in ran.err


def test_many_municipalities_are_counted(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    paths = [write_bylaw(f"Gemeente {number:02}", JEERING, work=f"CVDR7000{number:02}") for number in range(30)]
    paths.append(write_bylaw("Vlietmonde", ORDINARY))
    found = compare(paths, catalogue, on=ON, wishes=Wishes("Gemeente 00"))
    text = " ".join(render_text(found, catalogue).split())
    assert text.count("naast Gemeente 00 (daar)") == 12
    assert "nog 18 gemeenten" in text  # one that forbids nothing lacks what the other forbids
    assert "Gemeente 23 2:1a (nafluiten, naroepen, uitjouwen); en nog 6." in text
    alone = compare(paths, catalogue, on=ON, behaviours=["insluiten"], wishes=Wishes("Gemeente 00"))
    assert "30 verbieden net als Gemeente 00 niets van deze gedragingen" in render_text(alone, catalogue)


def test_points_of_attention_are_about_what_was_asked(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    both = ("2:1a", "", ["Het is verboden op de weg een ander na te fluiten of hinderlijk te volgen."])
    path = write_bylaw("Zandrecht", both)
    text = render_text(compare([path], catalogue, on=ON, behaviours=["hinderlijk-volgen"]), catalogue)
    assert "Waarschijnlijk" not in text
    assert "Plaats niet omschreven: Zandrecht 2:1a." in text
