"""The numbers that a regulation prints are the numbers that Word will print, or else plain text."""

import pytest

from apv.reports.docx_numbering import Format, number_format


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (["1.", "2.", "3."], Format("decimal", "%1.")),
        (["1", "2"], Format("decimal", "%1")),
        (["1°.", "2°."], Format("decimal", "%1°.")),
        (["a.", "b.", "c."], Format("lowerLetter", "%1.")),
        (["a)", "b)"], Format("lowerLetter", "%1)")),
        (["A.", "B."], Format("upperLetter", "%1.")),
        (["i.", "ii.", "iii."], Format("lowerRoman", "%1.")),
        (["I", "II"], Format("upperRoman", "%1")),
        (["c.", "d."], Format("lowerLetter", "%1.", start=3)),
        (["4.", "5."], Format("decimal", "%1.", start=4)),
        (["(1)", "(2)"], Format("decimal", "(%1)")),
        (["-", "-", "-"], Format("bullet", "-")),
        (["•"], Format("bullet", "•")),
    ],
)
def test_series_that_word_can_number(printed: list[str], expected: Format) -> None:
    assert number_format(printed) == expected


@pytest.mark.parametrize("printed", [[], ["1.", "3."], ["a.", "b)"], ["", "2."], ["2a.", "3."], ["1.", "1."]])
def test_other_series_stay_text(printed: list[str]) -> None:
    assert number_format(printed) is None


def test_a_long_list_of_letters_is_still_right() -> None:
    letters = [f"{chr(ord('a') + step)}." for step in range(26)]
    assert number_format(letters) == Format("lowerLetter", "%1.")
