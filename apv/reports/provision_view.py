"""One provision in one case as a person reads it: its status in a word, every element with its reason, and more.

Norms of a by-law that was read take the same shape, so that every report shows both in one way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from apv.law.catalogue import Catalogue
from apv.reasoning.alerts import Alert, alerts, later_judgments
from apv.reasoning.evaluate import ElementOutcome, Holds, Outcome
from apv.reasoning.local import NormOutcome
from apv.reasoning.sanctions import maximum, met_variants
from apv.reasoning.verdict import Verdict
from apv.reports.answer_words import HOLDS, HOLDS_TONE, RELEVANCE, open_labels
from apv.reports.sources import Source, SourceLinks, article_source
from apv.reports.tabular import Tone

ElementState = Literal["yes", "no", "open", "passed"]
"""How an element stands; "passed": an exception that nothing points at."""

_STATE: dict[Verdict, ElementState] = {Verdict.YES: "yes", Verdict.NO: "no", Verdict.UNKNOWN: "open"}
_MARK: dict[ElementState, str] = {
    "yes": "ja",
    "no": "nee",
    "open": "open",
    "passed": "uitzondering niet aangevoerd",
}
_ELEMENT_TONE: dict[ElementState, Tone] = {"yes": "good", "no": "warning", "open": "caution", "passed": "muted"}


@dataclass(frozen=True, slots=True)
class ElementView:
    """One element: `mark` is the answer in a word, `because` the fact behind it or the question that is open."""

    mark: str
    label: str
    because: str
    state: ElementState

    @property
    def tone(self) -> Tone:
        return _ELEMENT_TONE[self.state]


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning or a judgment, with the sources behind it."""

    text: str
    sources: tuple[Source, ...] = ()

    @property
    def printed(self) -> str:
        """On paper: the text with its sources between brackets."""
        named = ", ".join(source.printed for source in self.sources)
        return f"{self.text} [{named}]" if named else self.text


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A provision held against the case. `aim`: how near it is to the behaviour; `why_not`: the elements that are
    not met, when it does not apply. What a norm of a by-law has no answer to is empty."""

    id: str
    holds: Holds
    status: str
    citation: str
    label: str
    aim: str = ""
    summary: str = ""
    elements: tuple[ElementView, ...] = ()
    open: tuple[str, ...] = ()
    why_not: str = ""
    consequence: str = ""
    heavier: tuple[str, ...] = ()
    alerts: tuple[Remark, ...] = ()
    later: tuple[Remark, ...] = ()
    notes: tuple[str, ...] = ()
    source: Source | None = None

    @property
    def name(self) -> str:
        """Citation and what the provision is about."""
        return f"{self.citation} – {self.label}" if self.label else self.citation

    @property
    def tone(self) -> Tone:
        return HOLDS_TONE[self.holds]


def provision_view(catalogue: Catalogue, outcome: Outcome, day: date, links: SourceLinks) -> ProvisionView:
    """The outcome of a provision of the catalogue on `day`."""
    version = outcome.version
    heavier = (
        f"{variant.label}: {maximum(catalogue, variant.sanction, day).text}"
        for variant in met_variants(outcome)
        if variant.sanction is not None
    )
    failed = (e for e in outcome.elements if e.value is Verdict.NO) if outcome.holds == "excluded" else ()
    return ProvisionView(
        id=outcome.provision.id,
        holds=outcome.holds,
        status=HOLDS[outcome.holds],
        citation=catalogue.cite(outcome.provision),
        label=version.label,
        aim=RELEVANCE[outcome.relevance],
        summary=version.summary,
        elements=tuple(_element(element) for element in outcome.elements),
        open=open_labels(outcome),
        why_not="; ".join(_unmet(e.element.label, e.because) for e in failed),
        consequence=maximum(catalogue, version.sanction, day).text,
        heavier=tuple(heavier),
        alerts=_remarks(alerts(catalogue, outcome, day), links),
        later=_remarks(later_judgments(catalogue, outcome, day), links),
        notes=version.notes,
        source=article_source(catalogue, outcome.provision, day),
    )


def norm_view(found: NormOutcome, links: SourceLinks) -> ProvisionView:
    """The outcome of a norm in a by-law that was read."""
    conditions = tuple(
        ElementView(part.value.word, part.label, part.because, _STATE[part.value]) for part in found.conditions
    )
    warning = Remark(" ".join(found.status.reasons), tuple(links.of(name) for name in found.status.sources))
    unmet = [part for part in conditions if part.state == "no"]
    return ProvisionView(
        id="",
        holds=found.holds,
        status=HOLDS[found.holds],
        citation=f"artikel {found.norm.article} van de ingelezen APV",
        label=found.norm.heading,
        aim=RELEVANCE["addressed"],
        elements=conditions,
        open=tuple(part.label for part in conditions if part.state == "open" and found.holds == "depends"),
        why_not="; ".join(_unmet(part.label, part.because) for part in unmet if found.holds == "excluded"),
        alerts=(warning,) if warning.text else (),
    )


def remark(alert: Alert, links: SourceLinks) -> Remark:
    """An alert of reasoning with its source as a link."""
    return Remark(alert.text, (links.of(alert.source),) if alert.source else ())


def _remarks(found: tuple[Alert, ...], links: SourceLinks) -> tuple[Remark, ...]:
    return tuple(remark(alert, links) for alert in found)


def _element(found: ElementOutcome) -> ElementView:
    element = found.element
    state: ElementState = _STATE[found.value] if found.raised else "passed"
    mark = _MARK[state]
    if element.kind == "evaluative" and state == "open":
        mark = "open, weging door een mens"
    elif element.kind == "evaluative" and state in ("yes", "no"):
        mark = f"{mark}, naar uw oordeel"
    return ElementView(mark, element.label, found.because, state)


def _unmet(label: str, because: str) -> str:
    """An element that is not met with the reason, which often begins with the same words."""
    return f"niet vervuld is '{label}' ({because.removeprefix(f'{label}: ')})"
