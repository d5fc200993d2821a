"""The Dutch words for what a comparison says beyond the matrix, so that screen, Excel and HTML say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from apv.comparing.bill import ProposedProvision
from apv.comparing.comparison import ComparedNorm, Comparison, Entry
from apv.comparing.concerns import ConcernKind
from apv.comparing.dead_letters import Cause, DeadLetter
from apv.comparing.key_figures import DesignFamily
from apv.comparing.likeness import OWN_DESIGN, Likeness, SlotDifference, SlotName
from apv.comparing.what_if import Change, Effect, Side, WhatIf
from apv.comparing.wording import WordRun
from apv.dutch import enumeration, long_date
from apv.law.catalogue import Catalogue
from apv.reasoning.gaps import LABELS
from apv.reports.compare_words import ACTOR, STATUS, article_name, listing, lowered

CAUSE: dict[Cause, str] = {
    "newer_law": "later landelijk recht over hetzelfde onderwerp",
    "judged": "de rechter liet dit artikel buiten toepassing",
    "like_judged": "de rechter liet een artikel met dezelfde opzet buiten toepassing",
    "no_power": "een verordening mag dit volgens de rechter niet regelen",
}
EFFECT: dict[Effect, str] = {
    "gains": "krijgt dekking",
    "loses": "verliest dekking",
    "uncertain": "dekking wordt onzeker of zekerder",
    "shifts": "anders geregeld",
}
SLOT: dict[SlotName, str] = {
    "behaviours": "gedragingen",
    "place": "plaats",
    "actor": "wie",
    "qualifiers": "voorwaarden",
    "objects": "tegen wie",
    "exceptions": "uitzonderingen",
    "overlap": "voorrang voor andere regels",
}
CONCERN: dict[ConcernKind, str] = {
    "likely_lapsed": STATUS["likely_lapsed"],
    "maybe_lapsed": STATUS["maybe_lapsed"],
    "expression_risk": STATUS["expression_risk"],
    "not_in_penal_list": "niet in de strafbepaling",
    "undefined_place_term": "plaats niet omschreven",
}
OWN = "eigen opzet, of een onderwerp zonder model"
LEGIBLE = 0.4
"""Texts that share fewer words than this differ in nearly every word: a list of differences then says nothing."""


def percent(part: float) -> str:
    """ "68%", never more than is there: only what is the same counts as 100%."""
    return f"{int(part * 100 + 1e-9)}%"


def design_label(designs: Sequence[DesignFamily], family: str) -> str:
    """A design in words: the models that are made so."""
    if family == OWN_DESIGN:
        return OWN
    models = next((design.models for design in designs if design.id == family), (family,))
    return f"zoals model {enumeration(models, 'of')}"


def likeness_text(likeness: Likeness) -> str:
    """ "68% gelijk: woorden 53%, onderdelen 83%"."""
    return (
        f"{percent(likeness.whole)} gelijk: woorden {percent(likeness.text)}, onderdelen {percent(likeness.slots)}"
    )


def nearest_text(norm: ComparedNorm) -> str:
    """The nearest model with its likeness; words for a norm that no model is about."""
    if norm.nearest is None:
        return "geen model over dit gedrag"
    return f"{norm.nearest.model} ({likeness_text(norm.nearest.measured.likeness)})"


def slot_text(catalogue: Catalogue, found: SlotDifference) -> str:
    """ "plaats: alleen hier openbare weg; alleen daar park"."""
    sides = (("alleen hier", found.only_here), ("alleen daar", found.only_there))
    said = [
        where
        if found.slot in ("exceptions", "overlap")
        else f"{where} {slot_values(catalogue, found.slot, values)}"
        for where, values in sides
        if values
    ]
    return f"{SLOT[found.slot]}: {'; '.join(said)}"


def slot_values(catalogue: Catalogue, slot: SlotName, values: Sequence[str]) -> str:
    """The values of a slot in words."""
    labels: Mapping[str, str] = {}
    if slot == "behaviours":
        labels = {name: catalogue.behaviours[name].label for name in values}
    elif slot == "place":
        labels = {name: catalogue.places[name].label for name in values}
    elif slot == "actor":
        labels = ACTOR
    return ", ".join(lowered(labels.get(name, name)) for name in values)


def run_text(run: WordRun) -> str:
    """One difference in words, on one line."""
    here, there = (f"“{' '.join(words.split())}”" for words in (run.here, run.there))
    if run.kind == "replaced":
        return f"hier {here}, daar {there}"
    return f"alleen hier {here}" if run.kind == "deleted" else f"alleen daar {there}"


def lost_since(letter: DeadLetter) -> str:
    """From when a provision has probably lost effect."""
    if letter.day is None:
        return "datum niet bekend"
    when = long_date(letter.day) if letter.day_exact else str(letter.day.year)
    return f"na een uitspraak van {when}" if letter.cause == "like_judged" else f"sinds {when}"


def how_sure(letter: DeadLetter) -> str:
    return "waarschijnlijk" if letter.likely else "mogelijk"


def sources_text(letter: DeadLetter) -> str:
    return "; ".join(f"{one.citation} ({one.remark})" if one.remark else one.citation for one in letter.sources)


def behaviours_text(catalogue: Catalogue, ids: Sequence[str]) -> str:
    """Behaviours as they stand within a sentence."""
    return lowered(listing([catalogue.behaviours[name].label for name in ids]))


def asked_text(what_if: WhatIf) -> str:
    """ "zonder art. 1 Sr en met art. 2 Sr (naam)"."""
    parts = []
    if what_if.without:
        parts.append(f"zonder {enumeration([citation for _, citation in what_if.without])}")
    if what_if.added:
        parts.append(f"met {enumeration([_proposed(one) for one in what_if.added])}")
    return enumeration(parts)


def _proposed(one: ProposedProvision) -> str:
    when = "" if one.in_force else "; geldt niet op de peildatum"
    return f"{one.citation} ({one.label}{when})"


def change_text(change: Change) -> str:
    """ "Zandrecht (2:1a: waarschijnlijk vervallen → van kracht)"; the name alone without an article."""
    if not (change.before.entries or change.after.entries):
        return change.municipality
    before, after = (_articles(side.entries) for side in (change.before, change.after))
    return (
        f"{change.municipality} ({before})" if before == after else f"{change.municipality} ({before} → {after})"
    )


def side_text(side: Side) -> str:
    """How a behaviour stands: the gap, and the articles with their status."""
    articles = _articles(side.entries)
    return f"{LABELS[side.gap]}; {articles}" if articles else LABELS[side.gap]


def _articles(entries: Sequence[Entry]) -> str:
    return ", ".join(f"{article_name(entry.article)}: {STATUS[entry.status]}" for entry in entries)


def design_lines(comparison: Comparison) -> Iterator[str]:
    """How many municipalities follow which design."""
    figures = comparison.figures
    families = figures.families.items() if figures else ()
    for family, count in sorted(families, key=lambda pair: (pair[0] == OWN_DESIGN, -pair[1])):
        name = design_label(comparison.designs, family)
        yield f"{name}: {count} {'gemeente' if count == 1 else 'gemeenten'}"
