"""`apv serve` itself: it starts, only this computer gets in, and Ctrl-C ends it; what it ships is what it says."""

from __future__ import annotations

import hashlib
import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import apv.web

STATIC = Path(apv.web.__file__).parent / "static"


@pytest.fixture
def serving(no_library: Path) -> Iterator[tuple[subprocess.Popen[str], str, int]]:
    """The running command, its key and its port."""
    command = [sys.executable, "-m", "apv", "serve", "--no-browser", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "APV_LIBRARY": str(no_library)}
    # a suite that runs in the background is deaf to Ctrl-C, and so would be what it starts
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    signal.signal(signal.SIGINT, before)
    assert process.stdout is not None
    match = None
    for line in process.stdout:
        match = re.search(r"http://127\.0\.0\.1:(\d+)/\?sleutel=(\S+)", line)
        if match:
            break
    assert match is not None, process.stderr.read() if process.stderr else ""
    yield process, match[2], int(match[1])
    process.kill()
    process.wait()


def test_it_starts_lets_in_and_stops(serving: tuple[subprocess.Popen[str], str, int]) -> None:
    process, key, port = serving
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/toetsen")
    refused = connection.getresponse()
    assert refused.status == 403
    refused.read()
    connection.request("GET", "/toetsen", headers={"Cookie": f"apv_sessie={key}"})
    answer = connection.getresponse()
    assert answer.status == 200
    assert "Kies of beschrijf eerst" in answer.read().decode()
    assert "Werkzeug" not in (answer.getheader("Server") or "")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Gestopt." in out
    assert "Traceback" not in err


def test_a_port_in_use_is_one_sentence(serving: tuple[subprocess.Popen[str], str, int]) -> None:
    command = [sys.executable, "-m", "apv", "serve", "--no-browser", "--port", str(serving[2])]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert "is niet te gebruiken" in ran.stderr


def test_the_script_that_comes_along_is_the_one_that_was_published() -> None:
    digest = hashlib.sha256((STATIC / "htmx.min.js").read_bytes()).hexdigest()
    assert f"sha256 {digest}" in (STATIC / "htmx.txt").read_text("utf-8")
    assert "Zero-Clause BSD" in (STATIC / "htmx.LICENSE").read_text("utf-8")
