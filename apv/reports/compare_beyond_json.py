"""What a comparison says beyond the matrix, as JSON values. Likeness runs from 0 to 1, in three decimals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from apv.comparing.comparison import Comparison, Entry
from apv.comparing.dead_letters import DeadLetter
from apv.comparing.key_figures import KeyFigures
from apv.comparing.likeness import AgainstArticle, Likeness, Measured, NearestModel
from apv.comparing.neighbours import Neighbours
from apv.comparing.over_time import OverTime
from apv.comparing.what_if import Side, WhatIf
from apv.reports.json_values import day_json


def beyond_json(comparison: Comparison) -> dict[str, Any]:
    """The keys that come after the contract; what was not asked for is left out."""
    found: dict[str, Any] = {
        "designs": {design.id: list(design.models) for design in comparison.designs},
        "figures": _figures(comparison.figures) if comparison.figures else None,
        "neighbours": {name: _neighbours(near) for name, near in comparison.neighbours.items()},
        "dead_letters": [_dead_letter(letter) for letter in comparison.dead_letters],
    }
    if comparison.groups:
        found["groups"] = [_figures(group) for group in comparison.groups]
    if comparison.against:
        found["against"] = {
            "municipality": comparison.against.municipality,
            "lacks": {
                name: {
                    "only_here": list(one.only_here),
                    "only_there": list(one.only_there),
                    "both": list(one.both),
                }
                for name, one in comparison.against.lacks.items()
            },
        }
    if comparison.what_if:
        found["what_if"] = _what_if(comparison.what_if)
    if comparison.over_time:
        found["over_time"] = _over_time(comparison.over_time)
    return found


def nearest_json(nearest: NearestModel | None) -> dict[str, Any] | None:
    """The nearest model; `design` is its family when the article counts as one of that design, else ""."""
    if nearest is None:
        return None
    return {
        "model": nearest.model,
        "label": nearest.label,
        "family": nearest.family,
        "design": nearest.design,
        "based_on": nearest.based_on,
        **_measured(nearest.measured),
    }


def against_json(against: AgainstArticle | None) -> dict[str, Any] | None:
    if against is None:
        return None
    return {
        "article": against.article,
        "heading": against.heading,
        "file": against.file,
        **_measured(against.measured),
    }


def _measured(measured: Measured) -> dict[str, Any]:
    return {
        "likeness": _likeness(measured.likeness),
        "slots": [
            {
                "slot": found.slot,
                "only_here": list(found.only_here),
                "only_there": list(found.only_there),
                "both": list(found.both),
            }
            for found in measured.slots
        ],
        "words": [{"kind": run.kind, "here": run.here, "there": run.there} for run in measured.words.runs],
    }


def _likeness(likeness: Likeness) -> dict[str, float]:
    return {
        "whole": round(likeness.whole, 3), "text": round(likeness.text, 3), "slots": round(likeness.slots, 3),
    }  # fmt: skip


def _figures(figures: KeyFigures) -> dict[str, Any]:
    return {
        "name": figures.name,
        "municipalities": list(figures.municipalities),
        "missing": list(figures.missing),
        "with_provision": figures.with_provision,
        "families": dict(figures.families),
        "behaviours": {
            one.behaviour: {"covered": one.covered, "doubtful": one.doubtful, "families": dict(one.families)}
            for one in figures.behaviours
        },
    }


def _neighbours(near: Neighbours) -> dict[str, Any]:
    return {
        "nearest": [
            {
                "municipality": one.municipality,
                "likeness": round(one.likeness, 3),
                "shared": list(one.shared),
                "only_here": list(one.only_here),
                "only_there": list(one.only_there),
            }
            for one in near.nearest
        ],
        "more_equal": near.more_equal,
    }


def _dead_letter(letter: DeadLetter) -> dict[str, Any]:
    return {
        "municipality": letter.municipality,
        "file": letter.file,
        "regulation": letter.regulation,
        "article": letter.article,
        "heading": letter.heading,
        "behaviours": list(letter.behaviours),
        "cause": letter.cause,
        "likely": letter.likely,
        "day": day_json(letter.day),
        "day_exact": letter.day_exact,
        "reason": letter.reason,
        "sources": [
            {"citation": source.citation, "link": source.link, "remark": source.remark}
            for source in letter.sources
        ],
    }


def _what_if(found: WhatIf) -> dict[str, Any]:
    return {
        "law": found.law,
        "without": [{"provision": name, "citation": citation} for name, citation in found.without],
        "added": [
            {
                "provision": one.id,
                "citation": one.citation,
                "label": one.label,
                "from": day_json(one.start),
                "in_force": one.in_force,
                "known": one.known,
            }
            for one in found.added
        ],
        "national": [
            {"behaviour": one.behaviour, "before": one.before, "after": one.after} for one in found.national
        ],
        "changes": [
            {
                "municipality": one.municipality,
                "behaviour": one.behaviour,
                "effect": one.effect,
                "before": _side(one.before),
                "after": _side(one.after),
            }
            for one in found.changes
        ],
    }


def _side(side: Side) -> dict[str, Any]:
    return {"gap": side.gap, "cover": side.cover, "articles": _entries(side.entries)}


def _entries(entries: Sequence[Entry]) -> list[Mapping[str, str]]:
    return [{"article": entry.article, "status": entry.status} for entry in entries]


def _over_time(found: OverTime) -> dict[str, Any]:
    return {
        "days": [day.isoformat() for day in found.days],
        "behaviours": {
            behaviour: [
                {
                    "covered": figure.covered,
                    "not_covered": figure.not_covered,
                    "unknown": figure.unknown,
                    "families": dict(figure.families),
                }
                for figure in figures
            ]
            for behaviour, figures in found.figures.items()
        },
        "municipalities": {
            name: {behaviour: list(values) for behaviour, values in row.items()}
            for name, row in found.municipalities.items()
        },
        "known": {name: list(values) for name, values in found.known.items()},
    }
