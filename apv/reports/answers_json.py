"""Answers as JSON: the shapes that scripts of others rely on. Keys may be added, never dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from apv import __version__
from apv.law.catalogue import Catalogue
from apv.reasoning.alerts import Alert, alerts, later_judgments
from apv.reasoning.competence import Competence
from apv.reasoning.evaluate import ElementOutcome, Outcome
from apv.reasoning.gaps import Examined, Gap, GapReport
from apv.reasoning.local import NormOutcome
from apv.reasoning.missing import Question, open_questions
from apv.reasoning.routes import Route, enforcers, fora
from apv.reasoning.sanctions import maximum, met_variants
from apv.reasoning.scenario import OPEN, answers, plain

if TYPE_CHECKING:
    from apv.reasoning.case_coverage import ElementCoverage
    from apv.reasoning.law_case import CaseResult
    from apv.reasoning.story import Story

MOST_QUESTIONS = 2
"""How many open facts are put forward as the ones that decide most."""

DISCLAIMER = (
    "Hulpmiddel, geen juridisch advies; het antwoord geldt voor de peildatum en deze versie van de catalogus."
)


def provenance(catalogue: Catalogue) -> dict[str, str]:
    """Which program and which law an answer came from."""
    return {"program": f"apv {__version__}", "catalogue": catalogue.version, "disclaimer": DISCLAIMER}


def map_json(
    catalogue: Catalogue, found: Examined, *, all_results: bool = False, story: Story | None = None
) -> dict[str, Any]:
    """The contract of `apv map --format json`; `recognised` only when a text was read."""
    shown = [o for o in found.outcomes if all_results or o.holds != "excluded"]
    asked = found.asked
    return {
        "date": asked.day.isoformat(),
        "municipality": asked.municipality or None,
        "setting": asked.setting or None,
        "place": asked.place or None,
        "behaviours": list(asked.behaviours),
        "facts": _facts(catalogue, found, shown),
        **({"recognised": _recognised(story)} if story is not None else {}),
        "questions": [_question(question) for question in open_questions(catalogue, found)[:MOST_QUESTIONS]],
        "results": [_result(catalogue, outcome, found) for outcome in shown],
        "bylaw": [_norm(norm) for norm in found.norms],
        "gap": _map_gap(found.gap),
        "enforcement": _routes(enforcers(catalogue, found.outcomes, asked.day, asked.municipality)),
        "forum": _routes(fora(catalogue, found.outcomes)),
        "provenance": provenance(catalogue),
    }


def gaps_json(catalogue: Catalogue, report: GapReport) -> dict[str, Any]:
    """The contract of `apv gaps --format json`."""
    return {
        "date": report.day.isoformat(),
        "municipality": report.municipality or None,
        "setting": report.setting,
        "place": report.place or None,
        "rows": [_gap_row(catalogue, row) for row in report.rows],
        "provenance": provenance(catalogue),
    }


def cases_json(results: Iterable[CaseResult], coverage: Sequence[ElementCoverage] | None = None) -> dict[str, Any]:
    """The contract of `apv test --format json`; `coverage` only when it was asked for."""
    cases = [
        {"file": str(r.case.path), "title": r.case.title, "ok": r.ok, "differences": list(r.differences)}
        for r in results
    ]
    answer: dict[str, Any] = {"cases": cases, "ok": sum(case["ok"] is True for case in cases), "of": len(cases)}
    if coverage is not None:
        answer["coverage"] = [
            {
                "provision": element.provision,
                "version": element.version,
                "element": element.element,
                "yes": element.counts[0],
                "no": element.counts[1],
                "unknown": element.counts[2],
            }
            for element in coverage
        ]
    return answer


def alert_json(alert: Alert) -> dict[str, str]:
    return {"kind": alert.kind, "text": alert.text, "source": alert.source, "link": alert.link}


def competence_json(competence: Competence) -> dict[str, Any]:
    """The outcome with every test behind it."""
    tests = [
        {
            "id": test.id,
            "label": test.label,
            "question": test.question,
            "value": test.value.value,
            "outcome": test.outcome,
            "reason": test.reason,
            "basis": list(test.basis),
            "sources": list(test.sources),
        }
        for test in competence.tests
    ]
    return {"outcome": competence.outcome, "tests": tests, "higher": list(competence.higher)}


def _recognised(story: Story) -> dict[str, Any]:
    """What was read in the text, for a person to confirm: "used" says whether it counts in the answer."""
    return {
        "text": story.text,
        "mentions": [
            {
                "kind": m.kind,
                "id": m.id,
                "value": m.value,
                "words": m.words,
                "at": [m.start, m.end],
                "negated": m.negated,
                "used": not m.weighs and m.id not in story.doubts,
            }
            for m in story.mentions
        ],
        "doubts": list(story.doubts),
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "fact": question.fact.id,
        "question": question.fact.question,
        "settles": [
            {"answer": answer, "provision": provision, "verdict": verdict}
            for answer, provision, verdict in question.settles
        ],
    }


def _facts(catalogue: Catalogue, found: Examined, shown: Iterable[Outcome]) -> dict[str, Any]:
    """Every known fact, and as unknown every fact that a shown result still asks for; in vocabulary order."""
    known = answers(catalogue, found.asked)
    wanted = set(known) | {fact for outcome in shown for fact in outcome.open_facts}
    return {
        name: plain(known[name].value) if name in known else OPEN for name in catalogue.facts if name in wanted
    }


def _result(catalogue: Catalogue, outcome: Outcome, found: Examined) -> dict[str, Any]:
    version, day = outcome.version, found.asked.day
    limit = maximum(catalogue, version.sanction, day)
    return {
        "provision": outcome.provision.id,
        "version": version.id,
        "framework": outcome.provision.framework,
        "label": version.label,
        "citation": catalogue.cite(outcome.provision),
        "role": version.role,
        "verdict": outcome.holds,
        "relevance": outcome.relevance,
        "summary": version.summary,
        "elements": [_element(element) for element in outcome.elements],
        "open": list(outcome.open_facts),
        "open_elements": list(outcome.open_elements),
        "sanction": {
            "text": limit.text,
            "max_fine_eur": limit.max_fine_eur,
            "fine_category": version.sanction.fine_category,
            "qualified": [
                maximum(catalogue, variant.sanction, day).text
                for variant in met_variants(outcome)
                if variant.sanction is not None
            ],
        },
        "alerts": [alert_json(alert) for alert in alerts(catalogue, outcome, day)],
        "later": [alert_json(alert) for alert in later_judgments(catalogue, outcome, day)],
        "notes": list(version.notes),
        "verified": version.verified.how,
        "link": catalogue.link(outcome.provision, day),
        "sources": list(version.sources),
    }


def _routes(routes: Iterable[Route]) -> list[dict[str, Any]]:
    return [
        {"id": r.term.id, "label": r.term.label, "provisions": list(r.provisions), "remark": r.remark}
        for r in routes
    ]


def _element(found: ElementOutcome) -> dict[str, str]:
    element = found.element
    return {
        "key": element.key,
        "label": element.label,
        "kind": element.kind,
        "value": found.value.value,
        "because": found.because,
    }


def _norm(found: NormOutcome) -> dict[str, Any]:
    return {
        "article": found.norm.article,
        "heading": found.norm.heading,
        "verdict": found.holds,
        "behaviours": list(found.norm.behaviours),
        "conditions": [
            {"label": part.label, "value": part.value.value, "because": part.because} for part in found.conditions
        ],
        "status": found.status.status,
        "reasons": list(found.status.reasons),
        "sources": list(found.status.sources),
    }


def _map_gap(gap: Gap) -> dict[str, Any]:
    return {
        "status": gap.status,
        "unless": [outcome.provision.id for outcome in gap.unless],
        "competence": gap.competence.outcome,
        "reasons": list(gap.reasons),
        "tests": competence_json(gap.competence)["tests"],
    }


def _gap_row(catalogue: Catalogue, found: Examined) -> dict[str, Any]:
    gap = found.gap
    return {
        "behaviour": found.asked.behaviours[0],
        "label": catalogue.behaviours[found.asked.behaviours[0]].label,
        "national": {
            "status": gap.national,
            "provisions": [
                {
                    "provision": o.provision.id,
                    "citation": catalogue.cite(o.provision),
                    "verdict": o.holds,
                    "open": list(o.open_facts),
                    "open_elements": list(o.open_elements),
                }
                for o in gap.addressing
            ],
        },
        "local": {
            "status": gap.local.status,
            "articles": list(gap.local.articles),
            "alerts": [alert_json(alert) for alert in local_alerts(catalogue, found)],
        },
        "gap": gap.status,
        "unless": [
            {"provision": o.provision.id, "open": list(o.open_facts), "relevance": o.relevance} for o in gap.unless
        ],
        "competence": gap.competence.outcome,
        "reasons": list(gap.reasons),
    }


def local_alerts(catalogue: Catalogue, found: Examined) -> tuple[Alert, ...]:
    """Warnings about the by-law articles that cover the behaviour."""
    known = [
        alert
        for outcome in found.outcomes
        if outcome.provision.municipality and outcome.relevance == "addressed"
        for alert in alerts(catalogue, outcome, found.asked.day)
    ]
    read = [
        Alert(
            "lapsed" if norm.status.status == "likely_lapsed" else "competence",
            reason,
            norm.status.sources[0] if norm.status.sources else "",
        )
        for norm in found.norms
        if norm.status.status in ("likely_lapsed", "expression_risk")
        for reason in norm.status.reasons
    ]
    return tuple(dict.fromkeys((*known, *read)))
