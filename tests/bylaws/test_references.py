"""References in legal text: found with their place, and looked up."""

from __future__ import annotations

from datetime import date

import pytest

from apv.bylaws.references import find_references, parse_reference, resolve
from apv.bylaws.regulation import Article, ItemList, Lid, ListItem, Metadata, Paragraph, Regulation, Run


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("de artikelen 2:1, 2:1a en 2:47", ["2:1", "2:1a", "2:47"]),
        ("artikel 2.1.1.1", ["2.1.1.1"]),
        ("art. 12 of artikel 13", ["12", "13"]),
        ("artikelen 424, 426bis of 431", ["424", "426bis", "431"]),
        ("Artikel 2:50B", ["2:50B"]),
        ("artikel 3 of in 2020", ["3"]),
        ("een artikel in de krant", []),
    ],
)
def test_articles(text: str, articles: list[str]) -> None:
    assert [found.article for found in find_references(text)] == articles


def test_ranges() -> None:
    found = find_references("artikelen 2:1 tot en met 2:6a, 3:1 t/m 3:4 en 6:1")
    assert [(each.article, each.until) for each in found] == [("2:1", "2:6a"), ("3:1", "3:4"), ("6:1", "")]


@pytest.mark.parametrize(
    ("text", "lids", "items"),
    [
        ("artikel 2:1, eerste lid, onder a, en verder", ("1",), ("a",)),
        ("artikel 2:1 lid 2 sub b", ("2",), ("b",)),
        ("artikel 2:1, tweede en derde lid", ("2", "3"), ()),
        ("artikel 2:1, tweede tot en met vierde lid", ("2", "3", "4"), ()),
        ("artikel 2:1, aanhef en onder aa en 2°", (), ("aa", "2")),
        ("artikel 2:1, vierde lid en onder b", ("4",), ("b",)),
    ],
)
def test_leden_and_onderdelen(text: str, lids: tuple[str, ...], items: tuple[str, ...]) -> None:
    (found,) = find_references(text)
    assert (found.lids, found.items) == (lids, items)


def test_offsets_point_at_the_words() -> None:
    text = "Zie artikel 2:1, eerste lid, en ECLI:NL:HR:2021:1946."
    for found in find_references(text):
        assert text[found.start : found.end] == found.text
    assert [found.text for found in find_references(text)] == ["2:1, eerste lid", "ECLI:NL:HR:2021:1946"]


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("artikel 149 van de Gemeentewet", True),
        ("artikel 429ter Sr", True),
        ("artikel 2:1 van deze verordening", False),
        ("artikel 2:1 wordt gestraft", False),
    ],
)
def test_articles_of_another_law_are_told_apart(text: str, elsewhere: bool) -> None:
    assert find_references(text)[0].elsewhere is elsewhere


@pytest.mark.parametrize(
    ("raw", "work", "article", "on"),
    [
        ("1.0:c:BWBR0024779&artikel=2.1&lid=1&g=2021-07-01", "BWBR0024779", "2.1", date(2021, 7, 1)),
        ("jci1.31:c:BWBR0001854&artikel=9&z=2024-07-01&g=2024-07-01", "BWBR0001854", "9", date(2024, 7, 1)),
        ("https://wetten.overheid.nl/jci1.3:c:BWBR0013798&z=2018-07-28&g=2018-07-28", "BWBR0013798", "",
         date(2018, 7, 28)),
        ("BWB://1.0:v:BWBR0005416&artikel=149", "BWBR0005416", "149", None),
        ("http://wetten.overheid.nl/BWBR0005416/geldigheidsdatum_15-05-2011#Titel", "BWBR0005416", "",
         date(2011, 5, 15)),
        ("http://wetten.overheid.nl/BWBR0004825/", "BWBR0004825", "", None),
        ("CVDR://90762_1", "CVDR90762", "", None),
        ("1.1:CVDR77862_1", "CVDR77862", "", None),
        ("1.0:101407_1", "CVDR101407", "", None),
        ("ECLI:NL:GHDHA:2019:3293", "ECLI:NL:GHDHA:2019:3293", "", None),
    ],
)  # fmt: skip
def test_addresses_in_every_notation(raw: str, work: str, article: str, on: date | None) -> None:
    found = parse_reference(raw)
    assert found is not None
    assert (found.work, found.article, found.on) == (work, article, on)


@pytest.mark.parametrize("raw", ["", "n.v.t.", "gmb-2016-146361", "mailto:x@example.nl"])
def test_what_is_no_address(raw: str) -> None:
    assert parse_reference(raw) is None


def test_addresses_a_person_can_open() -> None:
    def opened(raw: str) -> str:
        found = parse_reference(raw)
        return found.address if found else ""

    assert opened("1.0:c:BWBR0001854&artikel=429ter&g=2024-07-01") == (
        "https://wetten.overheid.nl/jci1.3:c:BWBR0001854&artikel=429ter&g=2024-07-01"
    )
    assert opened("CVDR72510_56") == "https://lokaleregelgeving.overheid.nl/CVDR72510/56"
    assert opened("ECLI:NL:GHDHA:2019:3293").endswith("?id=ECLI:NL:GHDHA:2019:3293")


def test_a_reference_is_looked_up_in_the_by_law() -> None:
    items = ItemList((ListItem("a.", (Paragraph((Run("roepen"),)),)),))
    article = Article("2:1", lids=(Lid("1.", (Paragraph((Run("Verboden:"),)), items)), Lid("2.", ())))
    bylaw = Regulation(Metadata(), body=(article,))

    def pieces(text: str) -> list[str] | None:
        found = resolve(find_references(text)[0], bylaw)
        return None if found is None else [found[0].text[part.start : part.end] for part in found[1]]

    assert pieces("artikel 2:1") == ["Verboden:", "roepen"]
    assert pieces("artikel 2:1, eerste lid, onder a") == ["roepen"]
    assert pieces("artikel 2:1, derde lid") is None
    assert pieces("artikel 3") is None
    assert pieces("artikel 2:1 van de Algemene wet") is None
