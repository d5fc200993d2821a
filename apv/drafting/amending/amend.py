"""The by-law as it will read: an `Amendment` applied to a `Regulation`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar, assert_never

from apv.bylaws.blocks import Block, ListItem, Paragraph, Run
from apv.bylaws.regulation import Article, Lid, Regulation, place
from apv.drafting.amending.editing import (
    behind_lead,
    cannot,
    change_article,
    change_blocks,
    change_line,
    change_list,
    change_words,
    in_article,
    keyed,
    put,
    text_at,
    the_article,
    the_division,
    the_item,
    the_lid,
    the_line,
)
from apv.drafting.amending.numbering import is_mark, with_one_less, with_one_more
from apv.drafting.amending.operations import (
    Amendment,
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
from apv.drafting.amending.spot import Spot
from apv.drafting.amending.words import joined, rewrite, without

Numbered = TypeVar("Numbered", Lid, ListItem)


def amend(regulation: Regulation, amendment: Amendment) -> Regulation:
    """`regulation` as it reads after `amendment`. What is undecided changes nothing; metadata stay as they are.

    Raises InputError when an operation does not fit the text: the place is not there, or is there twice.
    """
    for operation in amendment:
        regulation = apply(regulation, operation)
    return regulation


def apply(regulation: Regulation, operation: Operation) -> Regulation:
    """One operation; see `amend`."""
    match operation:
        case InsertArticle():
            return _placed(_insert_article(regulation, operation))
        case ReplaceArticle(article):
            old = the_article(regulation, article.number)
            return _placed(replace(regulation, body=put(regulation.body, old, article)))
        case LapseArticle(number, stub):
            old = the_article(regulation, number)
            return _placed(replace(regulation, body=put(regulation.body, old, *([stub] if stub else []))))
        case RetitleArticle(number, heading):
            return change_article(regulation, number, lambda article: replace(article, heading=heading))
        case InsertWords() | ReplaceWords() | LapseWords() | ReplaceEnd():
            return change_article(regulation, operation.at.article, lambda article: _words(article, operation))
        case InsertPart(holder=spot) | ReplacePart(at=spot) | LapsePart(at=spot):
            return change_article(regulation, spot.article, lambda article: _parts(article, operation))
        case NumberText(number):
            return change_article(regulation, number, lambda article: _number_text(article, operation))
        case InsertLine() | ReplaceLine() | LapseLine():
            return _contents(regulation, operation)
        case Undecided():
            return regulation
        case _:
            assert_never(operation)


def _placed(regulation: Regulation) -> Regulation:
    """Articles know the headings they stand under."""
    return replace(regulation, body=place(regulation.body))


def _insert_article(regulation: Regulation, operation: InsertArticle) -> Regulation:
    article, body = operation.article, regulation.body
    if any(known.number == article.number for known in regulation.articles):
        raise cannot("Een artikel met dit nummer staat er al", f"artikel {article.number}")
    if operation.where in ("after", "before"):
        anchor = the_article(regulation, operation.anchor)
        new = (anchor, article) if operation.where == "after" else (article, anchor)
        return replace(regulation, body=put(body, anchor, *new))
    division = the_division(regulation, operation.anchor)
    children = (article, *division.children) if operation.where == "first" else (*division.children, article)
    return replace(regulation, body=put(body, division, replace(division, children=children)))


# ---- words


def _words(article: Article, operation: InsertWords | ReplaceWords | LapseWords | ReplaceEnd) -> Article:
    match operation:
        case InsertWords(at, anchor, new, before):
            if before:
                return change_words(article, at, anchor, lambda a, b: joined(a, joined(new, anchor)) + b)
            return change_words(article, at, anchor, lambda a, b: a + joined(joined(anchor, new), b))
        case ReplaceWords(at, old, new):
            return change_words(article, at, old, lambda a, b: a + new + b)
        case LapseWords(at, old):
            return change_words(article, at, old, without)
        case ReplaceEnd(at, old, new):
            return _end(article, at, old, new)


def _end(article: Article, at: Spot, old: str, new: str) -> Article:
    found = list(text_at(article, at))
    if not found or not found[-1].text.endswith(old):
        raise cannot(f"De tekst eindigt niet op ‘{old}’", at.words)
    last = found[-1]
    end = len(last.text)
    made = rewrite(last, end - len(old), end, new)
    return in_article(article, last, made)


# ---- leden and items


def _parts(article: Article, operation: InsertPart | ReplacePart | LapsePart) -> Article:
    match operation:
        case InsertPart(kind="lid"):
            return _insert_lid(article, operation)
        case InsertPart(holder=holder):
            return change_blocks(article, holder, lambda blocks: _insert_item(blocks, operation))
        case ReplacePart(at, blocks):
            return change_blocks(article, at, lambda old: (*blocks, *(behind_lead(old) if at.lead else ())))
        case LapsePart(Spot(_, lid, ()), renumber):
            gone = the_lid(article, lid)
            return replace(article, lids=tuple(_less(article.lids, gone, renumber)))
        case LapsePart(at, renumber):
            holder = Spot(at.article, at.lid, at.items[:-1])

            def less(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
                items, gone = the_item(blocks, at.items[-1], at.words)
                return change_list(blocks, items, _less(items.items, gone, renumber))

            return change_blocks(article, holder, less)
    raise AssertionError(operation)


def _insert_lid(article: Article, operation: InsertPart) -> Article:
    if not article.lids:
        raise cannot("Het artikel heeft geen leden", operation.holder.words)
    near = the_lid(article, operation.after) if operation.after else article.lids[0]
    place = article.lids.index(near) + 1 if operation.after else 0
    lids = [*article.lids[:place], Lid("", operation.blocks, near.as_list), *article.lids[place:]]
    numbers = with_one_more([lid.number for lid in article.lids], place, renumber=operation.renumber)
    return replace(article, lids=tuple(_numbered(lids, numbers, operation.holder)))


def _insert_item(blocks: tuple[Block, ...], operation: InsertPart) -> tuple[Block, ...]:
    if operation.after:
        items, near = the_item(blocks, operation.after, operation.holder.words)
        place = next(at for at, item in enumerate(items.items) if item is near) + 1
    else:
        first = next(keyed(blocks), None)
        if first is None:
            raise cannot("Daar staat geen opsomming", operation.holder.words)
        items, place = first[1], 0
    made = [*items.items[:place], ListItem("", operation.blocks), *items.items[place:]]
    numbers = with_one_more([item.number for item in items.items], place, renumber=operation.renumber)
    return change_list(blocks, items, _numbered(made, numbers, operation.holder))


def _numbered(parts: Sequence[Numbered], numbers: Sequence[str] | None, where: Spot) -> list[Numbered]:
    if numbers is None:
        raise cannot("Er is daar geen nummer vrij", where.words)
    return [replace(part, number=number) for part, number in zip(parts, numbers, strict=True)]


def _less(parts: Sequence[Numbered], gone: Numbered, renumber: bool) -> list[Numbered]:
    place = next(at for at, part in enumerate(parts) if part is gone)
    numbers = with_one_less([part.number for part in parts], place, renumber=renumber)
    left = [part for part in parts if part is not gone]
    return [replace(part, number=number) for part, number in zip(left, numbers, strict=True)]


def _number_text(article: Article, operation: NumberText) -> Article:
    if article.lids or not article.blocks:
        raise cannot("De tekst van het artikel is al verdeeld in leden, of leeg", f"artikel {article.number}")
    return replace(article, blocks=(), lids=(Lid(operation.printed, article.blocks, operation.as_list),))


# ---- table of contents


def _contents(regulation: Regulation, operation: InsertLine | ReplaceLine | LapseLine) -> Regulation:
    anchor = operation.anchor if isinstance(operation, InsertLine) else operation.old
    division, old = the_line(regulation, anchor)
    if isinstance(operation, LapseLine):
        lines = []
    elif isinstance(operation, ReplaceLine):
        lines = [_line_like(old, operation.new)]
    else:
        new = _line_like(old, operation.new)
        lines = [new, old] if operation.before else [old, new]
    changed = replace(division, blocks=change_line(division.blocks, old, lines))
    return replace(regulation, body=put(regulation.body, division, changed))


def _line_like(old: Block | ListItem, text: str) -> Block | ListItem:
    """A line in the look of the one beside it."""
    if isinstance(old, ListItem):
        first = old.number.split()[0] if old.number else ""
        number = first if first and is_mark(first) else ""
        blocks = old.blocks[:1]
        rest = text.removeprefix(number).strip()
        like = blocks[0] if blocks and isinstance(blocks[0], Paragraph) else Paragraph(())
        return ListItem(number, (_paragraph_like(like, rest),))
    if not isinstance(old, Paragraph):
        raise cannot("Deze inhoudsopgave is geen lijst van regels", "inhoudsopgave")
    return _paragraph_like(old, text)


def _paragraph_like(old: Paragraph, text: str) -> Paragraph:
    run = replace(old.runs[0], text=text, ref="", struct="") if old.runs else Run(text)
    return Paragraph((run,))
