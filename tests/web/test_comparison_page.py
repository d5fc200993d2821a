"""Vergelijken gives what `apv compare` gives, of files, the library and the bundled by-laws."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html

from apv.law.catalogue import Catalogue
from tests.web.uploading import EXAMPLES, example, upload, zipped

Apv = Callable[..., Any]
DAY = "2026-11-23"


def shown(client: FlaskClient, **fields: object) -> html.HtmlElement:
    return html.fromstring(client.get("/vergelijken", query_string={"datum": DAY, **fields}).text)


def matrix(page: html.HtmlElement) -> dict[str, dict[str, list[str]]]:
    """Municipality -> behaviour -> articles, as in the JSON of the command."""
    table = page.cssselect("table.matrix")[0]
    titles = [cell.text_content().strip() for cell in table.cssselect("thead th")][1:]
    found = {}
    for row in table.cssselect("tbody tr"):
        cells = [[b.text_content() for b in cell.cssselect("b")] for cell in row.cssselect("td")]
        found[row.cssselect("th")[0].text_content()] = {
            title: articles for title, articles in zip(titles, cells, strict=True) if articles
        }
    return found


def by_command(apv: Apv, catalogue: Catalogue, *arguments: object) -> dict[str, dict[str, list[str]]]:
    data = json.loads(apv("compare", *arguments, "--date", DAY, "--format", "json").out)
    return {
        municipality: {catalogue.behaviours[name].label: articles for name, articles in row.items()}
        for municipality, row in data["matrix"].items()
    }


def test_the_matrix_is_that_of_the_command(client: FlaskClient, apv: Apv, catalogue: Catalogue) -> None:
    page = shown(client)
    assert matrix(page) == by_command(apv, catalogue, EXAMPLES)
    assert page.cssselect("td.warning span")[0].text_content().replace("\u200b", "")  # a word, not only a colour


def test_only_the_behaviours_asked_for(client: FlaskClient, apv: Apv, catalogue: Catalogue) -> None:
    expected = by_command(apv, catalogue, EXAMPLES, "--behaviour", "schelden", "--behaviour", "sissen")
    assert matrix(shown(client, gedraging=["schelden", "sissen"])) == expected


def test_rows_are_found_and_put_in_order(client: FlaskClient) -> None:
    everything = matrix(shown(client))
    assert list(matrix(shown(client, zoek="woud"))) == [name for name in everything if "woud" in name]
    ranked = [len(row) for row in matrix(shown(client, sorteer="aantal")).values()]
    assert ranked == sorted(ranked, reverse=True)


def test_files_are_uploaded_and_what_fails_is_named(client: FlaskClient, apv: Apv, catalogue: Catalogue) -> None:
    packed = zipped(a=example("veldhaven"), stuk=b"<kapot")
    answer = upload(client, "/vergelijken/bestanden", ("z.xml", example("zandrecht")), ("meer.zip", packed))
    page = html.fromstring(answer.text)
    files = (EXAMPLES / "veldhaven.xml", EXAMPLES / "zandrecht.xml")
    assert matrix(page) == by_command(apv, catalogue, *files)
    told = page.cssselect("[role=alert]")[0].text_content()
    assert "meer.zip: stuk.xml" in told
    assert "1 bestand is niet gelezen" in told


def test_nothing_but_failures_is_told_too(client: FlaskClient) -> None:
    page = html.fromstring(upload(client, "/vergelijken/bestanden", ("stuk.xml", b"<kapot")).text)
    told = " ".join(one.text_content() for one in page.cssselect("[role=alert]"))
    assert "Geen van de bestanden kon worden gelezen" in told
    assert "stuk.xml" in told


def test_the_library_comes_first(client: FlaskClient, apv: Apv, catalogue: Catalogue, no_library: Path) -> None:
    assert "bibliotheek" not in [one.get("value") for one in shown(client).cssselect("#bron option")]
    assert apv("library", "add", EXAMPLES / "veldhaven.xml").code == 0
    page = shown(client)
    assert page.cssselect("#bron option[selected]")[0].get("value") == "bibliotheek"
    assert matrix(page) == by_command(apv, catalogue)
    assert list(no_library.glob("*.gelezen.sqlite3"))  # what was read is kept for the next time
    assert len(matrix(shown(client, bron="voorbeelden"))) > 5


def test_the_table_can_be_downloaded(client: FlaskClient) -> None:
    links = [a.get("href") for a in shown(client, gedraging="schelden").cssselect("#vergelijking .buttons a")]
    excel, table, page = (client.get(address) for address in links)
    with zipfile.ZipFile(BytesIO(excel.data)) as book:
        assert "Veldhaven" in book.read("xl/sharedStrings.xml").decode()
    assert "Veldhaven" in table.data.decode("utf-8-sig")
    assert "<!DOCTYPE html>" in page.text
    assert client.get(links[0]).data == excel.data
    assert client.get("/vergelijken/iets.xlsx").status_code == 404


@pytest.mark.parametrize("fields", [{"bron": "geraden"}, {"bron": "../../etc/passwd"}])
def test_what_is_not_there_is_said(client: FlaskClient, fields: dict[str, str]) -> None:
    assert "niet meer in het geheugen" in shown(client, **fields).cssselect("[role=alert]")[0].text_content()
    assert client.get("/vergelijken/vergelijking.xlsx", query_string=fields).status_code == 400
