"""Dates, ordinals and enumerations as a Dutch drafter writes them."""

from datetime import date

import pytest

from apv.dutch import enumeration, long_date, ordinal


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 1, 1), "1 januari 2027"),
        (date(2024, 2, 29), "29 februari 2024"),
        (date(2018, 3, 31), "31 maart 2018"),
        (date(2026, 8, 5), "5 augustus 2026"),
        (date(2021, 12, 24), "24 december 2021"),
    ],
)
def test_dates_are_written_out_without_capitals_or_leading_zero(day: date, expected: str) -> None:
    assert long_date(day) == expected


def test_every_month_has_its_own_name() -> None:
    months = [long_date(date(2025, month, 1)).split()[1] for month in range(1, 13)]
    assert len(set(months)) == 12
    assert months[2] == "maart"


def test_ordinals_as_used_for_leden() -> None:
    assert [ordinal(number) for number in (1, 2, 3, 8, 12)] == ["eerste", "tweede", "derde", "achtste", "twaalfde"]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_enumeration(parts: list[str], expected: str) -> None:
    assert enumeration(parts) == expected


def test_enumeration_of_alternatives() -> None:
    assert enumeration(["taal", "gebaren", "geluiden"], "of") == "taal, gebaren of geluiden"
