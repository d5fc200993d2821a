"""The pages do their work: the same answers as the command line, without scripts too."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from flask.testing import FlaskClient
from lxml import html

from apv.law.catalogue import Catalogue
from apv.reasoning.gaps import examine
from apv.reasoning.law_case import case_files, read_case
from apv.reasoning.scenario import plain
from apv.web.forms import AskForm
from apv.web.safety import FIELD
from apv.web.testing import answered
from apv.web.world import World
from tests.web.conftest import KEY, TODAY

Apv = Callable[..., Any]
STREET = {"gedraging": "sissen", "situatie": "public", "plaats": "public_road", "datum": "2025-01-01"}
API = "/api/v1"


def tree(text: str) -> html.HtmlElement:
    return html.fromstring(text)


def test_the_interview_page_asks_and_answers(client: FlaskClient) -> None:
    first = tree(client.get("/toetsen", query_string=STREET).text)
    question = first.cssselect(".next .question")[0].text_content()
    field = first.cssselect(".next input[type=radio]")[0].get("name")
    assert question == "Had het een seksuele lading?"
    second = tree(client.get("/toetsen", query_string={**STREET, field: "yes"}).text)
    assert second.cssselect(".next .question")[0].text_content() != question
    assert second.cssselect(".given .question")[0].text_content() == question
    assert [box.get("value") for box in second.cssselect(".given input[checked]")] == ["yes"]
    everything = {"f.sexual_nature": "yes", "f.insistent": "yes", "f.degrading": "yes"}
    done = client.get("/toetsen", query_string={**STREET, **everything}).text
    assert "geen gat: landelijk verboden" in done


def test_a_description_is_read(client: FlaskClient) -> None:
    text = client.get(
        "/toetsen", query_string={"tekst": "Een man floot naar mij op straat.", "datum": "2025-01-01"}
    ).text
    assert "Nafluiten" in text
    assert "art. 429ter Sr" in text


def test_nothing_chosen_is_an_invitation(client: FlaskClient) -> None:
    text = client.get("/toetsen").text
    assert "Kies of beschrijf eerst" in text
    assert f'value="{TODAY.isoformat()}"' in text


def test_what_cannot_be_is_said(client: FlaskClient) -> None:
    text = client.get("/toetsen", query_string={**STREET, "f.sound": "no"}).text
    assert "omdat dit hoort bij" in text
    assert client.get("/toetsen", query_string={**STREET, "datum": "morgen"}).status_code == 400


def test_the_answer_can_be_downloaded(client: FlaskClient, apv: Apv, tmp_path: Path) -> None:
    word = client.get("/toetsen/recht.docx", query_string=STREET)
    assert any("429ter" in paragraph.text for paragraph in docx.Document(BytesIO(word.data)).paragraphs)
    case = client.get("/toetsen/geval.toml", query_string={**STREET, "f.insistent": "yes"})
    path = tmp_path / "geval.toml"
    path.write_bytes(case.data)
    assert apv("test", path).code == 0
    assert client.get("/toetsen/recht.docx").status_code == 404


def test_every_case_gives_the_same_on_the_page_and_in_the_interface(
    client: FlaskClient, world: World, catalogue: Catalogue, reference_cases: Path
) -> None:
    for path in case_files((reference_cases,)):
        asked = read_case(catalogue, path).asked
        facts = tuple(
            (name, value if isinstance(value, str) else ",".join(value))
            for name, value in ((name, plain(value)) for name, value in asked.facts.items())
        )
        form = AskForm(asked.day, asked.behaviours, asked.setting, asked.place, asked.municipality, "", facts)
        page = answered(world, form)
        assert page is not None
        local = world.local(asked.municipality, asked.day)
        known = replace(
            asked, facts={name: value for name, value in asked.facts.items() if plain(value) != "unknown"}
        )
        mapped = examine(catalogue, known, local.law)
        assert {one.provision.id: one.holds for one in page.found.outcomes} == {
            one.provision.id: one.holds for one in mapped.outcomes
        }, path.name
        assert page.found.gap.status == mapped.gap.status


ROAD = "behaviour=sissen&setting=public&place=public_road&date=2025-01-01&fact=insistent=yes"
SAME = {
    f"map?{ROAD}": "map sissen --setting public --place public_road --date 2025-01-01 --fact insistent=yes",
    "map?behaviour=sissen&municipality=Zandrecht&date=2025-01-01&all=true":
        "map sissen --municipality Zandrecht --date 2025-01-01 --all",
    "gaps?behaviour=sissen&behaviour=schelden&municipality=Zandrecht&date=2025-01-01":
        "gaps sissen schelden --municipality Zandrecht --date 2025-01-01",
    "timeline?behaviour=sissen&date=2025-01-01": "timeline sissen --date 2025-01-01",
    "draft?municipality=Zandrecht&model=gedraging&set=actor=groep&effective=2027-01-01&date=2026-01-01":
        "draft Zandrecht --model gedraging --set actor=groep --effective 2027-01-01 --date 2026-01-01",
    "compare?municipality=Zandrecht&municipality=Veldhaven&behaviour=uitjouwen&date=2026-01-01":
        "compare --municipality Zandrecht --municipality Veldhaven --behaviour uitjouwen --date 2026-01-01",
    "catalogue/provisions?date=2025-01-01": "catalogue list provisions --date 2025-01-01",
    "provisions/sr:429ter": "catalogue show sr:429ter",
}  # fmt: skip


@pytest.mark.parametrize(("address", "command"), SAME.items())
def test_the_interface_answers_as_the_command_line(
    client: FlaskClient, apv: Apv, address: str, command: str
) -> None:
    answer = client.get(f"{API}/{address}")
    assert answer.status_code == 200
    assert json.loads(answer.data) == json.loads(apv(*command.split(), "--format", "json").out)


def test_the_interface_says_what_is_wrong(stranger: FlaskClient) -> None:
    headers = {"Authorization": f"Bearer {KEY.secret}"}
    for address, code, hint in (
        ("map", 400, "geen gedraging"), ("map?behaviour=sisen", 400, "sissen"), ("nergens", 404, "openapi"),
        ("gaps?date=ooit", 400, "datum"), ("catalogue/kleuren", 404, "behaviours"),
        ("provisions/sr:0", 400, "bestaat niet"),
    ):  # fmt: skip
        answer = stranger.get(f"{API}/{address}", headers=headers)
        assert (answer.status_code, hint in json.loads(answer.data)["error"]) == (code, True), address


def check(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str = "$") -> None:
    """As much of JSON Schema as openapi.json uses."""
    if "$ref" in schema:
        node: Any = root
        for step in schema["$ref"].removeprefix("#/").split("/"):
            node = node[step]
        check(value, node, root, where)
        return
    kinds: dict[str, type] = {"object": dict, "array": list, "string": str, "null": type(None)}
    wanted = schema.get("type")
    if wanted:
        names = wanted if isinstance(wanted, list) else [wanted]
        assert isinstance(value, tuple(kinds[name] for name in names)), f"{where}: {wanted}"
    if "enum" in schema:
        assert value in schema["enum"], where
    for name in schema.get("required", ()):
        assert name in value, f"{where}.{name}"
    for name, part in schema.get("properties", {}).items():
        if name in value:
            check(value[name], part, root, f"{where}.{name}")
    for rank, item in enumerate(value if isinstance(value, list) and "items" in schema else ()):
        check(item, schema["items"], root, f"{where}[{rank}]")


def test_the_description_fits_the_answers(client: FlaskClient) -> None:
    described = json.loads(client.get(f"{API}/openapi.json").data)
    samples = {
        "/map": "map?behaviour=sissen&behaviour=betasten&all=1", "/gaps": "gaps",
        "/timeline": "timeline?behaviour=sissen", "/draft": "draft?municipality=Zandrecht",
        "/compare": "compare?municipality=Zandrecht", "/catalogue/{kind}": "catalogue/facts",
        "/provisions/{id}": "provisions/sr:266", "/openapi.json": "openapi.json",
    }  # fmt: skip
    assert set(described["paths"]) == set(samples)
    for path, address in samples.items():
        answer = client.get(f"{API}/{address}")
        content = described["paths"][path]["get"]["responses"]["200"].get("content")
        if content:
            check(json.loads(answer.data), content["application/json"]["schema"], described)


def test_the_matrix_leads_to_the_reasons(client: FlaskClient) -> None:
    page = tree(
        client.get("/gaten", query_string={"gemeente": "Rotterdam", "datum": "2018-06-01", "groep": "street"}).text
    )
    row = next(
        row for row in page.cssselect("table.cells tbody tr") if row.text_content().strip().startswith("Sissen")
    )
    words = [cell.text_content() for cell in row.cssselect("td")]
    assert words[0] == "in de APV"
    why = client.get(row.cssselect("td a")[0].get("href"))
    assert "alleen in de APV geregeld" in why.text
    assert "Rotterdam" in why.text


def test_sources_are_found_and_shown(client: FlaskClient) -> None:
    assert "art. 429ter Sr" in client.get("/bronnen", query_string={"zoek": "seksuele intimidatie openbaar"}).text
    assert "Niets gevonden" in client.get("/bronnen", query_string={"zoek": "xyzzy"}).text
    shown = client.get("/bronnen/sr:246").text
    assert shown.count('class="provision"') == 2  # the number was given to another offence
    assert client.get("/bronnen/sr:0").status_code == 404


def test_policy_goes_round_by_file(client: FlaskClient) -> None:
    fields = {
        FIELD: KEY.csrf, "gemeente": "Zandrecht", "datum": "2026-11-01", "support.coordinator": "present",
        "support.coordinator.function": "adviseur", "support.coordinator.organisations": "12",
    }  # fmt: skip
    shown = client.post("/beleid", data=fields)
    assert "Zandrecht op 1 november 2026" in shown.text
    saved = client.post("/beleid/bestand.toml", data=fields)
    again = client.post("/beleid/lezen", data={FIELD: KEY.csrf, "bestand": (BytesIO(saved.data), "z.toml")})
    page = tree(again.text)
    assert page.get_element_by_id("support.coordinator.function").get("value") == "adviseur"
    assert client.post("/beleid/scan.docx", data=fields).data[:2] == b"PK"
    assert client.post("/beleid/scan.xlsx", data=fields).data[:2] == b"PK"
    wrong = client.post("/beleid", data={**fields, "support.coordinator.organisations": "veel"})
    assert (wrong.status_code, "geen aantal" in wrong.text) == (400, True)


def test_the_same_question_gives_the_same_bytes(client: FlaskClient) -> None:
    assert client.get("/toetsen", query_string=STREET).data == client.get("/toetsen", query_string=STREET).data
