"""The law as the program knows it: legal_sources/ read once into one `Catalogue` that all rooms ask."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from lxml import etree

from apv.data_files import data_folder
from apv.errors import CatalogueError, InputError, unknown_name
from apv.law import reading
from apv.law.case_law import Bearing, Judgment
from apv.law.frames import CompetenceTest, Event, FineAmounts, Law
from apv.law.provision import Provision
from apv.law.terms import Behaviour, Fact, Term
from apv.safe_xml import parse_file

FILES = (
    "facts.xml",
    "behaviours.xml",
    "vocabulary.xml",
    "laws.xml",
    "national/*.xml",
    "local/*.xml",
    "case_law.xml",
    "competence.xml",
    "events.xml",
)
"""The catalogue's files in the order in which they are read."""

JCI = "https://wetten.overheid.nl/jci1.3:c:"
"""Address under which every article of every act can be reached on a date."""


@dataclass(frozen=True, eq=False)  # one per folder: identity is enough
class Catalogue:
    """Everything in legal_sources/. Dictionaries keep the order of the files."""

    facts: dict[str, Fact]
    behaviours: dict[str, Behaviour]
    groups: dict[str, Term]
    frameworks: dict[str, Term]
    settings: dict[str, Term]
    places: dict[str, Term]
    enforcers: dict[str, Term]
    fora: dict[str, Term]
    laws: dict[str, Law]
    fines: tuple[FineAmounts, ...]
    provisions: dict[str, Provision]
    judgments: tuple[Judgment, ...]
    competence_tests: tuple[CompetenceTest, ...]
    events: tuple[Event, ...]
    supported_from: date
    version: str
    """"sha256:" and the hash of every file in it: names the law an answer was given from."""

    @cached_property
    def judging(self) -> tuple[Provision, ...]:
        """National provisions that a case can be held against, in framework order."""
        order = list(self.frameworks)
        national = [
            p
            for p in self.provisions.values()
            if not p.municipality and any(version.judges_conduct for version in p.versions)
        ]
        return tuple(sorted(national, key=lambda p: order.index(p.framework)))

    @cached_property
    def bearings(self) -> dict[str, tuple[tuple[Judgment, Bearing], ...]]:
        """Per provision id the judgments that bear on it, oldest first."""
        found: dict[str, list[tuple[Judgment, Bearing]]] = {}
        for judgment in sorted(self.judgments, key=lambda j: (j.known_from, j.id)):
            for bearing in judgment.bearings:
                found.setdefault(bearing.provision, []).append((judgment, bearing))
        return {provision: tuple(pairs) for provision, pairs in found.items()}

    def local(self, municipality: str) -> tuple[Provision, ...]:
        """The by-law articles of this municipality that the catalogue knows of."""
        wanted = municipality.casefold()
        if not wanted:
            return ()
        return tuple(p for p in self.provisions.values() if p.municipality.casefold() == wanted)

    def behaviour(self, name: str) -> Behaviour:
        """The behaviour with this id; InputError with the nearest names when there is none."""
        return self._named("Gedraging", name, self.behaviours, "apv catalogue list behaviours")

    def provision(self, name: str) -> Provision:
        """The provision with this id; InputError with the nearest names when there is none."""
        return self._named("Bepaling", name, self.provisions, "apv catalogue list provisions")

    def fact(self, name: str) -> Fact:
        """The fact with this id; InputError with the nearest names when there is none."""
        return self._named("Feit", name, self.facts, "apv catalogue list facts")

    def setting(self, name: str) -> Term:
        """The setting with this id; InputError with the nearest names when there is none."""
        return self._named("Situatie", name, self.settings, "apv catalogue list settings")

    def place(self, name: str) -> Term:
        """The place with this id; InputError with the nearest names when there is none."""
        return self._named("Plaats", name, self.places, "apv catalogue list places")

    def fine(self, category: int, day: date) -> tuple[int | None, FineAmounts]:
        """The maximum of a fine category in whole euros on `day` (None: not verified), with its source record."""
        records = [record for record in self.fines if record.start <= day]
        record = records[-1] if records else self.fines[0]
        return record.amount(category), record

    def cite(self, provision: Provision) -> str:
        """How a Dutch jurist cites it: "art. 251 lid 1 onder a Sr", "art. 7:646 BW"."""
        law = self.laws[provision.law]
        article = f"{law.book}:{provision.article}" if law.book else provision.article
        whose = f"{law.short} {provision.municipality}".strip()
        return f"art. {article}{_cite_lid(provision.lid)} {whose}"

    def link(self, provision: Provision, day: date) -> str:
        """The official text of the article on `day` (a JCI address); "" when the act has no such address."""
        law = self.laws[provision.law]
        if not law.bwb or not re.fullmatch(r"[\d.:]+[a-z]*", provision.article):
            return ""
        book = f"&boek={law.book}" if law.book else ""
        return f"{JCI}{law.bwb}{book}&artikel={provision.article}&g={day.isoformat()}"

    def check_day(self, day: date) -> date:
        """`day`, unless it lies before the period for which the catalogue knows the law."""
        if day < self.supported_from:
            raise InputError(
                f"De datum {day.isoformat()} ligt vóór de periode waarvan het recht is opgenomen",
                advice=f"Kies een datum vanaf {self.supported_from.isoformat()}.",
            )
        return day

    @staticmethod
    def _named(what: str, name: str, known: dict[str, _T], see: str) -> _T:
        found = known.get(name) or known.get(name.strip().lower())
        if found is None:
            raise unknown_name(what, name, known, see=see)
        return found


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T")
_N = TypeVar("_N", bound=_Named)


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue in `folder` (default: the one that comes with the program), read once per folder.

    Raises CatalogueError naming file and line when a file breaks the rules of catalogue.xsd.

    >>> load_catalogue().behaviours["sissen"].label
    'Sissen'
    """
    return _load((folder or data_folder("legal_sources")).resolve())


@cache
def _load(folder: Path) -> Catalogue:
    paths = list(_files(folder))
    roots = dict(_validated(folder, paths))

    def every(tag: str, read: Callable[[etree._Element], _T]) -> Iterator[_T]:
        return (read(node) for root in roots.values() for node in root.iterchildren(tag))

    behaviours = _by_id(every("behaviour", reading.read_behaviour))
    groups: dict[str, tuple[str, ...]] = {}
    for behaviour in behaviours.values():
        groups[behaviour.group] = (*groups.get(behaviour.group, ()), behaviour.id)
    return Catalogue(
        facts=_by_id(every("fact", reading.read_fact)),
        behaviours=behaviours,
        groups=_by_id(every("group", reading.read_term)),
        frameworks=_by_id(every("framework", reading.read_term)),
        settings=_by_id(every("setting", reading.read_term)),
        places=_by_id(every("place", reading.read_term)),
        enforcers=_by_id(every("enforcer", reading.read_term)),
        fora=_by_id(every("forum", reading.read_term)),
        laws=_by_id(every("law", reading.read_law)),
        fines=tuple(sorted(every("fines", reading.read_fines), key=lambda record: record.start)),
        provisions=_by_id(every("provision", lambda node: reading.read_provision(node, groups))),
        judgments=tuple(every("judgment", reading.read_judgment)),
        competence_tests=tuple(every("test", reading.read_competence_test)),
        events=tuple(sorted(every("event", reading.read_event), key=lambda event: event.day)),
        supported_from=_supported_from(roots.values()),
        version=_fingerprint(folder, paths),
    )


def _files(folder: Path) -> Iterator[Path]:
    for pattern in FILES:
        found = sorted(folder.glob(pattern))
        if not found:
            raise CatalogueError("Een bestand van de catalogus ontbreekt", where=str(folder / pattern))
        yield from found


def _validated(folder: Path, paths: Iterable[Path]) -> Iterator[tuple[Path, etree._Element]]:
    schema = etree.XMLSchema(file=str(folder / "catalogue.xsd"))
    for path in paths:
        root = parse_file(path)
        if not schema.validate(root):
            first = schema.error_log[0]
            raise CatalogueError(
                "De catalogus houdt zich niet aan catalogue.xsd",
                where=f"{path}, regel {first.line}",
                advice=first.message,
            )
        yield path, root


def _by_id(values: Iterable[_N]) -> dict[str, _N]:
    found: dict[str, _N] = {}
    for value in values:
        if value.id in found:
            raise CatalogueError(
                f"De naam '{value.id}' komt twee keer voor in de catalogus", advice="Kies een andere naam."
            )
        found[value.id] = value
    return found


def _supported_from(roots: Iterable[etree._Element]) -> date:
    return next(date.fromisoformat(day) for root in roots if (day := root.get("supported-from")))


def _fingerprint(folder: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return f"sha256:{digest.hexdigest()}"


def _cite_lid(lid: str) -> str:
    match = re.fullmatch(r"(\d+)([a-z]?)", lid)
    if not match:
        return f" ({lid})" if lid else ""
    return f" lid {match[1]}" + (f" onder {match[2]}" if match[2] else "")
