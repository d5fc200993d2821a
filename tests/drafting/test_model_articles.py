"""What each model is for: leden in the by-law's own article, grounds, order, the remainder, repeal; own texts."""

import json
import re
from datetime import date

import pytest

from apv.bylaws.examples import bundled_bylaw
from apv.cli.app import run
from apv.drafting.compose import Draft, draft
from apv.drafting.models import load_models
from apv.errors import InputError
from apv.law.catalogue import load_catalogue
from apv.reports.draft_text import draft_json, render_text
from apv.reports.models_text import models_json, render_models
from tests.drafting.test_compose import lines, risk_text, text

NOW = date(2026, 11, 23)
BEFORE, AFTER = date(2024, 6, 30), date(2024, 7, 1)
MODELS = load_models()


def chosen(model: str, slots: dict[str, str]) -> Draft:
    return draft(load_catalogue(), "Dorpstad", MODELS[model], on=NOW, slots=slots)


def made(
    model: str, municipality: str = "Dorpstad", on: date = NOW, *, effective: date | None = None,
    article: str | None = None, **slots: str,
) -> Draft:  # fmt: skip
    return draft(
        load_catalogue(), municipality, MODELS[model], on=on, effective=effective, article=article,
        bylaw=bundled_bylaw(municipality, on), slots=slots,
    )  # fmt: skip


def note(this: Draft) -> str:
    return "\n".join(lines(this.document.section("note")))


def row_of(this: Draft, behaviour: str) -> str:
    """The line of the note that says why this is left out."""
    assert this.remainder is not None
    return next(line for line in note(this).splitlines() if line.startswith("- ") and behaviour in line)


# ---- hinder


@pytest.mark.parametrize("municipality", ["Zandrecht", "Sluismeer", "Heuvelmonde"])
def test_hinder_adds_leden_to_the_bylaws_own_article(municipality: str) -> None:
    bylaw = bundled_bylaw(municipality, NOW)
    assert bylaw is not None
    this = made("hinder", municipality)
    (old,) = [article for article in bylaw.articles if article.number == this.article.number]
    assert this.article.text.startswith(old.text)
    assert this.article.heading == old.heading
    assert f"Artikel {old.number} komt te luiden:" in text(this)
    added = this.article.lids[len(old.lids) or 1 :]
    ordinals = ("eerste", "tweede", "derde", "vierde", "vijfde")
    assert f"Het {ordinals[(len(old.lids) or 1)]} lid geldt niet voor zover" in this.article.text
    assert [lid.number.rstrip(".") for lid in added] == [
        str(number) for number in range((len(old.lids) or 1) + 1, len(this.article.lids) + 1)
    ]
    assert len({lid.number.endswith(".") for lid in this.article.lids}) == 1


def test_hinder_does_not_repeat_the_general_rule() -> None:
    this = made("hinder", "Zandrecht")
    assert "hinderlijk-gedrag" not in this.choices.behaviours
    assert this.article.text.count("overlast") == 1
    with pytest.raises(InputError, match="niets om aan het bestaande artikel toe te voegen"):
        made("hinder", "Zandrecht", conduct="hinder")


def test_hinder_without_a_home_is_a_whole_article_and_says_so() -> None:
    this = made("hinder")
    assert this.host is None
    assert "hinderlijk-gedrag" in this.choices.behaviours
    assert "form" in [risk.kind for risk in this.risks]
    assert "form" not in [risk.kind for risk in made("hinder", form="artikel").risks]
    assert made("hinder", "Zandrecht", form="artikel").article.number == "2:47a"


def test_hinder_does_not_repeat_what_the_article_has() -> None:
    this = made("hinder", "Kwelderveen")
    assert this.host is not None
    assert "hinderlijk-volgen" not in this.choices.behaviours
    assert "insluiten" in this.choices.behaviours
    (risk,) = [risk for risk in this.risks if risk.title == "Staat al in het artikel"]
    assert "hinderlijk volgen en de doorgang belemmeren" in risk.text


def test_hinder_joins_the_article_that_is_asked_for() -> None:
    assert made("hinder", "Zandrecht", article="2:1").article.number == "2:1"
    fresh = made("hinder", "Zandrecht", article="2:47b")
    assert fresh.host is None
    assert fresh.article.number == "2:47b"
    assert "hinderlijk-gedrag" in fresh.choices.behaviours


def test_words_in_the_nuisance_rule_bring_the_judgments() -> None:
    plain, words = risk_text(made("hinder")), risk_text(made("hinder", conduct="hinder,naroepen"))
    assert "Gerechtshof Den Haag" not in plain
    assert "ECLI:NL:HR:2021:1946" not in plain
    for ecli in ("ECLI:NL:GHDHA:2019:3293", "ECLI:NL:HR:2021:1946"):
        assert ecli in words
    assert "Woorden en geluiden in het hinderverbod" in words
    assert "Woorden en geluiden in het hinderverbod" not in plain
    assert ":2019:" not in risk_text(made("hinder", on=date(2018, 6, 1), conduct="naroepen"))


# ---- grond, orde


def test_grounds_are_a_choice() -> None:
    this = made("grond", ground="afkomst,politiek")
    assert "vanwege afkomst, huidskleur of politieke gezindheid:" in this.article.text
    assert "geslacht" not in this.article.text


@pytest.mark.parametrize(("on", "known"), [(date(2025, 6, 30), False), (date(2025, 7, 1), True)])
def test_the_general_aggravation_counts_from_its_first_day(on: date, known: bool) -> None:
    assert ("art. 44bis Sr" in risk_text(made("grond", on=on))) is known


def test_the_open_norm_names_the_case_only_when_it_is_known() -> None:
    assert "ECLI:NL:PHR:2018:511" in risk_text(made("orde"))
    old = risk_text(made("orde", on=date(2014, 1, 1)))
    assert "PHR" not in old
    assert "Open norm" in old


def test_orde_can_name_the_offences_it_leaves_alone() -> None:
    named = made("orde", overlap="genoemd").article.text
    assert named.startswith(
        "Onverminderd de artikelen 424, 426bis en 431 van het Wetboek van Strafrecht is het verboden"
    )
    assert "voorziet" not in named


def test_optional_leden_come_and_go() -> None:
    full = made("gedraging", exception="manifestaties,taak", order="bevel", qualifier="tegen_de_wil")
    bare = made("gedraging", exception="geen", order="geen", overlap="geen")
    assert len(full.article.lids) == 6
    assert not bare.article.lids
    assert "op bevel van een ambtenaar van politie" in full.article.text
    assert "Bevel om door te lopen" in risk_text(full)
    assert "Bevel om door te lopen" not in risk_text(bare)
    assert bare.choices.as_dict()["exception"] == "geen"


# ---- rest


def test_rest_forbids_what_no_offence_is_aimed_at() -> None:
    this = made("rest", "Zandrecht")
    assert this.remainder is not None
    rooms = [
        ([place.id for place in room.places], room.actor.actor, [act.id for act in room.conduct])
        for room in this.remainder.rooms
    ]
    assert rooms == [
        (["gebouw"], "any", ["volgen", "doorgang", "insluiten", "opdringen"]),
        (["openbare_plaats"], "alone", ["volgen", "opdringen"]),
    ]


def test_rest_follows_the_law_of_the_day_it_takes_effect() -> None:
    before, after = made("rest", on=BEFORE), made("rest", on=AFTER)
    assert "ongewenst-aanraken" in before.choices.behaviours
    assert "ongewenst-aanraken" not in after.choices.behaviours
    assert "art. 429ter" not in note(before)
    assert "art. 429ter Sr" in row_of(after, "ngewenst aanraken")
    later = made("rest", on=BEFORE, effective=AFTER)
    assert "ongewenst-aanraken" not in later.choices.behaviours
    assert "de wet op 1 juli 2024 overlaat" in note(later)


def test_rest_accounts_for_every_behaviour_it_considers() -> None:
    catalogue = load_catalogue()
    for on in (BEFORE, AFTER, NOW):
        this = made("rest", on=on)
        assert this.remainder is not None
        said = " | ".join(phrase for row in this.remainder.left_out for phrase in row.what)
        for behaviour in catalogue.behaviours.values():
            if behaviour.group in MODELS["rest"].considers and behaviour.id not in this.choices.reach:
                assert behaviour.label.lower() in said, behaviour.id
        for line in note(this).splitlines():
            if "kan al" in line or "al gelden" in line or "uitingen beperken" in line:
                assert "art. " in line or "Wordt de ander" in line


@pytest.mark.parametrize(
    ("behaviour", "expected"),
    [
        ("issen", "Wat de wet daarvan overlaat, kan een uiting zijn"),
        ("aroepen", "mag de gemeente niet verbieden"),
        ("loeken", "dat mag alleen de wet (art. 7 lid 3 Grondwet)"),
        ("inderlijk volgen (op een openbare plaats", "art. 426bis Sr"),
        ("iscriminerende intimidatie", "hier is ruimte voor de gemeente"),
    ],
)
def test_rest_says_why_with_a_citation(behaviour: str, expected: str) -> None:
    assert expected in row_of(made("rest"), behaviour)


def test_rest_never_forbids_what_may_be_an_expression() -> None:
    catalogue = load_catalogue()
    for on in (date(2013, 1, 1), BEFORE, NOW):
        for name in made("rest", on=on).choices.behaviours:
            assert catalogue.behaviours[name].expression == "conduct"


@pytest.mark.parametrize("slots", [{"conduct": "aanraken"}, {"place": "openbare_plaats", "actor": "groep"}])
def test_when_nothing_is_left_that_is_said(slots: dict[str, str]) -> None:
    with pytest.raises(InputError, match="Op 23 november 2026 laat de wet van deze keuze niets over"):
        chosen("rest", slots)


# ---- intrekken


def test_a_repeal_has_no_article_and_names_its_reasons() -> None:
    this = made("intrekken", "Veldhaven")
    whole = text(this)
    assert "Artikel 2:1a vervalt." in whole
    assert "In artikel 6:1, eerste lid, vervalt ‘, 2:1a’." in whole
    assert "wordt een artikel ingevoegd" not in whole
    assert "waarschijnlijk vervallen" in whole
    assert "art. 429ter Sr" in whole
    assert "ECLI:NL:GHDHA:2019:3293" in whole
    assert not re.search(r"\bnietig|heeft nooit gegolden", whole)
    assert draft_json(this)["repeals"] is True
    assert "Artikel 2:1a van de APV Veldhaven" in render_text(this)


def test_a_repeal_knows_only_what_was_known() -> None:
    whole = text(made("intrekken", "Rotterdam", on=date(2019, 1, 1)))
    assert "ECLI:NL:RBROT:2018:10493" in whole
    assert "GHDHA" not in whole
    assert "429ter" not in whole
    assert "[vul in: welke wet het onderwerp van het artikel nu regelt, of laat deze reden weg]" in whole


def test_a_repeal_looks_ahead_to_the_law_of_its_day() -> None:
    before = made("intrekken", "Rotterdam", on=BEFORE, article="2:1a")
    ahead = made("intrekken", "Rotterdam", on=BEFORE, effective=AFTER, article="2:1a")
    assert "art. 429ter Sr" not in text(before)
    assert "art. 429ter Sr" in text(ahead)


def test_the_article_of_a_known_municipality_is_suggested() -> None:
    asked = [fill_in.what for fill_in in made("intrekken", "Rotterdam").fill_ins]
    assert "nummer van het artikel dat vervalt, misschien 2:1a" in asked


def test_an_article_that_also_forbids_plain_conduct_is_for_a_person_to_choose() -> None:
    open_ = made("intrekken", "Merelwoude")
    assert not open_.placement.settled
    assert "misschien 2.1a" in " ".join(fill_in.what for fill_in in open_.fill_ins)
    chosen = made("intrekken", "Merelwoude", article="2.1a")
    assert chosen.placement.settled
    loss = next(risk for risk in chosen.risks if risk.kind == "loss")
    assert "hinderlijk volgen" in loss.text
    assert "art. 426bis Sr" in [source.text for source in loss.sources]


def test_an_article_that_is_not_there_cannot_be_repealed() -> None:
    with pytest.raises(InputError, match="Artikel '2:99' bestaat niet"):
        made("intrekken", "Veldhaven", article="2:99")


# ---- own texts


@pytest.mark.parametrize("written", ["A & B <x> {{ 7*7 }}", "{% raw %}", "</al><al>", "{leden} [x]", "‘citaat’"])
def test_an_own_text_comes_out_literally(written: str) -> None:
    this = made("gedraging", occasion=written, exempt=written, heading=written)
    assert written in note(this)
    assert this.article.heading == written
    assert "49" not in this.article.text
    assert "wat er in de gemeente speelt, met meldingen of cijfers" not in [mark.what for mark in this.fill_ins]


def test_an_own_exception_becomes_a_lid() -> None:
    this = made("rest", exempt="hulp aan iemand in nood.")
    assert "Het eerste en tweede lid gelden ook niet voor hulp aan iemand in nood." in this.article.text
    assert this.choices.as_dict()["exempt"] == "hulp aan iemand in nood."


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({"occassion": "x"}, "'occassion' bestaat niet.*'occasion'"),
        ({"heading": "x" * 101}, "te lang: 101 tekens.*ten hoogste 100"),
        ({"occasion": "a\x00b"}, "teken dat niet in een document kan staan"),
        ({"occasion": "  "}, "'occasion' is leeg"),
        ({"exception": "manifestatie"}, "'manifestatie' bestaat niet.*'manifestaties'"),
        ({"exception": "geen,taak"}, "'geen' bestaat niet"),
    ],
)
def test_a_wrong_setting_gets_a_dutch_sentence(slots: dict[str, str], expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        chosen("gedraging", slots)


# ---- the list of models


def test_the_list_says_when_to_use_a_model_and_where_it_is_weak() -> None:
    shown = render_models(MODELS.values())
    for model in MODELS.values():
        assert f"\n{model.id}: " in f"\n{shown}"
        squeezed = " ".join(shown.split())
        assert model.use in squeezed
        assert model.weakness in squeezed
    assert "alleen_of_groep *: iedereen, alleen of in een groep" in shown
    assert max(map(len, shown.splitlines())) <= 96


@pytest.mark.parametrize(
    ("model", "slots", "open_norm"),
    [
        ("grond", {"conduct": "lastigvallen"}, True),
        ("grond", {"conduct": "doorgang"}, False),
        ("hinder", {}, True),
        ("orde", {}, True),
    ],
)
def test_words_that_the_model_calls_open_are_open_in_the_competence_test(
    model: str, slots: dict[str, str], open_norm: bool
) -> None:
    (test,) = [test for test in chosen(model, slots).competence.tests if test.id == "t6-voorzienbaarheid"]
    assert (test.outcome != "allowed") is open_norm


def test_the_list_can_show_one_model(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["draft", "--list-models", "--model", "rest"]) == 0
    shown = capfdbinary.readouterr().out.decode("utf-8")
    assert shown.startswith("rest: ")
    assert "rotterdam:" not in shown


@pytest.mark.parametrize("model", MODELS)
def test_the_weakness_of_the_model_is_a_risk(model: str) -> None:
    assert MODELS[model].weakness in [risk.text for risk in made(model).risks]


def test_the_list_as_data_offers_every_choice(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["draft", "--list-models", "--format", "json"]) == 0
    listed = json.loads(capfdbinary.readouterr().out)
    assert listed == json.loads(json.dumps(models_json(MODELS.values())))
    by_id = {model["id"]: model for model in listed["models"]}
    for model in MODELS.values():
        assert [slot["id"] for slot in by_id[model.id]["slots"]] == [slot.id for slot in model.slots]
        for slot in by_id[model.id]["slots"]:
            made_of = {value["id"] for value in slot["values"]}
            assert set(slot["default"]) <= made_of
