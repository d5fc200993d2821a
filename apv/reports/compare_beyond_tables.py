"""What a comparison says beyond the matrix as tables: dead letters, neighbours, and whatever was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from apv.comparing.comparison import ComparedNorm, Comparison
from apv.comparing.likeness import Measured
from apv.comparing.what_if import Effect
from apv.dutch import long_date
from apv.law.catalogue import Catalogue
from apv.reasoning.gaps import LABELS
from apv.reports.compare_beyond_words import (
    CAUSE,
    EFFECT,
    LEGIBLE,
    asked_text,
    behaviours_text,
    how_sure,
    likeness_text,
    lost_since,
    nearest_text,
    percent,
    run_text,
    side_text,
    slot_text,
    sources_text,
)
from apv.reports.compare_words import article_name
from apv.reports.tabular import Cell, Column, Row, Sheet, Tone

RUNS_SHOWN = 12
"""Differences in words in one cell; the rest is counted (JSON has them all)."""

_EFFECT_TONE: dict[Effect, Tone] = {"gains": "good", "loses": "warning", "uncertain": "caution", "shifts": "plain"}


def beyond_sheets(comparison: Comparison, catalogue: Catalogue) -> Iterator[Sheet]:
    """The tables of what there is: neighbours always, the others as far as they were asked for."""
    if comparison.neighbours:
        yield neighbours_sheet(comparison, catalogue)
    if comparison.groups:
        yield groups_sheet(comparison, catalogue)
    if comparison.against is not None:
        yield lacks_sheet(comparison, catalogue)
    if comparison.what_if is not None:
        yield what_if_sheet(comparison, catalogue)
    if comparison.over_time is not None:
        yield over_time_sheet(comparison, catalogue)


def dead_letters_sheet(comparison: Comparison, catalogue: Catalogue) -> Sheet:
    """A row per provision that has probably lost effect, with date, reason and source."""
    columns = (
        Column("Gemeente"), Column("Artikel"), Column("Opschrift", width=28),
        Column("Voor welke gedragingen", width=36),
        Column("Hoe zeker", width=16), Column("Sinds", width=22), Column("Oorzaak", width=28),
        Column("Waarom", width=60), Column("Bron", width=44), Column("Regeling", width=34), Column("Bestand"),
    )  # fmt: skip
    rows: list[Row] = [
        (
            Cell(one.municipality, "strong"),
            article_name(one.article),
            one.heading,
            behaviours_text(catalogue, one.behaviours),
            Cell(how_sure(one), "warning" if one.likely else "caution"),
            lost_since(one),
            CAUSE[one.cause],
            one.reason,
            Cell(sources_text(one), link=next((source.link for source in one.sources if source.link), "")),
            one.regulation,
            one.file,
        )
        for one in comparison.dead_letters
    ]
    if not rows:
        none = "Er is geen bepaling gevonden die waarschijnlijk geen werking meer heeft."
        rows.append(("geen", *[""] * 6, none, *[""] * 3))
    caption = f"Bepalingen die op {long_date(comparison.on)} waarschijnlijk of mogelijk geen werking hebben"
    return Sheet("Dode letters", caption, columns, tuple(rows), frozen=2)


def neighbours_sheet(comparison: Comparison, catalogue: Catalogue) -> Sheet:
    """A row per pair: which municipalities are most like each one."""
    columns = (
        Column("Gemeente"), Column("Lijkt op", width=24), Column("Gelijk", width=11),
        Column("Beide", width=44), Column("Alleen de eerste", width=34), Column("Alleen de tweede", width=34),
    )  # fmt: skip
    rows: list[Row] = [
        (
            Cell(municipality, "strong"), one.municipality, percent(one.likeness),
            *(behaviours_text(catalogue, ids) for ids in (one.shared, one.only_here, one.only_there)),
        )
        for municipality, found in comparison.neighbours.items()
        for one in found.nearest
    ]  # fmt: skip
    return Sheet(
        "Wie lijkt op wie", "Gemeenten die het meest hetzelfde verbieden, op dezelfde manier", columns, tuple(rows)
    )


def groups_sheet(comparison: Comparison, catalogue: Catalogue) -> Sheet:
    """A row per behaviour, a column per group of the user's list."""
    groups = comparison.groups
    columns = (Column("Gedraging"), *(Column(group.name or "(zonder groep)", width=18) for group in groups))
    first: list[Row] = [
        ("Gemeenten met een geldige regeling", *(len(group.municipalities) for group in groups)),
        ("Waarvan met een bepaling", *(group.with_provision for group in groups)),
        ("Wel in de lijst, niet gelezen", *(", ".join(group.missing) or "geen" for group in groups)),
    ]
    occurring = set(comparison.occurring())
    by_name = [{one.behaviour: one for one in group.behaviours} for group in groups]
    rows: list[Row] = [
        (
            Cell(catalogue.behaviours[name].label, "strong"),
            *(
                f"{found[name].covered} van {len(group.municipalities)}" if name in found else "0"
                for found, group in zip(by_name, groups, strict=True)
            ),
        )
        for name in comparison.behaviours
        if name in occurring
    ]
    return Sheet("Groepen", "Hoeveel gemeenten per groep een bepaling hebben", columns, (*first, *rows))


def lacks_sheet(comparison: Comparison, catalogue: Catalogue) -> Sheet:
    """A row per municipality: what it forbids and the other does not, and the other way round."""
    assert comparison.against is not None
    other = comparison.against.municipality
    columns = (
        Column("Gemeente"), Column(f"Wel hier, niet in {other}", width=44),
        Column(f"Niet hier, wel in {other}", width=44),
        Column("Beide", width=44),
    )  # fmt: skip
    rows: list[Row] = [
        (
            Cell(name, "strong"),
            *(behaviours_text(catalogue, ids) or "niets" for ids in (one.only_here, one.only_there, one.both)),
        )
        for name, one in comparison.against.lacks.items()
    ]
    return Sheet("Verschil", f"Elke gemeente naast {other}", columns, tuple(rows))


def what_if_sheet(comparison: Comparison, catalogue: Catalogue) -> Sheet:
    """A row per change: nationally, and per municipality and behaviour."""
    what_if = comparison.what_if
    assert what_if is not None
    columns = (
        Column("Gemeente", width=28), Column("Gedraging", width=30), Column("Gevolg", width=24),
        Column("Nu", width=44), Column("Dan", width=44),
    )  # fmt: skip
    rows: list[Row] = [
        (Cell(one.municipality, "strong"), catalogue.behaviours[one.behaviour].label,
         Cell(EFFECT[one.effect], _EFFECT_TONE[one.effect]), side_text(one.before), side_text(one.after))
        for one in what_if.changes
    ]  # fmt: skip
    rows += [
        ("elke gemeente zonder bepaling", catalogue.behaviours[one.behaviour].label, "", LABELS[one.before],
         LABELS[one.after])
        for one in what_if.national
    ]  # fmt: skip
    rows = rows or [("geen", "", "Er verandert niets.", "", "")]
    return Sheet("Wat als", f"Wat er verandert {asked_text(what_if)}", columns, tuple(rows))


def over_time_sheet(comparison: Comparison, catalogue: Catalogue) -> Sheet:
    """A row per behaviour that ever occurred, a column per year: municipalities with a provision."""
    history = comparison.over_time
    assert history is not None
    total = len(history.known)
    columns = (Column("Gedraging", width=34), *(Column(str(day.year), width=9) for day in history.days))
    known = [sum(values[rank] for values in history.known.values()) for rank in range(len(history.days))]
    rows: list[Row] = [(Cell(f"Versie gelezen (van {total} gemeenten)", "strong"), *known)]
    rows += [
        (Cell(catalogue.behaviours[name].label, "strong"), *(one.covered for one in figures))
        for name, figures in history.figures.items()
        if any(one.covered for one in figures)
    ]
    caption = "Gemeenten met een bepaling, per jaar zoals het was op 1 juli (het laatste jaar: op de peildatum)"
    return Sheet("Door de jaren", caption, columns, tuple(rows))


def nearest_cell(norm: ComparedNorm, catalogue: Catalogue) -> str:
    """The nearest model with its likeness, and in what the norm differs from it."""
    if norm.nearest is None:
        return nearest_text(norm)
    return "\n".join((nearest_text(norm), *_slots(norm.nearest.measured, catalogue)))


def against_cell(norm: ComparedNorm, catalogue: Catalogue) -> str:
    """The article of the other municipality with its likeness, and the differences."""
    if norm.against is None:
        return "geen bepaling over dit gedrag"
    measured = norm.against.measured
    first = f"artikel {article_name(norm.against.article)} ({likeness_text(measured.likeness)})"
    return "\n".join((first, *_slots(measured, catalogue), *_words(measured)))


def _slots(measured: Measured, catalogue: Catalogue) -> Iterator[str]:
    return (slot_text(catalogue, one) for one in measured.slots)


def _words(measured: Measured) -> Iterator[str]:
    if measured.likeness.text < LEGIBLE:
        yield "de woorden verschillen bijna overal"
        return
    runs = measured.words.changed
    yield from (run_text(run) for run in runs[:RUNS_SHOWN])
    if len(runs) > RUNS_SHOWN:
        yield f"… en nog {len(runs) - RUNS_SHOWN} verschillen in woorden (zie --format json)"
