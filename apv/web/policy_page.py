"""Beleid: the policy scan as a form. Everything is in the form itself: nothing is kept between two requests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from apv.errors import InputError
from apv.policy.pillars import Pillars
from apv.policy.policy_file import read_shown
from apv.policy.scan import STATES, Answer, PolicyFile, Shown, State

PAGE = "/beleid"
MOST_TEXT = 500


def file_from(pillars: Pillars, fields: Mapping[str, str], today: date) -> PolicyFile:
    """The answers in the form. Raises InputError for evidence that is not of its kind and for an empty name."""
    municipality = " ".join(fields.get("gemeente", "").split())[:100]
    if not municipality:
        raise InputError("Vul de naam van de gemeente in")
    answers: dict[tuple[str, str], Answer] = {}
    for pillar in pillars.pillars:
        for indicator in pillar.indicators:
            key = f"{pillar.id}.{indicator.id}"
            state: State = next((one for one in STATES if one == fields.get(key)), "unknown")
            evidence: dict[str, Shown] = {}
            for one in indicator.evidence:
                typed = fields.get(f"{key}.{one.id}", "").strip()[:MOST_TEXT]
                if typed:
                    evidence[one.id] = read_shown(one, typed)
            note = fields.get(f"{key}.note", "").strip()[:MOST_TEXT]
            answers[pillar.id, indicator.id] = Answer(state, evidence, note)
    return PolicyFile(municipality, _day(fields.get("datum", ""), today), answers)


def empty_file(today: date) -> PolicyFile:
    """The form before anything is filled in."""
    return PolicyFile("", today, {})


def by_key(pillars: Pillars, file: PolicyFile) -> dict[str, Answer]:
    """Every answer under the name of its field."""
    return {
        f"{pillar.id}.{one.id}": file.answers.get((pillar.id, one.id), Answer())
        for pillar in pillars.pillars
        for one in pillar.indicators
    }


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text) if text else today
    except ValueError as error:
        raise InputError(f"'{text[:40]}' is geen bestaande datum", advice="Kies jaar, maand en dag.") from error
