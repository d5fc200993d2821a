"""Which version counts on which day, and what is known about the age of a norm."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv.bylaws.norms.recognise import Norm
from apv.bylaws.regulation import Metadata
from apv.comparing.comparison import FoundNorm, ReadBylaw, Since
from apv.comparing.standing import Placed, place
from apv.findings import Severity

DAYS = [date(year, 1, 1) for year in range(2015, 2027)]


def norm(article: str, *behaviours: str) -> FoundNorm:
    return FoundNorm(
        Norm(
            article=article, heading="", lids=(), behaviours=behaviours, place=(), place_terms=(),
            undefined_place_terms=(), actor="any", objects=(), qualifiers=(), exceptions=(), overlap=False,
            penal_listed=None, stub="", quote_at=(0, 0), words=(),
        ),
        "",
    )  # fmt: skip


def version(
    number: int,
    start: date | None,
    end: date | None = None,
    *norms: FoundNorm,
    work: str = "CVDR1000",
    concerns: str = "",
) -> ReadBylaw:
    meta = Metadata(
        identifier=f"{work}_{number}" if work else "", work=work, creator="Zandrecht",
        valid_from=start, valid_to=end, concerns=concerns,
    )  # fmt: skip
    return ReadBylaw(f"{work}_{number}.xml", meta, "APV", 10, norms, ())


def rules(placed: Placed) -> list[str]:
    return [finding.rule for finding in placed.findings]


def test_of_several_versions_the_one_valid_on_the_day_counts() -> None:
    versions = [
        version(1, date(2016, 1, 1), date(2018, 1, 1)),
        version(2, date(2018, 1, 1), date(2024, 1, 1)),
        version(3, date(2024, 1, 1)),
    ]
    placed = place(versions, date(2023, 12, 31))
    assert [one.standing for one in placed] == ["expired", "in_force", "not_yet"]
    assert rules(placed[1]) == ["compare-versions"]
    assert "CVDR1000_1, CVDR1000_3" in placed[1].findings[0].what
    assert rules(placed[2]) == ["compare-not-yet"]
    # the end is the first day on which a version no longer holds
    assert [one.standing for one in place(versions, date(2024, 1, 1))] == ["expired", "expired", "in_force"]


def test_an_old_version_is_a_warning_only_when_nothing_took_its_place() -> None:
    versions = [version(1, date(2018, 1, 1), date(2020, 1, 1)), version(2, date(2020, 1, 1))]
    succeeded, _ = place(versions, date(2021, 1, 1))
    assert [finding.severity for finding in succeeded.findings] == [Severity.NOTE]
    (alone,) = place(versions[:1], date(2021, 1, 1))
    assert [finding.severity for finding in alone.findings] == [Severity.WARNING]


def test_when_versions_overlap_the_newest_counts_and_the_other_says_so() -> None:
    placed = place([version(2, date(2020, 1, 1)), version(1, date(2018, 1, 1))], date(2021, 1, 1))
    assert [one.standing for one in placed] == ["in_force", "other_version"]
    same_day = place([version(9, date(2018, 1, 1)), version(10, date(2018, 1, 1))], date(2021, 1, 1))
    assert [one.standing for one in same_day] == ["other_version", "in_force"]


def test_by_laws_without_a_work_do_not_shut_each_other_out() -> None:
    placed = place(
        [version(1, date(2018, 1, 1), work=""), version(2, date(2018, 1, 1), work="")], date(2021, 1, 1)
    )
    assert [one.standing for one in placed] == ["in_force", "in_force"]


def test_an_end_before_the_beginning_is_reported_and_not_believed() -> None:
    (placed,) = place([version(1, date(2023, 7, 6), date(2023, 6, 1))], date(2026, 1, 1))
    assert placed.standing == "in_force"
    assert rules(placed) == ["compare-end-before-start"]
    assert "1 juni 2023" in placed.findings[0].what


def test_a_missing_start_counts_and_is_reported() -> None:
    (placed,) = place([version(1, None)], date(2026, 1, 1))
    assert placed.standing == "in_force"
    assert rules(placed) == ["compare-no-start"]


def test_the_age_of_a_norm_is_followed_back_through_the_versions() -> None:
    old, new = norm("2:1a", "sissen"), norm("2:1a", "sissen")
    versions = [
        version(4, date(2016, 1, 1), date(2018, 1, 1), norm("2:1", "samenscholing")),
        version(5, date(2018, 1, 1), date(2024, 1, 1), old),
        version(6, date(2024, 1, 1), None, new, norm("2:36", "insluiten")),
    ]
    newest = place(versions, date(2026, 1, 1))[2]
    assert newest.since == (Since(date(2018, 1, 1), exact=True), Since(date(2024, 1, 1), exact=True))


def test_an_article_that_forbids_more_than_before_is_new() -> None:
    versions = [
        version(4, date(2016, 1, 1), date(2024, 1, 1), norm("2:1a", "sissen")),
        version(5, date(2024, 1, 1), None, norm("2:1a", "sissen", "naroepen")),
    ]
    assert place(versions, date(2026, 1, 1))[1].since == (Since(date(2024, 1, 1), exact=True),)


@pytest.mark.parametrize(
    ("number", "concerns", "exact"), [(7, "wijziging", False), (1, "", True), (7, "Nieuwe regeling", True)]
)
def test_the_first_version_at_hand_need_not_be_the_first(number: int, concerns: str, exact: bool) -> None:
    (placed,) = place(
        [version(number, date(2025, 1, 1), None, norm("2:1a", "sissen"), concerns=concerns)], date(2026, 1, 1)
    )
    assert placed.since == (Since(date(2025, 1, 1), exact=exact),)


periods = st.tuples(st.sampled_from([None, *DAYS]), st.sampled_from([None, *DAYS]))


@given(st.lists(periods, max_size=6), st.sampled_from(DAYS))
def test_at_most_one_version_counts_and_every_version_is_placed(
    spans: list[tuple[date | None, date | None]], on: date
) -> None:
    versions = [version(rank, start, end) for rank, (start, end) in enumerate(spans, start=1)]
    placed = place(versions, on)
    assert [one.bylaw for one in placed] == versions
    assert sum(one.standing == "in_force" for one in placed) <= 1
    for one in placed:
        # whoever does not count is told why
        assert one.standing == "in_force" or one.findings
