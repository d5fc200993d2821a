"""The was-wordt table: what changed and only that, word by word, for people and for machines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apv.bylaws.examples import bundled_bylaw
from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.regulation import Article, Lid, Metadata, Paragraph, Regulation, Run
from apv.drafting.amending.amend import amend
from apv.drafting.amending.comparison import compare
from apv.drafting.amending.operations import Amendment, InsertPart, ReplaceWords, RetitleArticle
from apv.drafting.amending.plan import repeal
from apv.drafting.amending.spot import Spot
from apv.drafting.amending.was_wordt import WasWordt, was_wordt
from apv.drafting.amending.word_changes import word_changes
from apv.law.catalogue import load_catalogue
from apv.reports.was_wordt import render_was_wordt_html

from .made_bylaws import amended, bylaws

DAY = date(2026, 11, 23)


def zandrecht() -> Regulation:
    found = bundled_bylaw("Zandrecht", DAY)
    assert found is not None
    return found


def changed(*operations: ReplaceWords | InsertPart | RetitleArticle, **reasons: str) -> WasWordt:
    return was_wordt(zandrecht(), amend(zandrecht(), Amendment(operations)), reasons)


def test_only_the_lid_that_changed_is_shown() -> None:
    table = changed(ReplaceWords(Spot("2:47", "2"), "hogere regeling", "wet"))
    (row,) = table.rows
    assert row.place == "Artikel 2:47, tweede lid"
    (line,) = row.lines
    assert [(piece.text, piece.kind) for piece in line.pieces if piece.kind != "same"] == [
        ("hogere regeling", "gone"), ("wet", "new"),
    ]  # fmt: skip


def test_a_lid_that_moved_on_only_gets_another_number() -> None:
    table = changed(InsertPart("lid", Spot("2:1"), "1", (Paragraph((Run("Dit geldt ook op het strand."),)),)))
    assert [row.place for row in table.rows] == [
        "Artikel 2:1, tweede lid", "Artikel 2:1, derde lid", "Artikel 2:1, vierde lid", "Artikel 2:1, vijfde lid",
    ]  # fmt: skip
    assert [row.change for row in table.rows] == ["new", "changed", "changed", "changed"]
    assert [(piece.text, piece.kind) for piece in table.rows[1].lines[0].pieces[:2]] == [
        ("2", "gone"),
        ("3", "new"),
    ]


def test_reasons_make_a_third_column() -> None:
    edit = RetitleArticle("2:48", "Drank")
    assert not changed(edit).reasoned
    table = was_wordt(zandrecht(), amend(zandrecht(), Amendment((edit,))), {"2:48": "Korter."})
    assert table.rows[0].reason == "Korter."
    assert "Waarom" in render_was_wordt_html(table)
    assert "Waarom" not in render_was_wordt_html(changed(edit))


def test_nothing_changed_gives_no_rows() -> None:
    table = was_wordt(zandrecht(), zandrecht())
    assert table.rows == ()
    assert "Er verandert niets in de tekst." in render_was_wordt_html(table)


def test_a_lapsed_article_and_the_contents_have_their_rows() -> None:
    old = bundled_bylaw("Lindeborg", DAY)
    assert old is not None
    new = amend(old, repeal(old, "2:47", load_lexicon(load_catalogue())))
    places = [row.place for row in was_wordt(old, new).rows]
    assert places[0] == "Inhoudsopgave"
    assert "Artikel 2:47" in " ".join(places)
    assert "Artikel 6:1" in " ".join(places)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_both_texts_are_in_the_comparison_whole_and_in_order(data: st.DataObject) -> None:
    old = data.draw(bylaws())
    _, new = data.draw(amended(old))
    groups = compare(old, new)
    for left_out, text in (("new", old), ("gone", new)):
        found = ["".join(p.text for p in line.side(left_out)) for group in groups for line in group.lines]  # type: ignore[arg-type]
        wanted = [line.look.printed for group in compare(text, text) for line in group.lines]
        assert [line for line in found if line] == [line for line in wanted if line]


@given(st.text("ab ,.1", max_size=30), st.text("ab ,.1", max_size=30))
def test_word_changes_lose_nothing(old: str, new: str) -> None:
    pieces = word_changes(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


def test_changes_with_only_a_space_between_them_are_one() -> None:
    pieces = word_changes("hogere regeling geldt", "gewone wet geldt")
    assert [(piece.text, piece.kind) for piece in pieces] == [
        ("hogere regeling", "gone"), ("gewone wet", "new"), (" geldt", "same"),
    ]  # fmt: skip


def test_the_page_marks_changes_with_elements_and_holds_foreign_text_harmless() -> None:
    old = Regulation(Metadata(title="<b>Verordening</b>"), body=(Article("1", "", (Paragraph((Run("a < b"),)),)),))
    new = amend(old, Amendment((ReplaceWords(Spot("1"), "a", "<script>"),)))
    html = render_was_wordt_html(was_wordt(old, new))
    assert "<script>" not in html
    assert "<del>a</del>" in html
    assert "<ins>&lt;script&gt;</ins>" in html
    assert '<html lang="nl">' in html
    assert 'scope="col"' in html
    assert "http" not in html.split("</style>")[1]


@pytest.mark.parametrize("count", [80])
def test_an_article_with_many_changed_leden_is_matched_by_number(count: int) -> None:
    lids = tuple(
        Lid(f"{at}.", (Paragraph((Run(f"Het is op plek {at} verboden te liggen."),)),)) for at in range(count)
    )
    old = Regulation(Metadata(), body=(Article("1", "Veel", lids=lids),))
    new_lids = tuple(
        Lid(lid.number, (Paragraph((Run(f"Het is op plek {at} verboden te zitten."),)),))
        for at, lid in enumerate(lids)
    )
    new = Regulation(Metadata(), body=(Article("1", "Veel", lids=new_lids),))
    assert {row.change for row in was_wordt(old, new).rows} == {"changed"}
    assert len(was_wordt(old, new).rows) == count
