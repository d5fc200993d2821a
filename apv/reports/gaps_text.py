"""The coverage table for the terminal: one line per behaviour, then the reasons."""

from __future__ import annotations

from apv.reports.gaps_view import GapRowView, GapsView
from apv.reports.paper import Paper


def gaps_text(view: GapsView) -> str:
    """The table and, below it, the reasons per behaviour."""
    paper = Paper()
    paper.title(view.title)
    for label, text in view.lead:
        paper.pair(label, text)
    paper.blank()
    paper.line(_columns("gedraging", "landelijk", "APV", "uitkomst"))
    paper.line("-" * 92)
    for row in view.rows:
        paper.line(_columns(row.label, row.national.text, row.local.text, row.outcome.text), hang=60)
    paper.section("Toelichting per gedraging")
    for row in view.rows:
        _explain(row, paper)
    paper.blank()
    paper.line(f"{view.disclaimer} Catalogus {view.catalogue[:19]}….")
    return str(paper)


def _columns(behaviour: str, national: str, local: str, outcome: str) -> str:
    # non-breaking spaces keep the columns when a long outcome is wrapped
    return f"{behaviour:<25.24}{national:<18}{local:<17}{outcome}".replace("  ", "\u00a0\u00a0").rstrip()


def _explain(row: GapRowView, paper: Paper) -> None:
    paper.blank()
    paper.line(f"{row.label}: {row.outcome.text}")
    paper.bullets(row.reasons, indent=2)
    if row.news:
        paper.line(f"- Nieuwe APV-bepaling: {row.competence.text}.", indent=2, hang=4)
    for alert in row.alerts:
        paper.line(f"- Let op: {alert.printed}", indent=2, hang=4)
    if row.unless or row.remote:
        paper.line(f"- Tenzij ook is voldaan aan: {_unless(row)}", indent=2, hang=4)


def _unless(row: GapRowView) -> str:
    """The provisions that come into view with what would have to be met, and how many more are open."""
    parts = [f"{one.source.text} ({one.label}; {one.needs})" for one in row.unless]
    if row.remote:
        parts.append(f"en {row.remote} bepalingen waar niets op wijst (volledig in --format json en xlsx)")
    return "; ".join(parts) + "."
