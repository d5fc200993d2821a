"""One operation at a time: the new text, in the numbers of the by-law, and the sentence that decides it."""

from __future__ import annotations

import pytest

from apv.bylaws.regulation import (
    Article,
    Division,
    ItemList,
    Lid,
    ListItem,
    Metadata,
    Paragraph,
    Regulation,
    Run,
    place,
)
from apv.drafting.amending.amend import amend
from apv.drafting.amending.instructions import Instructions, instructions
from apv.drafting.amending.interpret import interpret
from apv.drafting.amending.operations import (
    Amendment,
    InsertArticle,
    InsertLine,
    InsertPart,
    InsertWords,
    LapseArticle,
    LapseLine,
    LapsePart,
    LapseWords,
    NumberText,
    Operation,
    ReplaceArticle,
    ReplaceEnd,
    ReplaceLine,
    ReplacePart,
    ReplaceWords,
    RetitleArticle,
    Undecided,
)
from apv.drafting.amending.plain import plain
from apv.drafting.amending.spot import Spot
from apv.drafting.document import article_text
from apv.errors import InputError


def al(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def listed(*pairs: tuple[str, str]) -> ItemList:
    return ItemList(tuple(ListItem(number, (al(text),)) for number, text in pairs))


def bylaw(as_list: bool = False) -> Regulation:
    lids = (
        Lid("1.", (al("Het is verboden:"), listed(("a.", "te zingen;"), ("b.", "te dansen."))), as_list),
        Lid("2.", (al("Het college kan ontheffing verlenen."),), as_list),
        Lid("3.", (al("Het eerste lid geldt niet op zondag."),), as_list),
    )
    contents = Division(
        "inhoudsopgave", blocks=(al("Inhoudsopgave"), al("Artikel 1:1 Orde"), al("Artikel 2:1 Zang"))
    )
    one = Division("hoofdstuk", "1", "Begin", "Hoofdstuk", children=(
        Article("1:1", "Orde", (al("Orde is rust, reinheid en regelmaat."),)),
    ))  # fmt: skip
    two = Division("hoofdstuk", "2", "Straat", "Hoofdstuk", children=(Article("2:1", "Zang", lids=lids),))
    return Regulation(Metadata(title="Verordening Proefdorp"), body=place((contents, one, two)))


def after(operation: Operation, number: str, *, as_list: bool = False) -> list[str]:
    """The article as it will read."""
    article = checked(bylaw(as_list), operation).article(number)
    assert article is not None
    return list(article_text(article))


def checked(old: Regulation, *operations: Operation) -> Regulation:
    """The new text, once the instructions have been read back to the same."""
    amendment = Amendment(operations)
    new = amend(old, amendment)
    assert interpret(old, instructions(old, amendment).division()) == plain(new)
    return new


def words(*operations: Operation) -> list[str]:
    made = decided(*operations)
    return [text for part in made.parts for text in (part.opening, *(step.words for step in part.steps)) if text]


def decided(*operations: Operation) -> Instructions:
    return instructions(bylaw(), Amendment(operations))


SENTENCES: list[tuple[Operation, str]] = [
    (InsertArticle(Article("2:1a", "Dans"), "after", "2:1"),
     "Na artikel 2:1 wordt een artikel ingevoegd, luidende:"),
    (InsertArticle(Article("2:0", "Dans"), "before", "2:1"),
     "Voor artikel 2:1 wordt een artikel ingevoegd, luidende:"),
    (InsertArticle(Article("2:9"), "last", "hoofdstuk 2"),
     "Aan hoofdstuk 2 wordt een artikel toegevoegd, luidende:"),
    (InsertArticle(Article("2:0"), "first", "hoofdstuk 2"),
     "Aan het begin van hoofdstuk 2 wordt een artikel ingevoegd, luidende:"),
    (ReplaceArticle(Article("2:1", "Dans")), "Artikel 2:1 komt te luiden:"),
    (LapseArticle("2:1"), "Artikel 2:1 vervalt."),
    (LapseArticle("2:1", Article("2:1", "(vervallen)")), "Artikel 2:1 vervalt. Van het artikel blijft staan:"),
    (RetitleArticle("2:1", "Lied"), "Het opschrift van artikel 2:1 komt te luiden:"),
    (InsertWords(Spot("1:1"), "rust", ", stilte"), "In artikel 1:1 wordt na ‘rust’ ingevoegd ‘, stilte’."),
    (InsertWords(Spot("1:1"), "rust", "stilte,", before=True),
     "In artikel 1:1 wordt voor ‘rust’ ingevoegd ‘stilte,’."),
    (ReplaceWords(Spot("2:1", "3"), "zondag", "maandag"),
     "In artikel 2:1, derde lid, wordt ‘zondag’ vervangen door ‘maandag’."),
    (LapseWords(Spot("2:1", "1", ("a",)), "te"), "In artikel 2:1, eerste lid, onderdeel a, vervalt ‘te’."),
    (ReplaceWords(Spot("2:1", "1", lead=True), "verboden", "niet toegestaan"),
     "In artikel 2:1, eerste lid, aanhef, wordt ‘verboden’ vervangen door ‘niet toegestaan’."),
    (ReplaceEnd(Spot("2:1", "1", ("b",)), ".", ";"),
     "In artikel 2:1, eerste lid, onderdeel b, wordt de punt aan het slot vervangen door een puntkomma."),
    (ReplaceEnd(Spot("2:1", "1", ("a",)), ";", "; of"),
     "In artikel 2:1, eerste lid, onderdeel a, wordt de puntkomma aan het slot vervangen door ‘; of’."),
    (InsertPart("lid", Spot("2:1"), "3", (al("Einde."),)), "Aan artikel 2:1 wordt een lid toegevoegd, luidende:"),
    (InsertPart("lid", Spot("2:1"), "1", (al("Einde."),)),
     "In artikel 2:1 wordt onder vernummering van het tweede en derde lid tot derde en vierde "
     "lid na het eerste lid een "
     "lid ingevoegd, luidende:"),
    (InsertPart("lid", Spot("2:1"), "", (al("Einde."),)),
     "In artikel 2:1 wordt onder vernummering van het eerste tot en met derde lid tot tweede "
     "tot en met vierde lid voor "
     "het eerste lid een lid ingevoegd, luidende:"),
    (InsertPart("lid", Spot("2:1"), "1", (al("Einde."),), renumber=False),
     "In artikel 2:1 wordt na het eerste lid een lid ingevoegd, luidende:"),
    (InsertPart("item", Spot("2:1", "1"), "a", (al("te springen;"),)),
     "In artikel 2:1, eerste lid, wordt onder verlettering van onderdeel b tot onderdeel c na "
     "onderdeel a een onderdeel "
     "ingevoegd, luidende:"),
    (ReplacePart(Spot("2:1", "2"), (al("Einde."),)), "Artikel 2:1, tweede lid, komt te luiden:"),
    (ReplacePart(Spot("2:1", "1", lead=True), (al("Niet mag:"),)),
     "Artikel 2:1, eerste lid, aanhef, komt te luiden:"),
    (LapsePart(Spot("2:1", "2")),
     "Artikel 2:1, tweede lid, vervalt, onder vernummering van het derde lid tot tweede lid."),
    (LapsePart(Spot("2:1", "3")), "Artikel 2:1, derde lid, vervalt."),
    (LapsePart(Spot("2:1", "1", ("a",))),
     "Artikel 2:1, eerste lid, onderdeel a, vervalt, onder verlettering van onderdeel b tot onderdeel a."),
    (NumberText("1:1"), "Voor de tekst van artikel 1:1 wordt de aanduiding ‘1.’ geplaatst."),
    (InsertLine("Artikel 2:1 Zang", "Artikel 2:1a Dans"),
     "In de inhoudsopgave wordt na de regel ‘Artikel 2:1 Zang’ een regel ingevoegd, luidende:"),
    (ReplaceLine("Artikel 2:1 Zang", "Artikel 2:1 Lied"),
     "In de inhoudsopgave komt de regel ‘Artikel 2:1 Zang’ te luiden:"),
    (LapseLine("Artikel 2:1 Zang"), "In de inhoudsopgave vervalt de regel ‘Artikel 2:1 Zang’."),
]  # fmt: skip


@pytest.mark.parametrize(("operation", "sentence"), SENTENCES, ids=[sentence[:60] for _, sentence in SENTENCES])
@pytest.mark.parametrize("as_list", [False, True], ids=["lid", "lijst"])
def test_each_operation_has_its_formula_and_reads_back(operation: Operation, sentence: str, as_list: bool) -> None:
    assert words(operation) == [sentence]
    checked(bylaw(as_list), operation)


@pytest.mark.parametrize("as_list", [False, True], ids=["lid", "lijst"])
def test_leden_move_on_and_keep_their_encoding(as_list: bool) -> None:
    operation = InsertPart("lid", Spot("2:1"), "1", (al("Ook fluiten is verboden."),))
    assert after(operation, "2:1", as_list=as_list)[4:] == [
        "2. Ook fluiten is verboden.", "3. Het college kan ontheffing verlenen.",
        "4. Het eerste lid geldt niet op zondag.",
    ]  # fmt: skip
    article = amend(bylaw(as_list), Amendment((operation,))).article("2:1")
    assert article is not None
    assert {lid.as_list for lid in article.lids} == {as_list}


def test_without_renumbering_a_lid_gets_a_letter() -> None:
    operation = InsertPart("lid", Spot("2:1"), "1", (al("Ook fluiten niet."),), renumber=False)
    assert "1a. Ook fluiten niet." in after(operation, "2:1")


def test_words_close_up() -> None:
    assert after(LapseWords(Spot("1:1"), ", reinheid"), "1:1")[1] == "Orde is rust en regelmaat."
    assert after(InsertWords(Spot("1:1"), "rust", "in de straat"), "1:1")[1] == (
        "Orde is rust in de straat, reinheid en regelmaat."
    )
    assert after(LapseWords(Spot("1:1"), "rust,"), "1:1")[1] == "Orde is reinheid en regelmaat."


def test_text_keeps_its_look_around_a_change() -> None:
    runs = (Run("weg", bold=True), Run(": alles wat voor verkeer openstaat;"))
    old = Regulation(Metadata(), body=(Article("1", "", (Paragraph(runs),)),))
    new = amend(old, Amendment((ReplaceWords(Spot("1"), "verkeer", "voetgangers"),)))
    assert new.articles[0].blocks == (Paragraph((runs[0], Run(": alles wat voor voetgangers openstaat;"))),)


def test_changes_of_one_article_are_steps_under_one_heading() -> None:
    made = decided(
        ReplaceWords(Spot("2:1", "3"), "zondag", "maandag"),
        InsertPart("lid", Spot("2:1"), "3", (al("Einde."),)),
        RetitleArticle("2:1", "Lied", about=""),
        LapseArticle("1:1"),
    )
    assert [part.letter for part in made.parts] == ["A", "B"]
    assert made.parts[0].opening == "Artikel 2:1 wordt als volgt gewijzigd:"
    assert [step.words for step in made.parts[0].steps] == [
        "In het derde lid wordt ‘zondag’ vervangen door ‘maandag’.",
        "Er wordt een lid toegevoegd, luidende:",
        "Het opschrift komt te luiden:",
    ]
    assert made.opening == "De Verordening Proefdorp wordt als volgt gewijzigd:"


def test_later_steps_see_the_earlier_ones() -> None:
    first = InsertPart("lid", Spot("2:1"), "1", (al("Nieuw."),))
    new = checked(bylaw(), first, ReplaceWords(Spot("2:1", "4"), "zondag", "maandag"))
    article = new.article("2:1")
    assert article is not None
    assert list(article_text(article))[-1] == "4. Het eerste lid geldt niet op maandag."


def test_words_with_quotation_marks_get_other_marks_around_them() -> None:
    old = Regulation(Metadata(), body=(Article("1", "", (al("Foto’s zijn verboden."),)),))
    operation = ReplaceWords(Spot("1"), "Foto’s", "Video’s")
    assert instructions(old, Amendment((operation,))).parts[0].steps[0].words == (
        "In artikel 1 wordt “Foto’s” vervangen door “Video’s”."
    )
    checked(old, operation)


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        (ReplaceWords(Spot("2:1"), "te", "om te"), "meer dan één keer"),
        (ReplaceWords(Spot("2:1"), "kamperen", "x"), "staat daar niet"),
        (ReplaceWords(Spot("2:1", "9"), "te", "x"), "geen lid 9"),
        (ReplaceWords(Spot("2:1", "1", ("c",)), "te", "x"), "Onderdeel c staat daar niet"),
        (LapseArticle("9:9"), "staat niet in de verordening"),
        (InsertArticle(Article("2:1"), "after", "1:1"), "staat er al"),
        (InsertArticle(Article("2:2"), "last", "hoofdstuk 7"), "staat niet in de verordening"),
        (InsertPart("item", Spot("1:1"), "", (al("x"),)), "geen opsomming"),
        (InsertPart("lid", Spot("1:1"), "", (al("x"),)), "geen leden"),
        (NumberText("2:1"), "al verdeeld in leden"),
        (LapseLine("Artikel 9"), "niet in de inhoudsopgave"),
        (ReplaceEnd(Spot("1:1"), ";", "."), "eindigt niet op"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(operation: Operation, message: str) -> None:
    with pytest.raises(InputError, match=message):
        amend(bylaw(), Amendment((operation,)))


def test_two_articles_with_one_number_cannot_be_told_apart() -> None:
    old = Regulation(Metadata(), body=(Article("1", "Een"), Article("1", "Twee")))
    with pytest.raises(InputError, match="Meer dan één artikel"):
        amend(old, Amendment((LapseArticle("1"),)))


def test_the_undecided_changes_nothing_and_shows() -> None:
    open_end = Undecided("In artikel [vul in: nummer] vervalt ‘te’.", about="penal")
    amendment = Amendment((open_end,))
    assert amend(bylaw(), amendment) == bylaw()
    assert amendment.undecided == (open_end,)
    assert words(open_end) == ["In artikel [vul in: nummer] vervalt ‘te’."]
    with pytest.raises(InputError, match="moet nog iets worden ingevuld"):
        interpret(bylaw(), instructions(bylaw(), amendment).division())


def test_a_sentence_that_a_person_spoilt_is_named() -> None:
    made = decided(LapseArticle("1:1")).division()
    spoilt = Division(
        made.kind, made.number, label=made.label, blocks=(made.blocks[0], al("Artikel 1:1 mag weg."))
    )
    with pytest.raises(InputError, match="niet te begrijpen"):
        interpret(bylaw(), spoilt)


def test_a_decision_without_instructions_changes_nothing() -> None:
    assert interpret(bylaw(), instructions(bylaw(), Amendment()).division()) == plain(bylaw())
