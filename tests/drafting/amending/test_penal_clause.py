"""The penal clause grows and shrinks in its own form: text, ranges, lists; where unsure, a person decides."""

from __future__ import annotations

import pytest

from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import recognise
from apv.bylaws.regulation import Article, ItemList, Lid, ListItem, Metadata, Paragraph, Regulation, Run
from apv.drafting.amending.amend import amend
from apv.drafting.amending.instructions import instructions
from apv.drafting.amending.interpret import interpret
from apv.drafting.amending.operations import Amendment, Operation, Undecided
from apv.drafting.amending.penal_clause import extend_penal_clause, shorten_penal_clause
from apv.drafting.amending.plain import plain
from apv.law.catalogue import load_catalogue

LEXICON = load_lexicon(load_catalogue())
PUNISHED = "wordt gestraft met hechtenis van ten hoogste drie maanden."
NUMBERS = ("2:1", "2:3", "2:9", "2:47")


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def bylaw(*blocks: Paragraph | ItemList, second: bool = False, numbers: tuple[str, ...] = NUMBERS) -> Regulation:
    articles = tuple(Article(number, f"Over {number}", (paragraph("Het mag niet."),)) for number in numbers)
    if second:
        lids = (Lid("1.", (paragraph("Dit artikel geldt overal."),)), Lid("2.", blocks))
        return Regulation(Metadata(), body=(*articles, Article("6:1", "Strafbepaling", lids=lids)))
    return Regulation(Metadata(), body=(*articles, Article("6:1", "Strafbepaling", blocks)))


def after(old: Regulation, operations: tuple[Operation, ...]) -> str:
    """The penal clause as it will read; the instructions carried out give the same."""
    amendment = Amendment(operations)
    new = amend(old, amendment)
    assert interpret(old, instructions(old, amendment).division()) == plain(new)
    article = new.article("6:1")
    assert article is not None
    return article.text


@pytest.mark.parametrize(
    ("listed", "number", "becomes"),
    [
        ("de artikelen 2:1, 2:9 en 2:47", "2:1a", "de artikelen 2:1, 2:1a, 2:9 en 2:47"),
        ("de artikelen 2:1 en 2:9", "2:1a", "de artikelen 2:1, 2:1a en 2:9"),
        ("de artikelen 2:1, 2:9 en 2:47", "2:10", "de artikelen 2:1, 2:9, 2:10 en 2:47"),
        ("de artikelen 2:1, 2:9 en 2:47", "2:48", "de artikelen 2:1, 2:9, 2:47 en 2:48"),
        ("de artikelen 2:1, 2:9 of 2:47", "2:48", "de artikelen 2:1, 2:9, 2:47 of 2:48"),
        ("de artikelen 2:1, eerste lid, 2:9 en 2:47", "2:1a", "de artikelen 2:1, eerste lid, 2:1a, 2:9 en 2:47"),
        ("de artikelen 2:9 en 2:47", "2:1a", "de artikelen 2:1a, 2:9 en 2:47"),
        ("artikel 2:1", "2:1a", "de artikelen 2:1 en 2:1a"),
        ("artikel 2:9", "2:1a", "de artikelen 2:1a en 2:9"),
        ("de artikelen 2:1 tot en met 2:9 en 2:47", "2:10", "de artikelen 2:1 tot en met 2:9, 2:10 en 2:47"),
        ("de artikelen 2:1 tot en met 2:9", "2:10", "de artikelen 2:1 tot en met 2:9 en 2:10"),
        ("de artikelen 2:3 tot en met 2:9", "2:1a", "de artikelen 2:1a en 2:3 tot en met 2:9"),
        ("de artikelen 2:1, 2:9 en artikel 2:47", "2:48", "de artikelen 2:1, 2:9, 2:47 en 2:48"),
    ],
)
def test_running_text_names_the_new_article(listed: str, number: str, becomes: str) -> None:
    old = bylaw(paragraph(f"Overtreding van {listed} {PUNISHED}"))
    made = extend_penal_clause(old, LEXICON, number)
    assert after(old, made) == f"Overtreding van {becomes} {PUNISHED}"


@pytest.mark.parametrize(
    ("listed", "number", "becomes"),
    [
        ("de artikelen 2:1, 2:9 en 2:47", "2:1", "de artikelen 2:9 en 2:47"),
        ("de artikelen 2:1, 2:9 en 2:47", "2:9", "de artikelen 2:1 en 2:47"),
        ("de artikelen 2:1, 2:9 en 2:47", "2:47", "de artikelen 2:1 en 2:9"),
        ("de artikelen 2:1 en 2:9", "2:9", "artikel 2:1"),
        ("de artikelen 2:1, 2:3 of 2:9", "2:9", "de artikelen 2:1 of 2:3"),
    ],
)
def test_running_text_no_longer_names_a_lapsed_article(listed: str, number: str, becomes: str) -> None:
    old = bylaw(paragraph(f"Overtreding van {listed} {PUNISHED}"))
    made = shorten_penal_clause(old, LEXICON, number)
    assert after(old, made) == f"Overtreding van {becomes} {PUNISHED}"


LEAD = "Met hechtenis van ten hoogste drie maanden wordt gestraft overtreding van:"


def listed(*texts: str, style: str = "a.") -> ItemList:
    numbers = [style.replace("a", "abcdef"[at]) for at in range(len(texts))]
    return ItemList(tuple(ListItem(n, (paragraph(text),)) for n, text in zip(numbers, texts, strict=True)))


def items(regulation: Regulation) -> list[str]:
    article = regulation.article("6:1")
    assert article is not None
    block = article.blocks[1]
    assert isinstance(block, ItemList)
    return [
        f"{item.number} {item.blocks[0].text}" for item in block.items if isinstance(item.blocks[0], Paragraph)
    ]


@pytest.mark.parametrize(
    ("texts", "style", "number", "becomes"),
    [
        (("artikel 2:1;", "artikel 2:9;", "artikel 2:47."), "a.", "2:1a",
         ["a. artikel 2:1;", "b. artikel 2:1a;", "c. artikel 2:9;", "d. artikel 2:47."]),
        (("artikel 2:1;", "artikel 2:9;", "artikel 2:47."), "-", "2:48",
         ["- artikel 2:1;", "- artikel 2:9;", "- artikel 2:47;", "- artikel 2:48."]),
        (("2:1;", "2:9; en", "2:47."), "a)", "2:48", ["a) 2:1;", "b) 2:9;", "c) 2:47; en", "d) 2:48."]),
        (("2:1;", "2:9; en", "2:47."), "a)", "2:10", ["a) 2:1;", "b) 2:9;", "c) 2:10; en", "d) 2:47."]),
        (("artikel 2:3", "artikel 2:9"), "-", "2:1a", ["- artikel 2:1a", "- artikel 2:3", "- artikel 2:9"]),
    ],
)  # fmt: skip
def test_a_list_gets_an_item_in_its_own_form(
    texts: tuple[str, ...], style: str, number: str, becomes: list[str]
) -> None:
    old = bylaw(paragraph(LEAD), listed(*texts, style=style))
    amendment = Amendment(extend_penal_clause(old, LEXICON, number))
    assert items(amend(old, amendment)) == becomes
    assert interpret(old, instructions(old, amendment).division()) == plain(amend(old, amendment))


@pytest.mark.parametrize(
    ("number", "becomes"),
    [
        ("2:1", ["a. artikel 2:9; of", "b. artikel 2:47."]),
        ("2:9", ["a. artikel 2:1; of", "b. artikel 2:47."]),
        ("2:47", ["a. artikel 2:1;", "b. artikel 2:9."]),
    ],
)
def test_a_list_loses_an_item(number: str, becomes: list[str]) -> None:
    old = bylaw(paragraph(LEAD), listed("artikel 2:1;", "artikel 2:9; of", "artikel 2:47."))
    amendment = Amendment(shorten_penal_clause(old, LEXICON, number))
    assert items(amend(old, amendment)) == becomes
    assert interpret(old, instructions(old, amendment).division()) == plain(amend(old, amendment))


def test_the_lid_is_named_when_there_are_more() -> None:
    old = bylaw(paragraph(f"Overtreding van de artikelen 2:1 en 2:9 {PUNISHED}"), second=True)
    decided = instructions(old, Amendment(extend_penal_clause(old, LEXICON, "2:1a")))
    assert decided.parts[0].steps[0].words == "In artikel 6:1, tweede lid, wordt na ‘2:1’ ingevoegd ‘, 2:1a’."


def test_a_number_that_stands_there_twice_is_left_to_a_person() -> None:
    clause = f"Overtreding van de artikelen 2:1, 2:9 en 2:47 {PUNISHED} Bij 2:1, 2:9 is een bevel nodig."
    (made,) = extend_penal_clause(bylaw(paragraph(clause)), LEXICON, "2:1a")
    assert isinstance(made, Undecided)
    assert "[vul in: " in made.words


@pytest.mark.parametrize("clause", ["Overtreding van hoofdstuk 2", "Overtreding van de verboden"])
def test_another_form_is_left_to_a_person(clause: str) -> None:
    (made,) = extend_penal_clause(bylaw(paragraph(f"{clause} {PUNISHED}")), LEXICON, "2:1a")
    assert isinstance(made, Undecided)
    assert made.words.startswith("In artikel 6:1 wordt")


def test_without_a_penal_clause_a_person_decides() -> None:
    (made,) = extend_penal_clause(Regulation(Metadata()), LEXICON, "2:1a")
    assert isinstance(made, Undecided)
    assert "nummer en lid van de strafbepaling" in made.words
    assert shorten_penal_clause(Regulation(Metadata()), LEXICON, "2:1") == ()


def test_a_range_that_holds_the_lapsed_article_stays() -> None:
    old = bylaw(paragraph(f"Overtreding van de artikelen 2:1 tot en met 2:9 {PUNISHED}"))
    assert shorten_penal_clause(old, LEXICON, "2:3") == ()


def test_the_recogniser_finds_the_new_article_in_the_clause() -> None:
    norm = Article("2:1a", "Hinder", (paragraph("Het is verboden op de weg voorbijgangers na te fluiten."),))
    old = bylaw(paragraph(f"Overtreding van de artikelen 2:1 en 2:9 {PUNISHED}"))
    new = amend(old, Amendment(extend_penal_clause(old, LEXICON, "2:1a")))
    with_norm = Regulation(Metadata(), body=(new.articles[0], norm, *new.articles[1:]))
    assert [found.penal_listed for found in recognise(with_norm, LEXICON)] == [True]
