"""Dead letters: what is published and has probably lost effect, with the day, the reason and the source."""

from __future__ import annotations

from datetime import date

import pytest

from apv.comparing.batch import compare
from apv.comparing.dead_letters import DeadLetter
from apv.comparing.model_articles import models_of
from apv.law.catalogue import Catalogue

from .conftest import FOLLOWING, JEERING, WriteBylaw

ON = date(2026, 11, 23)
SWEARING = ("4", "Vloeken", ["Het is verboden op de weg te vloeken."])


def letters(catalogue: Catalogue, *paths: object, on: date = ON, **options: object) -> tuple[DeadLetter, ...]:
    return compare(list(paths), catalogue, on=on, **options).dead_letters  # type: ignore[arg-type]


def test_a_later_law_leaves_the_older_article_a_dead_letter(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    path = write_bylaw("Zandrecht", JEERING, FOLLOWING)
    (letter,) = [one for one in letters(catalogue, path) if one.cause == "newer_law"]
    assert (letter.municipality, letter.article, letter.heading) == ("Zandrecht", "2:1a", "Straatintimidatie")
    assert letter.regulation == "Algemene plaatselijke verordening Zandrecht"
    assert letter.behaviours == ("nafluiten", "naroepen", "uitjouwen")
    assert (letter.day, letter.day_exact, letter.likely) == (date(2024, 7, 1), True, True)
    assert "waarschijnlijk vervallen" in letter.reason
    sources = {source.citation: source.link for source in letter.sources}
    assert sources["art. 429ter Sr"].startswith("https://wetten.overheid.nl/")
    assert "art. 122 Gemeentewet" in sources


def test_before_that_law_it_was_alive(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    path = write_bylaw("Zandrecht", JEERING)
    found = letters(catalogue, path, on=date(2024, 6, 30))
    assert not any(letter.cause == "newer_law" for letter in found)


def test_a_younger_article_is_not_overtaken(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    path = write_bylaw("Zandrecht", JEERING, start=date(2025, 1, 1))
    assert not any(letter.cause == "newer_law" for letter in letters(catalogue, path))


def test_an_unknown_age_makes_it_a_perhaps(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    path = write_bylaw("Zandrecht", JEERING, start=date(2025, 1, 1), version=7)
    (letter,) = [one for one in letters(catalogue, path) if one.cause == "newer_law"]
    assert not letter.likely
    assert letter.day == date(2024, 7, 1)
    assert "Sinds wanneer deze bepaling geldt" in letter.reason


def test_a_by_law_that_does_not_count_has_no_dead_letters(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    assert letters(catalogue, write_bylaw("Zandrecht", JEERING, end=date(2025, 1, 1))) == ()


def test_what_a_judgment_settled_counts_from_that_day(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    path = write_bylaw("Zandrecht", SWEARING)
    (letter,) = letters(catalogue, path)
    assert (letter.cause, letter.day, letter.behaviours) == ("no_power", date(2021, 12, 24), ("vloeken",))
    (judgment,) = [source for source in letter.sources if source.citation == "ECLI:NL:HR:2021:1946"]
    assert judgment.link.startswith("https://deeplink.rechtspraak.nl/")
    assert judgment.remark == "volgens een secundaire bron"  # what is not sure stays said
    assert letters(catalogue, path, on=date(2021, 12, 23)) == ()


@pytest.fixture
def street(catalogue: Catalogue) -> tuple[str, str, list[str]]:
    """The article of the city that a court set aside, in the words of its model."""
    model = next(one for one in models_of(catalogue, ON) if one.based_on == "apv:rotterdam:2:1a")
    return ("2:1a", "Straatintimidatie", [model.text.replace("\n", " ")])


def test_the_article_that_a_court_set_aside(
    write_bylaw: WriteBylaw, catalogue: Catalogue, street: tuple[str, str, list[str]]
) -> None:
    path = write_bylaw("Gemeente Rotterdam", street)
    (letter,) = [one for one in letters(catalogue, path, on=date(2020, 1, 1)) if one.cause == "judged"]
    assert (letter.day, letter.likely) == (date(2019, 12, 19), True)
    assert letter.sources[0].citation == "ECLI:NL:GHDHA:2019:3293"
    assert letter.reason.startswith("Gerechtshof Den Haag: ")
    assert not any(one.cause == "judged" for one in letters(catalogue, path, on=date(2019, 12, 18)))


def test_an_article_made_anew_after_the_judgment_was_not_judged(
    write_bylaw: WriteBylaw, catalogue: Catalogue, street: tuple[str, str, list[str]]
) -> None:
    path = write_bylaw("Rotterdam", street, start=date(2022, 1, 1))
    found = {one.cause: one for one in letters(catalogue, path)}
    assert "judged" not in found
    assert not found["like_judged"].likely  # but it is made like the one that was


def test_the_same_design_elsewhere_is_a_perhaps(
    write_bylaw: WriteBylaw, catalogue: Catalogue, street: tuple[str, str, list[str]]
) -> None:
    write_bylaw("Bergveen", FOLLOWING)
    path = write_bylaw("Zandrecht", street)
    found = letters(catalogue, path.parent, on=date(2020, 1, 1))
    (letter,) = found
    assert (letter.municipality, letter.cause, letter.likely) == ("Zandrecht", "like_judged", False)
    assert letter.reason.startswith(
        "Deze uitspraak gaat over art. 2:1a APV Rotterdam. "
    )  # and not about Zandrecht


def test_only_the_behaviours_asked_for(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    both = ("2:1a", "", ["Het is verboden op de weg een ander na te fluiten of hinderlijk te volgen."])
    path = write_bylaw("Zandrecht", both)
    assert letters(catalogue, path, behaviours=["hinderlijk-volgen"]) == ()
    (letter,) = letters(catalogue, path, behaviours=["nafluiten", "insluiten"])
    assert letter.behaviours == ("nafluiten",)
