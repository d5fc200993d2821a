"""By-laws to upload in tests: small, with the municipality, heading and words that a test asks for."""

from __future__ import annotations

import zipfile
from io import BytesIO

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from apv.data_files import data_folder
from apv.web.safety import FIELD
from tests.web.conftest import KEY

EXAMPLES = data_folder("legal_sources") / "examples"


def example(name: str) -> bytes:
    """A bundled by-law."""
    return (EXAMPLES / f"{name}.xml").read_bytes()


def zipped(**files: bytes) -> bytes:
    """A zip file with these names (".xml" where they have no ending) and contents."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name if name.endswith((".xml", ".zip")) else f"{name}.xml", data)
    return target.getvalue()


def upload(client: FlaskClient, address: str, *files: tuple[str, bytes], follow: bool = True) -> TestResponse:
    """Send `files` (name, contents) to `address`, and go where that leads."""
    fields = {FIELD: KEY.csrf, "datum": "2026-11-23", "bestand": [(BytesIO(data), name) for name, data in files]}
    return client.post(address, data=fields, follow_redirects=follow)
