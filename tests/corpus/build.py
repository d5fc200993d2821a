"""Small by-laws from plain text, for tests that are read by people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from apv.bylaws.regulation import (
    Article,
    Block,
    ItemList,
    Lid,
    ListItem,
    Metadata,
    Paragraph,
    Regulation,
    Run,
)

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Sample:
    """An article as a text file gives it: what it forbids, its heading, and its leden with items behind " | "."""

    behaviours: frozenset[str]
    heading: str
    leden: tuple[str, ...]


def samples(name: str) -> Iterator[Sample]:
    """The articles of a text file in this folder; handwritten.txt explains the layout."""
    lines = [line for line in read(name) if not line.startswith("#")]
    for block in "\n".join(lines).strip().split("\n\n"):
        first, *rest = block.split("\n")
        wanted = first.removeprefix(">").split()
        heading = rest.pop(0).removeprefix("=").strip() if rest[0].startswith("=") else ""
        text = "\n".join(rest).replace("\n- ", " | ")
        yield Sample(frozenset(wanted) - {"-"}, heading, tuple(text.split("\n")))


def read(name: str) -> list[str]:
    """The lines of a text file in this folder."""
    return (FOLDER / name).read_text(encoding="utf-8").split("\n")


def blocks(text: str) -> tuple[Block, ...]:
    """A paragraph, or "lead: | item | item" as a paragraph and a lettered list."""
    lead, *items = [piece.strip() for piece in text.split(" | ")]
    paragraph = Paragraph((Run(lead),))
    if not items:
        return (paragraph,)
    listed = (ListItem(f"{chr(97 + at)}.", (Paragraph((Run(item),)),)) for at, item in enumerate(items))
    return (paragraph, ItemList(tuple(listed)))


def article(number: str, leden: str | Sequence[str], heading: str = "") -> Article:
    """An article of one text, or of numbered leden when there are several."""
    texts = [leden] if isinstance(leden, str) else leden
    if len(texts) == 1:
        return Article(number, heading, blocks(texts[0]))
    numbered = (Lid(f"{at}.", blocks(text)) for at, text in enumerate(texts, start=1))
    return Article(number, heading, lids=tuple(numbered))


def bylaw(*articles: Article) -> Regulation:
    """A by-law of these articles and nothing else."""
    return Regulation(Metadata(title="Verordening van de proef", creator="Proefdorp"), body=articles)
