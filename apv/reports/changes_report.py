"""What changed in by-laws that touches a behaviour, on the screen and as JSON (`apv library changes`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from apv.bylaws.differences import Difference
from apv.bylaws.norms.changes import NormChange, SlotChange, VersionChanges
from apv.bylaws.store.history import Step
from apv.bylaws.store.records import Document
from apv.dutch import enumeration, lower_first
from apv.law.catalogue import Catalogue
from apv.reports.compare_words import ACTOR, article_name, yes_no
from apv.reports.library_json import document_json
from apv.reports.library_text import validity
from apv.reports.paper import Paper
from apv.reports.tabular import visible

Told = tuple[Step, VersionChanges | None]

KIND = {"new": "nieuw", "gone": "verdwenen", "changed": "gewijzigd", "moved": "verplaatst"}
SLOT = {
    "place": "plaats", "actor": "wie", "objects": "tegen wie", "qualifiers": "drempel",
    "exceptions": "uitzonderingen", "overlap": "voorrang voor de wet", "penal_listed": "in de strafbepaling",
    "stub": "artikel zelf",
}  # fmt: skip
STUB = {"": "van kracht", "reserved": "gereserveerd", "repealed": "vervallen"}
AROUND = 40
"""Letters of unchanged text shown on either side of a change."""


def changes_text(question: str, told: Sequence[Told], catalogue: Catalogue) -> str:
    """Per by-law the articles that changed, with what they forbid more or less and in which words."""
    paper = Paper()
    paper.title(question)
    touched = sum(bool(found and found.norms) for _, found in told)
    paper.line(f"{_bylaws(len(told))} bekeken, {touched} met een verandering die een gedraging raakt.")
    if touched:
        paper.line("In de tekst: [-weggehaald-] en [+toegevoegd+].")
    for step, found in told:
        paper.section(visible(f"{step.new.municipality or step.new.creator}: {step.new.title or step.new.id}"))
        _versions(paper, step)
        if found is None:
            paper.line("Er is geen eerdere versie bewaard, dus niets om mee te vergelijken.")
            continue
        for change in found.norms:
            _change(paper, change, catalogue)
        if not found.norms:
            paper.line("Geen verandering die een gedraging raakt.")
        if found.elsewhere:
            names = enumeration([article_name(number) for number in found.elsewhere])
            paper.line(visible(f"Verder veranderd, zonder gedraging: artikel {names}."))
    return str(paper)


def _versions(paper: Paper, step: Step) -> None:
    for label, document in (("Van", step.old), ("Naar", step.new)):
        if document is not None:
            paper.pair(label, f"{document.id}, {validity(document)}", width=6)


def _change(paper: Paper, change: NormChange, catalogue: Catalogue) -> None:
    paper.blank()
    paper.line(visible(f"{KIND[change.kind].capitalize()}: {_name(change)}"))
    for label, names in (
        ("Verbiedt nu ook" if change.kept else "Verbiedt nu", change.gained),
        ("Verbiedt niet meer", change.lost),
        ("Verbiedt nog steeds", change.kept),
    ):
        if names:
            labels = [lower_first(catalogue.behaviours[name].label) for name in names]
            paper.pair(label, enumeration(labels), indent=2, width=21)
    for slot in change.slots:
        before, after = _value(slot, slot.old, catalogue), _value(slot, slot.new, catalogue)
        paper.line(visible(f"{SLOT[slot.slot].capitalize()}: {before} → {after}"), indent=2, hang=4)
    if change.kind == "changed" and all(word.kind == "same" for word in change.words):
        paper.line("De tekst van het artikel is gelijk; de verandering komt van elders in de regeling.", indent=2)
    elif change.kind != "moved":
        paper.line(visible(f"Tekst: {excerpt(change.words)}"), indent=2, hang=4)


def _name(change: NormChange) -> str:
    heading = f" {change.heading}" if change.heading else ""
    moved = change.old and change.new and change.old.article != change.new.article
    before = f" (was artikel {article_name(change.old.article)})" if moved and change.old else ""
    return f"artikel {article_name(change.article)}{heading}{before}"


def excerpt(words: Sequence[Difference]) -> str:
    """The changes with a little of the text around them, on one line.

    >>> excerpt([Difference("same", "op de ", "op de "), Difference("put_in", "", "openbare ")])
    'op de [+openbare+]'
    """
    pieces = []
    for at, word in enumerate(words):
        if word.kind == "same":
            pieces.append(_shortened(word.old, first=at == 0, last=at == len(words) - 1))
            continue
        before, after = word.old or word.new, word.new or word.old
        lead = " " if before[:1].isspace() and after[:1].isspace() else ""
        trail = " " if before[-1:].isspace() and after[-1:].isspace() else ""
        old = f"[-{word.old.strip()}-]" if word.old.strip() else ""
        new = f"[+{word.new.strip()}+]" if word.new.strip() else ""
        pieces.append(f"{lead}{' '.join(part for part in (old, new) if part)}{trail}")
    return " ".join("".join(pieces).split())


def _shortened(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * AROUND or (first and last):
        return text
    start = "" if first else text[:AROUND].rpartition(" ")[0] + " "
    end = "" if last else " " + text[-AROUND:].partition(" ")[2]
    return f"{start}…{end}"


def _value(slot: SlotChange, value: object, catalogue: Catalogue) -> str:
    if slot.slot == "actor":
        return ACTOR[str(value)]
    if slot.slot == "stub":
        return STUB[str(value)]
    if slot.slot == "penal_listed":
        return "onbekend (geen strafbepaling gevonden)" if value is None else yes_no(bool(value))
    if isinstance(value, bool):
        return yes_no(value)
    return enumeration(list(_items(slot, value, catalogue))) or "niet genoemd"


def _items(slot: SlotChange, value: object, catalogue: Catalogue) -> Iterator[str]:
    for item in value if isinstance(value, tuple) else ():
        yield lower_first(catalogue.places[item].label) if slot.slot == "place" else f"‘{item}’"


def _bylaws(count: int) -> str:
    return "1 regeling" if count == 1 else f"{count} regelingen"


def changes_json(question: str, told: Sequence[Told]) -> dict[str, Any]:
    """The same for machines. `old` is null where no earlier version is kept; `words` make up both texts."""
    return {
        "question": question,
        "bylaws": [
            {
                "old": _document(step.old),
                "new": _document(step.new),
                "changes": [_change_json(change) for change in found.norms] if found else [],
                "elsewhere": list(found.elsewhere) if found else [],
            }
            for step, found in told
        ],
    }


def _document(document: Document | None) -> dict[str, Any] | None:
    return document_json(document) if document else None


def _change_json(change: NormChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "article": change.article,
        "old_article": change.old.article if change.old else None,
        "heading": change.heading,
        "gained": list(change.gained),
        "lost": list(change.lost),
        "kept": list(change.kept),
        "slots": [{"slot": one.slot, "old": one.old, "new": one.new} for one in change.slots],
        "words": [{"kind": one.kind, "old": one.old, "new": one.new} for one in change.words],
    }
