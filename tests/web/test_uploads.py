"""What is uploaded stays in memory, within bounds, and nothing in it gets further than a page as text."""

from __future__ import annotations

import hashlib
import os
import re
import time
import zipfile
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from flask.testing import FlaskClient

from apv.bylaws.store.files import Item
from apv.comparing.comparison import Failure, ReadBylaw
from apv.errors import InputError
from apv.law.catalogue import Catalogue
from apv.web import uploads
from apv.web.app import create_app
from apv.web.bounded import Readers
from apv.web.safety import COOKIE
from apv.web.uploads import Document, Shelf, Upload, label, received
from apv.web.world import World
from tests.web.conftest import KEY, TODAY
from tests.web.test_safety import NASTY
from tests.web.uploading import example, upload, zipped

ADDRESSES = ("/opstellen/regeling", "/vergelijken/bestanden")
BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;&b;&b;&b;</a>'
FILE = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>'
SWOLLEN = zipped(regeling=b"<a>" + b" " * 60_000_000 + b"</a>")
HOSTILE = {
    "entities": ("a.xml", BOMB, "entiteiten"),
    "a file of this computer": ("a.xml", FILE, "geen geldige XML"),
    "not XML": ("a.xml", b"\x00\xff\xfegeen", "geen XML"),
    "empty": ("a.xml", b"", "leeg"),
    "cut off": ("a.xml", example("zandrecht")[:3000], "afgebroken"),
    "deep": ("a.xml", b"<a>" * 100_000, "afgebroken"),
    "another kind": ("a.exe", b"MZ", "geen XML- of zipbestand"),
    "Word": ("a.xml", zipped(word=b"x"), "geen XML"),
    "no zip": ("a.zip", b"PK\x03\x04 niets", "niet worden geopend"),
    "swollen": ("a.zip", SWOLLEN, "zwelt"),
    "zip in zip": ("a.zip", zipped(**{"b.zip": b"x"}), "zipbestand in een zipbestand"),
}


def bylaw(name: str) -> bytes:
    """An example in which the municipality and the headings of articles have this name."""
    shown = escape(name, {'"': "&quot;"})
    text = example("veldhaven").decode()
    assert "<titel" in text
    named = text.replace("Veldhaven", shown)
    return re.sub(r"(<titel[^>]*>)[^<]*(?=</titel>)", lambda found: found[1] + shown, named).encode()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_sentence(client: FlaskClient, address: str, name: str) -> None:
    file, data, words = HOSTILE[name]
    answer = upload(client, address, (file, data))
    assert answer.status_code in {200, 400}
    assert words in answer.text
    assert 'role="alert"' in answer.text
    assert "root:" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_huge_file_and_none_at_all(client: FlaskClient, address: str) -> None:
    assert upload(client, address, ("a.xml", b"x" * (70 * 1024 * 1024))).status_code == 413
    answer = upload(client, address)
    assert (answer.status_code, "Kies eerst een bestand" in answer.text) == (400, True)
    assert client.post(address, data={"bestand": (BytesIO(b"<a/>"), "a.xml")}).status_code == 403


@pytest.mark.parametrize("address", ADDRESSES)
def test_scripts_and_templates_in_names_come_out_as_text(client: FlaskClient, address: str) -> None:
    name = NASTY.replace('"', "")  # a browser never sends that one in a name
    for file in ((f"{name}.xml", bylaw(NASTY)), (f"{name}.zip", zipped(**{f"../../{NASTY}": bylaw(NASTY)}))):
        text = upload(client, address, file).text
        assert "alert(1)" in text
        harmless(text)
    harmless(upload(client, address, (f"../../{name}.xml", b"<kapot")).text)


def test_scripts_and_templates_in_every_field_of_a_draft_come_out_as_text(client: FlaskClient) -> None:
    from apv.drafting.models import load_models

    model = load_models()["gedraging"]
    plain = {"gemeente": "Zandrecht", "model": model.id}
    names = [f"t.{text.id}" for text in model.texts] + [f"k.{slot.id}" for slot in model.slots]
    for name in (*names, "gemeente", "artikel", "model", "apv", "datum", "ingang", "voor", "n.place"):
        harmless(client.get("/opstellen", query_string={**plain, name: NASTY}).text)
    for name in ("bron", "zoek", "sorteer", "gedraging", "datum"):
        harmless(client.get("/vergelijken", query_string={name: NASTY}).text)


def harmless(text: str) -> None:
    assert "<script>alert" not in text
    assert ">49" not in text
    assert "${49}" not in text
    assert text.count("<script") == text.count("<script src=") <= 2  # our own
    assert "Traceback" not in text


def test_the_name_of_a_file_is_never_a_path(client: FlaskClient, tmp_path: Path) -> None:
    """A dossier says which file went in: the bytes that were sent, whatever lies at a place of that name."""
    there = tmp_path / "geheim.xml"
    there.write_bytes(b"geheim")
    page = upload(client, "/opstellen/regeling", (str(there), bylaw("Veldhaven")), follow=False)
    dossier = client.get(page.headers["Location"].replace("/opstellen?", "/opstellen/dossier.zip?"))
    with zipfile.ZipFile(BytesIO(dossier.data)) as packed:
        made = packed.read("herkomst.json").decode()
    assert hashlib.sha256(bylaw("Veldhaven")).hexdigest() in made
    assert hashlib.sha256(b"geheim").hexdigest() not in made
    assert str(tmp_path) not in made


def test_a_slow_file_is_stopped(catalogue: Catalogue) -> None:
    """The bound is on reading: a large file, and a bound of a fraction of a second."""
    world = World(catalogue, today=lambda: TODAY, readers=Readers(longest=0.3))
    large = b"<a>" + b"<p>Het is verboden te sissen.</p>" * 900_000 + b"</a>"
    app = create_app(world, KEY)
    client = app.test_client()
    client.set_cookie(COOKIE, KEY.secret)
    answer = upload(client, "/vergelijken/bestanden", ("traag.xml", large), ("snel.xml", example("zandrecht")))
    assert "duurt te lang" in answer.text
    assert "traag.xml" in answer.text


def test_a_process_that_hangs_or_dies_is_replaced() -> None:
    readers = Readers(longest=0.5)
    for _ in range(3):  # more often than there are processes
        with pytest.raises(InputError, match="duurt te lang"):
            readers.run(time.sleep, 60)
    with pytest.raises(InputError, match="afgebroken"):
        readers.run(os._exit, 3)
    assert readers.run(len, "vier") == 4
    assert readers.run(len, "vijf!") == 5


def test_an_upload_as_a_whole_is_bounded_too() -> None:
    readers = Readers(together=-1)
    outcomes = readers.read_all("versie", [Item("a.xml", b"<a/>")])
    assert isinstance(outcomes[0], Failure)
    assert "samen duurde te lang" in outcomes[0].reason


def kept(size: int) -> Upload:
    from apv.bylaws.regulation import Metadata

    return Upload((Document("a.xml", b"x" * size, ReadBylaw("a.xml", Metadata(), "", 0, (), ())),), ())


def test_the_oldest_goes_first() -> None:
    shelf = Shelf(most=3, room=100)
    numbers = [shelf.put(kept(1)) for _ in range(3)]
    shelf.get(numbers[0])
    last = shelf.put(kept(1))
    for number in (numbers[0], numbers[2], last):
        assert shelf.get(number).size == 1
    with pytest.raises(InputError, match="niet meer in het geheugen"):
        shelf.get(numbers[1])
    heavy = shelf.put(kept(99))
    assert shelf.get(heavy).size == 99
    with pytest.raises(InputError):
        shelf.get(numbers[0])
    assert len(set(numbers)) == 3
    assert min(map(len, numbers)) >= 16


def test_what_does_not_fit_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_IN_ONE", 10)
    found = received([("a.zip", BytesIO(zipped(een=b"<a/>12", twee=b"<a/>34"))), ("b.txt", BytesIO(b""))], unread)
    assert [one.file for one in found.failed][:2] == ["a.zip: twee.xml", "b.txt"]
    assert "past niet meer" in found.failed[0].reason
    with pytest.raises(InputError, match="geen bestand met XML"):
        received([("leeg.zip", BytesIO(zipped()))], unread)


def unread(items: object) -> list[ReadBylaw | Failure]:
    assert isinstance(items, list)
    return [Failure(one.name, "niet gelezen") for one in items]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("C:\\Mijn map\\apv.xml", "apv.xml"), ("../../etc/apv.xml", "apv.xml"), ("a\x00\u202eb.xml", "a··b.xml")],
)
def test_names_are_only_shown(name: str, expected: str) -> None:
    assert label(name) == expected
    assert len(label("x" * 1000)) <= uploads.LONGEST_NAME
