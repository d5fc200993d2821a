"""The documents of a dossier: they agree with each other, are valid Word files, and two of them are one page."""

import io
import itertools
import json
import re
import shutil
import subprocess
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph as WordParagraph
from openxml_audit import OpenXmlValidator

from apv.bylaws.examples import bundled_bylaw
from apv.bylaws.reading import read_data
from apv.drafting.document import FILL_IN
from apv.drafting.dossier import Dossier, Request, make_dossier
from apv.drafting.dossier_texts import read_texts
from apv.drafting.models import find_model, load_models
from apv.law.catalogue import load_catalogue
from apv.reports.dossier_documents import DOCUMENTS
from apv.reports.dossier_files import dossier_files

NOW, START = date(2026, 11, 26), date(2027, 7, 1)
MODELS = sorted(load_models())
BYLAWS = ["Dorpstad", "Zandrecht", "Kwelderveen"]  # none, the newer encoding, the older one
ONE_PAGE = ("5-samenvatting.docx", "6-handhavingskaart.docx")


@cache
def made(model: str, municipality: str = "Zandrecht", effective: date | None = START) -> Dossier:
    request = Request(municipality, model, NOW, effective)
    return make_dossier(load_catalogue(), request, find_model(model), bundled_bylaw(municipality, NOW))


@cache
def files(model: str, municipality: str = "Zandrecht", effective: date | None = START) -> dict[str, bytes]:
    return dossier_files(load_catalogue(), made(model, municipality, effective))


@cache
def lines(
    model: str, municipality: str = "Zandrecht", effective: date | None = START
) -> dict[str, tuple[str, ...]]:
    return {
        name: read_texts(name, data).paragraphs for name, data in files(model, municipality, effective).items()
    }


VALIDATED = {*((model, BYLAWS[at % 3]) for at, model in enumerate(MODELS)), *(("gedraging", b) for b in BYLAWS)}


@pytest.mark.parametrize(("model", "municipality"), sorted(VALIDATED))
def test_every_document_is_a_valid_word_file(model: str, municipality: str, tmp_path: Path) -> None:
    validator = OpenXmlValidator()
    for name, data in files(model, municipality).items():
        if not name.endswith(".docx"):
            continue
        path = tmp_path / name
        path.write_bytes(data)
        result = validator.validate(path)
        assert result.is_valid, f"{name}: {[str(error) for error in result.errors[:3]]}"


@pytest.mark.parametrize("municipality", BYLAWS)
@pytest.mark.parametrize("model", MODELS)
def test_what_is_open_stands_on_the_first_page(model: str, municipality: str) -> None:
    record = json.loads(files(model, municipality, None)["herkomst.json"])
    for name in DOCUMENTS:
        text = lines(model, municipality, None)[name]
        ((start, end),) = record["aids"][name]
        listed = " ".join(text[start:end]).casefold()
        assert "nog in te vullen" in listed, name
        for line in text[end:]:
            for match in FILL_IN.finditer(line):
                assert match[1].casefold() in listed, f"{name}: {match[1]}"


@pytest.mark.parametrize("model", MODELS)
def test_the_documents_give_the_same_number_date_and_title(model: str) -> None:
    dossier = made(model)
    number, title = dossier.draft.document.number_text, dossier.draft.bylaw.title
    for name in DOCUMENTS:
        text = "\n".join(lines(model)[name])
        assert number in text, name
        assert title in text, name
    for name in (
        "1-raadsvoorstel.docx",
        "2-raadsbesluit.docx",
        "4-juridische-toets.docx",
        *ONE_PAGE,
        "besluit.xml",
    ):
        assert "1 juli 2027" in "\n".join(lines(model)[name]), name


@pytest.mark.parametrize("model", MODELS)
def test_no_silent_blanks(model: str) -> None:
    for municipality in BYLAWS:
        for name, text in lines(model, municipality, None).items():
            for line in text:
                assert not re.search(r"\bNone\b|\{\{|\}\}|undefined|\(\)|‘’|  ", line), f"{name}: {line}"
                assert not re.search(r" [,.;:](?!\w)(?!\.)", line), f"{name}: {line}"


@pytest.mark.parametrize("model", MODELS)
def test_headings_go_down_one_level_at_a_time_and_tables_have_headers(model: str) -> None:
    for name in DOCUMENTS:
        word = docx.Document(io.BytesIO(files(model)[name]))
        levels = [level for paragraph in word.paragraphs if (level := _level(paragraph))]
        assert levels, name
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), name
        for table in word.tables:
            assert "w:tblHeader" in table.rows[0]._tr.xml, name
        assert word.core_properties.language == "nl-NL"
        assert word.core_properties.title


def _level(paragraph: WordParagraph) -> int:
    style = paragraph.style
    while style is not None:
        match = re.fullmatch(r"Heading (\d)", str(style.name))
        if match:
            return int(match[1])
        style = style.base_style
    return 0


@pytest.mark.parametrize("model", MODELS)
def test_the_decision_as_xml_reads_back(model: str) -> None:
    found = read_data(files(model)["besluit.xml"], where="besluit.xml")
    assert [article.number for article in found.articles] == ["I", "II"]
    assert found.attachments[0].kind == "toelichting"
    assert made(model).draft.document.number_text in found.articles[0].text


def test_the_proposal_names_what_was_not_chosen() -> None:
    text = "\n".join(lines("gedraging")["1-raadsvoorstel.docx"])
    for name, model in load_models().items():
        # a repeal is no alternative where there is no article to repeal
        assert (model.label in text) == (name != "gedraging" and not model.repeals), name
    for heading in ("Wat stellen wij voor?", "Argumenten", "Kanttekeningen", "Alternatieven", "Kosten",
                    "Communicatie", "evaluatie"):  # fmt: skip
        assert heading in text


def test_the_summary_and_the_card_give_every_condition_of_the_article() -> None:
    """A resident or officer who reads only that page must not think that more is forbidden than is."""
    found = lines("grond")
    for name in ("5-samenvatting.docx", "6-handhavingskaart.docx"):
        text = "\n".join(found[name])
        assert "Het is alleen verboden als het gebeurt vanwege afkomst of huidskleur" in text
    summary = "\n".join(found["5-samenvatting.docx"])
    assert "niet voor wie meedoet aan een betoging" in summary
    assert "voor het publiek toegankelijk" not in summary


def test_a_repeal_for_reasons_of_policy_does_not_say_that_judges_object() -> None:
    dossier = make_dossier(
        load_catalogue(), Request("Zandrecht", "intrekken", NOW, article="2:47", slots={"reason": "beleid"}),
        load_models()["intrekken"], bundled_bylaw("Zandrecht", NOW),
    )  # fmt: skip
    made_files = dossier_files(load_catalogue(), dossier)
    for name in ("1-raadsvoorstel.docx", "5-samenvatting.docx"):
        assert "geen stand houdt" not in "\n".join(read_texts(name, made_files[name]).paragraphs)


def test_the_legal_check_shows_reasons_sources_and_how_sure_they_are() -> None:
    text = "\n".join(lines("rotterdam")["4-juridische-toets.docx"])
    for words in (
        "ECLI:NL:GHDHA:2019:3293",
        "Nog open",
        "indringend",
        "gelezen in de officiële",
        "Weegt een mens",
    ):
        assert words in text
    word = docx.Document(io.BytesIO(files("rotterdam")["4-juridische-toets.docx"]))
    links = [rel.target_ref for rel in word.part.rels.values() if rel.is_external]
    assert any("uitspraak?id=ECLI" in link for link in links)
    assert any("wetten.overheid.nl" in link for link in links)


# ---- in LibreOffice


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Pages of every document of one page, for every model, without and with a by-law."""
    office, counter = shutil.which("soffice"), shutil.which("pdfinfo")
    if not office or not counter:
        pytest.skip("LibreOffice of pdfinfo is niet geïnstalleerd; CI installeert het wel")
    folder = tmp_path_factory.mktemp("bladzijden")
    for model in MODELS:
        for municipality in ("Dorpstad", "Zandrecht"):
            for name in ONE_PAGE:
                (folder / f"{model}-{municipality}-{name}").write_bytes(files(model, municipality, None)[name])
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*command, *map(str, sorted(folder.glob("*.docx")))], check=True, capture_output=True, timeout=300
    )
    pages = {}
    for path in folder.glob("*.pdf"):
        shown = subprocess.run([counter, str(path)], check=True, capture_output=True, timeout=60).stdout.decode()
        pages[path.stem] = int(re.search(r"Pages:\s+(\d+)", shown)[1])  # type: ignore[index]
    return pages


def test_summary_and_card_are_one_page(printed: dict[str, int]) -> None:
    assert len(printed) == len(MODELS) * 4
    assert {name: pages for name, pages in printed.items() if pages != 1} == {}


def test_the_card_names_every_place_and_actor_of_an_article_with_two_prohibitions() -> None:
    made_rest = made("rest")
    assert made_rest.draft.remainder is not None
    card = "\n".join(lines("rest")["6-handhavingskaart.docx"])
    for room in made_rest.draft.remainder.rooms:
        for place in room.places:
            assert place.text in card.casefold(), place.text
        assert room.actor.text in card


@pytest.mark.parametrize("model", MODELS)
def test_the_by_law_as_it_will_read_holds_the_article_and_no_old_publication(model: str) -> None:
    dossier = made(model)
    found = read_data(files(model)["verordening.xml"], where="verordening.xml")
    assert found.meta.valid_from == START
    assert not found.meta.announcement
    number = dossier.draft.article.number
    if dossier.draft.placement.settled:
        article = found.article(number)
        assert article is not None
        assert article.text == dossier.draft.article.text or dossier.draft.repealed
        assert (article.heading or number) in files(model)["verordening.txt"].decode()
