"""Whatever is added, removed and looked up in whatever order, the library agrees with a simple list in memory."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from apv.bylaws.store.library import Library

from .library_files import bylaw

TEXTS = ("Nafluiten is verboden.", "Naroepen is verboden.", "Samenscholing is verboden.")
WORDS = ("nafluiten", "naroepen", "samenscholing", "verboden", "weg")
DAYS = [date(year, 1, 1) for year in range(2017, 2026, 2)]


@dataclass(frozen=True)
class Kept:
    """One file as the model knows it."""

    order: int
    digest: str
    municipality: str
    work: str
    version: int
    start: date
    end: date | None
    modified: date | None
    text: str

    @property
    def expression(self) -> str:
        return f"{self.work}_{self.version}"

    def holds(self, day: date) -> bool:
        end = None if self.end is not None and self.end <= self.start else self.end
        return self.start <= day and (end is None or day < end)


class LibraryAndModel(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.library = Library.open(self.place)
        self.model: list[Kept] = []
        self.added = 0

    def teardown(self) -> None:
        self.library.close()
        shutil.rmtree(self.place)

    def counting(self) -> list[Kept]:
        """Of files with one expression the one last made, and of those the one last added."""
        newest: dict[str, Kept] = {}
        for one in self.model:
            rival = newest.get(one.expression)
            if rival is None or (rival.modified or date.min, rival.order) < (one.modified or date.min, one.order):
                newest[one.expression] = one
        return list(newest.values())

    @rule(
        place=st.integers(1, 3),
        second_work=st.booleans(),
        version=st.integers(1, 3),
        start=st.sampled_from(DAYS),
        end=st.sampled_from([None, *DAYS]),
        modified=st.sampled_from([None, date(2020, 1, 1), date(2021, 1, 1)]),
        text=st.sampled_from(TEXTS),
    )
    def add(
        self,
        place: int,
        second_work: bool,
        version: int,
        start: date,
        end: date | None,
        modified: date | None,
        text: str,
    ) -> None:
        municipality, work = f"Plaats {place}", f"CVDR50000{place + 5 * second_work}"
        data = bylaw(municipality, text, work=work, version=version, start=start, end=end, modified=modified)
        digest = hashlib.sha256(data).hexdigest()
        known = any(one.digest == digest for one in self.model)
        rivals = any(one.expression == f"{work}_{version}" for one in self.model)
        added = self.library.add(data, f"{digest[:6]}.xml")
        assert (added.status == "known") is known
        if not known:
            self.added += 1
            self.model.append(Kept(self.added, digest, municipality, work, version, start, end, modified, text))
            assert ("library-same-version" in {finding.rule for finding in added.findings}) is rivals
        assert self.library.document(added.id).hash == digest

    @rule(at=st.integers(0, 30))
    def remove_file(self, at: int) -> None:
        if self.model:
            gone = self.model[at % len(self.model)]
            assert [one.hash for one in self.library.remove(gone.digest)] == [gone.digest]
            self.model.remove(gone)

    @rule(place=st.integers(1, 3))
    def remove_work(self, place: int) -> None:
        work = f"CVDR50000{place}"
        own = [one for one in self.model if one.work == work]
        if own:
            assert {one.hash for one in self.library.remove(work)} == {one.digest for one in own}
            self.model = [one for one in self.model if one.work != work]

    @rule()
    def open_again(self) -> None:
        self.library.close()
        self.library = Library.open(self.place)

    @rule(place=st.integers(1, 3), day=st.sampled_from(DAYS))
    def find(self, place: int, day: date) -> None:
        name = f"Plaats {place}"
        found = self.library.find(f"gemeente {name.lower()}", day)
        own = [one for one in self.counting() if one.municipality == name]
        expected = {}
        for one in sorted(own, key=lambda one: (one.start, one.version, one.modified or date.min, one.order)):
            if one.holds(day):
                expected[one.work] = one.digest
        assert {document.work: document.hash for document in found.documents} == expected
        assert bool(found.names) is any(one.municipality == name for one in self.model)

    @rule(word=st.sampled_from(WORDS))
    def search(self, word: str) -> None:
        found = {one.document.hash for one in self.library.search(word, limit=1000).found}
        assert found == {one.digest for one in self.counting() if word in one.text.lower()}

    @invariant()
    def keeps_the_same_files(self) -> None:
        documents = self.library.documents()
        assert [one.hash for one in documents] == [one.digest for one in self.model]
        assert {one.hash for one in documents if one.counts} == {one.digest for one in self.counting()}


TestLibraryAndModel = LibraryAndModel.TestCase
TestLibraryAndModel.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
