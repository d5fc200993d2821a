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
from typing import Self

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

    @classmethod
    def beside(cls, library: Path) -> Self:
        """The log that belongs to the library in this database file."""
        return cls(library.with_name(f"{library.stem}.opgehaald.jsonl"))

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines = 0
        self._known: dict[str, Fetched] = {}
        self._run = ""
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
            if isinstance(entry, str):
                self._run = entry
            elif entry is not None:
                self._known[entry.address] = entry

    def start_run(self, moment: str) -> None:
        """Write down when a run began (ISO 8601 with zone), so that what it brought can be told apart."""
        self._write({"run": moment})
        self._run = moment

    @property
    def last_run(self) -> str:
        """When the last run began (ISO 8601 with zone), "" when none was written down."""
        return self._run

    def fetched_since(self, moment: str) -> frozenset[str]:
        """The SHA-256 of everything that was fetched at `moment` (ISO 8601 with zone) or later."""
        start = _moment(moment)
        found = ((entry, _moment(entry.fetched)) for entry in self._known.values())
        return frozenset(entry.sha256 for entry, when in found if start and when and when >= start)

    def last(self, address: str) -> Fetched | None:
        """What is known about the document at this address."""
        return self._known.get(address)

    def add(self, entry: Fetched) -> None:
        """Write the line at once, so that it survives whatever happens next."""
        self._write(asdict(entry))
        self._known[entry.address] = entry

    def _write(self, value: Mapping[str, object]) -> None:
        line = json.dumps(value, ensure_ascii=False) + "\n"
        try:
            with self.path.open("a", encoding="utf-8", newline="\n") as stream:
                stream.write("\n" + line if self._ragged else line)
        except OSError as error:
            raise _unusable(self.path, error) from error
        self._ragged = False
        self._lines += 1

    def tidy(self) -> None:
        """Keep one line per address, once the older lines outnumber those."""
        if self._lines <= 2 * len(self._known) + 1:
            return
        values: list[Mapping[str, object]] = [{"run": self._run}] if self._run else []
        values += [asdict(entry) for entry in self._known.values()]
        text = "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)
        try:
            handle, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            Path(name).replace(self.path)
        except OSError as error:
            raise _unusable(self.path, error) from error
        self._lines = len(values)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _entry(line: str) -> Fetched | str | None:
    """The entry on a line, or the start of a run; None for a line that was cut off or is something else."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, Mapping) or not all(isinstance(value.get(name, ""), str) for name in _TEXTS):
        return None
    if isinstance(value.get("run"), str):
        return str(value["run"])
    texts = {name: str(value.get(name, "")) for name in _TEXTS}
    size = value.get("size", 0)
    return Fetched(size=size if isinstance(size, int) else 0, **texts) if texts["address"] else None


def _unusable(path: Path, error: OSError) -> InputError:
    return InputError(
        "Het overzicht van opgehaalde teksten kan niet worden gebruikt",
        where=str(path),
        advice=f"{error.strerror}.",
    )
