"""The parts of a sentence in a decision, as `interpret` reads them: quoted words, places, renumberings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from apv.drafting.amending.plain import Item
from apv.dutch import ORDINALS
from apv.errors import InputError

_CLOSING = {"‘": "’", "“": "”", "„": "”", "«": "»"}
_SLOT = "\x00"
QUOTE = f"{_SLOT}\\d+{_SLOT}"
"""Pattern of a quotation in the frame of a sentence."""
_ORDINAL = {word: str(at) for at, word in enumerate(ORDINALS, start=1)}
_RANK = rf"(?:{'|'.join(ORDINALS)}|\d+e)"


def unclear(sentence: str, what: str) -> InputError:
    """The error for a sentence that cannot be carried out."""
    return InputError(what, where=f"‘{sentence}’" if sentence else "", advice="Pas de zin in het besluit aan.")


class Quoted:
    """A sentence with its quotations taken out: `frame` has a slot for each."""

    def __init__(self, sentence: str) -> None:
        self._words: list[str] = []
        frame, at = "", 0
        while at < len(sentence):
            closing = _CLOSING.get(sentence[at])
            end = sentence.find(closing, at + 1) if closing else -1
            if end < 0:
                frame, at = frame + sentence[at], at + 1
                continue
            frame += f"{_SLOT}{len(self._words)}{_SLOT}"
            self._words.append(sentence[at + 1 : end])
            at = end + 1
        self.frame = frame

    def text(self, slot: str) -> str:
        """The words in a slot of the frame."""
        return self._words[int(slot.strip(_SLOT))]

    def restored(self, frame: str) -> str:
        """A part of the frame with its quotations back, in single marks."""
        return re.sub(QUOTE, lambda slot: f"‘{self.text(slot[0])}’", frame)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a sentence names it: article, lid and items by their bare numbers; `lead` for the aanhef."""

    article: str
    lid: str = ""
    items: tuple[str, ...] = ()
    lead: bool = False


def read_place(words: str, article: str) -> Place:
    """The place that `words` name; `article` is the one the sentence is about when it does not say.

    >>> read_place("artikel 2:47, eerste lid, onderdeel a, onder 2", "")
    Place(article='2:47', lid='1', items=('a', '2'), lead=False)
    """
    lid, items, lead = "", [], False
    for step in words.strip(" ,").split(", "):
        word = re.sub(r"^(?:het|de) ", "", step)
        if found := re.fullmatch(r"[Aa]rtikel (\S+)", word):
            article = found[1]
        elif found := re.fullmatch(rf"({_RANK}) lid", word):
            lid = rank(found[1])
        elif found := re.fullmatch(r"lid (\S+)", word):
            lid = found[1]
        elif found := re.fullmatch(rf"({_RANK}) onderdeel", word):
            items.append(f"#{rank(found[1])}")
        elif found := re.fullmatch(r"(?:onderdeel|onder) (\S+)", word):
            items.append(found[1])
        elif word == "aanhef":
            lead = True
        elif word not in ("artikel", ""):
            raise unclear(words, "Deze plaats is niet te begrijpen")
    return Place(article, lid, tuple(items), lead)


def rank(word: str) -> str:
    """ "tweede" is 2, "21e" is 21; "e" is an item."""
    return _ORDINAL.get(word) or re.sub(r"(?<=\d)e$", "", word)


def moves(words: str, parts: Sequence[Item]) -> dict[str, str]:
    """Which bare number becomes which: "van het tweede en derde lid tot derde en vierde lid"."""
    bare = re.sub(r"^van | lid\b|\bde onderdelen |\bonderdeel |\bhet ", "", words)
    old, new = re.split(r" tot (?!en met)", bare.strip())
    known = [bare_number(part) for part in parts]
    first, last = _ends(old)
    old_numbers = known[known.index(first) : known.index(last) + 1]
    start, end = _ends(new)
    roman = any(len(number) > 1 and number in _ROMAN for number in (*old_numbers, start, end))
    new_numbers = [start]
    while len(new_numbers) < len(old_numbers):
        new_numbers.append(_next(new_numbers[-1], roman=roman))
    if new_numbers[-1] != end:
        raise unclear(words, "Deze vernummering klopt niet")
    return dict(zip(old_numbers, new_numbers, strict=True))


def _ends(row: str) -> tuple[str, str]:
    names = [rank(name) for name in re.split(r" tot en met | en ", row)]
    return names[0], names[-1]


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")


def _next(number: str, *, roman: bool) -> str:
    """The number behind this one; `roman`: in a list that counts i, ii, iii, where "i" is no letter."""
    if number.isdigit():
        return str(int(number) + 1)
    if roman and number in _ROMAN[:-1]:
        return _ROMAN[_ROMAN.index(number) + 1]
    if number.lower() == "z":
        return "aa" if number == "z" else "AA"
    return number[:-1] + chr(ord(number[-1]) + 1)


def renumber(parts: Sequence[Item], numbers: dict[str, str]) -> None:
    """Give the parts their new numbers, in their own punctuation."""
    for part in parts:
        bare = bare_number(part)
        if bare in numbers:
            part.number = part.number.replace(bare, numbers[bare], 1)


def is_mark(item: Item) -> bool:
    """Whether an item has a dash, a bullet or nothing instead of a number."""
    return not re.search(r"\w", item.number)


def bare_number(item: Item) -> str:
    """The number without punctuation: "(1)" is 1, "1°." is 1."""
    return re.sub(r"(?<=\d)[oº]$", "", re.sub(r"^\W+|\W+$", "", item.number))
