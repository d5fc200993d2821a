"""Reading by-laws: every shape official files come in ends as the same plain articles, leden and onderdelen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from apv.bylaws.markup.cvdr import (
    parse_articles,
    parse_blocks,
    parse_division,
    parse_fragment,
    read_bylaw,
    read_cvdr,
)
from apv.bylaws.reading import read_document
from apv.bylaws.regulation import Article, Division, ItemList, Paragraph, Regulation, Run, Table
from apv.data_files import data_folder
from apv.errors import InputError
from apv.findings import Severity
from apv.safe_xml import parse_bytes

SPACES = (
    'xmlns="http://standaarden.overheid.nl/cvdr/terms/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:overheid="http://standaarden.overheid.nl/owms/terms/"'
    ' xmlns:overheidrg="http://standaarden.overheid.nl/cvdr/meta/"'
)
META = """<meta><owmskern><dcterms:identifier>CVDR900099_2</dcterms:identifier>
<dcterms:title>APV Proefstad</dcterms:title>
<dcterms:creator scheme="overheid:Gemeente">Proefstad</dcterms:creator></owmskern><owmsmantel/>
<cvdripm><overheidrg:inwerkingtredingDatum>2024-01-01</overheidrg:inwerkingtredingDatum></cvdripm></meta>"""


def bylaw(text: str, *, meta: str = META, rest: str = "") -> Regulation:
    xml = (
        f"<cvdr {SPACES}>{meta}<body><intitule>APV</intitule><regeling><regeling-tekst>{text}</regeling-tekst>"
        f"{rest}</regeling></body></cvdr>"
    )
    return read_cvdr(xml.encode(), where="proef.xml")


def only(text: str) -> Article:
    found = bylaw(text).articles
    assert len(found) == 1
    return found[0]


def outline(article: Article) -> list[tuple[tuple[str, ...], str]]:
    """Where each piece of text stands: [(("1", "a"), "tekst"), …]."""
    return [(part.path, article.text[part.start : part.end]) for part in article.parts]


def rules(regulation: Regulation) -> set[str]:
    return {finding.rule for finding in regulation.findings}


KOP = "<kop><label>Artikel</label><nr>2:1</nr><titel>Proef</titel></kop>"
AS_LID = f"""<artikel>{KOP}
  <lid><lidnr>1.</lidnr><al>Het is verboden:</al>
    <lijst><li nr="a."><al>te roepen;</al></li><li nr="b."><al>te sissen:</al>
      <lijst><li nr="1°"><al>overdag;</al></li><li nr="2°"><al>des nachts.</al></li></lijst></li></lijst></lid>
  <lid><lidnr>2.</lidnr><al>Dat geldt overal.</al></lid></artikel>"""
AS_NESTED_LIST = f"""<artikel>{KOP}<lijst><li nr="1."><al>Het is verboden:</al>
    <lijst><li nr="a."><al>te roepen;</al></li><li nr="b."><al>te sissen:</al>
      <lijst><li nr="1°"><al>overdag;</al></li><li nr="2°"><al>des nachts.</al></li></lijst></li></lijst></li>
  <li nr="2."><al>Dat geldt overal.</al></li></lijst></artikel>"""
AS_SIBLING_LISTS = f"""<artikel>{KOP}<lijst><li nr="1."><al>Het is verboden:</al></li></lijst>
  <lijst><li nr="a."><al>te roepen;</al></li><li nr="b."><al>te sissen:</al></li></lijst>
  <lijst><li nr="1°"><al>overdag;</al></li><li nr="2°"><al>des nachts.</al></li></lijst>
  <lijst><li nr="2."><al>Dat geldt overal.</al></li></lijst></artikel>"""
AS_ONE_FLAT_LIST = f"""<artikel>{KOP}<lijst>
  <li nr="1."><al>Het is verboden:</al></li><li nr="a."><al>te roepen;</al></li>
  <li nr="b."><al>te sissen:</al></li><li nr="1°"><al>overdag;</al></li><li nr="2°"><al>des nachts.</al></li>
  <li nr="2."><al>Dat geldt overal.</al></li></lijst></artikel>"""
MIXED = f"""<artikel>{KOP}<lid><lidnr>1.</lidnr><al>Het is verboden:</al></lid>
  <lijst><li nr="a."><al>te roepen;</al></li><li nr="b."><al>te sissen:</al>
    <lijst><li nr="1°"><al>overdag;</al></li><li nr="2°"><al>des nachts.</al></li></lijst></li></lijst>
  <lijst><li nr="2."><al>Dat geldt overal.</al></li></lijst></artikel>"""
WRONGLY_NESTED = f"""<artikel>{KOP}<lijst><li nr="1."><al>Het is verboden:</al>
    <lijst><li nr="a."><al>te roepen;</al></li><li nr="b."><al>te sissen:</al></li>
      <li nr="1°"><al>overdag;</al></li><li nr="2°"><al>des nachts.</al></li>
      <li nr="2."><al>Dat geldt overal.</al></li></lijst></li></lijst></artikel>"""


@pytest.mark.parametrize(
    "xml", [AS_LID, AS_NESTED_LIST, AS_SIBLING_LISTS, AS_ONE_FLAT_LIST, MIXED, WRONGLY_NESTED]
)
def test_the_same_article_comes_out_of_every_encoding(xml: str) -> None:
    article = only(xml)
    assert [lid.number for lid in article.lids] == ["1.", "2."]
    assert outline(article) == [
        (("1",), "Het is verboden:"),
        (("1", "a"), "te roepen;"),
        (("1", "b"), "te sissen:"),
        (("1", "b", "1"), "overdag;"),
        (("1", "b", "2"), "des nachts."),
        (("2",), "Dat geldt overal."),
    ]


def test_a_numbered_enumeration_after_a_colon_is_no_lid() -> None:
    article = only(f'<artikel>{KOP}<al>Verboden is:</al><lijst><li nr="1."><al>a;</al></li></lijst></artikel>')
    assert article.lids == ()
    assert outline(article)[1] == (("1",), "a;")


def test_numbers_that_start_again_inside_a_lid_are_items_of_that_lid() -> None:
    article = only(
        f'<artikel>{KOP}<lijst><li nr="1."><al>Een.</al></li><li nr="2."><al>Twee:</al><lijst>'
        f'<li nr="1."><al>x</al></li>'
        '<li nr="2."><al>y</al></li></lijst></li><li nr="3."><al>Drie.</al></li></lijst></artikel>'
    )
    assert [path for path, _ in outline(article)] == [("1",), ("2",), ("2", "1"), ("2", "2"), ("3",)]


def test_an_inserted_lid_and_an_inserted_item_keep_their_place() -> None:
    article = only(
        f'<artikel>{KOP}<lijst><li nr="1."><al>A</al></li><li nr="1a."><al>B:</al></li></lijst><lijst>'
        f'<li nr="a."><al>C</al>'
        '</li><li nr="aa."><al>D</al></li><li nr="b."><al>E</al></li></lijst><lijst><li nr="2.">'
        "<al>F</al></li></lijst>"
        "</artikel>"
    )
    assert [path for path, _ in outline(article)] == [
        ("1",), ("1a",), ("1a", "a"), ("1a", "aa"), ("1a", "b"), ("2",),
    ]  # fmt: skip


def test_the_letter_i_is_the_ninth_item_or_the_first_roman_one() -> None:
    letters = "".join(f'<li nr="{letter}."><al>{letter}</al></li>' for letter in "ghi")
    assert [path for path, _ in outline(only(f"<artikel>{KOP}<lijst>{letters}</lijst></artikel>"))] == [
        ("g",), ("h",), ("i",),
    ]  # fmt: skip
    roman = "".join(f'<li nr="{number}."><al>{number}</al></li>' for number in ("i", "ii", "iii"))
    article = only(f'<artikel>{KOP}<lijst><li nr="a."><al>A</al></li></lijst><lijst>{roman}</lijst></artikel>')
    assert [path for path, _ in outline(article)] == [("a",), ("a", "i"), ("a", "ii"), ("a", "iii")]


def test_closing_words_after_a_list_belong_to_the_lid_before_them() -> None:
    article = only(
        f'<artikel>{KOP}<lijst><li nr="1."><al>A:</al></li></lijst><lijst><li nr="a."><al>B</al></li></lijst>'
        "<al>tenzij dat nodig is.</al></artikel>"
    )
    assert outline(article)[-1] == (("1",), "tenzij dat nodig is.")


def test_bullets_under_a_letter_are_items_of_it() -> None:
    article = only(
        f'<artikel>{KOP}<al>x:</al><lijst><li nr="a."><al>A</al><lijst><li nr="-"><al>B</al></li></lijst></li>'
        '<li nr="b."><al>C</al></li></lijst></artikel>'
    )
    assert [path for path, _ in outline(article)] == [(), ("a",), ("a", "-"), ("b",)]


@pytest.mark.parametrize(
    ("kop", "expected"),
    [
        ("<label>Artikel</label><nr>2:1a</nr><titel>Straat</titel>", ("Artikel", "2:1a", "Straat")),
        ("<label>Artikel 2:1 Samenscholing</label>", ("Artikel", "2:1", "Samenscholing")),
        ("<label>Artikel 2:1 Samenscholing</label><nr/><titel/>", ("Artikel", "2:1", "Samenscholing")),
        ("<label>Artikel 2:1.</label><titel>Samenscholing</titel>", ("Artikel", "2:1", "Samenscholing")),
        ("<label/><nr>29. Intrekking van de regels</nr><titel/>", ("", "29", "Intrekking van de regels")),
        ("<label>Artikel</label><nr>2.1.1.1.</nr>", ("Artikel", "2.1.1.1", "")),
        ("<label>Artikel</label><nr>2:50B</nr><titel>Hinder</titel>", ("Artikel", "2:50B", "Hinder")),
        ("<nr>Artikel 2.8A Hinder</nr>", ("Artikel", "2.8A", "Hinder")),
        ("<titel>Artikel 12 Hinder</titel>", ("Artikel", "12", "Hinder")),
        ("<label>Artikel</label><titel>12bis Hinder</titel>", ("Artikel", "12bis", "Hinder")),
        (
            "<label>Artikel</label><nr>4.2.1</nr><titel>Geluid (artikel 4:8 VNG)</titel>",
            ("Artikel", "4.2.1", "Geluid (artikel 4:8 VNG)"),
        ),
        ("<label>Artikel</label><nr>2:4 t/m 2:8</nr><titel>[gereserveerd]</titel>",
         ("Artikel", "2:4 t/m 2:8", "[gereserveerd]")),
        ("<label>Artikel</label><nr><vet>2:</vet>1</nr><titel>Het <cursief>woord</cursief></titel>",
         ("Artikel", "2:1", "Het woord")),
        ("<label/><nr/><titel/>", ("", "", "")),
        ("<titel>10 jaar en ouder</titel>", ("", "", "10 jaar en ouder")),
        ("", ("", "", "")),
    ],
)  # fmt: skip
def test_headings_in_any_mix(kop: str, expected: tuple[str, str, str]) -> None:
    article = only(f"<artikel><kop>{kop}</kop><al>tekst</al></artikel>")
    assert (article.label, article.number, article.heading) == expected
    assert article.text == "tekst"


def test_an_article_without_heading_is_still_an_article() -> None:
    assert only("<artikel><al>tekst</al></artikel>").text == "tekst"


def test_chapters_their_headings_and_the_way_to_an_article() -> None:
    regulation = bylaw(
        "<hoofdstuk><kop><label>Hoofdstuk 2 Orde</label></kop><structuurtekst><al>Vooraf.</al></structuurtekst>"
        f"<afdeling><kop><label>Afdeling</label><nr>1</nr><titel>Straat</titel></kop>{AS_LID}</afdeling>"
        "<structuurtekst><al>Achteraf.</al></structuurtekst></hoofdstuk>"
    )
    chapter = regulation.body[0]
    assert isinstance(chapter, Division)
    assert (chapter.kind, chapter.label, chapter.number, chapter.heading) == (
        "hoofdstuk",
        "Hoofdstuk",
        "2",
        "Orde",
    )
    assert chapter.blocks == (Paragraph((Run("Vooraf."),)),)
    assert regulation.articles[0].division == ("Hoofdstuk 2 Orde", "Afdeling 1 Straat")
    last = chapter.children[-1]
    assert isinstance(last, Division)
    assert last.kind == "structuurtekst"


def test_inline_markup_splits_no_words_and_is_kept() -> None:
    article = only(
        f"<artikel>{KOP}<al>Het <vet>uit</vet>jouwen\n   van <cursief>een <vet>ander</vet></cursief> volgens "
        '<extref doc="CVDR://90762_1" struct="CVDR">die regeling</extref>; 5 m<sup>2</sup>.</al></artikel>'
    )
    assert article.text == "Het uitjouwen van een ander volgens die regeling; 5 m2."
    paragraph = article.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert Run("uit", bold=True) in paragraph.runs
    assert Run("ander", bold=True, italic=True) in paragraph.runs
    assert Run("die regeling", ref="CVDR://90762_1", struct="CVDR") in paragraph.runs
    assert Run("2", script="sup") in paragraph.runs


def test_tables_keep_rows_heads_and_spans() -> None:
    article = only(
        f'<artikel>{KOP}<table><title>Tarief</title><tgroup cols="2"><colspec colname="c1" colwidth="30*"/>'
        '<colspec colname="c2"/><thead><row><entry namest="c1" nameend="c2"><al>Kop</al></entry></row></thead>'
        '<tbody><row><entry morerows="1"><al>a</al></entry><entry><al>b</al><al>c</al></entry></row>'
        "</tbody></tgroup>"
        "</table></artikel>"
    )
    table = article.blocks[0]
    assert isinstance(table, Table)
    assert (table.title, table.header, table.widths) == ("Tarief", 1, ("30*",))
    assert (table.rows[0][0].columns, table.rows[1][0].rows) == (2, 2)
    assert article.text == "Tarief\nKop\na\tb c"


@pytest.mark.parametrize(
    ("kop", "text", "status"),
    [
        ("<label>Artikel</label><nr>2:1a</nr><titel>Straat [gereserveerd]</titel>", "", "reserved"),
        ("<label>Artikel</label><nr>2:1a</nr>", "<al>(gereserveerd)</al>", "reserved"),
        ("<label>Artikel</label><nr>2:1a</nr><titel>(z)</titel>", "", "reserved"),
        ("<label>Artikel</label><nr>2:1a</nr><titel>(vervallen)</titel>", "", "repealed"),
        ("<label>Artikel</label><nr>2:1a</nr>", "<al>Vervallen per 1 januari 2024.</al>", "repealed"),
        ("<label>Artikel</label><nr>2:1a</nr>", "<lid><lidnr>1.</lidnr><al>[Vervallen]</al></lid>", "repealed"),
        (
            "<label>Artikel</label><nr>6:3</nr><titel>Vervallen</titel>",
            "<al>Deze regeling vervalt in 2030.</al>",
            "",
        ),
        ("<label>Artikel</label><nr>6:3</nr>", "<al>De oude verordening wordt ingetrokken.</al>", ""),
        (
            "<label>Artikel</label><nr>6:3</nr><titel>Gereserveerd parkeren</titel>",
            "<al>Het is verboden.</al>",
            "",
        ),
    ],
)
def test_stubs(kop: str, text: str, status: str) -> None:
    assert only(f"<artikel><kop>{kop}</kop>{text}</artikel>").status == status


LINES = ["Hoofdstuk 1 Begin", "Artikel 1 Begrippen", "Artikel 2 Vergunning", "Artikel 3 Straf"]


@pytest.mark.parametrize(
    "contents",
    [
        "<structuurtekst><al>Inhoudsopgave</al>"
        + "".join(f"<al>{line}</al>" for line in LINES)
        + "</structuurtekst>",
        "<structuurtekst>" + "".join(f"<al>{line}</al>" for line in LINES) + "</structuurtekst>",
        "<hoofdstuk><kop><titel>Inhoud</titel></kop>"
        + "".join(f"<artikel><kop><label>{line}</label></kop></artikel>" for line in LINES[1:])
        + "</hoofdstuk>",
        "<hoofdstuk><kop><label>Hoofdstuk 1 Begin</label></kop>"
        + "".join(f"<artikel><kop><label>{line}</label></kop></artikel>" for line in LINES[1:])
        + "</hoofdstuk>",
        "<artikel><kop><titel>Inhoudsopgave</titel></kop>"
        + "".join(f"<al>{line}</al>" for line in LINES)
        + "</artikel>",
    ],
)
def test_a_table_of_contents_is_no_set_of_articles(contents: str) -> None:
    real = "".join(f"<artikel><kop><label>{line}</label></kop><al>Tekst.</al></artikel>" for line in LINES[1:])
    regulation = bylaw(f"{contents}<hoofdstuk><kop><label>{LINES[0]}</label></kop>{real}</hoofdstuk>")
    assert [article.number for article in regulation.articles] == ["1", "2", "3"]
    first = regulation.body[0]
    assert isinstance(first, Division)
    assert first.kind == "inhoudsopgave"
    assert "Artikel 2 Vergunning" in [block.text for block in first.blocks if isinstance(block, Paragraph)]
    assert "contents-in-text" in rules(regulation)


def test_a_sentence_about_articles_is_no_table_of_contents() -> None:
    text = "".join(f"<al>Artikel {number} is hier niet van toepassing.</al>" for number in range(1, 6))
    regulation = bylaw(f"<structuurtekst>{text}</structuurtekst>{AS_LID}")
    assert "contents-in-text" not in rules(regulation)


def test_notes_and_annexes_stay_apart_from_the_rules() -> None:
    note = (
        "<bijlage><kop><label>Bijlage</label><nr>1</nr><titel>Kaart</titel></kop><al>gebied</al></bijlage>"
        "<nota-toelichting><kop><titel>Toelichting</titel></kop><al>over nafluiten</al><divisie><kop>"
        "<titel>Artikel 2:1"
        "</titel></kop><al>uitleg</al></divisie></nota-toelichting>"
    )
    regulation = bylaw(AS_LID, rest=note)
    assert [(part.kind, part.heading) for part in regulation.attachments] == [
        ("bijlage", "Bijlage 1 Kaart"),
        ("toelichting", "Toelichting"),
    ]
    assert regulation.attachments[1].blocks[1] == Paragraph((Run("Artikel 2:1", bold=True),))
    assert not any("nafluiten" in article.glance for article in regulation.articles)


def test_a_note_inside_the_text_is_taken_out_of_it() -> None:
    regulation = bylaw(f"<hoofdstuk>{AS_LID}<nota-toelichting><al>uitleg</al></nota-toelichting></hoofdstuk>")
    assert len(regulation.attachments) == 1
    assert "uitleg" not in regulation.articles[0].glance


def test_a_by_law_without_articles_keeps_its_text_and_says_so() -> None:
    regulation = bylaw(
        "<hoofdstuk><kop><label>1.Parkeren</label></kop><structuurtekst><al>Tekst.</al>"
        "</structuurtekst></hoofdstuk>"
    )
    assert regulation.articles == ()
    chapter = regulation.body[0]
    assert isinstance(chapter, Division)
    assert (chapter.number, chapter.heading, chapter.blocks) == ("1", "Parkeren", (Paragraph((Run("Tekst."),)),))
    assert "no-articles" in rules(regulation)


def test_a_by_law_without_text_is_an_error_among_the_findings() -> None:
    regulation = bylaw("")
    assert [finding.severity for finding in regulation.findings if finding.rule == "no-text"] == [Severity.ERROR]


def test_unknown_elements_keep_their_text_and_are_counted() -> None:
    regulation = bylaw(
        f"<artikel>{KOP}<al>Het <glans>is</glans> <glans>verboden</glans>.</al><kader>"
        f"<al>Ook dit.</al></kader></artikel>"
        "<sectie><artikel><kop><label>Artikel 9</label></kop><al>Diep.</al></artikel></sectie>"
    )
    assert [article.text for article in regulation.articles] == ["Het is verboden.\nOok dit.", "Diep."]
    counts = {finding.what.split("<")[1].split(">")[0]: finding.count for finding in regulation.findings}
    assert counts == {"glans": 2, "kader": 1, "sectie": 1}


def test_text_in_the_wrong_place_is_not_lost() -> None:
    regulation = bylaw(
        f"los <artikel>{KOP}vooraf<lid>"
        f"<lidnr>1.</lidnr>kaal</lid>ertussen<lijst>voor<li nr='a.'>item</li>na</lijst></artikel>"
    )
    article = regulation.articles[0]
    for word in ("vooraf", "kaal", "ertussen", "voor", "item", "na"):
        assert word in article.text.split()
    assert isinstance(regulation.body[0], Division)


def test_pictures_are_a_finding() -> None:
    regulation = bylaw(f'<artikel>{KOP}<al>Kaart:</al><plaatje><illustratie naam="k.png"/></plaatje></artikel>')
    assert "image-left-out" in rules(regulation)
    assert regulation.articles[0].text == "Kaart:"


def test_a_number_that_occurs_twice_is_a_finding() -> None:
    regulation = bylaw(AS_LID + AS_LID)
    assert "number-twice" in rules(regulation)
    assert regulation.article("2:1") is regulation.articles[0]


def meta(**changed: str) -> str:
    values = {"identifier": "CVDR900099_2", "in": "2024-01-01", "uit": ""} | changed
    return (
        f"<meta><owmskern><dcterms:identifier>{values['identifier']}</dcterms:identifier>"
        "<dcterms:title>APV</dcterms:title>"
        '<dcterms:type scheme="overheid:Informatietype">regeling</dcterms:type>'
        '<dcterms:type scheme="overheidop:Rubriek">algemeen verbindend voorschrift (verordening)</dcterms:type>'
        '<dcterms:creator scheme="overheid:Gemeente">Proefstad</dcterms:creator></owmskern><owmsmantel>'
        "<dcterms:alternative>APV Proefstad</dcterms:alternative>"
        '<dcterms:source resourceIdentifier="1.0:c:BWBR0005416&amp;artikel=149">artikel 149</dcterms:source>'
        '<dcterms:source resourceIdentifier="">oud</dcterms:source></owmsmantel><cvdripm>'
        f"<overheidrg:inwerkingtredingDatum>{values['in']}</overheidrg:inwerkingtredingDatum>"
        f"<overheidrg:uitwerkingtredingDatum>{values['uit']}</overheidrg:uitwerkingtredingDatum>"
        f"</cvdripm></meta>"
    )


def test_metadata() -> None:
    found = bylaw(AS_LID, meta=meta()).meta
    assert (found.identifier, found.work, found.creator) == ("CVDR900099_2", "CVDR900099", "Proefstad")
    assert (found.kind, found.rubric) == ("regeling", "algemeen verbindend voorschrift (verordening)")
    assert (found.citation_title, found.valid_from, found.valid_to) == ("APV Proefstad", date(2024, 1, 1), None)
    assert found.legal_basis == ("artikel 149", "oud")
    assert found.legal_basis_refs == ("1.0:c:BWBR0005416&artikel=149", "")


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        ("112779_1", "CVDR112779_1"),
        ("1.0:101407_1", "CVDR101407_1"),
        ("CVDR229520-1", "CVDR229520_1"),
        ("CVDR://90762_1", "CVDR90762_1"),
    ],
)
def test_old_identifiers_become_one_kind(written: str, identifier: str) -> None:
    found = bylaw(AS_LID, meta=meta(identifier=written)).meta
    assert (found.identifier, found.declared_identifier) == (identifier, written)


@pytest.mark.parametrize(
    ("begin", "end", "rule"),
    [
        ("2023-07-06", "2023-06-01", "dates-reversed"),
        ("2023-07-06", "2023-07-06", "dates-same-day"),
        ("06-07-2023", "", None),
        ("2023-07-06", "9999-12-31", None),
        ("2023-13-45", "", "date-unreadable"),
        ("", "", "metadata-missing"),
    ],
)
def test_dirty_dates_are_findings_and_never_a_crash(begin: str, end: str, rule: str | None) -> None:
    found = rules(bylaw(AS_LID, meta=meta(**{"in": begin, "uit": end})))
    assert found == ({rule} if rule else set())


def test_no_metadata_at_all_is_a_finding() -> None:
    assert "metadata-missing" in rules(bylaw(AS_LID, meta=""))


@pytest.mark.parametrize(
    ("root", "word"),
    [
        ('<lvbbu:Consolidaties xmlns:lvbbu="https://standaarden.overheid.nl/lvbb/stop/uitlevering/"/>', "STOP"),
        ('<AanleveringBesluit xmlns="https://standaarden.overheid.nl/stop/imop/tekst/"/>', "STOP"),
        ("<officiele-publicatie/>", "bekendmaking"),
        ('<toestand bwb-id="BWBR0001854"/>', "wet"),
        ("<wetgeving/>", "wet"),
        ("<work/>", "lijst"),
        ("<html><body/></html>", "webpagina"),
        ("<recept/>", "<recept>"),
    ],
)
def test_other_documents_are_refused_in_words(root: str, word: str) -> None:
    with pytest.raises(InputError) as caught:
        read_cvdr(root.encode(), where="bestand.xml")
    assert word in caught.value.what
    assert caught.value.where == "bestand.xml"
    assert caught.value.advice


def test_fragments_of_drafts_are_read_by_the_same_reader() -> None:
    nodes = parse_fragment(f"{AS_LID}<hoofdstuk><kop><titel>Slot</titel></kop></hoofdstuk>", "concept")
    assert isinstance(nodes[0], Article)
    assert nodes[0] == only(AS_LID)
    assert parse_articles(parse_bytes(AS_LID.encode(), where="x")) == (only(AS_LID),)
    assert parse_articles(parse_bytes(f"<tekst>{AS_LID}</tekst>".encode(), where="x"))[0].number == "2:1"


def test_prose_documents_keep_headings_lists_and_tables() -> None:
    xml = parse_bytes(
        b"<tekst><kop><titel>Voorstel</titel></kop><al>Wij stellen voor.</al><lijst><li nr='-'>"
        b"<al>x</al></li></lijst>"
        b"<tekst><kop><titel>Kosten</titel></kop><al>Geen.</al></tekst></tekst>",
        where="x",
    )
    document = parse_division(xml)
    assert (document.heading, len(document.blocks)) == ("Voorstel", 2)
    inner = document.children[0]
    assert isinstance(inner, Division)
    assert (inner.kind, inner.heading) == ("tekst", "Kosten")
    blocks = parse_blocks(xml)
    assert blocks[0] == Paragraph((Run("Voorstel", bold=True),))
    assert isinstance(blocks[2], ItemList)


def test_the_official_samples(samples: Path) -> None:
    counts = {path.name: len(read_bylaw(path).articles) for path in sorted((samples / "cvdr").glob("cvdr_*.xml"))}
    assert counts == {"cvdr_example1.xml": 1, "cvdr_example2.xml": 0, "cvdr_example3.xml": 6}
    with pytest.raises(InputError, match="bekendmaking"):
        read_bylaw(samples / "cvdr" / "gemeenteblad_example.xml")


def test_every_other_sample_is_read_or_refused_in_words(samples: Path) -> None:
    for path in sorted(samples.rglob("*.xml")):
        try:
            outcome = str(len(read_document(path).body))
        except InputError as error:
            outcome = error.advice
        assert outcome not in {"", "0"}, path.name


def test_the_bundled_examples_are_fictional_and_of_every_kind() -> None:
    examples = [read_bylaw(path) for path in sorted((data_folder("legal_sources") / "examples").glob("*.xml"))]
    assert len({example.meta.creator for example in examples}) >= 12
    assert all(example.meta.work.startswith("CVDR9000") for example in examples)
    assert all(6 <= len(example.articles) <= 20 and example.attachments for example in examples)
    assert {lid.as_list for example in examples for article in example.articles for lid in article.lids} == {
        True,
        False,
    }
    statuses = {article.status for example in examples for article in example.articles}
    assert statuses == {"", "reserved", "repealed"}
    begins = [example.meta.valid_from for example in examples]
    change = date(2024, 7, 1)
    assert any(begin and begin < change for begin in begins)
    assert any(begin and begin >= change for begin in begins)
    severities = {finding.severity for example in examples for finding in example.findings}
    assert severities <= {Severity.NOTE}


def test_two_versions_of_one_by_law_follow_each_other() -> None:
    old, new = (
        read_bylaw(path) for path in sorted((data_folder("legal_sources") / "examples").glob("elzenvoort*.xml"))
    )
    assert (old.meta.work, old.meta.valid_to) == (new.meta.work, new.meta.valid_from)
    changed = new.article("2.2")
    assert changed is not None
    assert changed.status == "repealed"
