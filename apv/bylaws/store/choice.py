"""Which by-law a municipality's name stands for on a day: what the library has of it, and which one is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from apv.bylaws.fetching.services import load_services
from apv.bylaws.fetching.sru import Record
from apv.bylaws.regulation import Metadata
from apv.bylaws.store.general_bylaw import is_general_bylaw
from apv.bylaws.store.names import SHOWN, Match
from apv.bylaws.store.records import Document, Work, version_on
from apv.dutch import long_date
from apv.errors import InputError

ReadMeta = Callable[[Document], Metadata]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the library has of a municipality on a day.

    `names` are its official names, none when nothing is kept of it; `documents` the versions that hold, one per
    regulation, and `general` those of them that by their titles are its general by-law; `elsewhen` the regulations
    of which no version holds on that day; `near` other municipalities whose name begins the same.
    """

    asked: str
    day: date
    names: tuple[str, ...]
    documents: tuple[Document, ...]
    general: tuple[Document, ...]
    elsewhen: tuple[Work, ...]
    near: tuple[str, ...]

    def one(self, forbids: Callable[[Document], bool]) -> Document | None:
        """The by-law that is meant, or None.

        By its title; when no title tells, the regulation in which conduct is forbidden (`forbids`). Nothing else
        may pass for the by-law: that a market regulation is silent on a behaviour says nothing. Raises InputError
        with the candidates when there are several.
        """
        found = self.general or tuple(document for document in self.documents if forbids(document))
        if len(found) > 1:
            raise InputError(
                f"In de bibliotheek staan meer regelingen van {self.names[0]} die gelden op {long_date(self.day)}",
                advice=f"Geef met --apv het kenmerk van de regeling die u bedoelt: {_listed(found)}.",
            )
        return next(iter(found), None)

    def lack(self) -> str:
        """Why there is no by-law, as a sentence for the user; "" when the library has nothing to do with it."""
        if self.documents:
            return (
                f"In de bibliotheek staat van {self.names[0]} geen regeling die als APV te herkennen is, wel: "
                f"{_listed(self.documents)}. Is dat de APV, geef dan haar kenmerk met --apv."
            )
        if self.elsewhen:
            versions = [version for work in self.elsewhen for version in work.versions if version.counts]
            return (
                f"In de bibliotheek staat van {self.names[0]} geen APV die geldt op {long_date(self.day)}, wel: "
                f"{_listed(versions)}."
            )
        if self.near:
            names = ", ".join(self.near[:SHOWN])
            return f"In de bibliotheek staat niets van '{self.asked}', wel van: {names}."
        return ""


def _listed(documents: Iterable[Document]) -> str:
    return "; ".join(f"{one.id} ({one.title})" for one in documents)


def candidates(asked: str, day: date, match: Match, works: Iterable[Work], meta: ReadMeta) -> Candidates:
    """What `works`, those of the municipality meant, offer on `day`."""
    holding, elsewhen = [], []
    for work in works:
        version = version_on(work.versions, day)
        if version is None:
            elsewhen.append(work)
        else:
            holding.append(version)
    return Candidates(
        asked, day, match.names, tuple(holding), tuple(_general(holding, meta)), tuple(elsewhen), match.near
    )


def _general(documents: Sequence[Document], meta: ReadMeta) -> Sequence[Document]:
    if not documents:
        return ()
    marks = load_services().marks
    records = [(document, _record(document, meta(document))) for document in documents]
    for patterns in (marks.titles, marks.maybe):
        found = [document for document, record in records if is_general_bylaw(record, marks, patterns)]
        if found:
            return found
    return ()


def _record(document: Document, meta: Metadata) -> Record:
    return Record(
        document.expression, document.work, document.number, meta.title, meta.citation_title, document.creator,
        rubric=meta.rubric,
    )  # fmt: skip
