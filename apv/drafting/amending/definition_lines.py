"""A new definition in the definitions of a by-law, at its place in the alphabet, in their own form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apv.bylaws.blocks import Block, ListItem, Paragraph, Run
from apv.bylaws.norms.definitions import defines
from apv.bylaws.norms.folding import fold
from apv.bylaws.regulation import Article, Regulation
from apv.drafting.amending.editing import all_spots, keyed
from apv.drafting.amending.operations import InsertPart, Operation, ReplaceEnd, Undecided
from apv.drafting.amending.spot import Spot

MOSTLY = 0.6
"""The share of the items of a list of definitions that read "term: meaning"."""
_TERM = re.compile(r"(?:(?:de|het|een) )?(?P<term>[^:;.]{2,60}?) ?:(?= )")


def define(bylaw: Regulation, term: str, meaning: str) -> tuple[Operation, ...]:
    """The operations that add the definition of `term` to those of `bylaw`. `meaning` has no full stop at its end.

    When the by-law has no list of definitions, a person decides where it goes.
    """
    for article in _defining(bylaw):
        for spot, blocks in all_spots(article):
            entries = list(keyed(blocks))
            terms = [_term(item) for _, _, item in entries]
            if entries and sum(map(bool, terms)) >= MOSTLY * len(terms):
                return _in_list(spot, [(key, item) for key, _, item in entries], terms, term, meaning)
        if len(article.lids) > 1:
            text = Paragraph((Run(f"Onder {term} wordt verstaan: {meaning}."),))
            last = re.sub(r"\W", "", article.lids[-1].number)
            return (InsertPart("lid", Spot(article.number), last, (text,), about="definition"),)
    words = (
        "In artikel [vul in: nummer van het artikel met de begrippen] wordt een omschrijving ingevoegd, luidende:"
    )
    return (Undecided(words, (Paragraph((Run(f"{term}: {meaning}."),)),), about="definition"),)


def _defining(bylaw: Regulation) -> Iterator[Article]:
    for at, article in enumerate(bylaw.articles):
        if article.number and defines(article, fold(article.glance).text, at):
            yield article


def _term(item: ListItem) -> str:
    first = item.blocks[0] if item.blocks else None
    match = _TERM.match(first.text) if isinstance(first, Paragraph) else None
    return match["term"] if match else ""


def _in_list(
    spot: Spot, entries: list[tuple[str, ListItem]], terms: list[str], term: str, meaning: str
) -> tuple[Operation, ...]:
    folded = [one.casefold() for one in terms if one]
    place = len(entries)
    if folded == sorted(folded):
        place = next((at for at, one in enumerate(terms) if one and one.casefold() > term.casefold()), place)
    last_key, last = entries[-1]
    ending = _end(last.blocks)
    changes: list[Operation] = []
    sign = ";"
    if place == len(entries):
        sign = ending
        if ending == "." and len(last.blocks) == 1:
            changes.append(ReplaceEnd(spot.inner(last_key), ".", ";", about="definition"))
    elif len(entries) > 1:
        sign = _end(entries[0][1].blocks)
    model = entries[max(place - 1, 0)][1]
    after = entries[place - 1][0] if place else ""
    text = (_entry(model, term, f": {meaning}{sign}"),)
    return (*changes, InsertPart("item", spot, after, text, about="definition"))


def _end(blocks: tuple[Block, ...]) -> str:
    last = blocks[-1] if blocks else None
    sign = last.text[-1:] if isinstance(last, Paragraph) else ""
    return sign if sign in (";", ".", ",") else ""


def _entry(model: ListItem, term: str, rest: str) -> Paragraph:
    """The definition in the look of its neighbour: the term bold, or with a capital, where they have that."""
    first = model.blocks[0]
    run = first.runs[0] if isinstance(first, Paragraph) and first.runs else Run("")
    word = f"{term[:1].upper()}{term[1:]}" if run.text[:1].isupper() else term
    if run.text.rstrip(": ") == _term(model) and (run.bold or run.italic or run.underline):
        return Paragraph((Run(word, run.bold, run.italic, run.underline), Run(rest)))
    return Paragraph((Run(word + rest),))
