"""What `apv library pull` tells on the screen: what would be fetched, what went wrong, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from apv.bylaws.fetching.plan import Item
from apv.bylaws.fetching.pull import Outcome, Status
from apv.errors import ApvError
from apv.findings import Severity

RESULTS: dict[Status, str] = {
    "new": "nieuw",
    "known": "opgehaald maar al bewaard",
    "unchanged": "niet veranderd",
    "present": "al aanwezig",
    "failed": "niet gelukt",
    "waiting": "niet meer geprobeerd",
}


def preview_text(wanted: Sequence[Item], present: int) -> str:
    """The documents that would be fetched, with their addresses; `present` counts those that are there."""
    lines = []
    for item in wanted:
        title = f" – {item.title}" if item.title and item.title != item.label else ""
        lines += [_name(item) + title, f"  {item.address}"]
    there = f", {present} al aanwezig" if present else ""
    lines.append(f"{_texts(len(wanted))} op te halen{there}. Er is niets opgehaald.")
    return "\n".join(lines)


def trouble_text(failed: Sequence[ApvError], unasked: int, unread: int) -> list[str]:
    """What was not found and why, one sentence each."""
    lines = [f"Niet gevonden: {error}" for error in failed]
    if unasked:
        lines.append(f"Niet meer gezocht, omdat de dienst niet antwoordt: {unasked}.")
    if unread:
        lines.append(f"Overgeslagen zoekresultaten, omdat ze niet te lezen zijn: {unread}.")
    return lines


def failures_text(outcomes: Sequence[Outcome]) -> list[str]:
    """One sentence for each document that could not be fetched."""
    return [
        f"Niet opgehaald: {_name(outcome.item)}: {outcome.trouble}"
        for outcome in outcomes
        if outcome.status == "failed"
    ]


def summary_text(outcomes: Sequence[Outcome], folder: Path) -> str:
    """What is new, what is odd about it, and how many documents came to which end."""
    lines = [f"Nieuw: {_name(outcome.item)}" for outcome in outcomes if outcome.status == "new"]
    odd = [outcome for outcome in outcomes if any(one.severity is not Severity.NOTE for one in outcome.findings)]
    if odd:
        lines.append(f"Bij {_texts(len(odd))} valt iets op; bekijk het met apv library show {odd[0].item.id}.")
    counts = Counter(outcome.status for outcome in outcomes)
    parts = ", ".join(f"{counts[status]} {words}" for status, words in RESULTS.items() if counts[status])
    lines.append(f"{_texts(len(outcomes))}: {parts}. Bibliotheek: {folder}")
    if counts["waiting"]:
        lines.append("Gestopt. Dezelfde opdracht gaat later verder waar dit ophield.")
    return "\n".join(lines)


def _name(item: Item) -> str:
    return item.id if item.label in {item.id, ""} else f"{item.label} ({item.id})"


def _texts(count: int) -> str:
    return "1 tekst" if count == 1 else f"{count} teksten"
