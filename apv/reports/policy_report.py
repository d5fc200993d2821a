"""The policy scan as text, JSON, a web page, Excel and Word (`apv policy`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from apv.data_files import data_folder
from apv.dutch import enumeration, long_date
from apv.policy.scan import Scan, Scored
from apv.reports.json_values import day_json
from apv.reports.paper import Paper
from apv.reports.policy_words import (
    DISCLAIMER,
    STATE,
    counted,
    evidence_lines,
    key_figures,
    policy_sheets,
)
from apv.reports.tabular import visible

TEMPLATE = "documents/policy.xml"


def policy_text(scans: Sequence[Scan]) -> str:
    """Per municipality the pillars with their indicators, and what can be done."""
    paper = Paper()
    paper.title(_title(scans))
    for scan in scans:
        paper.section(visible(f"{scan.municipality} op {long_date(scan.day)}"))
        for pillar in scan.pillars:
            paper.blank()
            paper.line(f"{pillar.pillar.label}: {STATE[pillar.state]} ({counted(pillar)})")
            for scored in pillar.scored:
                paper.line(f"[{STATE[scored.state]}] {scored.indicator.label}", indent=2, hang=4)
                for line in evidence_lines(scored):
                    paper.line(visible(line), indent=6)
        todo = list(scan.todo())
        if todo:
            paper.blank()
            paper.line("Wat kan er gebeuren?")
            paper.bullets(
                (f"{scored.indicator.label}: {scored.indicator.suggestion}" for _, scored in todo), indent=2
            )
    paper.blank()
    paper.line(DISCLAIMER)
    paper.line(scans[0].basis)
    return str(paper)


def policy_json(scans: Sequence[Scan]) -> dict[str, Any]:
    """The scans with every answer; states are "present", "partly", "missing" and "unknown"."""
    return {
        "municipalities": [
            {
                "municipality": scan.municipality,
                "date": day_json(scan.day),
                "pillars": [
                    {
                        "id": one.pillar.id,
                        "label": one.pillar.label,
                        "state": one.state,
                        "counts": dict(one.counts),
                        "indicators": [_scored(scored) for scored in one.scored],
                    }
                    for one in scan.pillars
                ],
            }
            for scan in scans
        ],
        "basis": scans[0].basis,
    }


def policy_html(scans: Sequence[Scan]) -> str:
    """One page with a picture per municipality and the tables."""
    from apv.reports.html import page
    from apv.reports.policy_svg import policy_picture

    overview, answers, todo, _ = policy_sheets(scans)
    parts = [
        {
            "scan": scan,
            "day": long_date(scan.day),
            "figures": key_figures(scan),
            "picture": policy_picture(scan, number),
        }
        for number, scan in enumerate(scans, start=1)
    ]
    return page(
        _title(scans), "policy.html", parts=parts, overview=overview, answers=answers, todo=todo,
        disclaimer=DISCLAIMER, basis=scans[0].basis,
    )  # fmt: skip


def policy_xlsx(scans: Sequence[Scan]) -> bytes:
    """The tables as a workbook."""
    from apv.reports.xlsx import to_xlsx

    return to_xlsx(policy_sheets(scans), title=_title(scans), created=max(scan.day for scan in scans))


def policy_docx(scans: Sequence[Scan]) -> bytes:
    """The scan as a Word document in the house style."""
    from apv.drafting.document import read_document
    from apv.drafting.render import render
    from apv.reports.docx import render_document

    values = {
        "title": _title(scans), "scans": scans, "words": STATE, "counted": counted, "lines": evidence_lines,
        "disclaimer": DISCLAIMER,
    }  # fmt: skip
    document = read_document(render(data_folder("templates"), TEMPLATE, values))
    author = f"Gemeente {scans[0].municipality}" if len(scans) == 1 else "apv"
    return render_document(document, on=max(scan.day for scan in scans), author=author)


def _title(scans: Sequence[Scan]) -> str:
    names = enumeration([scan.municipality for scan in scans])
    return f"Beleidsscan {names}" if len(scans) < 4 else f"Beleidsscan van {len(scans)} gemeenten"


def _scored(scored: Scored) -> dict[str, Any]:
    given = {one.id: value if isinstance(value, str | int) else value.isoformat() for one, value in scored.shown}
    return {
        "id": scored.indicator.id,
        "label": scored.indicator.label,
        "answer": scored.answer.state,
        "state": scored.state,
        "reason": scored.reason,
        "evidence": given,
        "note": scored.answer.note,
        "suggestion": scored.indicator.suggestion if scored.state in {"missing", "partly"} else "",
        "source": scored.indicator.source,
    }
