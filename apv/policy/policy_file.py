"""The small TOML file in which a municipality keeps its answers: read with clear errors, written the same way.

Every question stands above its answer as a comment, so that a policy officer can fill it in with any editor.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from apv.errors import InputError
from apv.policy.pillars import Evidence, Indicator, Pillars
from apv.policy.scan import Answer, PolicyFile, Shown, State

WORDS: dict[str, State] = {
    "yes": "present", "ja": "present", "partly": "partly", "deels": "partly", "no": "missing", "nee": "missing",
    "unknown": "unknown", "onbekend": "unknown", "": "unknown",
}  # fmt: skip
WRITTEN: dict[State, str] = {"present": "ja", "partly": "deels", "missing": "nee", "unknown": "onbekend"}
HINT = 'Schrijf answer = "ja", "deels", "nee" of "onbekend".'
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def read_policy(pillars: Pillars, path: Path) -> PolicyFile:
    """The answers in the file at `path`. Raises InputError that names the key of what is not understood."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("Het beleidsbestand kan niet worden gelezen", where=str(path)) from error
    return read_policy_text(pillars, text, str(path))


def read_policy_text(pillars: Pillars, text: str, path: str) -> PolicyFile:
    """The answers in `text`; `path` names it in messages."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError("Het beleidsbestand is geen geldige TOML", where=path, advice=f"{error}.") from error
    municipality, day = raw.pop("municipality", ""), raw.pop("date", None)
    if not isinstance(municipality, str) or not municipality.strip():
        raise InputError(
            "Het beleidsbestand noemt geen gemeente", where=path, advice='Schrijf municipality = "…".'
        )
    if not isinstance(day, date) or isinstance(day, datetime):
        raise InputError(
            "Het beleidsbestand heeft geen datum",
            where=path,
            advice="Schrijf bijvoorbeeld date = 2026-11-01.",
        )
    answers = {}
    for name, table in raw.items():
        pillar = pillars.pillar(name, path)
        for key, values in _table(table, name, path).items():
            indicator = pillar.indicator(key, path)
            where = f"{path}, {name}.{key}"
            answers[name, key] = _answer(indicator, _table(values, f"{name}.{key}", path), where)
    return PolicyFile(municipality.strip(), day, answers, path)


def policy_text(pillars: Pillars, file: PolicyFile) -> str:
    """The file as text: every question with its answer, those not answered as unknown."""
    lines = [
        "# Wat de gemeente doet, per pijler. Vul achter answer in: ja, deels, nee of onbekend.",
        "# De regels eronder laten zien waaruit het blijkt; haal het # weg en vul in wat u weet.",
        f"municipality = {_quoted(file.municipality)}",
        f"date = {file.day.isoformat()}",
    ]
    for pillar in pillars.pillars:
        lines += ["", f"# ---- {pillar.label} ----"]
        for indicator in pillar.indicators:
            lines += _indicator_lines(pillar.id, indicator, file.answers.get((pillar.id, indicator.id), Answer()))
    return "\n".join(lines) + "\n"


def read_shown(evidence: Evidence, typed: str) -> Shown:
    """Evidence as a person types it. Raises InputError when it is not of the right kind."""
    if evidence.type == "number" and typed.isdigit():
        return int(typed)
    if evidence.type == "date":
        try:
            return date.fromisoformat(typed)
        except ValueError as error:
            raise InputError(
                "Dit is geen datum", advice="Schrijf jaar-maand-dag, bijvoorbeeld 2026-01-31."
            ) from error
    return _shown(evidence, typed, "")


def _indicator_lines(pillar: str, indicator: Indicator, answer: Answer) -> Iterator[str]:
    yield ""
    yield f"# {indicator.question}"
    yield f"[{pillar}.{indicator.id}]"
    yield f'answer = "{WRITTEN[answer.state]}"'
    given = answer.evidence or {}
    for evidence in indicator.evidence:
        if evidence.id in given:
            yield f"{evidence.id} = {_written(given[evidence.id])}"
        else:
            yield f"# {evidence.id} = {_EXAMPLES[evidence.type]}    # {evidence.question}"
    if answer.note:
        yield f"note = {_quoted(answer.note)}"


_EXAMPLES = {"text": '"…"', "number": "0", "date": "2026-01-31", "link": '"https://…"'}


def _answer(indicator: Indicator, values: dict[str, Any], where: str) -> Answer:
    state = WORDS.get(str(values.pop("answer", "")).strip().lower())
    if state is None:
        raise InputError("Dit antwoord ken ik niet", where=where, advice=HINT)
    note = values.pop("note", "")
    known = {evidence.id: evidence for evidence in indicator.evidence}
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise InputError(
            f"Onbekende sleutel '{unknown[0]}'", where=where,
            advice=f"Bekend zijn: answer, {', '.join(known)} en note.",
        )  # fmt: skip
    evidence = {name: _shown(known[name], value, where) for name, value in values.items() if value != ""}
    return Answer(state, evidence, str(note))


def _shown(evidence: Evidence, value: object, where: str) -> Shown:
    place = f"{where}.{evidence.id}" if where else ""
    if evidence.type == "date":
        if not isinstance(value, date) or isinstance(value, datetime):
            raise InputError(
                "Dit is geen datum",
                where=place,
                advice="Schrijf bijvoorbeeld 2026-01-31, zonder aanhalingstekens.",
            )
        return value
    if evidence.type == "number":
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise InputError("Dit is geen aantal", where=place, advice="Schrijf een heel getal.")
        return value
    if not isinstance(value, str):
        raise InputError("Dit is geen tekst", where=place, advice="Zet de tekst tussen aanhalingstekens.")
    if evidence.type == "link" and not value.startswith(("https://", "http://")):
        raise InputError("Dit is geen webadres", where=place, advice="Begin met https://.")
    return value


def _table(value: object, name: str, path: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise InputError(f"'{name}' moet een blok zijn", where=path, advice=f"Schrijf [{name}.…].")
    return dict(value)


def _written(value: Shown) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else _quoted(value)


def _quoted(text: str) -> str:
    return json.dumps(_CONTROL.sub(" ", text), ensure_ascii=False)
