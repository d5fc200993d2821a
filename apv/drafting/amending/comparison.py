"""Two texts of one by-law side by side: which lines stayed, changed, went and came.

Articles meet by their numbers, lines within them by what they say. The was-wordt table and the Word version with
tracked changes both show this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from apv.bylaws.blocks import Block, ItemList, Paragraph, bare, text_of
from apv.bylaws.regulation import Article, Division, Regulation, division_title
from apv.drafting.amending.spot import lid_words
from apv.drafting.amending.word_changes import ALIKE, Kind, Piece, alike, word_changes

Role = Literal["division", "article", "text", "row"]
Change = Literal["same", "changed", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Text:
    """A line of one of the texts: `number` as printed in front of it, `depth` how many lists it stands in (a
    heading: how many divisions), `unit` the part of the article that a was-wordt row is about ("eerste lid")."""

    role: Role
    words: str
    number: str = ""
    depth: int = 0
    unit: str = ""

    @property
    def printed(self) -> str:
        """The line with its number, a tab between them."""
        return f"{self.number}\t{self.words}" if self.number else self.words


@dataclass(frozen=True, slots=True)
class Line:
    """A line of both texts: its pieces that stayed, went and came. `look` is the line as it is, or was."""

    look: Text
    pieces: tuple[Piece, ...]

    @property
    def change(self) -> Change:
        kinds = {piece.kind for piece in self.pieces}
        return next(iter(kinds)) if len(kinds) == 1 else "changed" if kinds else "same"

    def side(self, left_out: Kind) -> tuple[Piece, ...]:
        """The old line (without what is "new"), or the new one (without what is "gone")."""
        return tuple(piece for piece in self.pieces if piece.kind != left_out)


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one article, heading or table of contents; `name` is how people refer to it."""

    key: str
    name: str
    lines: tuple[Line, ...]

    @property
    def change(self) -> Change:
        """What happened to it as a whole."""
        kinds = {line.change for line in self.lines}
        return next(iter(kinds)) if len(kinds) == 1 else "changed"


def compare(old: Regulation, new: Regulation) -> tuple[Group, ...]:
    """The whole of both texts in one order: every heading and article, changed or not."""
    before, after = list(_groups(old.body)), list(_groups(new.body))
    matcher = SequenceMatcher(None, [key for key, _, _ in before], [key for key, _, _ in after], autojunk=False)
    found: list[Group] = []
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(before[start:end], after[first:last], strict=True)
            found += [Group(key, name, tuple(_lines(was, now))) for (_, _, was), (key, name, now) in pairs]
        else:
            found += [Group(key, name, tuple(_lines(was, ()))) for key, name, was in before[start:end]]
            found += [Group(key, name, tuple(_lines((), now))) for key, name, now in after[first:last]]
    return tuple(found)


# ---- one text as groups of lines

_Group = tuple[str, str, tuple[Text, ...]]


def _groups(nodes: Sequence[Division | Article], level: int = 0) -> Iterator[_Group]:
    for node in nodes:
        if isinstance(node, Article):
            yield f"article {node.number or node.heading}", article_name(node), tuple(_article(node))
        elif node.kind == "inhoudsopgave":
            yield "contents", "Inhoudsopgave", tuple(_division(node, level))
        else:
            title = division_title(node)
            if lines := tuple(_division(node, level)):
                yield f"division {title}", title or "Tekst", lines
            yield from _groups(node.children, level + 1)


def article_name(article: Article) -> str:
    """ "Artikel 2:1", or its heading when it has no number."""
    return f"{article.label} {article.number}".strip() if article.number else article.heading or article.label


def _division(division: Division, level: int) -> Iterator[Text]:
    if title := division_title(division):
        yield Text("division", title, depth=level)
    yield from _blocks(division.blocks, 0, "")


def _article(article: Article) -> Iterator[Text]:
    title = " ".join(part for part in (article.label, article.number, article.heading) if part)
    if title:
        yield Text("article", title)
    yield from _blocks(article.blocks, 0, "")
    for lid in article.lids:
        yield from _numbered(lid.number, lid.blocks, 1, lid_words(bare(lid.number)))


def _blocks(blocks: Sequence[Block], depth: int, unit: str) -> Iterator[Text]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Text("text", block.text, depth=depth, unit=unit)
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from _numbered(item.number, item.blocks, depth + 1, unit)
        else:
            if block.title:
                yield Text("text", block.title, depth=depth, unit=unit)
            for row in block.rows:
                yield Text("row", "\t".join(text_of(cell.blocks) for cell in row), depth=depth, unit=unit)


def _numbered(number: str, blocks: Sequence[Block], depth: int, unit: str) -> Iterator[Text]:
    opens = bool(blocks) and isinstance(blocks[0], Paragraph)
    first = blocks[0].text if blocks and isinstance(blocks[0], Paragraph) else ""
    yield Text("text", first, number, depth, unit)
    yield from _blocks(blocks[1:] if opens else blocks, depth, unit)


# ---- lines of two texts


def _lines(was: Sequence[Text], now: Sequence[Text]) -> Iterator[Line]:
    matcher = SequenceMatcher(None, [line.words for line in was], [line.words for line in now], autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            for old, new in zip(was[start:end], now[first:last], strict=True):
                yield _line(old, new)
        else:
            yield from _paired(was[start:end], now[first:last])


MANY = 3600
"""Pairs of lines above which they meet by their numbers alone: looking at every pair would take too long."""


def _paired(was: Sequence[Text], now: Sequence[Text]) -> Iterator[Line]:
    """Lines that differ: each new line with the old one it most resembles, in order; the others went or came."""
    if len(was) * len(now) > MANY:
        yield from _by_number(was, now)
        return
    if was and now:
        pairs = (
            (alike(old.words, new.words), -at, -to) for at, old in enumerate(was) for to, new in enumerate(now)
        )
        best, at, to = max(pairs)
        at, to = -at, -to
        only_ones = len(was) == len(now) == 1 and was[0].role in ("article", "row")
        if was[at].role == now[to].role and (best >= ALIKE or only_ones):
            yield from _paired(was[:at], now[:to])
            yield _line(was[at], now[to])
            yield from _paired(was[at + 1 :], now[to + 1 :])
            return
    yield from _apart(was, now)


def _by_number(was: Sequence[Text], now: Sequence[Text]) -> Iterator[Line]:
    def key(line: Text) -> tuple[str, str, int, str]:
        return line.role, line.unit, line.depth, line.number

    matcher = SequenceMatcher(None, [key(line) for line in was], [key(line) for line in now], autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            yield from _apart(was[start:end], now[first:last])
            continue
        for old, new in zip(was[start:end], now[first:last], strict=True):
            if alike(old.words, new.words) >= ALIKE:
                yield _line(old, new)
            else:
                yield from _apart((old,), (new,))


def _apart(was: Sequence[Text], now: Sequence[Text]) -> Iterator[Line]:
    for old in was:
        yield Line(old, _pieces(old.printed, "gone"))
    for new in now:
        yield Line(new, _pieces(new.printed, "new"))


def _pieces(text: str, kind: Kind) -> tuple[Piece, ...]:
    return (Piece(text, kind),) if text else ()


def _line(old: Text, new: Text) -> Line:
    return Line(new, word_changes(old.printed, new.printed))
