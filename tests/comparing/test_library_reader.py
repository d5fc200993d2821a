"""By-laws out of the library compare as they do from files, over processes and threads, and are read only once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from apv.bylaws.store.library import Library
from apv.comparing import library_reader
from apv.comparing.batch import compare
from apv.comparing.cache import ResultCache
from apv.comparing.comparison import Comparison
from apv.comparing.library_reader import choose, kept
from apv.errors import InputError
from apv.law.catalogue import Catalogue

from .conftest import FOLLOWING, JEERING, ORDINARY, WriteBylaw

ON = date(2026, 11, 23)


@pytest.fixture
def folder(write_bylaw: WriteBylaw) -> Path:
    write_bylaw("Zandrecht", JEERING, start=date(2019, 1, 1), end=date(2025, 1, 1), version=6)
    write_bylaw("Zandrecht", JEERING, FOLLOWING, start=date(2025, 1, 1), version=7)
    return write_bylaw("Bergveen", FOLLOWING, ORDINARY).parent


def from_library(place: Path, catalogue: Catalogue, **options: Any) -> Comparison:
    with Library.open(place, create=False) as library:
        chosen = choose(library, [], ON)
        documents = tuple(kept(library, one) for one in chosen.documents)
    with ResultCache(place / "gelezen.sqlite3", catalogue.version) as cache:
        return compare((), catalogue, on=ON, also=documents, cache=cache, **options)


def nameless(found: Comparison) -> Comparison:
    """The comparison without the places where the by-laws were read."""
    return replace(
        found,
        bylaws=tuple(
            replace(one, file="", findings=tuple(replace(finding, where="") for finding in one.findings))
            for one in found.bylaws
        ),
        dead_letters=tuple(replace(one, file="") for one in found.dead_letters),
    )


@pytest.mark.parametrize("way", ["here", "processes", "threads"])
def test_it_compares_as_from_files(
    folder: Path, tmp_path: Path, catalogue: Catalogue, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "bibliotheek"
    with Library.open(place) as library:
        for path in sorted(folder.iterdir()):
            library.add(path.read_bytes(), path.name)
    wanted = nameless(compare([folder], catalogue, on=ON))
    with ThreadPoolExecutor(3) as executor:
        ways: dict[str, dict[str, Any]] = {
            "here": {}, "processes": {"jobs": 2}, "threads": {"executor": executor},
        }  # fmt: skip
        options = ways[way]
        assert nameless(from_library(place, catalogue, **options)) == wanted
        monkeypatch.setattr(Library, "data", None)  # a second time nothing is read again
        assert nameless(from_library(place, catalogue, **options)) == wanted
    library_reader._OPENED.libraries.clear()


def test_a_damaged_by_law_is_a_failure(folder: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    place = tmp_path / "bibliotheek"
    with Library.open(place) as library:
        for path in sorted(folder.iterdir()):
            library.add(path.read_bytes(), path.name)
        library._connection.execute("UPDATE contents SET data = x'00' WHERE document = 1")
    found = from_library(place, catalogue)
    (failure,) = found.failed
    assert "beschadigd" in failure.reason
    assert len(found.bylaws) == 2


def test_nothing_to_compare_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="niets om te vergelijken"):
        choose(None, [], ON)
    with Library.open(tmp_path) as library, pytest.raises(InputError, match="niets om te vergelijken"):
        choose(library, [], ON)
