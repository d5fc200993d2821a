"""`apv draft --read concept.docx`: the article in a Word draft that people edited, and what it was made with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from apv.bylaws.markup.word_bylaw import WordArticle, WordDraft, read_word_draft
from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import Norm, recognise
from apv.bylaws.regulation import Article, Metadata, Regulation
from apv.cli.draft_dossier import bylaw_of, catalogue_and_day
from apv.cli.output import as_json, check_free, deliver
from apv.drafting.bylaw_facts import norms_of
from apv.drafting.choices import Choices
from apv.drafting.made_article import article_of
from apv.drafting.models import Model, find_model, load_models
from apv.drafting.placement import NUMBER
from apv.drafting.read_back import read_back
from apv.errors import InputError
from apv.law.catalogue import Catalogue
from apv.reports.read_back_text import ReadView, Revision, read_json, read_text
from apv.safe_xml import read_bytes

if TYPE_CHECKING:
    from apv.cli.draft_command import Asked

Revisions = Literal["accept", "reject", "keep"]
_KINDS = {
    "insert": "ingevoegd",
    "delete": "geschrapt",
    "move_from": "verplaatst van",
    "move_to": "verplaatst naar",
}
_OF_THE_DECISION = re.compile(r"[IVXLC]+")


def read_draft(
    asked: Asked, path: Path, revisions: Revisions, format_: str, output: Path | None, *, model: str | None,
    force: bool,
) -> int:  # fmt: skip
    """Exit code 1 when the text is not the model's: the note and the legal check may then be out of step."""
    if format_ not in ("text", "json"):
        raise InputError(f"--read geeft geen '{format_}'", advice="Kies --format text of json.")
    if output is not None:
        check_free(output, force=force)
    data = read_bytes(path)
    catalogue, on = catalogue_and_day(asked.day)
    draft = read_word_draft(data, where=str(path), changes="reject" if revisions == "reject" else "accept")
    candidates = _candidates(draft, asked.article, path)
    bylaw = bylaw_of(asked, catalogue, on) if asked.municipality or asked.apv_file else None
    norms = norms_of(catalogue, bylaw)
    day = max(on, asked.effective or on)

    def make(model: Model, choices: Choices) -> tuple[Article, Choices]:
        number = asked.article if asked.article and NUMBER.fullmatch(asked.article) else None
        return article_of(catalogue, model, choices, number, day, bylaw, norms)

    models = [find_model(model, asked.templates)] if model else list(load_models(asked.templates).values())
    forbidding = [one for one in models if not one.repeals]
    if not forbidding:
        raise InputError(f"Model '{model}' heeft geen artikeltekst om terug te lezen", advice="Kies een ander.")
    found = read_back(candidates, forbidding, make)
    others = tuple(one.number for one in candidates if one is not found.article)
    view = ReadView(path.name, revisions, found, _norm(catalogue, found.article), others)
    if revisions == "keep":
        view = _with_revisions(view, data, path)
    content = as_json(read_json(view)) if format_ == "json" else read_text(view, catalogue)
    deliver(content, output, force=force)
    return 0 if view.unchanged else 1


def _candidates(draft: WordDraft, number: str | None, path: Path) -> list[Article]:
    """The articles that may be the one that was drafted; those of the decision itself (I, II) are not."""
    articles = [one for one in draft.regulation.articles if not _OF_THE_DECISION.fullmatch(one.number)]
    if number is not None:
        articles = [one for one in articles if one.number == number]
    articles = [one for one in articles if not one.empty]
    if not articles:
        what = f"artikel {number}" if number else "een artikel"
        raise InputError(
            f"In dit bestand is niet {what} gevonden" if number else f"In dit bestand is niet {what} herkend",
            where=str(path), advice="Laat het artikel beginnen met een eigen regel ‘Artikel’ met het nummer.",
        )  # fmt: skip
    return articles


def _norm(catalogue: Catalogue, article: Article) -> Norm | None:
    """What the recogniser reads in the article on its own."""
    norms = recognise(Regulation(Metadata(), body=(article,)), load_lexicon(catalogue))
    return next(iter(norms), None)


def _with_revisions(view: ReadView, data: bytes, path: Path) -> ReadView:
    """The same with the old text and the tracked changes in the article."""
    number = view.found.article.number
    kept = read_word_draft(data, where=str(path), changes="keep").article(number)
    old = read_word_draft(data, where=str(path), changes="reject").regulation.article(number)
    return ReadView(
        view.file, view.revisions, view.found, view.norm, view.others, old, tuple(_revisions(kept, data, path))
    )


def _revisions(kept: WordArticle | None, data: bytes, path: Path) -> Iterator[Revision]:
    if kept is None:
        return
    draft = read_word_draft(data, where=str(path), changes="keep")
    places = {line.paragraph for line in kept.lines} | {kept.heading}
    for paragraph in draft.paragraphs:
        if paragraph.index in places:
            for change in paragraph.changes:
                if text := paragraph.text[change.start : change.end].strip():
                    yield Revision(_KINDS[change.kind], text, change.author, change.on)
