"""The library keeps every file as it came, knows versions and their days, and finds by name, date and word."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import recognise
from apv.bylaws.reading import read_data
from apv.bylaws.store.database import LibraryError
from apv.bylaws.store.laws import library_statutes
from apv.bylaws.store.library import Library, library_at_hand
from apv.bylaws.store.norms import norms_in, recogniser_version
from apv.bylaws.store.place import database_path, library_place, user_folder
from apv.errors import InputError
from apv.law.catalogue import Catalogue

from .library_files import JEERING, ORDINARY, act, bylaw

ON = date(2026, 11, 23)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "bibliotheek") as opened:
        yield opened


def test_a_file_is_kept_as_it_came(library: Library) -> None:
    data = bylaw()
    added = library.add(data, "apv.xml", "https://voorbeeld.nl/apv.xml")
    assert (added.status, added.id) == ("new", "CVDR500001_1")
    assert library.data(added.id) == data
    assert library.regulation(added.id) == read_data(data, where="x")
    document = library.document(added.id)
    assert document.hash == hashlib.sha256(data).hexdigest()
    assert (document.municipality, document.name, document.origin) == (
        "Zandrecht",
        "apv.xml",
        "https://voorbeeld.nl/apv.xml",
    )
    assert library.meta(document).citation_title == "Algemene plaatselijke verordening Zandrecht"
    assert library.has(document.hash)


def test_adding_again_changes_nothing(library: Library) -> None:
    library.add(bylaw(), "a.xml")
    before = library.documents()
    assert library.add(bylaw(), "onder een andere naam.xml").status == "known"
    assert library.documents() == before


def test_what_cannot_be_read_is_refused_and_leaves_nothing(library: Library) -> None:
    for data in (b"", b"geen xml", b"<cvdr>", b"<officiele-publicatie/>", b"PK\x03\x04"):
        with pytest.raises(InputError) as caught:
            library.add(data, "kapot.xml")
        assert not isinstance(caught.value, LibraryError), "one bad file does not make the library unusable"
    assert library.documents() == ()
    with pytest.raises(InputError, match="welke wet"):
        library.add(act("").replace(b'bwb-id=""', b""), "wet.xml")


def test_versions_are_found_by_their_days(library: Library) -> None:
    library.add(bylaw(version=2, start=date(2022, 1, 1), end=date(2025, 1, 1)), "2.xml")
    assert library.add(bylaw(version=1, end=date(2022, 1, 1)), "1.xml").status == "new", "older is not newer"
    assert library.add(bylaw(version=3, start=date(2025, 1, 1)), "3.xml").status == "newer_version"
    assert [one.number for one in library.versions("CVDR500001")] == [1, 2, 3]
    (work,) = library.works()
    assert work.on(date(2017, 12, 31)) is None
    for day, number in ((date(2018, 1, 1), 1), (date(2021, 12, 31), 1), (date(2022, 1, 1), 2), (ON, 3)):
        version = work.on(day)
        assert version is not None
        assert version.number == number, day
        assert [one.number for one in library.find("Zandrecht", day).documents] == [number]
    found = library.find("Zandrecht", date(2017, 6, 1))
    assert found.documents == ()
    assert found.one(lambda _: True) is None
    assert "geen APV die geldt op 1 juni 2017" in found.lack()


def test_an_end_before_the_beginning_says_nothing(library: Library) -> None:
    library.add(bylaw(start=date(2023, 7, 6), end=date(2023, 6, 1)), "a.xml")
    assert library.find("Zandrecht", ON).documents
    assert not library.find("Zandrecht", date(2023, 7, 5)).documents


def test_of_two_files_with_one_name_the_newer_counts_and_both_stay(library: Library) -> None:
    library.add(bylaw("Zandrecht", ORDINARY, modified=date(2024, 5, 1)), "eerst.xml")
    late = library.add(bylaw("Zandrecht", JEERING, modified=date(2024, 2, 1)), "later-maar-ouder.xml")
    assert late.id == hashlib.sha256(bylaw("Zandrecht", JEERING, modified=date(2024, 2, 1))).hexdigest()[:12]
    assert "library-same-version" in {finding.rule for finding in late.findings}
    assert library.document("CVDR500001_1").name == "eerst.xml"
    same_day = library.add(bylaw("Zandrecht", JEERING, ORDINARY, modified=date(2024, 5, 1)), "zelfde-dag.xml")
    assert same_day.status == "newer_version"
    assert library.document("CVDR500001_1").name == "zelfde-dag.xml", "on one day the last added counts"
    assert len(library.versions("CVDR500001")) == 3
    assert [one.name for one in library.find("Zandrecht", ON).documents] == ["zelfde-dag.xml"]
    library.remove("CVDR500001_1")
    assert library.document("CVDR500001_1").name == "eerst.xml", "what was replaced counts again"
    assert library.data(late.id), "and the older file is still there under its hash"


@pytest.mark.parametrize(
    "spelling", ["CVDR500001_1", "cvdr500001_1", "500001_1", "CVDR://500001_1", "CVDR500001", " CVDR500001-1 "]
)
def test_a_version_is_known_in_every_spelling(library: Library, spelling: str) -> None:
    library.add(bylaw(), "a.xml")
    library.add(bylaw("Anders", work="CVDR500002"), "b.xml")
    assert library.document(spelling).expression == "CVDR500001_1"


def test_a_file_without_a_name_goes_by_its_hash(library: Library) -> None:
    added = library.add(bylaw(identifier="", work=""), "concept.xml")
    assert added.id == hashlib.sha256(bylaw(identifier="", work="")).hexdigest()[:12]
    assert library.document(added.id).hash.startswith(added.id)
    assert library.document(f"sha256:{library.document(added.id).hash}").name == "concept.xml"
    assert len(library.works()) == 1
    library.add(bylaw("Zandrecht", ORDINARY, identifier="", work=""), "concept2.xml")
    assert len(library.works()) == 2, "files without a name are no versions of one another"


def test_an_unknown_name_is_answered_with_the_nearest(library: Library) -> None:
    library.add(bylaw(), "a.xml")
    with pytest.raises(InputError, match="CVDR500001_1"):
        library.document("CVDR500001_2")
    with pytest.raises(InputError, match="apv library list"):
        library.remove("CVDR500001", "bestaat niet")
    assert len(library.documents()) == 1, "nothing is removed when one name is wrong"


def test_removing_a_work_leaves_nothing_of_it(library: Library) -> None:
    library.add(bylaw(version=1), "1.xml")
    library.add(bylaw("Zandrecht", ORDINARY, version=2), "2.xml")
    library.add(bylaw("Anders", work="CVDR500002"), "3.xml")
    assert len(library.remove("cvdr500001")) == 2
    assert [one.work for one in library.documents()] == ["CVDR500002"]
    assert {found.document.work for found in library.search("fluiten").found} == {"CVDR500002"}
    with sqlite3.connect(library.path) as raw:
        for table in ("contents", "passages"):
            assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,), table
        raw.execute("INSERT INTO words (words) VALUES ('integrity-check')")


# names of municipalities


@pytest.mark.parametrize(
    ("official", "asked"),
    [
        ("'s-Gravenhage", "’s-Gravenhage"),
        ("'s-Gravenhage", "s gravenhage"),
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("Zandrecht", "Gemeente ZANDRECHT "),
        ("Bergen (NH)", "bergen nh"),
        ("Bergen (NH)", "Bergen"),
        ("Nuenen, Gerwen en Nederwetten", "nuenen gerwen en nederwetten"),
    ],
)
def test_a_municipality_is_found_however_it_is_written(library: Library, official: str, asked: str) -> None:
    library.add(bylaw(official), "a.xml")
    library.add(bylaw("Anders", work="CVDR500002"), "b.xml")
    assert library.find(asked, ON).names == (official,)


def test_a_name_of_several_municipalities_is_asked_back(library: Library) -> None:
    for number, name in enumerate(("Bergen (NH)", "Bergen (L)", "Bergen op Zoom"), start=1):
        library.add(bylaw(name, work=f"CVDR50000{number}"), f"{number}.xml")
    with pytest.raises(InputError) as caught:
        library.find("Bergen", ON)
    assert "'Bergen (L)', 'Bergen (NH)'" in str(caught.value)
    assert "Zoom" not in str(caught.value)
    assert library.find("Bergen (L)", ON).names == ("Bergen (L)",)


def test_a_name_that_only_begins_the_same_is_another_municipality(library: Library) -> None:
    library.add(bylaw("Beekdal"), "a.xml")
    found = library.find("Beek", ON)
    assert (found.names, found.near) == ((), ("Beekdal",))
    assert found.one(lambda _: True) is None
    assert "niets van 'Beek', wel van: Beekdal" in found.lack()
    assert library.find("Elders", ON).lack() == ""


def test_a_province_is_no_municipality(library: Library) -> None:
    library.add(bylaw("Zandrecht", scheme="overheid:Provincie"), "a.xml")
    assert library.find("Zandrecht", ON).names == ()
    library.add(bylaw("Zandrecht", work="CVDR500002", scheme=""), "b.xml")
    assert [one.work for one in library.find("Zandrecht", ON).documents] == ["CVDR500002"]


def test_the_general_by_law_is_the_one_that_is_meant(library: Library) -> None:
    library.add(bylaw(title="Marktverordening Zandrecht"), "markt.xml")
    found = library.find("Zandrecht", ON)
    assert found.one(lambda _: False) is None, "a market regulation does not pass for the by-law"
    assert "geen regeling die als APV te herkennen is" in found.lack()
    assert "CVDR500001_1" in found.lack()
    only = found.one(lambda document: document.title.startswith("Markt"))
    assert only is not None, "unless it forbids conduct"
    library.add(bylaw(work="CVDR500002", title="APV Zandrecht 2024"), "apv.xml")
    chosen = library.find("Zandrecht", ON).one(lambda _: True)
    assert chosen is not None
    assert chosen.work == "CVDR500002"
    library.add(bylaw(work="CVDR500003", title="APV Zandrecht-Noord"), "apv2.xml")
    with pytest.raises(InputError, match=r"CVDR500002_1 .*CVDR500003_1"):
        library.find("Zandrecht", ON).one(lambda _: True)


# searching


def test_search_finds_the_article_with_its_words(library: Library) -> None:
    library.add(bylaw("Zandrecht", ORDINARY, JEERING), "a.xml")
    found = library.search("fluiten uit")
    assert found.total == 1
    (one,) = found.found
    assert (one.number, one.heading, one.document.municipality) == ("2:2", "Onderwerp 2", "Zandrecht")
    assert [one.snippet[start:end] for start, end in one.marks] == ["fluiten", "uit"]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ('"na te fluiten"', 1),
        ('"fluiten na te"', 1),
        ('"fluiten te na"', 0),
        ("fluit*", 1),
        ("fluit", 0),
        ("FLUITEN", 1),
        ("fluiten OR bestaatniet", 0),
        ("NOT fluiten", 0),
        ("café", 1),
        ("CAFE", 1),
        ('cafe"', 1),
        ("fluiten) OR (weg", 0),
        ("text: fluiten", 0),
        ("2:1", 1),
        ("na-te-fluiten", 1),
        ("intimidatie", 1),
    ],
)
def test_every_query_is_only_words(library: Library, words: str, hits: int) -> None:
    text = JEERING + " Ook in een cafe\u0301 geldt dit, en bij inti\u00admidatie."
    library.add(bylaw("Zandrecht", text), "a.xml")
    assert library.search(words).total == hits


@pytest.mark.parametrize("words", ["", "   ", '"', "* - ()", "^", "\x00"])
def test_a_query_without_words_is_refused(library: Library, words: str) -> None:
    with pytest.raises(InputError, match="geen woord"):
        library.search(words)


def test_search_by_municipality_and_day(library: Library) -> None:
    library.add(bylaw("Zandrecht", JEERING, version=1, end=date(2022, 1, 1)), "1.xml")
    library.add(bylaw("Zandrecht", ORDINARY, version=2, start=date(2022, 1, 1)), "2.xml")
    library.add(bylaw("Anders", JEERING, work="CVDR500002"), "3.xml")
    library.add(act(text="Fluiten mag niet."), "BWBR0009999.xml")
    assert library.search("fluiten").total == 3
    assert library.search("fluiten", municipality="zandrecht").total == 1
    assert library.search("fluiten", day=ON).total == 2
    assert library.search("fluiten", municipality="Zandrecht", day=ON).total == 0
    assert library.search("fluiten", municipality="Elders").total == 0
    assert len(library.search("fluiten", limit=1).found) == 1


# acts


def test_acts_are_kept_by_state(library: Library, samples: Path) -> None:
    for path in sorted((samples / "bwb-states").rglob("BWBR0002458_20*.xml")):
        library.add(path.read_bytes(), str(path))
    (law,) = library.laws()
    assert len(law.versions) == 16
    assert all(version.counts for version in law.versions)
    on = law.on(date(2013, 6, 1))
    assert on is not None
    assert on.id == "BWBR0002458_2013-01-01_1", "of two states of one day the one that was known last"
    (statute,) = library_statutes(library, "BWBR0002458", date(2013, 6, 1))
    assert (statute.act, statute.begins) == ("BWBR0002458", date(2013, 1, 1))
    assert library_statutes(library, "BWBR0000001", ON) == []


def test_an_act_without_a_date_is_taken_when_there_is_no_other(library: Library) -> None:
    library.add(act(start=""), "wet.xml")
    assert library.document("bwbr0009999").valid_from is None
    (statute,) = library_statutes(library, "BWBR0009999", ON)
    assert statute.begins is None
    library.add(act(start="2021-01-01"), "wet2.xml")
    assert [one.begins for one in library_statutes(library, "BWBR0009999", ON)] == [date(2021, 1, 1)]
    assert [one.begins for one in library_statutes(library, "BWBR0009999", date(2020, 1, 1))] == [None]


# norms


def test_norms_are_recognised_once(library: Library, catalogue: Catalogue) -> None:
    document = library.document(library.add(bylaw("Zandrecht", ORDINARY, JEERING), "a.xml").id)
    lexicon = load_lexicon(catalogue)
    fresh = norms_in(library, document, catalogue.version, lambda: lexicon)
    assert tuple(quoted.norm for quoted in fresh) == recognise(library.regulation(document.id), lexicon)
    assert "na te fluiten" in fresh[0].quote

    def not_again() -> None:
        raise AssertionError("the kept norms should do")

    assert norms_in(library, document, catalogue.version, not_again) == fresh  # type: ignore[arg-type]
    recogniser = recogniser_version(catalogue.version)
    assert library.norms_for(document.hash, recogniser) == fresh
    assert library.norms_for(document.hash, recogniser_version("sha256:andere-catalogus")) is None
    library.remove(document.id)
    assert library.norms_for(document.hash, recogniser) is None


def test_norms_of_a_library_that_cannot_be_written_to(tmp_path: Path, catalogue: Catalogue) -> None:
    with Library.open(tmp_path) as library:
        library.add(bylaw(), "a.xml")
        raw = sqlite3.connect(library.path)
        raw.execute("BEGIN IMMEDIATE")
        with Library.open(tmp_path, create=False, patience=0.01) as other:
            document = other.document("CVDR500001_1")
            assert norms_in(other, document, catalogue.version, lambda: load_lexicon(catalogue))
        raw.close()
        assert library.norms_for(document.hash, recogniser_version(catalogue.version)) is None


# where it lies


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {}, "thuis/.local/share/apv"),
        ("linux", {"XDG_DATA_HOME": "niet/volledig"}, "thuis/.local/share/apv"),
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/apv"),
        ("darwin", {"XDG_DATA_HOME": "/data"}, "thuis/Library/Application Support/apv"),
        ("win32", {}, "thuis/AppData/Local/apv"),
        ("win32", {"LOCALAPPDATA": "C:/Data"}, "C:/Data/apv"),
    ],
)
def test_the_usual_place(platform: str, environ: dict[str, str], folder: str) -> None:
    assert user_folder(environ, platform, Path("thuis")).as_posix() == folder


def test_the_named_place_goes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("APV_LIBRARY", str(tmp_path / "omgeving"))
    assert library_place() == tmp_path / "omgeving"
    assert library_place(tmp_path / "genoemd") == tmp_path / "genoemd"
    assert database_path(tmp_path / "apvs.sqlite3") == tmp_path / "apvs.sqlite3"
    assert library_at_hand(None) is None
    assert not (tmp_path / "omgeving").exists(), "looking for a library makes none"
    with pytest.raises(LibraryError, match="nog geen bibliotheek"):
        library_at_hand(tmp_path / "genoemd")


def test_nothing_is_written_outside_the_folder(tmp_path: Path) -> None:
    place = tmp_path / "map" / "bibliotheek"
    with Library.open(place) as library:
        library.add(bylaw(), "../../uitbreker.xml")
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*")) if path.is_file()] == [
        "map/bibliotheek/bibliotheek.sqlite3"
    ]
