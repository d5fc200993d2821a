"""Attacks on the local page: each is refused, or what was sent comes out harmless."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from apv.web.safety import COOKIE, FIELD
from apv.web.safety import KEY as KEY_FIELD
from tests.web.conftest import KEY

NASTY = '"><script>alert(1)</script>{{ 7*7 }}{% raw %}${7*7}<%= 7*7 %>'
PAGES = (
    "/",
    "/toetsen",
    "/gaten",
    "/opstellen",
    "/vergelijken",
    "/bronnen",
    "/bronnen/sr:266",
    "/beleid",
    "/api/v1/map?behaviour=sissen",
)


@pytest.mark.parametrize("page", PAGES)
def test_without_the_key_nothing_is_shown(stranger: FlaskClient, page: str) -> None:
    answer = stranger.get(page)
    assert answer.status_code == 403
    assert "niet aangemeld" in answer.text
    stranger.set_cookie(COOKIE, "geraden")
    assert stranger.get(page).status_code == 403


def test_the_start_address_lets_in_and_leaves_the_address_bar(stranger: FlaskClient) -> None:
    assert stranger.get(f"/?{KEY_FIELD}=geraden").status_code == 403
    answer = stranger.get(f"/?{KEY_FIELD}={KEY.secret}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8750", "127.0.0.1.evil.example", "10.0.0.5:8750", "a@127.0.0.1.x"]
)
def test_another_name_for_this_computer_is_refused(client: FlaskClient, host: str) -> None:
    """DNS rebinding: a foreign name that leads to our address."""
    assert client.get("/toetsen", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8750", "localhost:8750", "localhost", "[::1]:8750"])
def test_our_own_names_are_fine(client: FlaskClient, host: str) -> None:
    assert client.get("/bronnen", headers={"Host": host}).status_code in {200, 403}  # the cookie is of one name


def test_a_foreign_page_cannot_send_a_form(client: FlaskClient) -> None:
    fields = {"gemeente": "Zandrecht"}
    assert client.post("/beleid", data=fields).status_code == 403
    assert client.post("/beleid", data={**fields, FIELD: "geraden"}).status_code == 403
    token = {FIELD: KEY.csrf}
    assert (
        client.post("/beleid", data={**fields, **token}, headers={"Origin": "http://evil.example"}).status_code
        == 403
    )
    assert client.post("/beleid", data={**fields, **token}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2f..%2fsafety.py",
        "/static//etc/passwd",
        "/bronnen/..%2f..%2fetc",
        "/static/htmx.LICENSE",
        "/%2e%2e/",
    ],
)
def test_no_path_leads_out(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {404, 308}
    assert "import" not in answer.text


def nasty_pages() -> dict[str, Callable[[FlaskClient], str]]:
    def get(page: str, **fields: str) -> Callable[[FlaskClient], str]:
        return lambda client: client.get(page, query_string=fields).text

    policy = {FIELD: KEY.csrf, "gemeente": NASTY, "support.coordinator": "present"}
    policy |= {"support.coordinator.function": NASTY, "support.coordinator.note": NASTY}
    return {
        "toetsen": get("/toetsen", tekst=NASTY, gemeente=NASTY, gedraging="sissen"),
        "gedraging": get("/toetsen", gedraging=NASTY),
        "datum": get("/toetsen", datum=NASTY),
        "feit": get("/toetsen", gedraging="sissen", **{"f.insistent": NASTY}),
        "gaten": get("/gaten", gemeente=NASTY, groep="street"),
        "bronnen": get("/bronnen", zoek=NASTY),
        "beleid": lambda client: client.post("/beleid", data=policy).text,
    }


@pytest.mark.parametrize("name", nasty_pages())
def test_scripts_and_templates_in_any_field_come_out_as_text(client: FlaskClient, name: str) -> None:
    text = nasty_pages()[name](client)
    assert "<script>alert" not in text
    assert ">49" not in text
    assert text.count("<script") == 1  # our own
    assert "Traceback" not in text


def test_every_answer_carries_the_headers(client: FlaskClient) -> None:
    for page in (*PAGES, "/nergens", "/static/web.css"):
        headers = client.get(page).headers
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
    assert client.get("/toetsen").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "data", [b"\x00\xff\xfe", b"municipality = 3", b"[" * 200_000, b"<?xml version='1.0'?><a/>", b""]
)
def test_a_hostile_policy_file_is_one_sentence(client: FlaskClient, data: bytes) -> None:
    answer = client.post("/beleid/lezen", data={FIELD: KEY.csrf, "bestand": (BytesIO(data), "../../x.toml")})
    assert answer.status_code == 200
    assert 'class="error"' in answer.text
    assert "Traceback" not in answer.text


def test_a_huge_upload_is_refused(client: FlaskClient) -> None:
    size = 70 * 1024 * 1024
    answer = client.post("/beleid/lezen", data={FIELD: KEY.csrf, "bestand": (BytesIO(b"x" * size), "x.toml")})
    assert answer.status_code == 413
    assert "te groot" in answer.text


def test_other_methods_are_refused(client: FlaskClient) -> None:
    assert client.delete("/beleid").status_code == 403
    assert client.put("/toetsen", headers={"Authorization": f"Bearer {KEY.secret}"}).status_code == 405
