"""Where results go: the screen, or a file that is either written whole or not at all."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import click

from apv.errors import InputError


def deliver(content: str | bytes, path: Path | None, *, force: bool = False) -> None:
    """Print `content`, or write it to `path` in one step. Binary content needs a path or a pipe."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path is None:
        stream = sys.stdout.buffer
        if isinstance(content, bytes) and stream.isatty():
            raise InputError("Deze vorm is niet voor het scherm", advice="Geef een bestandsnaam met -o.")
        stream.write(data if data.endswith(b"\n") or isinstance(content, bytes) else data + b"\n")
        stream.flush()
        return
    check_free(path, force=force)
    write_whole(path, data)
    click.echo(f"Geschreven: {path}", err=True)


def check_free(path: Path, *, force: bool) -> None:
    """InputError when `path` cannot be written or would overwrite something; asked before the work starts."""
    if path.is_dir():
        raise InputError("Dit is een map, geen bestand", where=str(path), advice="Geef een bestandsnaam met -o.")
    if path.exists() and not force:
        raise InputError(
            "Het bestand bestaat al", where=str(path), advice="Kies een andere naam of gebruik --force."
        )
    if not path.parent.is_dir():
        raise InputError("De map bestaat niet", where=str(path.parent), advice="Maak de map eerst aan.")


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the target and move into place, so that no reader ever sees half a file."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise InputError(
            "Het bestand kan niet worden geschreven", where=str(path), advice=f"{error.strerror}."
        ) from error


def as_json(value: object) -> str:
    """JSON as all commands print it: readable, keys in the order of the contract, no escaped letters."""
    return json.dumps(value, ensure_ascii=False, indent=2)
