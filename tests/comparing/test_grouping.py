"""Key figures per province or region, from a list as people keep it, and who is like whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv.comparing.batch import Wishes, compare
from apv.comparing.grouping import UNLISTED, Grouping, Listed, divide, read_grouping
from apv.comparing.key_figures import key_figures
from apv.comparing.neighbours import SHOWN, _closest_first, _ranked
from apv.errors import InputError
from apv.law.catalogue import Catalogue

from .conftest import FOLLOWING, JEERING, ORDINARY, WriteBylaw

ON = date(2026, 11, 23)
NAMES = ("Bergen (NH.)", "Súdwest-Fryslân", "Zandrecht")


def write(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "lijst.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Zandrecht;Noord\nSúdwest-Fryslân;Noord\nBergen (NH.);West\n", "utf-8"),
        ("gemeente,provincie\r\nzandrecht,Noord\r\nSúdwest-Fryslân,Noord\r\nBERGEN (NH),West\r\n", "utf-8-sig"),
        ("Gemeente Zandrecht\tNoord\nSudwest Fryslan\tNoord\nBergen\tWest", "utf-8"),
        ('"Gemeentecode";"Gemeentenaam";"Provinciecode";"Provincienaam"\n'
         "1;Zandrecht;20;Noord\n2;Súdwest-Fryslân;20;Noord\n\n3;Bergen (NH.);27;West\n", "cp1252"),
        ("Regio;Gemeentenaam 2026\nNoord;Zandrecht\nNoord;Súdwest-Fryslân\nWest;Bergen (NH.)", "utf-8"),
    ],
)  # fmt: skip
def test_a_list_as_people_keep_it(tmp_path: Path, text: str, encoding: str) -> None:
    groups, findings = divide(read_grouping(write(tmp_path, text, encoding)), NAMES)
    assert [(group.name, group.members, group.missing) for group in groups] == [
        ("Noord", ("Súdwest-Fryslân", "Zandrecht"), ()), ("West", ("Bergen (NH.)",), ()),
    ]  # fmt: skip
    assert findings == ()


def test_what_does_not_fit_is_said(tmp_path: Path) -> None:
    path = write(tmp_path, "Zandrecht;Noord\nVerweg;Noord\nZandrecht;Zuid\nalleen dit\n;Oost\n")
    groups, findings = divide(read_grouping(path), NAMES)
    assert [(group.name, group.members, group.missing) for group in groups] == [
        ("Noord", ("Zandrecht",), ("Verweg",)), (UNLISTED, ("Bergen (NH.)", "Súdwest-Fryslân"), ()),
    ]  # fmt: skip
    said = {(finding.rule, finding.where.rpartition(" ")[2]) for finding in findings}
    assert {("compare-list-twice", "3"), ("compare-list-row", "4"), ("compare-list-row", "5")} <= said
    texts = " ".join(finding.what for finding in findings)
    assert "Verweg" in texts
    assert "Bergen (NH.) en Súdwest-Fryslân" in texts


def test_a_name_that_two_municipalities_share_is_asked_back(tmp_path: Path) -> None:
    groups, findings = divide(read_grouping(write(tmp_path, "Bergen;West\n")), ("Bergen (L.)", "Bergen (NH.)"))
    assert groups[0].missing == ("Bergen",)
    assert any(finding.rule == "compare-list-unclear" and "regel 1" in finding.where for finding in findings)


@pytest.mark.parametrize("text", ["", "\n\n", "Zandrecht\nBergveen\n"])
def test_a_list_without_groups_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="twee kolommen"):
        read_grouping(write(tmp_path, text))


@given(
    st.lists(st.tuples(st.sampled_from(["A", "B", "C", "D", "Elders"]), st.sampled_from(["x", "y"])), max_size=8)
)
def test_every_municipality_is_in_exactly_one_group(rows: list[tuple[str, str]]) -> None:
    first: dict[str, str] = {}
    for name, group in rows:
        first.setdefault(name, group)
    listed = tuple(Listed(name, group, line) for line, (name, group) in enumerate(first.items(), start=1))
    groups, _ = divide(Grouping("lijst.csv", listed, ()), ("A", "B", "C"))
    assert sorted(name for group in groups for name in group.members) == ["A", "B", "C"]
    assert [name for group in groups for name in group.missing].count("Elders") == ("Elders" in first)


@pytest.fixture
def folder(write_bylaw: WriteBylaw) -> Path:
    write_bylaw("Zandrecht", JEERING)
    write_bylaw("Bergveen", FOLLOWING)
    write_bylaw("Heideburg", FOLLOWING, JEERING)
    return write_bylaw("Vlietmonde", ORDINARY).parent


def test_key_figures_count_municipalities(folder: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    grouping = read_grouping(write(tmp_path, "Zandrecht;Noord\nVlietmonde;Noord\nBergveen;Zuid\nHeideburg;Zuid\n"))
    found = compare([folder], catalogue, on=ON, wishes=Wishes(grouping=grouping))
    assert found.figures is not None
    assert (found.figures.with_provision, len(found.figures.municipalities)) == (3, 4)
    covered = {one.behaviour: one.covered for one in found.figures.behaviours}
    assert list(covered) == list(catalogue.behaviours)
    assert (covered["hinderlijk-volgen"], covered["uitjouwen"], covered["sissen"]) == (2, 2, 0)
    north, south = found.groups
    assert (north.name, north.with_provision, north.municipalities) == ("Noord", 1, ("Vlietmonde", "Zandrecht"))
    for one, whole in zip(
        zip(north.behaviours, south.behaviours, strict=True), found.figures.behaviours, strict=True
    ):
        assert sum(part.covered for part in one) == whole.covered
        assert sum(part.doubtful for part in one) == whole.doubtful
    doubtful = {one.behaviour: one.doubtful for one in found.figures.behaviours}
    assert (doubtful["hinderlijk-volgen"], doubtful["nafluiten"]) == (0, 2)  # a later law is about whistling


def test_figures_without_members_are_nil() -> None:
    figures = key_figures({}, {}, ["sissen"])
    assert (figures.municipalities, figures.with_provision, dict(figures.families)) == ((), 0, {})


@given(st.dictionaries(st.integers(1, 255), st.integers(1, 3), min_size=1, max_size=40))
def test_the_nearest_are_those_that_a_comparison_with_all_finds(counts: dict[int, int]) -> None:
    alike = {mask: [f"{mask:03}-{at}" for at in range(count)] for mask, count in counts.items()}
    rank = {name: at for at, name in enumerate(sorted(name for names in alike.values() for name in names))}
    by_size: dict[int, list[int]] = {}
    for mask in alike:
        by_size.setdefault(mask.bit_count(), []).append(mask)
    for ours in alike:
        every = [
            ((ours & mask).bit_count() / (ours | mask).bit_count(), name) for mask in alike for name in alike[mask]
        ]
        every = sorted((pair for pair in every if pair[0]), key=lambda pair: (-pair[0], rank[pair[1]]))
        least = every[min(SHOWN, len(every) - 1)][0]
        found = [
            (likeness, name)
            for likeness, names in _ranked(ours, _closest_first(ours.bit_count(), by_size), alike, rank)
            for name in names
        ]
        assert found == [pair for pair in every if pair[0] >= least]


def test_who_is_like_us(folder: Path, catalogue: Catalogue) -> None:
    near = compare([folder], catalogue, on=ON).neighbours
    assert list(near) == ["Bergveen", "Heideburg", "Zandrecht"]  # one without a provision is like nobody
    (only,) = near["Bergveen"].nearest
    assert (only.municipality, only.shared, only.only_here) == (
        "Heideburg",
        ("hinderlijk-volgen", "insluiten"),
        (),
    )
    assert 0 < only.likeness < 1
    assert set(only.only_there) == {"nafluiten", "naroepen", "uitjouwen"}
    assert {one.municipality for one in near["Heideburg"].nearest} == {"Bergveen", "Zandrecht"}


def test_many_equals_are_counted(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    paths = [
        write_bylaw(f"Gemeente {number:02}", FOLLOWING, work=f"CVDR7000{number:02}") for number in range(SHOWN + 4)
    ]
    near = compare(paths, catalogue, on=ON).neighbours["Gemeente 03"]
    assert [one.municipality for one in near.nearest] == [f"Gemeente {number:02}" for number in (0, 1, 2, 4, 5)]
    assert {one.likeness for one in near.nearest} == {1.0}
    assert near.more_equal == 3


def test_only_the_behaviours_asked_for_count(folder: Path, catalogue: Catalogue) -> None:
    near = compare([folder], catalogue, on=ON, behaviours=["uitjouwen"]).neighbours
    assert list(near) == ["Heideburg", "Zandrecht"]
    assert near["Zandrecht"].nearest[0].likeness == 1.0
