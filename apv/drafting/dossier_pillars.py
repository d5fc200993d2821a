"""The four pillars of a municipal policy in a council proposal: what there is, what is missing, what is not known.

The pillars themselves are data (templates/documents/pillars.toml); what the municipality does is the user's word.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from apv.data_files import data_folder
from apv.drafting.render import plain_text
from apv.errors import InputError, unknown_name
from apv.safe_xml import read_bytes

Status = Literal["present", "missing", "unknown"]
FILE = Path("documents") / "pillars.toml"
WORDS: Mapping[Status, str] = {"present": "aanwezig", "missing": "ontbreekt", "unknown": "niet bekend"}


@dataclass(frozen=True, slots=True)
class Pillar:
    """`status` is what the municipality says of it, `own` its own words about it ("": it said nothing);
    `ask` is what a person still has to fill in, `measure` what can be counted afterwards."""

    id: str
    label: str
    what: str
    ask: str
    measure: str
    status: Status = "unknown"
    own: str = ""

    @property
    def word(self) -> str:
        """The status as a reader sees it."""
        return WORDS[self.status]


def read_policy(path: Path) -> Mapping[str, object]:
    """The policy file (TOML) of a municipality: a table per pillar. InputError when it is no TOML."""
    try:
        return tomllib.loads(read_bytes(path).decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            "Het beleidsbestand is niet goed geschreven", where=str(path), advice=f"De lezer meldt: {error}."
        ) from error


def pillars(templates: Path, policy: Mapping[str, object] | None = None) -> tuple[Pillar, ...]:
    """The four pillars with what `policy` says of them: per pillar id a mapping with `status` and `text`.

    Other keys of `policy` are not for us, unless one is called "pillars": then that table holds them. Raises
    InputError for a status or pillar that does not exist.
    """
    known = [_pillar(entry) for entry in _data(templates)]
    said = policy or {}
    inner = said.get("pillars")
    if isinstance(inner, Mapping):
        for name in inner:
            if name not in {pillar.id for pillar in known}:
                raise unknown_name("Pijler", str(name), [pillar.id for pillar in known])
        said = cast(Mapping[str, object], inner)
    return tuple(_filled(pillar, said.get(pillar.id)) for pillar in known)


def _pillar(entry: Mapping[str, str]) -> Pillar:
    return Pillar(entry["id"], entry["label"], entry["what"], entry["ask"], entry["measure"])


def _data(templates: Path) -> list[dict[str, str]]:
    path = templates / FILE
    if not path.is_file():
        path = data_folder("templates") / FILE
    try:
        return cast(list[dict[str, str]], tomllib.loads(read_bytes(path).decode())["pillar"])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise InputError("Het bestand met pijlers is niet goed geschreven", where=str(path)) from error


def _filled(pillar: Pillar, said: object) -> Pillar:
    if said is None:
        return pillar
    if not isinstance(said, Mapping):
        raise InputError(
            f"Wat er over pijler '{pillar.id}' staat is geen tabel",
            advice=f'Schrijf [{pillar.id}] met status = "present" en text = "…".',
        )
    status, text = str(said.get("status", "unknown")), str(said.get("text", ""))
    if status not in get_args(Status):
        raise unknown_name(f"Status van pijler '{pillar.id}'", status, get_args(Status))
    own = plain_text(f"De tekst bij pijler '{pillar.id}'", text) if text.strip() else ""
    return Pillar(pillar.id, pillar.label, pillar.what, pillar.ask, pillar.measure, cast(Status, status), own)
