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
        "Een ieder onthoudt zich, alleen dan wel in groepsverband, op of aan de weg en in gebouwen die voor het "
        "publiek "
        "toegankelijk zijn van het uitjouwen van anderen en van het lastigvallen van anderen met aanstootgevende "
        "taal, gebaren, geluiden of gedragingen.",
        "Het uitjouwen van een ander en het hinderen van een ander met woorden, gebaren, geluiden of gedrag van "
        "aanstootgevende aard is op of aan de weg en in een voor publiek toegankelijk gebouw verboden, ongeacht "
        "of "
        "men dit individueel of in groepsverband doet.",
        "Het is niemand toegestaan om in groepsverband dan wel afzonderlijk op of aan de weg of in een voor "
        "publiek "
        "toegankelijk gebouw anderen uit te jouwen of zich jegens hen te bedienen van aanstootgevende "
        "uitlatingen, "
        "gebaren, geluiden of gedragingen.",
        "Degene die op of aan de weg of in een voor het publiek toegankelijk gebouw, alleen of met anderen, een "
        "ander "
        "uitjouwt of met aanstootgevende taal, gebaren, geluiden of gedragingen lastigvalt, begaat een "
        "overtreding.",
    ],
)
def test_rotterdam_and_amsterdam(lexicon: Lexicon, text: str) -> None:
    norm = norm_of(lexicon, text, heading="Straatintimidatie")
    assert set(norm.behaviours) == OFFENSIVE | {"uitjouwen"}
    assert set(norm.place) == {"public_road", "public_building"}
    assert norm.actor == "any"
    assert norm.undefined_place_terms == ()


@pytest.mark.parametrize(
    "text",
    [
        "Het is verboden op of aan de weg of in een voor publiek toegankelijk gebouw in groepsverband dan wel "
        "afzonderlijk anderen door aanstootgevende taal, gebaren, geluiden of gedragingen lastig te vallen.",
        "Niemand mag anderen, in een groep of alleen, op of aan de weg of in een voor het publiek openstaand "
        "gebouw "
        "lastigvallen met gedragingen, gebaren, geluiden of taal waaraan zij aanstoot kunnen nemen.",
        "Op of aan de weg en in voor publiek toegankelijke gebouwen is het lastigvallen van anderen door "
        "aanstootgevende "
        "woorden, gebaren, geluiden of gedragingen verboden, alleen of in groepsverband.",
    ],
)
def test_rotterdam_draft_of_2017_has_no_jeering(lexicon: Lexicon, text: str) -> None:
    norm = norm_of(lexicon, text)
    assert set(norm.behaviours) == OFFENSIVE
    assert set(norm.place) == {"public_road", "public_building"}
    assert norm.actor == "any"


SPYING = (
    "Het is verboden zich bij een persoon of gebouw op te houden met de bedoeling iemand te bespieden.",
    "Het is verboden met een kijker of ander instrument iemand die zich binnen bevindt te bespieden.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Het is verboden op of aan de openbare weg of in een voor publiek toegankelijke ruimte personen te "
        "filmen of "
        "te fotograferen als daarmee hun eerbaarheid wordt aangetast of inbreuk wordt gemaakt op hun privéleven.",
        "Niemand mag op of aan de openbare weg of in een voor het publiek toegankelijke ruimte een ander filmen "
        "of "
        "fotograferen op een wijze die diens eerbaarheid of persoonlijke levenssfeer schaadt.",
        "Het filmen of fotograferen van personen op of aan de openbare weg of in een voor publiek toegankelijke "
        "ruimte is "
        "verboden, indien hun eerbaarheid daardoor wordt geschonden of hun persoonlijke levenssfeer wordt "
        "geraakt.",
        "Op of aan de openbare weg en in voor publiek toegankelijke ruimten is het verboden opnamen te maken "
        "van een "
        "persoon, zodanig dat zijn eerbaarheid of privacy in het geding komt.",
    ],
)
def test_rotterdam_filming_of_persons(lexicon: Lexicon, text: str) -> None:
    norm = norm_of(lexicon, *SPYING, text, heading="Bespieden en heimelijk fotograferen of filmen van personen")
    assert norm.behaviours == ("filmen-op-straat",)
    assert norm.lids == ("3",)
    assert set(norm.place) == {"public_road", "public_building"}


@pytest.mark.parametrize(
    "text",
    [
        "Onverminderd de artikelen 424, 426bis en 431 van het Wetboek van Strafrecht is het een ieder verboden "
        "op of "
        "aan de weg of in een voor het publiek toegankelijk gebouw de orde te verstoren, zich hinderlijk te "
        "gedragen, "
        "personen lastig te vallen, mee te doen aan een samenscholing, onnodig op te dringen of door uitdagend "
        "gedrag "
        "wanordelijkheden uit te lokken.",
        "Voor zover de artikelen 424, 426bis en 431 van het Wetboek van Strafrecht daarin niet voorzien, mag "
        "niemand op "
        "of aan de weg of in een voor het publiek toegankelijk gebouw de orde verstoren, anderen lastigvallen of "
        "hinderen, aan een samenscholing deelnemen, onnodig opdringen of door uitdagend gedrag aanleiding geven "
        "tot "
        "wanordelijkheden.",
        "Een ieder onthoudt zich, onverminderd het Wetboek van Strafrecht, op of aan de weg en in voor het "
        "publiek "
        "toegankelijke gebouwen van het verstoren van de orde, van hinderlijk gedrag, van deelneming aan een "
        "samenscholing en van onnodig opdringen.",
    ],
)
def test_utrecht_disturbing_order(lexicon: Lexicon, text: str) -> None:
    norm = norm_of(lexicon, text, heading="Verstoring van de openbare orde e.d.")
    assert set(norm.behaviours) == {"hinderlijk-gedrag", "samenscholing"}
    assert norm.overlap
    assert norm.actor == "any"
    assert set(norm.place) == {"public_road", "public_building"}


@pytest.mark.parametrize("tail", ["", ", of op andere wijze de openbare orde te verstoren"])
@pytest.mark.parametrize(
    "text",
    [
        "Het is verboden op of aan de weg of in een voor publiek toegankelijk gebouw of vaartuig deel te nemen "
        "aan een "
        "samenscholing, onnodig op te dringen, door uitdagend gedrag aanleiding te geven tot ongeregeldheden",
        "Het is een ieder, in groepsverband dan wel afzonderlijk, niet toegestaan op of aan de weg of in een "
        "voor het "
        "publiek toegankelijk gebouw of vaartuig zich aan te sluiten bij een samenscholing, onnodig op te "
        "dringen of "
        "door uitdagend gedrag wanordelijkheden uit te lokken",
    ],
)
def test_hoorn_gathering(lexicon: Lexicon, text: str, tail: str) -> None:
    norm = norm_of(lexicon, f"{text}{tail}.", heading="Samenscholing en ongeregeldheden")
    assert norm.behaviours == ("samenscholing",)
    assert set(norm.place) == {"public_road", "public_building"}


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
