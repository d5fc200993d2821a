"""Opstellen gives what `apv draft` gives, and shows it as you choose."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from flask.testing import FlaskClient
from lxml import html

from apv.bylaws.reading import read_data
from apv.drafting.models import load_models
from tests.web.uploading import example, upload, zipped

Apv = Callable[..., Any]
ASKED = {"gemeente": "Zandrecht", "datum": "2026-11-23"}
LINK = "#resultaat a[href^='/opstellen/{name}']"


def shown(client: FlaskClient, **fields: object) -> html.HtmlElement:
    return html.fromstring(client.get("/opstellen", query_string={**ASKED, **fields}).text)


def article(page: html.HtmlElement) -> str:
    return "\n".join(part.text_content() for part in page.cssselect(".article p"))


def outcome(page: html.HtmlElement) -> str:
    return str(page.get_element_by_id("resultaat").text_content())


def fields_of(page: html.HtmlElement) -> dict[str, Any]:
    """What a browser sends for the form as it stands, changed nothing."""
    found: dict[str, Any] = {}
    for name, value in page.forms[-1].form_values():
        found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("model", [name for name, one in load_models().items() if not one.repeals])
def test_the_article_is_that_of_the_command(client: FlaskClient, apv: Apv, model: str) -> None:
    ran = apv("draft", "Zandrecht", "--model", model, "--date", "2026-11-23", "--format", "json")
    page = shown(client, model=model)
    if ran.code:
        assert page.cssselect("[role=alert]")
        return
    made = json.loads(ran.out)
    assert made["article"]["heading"] in article(page)
    for line in made["article"]["text"].splitlines():
        assert line.strip() in article(page)
    titles = [one.text_content() for one in page.cssselect("[aria-labelledby=risico-kop] .cards b")]
    assert titles == [one["title"] for one in made["risks"]]
    listed = [one.text_content() for one in page.cssselect(".fill li")]
    assert listed == [f"{one['what']} ({one['where']})" for one in made["fill_ins"]]


@pytest.mark.parametrize("model", ["gedraging", "rotterdam", "intrekken"])
def test_sending_the_form_unchanged_changes_nothing(client: FlaskClient, model: str) -> None:
    first = shown(client, model=model)
    again = html.fromstring(client.get("/opstellen", query_string=fields_of(first)).text)
    assert (
        first.get_element_by_id("resultaat").text_content() == again.get_element_by_id("resultaat").text_content()
    )


def test_what_is_chosen_and_written_is_in_the_article(client: FlaskClient) -> None:
    fields = fields_of(shown(client, model="gedraging"))
    fields["k.conduct"] = ["volgen"]
    fields["t.heading"] = ["Hinderlijk volgen"]
    fields["artikel"] = ["2:9z"]
    page = html.fromstring(client.get("/opstellen", query_string=fields).text)
    text = article(page)
    assert text.startswith("Artikel 2:9z Hinderlijk volgen")
    assert "hinderlijk te volgen" in text
    assert "doorgang" not in text
    assert [box.get("value") for box in page.cssselect("input[name='k.conduct'][checked]")] == ["volgen"]
    assert "2:9z" in page.cssselect("table.ww")[0].text_content()


def test_nothing_chosen_of_what_must_be_chosen_is_said(client: FlaskClient) -> None:
    fields = fields_of(shown(client, model="gedraging"))
    del fields["k.conduct"]
    page = html.fromstring(client.get("/opstellen", query_string=fields).text)
    assert "ten minste één" in page.cssselect("[role=alert]")[0].text_content()


def test_another_model_begins_with_its_own_choices(client: FlaskClient) -> None:
    fields = fields_of(shown(client, model="gedraging"))
    fields["model"] = ["rotterdam"]
    changed = html.fromstring(client.get("/opstellen", query_string=fields).text)
    assert article(changed) == article(shown(client, model="rotterdam"))


def test_the_words_of_the_bylaw_give_way_to_a_choice(client: FlaskClient) -> None:
    """A place that the by-law defines is proposed; the model's own can still be chosen."""
    page = shown(client, gemeente="Brugwoude", model="gedraging")
    fields = fields_of(page)
    assert fields["k.place"] == fields["n.place"] == ["weg_en_gebouw"]
    own = load_models()["gedraging"].slot("place").defaults[0]
    fields["k.place"] = [own.id]
    changed = html.fromstring(client.get("/opstellen", query_string=fields).text)
    assert changed.cssselect("select[name='k.place'] option[selected]")[0].get("value") == own.id
    assert "openbare plaats" in article(changed)
    assert "openbare plaats" not in article(page)


def test_the_dossier_is_that_of_the_command(client: FlaskClient, apv: Apv, tmp_path: Path) -> None:
    target = tmp_path / "dossier"
    assert apv("draft", "Zandrecht", "--model", "gedraging", "--date", "2026-11-23", "-o", f"{target}/").code == 0
    address = shown(client, model="gedraging").cssselect(LINK.format(name="dossier.zip"))[0].get("href")
    data = client.get(address).data
    assert data == client.get(address).data
    with zipfile.ZipFile(BytesIO(data)) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            path.name: path.read_bytes() for path in target.iterdir()
        }


def test_the_draft_and_the_bylaw_can_be_downloaded(client: FlaskClient) -> None:
    page = shown(client, **{"t.heading": "Hinderlijk benaderen op straat", "voor": ""})
    word = client.get(page.cssselect(LINK.format(name="concept.docx"))[0].get("href"))
    assert any("Hinderlijk" in paragraph.text for paragraph in docx.Document(BytesIO(word.data)).paragraphs)
    amended = client.get(page.cssselect(LINK.format(name="verordening.xml"))[0].get("href"))
    number = article(page).split()[1]
    assert read_data(amended.data, where="test").article(number) is not None
    assert f"Artikel {number}" in client.get("/opstellen/verordening.txt", query_string=ASKED).text
    assert client.get("/opstellen/concept.docx").status_code == 400
    assert client.get("/opstellen/iets.anders", query_string=ASKED).status_code == 404


@pytest.mark.parametrize("packed", [False, True])
def test_an_uploaded_bylaw_is_amended(client: FlaskClient, packed: bool) -> None:
    data = example("veldhaven")
    file = ("apv.zip", zipped(apv=data)) if packed else ("apv.xml", data)
    page = html.fromstring(upload(client, "/opstellen/regeling", file).text)
    assert page.cssselect("#gemeente")[0].get("value") == "Veldhaven"
    assert "apv.xml" in page.get_element_by_id("eigen-bestand").text_content()
    bundled = shown(client, gemeente="Veldhaven")
    assert article(page) == article(bundled)
    assert page.cssselect("table.ww")[0].text_content() == bundled.cssselect("table.ww")[0].text_content()
    address = page.cssselect(LINK.format(name="dossier.zip"))[0].get("href")
    with zipfile.ZipFile(BytesIO(client.get(address).data)) as dossier:
        assert "apv.xml" in dossier.read("herkomst.json").decode()
    rest = html.fromstring(client.get(page.cssselect("#eigen-bestand a")[0].get("href")).text)
    assert not rest.cssselect("#eigen-bestand")


def test_a_bylaw_that_looks_like_the_wrong_one_is_said(client: FlaskClient) -> None:
    page = html.fromstring(upload(client, "/opstellen/regeling", ("apv.xml", example("veldhaven"))).text)
    fields = fields_of(page)
    assert not page.cssselect("#resultaat > .note")
    fields["gemeente"], fields["datum"] = ["Zandrecht"], ["2013-01-01"]
    changed = html.fromstring(client.get("/opstellen", query_string=fields).text)
    told = [one.text_content() for one in changed.cssselect("#resultaat > .note")]
    assert told == [
        "Let op: volgens het bestand geldt deze verordening niet op 1 januari 2013.",
        "Let op: het bestand is van Veldhaven, niet van Zandrecht.",
    ]


def test_the_word_gemeente_is_no_part_of_the_name(client: FlaskClient) -> None:
    assert article(shown(client, gemeente="gemeente Zandrecht")) == article(shown(client))


def test_one_bylaw_at_a_time(client: FlaskClient) -> None:
    file = ("twee.zip", zipped(a=example("veldhaven"), b=example("zandrecht")))
    answer = upload(client, "/opstellen/regeling", file)
    assert (answer.status_code, "staan 2 regelingen" in answer.text) == (400, True)


def test_nothing_chosen_yet_is_an_invitation(client: FlaskClient) -> None:
    text = client.get("/opstellen").text
    assert "Kies eerst een gemeente" in text
    assert "geen APV gevonden" in shown(client, gemeente="Nergenshuizen").text_content()
    for wrong in ({"datum": "ooit"}, {"ingang": "straks"}, {"model": "zomaar"}):
        assert client.get("/opstellen", query_string={**ASKED, **wrong}).status_code == 400
