"""The penal clause of a by-law, extended in its own form so that it names a new article too.

Running text ("de artikelen 2:1, 2:9 en 2:47"), ranges and lists each keep their form. Only a change that leaves a
well-formed enumeration is made; where that is not sure, a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from apv.bylaws.blocks import Block, ItemList, Paragraph
from apv.bylaws.norms.folding import fold
from apv.bylaws.norms.lexicon import Lexicon
from apv.bylaws.norms.penal_list import number_key, sort_key
from apv.bylaws.regulation import Regulation
from apv.drafting.amending.editing import all_spots, the_article
from apv.drafting.amending.operations import InsertWords, LapseWords, Operation, ReplaceWords, Undecided
from apv.drafting.amending.penal_items import items_without, list_operations
from apv.drafting.amending.spot import Spot
from apv.drafting.amending.words import find_words

LAST_BEFORE = "[vul in: laatste artikelnummer vóór het nieuwe in de strafbepaling]"
LEFT_TO_PERSON = "In {where} vervalt [vul in: de vermelding van artikel {number}, met wat eromheen staat]."
_NUMBER = re.compile(r"(?<![\w:.])\d+(?:[:.]\d+)*[A-Za-z]{0,2}(?![\w:])(?!\.\d)")
_LIDS = re.compile(
    r"(?:, (?:aanhef|onder|onderdelen?|[a-z]+(?: (?:en|of|tot en met) [a-z]+)*) ?(?:lid|leden|[a-z]\b))+"
)
_RANGE = re.compile(r" (?:tot en met|t/m) (?:artikel )?")
_JOINT = re.compile(r",|,? (?:en|of|alsmede)")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A number in an enumeration, or a range; `end` lies behind the leden that are named with it."""

    first: str
    last: str
    start: int
    end: int


def extend_penal_clause(bylaw: Regulation, lexicon: Lexicon, number: str) -> tuple[Operation, ...]:
    """The operations by which the penal clause of `bylaw` comes to name article `number`, or what is undecided."""
    clauses = list(penal_clauses(bylaw, lexicon))
    known = {number_key(article.number) for article in bylaw.articles} - {number_key(number)}
    for spot, blocks in clauses:
        operations = _in_text(bylaw, spot, blocks, known, number) or list_operations(spot, blocks, known, number)
        if operations:
            return operations
    return (undecided(number, clauses[0][0] if clauses else None),)


def penal_clauses(bylaw: Regulation, lexicon: Lexicon) -> Iterator[tuple[Spot, tuple[Block, ...]]]:
    """Every place that threatens punishment, with its text; the lid is left out where there is only one."""
    for article in bylaw.articles:
        if not article.number or not lexicon.penal.occurs(fold(article.glance).text):
            continue
        for spot, blocks in all_spots(article):
            own = " ".join(block.text for block in blocks if isinstance(block, Paragraph))
            if lexicon.penal.occurs(fold(own).text):
                yield spot, blocks


def shorten_penal_clause(bylaw: Regulation, lexicon: Lexicon, number: str) -> tuple[Operation, ...]:
    """The operations by which the penal clause of `bylaw` no longer names article `number`; none when it does not
    name it by itself. A range that the number lies in or bounds is left as it is."""
    known = {number_key(article.number) for article in bylaw.articles}
    for spot, blocks in penal_clauses(bylaw, lexicon):
        made = _out_of_text(bylaw, spot, blocks, known, number) or items_without(spot, blocks, known, number)
        if made:
            return made
    return ()


def _out_of_text(
    bylaw: Regulation, spot: Spot, blocks: tuple[Block, ...], known: set[str], number: str
) -> tuple[Operation, ...]:
    at = _place(bylaw, spot, blocks)
    for block in blocks:
        if not isinstance(block, Paragraph):
            break
        for units in _enumerations(block.text, known):
            for place, unit in enumerate(units):
                if number_key(unit.first) == number_key(unit.last) == number_key(number):
                    return (_without(block.text, units, place, at),)
    return ()


def _without(text: str, units: Sequence[_Unit], place: int, at: Spot) -> Operation:
    words = [text[unit.start : unit.end] for unit in units]
    clause = LEFT_TO_PERSON.format(where=at.words, number=units[place].first)
    if len(units) == 1:
        return Undecided(clause, about="penal")
    if len(units) == 2:
        left = 1 - place
        old, new = text[units[0].start : units[1].end], words[left]
        front = "de artikelen "
        if text[: units[0].start].endswith(front) and units[left].first == units[left].last:
            old, new = front + old, f"artikel {new}"
        return ReplaceWords(at, old, new, about="penal")
    if place == 0:
        old = text[units[0].start : units[1].start].strip()
        made: LapseWords | ReplaceWords = LapseWords(at, old, about="penal")
    elif place < len(units) - 1:
        old = text[units[place - 1].end : units[place].end]
        if old[:1] != ",":
            return Undecided(clause, about="penal")
        made = LapseWords(at, old, about="penal")
    else:
        joint = text[units[-2].end : units[-1].start].strip(" ,")
        old = text[units[-3].start : units[-1].end]
        new = f"{words[-3]} {joint} {words[-2]}" if joint else f"{words[-3]}, {words[-2]}"
        made = ReplaceWords(at, old, new, about="penal")
    return made if len(find_words(text, made.old)) == 1 else Undecided(clause, about="penal")


def undecided(number: str, spot: Spot | None) -> Undecided:
    """The penal clause has to name the article, and a person says how."""
    where = f"In {spot.words}{',' if ',' in spot.words else ''}" if spot else ""
    words = where or "In artikel [vul in: nummer en lid van de strafbepaling]"
    return Undecided(f"{words} wordt na ‘{LAST_BEFORE}’ ingevoegd ‘, {number}’.", about="penal")


def undecided_removal(spot: Spot | None) -> Undecided:
    """The penal clause may name an article that lapses, and it is not known which words go."""
    where = (
        f"{spot.words}{',' if ',' in spot.words else ''}"
        if spot
        else "artikel [vul in: nummer en lid van de strafbepaling]"
    )
    words = "‘[vul in: de woorden in de strafbepaling die naar het vervallen artikel verwijzen]’"
    return Undecided(f"In {where} vervalt {words}.", about="penal")


def _in_text(
    bylaw: Regulation, spot: Spot, blocks: tuple[Block, ...], known: set[str], number: str
) -> tuple[Operation, ...]:
    """The change of the enumeration in the running text at the spot."""
    at = _place(bylaw, spot, blocks)
    for block in blocks:
        if isinstance(block, Paragraph) and (made := change_enumeration(block.text, known, number, at)):
            return (made,)
        if not isinstance(block, Paragraph):
            break
    return ()


def _place(bylaw: Regulation, spot: Spot, blocks: Sequence[Block]) -> Spot:
    """The spot as an instruction names it: its aanhef when a list follows, no lid when there is only one."""
    has_list = any(isinstance(block, ItemList) for block in blocks)
    if len(the_article(bylaw, spot.article).lids) == 1 and not spot.items and not has_list:
        return Spot(spot.article)
    return Spot(spot.article, spot.lid, spot.items, lead=has_list)


def change_enumeration(text: str, known: set[str], number: str, at: Spot) -> InsertWords | ReplaceWords | None:
    """The smallest change by which the first enumeration of known numbers in `text` names `number`; None when
    there is none that is sure to be right."""
    for units in _enumerations(text, known):
        made = _with_number(text, units, number, at)
        if made is None:
            continue
        words = made.anchor if isinstance(made, InsertWords) else made.old
        if len(find_words(text, words)) == 1:
            return made
    return None


def _with_number(text: str, units: Sequence[_Unit], number: str, at: Spot) -> InsertWords | ReplaceWords | None:
    key = sort_key(number)
    place = next((place for place, unit in enumerate(units) if sort_key(unit.last) > key), len(units))
    if place < len(units) and sort_key(units[place].first) <= key and units[place].first != units[place].last:
        return None  # within a range: named already
    words = [text[unit.start : unit.end] for unit in units]
    if len(units) == 1:
        return _second(text, units[0], words[0], number, at, first=place == 0)
    if place == 0:
        return InsertWords(at, words[0], f"{number},", before=True, about="penal")
    if place < len(units):
        return InsertWords(at, words[place - 1], f", {number}", about="penal")
    joint = text[units[-2].end : units[-1].start].removesuffix("artikel ").strip(" ,")
    if not joint:
        return InsertWords(at, words[-1], f", {number}", about="penal")
    old = text[units[-2].start : units[-1].end]
    return ReplaceWords(at, old, f"{words[-2]}, {words[-1]} {joint} {number}", about="penal")


def _second(
    text: str, unit: _Unit, words: str, number: str, at: Spot, *, first: bool
) -> InsertWords | ReplaceWords | None:
    """A clause that names one article or one range gets a second."""
    before = text[: unit.start]
    if unit.first != unit.last:
        new = f"{number} en" if first else f"en {number}"
        return InsertWords(at, words, new, before=first, about="penal") if before.endswith("artikelen ") else None
    if not before.endswith("artikel ") or words != unit.first:
        return None
    row = f"{number} en {words}" if first else f"{words} en {number}"
    return ReplaceWords(at, f"artikel {words}", f"de artikelen {row}", about="penal")


def _enumerations(text: str, known: set[str]) -> Iterator[list[_Unit]]:
    """Runs of known numbers with commas, "en" or "of" between them, the longest first."""
    runs: list[list[_Unit]] = []
    for unit in _units(text, known):
        joint = text[runs[-1][-1].end : unit.start] if runs else ""
        if runs and _JOINT.fullmatch(joint.removesuffix("artikel ").rstrip()):
            runs[-1].append(unit)
        else:
            runs.append([unit])
    yield from sorted(runs, key=len, reverse=True)


def _units(text: str, known: set[str]) -> Iterator[_Unit]:
    position = 0
    while match := _NUMBER.search(text, position):
        position = match.end()
        if number_key(match[0]) not in known:
            continue
        lids = _LIDS.match(text, position)
        position = lids.end() if lids else position
        last = match[0]
        upto = _RANGE.match(text, position)
        until = _NUMBER.match(text, upto.end()) if upto else None
        if upto and until:
            last, position = until[0], until.end()
        elif upto:
            continue
        yield _Unit(match[0], last, match.start(), position)
