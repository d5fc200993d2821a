"""The sentences of an amending decision, one operation at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from apv.bylaws.blocks import Block, ItemList, ListItem, Paragraph, Run, bare
from apv.bylaws.regulation import Article, Regulation
from apv.drafting.amending.amend import apply
from apv.drafting.amending.editing import blocks_at, keyed, the_article
from apv.drafting.amending.numbering import is_mark
from apv.drafting.amending.operations import (
    InsertArticle,
    InsertLine,
    InsertPart,
    InsertWords,
    LapseArticle,
    LapseLine,
    LapsePart,
    LapseWords,
    NumberText,
    Operation,
    ReplaceArticle,
    ReplaceEnd,
    ReplaceLine,
    ReplacePart,
    ReplaceWords,
    RetitleArticle,
    Undecided,
)
from apv.drafting.amending.quotes import quoted
from apv.drafting.amending.spot import Spot, item_words, lid_words
from apv.dutch import enumeration, ordinal

END_MARKS = {".": "de punt", ";": "de puntkomma", ",": "de komma", ":": "de dubbele punt"}


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction: its sentence, and the new text that follows it in full."""

    words: str
    new: tuple[Article | Block, ...] = ()


def word(regulation: Regulation, operation: Operation, *, alone: bool) -> Step:
    """The instruction for `operation` on `regulation` as it reads before it. `alone`: it names the article itself;
    otherwise it is a step under words that do."""
    match operation:
        case InsertArticle(article, where, anchor):
            return Step(_insert_article(where, anchor), (article,))
        case ReplaceArticle(article):
            return Step(f"Artikel {article.number} komt te luiden:", (article,))
        case LapseArticle(number, None):
            return Step(f"Artikel {number} vervalt.")
        case LapseArticle(number, stub):
            assert stub is not None
            return Step(f"Artikel {number} vervalt. Van het artikel blijft staan:", (stub,))
        case RetitleArticle(number, heading):
            whose = f" van artikel {number}" if alone else ""
            return Step(f"Het opschrift{whose} komt te luiden:", (_line(heading),))
        case InsertWords() | ReplaceWords() | LapseWords() | ReplaceEnd():
            return Step(_words(operation, _in(operation.at, alone)))
        case InsertPart() | ReplacePart() | LapsePart():
            return _part(regulation, operation, alone)
        case NumberText(number, printed):
            which = f"de tekst van artikel {number}" if alone else "de tekst"
            return Step(f"Voor {which} wordt de aanduiding {quoted(printed)[0]} geplaatst.")
        case InsertLine() | ReplaceLine() | LapseLine():
            return _contents(operation)
        case Undecided(words, new):
            return Step(words, new)
        case _:
            assert_never(operation)


def _insert_article(where: str, anchor: str) -> str:
    if where in ("after", "before"):
        return f"{'Na' if where == 'after' else 'Voor'} artikel {anchor} wordt een artikel ingevoegd, luidende:"
    if where == "first":
        return f"Aan het begin van {anchor} wordt een artikel ingevoegd, luidende:"
    return f"Aan {anchor} wordt een artikel toegevoegd, luidende:"


def _in(at: Spot, alone: bool) -> str:
    """ "In artikel 2:47, eerste lid," or "In het eerste lid"."""
    where = at.words if alone else at.within
    return f"In {where}," if "," in where else f"In {where}"


def _words(operation: InsertWords | ReplaceWords | LapseWords | ReplaceEnd, where: str) -> str:
    match operation:
        case InsertWords(_, anchor, new, before):
            old, added = quoted(anchor, new)
            return f"{where} wordt {'voor' if before else 'na'} {old} ingevoegd {added}."
        case ReplaceWords(_, old, new):
            old, new = quoted(old, new)
            return f"{where} wordt {old} vervangen door {new}."
        case LapseWords(_, old):
            return f"{where} vervalt {quoted(old)[0]}."
        case ReplaceEnd(_, old, new):
            return f"{where} wordt {_mark(old)} aan het slot vervangen door {_mark(new, 'een')}."


def _mark(signs: str, article: str = "de") -> str:
    name = END_MARKS.get(signs, "").removeprefix("de ")
    return f"{article} {name}" if name else quoted(signs)[0]


# ---- leden and items


def _part(regulation: Regulation, operation: InsertPart | ReplacePart | LapsePart, alone: bool) -> Step:
    if isinstance(operation, ReplacePart):
        where = operation.at.words if alone else operation.at.within
        text = f"{where[:1].upper()}{where[1:]}{',' if ',' in where else ''} komt te luiden:"
        return Step(text, _shown(regulation, operation.at, operation.blocks))
    before = _numbers(regulation, operation)
    after_state = apply(regulation, operation)
    if isinstance(operation, LapsePart):
        where = operation.at.words if alone else operation.at.within
        gone = operation.at.items[-1] if operation.at.items else operation.at.lid
        at = _keys(before).index(gone)
        after = _numbers(after_state, operation)
        moved = _moved(before[at + 1 :], after[at:], bool(operation.at.items))
        comma = "," if "," in where else ""
        text = f"{where[:1].upper()}{where[1:]}{comma} vervalt{f', onder {moved}' if moved else ''}."
        return Step(text)
    return _insert_part(operation, before, after_state, alone)


def _insert_part(operation: InsertPart, before: list[str], state: Regulation, alone: bool) -> Step:
    holder, items = operation.holder, operation.kind == "item"
    after = _numbers(state, operation)
    at = _keys(before).index(operation.after) + 1 if operation.after else 0
    kind = "onderdeel" if items else "lid"
    new = (ItemList((ListItem(after[at], operation.blocks),)),)
    moved = _moved(before[at:], after[at + 1 :], items)
    where = _in(holder, alone) if alone or holder.lid or holder.items else "Er"
    if at == len(before):
        to = f"Aan{where[2:].rstrip(',')}" if where != "Er" else where
        comma = "," if "," in to else ""
        return Step(f"{to}{comma} wordt een {kind} toegevoegd, luidende:", new)
    near = _near(operation, before, items)
    under = f" onder {moved}" if moved else ""
    return Step(f"{where} wordt{under} {near} een {kind} ingevoegd, luidende:", new)


def _near(operation: InsertPart, before: list[str], items: bool) -> str:
    key = operation.after or _keys(before)[0]
    name = item_words(key) if items else lid_words(key)
    the = "" if name.startswith(("onderdeel", "lid")) else "het "
    return f"{'na' if operation.after else 'voor'} {the}{name}"


def _numbers(regulation: Regulation, operation: InsertPart | LapsePart) -> list[str]:
    """The printed numbers of the leden, or of the list that the operation is about."""
    spot = operation.holder if isinstance(operation, InsertPart) else operation.at
    article = the_article(regulation, spot.article)
    if isinstance(operation, InsertPart):
        if operation.kind == "lid":
            return [lid.number for lid in article.lids]
        blocks = blocks_at(article, spot)
    else:
        if not spot.items:
            return [lid.number for lid in article.lids]
        blocks = blocks_at(article, Spot(spot.article, spot.lid, spot.items[:-1]))
    return [item.number for _, _, item in keyed(blocks)]


def _keys(printed: Sequence[str]) -> list[str]:
    marks = 0
    keys = []
    for number in printed:
        marks += is_mark(number)
        keys.append(f"#{marks}" if is_mark(number) else bare(number))
    return keys


def _moved(before: Sequence[str], after: Sequence[str], items: bool) -> str:
    """ "vernummering van het tweede en derde lid tot derde en vierde lid", or nothing when no number changes."""
    pairs = [(bare(old), bare(new)) for old, new in zip(before, after, strict=True) if old != new]
    if not pairs:
        return ""
    old, new = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    if not items:
        return f"vernummering van het {_ordinals(old)} lid tot {_ordinals(new)} lid"
    verb = "vernummering" if old[0].isdigit() else "verlettering"
    the = "de onderdelen" if len(old) > 1 else "onderdeel"
    return f"{verb} van {the} {_row(old)} tot {the} {_row(new)}"


def _ordinals(numbers: Sequence[str]) -> str:
    return _row([ordinal(int(number)) for number in numbers])


def _row(names: Sequence[str]) -> str:
    return f"{names[0]} tot en met {names[-1]}" if len(names) > 2 else enumeration(names)


def _shown(regulation: Regulation, at: Spot, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The new text of a lid or item with its number in front, as it is printed."""
    if at.lead:
        return blocks
    article = the_article(regulation, at.article)
    if not at.items:
        printed = next(lid.number for lid in article.lids if bare(lid.number) == at.lid)
    else:
        holder = blocks_at(article, Spot(at.article, at.lid, at.items[:-1]))
        printed = next(item.number for key, _, item in keyed(holder) if key == at.items[-1])
    return (ItemList((ListItem(printed, blocks),)),)


# ---- table of contents


def _contents(operation: InsertLine | ReplaceLine | LapseLine) -> Step:
    if isinstance(operation, InsertLine):
        where = f"{'voor' if operation.before else 'na'} de regel {quoted(operation.anchor)[0]}"
        text = f"In de inhoudsopgave wordt {where} een regel ingevoegd, luidende:"
        return Step(text, (_line(operation.new),))
    if isinstance(operation, ReplaceLine):
        text = f"In de inhoudsopgave komt de regel {quoted(operation.old)[0]} te luiden:"
        return Step(text, (_line(operation.new),))
    return Step(f"In de inhoudsopgave vervalt de regel {quoted(operation.old)[0]}.")


def _line(text: str) -> Paragraph:
    return Paragraph((Run(text),))
