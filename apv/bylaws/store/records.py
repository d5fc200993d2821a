"""What the library knows of each file it keeps: which by-law or act it is, which version, and when that holds.

`describe` makes such a record from the bytes of a file; library_rows keeps it in the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from apv.bylaws.identifiers import cvdr_name
from apv.bylaws.markup.bwb import statute_from
from apv.bylaws.markup.cvdr import regulation_from
from apv.bylaws.markup.outline import parse_outline
from apv.bylaws.markup.roots import STATUTE_ROOTS
from apv.bylaws.regulation import Metadata, Regulation
from apv.bylaws.statutes import Statute, statute_of
from apv.findings import Finding, Severity
from apv.safe_xml import local_name

Kind = Literal["bylaw", "law"]

_MUNICIPAL = "Gemeente"
"""How CVDR's name for the kind of body ends when it is a municipality."""

_STATE = r"\d{4}-\d{2}-\d{2}_\d+"
"""The end of the official name of a state of an act: "2024-07-01_0"."""

SHORT = 12
"""Letters of the hash that name a file which has no official name of its own."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file in the library. `hash` is the SHA-256 of its bytes (64 hex digits), `size` their number.

    `work` and `expression` are the official names of the regulation and of this version ("CVDR72510",
    "CVDR72510_56"), "" when the file does not say; `number` the rank of the version (56). `edition` is the day on
    which this text of the version was made. `creator` is the body that made it, `scheme` what kind of body. Of
    files with one expression only the newest `counts`. `key` is the order of adding; `name` and `origin` say where
    the file came from.
    """

    hash: str
    kind: Kind
    work: str
    expression: str
    number: int
    edition: date | None
    creator: str
    scheme: str
    title: str
    valid_from: date | None
    valid_to: date | None
    articles: int
    name: str
    origin: str
    size: int
    key: int = 0
    counts: bool = True

    @property
    def id(self) -> str:
        """The name by which `show` and `remove` know it."""
        return self.expression if self.expression and self.counts else self.hash[:SHORT]

    @property
    def municipality(self) -> str:
        """The municipality that made it; "" for an act and for a by-law of another body, such as a province."""
        return self.creator if not self.scheme or self.scheme.endswith(_MUNICIPAL) else ""

    @property
    def group(self) -> str:
        """What it is a version of; a file that does not say stands on its own."""
        return self.work or self.hash

    @property
    def end(self) -> date | None:
        """The first day it no longer holds; real files name ends before their beginning, and those say nothing."""
        if self.valid_from is not None and self.valid_to is not None and self.valid_to <= self.valid_from:
            return None
        return self.valid_to

    def holds(self, day: date) -> bool:
        """Whether the file says that it holds on `day`; a missing date does not count against it."""
        return (self.valid_from is None or self.valid_from <= day) and (self.end is None or day < self.end)

    @property
    def age(self) -> tuple[date, int, date, int]:
        """Sorts versions from old to new."""
        return self.valid_from or date.min, self.number, self.edition or date.min, self.key


@dataclass(frozen=True, slots=True)
class Work:
    """A by-law or act with its versions, old to new; `versions` also holds replaced files, that do not count."""

    id: str
    kind: Kind
    creator: str
    title: str
    versions: tuple[Document, ...]

    def on(self, day: date) -> Document | None:
        """The version that holds on `day`, or None."""
        return version_on(self.versions, day)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file: `new`, `known` (it was there already) or `newer_version` (the newest so far of a work
    that was there already). `id` names it in the library."""

    status: Literal["new", "known", "newer_version"]
    id: str
    findings: tuple[Finding, ...] = ()


def version_on(versions: Iterable[Document], day: date) -> Document | None:
    """Of these versions of one work the one that holds on `day`: the last that began."""
    return max((one for one in versions if one.counts and one.holds(day)), key=lambda one: one.age, default=None)


def group_works(documents: Iterable[Document]) -> tuple[Work, ...]:
    """The works that these documents are versions of, by municipality and title."""
    groups: dict[str, list[Document]] = {}
    for document in documents:
        groups.setdefault(document.group, []).append(document)
    works = []
    for versions in groups.values():
        versions.sort(key=lambda one: one.age)
        newest = next((one for one in reversed(versions) if one.counts), versions[-1])
        works.append(Work(newest.work or newest.id, newest.kind, newest.creator, newest.title, tuple(versions)))
    return tuple(sorted(works, key=lambda work: (work.creator.casefold(), work.title.casefold(), work.id)))


def describe(data: bytes, digest: str, *, name: str, origin: str) -> tuple[Document, Regulation]:
    """The record of the file with these bytes and what it says.

    Raises InputError for anything that cannot be read, and for an act that does not say which one it is.
    """
    outline = parse_outline(data, where=name)
    if local_name(outline.root) in STATUTE_ROOTS:
        regulation = statute_from(outline.root, where=name)
        own = _of_law(statute_of(regulation, Path(name)), f"{name} {origin}")
    else:
        regulation = regulation_from(outline, where=name)
        own = _of_bylaw(regulation.meta)
    meta = regulation.meta
    document = Document(
        **own, hash=digest, title=meta.citation_title or meta.title or regulation.title, creator=meta.creator,
        scheme=meta.creator_scheme, articles=len(regulation.articles), name=name, origin=origin, size=len(data),
    )  # fmt: skip
    return document, regulation


def _of_bylaw(meta: Metadata) -> dict[str, Any]:
    cvdr = cvdr_name(meta.identifier)
    return {
        "kind": "bylaw", "work": meta.work, "expression": meta.identifier, "edition": meta.modified,
        "number": (cvdr.version if cvdr else None) or 0, "valid_from": meta.valid_from, "valid_to": meta.valid_to,
    }  # fmt: skip


def _of_law(statute: Statute, label: str) -> dict[str, Any]:
    return {
        "kind": "law", "work": statute.act, "expression": _state(statute.act, statute.begins, label), "number": 0,
        "edition": statute.seen_from or statute.begins, "valid_from": statute.begins, "valid_to": None,
    }  # fmt: skip


def _state(act: str, begins: date | None, label: str) -> str:
    """The name of this state of an act: as its file is named officially, else the act and its first day."""
    official = re.search(rf"{re.escape(act)}_{_STATE}", label)
    return official[0] if official else f"{act}_{begins}" if begins else act


def same_version(document: Document, others: Iterable[Document]) -> Finding:
    """The finding for a file with the name of another one and other content."""
    newest = max((document, *others), key=lambda one: (one.edition or date.min, one.key))
    which = "dit bestand telt" if newest is document else f"het nieuwere bestand ({newest.name}) telt"
    return Finding(
        Severity.WARNING,
        "library-same-version",
        f"Van {document.expression} was er al een bestand met andere inhoud; beide zijn bewaard en {which}",
        where=document.name,
        advice="Verwijder met apv library remove het bestand dat niet klopt.",
    )
