"""Free text: what is read, what is denied, and what is left to a person."""

from __future__ import annotations

import pytest

from apv.law.catalogue import Catalogue
from apv.reasoning.story import read_story


@pytest.mark.parametrize(
    ("text", "behaviours", "place", "setting"),
    [
        ("Een man siste naar mij op straat.", {"sissen"}, "public_road", ""),
        ("Hij floot niet.", set(), "", ""),
        ("Hij floot niet, maar siste naar me.", {"sissen"}, "", ""),
        ("Ze raakten haar niet aan.", set(), "", ""),
        (
            "Mijn leidinggevende maakt seksuele opmerkingen op het werk.",
            {"seksuele-opmerking"},
            "workplace",
            "work",
        ),
        ("Een groep jongens bleef haar volgen in de trein.", {"hinderlijk-volgen"}, "public_transport", ""),
        ("De vergunning voor het filmen is verleend.", set(), "", ""),
    ],
)
def test_what_a_text_says(catalogue: Catalogue, text: str, behaviours: set[str], place: str, setting: str) -> None:
    story = read_story(catalogue, text)
    assert set(story.behaviours) == behaviours
    assert story.place == place
    if setting:
        assert story.setting == setting


def test_the_words_that_triggered_are_shown(catalogue: Catalogue) -> None:
    text = "Drie mannen versperden haar de weg en bleven haar volgen."
    story = read_story(catalogue, text)
    assert {"doorgang-belemmeren", "hinderlijk-volgen"} <= set(story.behaviours)
    for mention in story.mentions:
        assert text[mention.start : mention.end] == mention.words
    for fact in story.facts:
        assert story.origins[fact] in text


def test_a_denial_is_shown_and_counts_as_no(catalogue: Catalogue) -> None:
    story = read_story(catalogue, "Hij riep me na, maar volgde me niet.")
    assert "naroepen" in story.behaviours
    assert "hinderlijk-volgen" not in story.behaviours
    assert story.facts.get("following") in (None, "no")


@pytest.mark.parametrize(("text", "age"), [("Het meisje is 14 jaar.", "14"), ("een 14-jarig meisje", "14")])
def test_an_age_is_read(catalogue: Catalogue, text: str, age: str) -> None:
    assert read_story(catalogue, text).facts.get("victim_age") == age


def test_open_norms_are_never_filled_in(catalogue: Catalogue) -> None:
    story = read_story(catalogue, "Het was heel indringend, vernederend en aanstootgevend, en ook beledigend.")
    for fact in story.facts:
        assert catalogue.facts[fact].kind != "evaluative", fact


def test_a_text_that_contradicts_itself_leaves_the_fact_open(catalogue: Catalogue) -> None:
    story = read_story(catalogue, "Hij was alleen. Hij was met een groep vrienden.")
    assert "in_company" not in story.facts
    assert "in_company" in story.doubts
