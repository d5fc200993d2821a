"""A new article, or one less, in the by-laws of the program: every part follows, nothing stays blank."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from apv.bylaws.examples import bundled_bylaw
from apv.bylaws.markup.cvdr import read_cvdr, write_cvdr
from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import recognise
from apv.bylaws.regulation import (
    Article,
    Division,
    ItemList,
    ListItem,
    Metadata,
    Paragraph,
    Regulation,
    Run,
    place,
)
from apv.drafting.amending.amend import amend
from apv.drafting.amending.contents_lines import line_for, new_line
from apv.drafting.amending.definition_lines import define
from apv.drafting.amending.instructions import Instructions, instructions
from apv.drafting.amending.interpret import interpret
from apv.drafting.amending.operations import Amendment, InsertArticle, ReplaceArticle, Undecided
from apv.drafting.amending.plain import plain
from apv.drafting.amending.plan import plan, repeal
from apv.drafting.amending.stubs import stub_of
from apv.drafting.document import article_text, block_text
from apv.drafting.placement import Placement
from apv.law.catalogue import load_catalogue

DAY = date(2026, 11, 23)
LEXICON = load_lexicon(load_catalogue())
TOWNS = ("Brugwoude", "Duinvoort", "Heuvelmonde", "Kwelderveen", "Lindeborg", "Merelwoude", "Rietmonde",
         "Sluismeer", "Veldhaven", "Wilgenhage", "Zandrecht")  # fmt: skip


def al(text: str) -> Paragraph:
    return Paragraph((Run(text),))


@cache
def bylaw(town: str) -> Regulation:
    found = bundled_bylaw(town, DAY)
    assert found is not None
    return found


def norm(number: str) -> Article:
    text = "Het is verboden op een openbare plaats een ander na te roepen of hinderlijk te volgen."
    return Article(number, "Naroepen", (al(text),))


def planned(town: str) -> tuple[Regulation, Article, Amendment]:
    """The amendment that puts an article behind the third of the by-law."""
    old = bylaw(town)
    anchor = old.articles[2].number
    article = norm(f"{anchor}z")
    return old, article, plan(old, article, Placement(article.number, settled=True, after=anchor), LEXICON)


def lines(made: Instructions) -> str:
    found: list[str] = []
    for part in made.parts:
        for piece in part.content:
            found += article_text(piece) if isinstance(piece, Article) else block_text(piece)
    return "\n".join(found)


def proved(old: Regulation, amendment: Amendment) -> Regulation:
    """The new text, once its instructions give it too and official XML has carried it there and back."""
    settled = Amendment(tuple(one for one in amendment if not isinstance(one, Undecided)))
    new = amend(old, amendment)
    assert interpret(old, instructions(old, settled).division()) == plain(new)
    again = read_cvdr(write_cvdr(new), where="gewijzigd")
    assert plain(again) == plain(new)
    return new


@pytest.mark.parametrize("town", TOWNS)
def test_a_new_article_works_in_every_bylaw(town: str) -> None:
    old, article, amendment = planned(town)
    new = proved(old, amendment)
    found = next(one for one in recognise(new, LEXICON) if one.article == article.number)
    left_open = {one.about for one in amendment.undecided}
    assert found.penal_listed or "penal" in left_open
    assert not found.undefined_place_terms or "definition" in left_open
    for operation in amendment.undecided:
        assert "[vul in: " in operation.words


@pytest.mark.parametrize("town", TOWNS)
def test_every_article_can_lapse(town: str) -> None:
    old = bylaw(town)
    for article in old.articles:
        for keep in (True, False):
            amendment = repeal(old, article.number, LEXICON, keep_number=keep, lapses=date(2027, 1, 1))
            new = proved(old, amendment)
            left = new.article(article.number)
            assert (left is not None) == keep
            if left is not None:
                assert left.status == "repealed"
                assert read_cvdr(write_cvdr(new), where="x").article(article.number).status == "repealed"  # type: ignore[union-attr]
            assert len(new.articles) == len(old.articles) - (not keep)


def test_the_penal_clause_no_longer_names_the_lapsed_article() -> None:
    old = bylaw("Veldhaven")
    new = amend(old, repeal(old, "2:1a", LEXICON))
    penal = new.article("6:1")
    assert penal is not None
    assert "2:1, 2:2, 2:49" in penal.text


def test_a_reference_to_the_lapsed_article_is_a_question() -> None:
    amendment = repeal(bylaw("Rietmonde"), "6.2", LEXICON)
    (asked,) = amendment.undecided
    assert asked.words == (
        "In artikel 1.1, onderdeel c, wordt [vul in: wat er komt in plaats van de verwijzing naar artikel 6.2]."
    )


def test_a_lapsed_article_looks_like_those_the_bylaw_has() -> None:
    old = bundled_bylaw("Elzenvoort", DAY)
    assert old is not None
    article = old.article("2.3")
    assert article is not None
    assert list(article_text(stub_of(old, article, date(2027, 1, 1)))) == [
        "Artikel 2.3 (vervallen)", "Vervallen met ingang van 1 januari 2027.",
    ]  # fmt: skip
    assert list(article_text(stub_of(old, article))) == ["Artikel 2.3 (vervallen)", "Vervallen."]
    lindeborg = bylaw("Lindeborg").article("2:47")
    assert lindeborg is not None
    assert stub_of(bylaw("Lindeborg"), lindeborg).heading == "(vervallen)"


def test_a_reserved_article_is_replaced_with_its_line_in_the_contents() -> None:
    old = bylaw("Lindeborg")
    amendment = plan(old, norm("2:1a"), Placement("2:1a", settled=True, replaces=True), LEXICON)
    assert isinstance(amendment.about("article")[0], ReplaceArticle)
    text = lines(instructions(old, amendment))
    assert "In de inhoudsopgave komt de regel ‘Artikel 2:1a Straatintimidatie [gereserveerd]’ te luiden:" in text
    assert "Artikel 2:1a Naroepen" in text
    proved(old, amendment)


def test_without_a_bylaw_everything_is_asked() -> None:
    amendment = plan(None, norm("2:1a"), Placement("2:1a", settled=False), LEXICON, example="2:1")
    assert len(amendment.undecided) == len(amendment.operations) == 3
    text = lines(instructions(Regulation(Metadata()), amendment, "APV"))
    for asked in ("artikelnummer, voorstel 2:1a", "nummer en lid van de strafbepaling", "bijvoorbeeld 2:1",
                  "dit onderdeel blijft alleen staan als de verordening een inhoudsopgave heeft"):  # fmt: skip
        assert asked in text


def test_a_bylaw_without_penal_clause_or_fitting_place_gets_questions() -> None:
    old = Regulation(Metadata(title="Verordening"), body=(Article("1", "Honden", (al("Honden zijn lief."),)),))
    amendment = plan(old, norm("2:1a"), Placement("2:1a", settled=False), LEXICON)
    assert [one.about for one in amendment.undecided] == ["definition", "article", "penal"]
    assert amend(old, amendment) == old


def test_the_parts_come_in_the_order_that_is_asked() -> None:
    old = bylaw("Duinvoort")
    anchor = old.articles[2].number
    article = norm(f"{anchor}a")
    spot = Placement(article.number, settled=True, after=anchor)
    amendment = plan(old, article, spot, LEXICON, parts=("contents", "article", "penal"))
    found = list(dict.fromkeys(one.about for one in amendment))
    assert found == ["definition", "contents", "article", "penal"]
    letters = [part.letter for part in instructions(old, amendment).parts]
    assert letters == ["A", "B", "C", "D"]


def test_a_place_term_that_is_not_defined_gets_its_definition() -> None:
    old = bylaw("Rietmonde")
    anchor = old.articles[2].number
    article = norm(f"{anchor}z")
    spot = Placement(article.number, settled=True, after=anchor)
    amendment = plan(old, article, spot, LEXICON, definitions={"openbare plaats": "elke plaats in de open lucht"})
    text = lines(instructions(old, amendment))
    assert "b. openbare plaats: elke plaats in de open lucht;" in text
    assert "verlettering van de onderdelen b en c tot de onderdelen c en d" in text
    proved(old, amendment)
    unknown = plan(old, article, spot, LEXICON)
    assert "openbare plaats: [vul in: omschrijving van ‘openbare plaats’];" in lines(instructions(old, unknown))


def definitions(*pairs: tuple[str, str]) -> Regulation:
    items = tuple(ListItem(number, (al(text),)) for number, text in pairs)
    text = (al("In deze verordening wordt verstaan onder:"), ItemList(items))
    return Regulation(Metadata(title="Verordening"), body=(Article("1:1", "Begripsbepalingen", text),))


@pytest.mark.parametrize(
    ("pairs", "term", "becomes"),
    [
        ((("a.", "bord: een bord;"), ("b.", "weg: een weg.")), "plein",
         ["a. bord: een bord;", "b. plein: x;", "c. weg: een weg."]),
        ((("a.", "bord: een bord;"), ("b.", "plein: een plein.")), "weg",
         ["a. bord: een bord;", "b. plein: een plein;", "c. weg: x."]),
        ((("a.", "weg: een weg;"), ("b.", "bord: een bord.")), "plein",
         ["a. weg: een weg;", "b. bord: een bord;", "c. plein: x."]),
        ((("", "Bord: een bord;"), ("", "Weg: een weg.")), "plein",
         ["Bord: een bord;", "Plein: x;", "Weg: een weg."]),
        ((("-", "bord: een bord;"), ("-", "weg: een weg;")), "auto",
         ["- auto: x;", "- bord: een bord;", "- weg: een weg;"]),
        ((("1.", "bord: een bord;"), ("2.", "weg: een weg.")), "plein",
         ["1. bord: een bord;", "2. plein: x;", "3. weg: een weg."]),
    ],
)  # fmt: skip
def test_a_definition_takes_its_place(pairs: tuple[tuple[str, str], ...], term: str, becomes: list[str]) -> None:
    old = definitions(*pairs)
    new = proved(old, Amendment(define(old, term, "x")))
    assert list(block_text(new.articles[0].blocks[1])) == becomes


def test_a_bold_term_is_followed_by_a_bold_term() -> None:
    old = bylaw("Zandrecht")
    new = amend(old, Amendment(define(old, "plein", "een open plaats")))
    listed = new.articles[0].blocks[1]
    assert isinstance(listed, ItemList)
    (item,) = [one for one in listed.items if one.number == "c."]
    assert isinstance(item.blocks[0], Paragraph)
    assert item.blocks[0].runs == (Run("plein", bold=True), Run(": een open plaats;"))


def test_without_definitions_a_person_says_where() -> None:
    (asked,) = define(Regulation(Metadata(), body=(Article("1", "Honden", (al("Blaffen mag."),)),)), "weg", "x")
    assert isinstance(asked, Undecided)
    assert "[vul in: nummer van het artikel met de begrippen]" in asked.words


@pytest.mark.parametrize(
    ("line", "of", "becomes"),
    [
        ("Artikel 2:1 Samenscholing", "2:1", "Artikel 2:1a Nieuw"),
        ("2.1 Samenscholing", "2.1", "2.1a Nieuw"),
        ("Art. 12. Samenscholing", "12", "Art. 12a. Nieuw"),
        ("2:1 - Samenscholing", "2:1", "2:1a - Nieuw"),
        ("Artikel 2:1", "2:1", "Artikel 2:1a Nieuw"),
    ],
)
def test_a_line_of_the_contents_has_the_form_of_its_neighbour(line: str, of: str, becomes: str) -> None:
    assert new_line(line, Article(of, "Samenscholing"), Article(f"{of}a", "Nieuw")) == becomes


def test_the_line_of_an_article_is_found_by_its_whole_number() -> None:
    found = tuple(map(al, ("Artikel 2:1a Dans", "Artikel 2:1 Zang", "Artikel 12:1 Slot")))
    old = Regulation(Metadata(), body=place((Division("inhoudsopgave", blocks=found), Article("2:1", "Zang"))))
    assert line_for(old, Article("2:1", "Zang")) == "Artikel 2:1 Zang"
    assert line_for(old, Article("3:1", "Iets")) is None


def test_an_article_goes_into_the_same_chapter_as_the_one_it_follows() -> None:
    old, article, amendment = planned("Zandrecht")
    assert isinstance(amendment.about("article")[0], InsertArticle)
    new = amend(old, amendment)
    numbers = [one.number for one in new.articles]
    assert numbers[numbers.index(article.number) - 1] == old.articles[2].number
    found = new.article(article.number)
    assert found is not None
    assert found.division == old.articles[2].division


def test_no_sentence_has_double_spaces_or_a_loose_comma() -> None:
    for town in TOWNS:
        old, _, amendment = planned(town)
        text = lines(instructions(old, amendment))
        assert not re.search(r"  | ,|,,| \.", text.replace(" ingevoegd ‘, ", " ingevoegd ‘")), text
