"""Remembers what was fetched: per address the day, the hashes, the size and the version as the service names it.

One JSON object on a line, beside the library. `pull` adds a line as soon as a document is safely stored, so a run
that is killed loses nothing; a last line that was cut off is passed over.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from apv.errors import InputError

_TEXTS = ("address", "id", "fetched", "checked", "sha256", "sha512", "etag", "last_modified")


@dataclass(frozen=True, slots=True)
class Fetched:
    """One document as it was fetched.

    Times are ISO 8601 with zone; `checked` is when the service last said that it is still the same; hashes are of
    the bytes as fetched, in hexadecimals; `size` is in bytes.
    """

    address: str
    id: str
    fetched: str
    checked: str
    sha256: str
    sha512: str
    size: int
    etag: str = ""
    last_modified: str = ""

    def age(self, now: datetime) -> float:
        """Seconds since the last check; endless when the time cannot be read."""
        try:
            return (now - datetime.fromisoformat(self.checked)).total_seconds()
        except (ValueError, TypeError):
            return float("inf")


def hashes(data: bytes) -> tuple[str, str]:
    """SHA-256 and SHA-512 of `data`."""
    return hashlib.sha256(data).hexdigest(), hashlib.sha512(data).hexdigest()


class FetchLog:
    """The file of fetched documents; the last line about an address counts."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines = 0
        self._known: dict[str, Fetched] = {}
        try:
            text = path.read_text("utf-8", errors="replace")
        except FileNotFoundError:
            text = ""
        except OSError as error:
            raise _unusable(path, error) from error
        self._ragged = bool(text) and not text.endswith("\n")
        for line in text.splitlines():
            self._lines += 1
            entry = _entry(line)
            if entry is not None:
                self._known[entry.address] = entry

    def last(self, address: str) -> Fetched | None:
        """What is known about the document at this address."""
        return self._known.get(address)

    def add(self, entry: Fetched) -> None:
        """Write the line at once, so that it survives whatever happens next."""
        line = json.dumps(asdict(entry), ensure_ascii=False) + "\n"
        try:
            with self.path.open("a", encoding="utf-8", newline="\n") as stream:
                stream.write("\n" + line if self._ragged else line)
        except OSError as error:
            raise _unusable(self.path, error) from error
        self._ragged = False
        self._lines += 1
        self._known[entry.address] = entry

    def tidy(self) -> None:
        """Keep one line per address, once the older lines outnumber those."""
        if self._lines <= 2 * len(self._known):
            return
        text = "".join(json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in self._known.values())
        try:
            handle, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            Path(name).replace(self.path)
        except OSError as error:
            raise _unusable(self.path, error) from error
        self._lines = len(self._known)


def _entry(line: str) -> Fetched | None:
    """The entry on a line; None for a line that was cut off or is something else."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, Mapping) or not all(isinstance(value.get(name, ""), str) for name in _TEXTS):
        return None
    texts = {name: str(value.get(name, "")) for name in _TEXTS}
    size = value.get("size", 0)
    return Fetched(size=size if isinstance(size, int) else 0, **texts) if texts["address"] else None


def _unusable(path: Path, error: OSError) -> InputError:
    return InputError(
        "Het overzicht van opgehaalde teksten kan niet worden gebruikt",
        where=str(path),
        advice=f"{error.strerror}.",
    )
