"""What a dossier changes in the by-law: the text as it will read, and old beside new with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from apv.bylaws.regulation import Article, Division, Metadata, Regulation
from apv.drafting.amending.amend import amend
from apv.drafting.amending.operations import About, Undecided, article_of
from apv.drafting.amending.was_wordt import CONTENTS, WasWordt, was_wordt
from apv.drafting.compose import Draft
from apv.drafting.document import article_text, block_text
from apv.dutch import enumeration

REASONS: Mapping[About, str] = {
    "penal": "De strafbepaling moet het artikel noemen; anders staat er geen straf op overtreding.",
    "contents": "De inhoudsopgave volgt de tekst.",
    "definition": "Het artikel gebruikt dit begrip; de verordening omschreef het nog niet.",
}
REPEAL_REASONS: Mapping[About, str] = {
    "penal": "De strafbepaling noemt het vervallen artikel niet langer.",
    "contents": "De inhoudsopgave volgt de tekst.",
}


@dataclass(frozen=True, slots=True)
class Changes:
    """`amended`: the by-law as it will read, None when there is no by-law; `table`: old beside new; `open`: the
    instructions that a person has to complete before they change anything."""

    amended: Regulation | None
    table: WasWordt
    open: tuple[str, ...]


def changes(draft: Draft, bylaw: Regulation | None) -> Changes:
    """What the draft changes in `bylaw`, with a reason for each part."""
    reasons = dict(_reasons(draft))
    if bylaw is not None:
        old, new = bylaw, amend(bylaw, draft.amendment)
    else:
        shown = replace(draft.article, number=draft.document.number_text)
        meta = Metadata(citation_title=draft.bylaw.title)
        old, new = Regulation(meta), Regulation(meta, body=() if draft.repealed else (shown,))
        reasons[shown.number] = reasons.get(draft.article.number, "")
    open_ends = tuple(
        _in_full(one) for one in draft.amendment.undecided if draft.repealed or one.about != "article"
    )
    return Changes(
        _not_yet(new, draft.effective) if bylaw is not None else None, was_wordt(old, new, reasons), open_ends
    )


def _in_full(one: Undecided) -> str:
    """An instruction with the text that it puts in, on one line."""
    new = (article_text(part) if isinstance(part, Article) else block_text(part) for part in one.new)
    return " ".join([one.words, *(line for lines in new for line in lines if line.strip())])


def _reasons(draft: Draft) -> Iterator[tuple[str, str]]:
    """The reason per article number, and for the table of contents."""
    texts = REPEAL_REASONS if draft.repealed else REASONS
    for operation in draft.amendment:
        number = article_of(operation)
        if operation.about in texts:
            yield CONTENTS if operation.about == "contents" else number, texts[operation.about]
    yield draft.article.number, _why(draft)


def _why(draft: Draft) -> str:
    """Why the article itself changes; a row per lid asks for a short answer."""
    if draft.repealed:
        return "Het artikel vervalt; de toelichting zegt waarom."
    if draft.placement.replaces:
        return f"Het artikel krijgt regels over {draft.model.subject}; de toelichting zegt waarom."
    forbidden = [choice.label for choice in draft.choices.all if choice.behaviours]
    return f"Verboden wordt: {enumeration(forbidden)}; de toelichting zegt waarom."


def _not_yet(amended: Regulation, effective: date | None) -> Regulation:
    """A text that does not hold yet has no version name and was not published; that is for whoever does so."""
    meta = replace(
        amended.meta, identifier="", declared_identifier="", valid_from=effective, valid_to=None, issued=None,
        modified=None, announcement="", announcement_ref="",
    )  # fmt: skip
    return replace(amended, meta=meta, findings=(), source="")


def plain_text(regulation: Regulation) -> str:
    """The whole text, a line per paragraph, for reading and searching without any program."""
    lines = [regulation.title or regulation.meta.title, ""]
    for block in regulation.preamble:
        lines += block_text(block)
    lines += _lines(regulation.body)
    for block in regulation.closing:
        lines += block_text(block)
    lines += regulation.signing
    return "\n".join(lines).strip() + "\n"


def _lines(nodes: tuple[Division | Article, ...]) -> Iterator[str]:
    for node in nodes:
        yield ""
        if isinstance(node, Article):
            yield from article_text(node)
        else:
            yield " ".join(part for part in (node.label, node.number, node.heading) if part)
            for block in node.blocks:
                yield from block_text(block)
            yield from _lines(node.children)
