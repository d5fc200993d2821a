"""The pages in a real browser, over a server that runs: from a fresh start to a file, in every way people work.

With a mouse and scripts, without scripts, and with the keys alone; on a desk and on a phone; and axe judges.
"""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from waitress.server import create_server

from apv.law.catalogue import Catalogue
from apv.web.app import create_app
from apv.web.safety import KEY as KEY_FIELD
from apv.web.world import World
from tests.browser import PHONE, overflow, violations
from tests.web.conftest import KEY, TODAY
from tests.web.uploading import EXAMPLES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Download, Page

DESK = 1440
FILLED = {
    "home": "/",
    "toetsen": "/toetsen",
    "getoetst": "/toetsen?gedraging=sissen&situatie=public&plaats=public_road&datum=2025-01-01",
    "gaten": "/gaten?gemeente=Zandrecht&datum=2026-11-23&groep=street",
    "opstellen": "/opstellen",
    "opgesteld": "/opstellen?gemeente=Zandrecht&model=gedraging&datum=2026-11-23",
    "vervalt": "/opstellen?gemeente=Veldhaven&model=intrekken&datum=2026-11-23",
    "vergelijken": "/vergelijken?datum=2026-11-23",
    "vergeten": "/vergelijken?bron=weg",
    "bronnen": "/bronnen",
    "bron": "/bronnen/sr:266",
    "beleid": "/beleid",
}


@pytest.fixture(scope="module")
def server(catalogue: Catalogue) -> Iterator[str]:
    """The address of the page, served as `apv serve` does it."""
    app = create_app(World(catalogue, today=lambda: TODAY), KEY)
    serving = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.effective_port}"
    serving.close()


class Desk:
    """Opens pages as somebody who has the key."""

    def __init__(self, browser: Browser, server: str) -> None:
        self._browser, self._server = browser, server
        self.errors: list[str] = []
        self.elsewhere: list[str] = []

    def open(self, address: str, *, width: int = DESK, scripts: bool = True) -> Page:
        """The page at `address`, from a fresh start."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 900}, locale="nl-NL", java_script_enabled=scripts
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.on("request", lambda one: self.elsewhere.append(one.url) if not self._own(one.url) else None)
        page.goto(f"{self._server}/?{KEY_FIELD}={KEY.secret}")
        page.goto(f"{self._server}{address}")
        return page

    def _own(self, url: str) -> bool:
        return url.startswith((self._server, "data:"))


@pytest.fixture
def desk(chromium: Browser, server: str) -> Iterator[Desk]:
    before = len(chromium.contexts)
    opened = Desk(chromium, server)
    yield opened
    for context in chromium.contexts[before:]:
        context.close()
    assert opened.errors == []
    assert opened.elsewhere == []


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("name", FILLED)
def test_axe_has_nothing_against_a_page_and_it_fits(desk: Desk, name: str, width: int) -> None:
    page = desk.open(FILLED[name], width=width)
    assert overflow(page) <= 0
    assert violations(page) == []
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.locator("h1").count() == 1


def file_of(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def fetched(page: Page, link: str) -> bytes:
    """What the link with this text gives."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link, exact=True).click()
    return file_of(waiting.value)


SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@SCRIPTS
def test_toetsen_to_a_word_file(desk: Desk, scripts: bool) -> None:
    page = desk.open("/toetsen", scripts=scripts)
    page.get_by_label("Beschrijf het in gewone woorden").fill("Een man siste naar mij op straat.")
    page.get_by_role("button", name="Toetsen").click()
    page.locator(".next").wait_for()
    page.locator(".next input").first.check()
    if not scripts:
        page.get_by_role("button", name="Verder").click()
    page.locator(".given").wait_for()
    assert fetched(page, "Download als Word")[:2] == b"PK"


@SCRIPTS
def test_gaten_leads_to_the_reasons_and_a_word_file(desk: Desk, scripts: bool) -> None:
    page = desk.open("/gaten", scripts=scripts)
    page.get_by_label("Gemeente").fill("Zandrecht")
    page.get_by_role("button", name="Toon").click()
    page.get_by_role("heading", name="Zandrecht").wait_for()
    page.locator(".cells td a").first.click()
    page.get_by_role("heading", name="Toetsen").wait_for()
    assert fetched(page, "Download als Word")[:2] == b"PK"


@SCRIPTS
def test_opstellen_to_a_dossier(desk: Desk, scripts: bool) -> None:
    page = desk.open("/opstellen", scripts=scripts)
    page.get_by_label("Gemeente").fill("Zandrecht")
    page.get_by_role("button", name="Stel op").click()
    page.get_by_role("heading", name="Zo gaat het artikel luiden").wait_for()
    page.get_by_label("de doorgang belemmeren").uncheck()
    if not scripts:
        page.get_by_role("button", name="Stel op").click()
    page.locator(".article", has_not_text="doorgang").wait_for()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download het dossier").click()
    with zipfile.ZipFile(waiting.value.path()) as packed:
        assert "doorgang te belemmeren" not in packed.read("verordening.txt").decode()
        assert len(packed.namelist()) >= 10


@SCRIPTS
def test_opstellen_with_a_file_of_ones_own(desk: Desk, scripts: bool) -> None:
    page = desk.open("/opstellen", scripts=scripts)
    page.get_by_text("Een eigen bestand van de APV gebruiken").click()
    page.locator("#bestand").set_input_files(EXAMPLES / "veldhaven.xml")
    page.get_by_role("button", name="Gebruik dit bestand").click()
    page.locator("#eigen-bestand", has_text="veldhaven.xml").wait_for()
    page.get_by_label("Model", exact=True).select_option("rotterdam")
    if not scripts:
        page.get_by_role("button", name="Stel op").click()
    page.locator(".article", has_text="Straatintimidatie").wait_for()  # the answer to the other model is there
    assert fetched(page, "Alleen het concept (Word)")[:2] == b"PK"
    assert violations(page) == [] if scripts else True


@SCRIPTS
def test_vergelijken_to_a_workbook(desk: Desk, scripts: bool) -> None:
    page = desk.open("/vergelijken", scripts=scripts)
    page.get_by_text("Eigen bestanden vergelijken").click()
    page.locator("#bestand").set_input_files([EXAMPLES / "veldhaven.xml", EXAMPLES / "brugwoude.xml"])
    page.get_by_role("button", name="Vergelijk deze bestanden").click()
    page.locator("table.matrix").wait_for()
    assert page.locator("table.matrix tbody th").all_inner_texts() == ["Brugwoude", "Veldhaven"]
    page.get_by_label("Volgorde").select_option("aantal")
    page.get_by_role("button", name="Toon").click()
    page.locator("table.matrix").wait_for()
    assert page.locator("table.matrix tbody th").all_inner_texts() == ["Veldhaven", "Brugwoude"]
    if scripts:
        page.locator("table.matrix").get_by_role("button", name="Gemeente").click()
        assert page.locator("table.matrix tbody th").all_inner_texts() == ["Brugwoude", "Veldhaven"]
    assert fetched(page, "Download als Excel")[:2] == b"PK"


@SCRIPTS
def test_bronnen_are_found_and_read(desk: Desk, scripts: bool) -> None:
    page = desk.open("/bronnen", scripts=scripts)
    page.get_by_role("searchbox").fill("belediging 266")
    page.get_by_role("button", name="Zoek").click()
    page.locator("#lijst a[href='/bronnen/sr:266']").click()
    page.get_by_role("heading", name="art. 266 Sr", level=1).wait_for()


@SCRIPTS
def test_beleid_to_its_files(desk: Desk, scripts: bool) -> None:
    page = desk.open("/beleid", scripts=scripts)
    page.locator("#gemeente").fill("Zandrecht")
    page.locator("input[value=present]").first.check()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Bewaar het bestand").click()
    assert b"Zandrecht" in file_of(waiting.value)
    page.get_by_role("button", name="Toon de stand").click()
    page.get_by_role("heading", name="Zandrecht op").wait_for()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element that fits `selector` has the focus, and see that it shows."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"met Tab is {selector} niet te bereiken")


def test_toetsen_with_the_keys_alone(desk: Desk) -> None:
    page = desk.open("/toetsen")
    tab_to(page, "#tekst")
    page.keyboard.type("Een man siste naar mij op straat.")
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    page.locator(".next").wait_for()
    tab_to(page, ".next input")
    page.keyboard.press("Space")
    page.locator(".given").wait_for()
    tab_to(page, "a[href^='/toetsen/recht.docx']")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert file_of(waiting.value)[:2] == b"PK"


def test_opstellen_with_the_keys_alone(desk: Desk) -> None:
    page = desk.open("/opstellen")
    tab_to(page, "#gemeente")
    page.keyboard.type("Zandrecht")
    tab_to(page, "[id='k.conduct-doorgang']")
    page.locator(".article").wait_for()  # leaving the field was enough
    tab_to(page, "[id='k.conduct-doorgang']")
    page.keyboard.press("Space")
    page.locator(".article", has_not_text="doorgang").wait_for()
    assert page.evaluate("document.activeElement.id") == "k.conduct-doorgang"  # the focus stays where it was
    tab_to(page, "a[href^='/opstellen/dossier.zip']")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert zipfile.is_zipfile(waiting.value.path())


def test_gaten_with_the_keys_alone(desk: Desk) -> None:
    page = desk.open("/gaten")
    tab_to(page, "#gemeente")
    page.keyboard.type("Zandrecht")
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Zandrecht").wait_for()
    tab_to(page, "a[href^='/gaten/gaten.xlsx']")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert zipfile.is_zipfile(waiting.value.path())


def test_vergelijken_with_the_keys_alone(desk: Desk) -> None:
    page = desk.open("/vergelijken")
    tab_to(page, "a[href^='/vergelijken/vergelijking.xlsx']")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert zipfile.is_zipfile(waiting.value.path())


def test_bronnen_with_the_keys_alone(desk: Desk) -> None:
    page = desk.open("/bronnen")
    tab_to(page, "#zoek")
    page.keyboard.type("belediging")
    page.keyboard.press("Enter")
    page.locator("#lijst a", has_text="art. 266 Sr").wait_for()
    tab_to(page, "a[href='/bronnen/sr:266']")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="art. 266 Sr").wait_for()


def test_beleid_with_the_keys_alone(desk: Desk) -> None:
    page = desk.open("/beleid")
    tab_to(page, "#gemeente")
    page.keyboard.type("Zandrecht")
    tab_to(page, "input[name='education.lesson_packages']")
    page.keyboard.press("ArrowLeft")  # from "weet ik niet" to "nee"
    tab_to(page, "button[formaction$='scan.docx']")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert zipfile.is_zipfile(waiting.value.path())
