"""The text of an article as one string, and the span of every lid and item in it: "found here" can be shown.

`regulation` derives `Article.text` and `Article.parts` with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from apv.bylaws.blocks import Block, ItemList, Paragraph, bare, text_of

if TYPE_CHECKING:
    from apv.bylaws.regulation import Article, Lid

PartKind = Literal["text", "lid", "item", "row"]


@dataclass(frozen=True, slots=True)
class Part:
    """Where a piece of an article stands in `Article.text`: `text[start:end]`.

    `path` are the numbers that lead to it, bare: ("1", "a") is eerste lid, onderdeel a.
    """

    kind: PartKind
    path: tuple[str, ...]
    start: int
    end: int


def content_text(blocks: Sequence[Block], lids: Sequence[Lid]) -> str:
    """The text of an article on one line, item numbers included, lid numbers not."""
    return text_of((*blocks, *(block for lid in lids for block in lid.blocks)))


def flatten(article: Article) -> tuple[str, tuple[Part, ...]]:
    """The operative text of `article` as one string, a line per paragraph, with the span of each piece."""
    lines: list[str] = []
    parts: list[Part] = []
    position = 0

    def put(text: str, kind: PartKind, path: tuple[str, ...]) -> None:
        nonlocal position
        if not text:
            return
        parts.append(Part(kind, path, position, position + len(text)))
        lines.append(text)
        position += len(text) + 1

    def walk(blocks: tuple[Block, ...], kind: PartKind, path: tuple[str, ...]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                put(block.text, kind, path)
            elif isinstance(block, ItemList):
                for item in block.items:
                    walk(item.blocks, "item", (*path, bare(item.number)))
            else:
                put(block.title, "row", path)
                for row in block.rows:
                    text = "\t".join(text_of(cell.blocks) for cell in row)
                    put(text if text.strip() else "", "row", path)

    walk(article.blocks, "text", ())
    for lid in article.lids:
        walk(lid.blocks, "lid", (bare(lid.number),))
    return "\n".join(lines), tuple(parts)
