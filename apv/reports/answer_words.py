"""The Dutch words for verdicts and outcomes that the reports of map, gaps and timeline share, with their tones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from apv.dutch import enumeration
from apv.law.catalogue import Catalogue
from apv.reasoning.evaluate import Holds, Outcome
from apv.reasoning.gaps import GapStatus
from apv.reports.tabular import Tone

HOLDS: Mapping[Holds, str] = {
    "applies": "van toepassing",
    "depends": "hangt ervan af",
    "excluded": "niet van toepassing",
}
HOLDS_TONE: Mapping[Holds, Tone] = {"applies": "good", "depends": "caution", "excluded": "muted"}

RELEVANCE = {
    "addressed": "op deze gedraging gericht",
    "near": "komt in beeld",
    "remote": "niets in de feiten wijst erop",
}

COMPETENCE = {
    "allowed": "toegestaan",
    "at_risk": "mogelijk, met juridisch risico",
    "likely_lapsed": "waarschijnlijk vervallen, laat toetsen",
    "outside_power": "waarschijnlijk buiten de bevoegdheid, laat toetsen",
}
COMPETENCE_TONE: Mapping[str, Tone] = {
    "allowed": "good",
    "at_risk": "caution",
    "likely_lapsed": "warning",
    "outside_power": "warning",
}

NATIONAL = {"applies": "verboden", "depends": "onder voorwaarden", "none": "niets"}
NATIONAL_TONE: Mapping[str, Tone] = {"applies": "good", "depends": "caution", "none": "muted"}
LOCAL = {"covered": "geregeld", "not_covered": "niet geregeld", "unknown": "niet bekend"}
LOCAL_TONE: Mapping[str, Tone] = {"covered": "good", "not_covered": "muted", "unknown": "muted"}

GAP_TONE: Mapping[GapStatus, Tone] = {
    "none": "good",
    "conditional": "caution",
    "local": "good",
    "apv_only": "warning",
    "no_power": "muted",
}
GAP_SHORT: Mapping[GapStatus, str] = {
    "none": "verboden",
    "conditional": "voorwaarden",
    "local": "in de APV",
    "apv_only": "APV kan helpen",
    "no_power": "APV mag niet",
}
"""What fits in a small cell of a picture; the full words are apv.reasoning.gaps.LABELS."""


def open_labels(outcome: Outcome) -> tuple[str, ...]:
    """The open elements in words."""
    return tuple(e.element.label for e in outcome.elements if e.element.key in outcome.open_elements)


def cited_together(catalogue: Catalogue, outcomes: Iterable[Outcome]) -> str:
    """Citations with the act named once: "art. 261, 262 en 266 Sr"."""
    by_law: dict[str, list[str]] = {}
    for outcome in outcomes:
        article, _, law = catalogue.cite(outcome.provision).removeprefix("art. ").rpartition(" ")
        by_law.setdefault(law, []).append(article)
    return "; ".join(f"art. {enumeration(articles)} {law}" for law, articles in by_law.items())
