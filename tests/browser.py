"""Our web pages in a real browser: a fixture that finds Chromium, opens pages in it and lets axe judge them.

`pages` opens a file or an address; without Chromium or playwright its tests are skipped, with the reason.
Another Chromium than the one on the path: set APV_CHROMIUM.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

PHONE, DESK = 375, 1280
"""Widths of a window, in pixels."""

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Pages:
    """Opens pages, each in a context of its own, and remembers everything that they asked the network for."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.requests: list[str] = []
        """Addresses asked for by the pages opened so far, themselves excluded."""
        self.errors: list[str] = []
        """What went wrong in their scripts."""

    def open(self, target: Path | str, *, width: int = DESK, height: int = 900, scripts: bool = True) -> Page:
        """The page in the file or at the address `target`, in a window of `width` pixels.

        Without `scripts` those of the page are taken out: switched off altogether, axe could not run either.
        """
        address = target.resolve().as_uri() if isinstance(target, Path) else target
        context = self._browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
        context.set_default_timeout(20_000)
        self._contexts.append(context)
        page = context.new_page()
        if not scripts:
            page.route("**/*", lambda route: _without_scripts(route, target))
        page.on("request", lambda request: self._note(request.url, address))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(address)
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _note(self, url: str, address: str) -> None:
        if url.partition("#")[0] != address.partition("#")[0] and not url.startswith("data:"):
            self.requests.append(url)


def _without_scripts(route: Route, target: Path | str) -> None:
    if isinstance(target, Path):
        text, kind = target.read_text("utf-8"), "text/html; charset=utf-8"
    else:
        answer = route.fetch()
        text, kind = answer.text(), answer.headers.get("content-type", "")
    route.fulfill(body=_SCRIPT.sub("", text), content_type=kind)


_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)


def violations(page: Page) -> list[str]:
    """What axe has against the page as it stands: rule, where, and why; empty when it has nothing."""
    from axe_playwright_python.sync_playwright import Axe

    results: Any = Axe().run(page).response
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in results["violations"]
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> int:
    """Pixels that the page as a whole is wider than its window; a table may scroll within the page."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def find_chromium() -> str:
    """The program, or "" when there is none."""
    return os.environ.get("APV_CHROMIUM", "") or next(filter(None, map(shutil.which, _NAMES)), "")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for the whole run."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
    program = find_chromium()
    if not program:
        pytest.skip("Chromium ontbreekt: installeer het, of zet APV_CHROMIUM op het programma")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def pages(chromium: Browser) -> Iterator[Pages]:
    """Pages of one test; closed afterwards."""
    opened = Pages(chromium)
    yield opened
    opened.close()
