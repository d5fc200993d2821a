"""What was read back from a Word draft, for the terminal and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from apv.bylaws.norms.recognise import Norm
from apv.bylaws.regulation import Article
from apv.drafting.document import article_text
from apv.drafting.read_back import ReadBack
from apv.dutch import enumeration, lower_first
from apv.law.catalogue import Catalogue
from apv.reports.paper import Paper

WIDTH = 24
"""Columns of a label."""
REVISIONS = {
    "accept": "bijgehouden wijzigingen aangenomen",
    "reject": "bijgehouden wijzigingen verworpen",
    "keep": "gelezen met de bijgehouden wijzigingen aangenomen; de oude tekst staat eronder",
}


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change: Dutch word for its kind, the text, who made it and when ("" when not known)."""

    kind: str
    text: str
    author: str
    on: str


@dataclass(frozen=True)
class ReadView:
    """Everything that was read: the article with its model, what the recogniser sees in it (None: no norm), the
    other articles in the file, and with `keep` the old text and the tracked changes."""

    file: str
    revisions: str
    found: ReadBack
    norm: Norm | None
    others: tuple[str, ...] = ()
    old: Article | None = None
    tracked: tuple[Revision, ...] = ()

    @property
    def gained(self) -> tuple[str, ...]:
        """Behaviours that the text forbids and the model with these choices does not."""
        return tuple(name for name in self._read if name not in self.found.choices.reach)

    @property
    def lost(self) -> tuple[str, ...]:
        """Behaviours that the choices name and the text no longer forbids."""
        return tuple(name for name in self.found.choices.behaviours if name not in self._read)

    @property
    def _read(self) -> tuple[str, ...]:
        return self.norm.behaviours if self.norm else ()

    @property
    def unchanged(self) -> bool:
        return self.found.exact and not self.tracked


def read_text(view: ReadView, catalogue: Catalogue) -> str:
    """The article, what it was made with, and what changed."""
    paper, found = Paper(), view.found
    paper.title(f"{view.file}: artikel {found.article.number} {found.article.heading}".rstrip())
    paper.line(REVISIONS[view.revisions][:1].upper() + REVISIONS[view.revisions][1:] + ".")
    _article(paper, found.article)
    if view.old is not None:
        paper.section("De oude tekst")
        _article(paper, view.old)
    if view.tracked:
        paper.section("Bijgehouden wijzigingen")
        for one in view.tracked:
            who = ", ".join(part for part in (one.author, one.on[:10]) if part)
            paper.line(f"- {one.kind}: ‘{one.text}’{f' ({who})' if who else ''}", hang=2)
    paper.section("Herkend")
    how = "woord voor woord" if found.exact else f"het meest gelijkend, voor {found.likeness:.0f}%"
    paper.pair("Model", f"{found.model.id} ({how})", width=WIDTH)
    settings = found.choices.as_dict()
    for slot, chosen in found.choices.of:
        words = enumeration([choice.label for choice in chosen]) or "geen"
        paper.pair(slot.label, f"{words} ({slot.id}={settings[slot.id]})", width=WIDTH)
    paper.pair(
        "Verbiedt",
        _labels(catalogue, view.norm.behaviours if view.norm else ()) or "niets dat herkend is",
        width=WIDTH,
    )
    _changes(paper, view, catalogue)
    if view.others:
        paper.section("Andere artikelen in het bestand")
        paper.line(f"{', '.join(view.others)}. Met --article kiest u een ander artikel.")
    return str(paper)


def read_json(view: ReadView) -> dict[str, Any]:
    """The same as JSON-able values."""
    found, norm = view.found, view.norm
    return {
        "file": view.file,
        "revisions": view.revisions,
        "article": {
            "number": found.article.number,
            "heading": found.article.heading,
            "text": found.article.text,
            "behaviours": list(norm.behaviours) if norm else [],
            "place": list(norm.place) if norm else [],
            "actor": norm.actor if norm else None,
        },
        "model": found.model.id,
        "exact": found.exact,
        "likeness": round(found.likeness, 1),
        "choices": found.choices.as_dict(),
        "chosen_behaviours": list(found.choices.behaviours),
        "differences": [{"was": pair.was, "now": pair.now} for pair in found.changed],
        "gained": list(view.gained),
        "lost": list(view.lost),
        "old": view.old.text if view.old is not None else None,
        "tracked": [
            {"kind": one.kind, "text": one.text, "author": one.author, "date": one.on} for one in view.tracked
        ],
        "others": list(view.others),
    }


def _article(paper: Paper, article: Article) -> None:
    paper.blank()
    for line in article_text(article):
        paper.line(line, indent=4, hang=7)


def _changes(paper: Paper, view: ReadView, catalogue: Catalogue) -> None:
    paper.section("Anders dan het model")
    for pair in view.found.changed:
        paper.line(f"- model: {pair.was or '(niets)'}", hang=9)
        paper.line(f"tekst: {pair.now or '(niets)'}", indent=2, hang=9)
    if view.gained:
        paper.line(f"Nieuw verboden, naar de tekst: {_labels(catalogue, view.gained)}.")
    if view.lost:
        paper.line(f"Niet meer verboden, naar de tekst: {_labels(catalogue, view.lost)}.")
    if view.found.exact:
        paper.line("Niets.")
    else:
        paper.line("De toelichting en de juridische toets gaan nog uit van het model: laat ze nakijken.")


def _labels(catalogue: Catalogue, names: Sequence[str]) -> str:
    return enumeration([lower_first(catalogue.behaviours[name].label) for name in names])
