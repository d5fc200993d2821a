"""Every model in by-laws of both encodings: what the draft decides, carried out, gives the new text."""

from __future__ import annotations

from datetime import date

import pytest

from apv.bylaws.examples import bundled_bylaw
from apv.bylaws.markup.cvdr import read_cvdr, write_cvdr
from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import recognise
from apv.drafting.amending.amend import amend
from apv.drafting.amending.instructions import instructions
from apv.drafting.amending.interpret import interpret
from apv.drafting.amending.operations import Amendment, Undecided
from apv.drafting.amending.plain import plain
from apv.drafting.compose import draft
from apv.drafting.models import load_models
from apv.law.catalogue import load_catalogue

DAY = date(2026, 11, 23)
MODELS = load_models()


@pytest.mark.parametrize("town", ["Lindeborg", "Kwelderveen", "Heuvelmonde", "Zandrecht"])
@pytest.mark.parametrize("model", MODELS)
def test_the_draft_gives_the_new_text(model: str, town: str) -> None:
    catalogue = load_catalogue()
    old = bundled_bylaw(town, DAY)
    assert old is not None
    made = draft(catalogue, town, MODELS[model], on=DAY, bylaw=old)
    new = amend(old, made.amendment)
    settled = Amendment(tuple(one for one in made.amendment if not isinstance(one, Undecided)))
    assert interpret(old, instructions(old, settled).division()) == plain(new)
    assert plain(read_cvdr(write_cvdr(new), where="gewijzigd")) == plain(new)
    if made.placement.settled and not made.repealed:
        found = {norm.article: norm for norm in recognise(new, load_lexicon(catalogue))}
        assert set(made.choices.behaviours) <= set(found[made.article.number].behaviours)
    letters = [part.letter for part in made.instructions.parts]
    assert letters == ([""] if len(letters) == 1 else list("ABCDEFGH"[: len(letters)]))


def test_a_repeal_leaves_what_the_bylaw_leaves_of_others() -> None:
    old = bundled_bylaw("Lindeborg", DAY)
    assert old is not None
    made = draft(load_catalogue(), "Lindeborg", MODELS["intrekken"], on=DAY, bylaw=old, article="2:47")
    new = amend(old, made.amendment)
    left = new.article("2:47")
    assert left is not None
    assert (left.heading, left.text, left.status) == ("(vervallen)", "", "repealed")
    assert interpret(old, made.instructions.division()) == plain(new)
    assert [part.about for part in made.instructions.parts] == ["article", "penal", "contents"]
