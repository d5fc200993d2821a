"""What a dossier was made of and what it said, as `herkomst.json` keeps it: the memory of verifying."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from apv.errors import InputError
from apv.safe_xml import read_bytes

RECORD = "herkomst.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A value that every document has to give in the same way: what it is, and how it is written."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Record:
    """`article`: the lines of the article; `texts`: per file what it said, paragraph by paragraph; `aids`: per
    file which of those (from, up to) only helped to finish it; `outputs`: per file the SHA-256 of its bytes;
    `tracked`: per file how many tracked changes it was made with."""

    program: str
    catalogue: str
    municipality: str
    marks: tuple[Mark, ...]
    article: tuple[str, ...]
    texts: Mapping[str, tuple[str, ...]]
    aids: Mapping[str, tuple[tuple[int, int], ...]]
    outputs: Mapping[str, str]
    tracked: Mapping[str, int] = field(default_factory=dict)


def record_json(record: Record) -> dict[str, Any]:
    """The record as JSON-able values."""
    return {
        "format": FORMAT,
        "program": record.program,
        "catalogue": record.catalogue,
        "municipality": record.municipality,
        "marks": [{"kind": mark.kind, "value": mark.value} for mark in record.marks],
        "article": list(record.article),
        "outputs": dict(record.outputs),
        "tracked": dict(record.tracked),
        "aids": {name: [list(span) for span in spans] for name, spans in record.aids.items()},
        "texts": {name: list(lines) for name, lines in record.texts.items()},
    }


def read_record(folder: Path) -> Record:
    """The record in `folder`. Raises InputError when there is none or when it is no record of ours."""
    path = folder / RECORD
    if not folder.is_dir():
        raise InputError("Deze map bestaat niet", where=str(folder), advice="Geef de map van een dossier.")
    if not path.is_file():
        raise InputError(
            f"In deze map staat geen {RECORD}", where=str(folder),
            advice="Zonder dat bestand is niet te zeggen wat er is gemaakt; geef de map van een dossier.",
        )  # fmt: skip
    try:
        data = json.loads(read_bytes(path))
        if data["format"] != FORMAT:
            raise InputError(
                "Dit dossier is van een andere versie van het programma", where=str(path),
                advice="Controleer het met de versie waarmee het is gemaakt.",
            )  # fmt: skip
        return Record(
            program=str(data["program"]), catalogue=str(data["catalogue"]),
            municipality=str(data["municipality"]),
            marks=tuple(Mark(str(mark["kind"]), str(mark["value"])) for mark in data["marks"]),
            article=tuple(map(str, data["article"])),
            texts={str(name): tuple(map(str, lines)) for name, lines in data["texts"].items()},
            aids={str(name): tuple((int(a), int(b)) for a, b in spans) for name, spans in data["aids"].items()},
            outputs={str(name): str(value) for name, value in data["outputs"].items()},
            tracked={str(name): int(value) for name, value in data["tracked"].items()},
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{RECORD} is beschadigd", where=str(path), advice="Maak het dossier opnieuw.") from error
