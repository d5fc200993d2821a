"""The Dutch words and looks of a policy scan, and its tables: what Excel, the web page and Word show alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from apv import __version__
from apv.dutch import enumeration, long_date
from apv.policy.scan import STATES, Scan, Scored, ScoredPillar, Shown, State
from apv.reports.tabular import Cell, Column, Row, Sheet, Tone

STATE: dict[State, str] = {
    "present": "aanwezig",
    "partly": "deels",
    "missing": "ontbreekt",
    "unknown": "niet bekend",
}
STATE_TONE: dict[State, Tone] = {"present": "good", "partly": "caution", "missing": "warning", "unknown": "muted"}
DISCLAIMER = (
    "Dit overzicht geeft weer wat de gemeente zelf heeft ingevuld. Wat niet is ingevuld, is niet bekend; "
    "het programma vult niets aan en geeft geen oordeel over de kwaliteit."
)


def counted(pillar: ScoredPillar) -> str:
    """ "2 aanwezig, 1 deels, 1 ontbreekt"; scores that do not occur are left out."""
    return enumeration([f"{number} {STATE[state]}" for state, number in pillar.counts.items() if number])


def shown_text(value: Shown) -> str:
    """Evidence as a person reads it."""
    return long_date(value) if not isinstance(value, str | int) else str(value)


def evidence_lines(scored: Scored) -> tuple[str, ...]:
    """What was given to show it, a line each, then the remark and what there is to say about the score."""
    lines = [f"{one.question.rstrip('?')}: {shown_text(value)}" for one, value in scored.shown]
    return tuple(line for line in (*lines, scored.answer.note, scored.reason) if line)


def policy_sheets(scans: Sequence[Scan]) -> tuple[Sheet, ...]:
    """The overview (a row per municipality, a column per pillar), every answer, what can be done, and about."""
    return _overview(scans), _answers(scans), _todo(scans), _about(scans)


def _overview(scans: Sequence[Scan]) -> Sheet:
    columns = (
        Column("gemeente", 22),
        Column("op", 12),
        *(Column(one.pillar.label, 26) for one in scans[0].pillars),
    )
    rows: list[Row] = [
        (scan.municipality, scan.day, *(_pillar_cell(one) for one in scan.pillars)) for scan in scans
    ]
    return Sheet("Overzicht", "De vier pijlers per gemeente", columns, tuple(rows))


def _pillar_cell(pillar: ScoredPillar) -> Cell:
    return Cell(f"{STATE[pillar.state]}: {counted(pillar)}", STATE_TONE[pillar.state])


def _state_cell(scored: Scored) -> Cell:
    return Cell(STATE[scored.state], STATE_TONE[scored.state])


def _answers(scans: Sequence[Scan]) -> Sheet:
    columns = (
        Column("pijler", 24), Column("kenmerk", 30), Column("gemeente", 18), Column("stand", 13),
        Column("waaruit het blijkt", 50), Column("vraag", 60),
    )  # fmt: skip
    rows = tuple(
        (
            pillar.pillar.label, scored.indicator.label, scan.municipality, _state_cell(scored),
            "\n".join(evidence_lines(scored)), scored.indicator.question,
        )
        for scan, pillar, scored in _all(scans)
    )  # fmt: skip
    return Sheet("Kenmerken", "Alle kenmerken met hun stand en onderbouwing", columns, rows, frozen=2)


def _todo(scans: Sequence[Scan]) -> Sheet:
    columns = (
        Column("gemeente", 18), Column("pijler", 24), Column("kenmerk", 30), Column("stand", 13),
        Column("wat kan de gemeente doen", 60), Column("bron", 34),
    )  # fmt: skip
    rows: list[Row] = [
        (
            scan.municipality, pillar.label, scored.indicator.label, _state_cell(scored),
            scored.indicator.suggestion, scored.indicator.source,
        )
        for scan in scans
        for pillar, scored in scan.todo()
    ]  # fmt: skip
    return Sheet("Wat te doen", "Wat ontbreekt of deels aanwezig is, met een suggestie", columns, tuple(rows))


def _about(scans: Sequence[Scan]) -> Sheet:
    rows: tuple[Row, ...] = (
        ("let op", DISCLAIMER),
        ("herkomst", scans[0].basis),
        ("bestanden", "\n".join(scan.source for scan in scans if scan.source)),
        ("programma", f"apv {__version__}"),
    )
    return Sheet("Over", "Waar dit overzicht vandaan komt", (Column("onderdeel", 18), Column("waarde", 70)), rows)


def _all(scans: Sequence[Scan]) -> Iterator[tuple[Scan, ScoredPillar, Scored]]:
    """Every answer, the municipalities side by side per indicator."""
    for at, pillar in enumerate(scans[0].pillars):
        for rank, _ in enumerate(pillar.scored):
            for scan in scans:
                yield scan, scan.pillars[at], scan.pillars[at].scored[rank]


def key_figures(scan: Scan) -> list[tuple[str, int, Tone]]:
    """How many of the indicators of all pillars together have each score."""
    return [
        (STATE[state].capitalize(), sum(one.counts[state] for one in scan.pillars), STATE_TONE[state])
        for state in STATES
    ]
