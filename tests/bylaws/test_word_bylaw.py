"""Word drafts read as by-laws: our own documents give the same article back, and typed ones are read."""

import io
from datetime import date
from itertools import product

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apv.bylaws.examples import bundled_bylaw
from apv.bylaws.markup.word_bylaw import WordDraft, read_word_draft
from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import recognise
from apv.bylaws.regulation import Article, Division, ItemList, Lid, ListItem, Paragraph, Run, Table, text_of
from apv.drafting.compose import draft
from apv.drafting.document import Document, Section
from apv.drafting.models import load_models
from apv.law.catalogue import load_catalogue
from apv.reports.docx import render_document, render_draft
from tests.word_files import add_list, delete, insert, put_in_list, saved, word_file

NOW = date(2026, 11, 23)
MODELS = load_models()
DECISION = (
    "# Verordening tot wijziging van de APV Zandrecht",
    "De raad van de gemeente Zandrecht;",
    "gelezen het voorstel van burgemeester en wethouders van 3 november 2026;",
    "gelet op artikel 149 van de Gemeentewet;",
    "besluit vast te stellen:",
)


def read(*lines: str) -> WordDraft:
    return read_word_draft(word_file(*lines), where="concept.docx")


def assert_places_are_right(found: WordDraft) -> None:
    """Each piece of each article stands where the draft says it stands."""
    texts = {line.index: line.text for line in found.paragraphs}
    for each, article in zip(found.articles, found.regulation.articles, strict=True):
        assert each.article == article
        for part, line in zip(article.parts, each.lines, strict=True):
            text = article.text[part.start : part.end]
            assert part.kind == "row" or texts[line.paragraph][line.start :].startswith(text)


@pytest.mark.parametrize(("model", "municipality"), list(product(MODELS, ["Dorpstad", "Zandrecht", "Elzenvoort"])))
def test_our_own_draft_gives_the_same_article_back(model: str, municipality: str) -> None:
    made = draft(load_catalogue(), municipality, MODELS[model], on=NOW, bylaw=bundled_bylaw(municipality, NOW))
    found = read_word_draft(render_draft(made), where="concept.docx")
    again = found.article(made.document.number_text)
    if made.article.status == "repealed":  # a model that only takes an article out
        assert again is None
        assert "vervalt" in " ".join(
            line.text for line in found.paragraphs if found.zones.get(line.index) == "instruction"
        )
        return
    assert again is not None
    assert (again.article.heading, again.article.blocks, again.article.lids) == (
        made.article.heading,
        made.article.blocks,
        made.article.lids,
    )
    assert again.article.division[0] == "Artikel I"
    assert found.regulation.title.startswith("Verordening van de raad")
    assert text_of(found.regulation.preamble).startswith(f"De raad van de gemeente {municipality};")
    assert [note.heading for note in found.regulation.attachments] == ["Toelichting"]
    assert found.regulation.closing
    assert found.regulation.signing
    assert not found.regulation.findings
    assert_places_are_right(found)


@pytest.mark.parametrize("model", MODELS)
def test_our_own_draft_forbids_the_same_when_read_back(model: str) -> None:
    made = draft(load_catalogue(), "Dorpstad", MODELS[model], on=NOW)
    lexicon = load_lexicon(load_catalogue())
    found = read_word_draft(render_draft(made), where="c").regulation
    forbidden = {name for norm in recognise(found, lexicon) for name in norm.behaviours}
    assert forbidden == set(made.choices.behaviours)


def test_a_decision_as_municipalities_type_it() -> None:
    found = read(
        *DECISION,
        "Artikel I",
        "De APV Zandrecht wordt als volgt gewijzigd:",
        "A",
        "Na artikel 2:1 wordt een artikel ingevoegd, luidende:",
        "Artikel 2:1a Hinderlijk gedrag",
        "1. Het is verboden op een openbare plaats:",
        "a. iemand te volgen;",
        "b. iemand de weg te versperren.",
        "2. Het eerste lid geldt niet voor een betoging.",
        "B",
        "In artikel 6:1 wordt na ‘2:1’ ingevoegd ‘, 2:1a’.",
        "Artikel II",
        "Deze verordening treedt in werking op 1 januari 2027.",
        "Aldus vastgesteld in de vergadering van 10 december 2026.",
        "de griffier,",
        "## Toelichting",
        "**Algemeen**",
        "Het artikel dient de openbare orde.",
    )
    regulation = found.regulation
    assert [article.number for article in regulation.articles] == ["2:1a", "II"]
    new = regulation.articles[0]
    assert new.division == ("Artikel I", "A")
    assert [(part.kind, part.path) for part in new.parts] == [
        ("lid", ("1",)),
        ("item", ("1", "a")),
        ("item", ("1", "b")),
        ("lid", ("2",)),
    ]
    amending = regulation.body[0]
    assert isinstance(amending, Division)
    assert [part.number for part in amending.children] == ["A", "B"]
    assert isinstance(amending.children[1], Division)
    assert text_of(amending.children[1].blocks) == "In artikel 6:1 wordt na ‘2:1’ ingevoegd ‘, 2:1a’."
    assert text_of(regulation.closing) == "Aldus vastgesteld in de vergadering van 10 december 2026."
    assert regulation.signing == ("de griffier,",)
    assert text_of(regulation.attachments[0].blocks) == "Algemeen Het artikel dient de openbare orde."
    assert_places_are_right(found)


def test_a_whole_bylaw_as_municipalities_type_it() -> None:
    found = read(
        "Algemene plaatselijke verordening Zandrecht 2026",
        "Inhoudsopgave",
        "Hoofdstuk 1 Algemeen",
        "Artikel 1:1 Begripsbepalingen",
        "Hoofdstuk 2 Openbare orde",
        "Artikel 2:1 Samenscholing",
        "De raad van de gemeente Zandrecht; gelet op artikel 149 van de Gemeentewet; besluit:",
        "HOOFDSTUK 1 ALGEMEEN",
        "Artikel 1:1 Begripsbepalingen",
        "In deze verordening wordt verstaan onder:",
        "a.\topenbare plaats: plaats als bedoeld in artikel 1 van de Wet openbare manifestaties;",
        "b.\tweg: wat daaronder in de Wegenverkeerswet 1994 wordt verstaan.",
        "HOOFDSTUK 2",
        "**Openbare orde**",
        "Artikel 2:1",
        "**Samenscholing**",
        "1 Het is verboden deel te nemen aan een samenscholing.",
        "2 Het verbod geldt niet voor betogingen.",
        "Artikel 2:2 (vervallen)",
        "Bijlage 1 bij artikel 2:1",
        "Kaart van het gebied.",
    )
    regulation = found.regulation
    assert regulation.title == "Algemene plaatselijke verordening Zandrecht 2026"
    first, second = regulation.body
    assert isinstance(first, Division)
    assert isinstance(second, Division)
    assert (second.kind, second.number, second.heading) == ("hoofdstuk", "2", "Openbare orde")
    assert [(article.number, article.heading, article.status) for article in regulation.articles] == [
        ("1:1", "Begripsbepalingen", ""),
        ("2:1", "Samenscholing", ""),
        ("2:2", "(vervallen)", "repealed"),
    ]
    assert [part.path for part in regulation.articles[0].parts] == [(), ("a",), ("b",)]
    assert [lid.number for lid in regulation.articles[1].lids] == ["1", "2"]
    assert regulation.attachments[0].kind == "bijlage"
    assert_places_are_right(found)


def test_a_sentence_that_opens_with_an_article_is_no_heading() -> None:
    found = read(
        "Artikel 1 Verbod",
        "Artikel 2, tweede lid, is niet van toepassing.",
        "Artikel 3 van de Wet openbare manifestaties blijft gelden",
        "Artikel 2:1 vervalt.",
        "Artikel 5 komt te luiden:",
    )
    assert [article.number for article in found.regulation.articles] == ["1"]


def test_the_new_line_of_a_table_of_contents_is_no_article() -> None:
    found = read(
        *DECISION,
        "Artikel I",
        "De APV Zandrecht wordt als volgt gewijzigd:",
        "A",
        "In de inhoudsopgave wordt na de regel over artikel 2:1 een regel ingevoegd, luidende:",
        "Artikel 2:1a Hinderlijk gedrag",
        "B",
        "Na artikel 2:1 wordt een artikel ingevoegd, luidende:",
        "Artikel 2:1a Hinderlijk gedrag",
        "Het is verboden iemand te volgen.",
    )
    assert [article.text for article in found.regulation.articles] == ["Het is verboden iemand te volgen."]


def test_lists_of_word_itself_become_leden_items_and_subitems() -> None:
    document = docx.Document()
    series = add_list(document, [("decimal", "%1."), ("lowerLetter", "%2."), ("decimal", "%3°.")])
    document.add_heading("Artikel 4 Overlast", 2)
    for text, level in (
        ("Verboden is:", 0), ("geluid maken met:", 1), ("een toeter;", 2), ("een trommel;", 2), ("vuur maken.", 1),
        ("Het verbod geldt niet op feestdagen.", 0),
    ):  # fmt: skip
        put_in_list(document.add_paragraph(text), series, level)
    found = read_word_draft(saved(document), where="c")
    assert [(part.kind, part.path) for part in found.regulation.articles[0].parts] == [
        ("lid", ("1",)), ("item", ("1", "a")), ("item", ("1", "a", "1")), ("item", ("1", "a", "2")),
        ("item", ("1", "b")), ("lid", ("2",)),
    ]  # fmt: skip
    assert_places_are_right(found)


def test_typed_numbers_without_indent_nest_by_their_punctuation() -> None:
    found = read(
        "Artikel 4", "1. Verboden is:", "a. geluid maken met:", "1. een toeter;", "2. een trommel;",
        "b. vuur maken.", "2. Het verbod geldt niet op feestdagen.",
    )  # fmt: skip
    assert [part.path for part in found.regulation.articles[0].parts] == [
        ("1",), ("1", "a"), ("1", "a", "1"), ("1", "a", "2"), ("1", "b"), ("2",),
    ]  # fmt: skip


def test_tracked_changes_give_the_new_and_the_old_article() -> None:
    document = docx.Document()
    document.add_heading("Artikel 2:1a Straatintimidatie", 2)
    line = document.add_paragraph("Het is verboden iemand ")
    delete(line, "uit te jouwen")
    insert(line, "hinderlijk te volgen")
    line.add_run(".")
    data = saved(document)
    new, old = (read_word_draft(data, where="c", changes=how).regulation for how in ("accept", "reject"))
    assert new.articles[0].text == "Het is verboden iemand hinderlijk te volgen."
    assert old.articles[0].text == "Het is verboden iemand uit te jouwen."


def test_a_table_in_an_article_is_kept() -> None:
    document = docx.Document()
    document.add_heading("Artikel 3 Tarieven", 2)
    document.add_paragraph("De tarieven zijn:")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells], ["wat", "euro", "kraam", "5"], strict=True
    ):
        cell.text = text
    found = read_word_draft(saved(document), where="c")
    (article,) = found.regulation.articles
    assert isinstance(article.blocks[1], Table)
    assert [article.text[part.start : part.end] for part in article.parts] == [
        "De tarieven zijn:", "wat\teuro", "kraam\t5",
    ]  # fmt: skip
    assert_places_are_right(found)


def test_who_decides_in_an_article_opens_no_preamble() -> None:
    found = read(
        "Marktverordening Dorpstad",
        "Artikel 1 Vergunning",
        "Het college van Dorpstad neemt binnen acht weken een besluit op de aanvraag.",
        "Artikel 2 Wijziging",
        "De raad van Dorpstad kan dit besluit wijzigen.",
        "Gelet op artikel 1 kan de vergunning ook mondeling worden gegeven.",
    )
    assert [article.number for article in found.regulation.articles] == ["1", "2"]
    assert found.regulation.title == "Marktverordening Dorpstad"
    assert not found.regulation.preamble


def test_one_article_is_an_article() -> None:
    found = read("Artikel 1 Verbod", "Het is verboden te slapen.")
    assert not found.regulation.findings


def test_a_file_without_articles_says_so() -> None:
    found = read("Beste raad,", "Hierbij het stuk.")
    assert [finding.rule for finding in found.regulation.findings] == ["no-articles"]
    assert found.articles == ()


def test_an_empty_word_file_is_read() -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    assert read_word_draft(buffer.getvalue(), where="c").regulation.body == ()


WORDS = st.lists(st.sampled_from(["roepen", "volgen", "staan", "lopen", "zingen"]), min_size=1, max_size=4)
SENTENCES = WORDS.map(lambda words: f"Het is verboden te {' te '.join(words)}.")
ITEMS = st.lists(WORDS.map(" en ".join), min_size=2, max_size=4).map(
    lambda texts: ItemList(
        tuple(
            ListItem(f"{letter}.", (Paragraph((Run(text),)),)) for letter, text in zip("abcd", texts, strict=False)
        )
    )
)
CONTENT = st.tuples(SENTENCES, st.none() | ITEMS).map(
    lambda pair: (Paragraph((Run(pair[0]),)), *((pair[1],) if pair[1] else ()))
)
ARTICLES = st.one_of(
    CONTENT.map(lambda blocks: Article("3:4b", "Titel", blocks)),
    st.lists(CONTENT, min_size=2, max_size=4).map(
        lambda lids: Article("3:4b", "Titel", lids=tuple(Lid(f"{at}.", part) for at, part in enumerate(lids, 1)))
    ),
)


@settings(max_examples=25, deadline=None)
@given(ARTICLES)
def test_any_article_we_write_reads_back_the_same(article: Article) -> None:
    document = Document("Titel", "", "", (Section("decision", "Besluit", 1, (article,)),))
    data = render_document(document, on=NOW, author="Gemeente Dorpstad")
    found = read_word_draft(data, where="c")
    assert [(again.number, again.heading, again.blocks, again.lids) for again in found.regulation.articles] == [
        (article.number, article.heading, article.blocks, article.lids)
    ]
    assert_places_are_right(found)
