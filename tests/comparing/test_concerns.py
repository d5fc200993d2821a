"""What a jurist should look at: every point with its reason, and for which behaviours."""

from __future__ import annotations

from datetime import date

from apv.comparing.batch import compare
from apv.comparing.comparison import ComparedNorm
from apv.law.catalogue import Catalogue

from .conftest import FOLLOWING, WriteBylaw

ON = date(2026, 11, 23)
PENAL = ("6:1", "Strafbepaling", ["Overtreding van artikel 2:36 wordt gestraft met een geldboete."])
DEFINED = (
    "1:1",
    "Begripsbepalingen",
    ["In deze verordening wordt verstaan onder openbare plaats: een plein of park."],
)
MIXED = ("2:1a", "", ["Het is verboden op een openbare plaats te vloeken of een ander na te fluiten."])


def norms(write_bylaw: WriteBylaw, catalogue: Catalogue, *articles: object) -> dict[str, ComparedNorm]:
    (bylaw,) = compare([write_bylaw("Zandrecht", *articles)], catalogue, on=ON).bylaws
    return {norm.norm.article: norm for norm in bylaw.norms}


def test_a_place_word_without_a_definition(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    (concern,) = norms(write_bylaw, catalogue, FOLLOWING)["2:36"].concerns
    assert concern.kind == "undefined_place_term"
    assert "'openbare plaats'" in concern.reason
    assert norms(write_bylaw, catalogue, DEFINED, FOLLOWING)["2:36"].concerns == ()


def test_what_the_penal_clause_leaves_out(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    found = norms(write_bylaw, catalogue, DEFINED, FOLLOWING, MIXED, PENAL)
    assert found["2:36"].concerns == ()
    assert "not_in_penal_list" in [concern.kind for concern in found["2:1a"].concerns]


def test_no_penal_clause_is_not_a_no(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    norm = norms(write_bylaw, catalogue, DEFINED, MIXED)["2:1a"]
    assert norm.norm.penal_listed is None
    assert "not_in_penal_list" not in [concern.kind for concern in norm.concerns]


def test_each_status_says_why_and_for_what(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    lapsed, risk = norms(write_bylaw, catalogue, DEFINED, MIXED)["2:1a"].concerns
    assert (lapsed.kind, lapsed.behaviours) == ("likely_lapsed", ("nafluiten",))
    assert "429ter" in lapsed.reason
    assert (risk.kind, risk.behaviours) == ("expression_risk", ("vloeken",))
    assert risk.reason != lapsed.reason
    assert risk.sources


def test_an_article_that_keeps_a_number_has_none(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    reserved = ("2:2", "Hinderlijk volgen", ["[gereserveerd]"])
    assert norms(write_bylaw, catalogue, reserved)["2:2"].concerns == ()
