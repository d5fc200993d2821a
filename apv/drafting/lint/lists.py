"""Checks of enumerations: their letters, their punctuation, and whether all items hold together or one will do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from apv.bylaws.blocks import Block, ItemList, Paragraph, bare
from apv.bylaws.norms.folding import fold
from apv.bylaws.regulation import Article
from apv.drafting.lint.hits import Case, Hit
from apv.drafting.lint.passages import LintText, Passage

_NEW_SENTENCE = re.compile(r"(?<![A-Z])(?<!\b(?:art|nrs))(?<!\b(?:nr|jo|bv))\. +(?=[A-Z][a-z]+ )")
_JOINT = re.compile(r"\b(?:of|en|dan wel|alsmede|alsook|dan wel)\s*[;,:]?\s*$", re.IGNORECASE)
_MORE_TO_COME = re.compile(r"(?:[;,] (?:of|en)|;)$")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_Path = tuple[str, ...]


def lists(case: Case) -> Iterator[Hit]:
    """Items not lettered in order, without a semicolon before the last, with a new sentence in them, or a last
    item that announces one more."""
    for at, article in case.text.articles:
        yield from _unfinished(case.text, at, article)
        for path, _, items in _lists(article):
            if len(items.items) < 2:
                continue
            yield from _order(case.text, at, path, items)
            yield from _punctuation(case.text, at, path, items)


def _order(text: LintText, at: int, path: _Path, items: ItemList) -> Iterator[Hit]:
    numbers = [bare(item.number) for item in items.items]
    if not all(len(number) == 1 and number in _LETTERS for number in numbers):
        return
    for before, number, item in zip(numbers, numbers[1:], items.items[1:], strict=False):
        if _LETTERS.index(number) != _LETTERS.index(before) + 1:
            detail = f"Na onderdeel {before} volgt onderdeel {number}."
            yield Hit(_at(text, at, (*path, number), item.blocks), detail=detail)


def _punctuation(text: LintText, at: int, path: _Path, items: ItemList) -> Iterator[Hit]:
    ends = [_own_text(item.blocks).rstrip() for item in items.items]
    if sum(end.endswith((";", ",", "of", "en", ":")) for end in ends[:-1]) * 2 < len(ends) - 1:
        return  # a list in another style: full sentences, or no punctuation at all
    for item, end in zip(items.items[:-1], ends, strict=False):
        passage = _at(text, at, (*path, bare(item.number)), item.blocks)
        if end and not end.endswith((";", ",", ":")) and not _JOINT.search(end):
            yield Hit(passage, max(len(end) - 30, 0), detail="Het onderdeel eindigt niet met een puntkomma.")
        if passage.scope != "definition" and (found := _NEW_SENTENCE.search(passage.text)):
            yield Hit(passage, found.start(), detail="In het onderdeel begint een nieuwe zin.")


def _unfinished(text: LintText, at: int, article: Article) -> Iterator[Hit]:
    """Lists with nothing behind them whose last item ends as if another follows: one was taken out, perhaps."""
    below = (((bare(lid.number),), lid.blocks) for lid in article.lids)
    for path, blocks in (((), article.blocks), *below):
        last = blocks[-1] if blocks and not (article.lids and not path) else None
        if not isinstance(last, ItemList) or not last.items:
            continue
        end = _all_text(last.items[-1].blocks).rstrip()
        if joint := _MORE_TO_COME.search(end):
            passage = _last_passage(text, at, (*path, bare(last.items[-1].number)))
            start = passage.text.rstrip().rfind(joint[0])
            yield Hit(passage, max(start, 0), detail=f"Na ‘{joint[0].strip()}’ volgt geen onderdeel meer.")


def list_joint(case: Case) -> Iterator[Hit]:
    """Lists in a prohibition whose last item but one ends without "of" or "en"."""
    for at, article in case.text.articles:
        if not case.law.lexicon.prohibition.occurs(fold(article.glance).text):
            continue
        for path, lead, items in _lists(article):
            if len(items.items) < 2 or not all(_is_letter(item.number) for item in items.items):
                continue
            last_but_one = items.items[-2]
            end = _all_text(last_but_one.blocks).rstrip()
            passage = _last_passage(case.text, at, (*path, bare(last_but_one.number)))
            if (
                passage.scope in case.rule.scopes
                and case.law.lexicon.prohibition.occurs(fold(lead).text)
                and end.endswith((";", ","))
                and not _JOINT.search(end)
                and not any(exception.regex.search(lead) for exception in case.rule.unless)
            ):
                yield Hit(passage, better=f"{end.rstrip(';,')}; of")


def _last_passage(text: LintText, at: int, path: _Path) -> Passage:
    """The last passage of an item, that of its inner list included."""
    inside = [passage for passage in text.by_article[at] if passage.path[: len(path)] == path]
    return inside[-1] if inside else text.heading_of(at)


def _is_letter(number: str) -> bool:
    plain = bare(number)
    return len(plain) == 1 and plain in _LETTERS


def _lists(article: Article) -> Iterator[tuple[_Path, str, ItemList]]:
    """Each list of an article with its path and the text that leads to it."""
    yield from _inside(article.blocks, (), "")
    for lid in article.lids:
        yield from _inside(lid.blocks, (bare(lid.number),), "")


def _inside(blocks: Sequence[Block], path: _Path, lead: str) -> Iterator[tuple[_Path, str, ItemList]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            lead = block.text
        elif isinstance(block, ItemList):
            yield path, lead, block
            for item in block.items:
                yield from _inside(item.blocks, (*path, bare(item.number)), lead)


def _own_text(blocks: Sequence[Block]) -> str:
    return next((block.text for block in blocks if isinstance(block, Paragraph)), "")


def _all_text(blocks: Sequence[Block]) -> str:
    """The last text of an item, that of its inner list included."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph):
        return last.text
    return _all_text(last.items[-1].blocks) if isinstance(last, ItemList) and last.items else ""


def _at(text: LintText, at: int, path: _Path, blocks: Sequence[Block]) -> Passage:
    found = (p for p in text.by_article[at] if p.path == path and p.kind == "item")
    own = _own_text(blocks)
    matching = list(found)
    return next((p for p in matching if p.text == own), matching[0] if matching else text.heading_of(at))
