"""The proof: the instructions, read back and carried out on the old text, give exactly the new text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apv.bylaws.markup.cvdr import read_cvdr, write_cvdr
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
)
from apv.drafting.amending.amend import amend
from apv.drafting.amending.instructions import instructions
from apv.drafting.amending.interpret import interpret
from apv.drafting.amending.operations import Amendment, InsertPart, InsertWords, LapsePart
from apv.drafting.amending.plain import plain
from apv.drafting.amending.spot import Spot

from .made_bylaws import amended, bylaws

SETTINGS = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def through_xml(decision: Division) -> Division:
    """The amending article as a reader of the published decision gets it."""
    regulation = read_cvdr(write_cvdr(Regulation(Metadata(), body=(decision,))), where="besluit")
    (division,) = regulation.body
    assert isinstance(division, Division)
    return division


@SETTINGS
@given(st.data())
def test_the_instructions_carried_out_give_the_new_text(data: st.DataObject) -> None:
    old = data.draw(bylaws())
    operations, new = data.draw(amended(old))
    amendment = Amendment(tuple(operations))
    assert amend(old, amendment) == new
    if operations:
        decision = instructions(old, amendment).division()
        assert interpret(old, decision) == plain(new)


@SETTINGS
@given(st.data())
def test_the_published_decision_gives_the_new_text_too(data: st.DataObject) -> None:
    old = data.draw(bylaws())
    operations, new = data.draw(amended(old, most=3))
    if operations:
        decision = through_xml(instructions(old, Amendment(tuple(operations))).division())
        assert interpret(old, decision) == plain(new)


def test_words_that_overlap_the_end_of_another_word_are_found() -> None:
    """ "en en" stands once in "open en en", although the end of "open" and the first "en" look like it too."""
    lid = Lid("1.", (Paragraph((Run("Dit is open en en dicht."),)),))
    old = Regulation(Metadata(), body=(Article("1", "Proef", lids=(lid,)),))
    amendment = Amendment((InsertWords(Spot("1", "1"), "en en", "ook"),))
    assert interpret(old, instructions(old, amendment).division()) == plain(amend(old, amendment))


@pytest.mark.parametrize("numbers", ["a b c d", "i ii iii", "a b c d e f g h i", "i ii iii iv v vi"])
def test_items_move_up_in_their_own_way_of_counting(numbers: str) -> None:
    """An "e" is no ending of an ordinal ("21e"), and an "i" may be a letter or a number."""
    names = numbers.split()
    items = ItemList(tuple(ListItem(f"{name}.", (Paragraph((Run(f"punt {name};"),)),)) for name in names))
    old = Regulation(Metadata(), body=(Article("1", "Proef", lids=(Lid("1.", (items,)),)),))
    new = (Paragraph((Run("nieuw;"),)),)
    for change in (
        InsertPart("item", Spot("1", "1"), "", new, renumber=True),
        LapsePart(Spot("1", "1", (names[0],)), renumber=True),
    ):
        amendment = Amendment((change,))
        assert interpret(old, instructions(old, amendment).division()) == plain(amend(old, amendment))
