"""Warnings that go with an outcome: case law from its date on, likely lapse, doubt about power or dates.

They never change a verdict. Judgments from after the day of the case are kept apart: they could not be known
then, but whoever reads the report today needs them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from apv.dutch import long_date
from apv.law.case_law import Bearing, Judgment
from apv.law.catalogue import Catalogue
from apv.law.provision import Precision, Version
from apv.reasoning.competence import norm_status
from apv.reasoning.evaluate import Outcome

AlertKind = Literal["case_law", "competence", "lapsed", "verification", "procedure"]

PRECISION: dict[Precision, str] = {
    "inferred": "de wijziging is in twee teksten gelezen, maar de eerste dag zelf is afgeleid",
    "first-seen": "de eerste dag is niet bekend; dit is de eerste tekst waarin de bepaling is gezien",
    "secondary": "de eerste dag komt uit een secundaire bron",
    "year": "alleen het jaar van inwerkingtreding is bekend",
    "not-verified": "de eerste dag is niet geverifieerd",
}
"""What to say of a first day that is not sure."""
_EFFECT = {
    "voids": "Buiten toepassing gelaten of onverbindend geoordeeld",
    "weakens": "Verzwakt",
    "strengthens": "Versterkt",
    "explains": "Uitleg",
}


@dataclass(frozen=True, slots=True)
class Alert:
    """One warning in Dutch, with the source behind it (an ECLI, a citation, or "")."""

    kind: AlertKind
    text: str
    source: str = ""
    link: str = ""


def alerts(catalogue: Catalogue, outcome: Outcome, day: date) -> tuple[Alert, ...]:
    """What a reader must know beside the outcome, gravest first."""
    found = [
        _judged(judgment, bearing)
        for judgment, bearing in _bearing_on(catalogue, outcome)
        if judgment.known_from <= day
    ]
    if outcome.provision.municipality:
        found.extend(_power(catalogue, outcome, day))
    found.extend(_dates(outcome.version, day))
    if outcome.version.verified.how == "not-verified":
        found.append(Alert("verification", "De inhoud van deze bepaling is niet aan de officiële tekst getoetst."))
    if outcome.version.complaint:
        found.append(Alert("procedure", "Vervolging kan in beginsel alleen na een klacht van het slachtoffer."))
    return tuple(found)


def later_judgments(catalogue: Catalogue, outcome: Outcome, day: date) -> tuple[Alert, ...]:
    """Judgments on the provision from after the day of the case."""
    pairs = _bearing_on(catalogue, outcome)
    return tuple(_judged(judgment, bearing) for judgment, bearing in pairs if judgment.known_from > day)


def judgment_link(judgment: Judgment) -> str:
    """The address of the official text, or the first source when there is no ECLI."""
    if judgment.ecli:
        return f"https://deeplink.rechtspraak.nl/uitspraak?id={judgment.ecli}"
    return judgment.links[0] if judgment.links else ""


def _bearing_on(catalogue: Catalogue, outcome: Outcome) -> list[tuple[Judgment, Bearing]]:
    """Judgments on this version: a number can be used again, so one on an element must find that element here."""
    keys = {element.key for element in outcome.version.elements}
    pairs = catalogue.bearings.get(outcome.provision.id, ())
    return [(judgment, bearing) for judgment, bearing in pairs if not bearing.element or bearing.element in keys]


def _judged(judgment: Judgment, bearing: Bearing) -> Alert:
    when = long_date(judgment.known_from) if judgment.exact_day else str(judgment.known_from.year)
    kind = "conclusie advocaat-generaal, geen uitspraak; " if judgment.kind == "advocate-general" else ""
    kind = "oordeel, niet bindend; " if judgment.kind == "college" else kind
    text = f"{_EFFECT[bearing.effect]} ({kind}{judgment.court}, {when}): {bearing.text}"
    return Alert("case_law", text, judgment.source, judgment_link(judgment))


def _power(catalogue: Catalogue, outcome: Outcome, day: date) -> list[Alert]:
    """Whether a known by-law article has probably lapsed or is at risk, from the competence tests."""
    status = norm_status(catalogue, sorted(outcome.version.addresses), outcome.version.start, day)
    if status.status not in ("likely_lapsed", "expression_risk"):
        return []
    kind: AlertKind = "lapsed" if status.status == "likely_lapsed" else "competence"
    source = status.sources[0] if status.sources else ""
    return [Alert(kind, reason, source) for reason in status.reasons]


def _dates(version: Version, day: date) -> list[Alert]:
    found = []
    if version.precision in PRECISION:
        start = f"Geldt in deze vorm vanaf {long_date(version.start)}: " if version.start else ""
        text = f"{start}{PRECISION[version.precision]}."
        found.append(Alert("verification", text[0].upper() + text[1:]))
    if version.in_force(day) == "unknown":
        found.append(Alert("verification", "Of de bepaling op deze datum al gold, is niet geverifieerd."))
    return found
