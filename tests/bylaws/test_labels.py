"""What real by-laws forbid, as read in the sources: norms with the same slots, in our own words.

The labels are those marked T (the text of the norm was read) in the practice notes; the sentences are ours.
"""

from __future__ import annotations

import pytest

from apv.bylaws.norms.lexicon import Lexicon, load_lexicon
from apv.bylaws.norms.recognise import Norm, recognise
from apv.law.catalogue import Catalogue
from tests.corpus.build import article, bylaw

OFFENSIVE = {"aanstootgevende-taal", "aanstootgevend-gebaar", "aanstootgevend-geluid", "aanstootgevend-gedrag"}
WEG = "weg: de weg als bedoeld in artikel 1 van de Wegenverkeerswet 1994;"


@pytest.fixture(scope="module")
def lexicon(catalogue: Catalogue) -> Lexicon:
    return load_lexicon(catalogue)


def norm_of(lexicon: Lexicon, *leden: str, heading: str = "") -> Norm:
    definitions = article("1:1", f"In deze verordening wordt verstaan onder: | {WEG}", "Begrippen")
    norms = recognise(bylaw(definitions, article("2:1a", leden, heading)), lexicon)
    assert [norm.article for norm in norms] == ["2:1a"]
    return norms[0]


@pytest.mark.parametrize(
    "text",
    [
        "Het is verboden om op of aan de weg of in een voor publiek toegankelijk gebouw, individueel of in "
        "groepsverband, een ander of anderen uit te jouwen dan wel hen met aanstootgevende taal, "
        "gebaren, geluiden of "
        "gedragingen lastig te vallen.",
        "Niemand mag, alleen of samen met anderen, op of aan de weg of in een gebouw dat voor het "
        "publiek toegankelijk "
        "is een ander uitjouwen of lastigvallen door aanstootgevende woorden, geluiden, gebaren of gedrag.",
        "Het is op of aan de weg en in voor het publiek toegankelijke gebouwen verboden: | een ander "
        "uit te jouwen; | "
        "een ander lastig te vallen met taal, gebaren, geluiden of gedragingen die aanstootgevend zijn.",
    ],
)
def test_rotterdam_and_amsterdam(lexicon: Lexicon, text: str) -> None:
    norm = norm_of(lexicon, text, heading="Straatintimidatie")
    assert set(norm.behaviours) == OFFENSIVE | {"uitjouwen"}
    assert set(norm.place) == {"public_road", "public_building"}
    assert norm.actor == "any"
    assert norm.undefined_place_terms == ()


def test_rotterdam_draft_of_2017_has_no_jeering(lexicon: Lexicon) -> None:
    norm = norm_of(
        lexicon,
        "Het is verboden op of aan de weg of in een voor publiek toegankelijk gebouw in groepsverband dan wel "
        "afzonderlijk anderen door aanstootgevende taal, gebaren, geluiden of gedragingen lastig te vallen.",
    )
    assert set(norm.behaviours) == OFFENSIVE
    assert norm.actor == "any"


def test_rotterdam_filming_of_persons(lexicon: Lexicon) -> None:
    norm = norm_of(
        lexicon,
        "Het is verboden zich bij een persoon of gebouw op te houden met de bedoeling iemand te bespieden.",
        "Het is verboden met een kijker of ander instrument iemand die zich binnen bevindt te bespieden.",
        "Het is verboden op of aan de openbare weg of in een voor publiek toegankelijke ruimte "
        "personen te filmen of "
        "te fotograferen als daarmee hun eerbaarheid wordt aangetast of inbreuk wordt gemaakt op hun privéleven.",
        heading="Bespieden en heimelijk fotograferen of filmen van personen",
    )
    assert norm.behaviours == ("filmen-op-straat",)
    assert norm.lids == ("3",)
    assert set(norm.place) == {"public_road", "public_building"}


def test_utrecht_disturbing_order(lexicon: Lexicon) -> None:
    norm = norm_of(
        lexicon,
        "Onverminderd de artikelen 424, 426bis en 431 van het Wetboek van Strafrecht is het een "
        "ieder verboden op of "
        "aan de weg of in een voor het publiek toegankelijk gebouw de orde te verstoren, zich "
        "hinderlijk te gedragen, "
        "personen lastig te vallen, mee te doen aan een samenscholing, onnodig op te dringen of door "
        "uitdagend gedrag "
        "wanordelijkheden uit te lokken.",
        heading="Verstoring van de openbare orde e.d.",
    )
    assert set(norm.behaviours) == {"hinderlijk-gedrag", "samenscholing"}
    assert norm.overlap
    assert set(norm.place) == {"public_road", "public_building"}


@pytest.mark.parametrize("tail", ["", ", of op andere wijze de openbare orde te verstoren"])
def test_hoorn_gathering(lexicon: Lexicon, tail: str) -> None:
    norm = norm_of(
        lexicon,
        "Het is verboden op of aan de weg of in een voor publiek toegankelijk gebouw of vaartuig "
        "deel te nemen aan een "
        "samenscholing, onnodig op te dringen, door uitdagend gedrag aanleiding te geven tot ongeregeldheden"
        f"{tail}.",
        heading="Samenscholing en ongeregeldheden",
    )
    assert norm.behaviours == ("samenscholing",)


def test_breda_ground_family_soft_label(lexicon: Lexicon) -> None:
    norm = norm_of(
        lexicon,
        "Het is verboden in groepsverband of zelfstandig een ander uit te jouwen of, al dan niet "
        "vanwege ras, godsdienst, "
        "levensovertuiging, seksuele geaardheid of politieke voorkeur, lastig te vallen met aanstootgevende taal, "
        "gebaren, geluiden of gedragingen.",
    )
    assert set(norm.behaviours) == OFFENSIVE | {"uitjouwen"}


def test_swearing_ban_soft_label(lexicon: Lexicon) -> None:
    norm = norm_of(
        lexicon,
        "Het is verboden in het openbaar Gods naam te lasteren of andere aanstootgevende taal te bezigen.",
        "Dit verbod geldt niet voor zover daardoor artikel 7 van de Grondwet zou worden beperkt.",
        heading="Godslastering",
    )
    assert set(norm.behaviours) == {"vloeken", "aanstootgevende-taal"}
    assert norm.exceptions == (
        "Dit verbod geldt niet voor zover daardoor artikel 7 van de Grondwet zou worden beperkt.",
    )
