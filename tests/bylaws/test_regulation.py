"""Regulation values: text with offsets, bare numbers, place in the by-law."""

from __future__ import annotations

import pytest

from apv.bylaws.regulation import (
    Article,
    Cell,
    Division,
    ItemList,
    Lid,
    ListItem,
    Metadata,
    Paragraph,
    Regulation,
    Run,
    Table,
    bare,
    place,
    text_of,
)


def al(text: str) -> Paragraph:
    return Paragraph((Run(text),))


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("1.", "1"),
        ("1", "1"),
        ("(1)", "1"),
        ("2a.", "2a"),
        ("a)", "a"),
        ("o.", "o"),
        ("1°.", "1"),
        ("1º", "1"),
        ("1o.", "1"),
        ("-", "-"),
        ("•", "•"),
        ("", ""),
    ],
)
def test_bare_numbers(printed: str, number: str) -> None:
    assert bare(printed) == number


ARTICLE = Article(
    "2:1a",
    "Hinder",
    lids=(
        Lid(
            "1.",
            (al("Verboden is:"), ItemList((ListItem("a.", (al("roepen;"),)), ListItem("b.", (al("sissen."),))))),
        ),
        Lid("2.", (Table(((Cell((al("uur"),)), Cell((al("plaats"),))), (Cell(()), Cell(())))),)),
    ),
)


def test_every_piece_of_text_can_be_pointed_at() -> None:
    assert ARTICLE.text == "Verboden is:\nroepen;\nsissen.\nuur\tplaats"
    assert [(part.kind, part.path, ARTICLE.text[part.start : part.end]) for part in ARTICLE.parts] == [
        ("lid", ("1",), "Verboden is:"),
        ("item", ("1", "a"), "roepen;"),
        ("item", ("1", "b"), "sissen."),
        ("row", ("2",), "uur\tplaats"),
    ]


def test_a_glance_shows_heading_numbers_and_words() -> None:
    assert ARTICLE.glance == "Artikel 2:1a Hinder Verboden is: a. roepen; b. sissen. uur plaats"


def test_text_of_blocks_includes_list_numbers() -> None:
    assert text_of(ARTICLE.lids[0].blocks) == "Verboden is: a. roepen; b. sissen."


def test_articles_are_found_in_document_order_and_by_number() -> None:
    first, second = Article("1"), Article("2")
    regulation = Regulation(
        Metadata(),
        body=(Division("hoofdstuk", children=(Division("afdeling", children=(first,)), second)), ARTICLE),
    )
    assert [article.number for article in regulation.articles] == ["1", "2", "2:1a"]
    assert regulation.article("2:1a") is ARTICLE
    assert regulation.article("9") is None


def test_place_tells_every_article_where_it_stands() -> None:
    chapter = Division("hoofdstuk", "2", "Orde", "Hoofdstuk", children=(ARTICLE,))
    placed = place((chapter,))
    assert Regulation(Metadata(), body=placed).articles[0].division == ("Hoofdstuk 2 Orde",)
    assert place(placed) == placed


def test_findings_and_source_make_no_difference_to_what_a_regulation_is() -> None:
    assert Regulation(Metadata(), source="a.xml") == Regulation(Metadata(), source="b.xml")
