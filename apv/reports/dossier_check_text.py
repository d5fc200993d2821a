"""What verifying a dossier found, for the terminal and for machines."""

from __future__ import annotations

from typing import Any

from apv.drafting.dossier_check import FILLED, Checked, Difference, Disagreement
from apv.reports.paper import Paper

NOTHING = "(niets)"


def check_text(checked: Checked, folder: str) -> str:
    """The findings in Dutch: what no longer agrees first, because that is what breaks a decision."""
    paper = Paper()
    paper.title(f"Dossier {folder}: gemeente {checked.record.municipality}")
    paper.line(_in_short(checked))
    if checked.disagreements:
        paper.section("Wat niet meer met elkaar klopt")
        for one in checked.disagreements:
            _disagreement(paper, one)
    if checked.differences:
        paper.section("Wat anders is dan gemaakt")
        for difference in checked.differences:
            _difference(paper, difference)
    _still_to_do(paper, checked)
    for title, names in (("Verdwenen", checked.missing), ("Niet door apv gemaakt", checked.extra)):
        if names:
            paper.section(title)
            paper.bullets(names)
    return str(paper)


def _still_to_do(paper: Paper, checked: Checked) -> None:
    if checked.unsettled:
        paper.section("Nog af te handelen in Word")
        for name, (tracked, comments) in checked.unsettled.items():
            paper.line(f"- {name}: {tracked} bijgehouden wijzigingen, {comments} opmerkingen.", hang=2)
        paper.line("Hierboven is gelezen alsof alle wijzigingen zijn aangenomen.")
    if checked.filled:
        paper.section("Ingevuld")
        for filled in checked.filled:
            paper.line(f"- {filled.what}: {filled.value} ({', '.join(filled.documents)})", hang=2)
    if checked.open:
        paper.section("Nog in te vullen")
        for open_end in checked.open:
            paper.line(f"- {open_end.what} ({', '.join(open_end.documents)})", hang=2)


def check_json(checked: Checked) -> dict[str, Any]:
    """The same as JSON-able values."""
    return {
        "municipality": checked.record.municipality,
        "agrees": checked.agrees,
        "same": list(checked.same),
        "differences": [
            {"document": one.document, "kinds": list(one.kinds), "was": one.was, "now": one.now}
            for one in checked.differences
        ],
        "disagreements": [
            {"kind": one.kind, "was": one.was, "now": {way: list(names) for way, names in one.now.items()}}
            for one in checked.disagreements
        ],
        "filled": [
            {"what": one.what, "value": one.value, "documents": list(one.documents)} for one in checked.filled
        ],
        "open": [{"what": one.what, "documents": list(one.documents)} for one in checked.open],
        "unsettled": {
            name: {"tracked": tracked, "comments": comments}
            for name, (tracked, comments) in checked.unsettled.items()
        },
        "missing": list(checked.missing),
        "extra": list(checked.extra),
        "provenance": {"program": checked.record.program, "catalogue": checked.record.catalogue},
    }


def _in_short(checked: Checked) -> str:
    if checked.agrees and not checked.filled:
        return "Alles is zoals het is gemaakt." + _still_open(checked)
    if checked.agrees:
        return "Alleen ingevuld wat in te vullen was, en overal hetzelfde." + _still_open(checked)
    parts = [
        f"{len(checked.differences)} verschillen met wat is gemaakt",
        f"{len(checked.disagreements)} keer klopt iets niet meer met elkaar",
    ]
    if checked.missing:
        parts.append(f"{len(checked.missing)} stukken zijn weg")
    return f"{', '.join(parts)}.{_still_open(checked)}"


def _still_open(checked: Checked) -> str:
    if not checked.open:
        return " Alles is ingevuld."
    return f" Nog in te vullen: {len(checked.open)} plaatsen."


def _disagreement(paper: Paper, one: Disagreement) -> None:
    label = f"in te vullen: {one.was}" if one.kind == FILLED else one.kind
    paper.line(f"- {label}", hang=2)
    for way, names in one.now.items():
        paper.line(f"‘{way}’: {', '.join(names)}" if way else f"weggehaald: {', '.join(names)}", indent=4, hang=6)


def _difference(paper: Paper, one: Difference) -> None:
    paper.line(f"- {one.document} ({', '.join(one.kinds)})", hang=2)
    paper.line(f"was:  {one.was or NOTHING}", indent=4, hang=10)
    paper.line(f"is nu: {one.now or NOTHING}", indent=4, hang=11)
