"""The coverage per behaviour as a person reads it, worded once: the terminal and the web page render this view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from apv.dutch import long_date
from apv.law.catalogue import Catalogue
from apv.reasoning.evaluate import Outcome
from apv.reasoning.gaps import LABELS, Examined, GapReport
from apv.reports.answer_words import (
    COMPETENCE,
    COMPETENCE_TONE,
    GAP_TONE,
    LOCAL,
    LOCAL_TONE,
    NATIONAL,
    NATIONAL_TONE,
    open_labels,
)
from apv.reports.answers_json import DISCLAIMER, local_alerts
from apv.reports.harmless import harmless
from apv.reports.provision_view import Remark, remark
from apv.reports.sources import Source, SourceLinks, article_source
from apv.reports.tabular import Tone

NO_MUNICIPALITY = "niet opgegeven (lokaal recht blijft onbekend)"


@dataclass(frozen=True, slots=True)
class Word:
    """What stands in a cell of the table: a word, and the look that goes with it."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class UnlessView:
    """A provision that comes into view, with what would have to be met."""

    label: str
    open: tuple[str, ...]
    source: Source

    @property
    def needs(self) -> str:
        return f"nodig: {', '.join(self.open)}" if self.open else "is van toepassing"


@dataclass(frozen=True, slots=True)
class GapRowView:
    """One behaviour. `unless`: what comes into view; `remote`: how many more provisions are not ruled out;
    `news`: whether it matters what a new by-law provision may do."""

    id: str
    label: str
    group: str
    national: Word
    local: Word
    outcome: Word
    competence: Word
    reasons: tuple[str, ...]
    news: bool
    alerts: tuple[Remark, ...]
    unless: tuple[UnlessView, ...]
    remote: int


@dataclass(frozen=True, slots=True)
class GapsView:
    """The whole report; `counts`: how many behaviours have each outcome. Every text is fit to be shown."""

    title: str
    day: date
    setting: str
    lead: tuple[tuple[str, str], ...]
    rows: tuple[GapRowView, ...]
    counts: tuple[tuple[str, int, Tone], ...]
    disclaimer: str
    catalogue: str


def gaps_view(catalogue: Catalogue, report: GapReport) -> GapsView:
    """The view of a gap report, rows in its order."""
    links = SourceLinks(catalogue, report.day)
    setting = catalogue.settings[report.setting].label
    place = (("Plaats", catalogue.places[report.place].label),) if report.place else ()
    statuses = [row.gap.status for row in report.rows]
    view = GapsView(
        title=f"Waar is niets geregeld op {long_date(report.day)}?",
        day=report.day,
        setting=setting,
        lead=(("Situatie", setting), *place, ("Gemeente", report.municipality or NO_MUNICIPALITY)),
        rows=tuple(_row(catalogue, row, links) for row in report.rows),
        counts=tuple(
            (LABELS[status], statuses.count(status), GAP_TONE[status]) for status in LABELS if status in statuses
        ),
        disclaimer=DISCLAIMER,
        catalogue=catalogue.version,
    )
    return harmless(view)


def _row(catalogue: Catalogue, found: Examined, links: SourceLinks) -> GapRowView:
    gap, behaviour = found.gap, catalogue.behaviours[found.asked.behaviours[0]]
    articles = f" ({', '.join(gap.local.articles)})" if gap.local.articles else ""
    near = [outcome for outcome in gap.unless if outcome.relevance != "remote"]
    competence = gap.competence.outcome
    return GapRowView(
        id=behaviour.id,
        label=behaviour.label,
        group=catalogue.groups[behaviour.group].label,
        national=Word(NATIONAL[gap.national], NATIONAL_TONE[gap.national]),
        local=Word(LOCAL[gap.local.status] + articles, LOCAL_TONE[gap.local.status]),
        outcome=Word(LABELS[gap.status], GAP_TONE[gap.status]),
        competence=Word(COMPETENCE[competence], COMPETENCE_TONE[competence]),
        reasons=gap.reasons,
        news=gap.status in ("apv_only", "no_power", "local"),
        alerts=tuple(remark(alert, links) for alert in local_alerts(catalogue, found)),
        unless=tuple(_unless(catalogue, outcome, found.asked.day) for outcome in near),
        remote=len(gap.unless) - len(near),
    )


def _unless(catalogue: Catalogue, outcome: Outcome, day: date) -> UnlessView:
    source = article_source(catalogue, outcome.provision, day)
    return UnlessView(outcome.version.label, open_labels(outcome), source)
