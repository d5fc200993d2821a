"""A draft is honest about the law on its date, leaves nothing blank, and reads back as what was chosen."""

import re
from datetime import date
from functools import cache
from itertools import chain

import pytest

from apv.bylaws.examples import bundled_bylaw
from apv.bylaws.markup.cvdr import read_cvdr, write_cvdr
from apv.bylaws.regulation import Article, Block
from apv.drafting.bylaw_facts import norms_of
from apv.drafting.choices import choose
from apv.drafting.compose import Draft, draft
from apv.drafting.document import FILL_IN, Section, article_text, block_text
from apv.drafting.made_article import article_of
from apv.drafting.models import load_models
from apv.errors import InputError
from apv.law.catalogue import Catalogue, load_catalogue

NOW = date(2026, 11, 23)
MODELS = load_models()
COURT_OF_APPEAL = "ECLI:NL:GHDHA:2019:3293"
SUPREME_COURT = "ECLI:NL:HR:2021:1946"
EXAMPLES = ("Brugwoude", "Duinvoort", "Heuvelmonde", "Kwelderveen", "Lindeborg", "Merelwoude", "Rietmonde",
            "Sluismeer", "Veldhaven", "Wilgenhage", "Zandrecht")  # fmt: skip


@cache
def made(model: str, municipality: str = "Dorpstad", on: date = NOW, effective: date | None = None) -> Draft:
    return draft(
        load_catalogue(), municipality, MODELS[model], on=on, effective=effective,
        bylaw=bundled_bylaw(municipality, on),
    )  # fmt: skip


def lines(section: Section) -> list[str]:
    found = [section.heading] if section.heading else []
    for part in section.content:
        if isinstance(part, Section):
            found += lines(part)
        elif isinstance(part, Article):
            found += article_text(part)
        else:
            found += block_text(part)
    return found


def text(this: Draft) -> str:
    return "\n".join(chain.from_iterable(lines(section) for section in this.document.sections))


def risk_text(this: Draft) -> str:
    return "\n".join(
        f"{risk.title} {risk.text} {' '.join(source.text for source in risk.sources)}" for risk in this.risks
    )


@pytest.mark.parametrize("model", MODELS)
def test_the_article_survives_official_xml(model: str) -> None:
    article = made(model).article
    again = read_cvdr(write_cvdr(made(model).regulation), where="concept").articles
    assert [(found.number, found.heading, found.text) for found in again] == [
        (article.number, article.heading, article.text)
    ]


@pytest.mark.parametrize("municipality", ["Dorpstad", "Zandrecht"])
@pytest.mark.parametrize("model", [name for name, model in MODELS.items() if not model.repeals])
def test_the_article_alone_is_that_of_the_draft(model: str, municipality: str) -> None:
    catalogue, bylaw = load_catalogue(), bundled_bylaw(municipality, NOW)
    asked = choose(MODELS[model], {}, ())
    article, choices = article_of(catalogue, MODELS[model], asked, None, NOW, bylaw, norms_of(catalogue, bylaw))
    whole = made(model, municipality)
    assert article == whole.article
    assert [choice.id for choice in choices.all] == [choice.id for choice in whole.choices.all]


@pytest.mark.parametrize("model", MODELS)
def test_no_sentence_is_left_open_or_doubled(model: str) -> None:
    for line in article_text(made(model).article):
        assert "  " not in line
        assert " ," not in line
        assert "{" not in line
    assert made(model).article.text.rstrip().endswith("[vervallen]" if made(model).model.repeals else ".")


# ---- the law on the date


def test_today_the_box_names_the_judgments_and_the_law_that_came_after() -> None:
    risks = risk_text(made("rotterdam"))
    assert COURT_OF_APPEAL in risks
    assert SUPREME_COURT in risks
    assert "art. 429ter Sr" in risks
    assert "1 juli 2024" in risks
    assert "art. 122 Gemeentewet" in risks
    assert "waarschijnlijk vervallen" in risks
    assert "art. 7 lid 3 Grondwet" in risks


def test_a_draft_of_2018_knows_nothing_of_later_years() -> None:
    whole = text(made("rotterdam", on=date(2018, 6, 1)))
    assert not re.search(r":(2019|202\d):", whole)
    assert "429ter" not in whole
    assert "art. 122 Gemeentewet" in whole
    assert "art. 7 lid 3 Grondwet" in whole


@pytest.mark.parametrize(
    ("on", "appeal", "supreme"),
    [
        (date(2019, 12, 18), False, False),
        (date(2019, 12, 19), True, False),
        (date(2021, 12, 23), True, False),
        (date(2021, 12, 24), True, True),
    ],
)
@pytest.mark.parametrize("model", ["rotterdam", "amsterdam"])
def test_judgments_count_from_their_day(model: str, on: date, appeal: bool, supreme: bool) -> None:
    whole = text(made(model, on=on))
    assert (COURT_OF_APPEAL in whole) is appeal
    assert (SUPREME_COURT in whole) is supreme


@pytest.mark.parametrize(("on", "known"), [(date(2024, 6, 30), False), (date(2024, 7, 1), True)])
def test_the_national_offence_counts_from_its_first_day(on: date, known: bool) -> None:
    assert ("sr:429ter" in [overlap.provision for overlap in made("rotterdam", on=on).overlaps]) is known


def test_law_that_comes_before_the_article_takes_effect_is_named() -> None:
    this = made("rotterdam", on=date(2024, 5, 1), effective=date(2024, 9, 1))
    (overlap,) = [overlap for overlap in this.overlaps if overlap.provision == "sr:429ter"]
    assert overlap.later
    assert "geldt nog niet op de datum van dit concept" in risk_text(this)


def test_a_date_of_effect_that_has_passed_is_a_risk() -> None:
    kinds = [risk.kind for risk in made("gedraging", on=NOW, effective=date(2026, 1, 1)).risks]
    assert "commencement" in kinds
    assert "commencement" not in [risk.kind for risk in made("gedraging", effective=date(2027, 1, 1)).risks]


def test_the_conduct_model_is_not_tied_to_the_judgment_on_utterances() -> None:
    assert "case_law" not in [risk.kind for risk in made("gedraging").risks]
    assert "case_law" in [risk.kind for risk in made("rotterdam").risks]


@pytest.mark.parametrize("model", MODELS)
def test_the_draft_warns_and_never_says_void(model: str) -> None:
    assert not re.search(r"\bnietig", text(made(model)), re.IGNORECASE)


def test_the_law_before_the_supported_period_is_refused() -> None:
    with pytest.raises(InputError, match="ligt vóór de periode"):
        draft(load_catalogue(), "Dorpstad", MODELS["rotterdam"], on=date(2011, 1, 1))


# ---- nothing blank


@pytest.mark.parametrize("municipality", ["Dorpstad", *EXAMPLES])
@pytest.mark.parametrize("model", MODELS)
def test_every_mark_in_the_text_is_listed_on_the_first_page(model: str, municipality: str) -> None:
    this = made(model, municipality)
    marks = {match[1] for match in FILL_IN.finditer(text(this))}
    assert marks == {fill_in.what for fill_in in this.fill_ins}
    box = "\n".join(lines(this.document.section("fill-ins")))
    for fill_in in this.fill_ins:
        assert fill_in.what in box
        assert fill_in.where
    assert not re.search(r"\b(None|True|False|Undefined)\b", text(this))


@pytest.mark.parametrize("municipality", ["Dorpstad", *EXAMPLES])
def test_no_paragraph_is_empty_or_cut_short(municipality: str) -> None:
    for line in lines(Section("all", content=made("rotterdam", municipality).document.sections)):
        assert line.strip()
        assert " ." not in line
        assert "artikel ," not in line
        assert "‘’" not in line


def test_without_a_bylaw_everything_unknown_is_asked() -> None:
    this = made("rotterdam")
    asked = " | ".join(fill_in.what for fill_in in this.fill_ins)
    for subject in ("citeertitel", "artikelnummer, voorstel 2:1a", "nummer en lid van de strafbepaling",
                    "datum van inwerkingtreding", "inhoudsopgave", "omschrijving van ‘weg’"):  # fmt: skip
        assert subject in asked
    assert "Artikel [vul in: artikelnummer, voorstel 2:1a] Straatintimidatie" in text(this)
    assert this.article.number == "2:1a"


def test_what_is_given_is_not_asked() -> None:
    this = draft(
        load_catalogue(), "Dorpstad", MODELS["rotterdam"], on=NOW, effective=date(2027, 1, 1), article="2.4b"
    )
    whole = text(this)
    assert "Deze verordening treedt in werking op 1 januari 2027." in whole
    assert "Artikel 2.4b Straatintimidatie" in whole
    assert "artikelnummer, voorstel" not in whole


# ---- the by-law in force


@pytest.mark.parametrize(
    ("municipality", "number", "instruction", "penal"),
    [
        ("Zandrecht", "2:1a", "Na artikel 2:1 wordt een artikel ingevoegd, luidende:", None),
        ("Merelwoude", "2.1b", "Na artikel 2.1a wordt een artikel ingevoegd, luidende:",
         "In artikel 6.1 wordt na ‘2.1a’ ingevoegd ‘, 2.1b’."),
        ("Veldhaven", "2:1b", "Na artikel 2:1a wordt een artikel ingevoegd, luidende:",
         "In artikel 6:1, eerste lid, wordt na ‘2:1a’ ingevoegd ‘, 2:1b’."),
        ("Brugwoude", "3a", "Na artikel 3 wordt een artikel ingevoegd, luidende:",
         "In artikel 9 wordt na ‘3’ ingevoegd ‘, 3a’."),
        ("Lindeborg", "2:1a", "Artikel 2:1a komt te luiden:", "In artikel 6:1 wordt na ‘2:1’ ingevoegd ‘, 2:1a’."),
        ("Kwelderveen", "2.1.1.1a", "Na artikel 2.1.1.1 wordt een artikel ingevoegd, luidende:", None),
        ("Heuvelmonde", "2:1a", "Na artikel 2:1 wordt een artikel ingevoegd, luidende:", None),
        ("Sluismeer", "10a", "Na artikel 10 wordt een artikel ingevoegd, luidende:", None),
    ],
)  # fmt: skip
def test_the_amendment_fits_the_bylaw(municipality: str, number: str, instruction: str, penal: str | None) -> None:
    this = made("rotterdam", municipality)
    found = lines(Section("all", content=this.document.sections))
    assert this.article.number == number
    assert instruction in found
    changes = [line for line in found if "ingevoegd ‘" in line or "vervangen door ‘" in line]
    assert changes == ([penal] if penal else [])
    if penal is None:
        assert this.bylaw.penal == "none"
        assert "De strafbepaling in artikel" in text(this)


def test_the_bylaw_is_named_by_its_own_title() -> None:
    this = made("rotterdam", "Veldhaven")
    assert this.document.title == "Concept: wijziging van de APV Veldhaven (straatintimidatie)"
    assert "De APV Veldhaven wordt als volgt gewijzigd:" in text(this)


def test_a_table_of_contents_is_changed_only_where_there_is_one() -> None:
    assert "In de inhoudsopgave" in text(made("rotterdam", "Duinvoort"))
    assert "In de inhoudsopgave" not in text(made("rotterdam", "Zandrecht"))


def test_an_older_article_on_the_same_is_a_risk() -> None:
    (risk,) = [risk for risk in made("rotterdam", "Veldhaven").risks if risk.kind == "existing"]
    assert "Artikel 2:1a" in risk.text
    assert "uitjouwen" in risk.text


def test_the_parts_come_in_the_order_of_the_model() -> None:
    rotterdam, amsterdam = made("rotterdam"), made("amsterdam")
    assert text(rotterdam).index("In de inhoudsopgave") < text(rotterdam).index("wordt een artikel ingevoegd")
    assert text(amsterdam).index("In de inhoudsopgave") > text(amsterdam).index("wordt een artikel ingevoegd")


def test_a_single_part_gets_no_letter() -> None:
    roles = [section.role for section in made("rotterdam", "Zandrecht").document.walk()]
    assert "part" not in roles
    assert "amendment" in roles


# ---- hostile input


@pytest.mark.parametrize("name", ["A & B <x> {{ 7*7 }}", "'s-Gravenhage", "</al><al>", "{% raw %}", "[vul in: ]"])
def test_any_name_comes_out_literally(name: str) -> None:
    this = made("gedraging", name)
    assert this.municipality == name
    assert f"De raad van de gemeente {name};" in text(this)
    assert "49" not in this.document.section("preamble").heading


def test_the_word_gemeente_is_not_doubled() -> None:
    assert made("gedraging", "Gemeente Dorpstad").municipality == "Dorpstad"
    assert made("gedraging", "gemeente").municipality == "gemeente"


@pytest.mark.parametrize("name", ["", "   ", "\x00", "Dorp\x1b[31mstad"])
def test_a_name_that_cannot_stand_in_a_document_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="De naam van de gemeente"):
        draft(load_catalogue(), name, MODELS["rotterdam"], on=NOW)


def test_an_unknown_behaviour_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(InputError, match="Gedraging 'sisen' bestaat niet"):
        draft(catalogue, "Dorpstad", MODELS["rotterdam"], on=NOW, behaviours=["sisen"])


def test_blocks_are_the_same_values_as_of_a_read_bylaw() -> None:
    blocks: tuple[type, ...] = Block.__args__
    for section in made("rotterdam").document.walk():
        assert all(isinstance(part, (Section, Article, *blocks)) for part in section.content)
