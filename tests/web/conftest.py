"""The local page as the tests use it: without a network, with a key of its own."""

from __future__ import annotations

from datetime import date

import pytest

pytest.importorskip("flask", reason='de pagina heeft Flask nodig: pip install ".[web]"')

from flask.testing import FlaskClient

from apv.law.catalogue import Catalogue
from apv.web.app import create_app
from apv.web.safety import COOKIE, Key
from apv.web.world import World

TODAY = date(2026, 11, 23)
KEY = Key("geheim-voor-de-test")


@pytest.fixture(scope="session")
def world(catalogue: Catalogue) -> World:
    return World(catalogue, today=lambda: TODAY)


@pytest.fixture
def stranger(world: World) -> FlaskClient:
    """Somebody who does not have the key."""
    app = create_app(world, KEY)
    app.testing = False
    return app.test_client()


@pytest.fixture
def client(stranger: FlaskClient) -> FlaskClient:
    """Somebody who opened the start address."""
    stranger.set_cookie(COOKIE, KEY.secret)
    return stranger
