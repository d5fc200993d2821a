"""A penal clause in the form of a list, one article per item: a new article gets an item, in their form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from apv.bylaws.blocks import Block, Paragraph, Run
from apv.bylaws.norms.penal_list import number_key, sort_key
from apv.drafting.amending.editing import keyed
from apv.drafting.amending.operations import InsertPart, LapsePart, Operation, ReplaceEnd
from apv.drafting.amending.spot import Spot

_ITEM = re.compile(
    r"(?P<before>(?:het |de )?(?:bepaalde in )?(?:[Aa]rtikel |[Aa]rt\. )?)(?P<number>\d+(?:[:.]\d+)*[A-Za-z]{0,2})"
    r"(?P<lids>(?:, [a-z][a-z ]*(?:lid|leden))*)(?P<end>[;,.]?(?: (?:en|of))?)"
)


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    number: str
    before: str
    end: str


def list_operations(spot: Spot, blocks: tuple[Block, ...], known: set[str], number: str) -> tuple[Operation, ...]:
    """The operations that give article `number` an item in the list at the spot; none when the list has another
    form."""
    entries = _entries(blocks, known)
    if not entries:
        return ()
    place = sum(sort_key(entry.number) < sort_key(number) for entry in entries)
    model = entries[max(place - 1, 0)]
    ends, end = _ends(spot, entries, place)
    text = f"{model.before}{number}{end}"
    after = entries[place - 1].key if place else ""
    item = InsertPart("item", spot, after, (Paragraph((Run(text),)),), about="penal")
    return (*ends, item)


def items_without(spot: Spot, blocks: tuple[Block, ...], known: set[str], number: str) -> tuple[Operation, ...]:
    """The operations that take the item of article `number` out of the list; none when it has no item there."""
    entries = _entries(blocks, known)
    place = next((at for at, one in enumerate(entries) if number_key(one.number) == number_key(number)), None)
    if place is None or len(entries) < 2:
        return ()
    gone = entries[place]
    changes: list[Operation] = []
    was_last = place == len(entries) - 1
    joined = place == len(entries) - 2 and " " in gone.end
    if place and (was_last or joined) and entries[place - 1].end != gone.end:
        before = entries[place - 1]
        changes.append(ReplaceEnd(spot.inner(before.key), before.end, gone.end, about="penal"))
    return (*changes, LapsePart(spot.inner(gone.key), about="penal"))


def _entries(blocks: tuple[Block, ...], known: set[str]) -> list[_Entry]:
    """The items of the list, when each names one article of the by-law and they stand in order."""
    entries = []
    for key, _, item in keyed(blocks):
        paragraph = item.blocks[0] if len(item.blocks) == 1 else None
        match = _ITEM.fullmatch(paragraph.text.strip()) if isinstance(paragraph, Paragraph) else None
        if match is None or number_key(match["number"]) not in known:
            return []
        entries.append(_Entry(key, match["number"], match["before"], match["end"]))
    keys = [sort_key(entry.number) for entry in entries]
    return entries if keys == sorted(keys) else []


def _ends(spot: Spot, entries: Sequence[_Entry], place: int) -> tuple[list[Operation], str]:
    """What changes at the ends of the items beside the new one, and how the new one ends."""
    if place < len(entries):
        if place == 0 or place < len(entries) - 1 or " " not in entries[place - 1].end:
            return [], entries[0].end.split(" ")[0] if len(entries) > 1 else ";"
        joined = entries[place - 1]
        plain = joined.end.split(" ")[0]
        return [ReplaceEnd(spot.inner(joined.key), joined.end, plain, about="penal")], joined.end
    last = entries[-1]
    beside = entries[-2].end if len(entries) > 1 else ";"
    plain = beside.split(" ")[0]
    changes: list[Operation] = []
    if " " in beside:
        changes.append(ReplaceEnd(spot.inner(entries[-2].key), beside, plain, about="penal"))
    if last.end != beside and last.end:
        changes.append(ReplaceEnd(spot.inner(last.key), last.end, beside, about="penal"))
    return changes, last.end
