"""A comparison for machines: the JSON contract of `apv compare`, and the matrix as CSV."""

from __future__ import annotations

from typing import Any

from apv.comparing.comparison import ComparedBylaw, ComparedNorm, Comparison
from apv.law.catalogue import Catalogue
from apv.reports.compare_beyond_json import against_json, beyond_json, nearest_json
from apv.reports.compare_tables import matrix_sheet
from apv.reports.compare_words import article_name
from apv.reports.json_values import day_json, finding_json, indented
from apv.reports.tabular import sheet_to_csv, to_csv


def render_json(comparison: Comparison) -> str:
    """The comparison as JSON text with a final newline; keys are the contract of the command line."""
    return indented(as_dict(comparison)) + "\n"


def as_dict(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain values; dates are ISO text or None, offsets count characters."""
    return {
        "date": comparison.on.isoformat(),
        "behaviours": list(comparison.behaviours),
        "bylaws": [_bylaw(bylaw) for bylaw in comparison.bylaws],
        "matrix": {
            municipality: {
                behaviour: list(dict.fromkeys(entry.article for entry in entries))
                for behaviour, entries in row.items()
            }
            for municipality, row in comparison.matrix.items()
        },
        "failed": [{"file": failure.file, "reason": failure.reason} for failure in comparison.failed],
        "findings": [finding_json(finding) for finding in comparison.findings],
        **beyond_json(comparison),
        "provenance": {"program": comparison.program, "catalogue": comparison.catalogue},
    }


def render_csv(comparison: Comparison, catalogue: Catalogue, *, plain: bool = False) -> bytes:
    """The matrix as CSV: for people with labels and statuses in words; `plain` for machines with ids and bare
    article numbers, empty where there is no provision."""
    if not plain:
        return sheet_to_csv(matrix_sheet(comparison, catalogue, everything=True))
    rows = (
        [
            municipality,
            *(
                " ".join(dict.fromkeys(article_name(entry.article) for entry in row.get(behaviour, ())))
                for behaviour in comparison.behaviours
            ),
        ]
        for municipality, row in comparison.matrix.items()
    )
    return to_csv(["municipality", *comparison.behaviours], rows, plain=True)


def _bylaw(bylaw: ComparedBylaw) -> dict[str, Any]:
    return {
        "file": bylaw.file,
        "id": bylaw.id,
        "municipality": bylaw.municipality,
        "title": bylaw.title,
        "valid_from": day_json(bylaw.valid_from),
        "valid_to": day_json(bylaw.valid_to),
        "standing": bylaw.standing,
        "counts": bylaw.counts,
        "articles": bylaw.articles,
        "norms": [_norm(norm) for norm in bylaw.norms],
        "findings": [finding_json(finding) for finding in bylaw.findings],
    }


def _norm(compared: ComparedNorm) -> dict[str, Any]:
    norm = compared.norm
    return {
        "article": norm.article,
        "lids": list(norm.lids),
        "heading": norm.heading,
        "behaviours": list(norm.behaviours),
        "place": list(norm.place),
        "place_terms": list(norm.place_terms),
        "undefined_place_terms": list(norm.undefined_place_terms),
        "actor": norm.actor,
        "objects": list(norm.objects),
        "qualifiers": list(norm.qualifiers),
        "exceptions": list(norm.exceptions),
        "overlap": norm.overlap,
        "penal_listed": norm.penal_listed,
        "since": {"day": day_json(compared.since.day), "exact": compared.since.exact},
        "status": compared.status.status,
        "behaviour_status": dict(zip(norm.behaviours, compared.per_behaviour, strict=True)),
        "reasons": list(compared.status.reasons),
        "sources": list(compared.status.sources),
        "concerns": [
            {
                "kind": concern.kind,
                "reason": concern.reason,
                "behaviours": list(concern.behaviours),
                "sources": list(concern.sources),
            }
            for concern in compared.concerns
        ],
        "quote_at": list(norm.quote_at),
        "quote": compared.quote,
        "nearest": nearest_json(compared.nearest),
        **({"against": against_json(compared.against)} if compared.against else {}),
    }
