"""Plans and repeals in varied by-laws with known content: number styles, penal lists, both encodings."""

from __future__ import annotations

import pytest

from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import recognise
from apv.bylaws.regulation import Regulation
from apv.drafting.amending.amend import amend
from apv.drafting.amending.instructions import instructions
from apv.drafting.amending.interpret import interpret
from apv.drafting.amending.operations import Amendment, Undecided
from apv.drafting.amending.plain import plain
from apv.drafting.amending.plan import plan, repeal
from apv.drafting.amending.words import find_words
from apv.drafting.models import load_models
from apv.drafting.placement import place
from apv.law.catalogue import load_catalogue
from tests.corpus.build import article
from tests.corpus.generate import generate

LEXICON = load_lexicon(load_catalogue())
TEXT = "Het is verboden op een openbare plaats een ander na te roepen of hinderlijk te volgen."


def proved(old: Regulation, amendment: Amendment) -> Regulation:
    new = amend(old, amendment)
    settled = Amendment(tuple(one for one in amendment if not isinstance(one, Undecided)))
    assert interpret(old, instructions(old, settled).division()) == plain(new)
    return new


@pytest.mark.parametrize("seed", range(40))
def test_a_new_article_is_punishable_or_the_question_is_asked(seed: int) -> None:
    known = generate(seed)
    old = known.regulation
    penal = [one for one in old.articles if one.heading == "Strafbepaling"][-1]  # others only bear its name
    placement = place(load_models()["gedraging"], old, None, recognise(old, LEXICON))
    if not placement.settled or placement.replaces:
        return
    new_article = article(placement.number, TEXT, "Naroepen")
    amendment = plan(old, new_article, placement, LEXICON)
    new = proved(old, amendment)
    found = next(one for one in recognise(new, LEXICON) if one.article == placement.number)
    asked = any(isinstance(one, Undecided) for one in amendment.about("penal"))
    assert found.penal_listed or asked
    # every article that was punishable still is
    before = {one.article: one.penal_listed for one in recognise(old, LEXICON)}
    after = {one.article: one.penal_listed for one in recognise(new, LEXICON)}
    assert {number: after[number] for number in before} == before
    assert penal.number == new.articles[-1].number


@pytest.mark.parametrize("seed", range(12))
def test_a_lapsed_article_is_no_longer_named_as_punishable(seed: int) -> None:
    known = generate(seed)
    old = known.regulation
    for norm in recognise(old, LEXICON):
        if norm.stub:
            continue
        new = proved(old, repeal(old, norm.article, LEXICON))
        others = {one.article: one.penal_listed for one in recognise(old, LEXICON) if one.article != norm.article}
        after = {one.article: one.penal_listed for one in recognise(new, LEXICON)}
        assert {number: after[number] for number in others} == others
        penal = " ".join(one.text for one in new.articles if one.heading == "Strafbepaling")
        assert not find_words(penal, norm.article)
        assert ", ," not in penal
        assert " en en " not in penal
