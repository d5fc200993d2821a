"""Coverage per year: the day that counts, gaps in knowledge as unknown, and agreement with the matrix."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv.bylaws.norms.recognise import Norm
from apv.bylaws.regulation import Metadata
from apv.comparing.batch import Wishes, compare
from apv.comparing.comparison import Comparison, FoundNorm, ReadBylaw
from apv.comparing.over_time import OverTime, counting_days, over_time
from apv.law.catalogue import Catalogue

from .conftest import FOLLOWING, JEERING, ORDINARY, WriteBylaw

ON = date(2026, 11, 23)


def history(found: Comparison) -> OverTime:
    assert found.over_time is not None
    return found.over_time


@pytest.fixture
def folder(write_bylaw: WriteBylaw) -> Path:
    write_bylaw("Zandrecht", JEERING, start=date(2018, 1, 1), end=date(2021, 1, 1), version=1)
    write_bylaw("Zandrecht", JEERING, FOLLOWING, start=date(2022, 9, 1), version=2)
    return write_bylaw("Bergveen", ORDINARY, start=date(2020, 7, 1)).parent


def test_a_year_counts_on_its_first_of_july(folder: Path, catalogue: Catalogue) -> None:
    found = history(compare([folder], catalogue, on=ON, wishes=Wishes(over_time=True)))
    assert found.days == (*(date(year, 7, 1) for year in range(2018, 2026)), ON)
    assert found.known["Bergveen"] == (False, False, True, True, True, True, True, True, True)
    years = {
        day.year: value
        for day, value in zip(found.days, found.municipalities["Zandrecht"]["insluiten"], strict=True)
    }
    assert years == {
        2018: "no", 2019: "no", 2020: "no",
        2021: "unknown", 2022: "unknown",  # between the versions at hand nothing is known
        2023: "yes", 2024: "yes", 2025: "yes", 2026: "yes",
    }  # fmt: skip
    assert found.municipalities["Bergveen"] == {}  # read, and never forbade anything
    figures = {day.year: figure for day, figure in zip(found.days, found.figures["uitjouwen"], strict=True)}
    counts = {
        year: (figures[year].covered, figures[year].not_covered, figures[year].unknown)
        for year in (2018, 2020, 2021)
    }
    assert counts == {2018: (1, 0, 1), 2020: (1, 1, 0), 2021: (0, 1, 1)}
    assert sum(figures[2018].families.values()) == 1


@pytest.mark.parametrize("on", [date(2019, 3, 1), date(2020, 12, 31), date(2023, 1, 1), ON])
def test_on_the_date_it_agrees_with_the_matrix(folder: Path, catalogue: Catalogue, on: date) -> None:
    found = compare([folder], catalogue, on=on, wishes=Wishes(over_time=True))
    at = history(found).days.index(on)
    for behaviour in found.behaviours:
        figure = history(found).figures[behaviour][at]
        assert figure.covered == sum(1 for row in found.matrix.values() if behaviour in row)
        assert figure.covered + figure.not_covered == len(found.matrix)
    assert {name for name, known in history(found).known.items() if known[at]} == set(found.matrix)
    assert found.figures is not None
    families = {one.behaviour: one.families for one in found.figures.behaviours}
    assert families == {name: figures[at].families for name, figures in history(found).figures.items()}


def test_a_version_of_later_has_its_own_year(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    path = write_bylaw("Zandrecht", FOLLOWING, start=date(2027, 9, 1))
    found = history(compare([path], catalogue, on=ON, wishes=Wishes(over_time=True)))
    assert found.days == (ON, date(2027, 7, 1), date(2028, 7, 1))
    assert found.municipalities["Zandrecht"]["insluiten"] == ("unknown", "unknown", "yes")


def test_a_by_law_without_a_first_day_only_tells_about_the_date(
    write_bylaw: WriteBylaw, catalogue: Catalogue
) -> None:
    write_bylaw("Bergveen", FOLLOWING, start=date(2024, 1, 1))
    path = write_bylaw("Zandrecht", FOLLOWING, start=None)
    found = history(compare([path.parent], catalogue, on=ON, wishes=Wishes(over_time=True)))
    assert found.municipalities["Zandrecht"]["insluiten"] == ("unknown", "unknown", "yes")


def test_years_before_the_law_is_known_count_as_well(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    path = write_bylaw("Zandrecht", FOLLOWING, start=date(1996, 1, 1))
    found = history(compare([path], catalogue, on=ON, wishes=Wishes(over_time=True)))
    assert found.days[0] == date(1996, 7, 1)
    assert set(found.municipalities["Zandrecht"]["insluiten"]) == {"yes"}


DAYS = st.dates(date(2005, 1, 1), date(2030, 1, 1))
VERSIONS = st.lists(
    st.tuples(st.sampled_from(["Bergveen", "Zandrecht"]), st.none() | DAYS, st.none() | DAYS, st.booleans()),
    max_size=6,
)


def version(rank: int, name: str, start: date | None, end: date | None, forbids: bool) -> ReadBylaw:
    norms = (FoundNorm(Norm("1", "", behaviours=("staren",)), ""),) if forbids else ()
    meta = Metadata(f"CVDR1_{rank}", f"CVDR-{name}", creator=name, valid_from=start, valid_to=end)
    return ReadBylaw(f"{rank}.xml", meta, "APV", 1, norms, ())


@given(VERSIONS, DAYS)
def test_every_municipality_is_counted_every_year(
    versions: list[tuple[str, date | None, date | None, bool]], on: date
) -> None:
    bylaws = [version(rank, *one) for rank, one in enumerate(versions)]
    found = over_time(bylaws, on, ["staren"], lambda bylaw: bylaw.meta.creator, lambda norm: "")
    names = {bylaw.meta.creator for bylaw in bylaws}
    assert found.days == counting_days(bylaws, on)
    assert on in found.days
    assert [day.year for day in found.days] == list(range(found.days[0].year, found.days[-1].year + 1))
    for at, figure in enumerate(found.figures["staren"]):
        assert figure.covered + figure.not_covered + figure.unknown == len(names)
        assert figure.unknown == sum(1 for known in found.known.values() if not known[at])
    for rows in found.municipalities.values():
        assert all("yes" in values for values in rows.values())
