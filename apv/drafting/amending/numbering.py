"""The numbers of leden and list items: how a by-law prints them, and which one comes next."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from string import ascii_lowercase

from apv.bylaws.blocks import bare

_PRINTED = re.compile(r"(?P<before>\W*)(?P<core>[^\Wº]+?)(?P<after>[\Wº]*|o\.)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def printed_like(model: str, number: str) -> str:
    """`number` with the punctuation of the printed number `model`.

    >>> printed_like("(1)", "2"), printed_like("a.", "b"), printed_like("1°.", "3"), printed_like("-", "2")
    ('(2)', 'b.', '3°.', '-')
    """
    match = _PRINTED.fullmatch(model)
    return f"{match['before']}{number}{match['after']}" if match else model


def is_mark(printed: str) -> bool:
    """Whether a list item has no number of its own: a dash, a bullet or nothing."""
    return not re.search(r"\w", bare(printed))


def counting(numbers: Sequence[str]) -> Callable[[int], str] | None:
    """How these bare numbers count, when they count from the first on without gaps: the number of place 0, 1, …

    >>> counting(["1", "2"])(2), counting(["a", "b", "c"])(3), counting(["1", "1a", "2"]) is None
    ('3', 'd', True)
    """
    for count in (str_of, letter, upper_letter, roman):
        if numbers and [count(place) for place in range(len(numbers))] == list(numbers):
            return count
    return None


def str_of(place: int) -> str:
    return str(place + 1)


def letter(place: int) -> str:
    """a, b, …, z, aa, ab, …"""
    high, low = divmod(place, len(ascii_lowercase))
    return (ascii_lowercase[high - 1] if high else "") + ascii_lowercase[low]


def upper_letter(place: int) -> str:
    return letter(place).upper()


def roman(place: int) -> str:
    return _ROMAN[place] if place < len(_ROMAN) else ""


def between(before: str, taken: Sequence[str]) -> str:
    """A free number after `before` that leaves the others alone: "1a" after "1", "ba" after "b".

    >>> between("1", ["1", "2"]), between("1", ["1", "1a", "2"]), between("b", ["a", "b"])
    ('1a', '1b', 'ba')
    """
    stem = re.sub(r"(?<=\d)[a-z]+$", "", before)
    return next(f"{stem}{sign}" for sign in ascii_lowercase if f"{stem}{sign}" not in taken)


def following(number: str) -> str:
    """The number after `number`: the next figure or letter.

    >>> following("3"), following("2a"), following("c"), following("z")
    ('4', '3', 'd', 'aa')
    """
    if match := re.match(r"\d+", number):
        return str(int(match[0]) + 1)
    place = next((place for place in range(700) if letter(place) == number.lower()), None)
    if place is None:
        return between(number, [])
    return letter(place + 1) if number.islower() else upper_letter(place + 1)


def with_one_more(printed: Sequence[str], place: int, *, renumber: bool) -> list[str] | None:
    """The printed numbers once a part has come in at `place`; None when no number fits in there."""
    model = printed[max(place - 1, 0)]
    if is_mark(model):
        return [*printed[:place], model, *printed[place:]]
    numbers = [bare(number) for number in printed]
    count = counting(numbers)
    if count and (renumber or place == len(printed)):
        models = [*printed[:place], model, *printed[place:]]
        return [printed_like(one, count(at)) for at, one in enumerate(models)]
    if not place:
        return None
    last = place == len(printed)
    number = following(numbers[-1]) if last else between(numbers[place - 1], numbers)
    return None if number in numbers else [*printed[:place], printed_like(model, number), *printed[place:]]


def with_one_less(printed: Sequence[str], place: int, *, renumber: bool) -> list[str]:
    """The printed numbers once the part at `place` has gone."""
    left = [*printed[:place], *printed[place + 1 :]]
    count = counting([bare(number) for number in printed])
    if not (count and renumber) or any(map(is_mark, left)):
        return left
    return [printed_like(one, count(at)) for at, one in enumerate(left)]
