"""What a comparison says beyond the matrix, for the terminal: dead letters, designs, neighbours, and wishes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from apv.comparing.comparison import ComparedBylaw, ComparedNorm, Comparison
from apv.comparing.dead_letters import DeadLetter
from apv.comparing.likeness import Measured
from apv.comparing.over_time import OverTime
from apv.comparing.what_if import Change, Effect, WhatIf
from apv.law.catalogue import Catalogue
from apv.reasoning.gaps import LABELS
from apv.reports.compare_beyond_words import (
    EFFECT,
    LEGIBLE,
    asked_text,
    behaviours_text,
    change_text,
    design_lines,
    how_sure,
    likeness_text,
    lost_since,
    nearest_text,
    percent,
    run_text,
    slot_text,
    sources_text,
)
from apv.reports.compare_words import article_name
from apv.reports.grid import print_grid
from apv.reports.tabular import visible

if TYPE_CHECKING:
    from rich.console import Console

NAMED = 6
"""Municipalities that a line names; the rest is counted."""

PLACES = 24
"""Provisions that a line names; the rest is counted."""

SECTIONS = 12
"""Municipalities that are shown beside another; the rest is counted."""

YEAR_WIDTH = 4

Section = tuple[str, list[str]]


def sections_beyond(comparison: Comparison, catalogue: Catalogue, *, differences: bool) -> Iterator[Section]:
    """Heading and lines of everything that there is to say; a section without lines is left out.

    `differences`: also the words in which each article differs from its nearest model.
    """
    found: tuple[Section, ...] = (
        *_what_if(comparison, catalogue),
        *_against(comparison, catalogue),
        ("Waarschijnlijk of mogelijk zonder werking (laat toetsen)", list(_dead_letters(comparison, catalogue))),
        (
            "Opzet van de artikelen, naar het model waarop zij het meest lijken",
            list(_designs(comparison, catalogue, differences)),
        ),
        ("Wie lijkt op wie (deel van de kenmerken dat beide hebben)", list(_neighbours(comparison))),
    )
    return (section for section in found if section[1])


def print_over_time(console: Console, comparison: Comparison, catalogue: Catalogue) -> None:
    """Per behaviour and year how many municipalities had a provision."""
    history = comparison.over_time
    if history is None:
        return
    shown = [
        (name, catalogue.behaviours[name].label)
        for name, figures in history.figures.items()
        if any(figure.covered for figure in figures)
    ]
    console.print()
    console.print("Door de jaren (aantal gemeenten met een bepaling):", style="bold")
    if not shown:
        console.print("In geen enkele versie is een verbod op deze gedragingen gevonden.")
        return
    at = {str(rank): rank for rank in range(len(history.days))}
    total = len(history.known)

    def show(row: str, column: str) -> tuple[str, str]:
        rank = at[column]
        known = sum(values[rank] for values in history.known.values())
        if row == "":
            return str(known), "bold"
        covered = history.figures[row][rank].covered
        return (str(covered), "") if covered else ("?" if known < total else "-", "dim")

    years = [(str(first), label) for first, label in _spans(history)]
    print_grid(console, [("", f"Versie gelezen (van {total})"), *shown], years, show, narrowest=YEAR_WIDTH)
    console.print("Een jaar telt zoals het was op 1 juli; het jaar van de peildatum op de peildatum zelf.")
    console.print(
        "Van gemeenten zonder gelezen versie is niet bekend wat er gold. '-' is: geen enkele gemeente; '?' is: "
        "geen van de gemeenten met een gelezen versie, en van de andere is het niet bekend."
    )


def _spans(history: OverTime) -> Iterator[tuple[int, str]]:
    """The rank of the first of each row of years that show the same, with a label: "2018" or "1996-2016"."""

    def seen(rank: int) -> list[int]:
        known = sum(values[rank] for values in history.known.values())
        return [known, *(figures[rank].covered for figures in history.figures.values())]

    for _, ranks in groupby(range(len(history.days)), seen):
        span = list(ranks)
        first, last = history.days[span[0]].year, history.days[span[-1]].year
        yield span[0], str(first) if first == last else f"{first}-{last}"


def print_groups(console: Console, comparison: Comparison, catalogue: Catalogue) -> None:
    """Per behaviour and group how many municipalities have a provision."""
    if not comparison.groups:
        return
    groups = {str(rank): group for rank, group in enumerate(comparison.groups)}
    cells = {(one.behaviour, rank): one.covered for rank, group in groups.items() for one in group.behaviours}

    def show(row: str, column: str) -> tuple[str, str]:
        of = len(groups[column].municipalities)
        covered = cells[row, column] if row else groups[column].with_provision
        return f"{covered} van {of}", "bold" if not row else "" if covered else "dim"

    rows = [
        ("", "Met een bepaling"),
        *((name, catalogue.behaviours[name].label) for name in comparison.occurring()),
    ]
    console.print()
    console.print("Per groep (aantal gemeenten met een bepaling):", style="bold")
    print_grid(console, rows, [(rank, visible(group.name)) for rank, group in groups.items()], show)


def _dead_letters(comparison: Comparison, catalogue: Catalogue) -> Iterator[str]:
    """One line per reason, with every provision that it is about."""
    about: dict[tuple[str, str, str, str], list[DeadLetter]] = {}
    for letter in comparison.dead_letters:
        key = (how_sure(letter), lost_since(letter), letter.reason, sources_text(letter))
        about.setdefault(key, []).append(letter)
    for (sure, since, reason, sources), letters in sorted(
        about.items(), key=lambda item: item[0][0] != "waarschijnlijk"
    ):
        places = [
            f"{one.municipality} {article_name(one.article)} ({behaviours_text(catalogue, one.behaviours)})"
            for one in letters[:PLACES]
        ]
        if len(letters) > PLACES:
            places.append(f"en nog {len(letters) - PLACES}")
        yield f"{sure.capitalize()}, {since}: {'; '.join(places)}. {reason} Bron: {sources}."


def _designs(comparison: Comparison, catalogue: Catalogue, differences: bool) -> Iterator[str]:
    yield from design_lines(comparison)
    for bylaw, norm in _counting(comparison):
        if norm.nearest and (differences or norm.nearest.design):
            line = f"{_name(bylaw, norm)} lijkt het meest op {nearest_text(norm)}"
            more = list(_differing(norm.nearest.measured, catalogue)) if differences else []
            yield "\n".join([line, *more])


def _differing(measured: Measured, catalogue: Catalogue) -> Iterator[str]:
    """The slots and the words in which two articles differ, one on a line."""
    for found in measured.slots:
        yield f"  {slot_text(catalogue, found)}"
    if measured.likeness.text < LEGIBLE:
        yield (
            f"  woorden: te verschillend om naast elkaar te zetten ({percent(measured.likeness.text)} gelijk); "
            "--format json heeft alles"
        )
        return
    for run in measured.words.changed:
        yield f"  woorden: {run_text(run)}"


def _neighbours(comparison: Comparison) -> Iterator[str]:
    for name, near in comparison.neighbours.items():
        if near.nearest:
            named = ", ".join(f"{one.municipality} {percent(one.likeness)}" for one in near.nearest)
            more = f" en nog {near.more_equal} even gelijk" if near.more_equal else ""
            yield f"{name}: {named}{more}"


def _against(comparison: Comparison, catalogue: Catalogue) -> Iterator[Section]:
    """A section per municipality that was held against another, when either forbids something."""
    against = comparison.against
    if against is None:
        return
    other = against.municipality
    told = [(name, one) for name, one in against.lacks.items() if one.only_here or one.only_there or one.both]
    for name, lacks in told[:SECTIONS]:
        lines = [
            f"{who} verbiedt wel, {whom} niet: {behaviours_text(catalogue, ids)}"
            for who, whom, ids in ((other, name, lacks.only_there), (name, other, lacks.only_here))
            if ids
        ]
        for bylaw, norm in _counting(comparison):
            if bylaw.municipality == name and norm.against:
                held = norm.against
                like = likeness_text(held.measured.likeness)
                line = f"artikel {article_name(norm.norm.article)} naast {article_name(held.article)}: {like}"
                lines.append("\n".join([line, *_differing(held.measured, catalogue)]))
        yield f"{name} (hier) naast {other} (daar)", lines
    rest = []
    if len(told) > SECTIONS:
        rest.append(f"nog {len(told) - SECTIONS} gemeenten; geef er minder op, of kies --format json voor alles")
    if len(told) < len(against.lacks):
        rest.append(f"{len(against.lacks) - len(told)} verbieden net als {other} niets van deze gedragingen")
    yield f"Andere gemeenten naast {other}", rest


def _what_if(comparison: Comparison, catalogue: Catalogue) -> Iterator[Section]:
    found = comparison.what_if
    if found is None:
        return
    lines = [_summary(found, comparison)] if found.changes else ["Er verandert niets."]
    national = {one.behaviour: one for one in found.national}
    for behaviour in comparison.behaviours:
        changes = [change for change in found.changes if change.behaviour == behaviour]
        if not changes:
            continue
        parts = [f"{catalogue.behaviours[behaviour].label}."]
        if behaviour in national:
            one = national[behaviour]
            parts.append(f"Zonder APV-bepaling: {LABELS[one.before]} → {LABELS[one.after]}.")
        parts += [_effect(effect, changes) for effect in EFFECT if any(one.effect == effect for one in changes)]
        lines.append("\n  ".join(parts))
    yield f"Wat als: {asked_text(found)}", lines


def _summary(found: WhatIf, comparison: Comparison) -> str:
    counts = {effect: len(found.municipalities(effect)) for effect in EFFECT}
    words = [f"{EFFECT[effect]}: {count}" for effect, count in counts.items() if count]
    return f"Aantal gemeenten (van {len(comparison.matrix)}) bij minstens één gedraging: {'; '.join(words)}."


def _effect(effect: Effect, changes: Sequence[Change]) -> str:
    """The municipalities that it happens to; those where only national law shifts are counted."""
    which = [change for change in changes if change.effect == effect]
    told = [one for one in which if effect != "shifts" or one.before.entries or one.after.entries]
    named = "; ".join(change_text(change) for change in told[:NAMED])
    rest = len(which) - len(told[:NAMED])
    more = (
        f"{'; en nog ' if named else ''}{rest}{'' if named else ' gemeenten zonder eigen bepaling'}"
        if rest
        else ""
    )
    return f"{EFFECT[effect].capitalize()} ({len(which)}): {named}{more}."


def _counting(comparison: Comparison) -> Iterator[tuple[ComparedBylaw, ComparedNorm]]:
    for bylaw in comparison.bylaws:
        for norm in bylaw.norms if bylaw.counts else ():
            if not norm.is_stub:
                yield bylaw, norm


def _name(bylaw: ComparedBylaw, norm: ComparedNorm) -> str:
    return f"{bylaw.municipality} {article_name(norm.norm.article)}"
