"""Reading statutes: modern `toestand` files and the `wetgeving` files of 2012."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from apv.bylaws.markup.bwb import read_bwb
from apv.bylaws.reading import read_document
from apv.bylaws.regulation import Paragraph
from apv.errors import InputError

TOESTAND = """<?xml version="1.0" encoding="UTF-8"?>
<toestand bwb-id="BWBR0009999" inwerkingtreding="2024-07-01"><wetgeving soort="wet"><intitule>Proefwet
  <meta-data><brondata><publicatienr>1</publicatienr></brondata></meta-data></intitule>
<citeertitel>Proefwet</citeertitel><wet-besluit><aanhef><wij>Wij</wij></aanhef><wettekst>
<hoofdstuk><kop><label>Hoofdstuk</label><nr>1</nr><titel>Begin</titel></kop>
<artikel status="goed"><kop><label>Artikel</label><nr>1</nr><titel>Woorden</titel></kop>
  <lid><lidnr>1</lidnr><al>In deze wet is <redactie>[lees: was]</redactie> bepaald:<noot><noot.nr>1</noot.nr>
    <noot.al>Zie elders.</noot.al></noot></al><lijst><li><li.nr>a.</li.nr><al>een ding;</al></li></lijst></lid>
  <lid><lidnr>2</lidnr><al>Zie <extref doc="jci1.3:c:BWBR0005416">de Gemeentewet</extref>.</al></lid>
  <meta-data><jcis><jci versie="1.0" verwijzing="1.0:c:BWBR0009999&amp;artikel=1"/>
    <jci versie="1.31" verwijzing="jci1.31:c:BWBR0009999&amp;hoofdstuk=1&amp;artikel=1"/>
  </jcis></meta-data></artikel>
<artikel status="vervallen"><kop><label>Artikel</label><nr>1a</nr></kop>
  <al><redactie type="vervanging">Vervallen.</redactie></al></artikel>
</hoofdstuk></wettekst><wetsluiting><slotformulering><al>Lasten en bevelen.</al></slotformulering>
<gegeven><dagtekening><plaats>Lage Vuursche</plaats>, <datum>1 juli 1980</datum></dagtekening>
  <koning>Beatrix</koning></gegeven>
<ondertekening><functie>De Minister,</functie>
  <naam><voornaam>A.</voornaam><achternaam>Bee</achternaam></naam></ondertekening>
</wetsluiting></wet-besluit></wetgeving></toestand>"""


def test_an_article_of_a_statute() -> None:
    law = read_bwb(TOESTAND.encode(), where="wet.xml")
    article = law.articles[0]
    assert (article.number, article.heading, article.division) == ("1", "Woorden", ("Hoofdstuk 1 Begin",))
    assert article.text == "In deze wet is bepaald:\neen ding;\nZie de Gemeentewet."
    assert [part.path for part in article.parts] == [("1",), ("1", "a"), ("2",)]
    assert article.jci == "jci1.31:c:BWBR0009999&hoofdstuk=1&artikel=1"
    assert law.articles[1].status == "repealed"
    assert law.findings == ()


def test_what_a_statute_says_about_itself() -> None:
    law = read_bwb(TOESTAND.encode(), where="wet.xml")
    assert (law.meta.work, law.meta.kind, law.meta.valid_from) == ("BWBR0009999", "wet", date(2024, 7, 1))
    assert (law.title, law.meta.citation_title) == ("Proefwet", "Proefwet")
    assert isinstance(law.closing[0], Paragraph)
    assert law.signing == ("Lage Vuursche, 1 juli 1980", "Beatrix", "De Minister,", "A. Bee")


def test_a_term_and_its_meaning_are_one_line() -> None:
    xml = TOESTAND.replace(
        "<lijst><li><li.nr>a.</li.nr><al>een ding;</al></li></lijst>",
        "<definitielijst><definitie-item><li.nr>a.</li.nr><term>ding:</term><definitie><al>een zaak;</al>"
        "</definitie></definitie-item></definitielijst>",
    )
    assert "ding: een zaak;" in read_bwb(xml.encode(), where="x").articles[0].text.split("\n")


def test_the_root_of_2012_with_its_doctype() -> None:
    xml = TOESTAND.replace('<toestand bwb-id="BWBR0009999" inwerkingtreding="2024-07-01"><wetgeving', "<wetgeving")
    xml = xml.replace("</toestand>", "").replace(
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE wetgeving SYSTEM "http://wetten.overheid.nl/dtd/bwb.dtd">',
    )
    assert len(read_bwb(xml.encode(), where="wet.xml").articles) == 2


def test_a_by_law_is_not_a_statute() -> None:
    with pytest.raises(InputError, match="gemeentelijke regeling"):
        read_bwb(b"<cvdr/>", where="x.xml")


@pytest.mark.parametrize(
    ("name", "articles"),
    [
        ("BWBR0001854", 740),
        ("BWBR0005290", 710),
        ("BWBR0005416", 327),
        ("BWBR0001840", 146),
        ("BWBR0003299", 25),
        ("BWBR0006502", 16),
    ],
)
def test_the_laws_of_2012_have_all_their_articles(samples: Path, name: str, articles: int) -> None:
    law = read_document(samples / "bwb-2012" / f"{name}.xml")
    assert len(law.articles) == articles
    assert law.meta.work == name
    assert all(article.number and article.text for article in law.articles)


def test_every_statute_has_as_many_articles_and_leden_as_elements(samples: Path) -> None:
    paths = [*(samples / "bwb-2012").glob("*.xml"), *(samples / "bwb").glob("bwb_toestand*.xml")]
    paths += (samples / "bwb-states").glob("*/*/xml/*.xml")
    assert len(paths) >= 20
    for path in paths:
        law = read_document(path)
        root = etree.parse(path).getroot()
        assert len(law.articles) == root.xpath("count(//artikel)"), path.name
        leden = root.xpath("count(//lid[not(ancestor::meta-data)])")
        assert sum(len(article.lids) for article in law.articles) == leden, path.name
        assert [finding for finding in law.findings if finding.rule == "unknown-element"] == []
