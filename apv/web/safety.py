"""What keeps the local page safe: only this computer, only this session, no foreign pages, no scripts but our own.

The start address carries a random key; whoever opens it gets a cookie, and nothing is shown without one. Every
change needs a token that a foreign page cannot know.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, abort, g, redirect, request

COOKIE = "apv_sessie"
KEY = "sleutel"
FIELD = "csrf"
MOST_UPLOAD = 64 * 1024 * 1024
"""Bytes of a request with files in it."""

_LOCAL = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?", re.ASCII)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Key:
    """The secret of one run of the page."""

    secret: str

    @classmethod
    def new(cls) -> Key:
        return cls(secrets.token_urlsafe(32))

    @property
    def csrf(self) -> str:
        """What a form has to bring along; it tells nothing about the secret."""
        return hmac.new(self.secret.encode(), b"csrf", hashlib.sha256).hexdigest()

    def fits(self, given: str) -> bool:
        return hmac.compare_digest(self.secret.encode(), given.encode("utf-8", "replace"))


def guard(app: Flask, key: Key) -> None:
    """Put every request of `app` behind the checks, and the headers on every answer."""

    @app.before_request
    def check() -> Any:
        if not _is_local(request.host):
            abort(421)
        if request.path.startswith("/static/"):
            return None
        given = request.args.get(KEY)
        if given is not None and request.method == "GET" and key.fits(given):
            return _let_in(key)
        if not (key.fits(request.cookies.get(COOKIE, "")) or key.fits(_bearer())):
            abort(403)
        if request.method not in {"GET", "HEAD"}:
            _check_change(key)
        g.csrf = key.csrf
        return None

    @app.after_request
    def headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "max-age=3600"
        return response


def _is_local(host: str) -> bool:
    """Whether the browser thinks it talks to this computer: another name for our address is an attack."""
    return _LOCAL.fullmatch(host) is not None


def _let_in(key: Key) -> Response:
    """The same address without the key in it, and the cookie."""
    answer = redirect(request.path)
    answer.set_cookie(COOKIE, key.secret, httponly=True, samesite="Strict", path="/")
    assert isinstance(answer, Response)
    return answer


def _bearer() -> str:
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else ""


def _check_change(key: Key) -> None:
    origin = request.headers.get("Origin", "")
    if origin and origin != f"http://{request.host}":
        abort(403)
    if _bearer():
        return  # a script that knows the key; a foreign page cannot send this header
    if not hmac.compare_digest(request.form.get(FIELD, ""), key.csrf):
        abort(403)
