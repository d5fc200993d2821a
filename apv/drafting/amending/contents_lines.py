"""The table of contents inside the text of a by-law, kept up to date in the form its lines have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from apv.bylaws.blocks import Paragraph, Run
from apv.bylaws.regulation import Article, Regulation
from apv.drafting.amending.editing import contents, line_text, lines
from apv.drafting.amending.operations import InsertLine, LapseLine, Operation, ReplaceLine, Undecided
from apv.drafting.amending.words import find_words

ONLY_IF = "[vul in: dit onderdeel blijft alleen staan als de verordening een inhoudsopgave heeft]"
_FRONT = re.compile(r"(?:\W*|\W*(?:[Aa]rtikel|[Aa]rt\.) )")


def has_contents(bylaw: Regulation) -> bool:
    """Whether the text of the by-law has a table of contents."""
    return any(True for _ in contents(bylaw.body))


def line_for(bylaw: Regulation, article: Article) -> str | None:
    """The line of the table of contents about this article, when there is exactly one that reads so."""
    texts = [line_text(line) for division in contents(bylaw.body) for line in lines(division)]
    found = [text for text in texts if _is_about(text, article.number)]
    return found[0] if len(found) == 1 and texts.count(found[0]) == 1 else None


def new_line(line: str, of: Article, article: Article) -> str:
    """The line for `article` in the form of the `line` for the article `of`.

    >>> new_line("Art. 2:1 - Samenscholing", Article("2:1", "Samenscholing"), Article("2:1a", "Straatintimidatie"))
    'Art. 2:1a - Straatintimidatie'
    """
    at = find_words(line, of.number)[0]
    front, rest = line[:at], line[at + len(of.number) :]
    gap = re.match(r"[\s.:)–-]*", rest)
    between = gap[0] if gap and gap[0] else " "
    return (
        f"{front}{article.number}{between}{article.heading}".strip() if article.heading else front + article.number
    )


def insert_line(bylaw: Regulation, article: Article, after: str) -> tuple[Operation, ...]:
    """The line for a new article after the line for article `after`."""
    neighbour = bylaw.article(after)
    line = line_for(bylaw, neighbour) if neighbour else None
    if neighbour is None or line is None:
        return (_left_open(article),)
    return (InsertLine(line, new_line(line, neighbour, article)),)


def change_line(bylaw: Regulation, old: Article, new: Article | None) -> tuple[Operation, ...]:
    """The line for article `old` once it reads as `new`, or has gone without a trace (None)."""
    line = line_for(bylaw, old)
    if line is None:
        return (_left_open(new),) if new else ()
    if new is None:
        return (LapseLine(line),)
    text = new_line(line, old, new)
    return () if text == line else (ReplaceLine(line, text),)


def unknown_contents(article: Article, after: str) -> Undecided:
    """The line for a by-law that is not at hand."""
    return _insert_after(after, (_line(article), Paragraph((Run(ONLY_IF),))))


def lapsed_line(number: str, *, known: bool) -> Undecided:
    """The line of an article that lapses; `known`: the by-law is at hand, and has a table of contents."""
    new = () if known else (Paragraph((Run(ONLY_IF),)),)
    return Undecided(f"In de inhoudsopgave vervalt de regel over artikel {number}.", new, about="contents")


def _left_open(article: Article) -> Undecided:
    return _insert_after("[vul in: de regel waarna de nieuwe regel komt]", (_line(article),))


def _insert_after(line: str, new: Sequence[Paragraph]) -> Undecided:
    words = f"In de inhoudsopgave wordt na {line} een regel ingevoegd, luidende:"
    return Undecided(words, tuple(new), about="contents")


def _line(article: Article) -> Paragraph:
    return Paragraph((Run(f"Artikel {article.number} {article.heading}".strip()),))


def _is_about(text: str, number: str) -> bool:
    found = find_words(text, number)
    return bool(found) and bool(_FRONT.fullmatch(text[: found[0]]))
