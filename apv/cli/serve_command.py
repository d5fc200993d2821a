"""`apv serve`: the same answers in a web page on this computer."""

from __future__ import annotations

import logging
import sys
import webbrowser
from pathlib import Path

import click

from apv.cli.dutch_click import DutchCommand
from apv.cli.options import library_option
from apv.errors import ApvError, InputError
from apv.law.catalogue import load_catalogue

HOST = "127.0.0.1"
"""Nobody but this computer can reach the page."""

THREADS = 6
"""Pages made at a time; others wait in line, which is what a queue is for."""


@click.command(cls=DutchCommand)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8750, show_default=True, help="Poort; 0 kiest er een."
)
@click.option("--browser/--no-browser", default=True, help="Open de pagina in de browser.")
@library_option
def command(port: int, browser: bool, library: Path | None) -> int:
    """Start de pagina op deze computer: toetsen, gaten, opstellen, vergelijken, bronnen, beleid.

    Alleen deze computer kan erbij, met de sleutel in het adres. Er gaat niets naar internet. Stop met Ctrl-C.
    """
    try:
        from waitress.server import create_server

        from apv.web.app import create_app
        from apv.web.safety import KEY, MOST_UPLOAD, Key
        from apv.web.world import World
    except ImportError as error:
        raise ApvError(
            "De pagina heeft onderdelen nodig die niet zijn geïnstalleerd",
            advice='Installeer ze in de map van dit project met: pipx install --force ".[web]".',
        ) from error
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    key = Key.new()
    app = create_app(World(load_catalogue(), library), key)
    try:
        # buffers as large as what may be sent: nothing goes through a temporary file on disk
        most = 2 * MOST_UPLOAD
        server = create_server(
            app, host=HOST, port=port, threads=THREADS, ident="apv", max_request_body_size=most,
            inbuf_overflow=most, outbuf_overflow=most,
        )  # fmt: skip
    except OSError as error:
        raise InputError(
            f"Poort {port} is niet te gebruiken",
            where=HOST,
            advice=f"{error.strerror}. Kies een andere met --port.",
        ) from error
    address = f"http://{HOST}:{server.effective_port}/?{KEY}={key.secret}"
    click.echo(f"De pagina staat klaar op:\n\n  {address}\n\nDeel dit adres niet. Stop met Ctrl-C.")
    sys.stdout.flush()
    if browser:
        webbrowser.open(address)
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
    click.echo("Gestopt.")
    return 0
