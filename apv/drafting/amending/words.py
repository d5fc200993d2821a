"""Words within a text: found once and whole, and changed so that the text around them closes up.

A number is a whole: ‘2:1’ does not stand in "2:1a" or "2:10".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from apv.bylaws.blocks import Block, Cell, ItemList, Paragraph, Run, Table

_NO_SPACE_BEFORE = ",.;:)]’”!?"
_NO_SPACE_AFTER = "([‘“"


def find_words(text: str, words: str) -> list[int]:
    """Where `words` stand in `text` as whole words and whole numbers.

    >>> find_words("2:1a, 2:1, 2:10, 12:1 en 2:1.", "2:1")
    [6, 25]
    """
    front = r"(?<!\w)(?<!\d[:.])" if words[:1].isalnum() else ""
    back = r"(?!\w)(?![:.]\d)" if words[-1:].isalnum() else ""
    return [found.start() for found in re.finditer(f"{front}(?={re.escape(words)}{back})", text)]


def joined(before: str, after: str) -> str:
    """Two stretches of text with one space between them, or none where punctuation asks for none.

    >>> joined("2:1", ", 2:1a"), joined("gebaren", "of geluiden")
    ('2:1, 2:1a', 'gebaren of geluiden')
    """
    if not before or not after:
        return before + after
    if after[0] in _NO_SPACE_BEFORE or before[-1] in _NO_SPACE_AFTER or after[0] == " " or before[-1] == " ":
        return before + after
    return f"{before} {after}"


def without(before: str, after: str) -> str:
    """What is left when the words between `before` and `after` go: never two spaces, none before a comma."""
    return joined(before.rstrip(" "), after.lstrip(" "))


def paragraphs(blocks: Sequence[Block], *, lead: bool = False) -> Iterator[Paragraph]:
    """Every paragraph in `blocks`, in order; with `lead` only those before the first list or table."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif lead:
            return
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from paragraphs(item.blocks)
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell.blocks)


def change_paragraph(blocks: tuple[Block, ...], old: Paragraph, new: Paragraph) -> tuple[Block, ...]:
    """`blocks` with the paragraph `old` (that very value) changed, wherever it stands."""
    return tuple(_changed(block, old, new) for block in blocks)


def _changed(block: Block, old: Paragraph, new: Paragraph) -> Block:
    if isinstance(block, Paragraph):
        return new if block is old else block
    if isinstance(block, ItemList):
        return ItemList(
            tuple(replace(item, blocks=change_paragraph(item.blocks, old, new)) for item in block.items)
        )
    rows = tuple(tuple(_in_cell(cell, old, new) for cell in row) for row in block.rows)
    return replace(block, rows=rows) if isinstance(block, Table) else block


def _in_cell(cell: Cell, old: Paragraph, new: Paragraph) -> Cell:
    return replace(cell, blocks=change_paragraph(cell.blocks, old, new))


def rewrite(paragraph: Paragraph, start: int, end: int, text: str) -> Paragraph:
    """`paragraph` with `text` instead of what stands at `start:end`; it takes the look of what stood there, or of
    what stands before it. Links are kept only by words that stay."""
    runs: list[Run] = []
    position, written = 0, False
    for run in paragraph.runs:
        first, last = position, position + len(run.text)
        head = run.text[: max(0, min(start - first, len(run.text)))]
        tail = run.text[max(0, min(end - first, len(run.text))) :]
        if head:
            runs.append(replace(run, text=head))
        if not written and first <= start and (start < last or start == end == last):
            runs.append(replace(run, text=text, ref="", struct=""))
            written = True
        if tail and last > end:
            runs.append(replace(run, text=tail))
        position = last
    if not written:
        runs.append(Run(text))
    return Paragraph(tuple(_merged(run for run in runs if run.text)))


def _merged(runs: Iterator[Run]) -> Iterator[Run]:
    """Neighbours with one look are one run, as the reader of official XML has it."""
    kept: Run | None = None
    for run in runs:
        if kept is not None and replace(kept, text="") == replace(run, text=""):
            kept = replace(kept, text=kept.text + run.text)
        else:
            if kept is not None:
                yield kept
            kept = run
    if kept is not None:
        yield kept
