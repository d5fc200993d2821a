"""What an article forbids, for whom and where - and above all what it does not forbid."""

from __future__ import annotations

import pytest

from apv.bylaws.norms.lexicon import Lexicon, load_lexicon
from apv.bylaws.norms.recognise import Norm, recognise
from apv.bylaws.regulation import Article, Attachment, Division, Metadata, Paragraph, Regulation, Run
from apv.law.catalogue import Catalogue
from tests.corpus.build import Sample, article, bylaw, read, samples
from tests.corpus.generate import without_te


@pytest.fixture(scope="module")
def lexicon(catalogue: Catalogue) -> Lexicon:
    return load_lexicon(catalogue)


def norms(lexicon: Lexicon, *articles: Article) -> dict[str, Norm]:
    return {norm.article: norm for norm in recognise(bylaw(*articles), lexicon)}


def one(lexicon: Lexicon, *leden: str) -> Norm:
    return norms(lexicon, article("2:1", leden))["2:1"]


def title(sample: Sample) -> str:
    return f"{sample.heading} {' / '.join(sample.leden)}"[:60].strip()


@pytest.mark.parametrize("sample", tuple(samples("handwritten.txt")), ids=title)
def test_handwritten_articles(lexicon: Lexicon, sample: Sample) -> None:
    found = recognise(bylaw(article("1", sample.leden, sample.heading)), lexicon)
    assert {behaviour for norm in found for behaviour in norm.behaviours} == set(sample.behaviours)


@pytest.mark.parametrize("line", [line for line in read("wordings.txt") if ":" in line and line[0] != "#"])
def test_wordings_with_and_without_te(lexicon: Lexicon, line: str) -> None:
    behaviours, _, clause = line.partition(": ")
    for text in (f"Het is verboden op een openbare plaats {clause}.", f"Niemand mag {without_te(clause)}."):
        found = recognise(bylaw(article("1", text)), lexicon)
        assert {behaviour for norm in found for behaviour in norm.behaviours} == set(behaviours.split()), text


@pytest.mark.parametrize("sample", tuple(samples("distractors.txt")), ids=title)
def test_articles_that_forbid_none_of_it(lexicon: Lexicon, sample: Sample) -> None:
    assert recognise(bylaw(article("1", sample.leden, sample.heading)), lexicon) == ()


def test_behaviours_come_in_vocabulary_order(lexicon: Lexicon) -> None:
    norm = one(lexicon, "Het is verboden te spugen, een ander na te roepen, na te fluiten of naar hem te sissen.")
    assert norm.behaviours == ("sissen", "nafluiten", "naroepen", "spugen")


def test_offsets_show_the_words_it_went_by(lexicon: Lexicon) -> None:
    text = "Het is verboden op de weg een ander uit te jou\u00adwen, of – hinderlijk – te volgen."
    source = article("2:1", text)
    norm = norms(lexicon, source)["2:1"]
    assert {hit.id for hit in norm.words} == {"uitjouwen", "hinderlijk-volgen"}
    assert all(source.text[hit.start : hit.end] == hit.text for hit in norm.words)
    assert "uit te jou\u00adwen" in {hit.text for hit in norm.words}
    assert source.text[slice(*norm.quote_at)] == text


def test_prohibition_in_the_lead_governs_items_of_items(lexicon: Lexicon) -> None:
    norm = one(
        lexicon,
        "Het is verboden op een openbare plaats: | een ander na te roepen; | een ander hinderlijk te volgen.",
        "Het verbod geldt niet voor: | het nafluiten van sporters; | het uitjouwen van acteurs.",
    )
    assert set(norm.behaviours) == {"naroepen", "hinderlijk-volgen"}
    assert norm.lids == ("1",)
    assert [text.split(":")[0] for text in norm.exceptions][:1] == ["Het verbod geldt niet voor"]


def test_lids_name_only_those_that_forbid(lexicon: Lexicon) -> None:
    norm = one(
        lexicon,
        "De burgemeester kan nadere regels stellen over het naroepen van personen.",
        "Het is verboden anderen na te roepen.",
        "Het is verboden naar anderen te spugen.",
    )
    assert norm.lids == ("2", "3")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Het is verboden anderen na te roepen.", "any"),
        ("Het is een ieder verboden anderen na te roepen.", "any"),
        ("Het is verboden alleen of in groepsverband anderen na te roepen.", "any"),
        ("Het is verboden in groepsverband dan wel afzonderlijk anderen na te roepen.", "any"),
        ("Het is verboden in groepsverband anderen na te roepen.", "group"),
        ("Het is een ieder verboden om in een groep van drie of meer personen anderen na te roepen.", "group"),
        ("Het is verboden: | anderen na te roepen; | met twee of meer personen een ander in te sluiten.", "any"),
    ],
)
def test_actor(lexicon: Lexicon, text: str, actor: str) -> None:
    assert one(lexicon, text).actor == actor


WOM = (
    "Onder openbare plaats wordt in deze verordening verstaan: een plaats als bedoeld in artikel 1 van de Wet "
    "openbare manifestaties."
)


@pytest.mark.parametrize(
    ("definition", "text", "places", "undefined"),
    [
        ("", "op een openbare plaats", {"public_place", "public_road"}, ("openbare plaats",)),
        (WOM, "op een openbare plaats", {"public_place", "public_road"}, ()),
        ("Onder deze begrippen wordt verstaan: | openbare plaats: elke voor het publiek toegankelijke plaats, "
         "ook winkels en stations;", "op een openbare plaats",
         {"public_place", "public_road", "public_building"}, ()),
        ("", "op of aan de weg", {"public_road"}, ("weg",)),
        ("In deze regeling wordt verstaan onder: | weg: de weg als bedoeld in de Wegenverkeerswet 1994, "
         "alsmede pleinen, parken en plantsoenen;", "op of aan de weg", {"public_road", "public_place"}, ()),
        ("", "in het openbaar vervoer", {"public_transport"}, ()),
        ("", "op straat of in een winkel", {"public_road", "public_building"}, ()),
        ("", "", set(), ()),
    ],
)  # fmt: skip
def test_place_with_the_definitions_of_the_bylaw(
    lexicon: Lexicon, definition: str, text: str, places: set[str], undefined: tuple[str, ...]
) -> None:
    first = article("1:1", definition or "Deze verordening gaat over de openbare orde.", "Begripsbepalingen")
    norm = norms(lexicon, first, article("2:1", f"Het is verboden {text} anderen na te roepen."))["2:1"]
    assert set(norm.place) == places
    assert norm.undefined_place_terms == undefined


def test_a_place_word_in_the_conduct_is_no_place(lexicon: Lexicon) -> None:
    assert one(lexicon, "Het is verboden voorbijgangers de weg te versperren.").place == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("in een openbare gelegenheid", {"public_building"}),
        ("op het stationsplein", {"public_place"}),
        ("op den openbaren weg", {"public_road"}),
        ("op een perron of bij een halte", {"public_transport"}),
        ("in een portiek of parkeergarage", {"public_building"}),
        ("op een sportterrein", {"sports"}),
    ],
)
def test_places_in_everyday_and_older_words(lexicon: Lexicon, text: str, places: set[str]) -> None:
    assert set(one(lexicon, f"Het is verboden {text} anderen na te roepen.").place) == places


def test_overlap_clause_and_qualifiers(lexicon: Lexicon) -> None:
    norm = one(
        lexicon,
        "Het is verboden zonder redelijk doel een ander herhaaldelijk na te roepen.",
        "Het verbod geldt niet voor zover het Wetboek van Strafrecht in het onderwerp voorziet.",
    )
    assert norm.overlap
    assert "zonder redelijk doel" in norm.qualifiers
    assert norm.objects == ("een ander of anderen",)
    assert not one(lexicon, "Het is verboden een ander na te roepen.").overlap


@pytest.mark.parametrize(
    ("clause", "listed"),
    [
        ("Overtreding van het bij of krachtens deze verordening bepaalde wordt gestraft met hechtenis.", True),
        ("Overtreding van de artikelen 2:1, 2:3 en 2:9 wordt gestraft met een geldboete.", True),
        ("Overtreding van de artikelen 2:3 tot en met 2:9 wordt gestraft met een geldboete.", False),
        ("Overtreding van de artikelen 1:1 tot en met 2:4 wordt gestraft met een geldboete.", True),
        ("Overtreding van artikel 2.1 wordt gestraft met een geldboete van de tweede categorie.", True),
        ("Overtreding van artikel 2:1, tweede lid, wordt gestraft met een geldboete.", False),
        ("Overtreding van artikel 2:1, eerste en tweede lid, wordt gestraft met een geldboete.", True),
        ("Overtreding van het bepaalde in de volgende artikelen wordt gestraft: | 2:3; | 2:1a.", False),
        ("Overtreding van hoofdstuk 2 wordt gestraft met een geldboete.", True),
        ("Overtreding van hoofdstuk 2 wordt gestraft, met uitzondering van artikel 2:1.", False),
        ("Deze verordening treedt in werking op 1 januari 2020.", None),
    ],
)
def test_penal_list(lexicon: Lexicon, clause: str, listed: bool | None) -> None:
    leden = ("Het is verboden anderen na te roepen.", "De burgemeester wijst plaatsen aan.")
    chapter = (article("2:1", leden), article("2:1a", "Gereserveerd."), article("2:3", "x"), article("2:9", "x"))
    body = (
        article("1:1", "Begrippen."),
        Division("hoofdstuk", "2", "Orde", "Hoofdstuk", children=chapter),
        article("6:1", clause),
    )
    found = {norm.article: norm for norm in recognise(Regulation(Metadata(), body=body), lexicon)}
    assert found["2:1"].penal_listed is listed


def test_an_article_with_its_own_penalty_is_listed(lexicon: Lexicon) -> None:
    norm = one(
        lexicon, "Het is verboden anderen na te roepen.", "Overtreding van dit artikel wordt gestraft met boete."
    )
    assert norm.penal_listed is True


@pytest.mark.parametrize(
    ("heading", "text", "status", "stub"),
    [
        ("Straatintimidatie", "[gereserveerd]", "reserved", "reserved"),
        ("Straatintimidatie", "(vervallen)", "", "repealed"),
        ("Nafluiten van voorbijgangers (vervallen)", "", "repealed", "repealed"),
    ],
)
def test_stub_of_a_harassment_article(lexicon: Lexicon, heading: str, text: str, status: str, stub: str) -> None:
    blocks = (Paragraph((Run(text),)),) if text else ()
    found = norms(lexicon, Article("2:1a", heading, blocks, status=status))  # type: ignore[arg-type]
    assert found["2:1a"].stub == stub


def test_stub_of_anything_else_is_left_out(lexicon: Lexicon) -> None:
    assert norms(lexicon, Article("2:6", "Straatartiest", (), status="reserved")) == {}


def test_conduct_that_the_bylaw_gives_a_name(lexicon: Lexicon) -> None:
    definitions = article(
        "1:1",
        "In deze verordening wordt verstaan onder: | college: burgemeester en wethouders; | "
        "straatintimidatie: het "
        "nafluiten, naroepen of insluiten van een ander;",
        "Begripsbepalingen",
    )
    prohibition = article("2:1", "Het is verboden zich op de weg schuldig te maken aan straatintimidatie.")
    assert set(norms(lexicon, definitions, prohibition)["2:1"].behaviours) == {
        "nafluiten",
        "naroepen",
        "insluiten",
    }
    assert norms(lexicon, definitions, article("2:1", "Het is verboden te kamperen.")) == {}


def test_explanatory_note_forbids_nothing(lexicon: Lexicon) -> None:
    note = Attachment("toelichting", "Toelichting", (Paragraph((Run("Het is verboden anderen na te roepen."),)),))
    regulation = Regulation(Metadata(), body=(article("1", "Deze verordening heet APV."),), attachments=(note,))
    assert recognise(regulation, lexicon) == ()


def test_same_bylaw_gives_the_same_norms(lexicon: Lexicon) -> None:
    source = bylaw(article("1", "Het is verboden op de weg te spugen, te vloeken of een ander na te roepen."))
    assert recognise(source, lexicon) == recognise(source, lexicon)


def test_items_numbered_as_if_they_were_leden(lexicon: Lexicon) -> None:
    norm = one(
        lexicon, "Het is verboden op de weg:", "anderen uit te jouwen;", "hen na te fluiten.", "De raad telt mee."
    )
    assert set(norm.behaviours) == {"uitjouwen", "nafluiten"}
    assert norm.place == ("public_road",)


@pytest.mark.parametrize(
    ("leden", "place"),
    [
        (("Bij oploop op straat gaan allen uiteen; deelneming aan samenscholing is verboden.",), {"public_road"}),
        (
            (
                "Het is verboden zich in een winkel schuldig te maken aan intimidatie.",
                "Onder intimidatie wordt verstaan: het naroepen of achtervolgen van een ander.",
            ),
            {"public_building"},
        ),
        (("Het is verboden in het openbaar vervoer of elders in het openbaar te spugen.",),
         {"public_road", "public_place", "public_building", "public_transport"}),
        (("Het is verboden op een plein, in het openbaar, te vloeken.",), {"public_place"}),
    ],
)  # fmt: skip
def test_place_from_elsewhere_in_the_article(lexicon: Lexicon, leden: tuple[str, ...], place: set[str]) -> None:
    assert set(one(lexicon, *leden).place) == place


def test_a_power_holds_a_prohibition_only_for_what_it_forbids_there(lexicon: Lexicon) -> None:
    text = "Het college kan wegen aanwijzen waar het verboden is anderen na te roepen."
    assert one(lexicon, text).behaviours == ("naroepen",)
    power = "Het college kan wie anderen naroept bevelen wegen te verlaten waar het verboden is te drinken."
    assert norms(lexicon, article("1", power)) == {}


def test_a_thing_that_opens_the_sentence_is_what_it_is_about(lexicon: Lexicon) -> None:
    assert norms(lexicon, article("1", "Terrassen mogen voetgangers niet hinderen.")) == {}
    assert norms(lexicon, article("1", "Bezoekers mogen de dieren niet naroepen of bespugen.")) == {}
    assert one(lexicon, "Bezoekers mogen anderen niet naroepen of bespugen.").behaviours == ("naroepen", "spugen")
