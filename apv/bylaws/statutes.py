"""Official texts of acts, from files: which act a file is, and from which day its text holds.

`reasoning.verification` holds the catalogue against them, `reasoning.quotation` quotes them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from lxml import etree

from apv.bylaws.markup.bwb import statute_from
from apv.bylaws.markup.dates import parse_date
from apv.bylaws.markup.roots import STATUTE_ROOTS, refuse_root
from apv.bylaws.regulation import Regulation
from apv.errors import InputError
from apv.findings import Finding, Severity
from apv.safe_xml import local_name, parse_file

_ACT = re.compile(r"BWB[A-Z]\d{7}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SEEN = re.compile(r"&z=(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, eq=False)
class Statute:
    """The text of one act (`act` is its BWB number) as it stood from `begins`; None when the file does not say.

    `basis` says where the day was found: in the file or in its name. `seen_from` is the day from which this was
    known to be the text: a change with effect in the past gives two texts with one first day.
    """

    act: str
    file: str
    text: Regulation
    begins: date | None
    basis: Literal["text", "name", ""]
    seen_from: date | None = None

    @property
    def title(self) -> str:
        return self.text.meta.citation_title or self.text.title


@dataclass(frozen=True, slots=True)
class OtherAct:
    """The text of an act that was not asked for."""

    act: str
    file: str
    title: str


@dataclass(slots=True)
class StatuteFiles:
    """What stood in the files. `not_acts` are XML files of another kind, `failed` those that could not be read."""

    statutes: list[Statute] = field(default_factory=list)
    other_acts: list[OtherAct] = field(default_factory=list)
    not_acts: list[Finding] = field(default_factory=list)
    failed: list[Finding] = field(default_factory=list)


def read_statutes(files: Iterable[Path], acts: Collection[str]) -> StatuteFiles:
    """The texts of these acts (BWB numbers) in `files`, in order. Trouble with one file does not stop the rest."""
    found = StatuteFiles()
    for path in files:
        try:
            root = parse_file(path)
            if local_name(root) not in STATUTE_ROOTS:
                found.not_acts.append(_not_an_act(root, path))
                continue
            statute = statute_of(statute_from(root, where=str(path)), path)
        except InputError as error:
            found.failed.append(
                Finding(Severity.ERROR, "statute-unreadable", error.what, error.where, error.advice)
            )
            continue
        if statute.act in acts:
            found.statutes.append(statute)
        else:
            found.other_acts.append(OtherAct(statute.act, statute.file, statute.title))
    return found


def replaced_texts(statutes: Sequence[Statute]) -> list[Statute]:
    """The texts in whose place another one came with effect from the same first day."""
    latest: dict[tuple[str, date], Statute] = {}
    for statute in statutes:
        if statute.begins is not None:
            key = (statute.act, statute.begins)
            latest[key] = max(latest.get(key, statute), statute, key=_last_seen)
    return [
        statute
        for statute in statutes
        if statute.begins is not None and _last_seen(latest[statute.act, statute.begins]) > _last_seen(statute)
    ]


def holding(statutes: Sequence[Statute], act: str, day: date) -> Statute | None:
    """The text of `act` that holds on `day`: the last one that began by then, else one without a date."""
    own = [statute for statute in statutes if statute.act == act]
    dated = [statute for statute in own if statute.begins is not None and statute.begins <= day]
    if dated:
        return max(dated, key=lambda statute: (statute.begins or date.min, _last_seen(statute)))
    return next((statute for statute in own if statute.begins is None), None)


def _last_seen(statute: Statute) -> date:
    return statute.seen_from or statute.begins or date.min


def statute_of(text: Regulation, path: Path) -> Statute:
    """Which act `text` is, and from when; `path` is the file it was read from, whose name may tell.

    Raises InputError when neither says which act it is.
    """
    name = _ACT.search(path.stem)
    act = text.meta.work or (name[0] if name else "")
    if not act:
        raise InputError(
            "Het bestand zegt niet welke wet het is",
            where=str(path),
            advice="Zet het BWB-nummer in de bestandsnaam.",
        )
    begins, basis = text.meta.valid_from, "text"
    if begins is None and (day := _DAY.search(path.stem)):
        begins, basis = parse_date(day[0]), "name"
    seen = [match[1] for article in text.articles if (match := _SEEN.search(article.jci))]
    return Statute(
        act=act,
        file=str(path),
        text=text,
        begins=begins,
        basis="" if begins is None else "text" if basis == "text" else "name",
        seen_from=parse_date(max(seen, default="")),
    )


def _not_an_act(root: etree._Element, path: Path) -> Finding:
    """Says what kind of file it is instead."""
    if local_name(root) == "cvdr":
        return Finding(Severity.NOTE, "not-an-act", "Dit is een gemeentelijke regeling, geen wet", str(path))
    try:
        refuse_root(root, str(path))
    except InputError as error:
        return Finding(Severity.NOTE, "not-an-act", error.what, str(path), error.advice)
