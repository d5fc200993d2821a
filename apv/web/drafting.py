"""Opstellen: the article as it will read, what it changes in the by-law, its risks, and the whole dossier."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from apv.bylaws.markup.cvdr_write import write_cvdr
from apv.bylaws.regulation import Regulation
from apv.bylaws.store.names import match_name
from apv.drafting.amending.was_wordt import WasWordt
from apv.drafting.compose import Draft, draft
from apv.drafting.document import FILL_IN, FillIn, article_text
from apv.drafting.dossier import Request, make_dossier
from apv.drafting.dossier_changes import changes, plain_text
from apv.drafting.risks import Risk
from apv.dutch import enumeration, long_date
from apv.errors import InputError
from apv.reports.answer_words import COMPETENCE, COMPETENCE_TONE
from apv.reports.docx import render_draft
from apv.reports.dossier_files import Input, bylaw_input, dossier_files, sha256
from apv.reports.draft_text import NUMBERED, placement_text
from apv.reports.stable import zip_bytes
from apv.reports.tabular import Tone
from apv.web.drafting_form import DraftForm, settings
from apv.web.world import World

PAGE = "/opstellen"
Piece = tuple[bool, str]
"""A piece of a text: whether a person still has to fill it in, and its words."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the article; `look` is "lid", "item" or "text"."""

    pieces: tuple[Piece, ...]
    look: str


@dataclass(frozen=True, slots=True)
class ForBylaw:
    """The by-law to amend (None: there is none to be had), whose it is, and what to tell about it.

    `file` is the name of an uploaded file, `source` that file as something that went into the dossier.
    """

    municipality: str
    regulation: Regulation | None = None
    notes: tuple[str, ...] = ()
    file: str = ""
    source: Input | None = None


@dataclass(frozen=True, slots=True)
class DraftView:
    """The draft as the page shows it. `repealed`: the article goes; `left_out` are (what, why) that national law
    covers; `open`: instructions that a person has to complete."""

    municipality: str
    day: str
    heading: str
    lines: tuple[Line, ...]
    repealed: bool
    place: str
    word: str
    tone: Tone
    risks: tuple[Risk, ...]
    fill_ins: tuple[FillIn, ...]
    left_out: tuple[tuple[str, str], ...]
    table: WasWordt
    open: tuple[str, ...]
    whole: bool


def bylaw_for(world: World, form: DraftForm) -> ForBylaw:
    """The by-law that was uploaded, else that of the municipality on the day.

    Raises InputError when the upload is forgotten or cannot be read, and when a name fits several.
    """
    if not form.upload:
        local = world.local(form.municipality, form.day)
        return ForBylaw(local.municipality, local.law.regulation if local.law else None, local.notes)
    document = world.shelf.get(form.upload).one()
    text = world.laws.get((form.upload, "text"), lambda: world.readers.regulation(document.name, document.data))
    source = Input("verordening", document.name, sha256(document.data))
    whose = form.municipality or text.meta.creator
    return ForBylaw(whose, text, tuple(_doubts(form, text, whose)), document.name, source)


def _doubts(form: DraftForm, text: Regulation, whose: str) -> Iterator[str]:
    """What makes an uploaded by-law look like the wrong one."""
    if not text.meta.holds_on(form.day):
        yield f"Let op: volgens het bestand geldt deze verordening niet op {long_date(form.day)}."
    creator = text.meta.creator
    if creator and not match_name(whose, (creator,)).names:
        yield f"Let op: het bestand is van {creator}, niet van {whose}."


def make_draft(world: World, form: DraftForm, bylaw: ForBylaw, args: MultiDict[str, str]) -> Draft:
    """The draft that is asked for, as `apv draft` makes it. Raises InputError as that does."""
    return draft(
        world.catalogue, bylaw.municipality, form.model, on=form.day, effective=form.effective,
        article=form.article or None, bylaw=bylaw.regulation, slots=settings(args, form.model),
    )  # fmt: skip


def draft_view(made: Draft, bylaw: ForBylaw) -> DraftView:
    """The draft beside what it changes."""
    changed = changes(made, bylaw.regulation)
    heading, *lines = article_text(replace(made.article, number=made.document.number_text))
    old = bylaw.regulation.article(made.article.number) if bylaw.regulation and made.repealed else None
    if made.repealed:
        heading, *lines = article_text(old) if old else (heading,)
    return DraftView(
        municipality=made.municipality, day=long_date(made.on), heading=heading,
        lines=tuple(Line(pieces(line), _look(line)) for line in lines),
        repealed=made.repealed is not None, place=placement_text(made), word=COMPETENCE[made.competence.outcome],
        tone=COMPETENCE_TONE[made.competence.outcome], risks=made.risks, fill_ins=made.fill_ins,
        left_out=tuple(_left_out(made)), table=changed.table, open=changed.open,
        whole=changed.amended is not None,
    )  # fmt: skip


def _look(line: str) -> str:
    if not NUMBERED.match(line):
        return "text"
    return "lid" if line[0].isdigit() else "item"


def pieces(text: str) -> tuple[Piece, ...]:
    """The text cut at what a person has to fill in."""
    found: list[Piece] = []
    at = 0
    for match in FILL_IN.finditer(text):
        found += [(False, text[at : match.start()]), (True, match[0])]
        at = match.end()
    return tuple(piece for piece in (*found, (False, text[at:])) if piece[1])


def _left_out(made: Draft) -> Iterator[tuple[str, str]]:
    reasons = {
        "content": "een APV mag de inhoud van uitingen niet beperken", "expressive": "dit kan een uiting zijn",
        "open": "er is ruimte, maar het artikel gebruikt die niet",
    }  # fmt: skip
    for row in made.remainder.left_out if made.remainder else ():
        rules = enumeration([f"{rule.citation} ({rule.label})" for rule in row.rules])
        yield enumeration(row.what), rules or reasons.get(row.why, "de wet regelt dit al")


def as_word(made: Draft) -> bytes:
    """The article with the decision, note and risks around it."""
    return render_draft(made)


def as_dossier(world: World, form: DraftForm, bylaw: ForBylaw, args: MultiDict[str, str]) -> bytes:
    """The council dossier as one zip file: the same files as `apv draft GEMEENTE -o MAP/` writes."""
    request = Request(
        bylaw.municipality, form.model.id, form.day, form.effective, form.article or None,
        settings(args, form.model),
    )  # fmt: skip
    dossier = make_dossier(world.catalogue, request, form.model, bylaw.regulation)
    source = bylaw.source
    if source is None and bylaw.regulation is not None:
        source = bylaw_input(bylaw.regulation)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name, data in dossier_files(world.catalogue, dossier, inputs=(source,) if source else ()).items():
            packed.writestr(name, data)
    return zip_bytes(target.getvalue())


def as_bylaw(made: Draft, bylaw: ForBylaw, kind: str) -> bytes:
    """The by-law as it will read: official XML, or plain text. Raises InputError when there is no by-law."""
    amended = changes(made, bylaw.regulation).amended
    if amended is None:
        raise InputError("Er is geen verordening om te wijzigen", advice="Upload de geldende APV.")
    return write_cvdr(amended) if kind == "xml" else plain_text(amended).encode()
