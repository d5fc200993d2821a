"""The penal list: only a change that leaves a sound enumeration is written out."""

import pytest

from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.regulation import Article, Lid, Metadata, Paragraph, Regulation, Run
from apv.drafting.penal import PenalChange, penal_change
from apv.law.catalogue import load_catalogue


def bylaw(clause: str, *numbers: str, second: str = "") -> Regulation:
    articles = [Article(number, f"Artikel over {number}") for number in numbers]
    blocks = (Paragraph((Run(clause),)),)
    if second:
        penal = Article("6:1", "Strafbepaling", lids=(Lid("1.", (Paragraph((Run(second),)),)), Lid("2.", blocks)))
    else:
        penal = Article("6:1", "Strafbepaling", blocks)
    return Regulation(Metadata(), body=(*articles, penal))


def change(clause: str, number: str, *numbers: str, second: str = "") -> PenalChange:
    lexicon = load_lexicon(load_catalogue())
    return penal_change(bylaw(clause, *numbers, second=second), lexicon, number, listed=False)


PUNISHED = "wordt gestraft met hechtenis van ten hoogste drie maanden."


@pytest.mark.parametrize(
    ("listed", "number", "kind", "old", "new"),
    [
        ("de artikelen 2:1, 2:9 en 2:47", "2:1a", "insert", "2:1", ", 2:1a"),
        ("de artikelen 2:1 en 2:9", "2:1a", "insert", "2:1", ", 2:1a"),
        ("de artikelen 2:1, 2:9 en 2:47", "2:10", "insert", "2:9", ", 2:10"),
        ("de artikelen 2:1, 2:9 en 2:47", "2:48", "replace", "2:9 en 2:47", "2:9, 2:47 en 2:48"),
        ("de artikelen 2:1, 2:9 of 2:47", "2:48", "replace", "2:9 of 2:47", "2:9, 2:47 of 2:48"),
        ("de artikelen 2:1, eerste lid, 2:9 en 2:47", "2:1a", "insert", "2:1, eerste lid", ", 2:1a"),
        ("de artikelen 2:9 en 2:47", "2:1a", "place", "", ""),
        ("artikel 2:1", "2:1a", "place", "", ""),
        ("de artikelen 2:1 tot en met 2:9 en 2:47", "2:10", "insert", "2:9", ", 2:10"),
    ],
)
def test_the_change_leaves_a_sound_enumeration(listed: str, number: str, kind: str, old: str, new: str) -> None:
    found = change(f"Overtreding van {listed} {PUNISHED}", number, "2:1", "2:9", "2:47")
    assert (found.kind, found.old, found.new, found.article) == (kind, old, new, "6:1")


def test_the_lid_is_named_when_there_are_more() -> None:
    found = change(
        f"Overtreding van de artikelen 2:1 en 2:9 {PUNISHED}",
        "2:1a",
        "2:1",
        "2:9",
        second="Dit artikel geldt overal.",
    )
    assert found.lid == "tweede"


def test_a_number_that_stands_there_twice_is_left_to_a_person() -> None:
    clause = f"Overtreding van de artikelen 2:1, 2:9 en 2:47 {PUNISHED} Bij 2:1, 2:9 is een bevel nodig."
    assert change(clause, "2:1a", "2:1", "2:9", "2:47").kind == "place"


def test_what_is_covered_needs_no_change() -> None:
    lexicon = load_lexicon(load_catalogue())
    regulation = bylaw(f"Overtreding van het bepaalde in deze verordening {PUNISHED}", "2:1")
    assert penal_change(regulation, lexicon, "2:1a", listed=True) == PenalChange("none", "6:1")


def test_without_a_penal_clause_a_person_decides() -> None:
    lexicon = load_lexicon(load_catalogue())
    assert penal_change(Regulation(Metadata()), lexicon, "2:1a", listed=None).kind == "unknown"
    assert penal_change(Regulation(Metadata()), lexicon, "2:1a", listed=False).kind == "unknown"
