"""The decision of the council as CVDR XML, made from the sections that the Word document shows."""

from __future__ import annotations

from collections.abc import Iterator

from apv.bylaws.markup.cvdr_write import write_cvdr
from apv.bylaws.regulation import (
    Article,
    Attachment,
    Block,
    ItemList,
    ListItem,
    Metadata,
    Paragraph,
    Regulation,
    Run,
    text_of,
)
from apv.drafting.document import Section
from apv.drafting.dossier import Dossier

PREAMBLE, SIGNING = "preamble", "signing"
"""Roles in the decision that have a place of their own in CVDR."""


def decision_xml(dossier: Dossier) -> bytes:
    """The amending by-law with its note as CVDR XML."""
    return write_cvdr(decision(dossier))


def decision(dossier: Dossier) -> Regulation:
    """The amending by-law: its articles (I, II, …) with what they change, the preamble, the signing, the note."""
    made = dossier.draft
    section, note = made.document.section("decision"), made.document.section("note")
    parts = [part for part in section.content if isinstance(part, Section)]
    preamble = tuple(block for part in parts if part.role == PREAMBLE for block in _blocks(part))
    signing = tuple(text_of([block]) for part in parts if part.role == SIGNING for block in _blocks(part))
    articles = tuple(_article(part) for part in parts if part.role not in (PREAMBLE, SIGNING))
    return Regulation(
        Metadata(
            title=section.heading, creator=made.municipality, creator_scheme="overheid:Gemeente", language="nl",
            kind="regeling", valid_from=made.effective, subject=made.model.subject,
        ),
        title=section.heading,
        preamble=preamble,
        body=articles,
        signing=signing,
        attachments=(Attachment("toelichting", note.heading, tuple(_blocks(note))),),
    )  # fmt: skip


def _article(section: Section) -> Article:
    label, _, number = section.heading.partition(" ")
    return Article(number=number, label=label, blocks=tuple(_blocks(section)))


def _blocks(section: Section) -> Iterator[Block]:
    """The text of a section and of what stands under it; a heading within it becomes a bold paragraph."""
    for part in section.content:
        if isinstance(part, Section):
            if part.heading:
                yield _bold(part.heading)
            yield from _blocks(part)
        elif isinstance(part, Article):
            yield from _quoted(part)
        else:
            yield part


def _quoted(article: Article) -> Iterator[Block]:
    """The new article as text in the article that inserts it."""
    yield _bold(f"{article.label} {article.number} {article.heading}".strip())
    yield from article.blocks
    items = tuple(ListItem(lid.number, lid.blocks) for lid in article.lids if lid.number)
    if len(items) == len(article.lids) and items:
        yield ItemList(items)
    else:
        for lid in article.lids:
            yield from lid.blocks if not lid.number else (ItemList((ListItem(lid.number, lid.blocks),)),)


def _bold(text: str) -> Paragraph:
    return Paragraph((Run(text, bold=True),))
