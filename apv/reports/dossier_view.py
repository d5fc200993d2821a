"""What national law says of the behaviours in a dossier, worded once: the legal check and the card lay it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from apv.drafting.dossier import Dossier
from apv.law.catalogue import Catalogue
from apv.reasoning.competence import CheckedTest
from apv.reasoning.evaluate import Outcome
from apv.reasoning.gaps import Examined
from apv.reasoning.routes import enforcers, fora
from apv.reasoning.verdict import Verdict
from apv.reports.answer_words import COMPETENCE, HOLDS, open_labels
from apv.reports.answers_json import DISCLAIMER
from apv.reports.catalogue_text import VERIFIED, period
from apv.reports.gaps_view import GapRowView, gaps_view
from apv.reports.harmless import harmless
from apv.reports.map_view import RouteView, TestView, route_view, test_view
from apv.reports.provision_view import Remark, provision_view
from apv.reports.sources import Source, SourceLinks


@dataclass(frozen=True, slots=True)
class NormLine:
    """A provision aimed at one behaviour: what is met because of what the behaviour is, and what stays open."""

    source: Source
    label: str
    status: str
    met: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BehaviourView:
    """One behaviour on the date: its row in the coverage table and the provisions aimed at it."""

    row: GapRowView
    norms: tuple[NormLine, ...]


@dataclass(frozen=True, slots=True)
class NormSheet:
    """A provision in full, once: `period` and `verified` say since when it holds and how sure we are of its text;
    `weighed` are the elements that only a person can decide."""

    source: Source
    name: str
    label: str
    summary: str
    consequence: str
    weighed: tuple[str, ...]
    period: str
    verified: str
    remarks: tuple[Remark, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DossierView:
    """`behaviours` in the order of the model; `norms`: every provision aimed at one of them; `tests`: all
    competence tests of the article, those that raise something first; `competence` their outcome in words;
    `outcomes`: per outcome the labels of the behaviours that have it; `only_bylaw`: those that no national
    provision is aimed at, `in_law` the others; `weighed`: the open norms in those provisions; `expression`: it
    is about what people express ("content"), may be ("expressive") or is not ("conduct")."""

    behaviours: tuple[BehaviourView, ...]
    norms: tuple[NormSheet, ...]
    tests: tuple[TestView, ...]
    competence: str
    outcomes: tuple[tuple[str, tuple[str, ...]], ...]
    only_bylaw: tuple[str, ...]
    in_law: tuple[str, ...]
    weighed: tuple[str, ...]
    expression: str
    enforcers: tuple[RouteView, ...]
    fora: tuple[RouteView, ...]
    disclaimer: str
    catalogue: str


def dossier_view(catalogue: Catalogue, dossier: Dossier) -> DossierView:
    """The legal side of the dossier; every text is fit to be shown."""
    links = SourceLinks(catalogue, dossier.on)
    rows = gaps_view(catalogue, dossier.law).rows
    found = dossier.law.rows
    outcomes = tuple(_once(outcome for one in found for outcome in one.gap.addressing))
    competence = dossier.draft.competence
    tests = sorted(competence.tests, key=_cleared)
    norms = tuple(_sheet(catalogue, outcome, dossier, links) for outcome in outcomes)
    named = dict.fromkeys(row.outcome.text for row in rows)
    return harmless(DossierView(
        behaviours=tuple(
            BehaviourView(row, tuple(_norm(outcome, links, catalogue) for outcome in one.gap.addressing))
            for row, one in zip(rows, found, strict=True)
        ),
        norms=norms,
        tests=tuple(test_view(test, links) for test in tests),
        competence=COMPETENCE[competence.outcome],
        outcomes=tuple((name, tuple(row.label for row in rows if row.outcome.text == name)) for name in named),
        only_bylaw=tuple(
            row.label for row, one in zip(rows, found, strict=True) if one.gap.national == "none"
        ),
        in_law=tuple(row.label for row, one in zip(rows, found, strict=True) if one.gap.national != "none"),
        weighed=tuple(dict.fromkeys(element for norm in norms for element in norm.weighed)),
        expression=_expression(catalogue, dossier.draft.choices.reach),
        enforcers=tuple(
            route_view(route, links)
            for route in enforcers(catalogue, _all(found), dossier.on, dossier.municipality)
        ),
        fora=tuple(route_view(route, links) for route in fora(catalogue, _all(found))),
        disclaimer=DISCLAIMER,
        catalogue=catalogue.version,
    ))  # fmt: skip


def _expression(catalogue: Catalogue, behaviours: Iterable[str]) -> str:
    """The gravest of what the behaviours are about."""
    found = {catalogue.behaviours[name].expression for name in behaviours}
    return next((kind for kind in ("content", "expressive") if kind in found), "conduct")


def _cleared(test: CheckedTest) -> bool:
    return test.outcome == "allowed"


def _all(found: Iterable[Examined]) -> tuple[Outcome, ...]:
    return tuple(_once(outcome for one in found for outcome in one.outcomes if outcome.holds != "excluded"))


def _once(outcomes: Iterable[Outcome]) -> Iterable[Outcome]:
    """Each provision once: as it stands for the first behaviour."""
    return {outcome.provision.id: outcome for outcome in reversed(list(outcomes))}.values()


def _norm(outcome: Outcome, links: SourceLinks, catalogue: Catalogue) -> NormLine:
    met = (e.element.label for e in outcome.elements if e.value is Verdict.YES)
    return NormLine(
        links.of(catalogue.cite(outcome.provision)), outcome.version.label, HOLDS[outcome.holds], tuple(met),
        open_labels(outcome),
    )  # fmt: skip


def _sheet(catalogue: Catalogue, outcome: Outcome, dossier: Dossier, links: SourceLinks) -> NormSheet:
    view = provision_view(catalogue, outcome, dossier.on, links)
    version = outcome.version
    return NormSheet(
        source=view.source or Source(view.citation),
        name=view.name,
        label=view.label,
        summary=view.summary,
        consequence=view.consequence,
        weighed=tuple(e.element.label for e in outcome.elements if e.element.kind == "evaluative"),
        period=period(version),
        verified=VERIFIED[version.verified.how],
        remarks=(*view.alerts, *view.later),
        notes=view.notes,
    )
