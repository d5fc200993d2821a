"""Reads the paragraphs of a Word file as a person sees them: numbers printed, tracked changes accepted or not.

word_package -> here (with word_numbering) -> word_bylaw, which makes a Regulation of them. Every paragraph keeps
its place in the file, so that a finding can be shown and a comment can be put there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from lxml import etree

from apv.bylaws.blocks import Run
from apv.bylaws.markup.word_numbering import LEVELS, NumberPrinter
from apv.bylaws.markup.word_package import R, W, WordPackage, open_package
from apv.bylaws.markup.word_styles import Look, StyleSheet, value_of
from apv.safe_xml import local_name

Changes = Literal["accept", "reject", "keep"]
"""What is done with tracked changes: the new text, the old text, or both with the changes marked."""
ChangeKind = Literal["insert", "delete", "move_from", "move_to"]

_CHANGES: dict[str, ChangeKind] = {"ins": "insert", "del": "delete", "moveFrom": "move_from", "moveTo": "move_to"}
_LEFT_OUT: dict[Changes, frozenset[str]] = {
    "accept": frozenset({"delete", "move_from"}),
    "reject": frozenset({"insert", "move_to"}),
    "keep": frozenset(),
}
_TRANSPARENT = frozenset({"hyperlink", "fldSimple", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir"})
_CHARACTERS = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-", "ptab": "\t"}
_OWN_FONT = "D800"
"""From this code on a character is no text, or only in its own font."""


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change that is kept: `text[start:end]` of its paragraph. `start == end` with `whole` marks the
    paragraph itself: its end was inserted or deleted."""

    kind: ChangeKind
    start: int
    end: int
    author: str = ""
    on: str = ""
    whole: bool = False


class Origin(NamedTuple):
    """From offset `start` on, the text of a paragraph stands in `w:p` number `paragraph` of the file."""

    start: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """One paragraph as it reads. `index` is its place among all `w:p` of the file, whatever was done with changes.

    `number` is what Word prints before it; a number that was typed is in the text. `left` is where its text starts
    in twips (1/20 point), `outline` its heading level (1-9; 0 is text), `bold` that all of it is bold, `cell`
    (table, row, column) from 0. Where a deleted paragraph end made one of two, `origins` says which text came from
    where.
    """

    index: int
    runs: tuple[Run, ...]
    style: str = ""
    number: str = ""
    left: int = 0
    outline: int = 0
    bold: bool = False
    cell: tuple[int, int, int] | None = None
    changes: tuple[Change, ...] = ()
    origins: tuple[Origin, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def shown(self) -> str:
        """Number and text on one line."""
        return " ".join(f"{self.number} {self.text}".split())


def read_word(data: bytes, *, where: str, changes: Changes = "accept") -> tuple[WordParagraph, ...]:
    """The paragraphs of the Word file in `data`, those in tables and text boxes included, in reading order.

    Raises InputError for anything that is not a readable Word file. What stands beside the text (headers, footers,
    notes) is read by `word_asides`.
    """
    return paragraphs_of(open_package(data, where=where), changes)


def paragraphs_of(package: WordPackage, changes: Changes = "accept") -> tuple[WordParagraph, ...]:
    """As `read_word`, for a package that is open already."""
    body = package.document.find(f"{W}body")
    return () if body is None else tuple(_Reader(package, changes).container(body, None))


def paragraphs_in(package: WordPackage, holder: etree._Element, changes: Changes) -> tuple[WordParagraph, ...]:
    """The paragraphs of a note or header of the package; their `index` is their place in it."""
    return tuple(_Reader(replace(package, document=holder, links={}), changes).container(holder, None))


class Piece(NamedTuple):
    """A stretch of text in a paragraph as the file has it: in which run and element, under which changes."""

    run: etree._Element
    node: etree._Element
    text: str
    changes: tuple[etree._Element, ...]
    link: str


def pieces(holder: etree._Element, changes: tuple[etree._Element, ...] = (), link: str = "") -> Iterator[Piece]:
    """The text in a `w:p`, in order, whatever was done to it; what stands in a text box is not its text."""
    for child in holder:
        name = local_name(child)
        if name == "r":
            for node in child:
                if text := _text(node):
                    yield Piece(child, node, text, changes, link)
        elif name in _CHANGES:
            yield from pieces(child, (*changes, child), link)
        elif name in _TRANSPARENT:
            yield from pieces(child, changes, child.get(f"{R}id", link))


def kept(piece: Piece, changes: Changes) -> bool:
    """Whether this text is there when the tracked changes are accepted, rejected or kept."""
    return not any(_CHANGES[local_name(change)] in _LEFT_OUT[changes] for change in piece.changes)


def change_kind(node: etree._Element) -> ChangeKind | None:
    """What a `w:ins`, `w:del`, `w:moveFrom` or `w:moveTo` did; None for another element."""
    return _CHANGES.get(local_name(node))


def is_left_out(node: etree._Element, changes: Changes) -> bool:
    """Whether an element stands in a text that is gone when the tracked changes are accepted or rejected."""
    return any(change_kind(above) in _LEFT_OUT[changes] for above in node.iterancestors())


def _text(node: etree._Element) -> str:
    name = local_name(node)
    if name in {"t", "delText"}:
        return node.text or ""
    if name == "br" and node.get(f"{W}type", "textWrapping") != "textWrapping":
        return ""
    if name == "sym":
        code = value_of(node, "char")
        return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) and code < _OWN_FONT else ""
    return _CHARACTERS.get(name, "")


class _Reader:
    """Walks over one document; numbers are counted on the way."""

    def __init__(self, package: WordPackage, changes: Changes) -> None:
        self._changes = changes
        self._links = package.links
        self._styles = StyleSheet(package.styles)
        self._numbers = NumberPrinter(package.numbering)
        self._places = {node: place for place, node in enumerate(package.document.iter(f"{W}p"))}
        self._tables = 0

    def container(self, holder: etree._Element, cell: tuple[int, int, int] | None) -> Iterator[WordParagraph]:
        """The paragraphs of a body, a cell or a text box; those that a deleted end joins become one."""
        waiting: list[WordParagraph] = []
        for node in _contents(holder):
            if local_name(node) == "tbl":
                yield from self._joined(waiting)
                waiting = []
                yield from self._table(node, cell)
                continue
            mark = self._mark(node)
            waiting.append(self._paragraph(node, cell, counted=mark not in _LEFT_OUT[self._changes]))
            if mark in _LEFT_OUT[self._changes]:
                continue
            yield from self._joined(waiting, ended=True)
            waiting = []
            for box in _text_boxes(node, _LEFT_OUT[self._changes]):
                yield from self.container(box, cell)
        yield from self._joined(waiting)

    def _joined(self, parts: Sequence[WordParagraph], *, ended: bool = False) -> Iterator[WordParagraph]:
        """One paragraph out of parts of which only the last has an end of its own; that end decides its looks."""
        if not parts or not (ended or any(part.text for part in parts)):
            return
        last, text, origins = parts[-1], 0, []
        for part in parts:
            if part.text or part is last:
                origins.append(Origin(text, part.index))
            text += len(part.text)
        runs = tuple(run for part in parts for run in part.runs)
        yield last if len(parts) == 1 else replace(last, runs=runs, origins=tuple(origins))

    def _table(self, table: etree._Element, cell: tuple[int, int, int] | None) -> Iterator[WordParagraph]:
        number, self._tables = self._tables, self._tables + (cell is None)
        for row, node in enumerate(_children(table, "tr")):
            if any(
                _CHANGES.get(local_name(mark)) in _LEFT_OUT[self._changes] for mark in node.iterfind(f"{W}trPr/*")
            ):
                continue
            for column, entry in enumerate(_children(node, "tc")):
                yield from self.container(entry, cell or (number, row, column))

    def _mark(self, node: etree._Element) -> ChangeKind | None:
        """What was done to the end of a paragraph."""
        return next((kind for name, kind in _CHANGES.items() if _end_mark(node, name) is not None), None)

    def _paragraph(
        self, node: etree._Element, cell: tuple[int, int, int] | None, *, counted: bool
    ) -> WordParagraph:
        look = self._styles.look(node, old=self._changes == "reject")
        left, number = look.left, ""
        if look.series and self._numbers.knows(look.series):
            level = min(max(look.level, 0), LEVELS - 1)
            number = self._numbers.next(look.series, level) if counted else ""
            if not look.own_left:
                left = self._numbers.left(look.series, level) or left
        runs, changes = self._runs(node, look)
        place = self._places[node]
        bold = look.bold or (bool(runs) and all(run.bold or not run.text.strip() for run in runs))
        return WordParagraph(
            place, runs, look.style, number, left, look.outline, bold, cell, changes, (Origin(0, place),)
        )

    def _runs(self, node: etree._Element, look: Look) -> tuple[tuple[Run, ...], tuple[Change, ...]]:
        runs: list[Run] = []
        changes: list[Change] = []
        position = 0
        for piece in pieces(node):
            if not kept(piece, self._changes):
                continue
            run = self._styles.run(piece.run, piece.text, self._links.get(piece.link, ""), look)
            if runs and replace(runs[-1], text="") == replace(run, text=""):
                runs[-1] = replace(run, text=runs[-1].text + run.text)
            else:
                runs.append(run)
            if self._changes == "keep":
                changes += (_change(mark, position, position + len(piece.text)) for mark in piece.changes)
            position += len(piece.text)
        if self._changes == "keep":
            for name in _CHANGES:
                if (mark := _end_mark(node, name)) is not None:
                    changes.append(replace(_change(mark, position, position), whole=True))
        return tuple(runs), tuple(_merged(changes))


def _end_mark(node: etree._Element, name: str) -> etree._Element | None:
    return node.find(f"{W}pPr/{W}rPr/{W}{name}")


def _change(mark: etree._Element, start: int, end: int) -> Change:
    return Change(_CHANGES[local_name(mark)], start, end, value_of(mark, "author"), value_of(mark, "date"))


def _merged(changes: Iterable[Change]) -> Iterator[Change]:
    """Changes by the same person that touch are one."""
    last: Change | None = None
    for change in changes:
        if last and last.end == change.start and replace(last, start=0, end=0) == replace(change, start=0, end=0):
            last = replace(last, end=change.end)
            continue
        if last:
            yield last
        last = change
    if last:
        yield last


def _contents(holder: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables in `holder`, whatever they are wrapped in."""
    for child in holder:
        name = local_name(child)
        if name in {"p", "tbl"}:
            yield child
        elif name == "AlternateContent":
            yield from _contents(child[0]) if len(child) else ()
        elif name in _TRANSPARENT or name in _CHANGES:
            yield from _contents(child)


def _children(holder: etree._Element, wanted: str) -> Iterator[etree._Element]:
    for child in holder:
        name = local_name(child)
        if name == wanted:
            yield child
        elif name in _TRANSPARENT or name in _CHANGES:
            yield from _children(child, wanted)


def _text_boxes(node: etree._Element, without: frozenset[str]) -> Iterator[etree._Element]:
    """The text boxes that hang on a paragraph; a second form for old programs is not read twice, nor one that a
    change of a kind in `without` took away."""
    for child in node:
        name = local_name(child)
        if name == "txbxContent":
            yield child
        elif name not in {"Fallback", "pPr", "rPr", "t"} and _CHANGES.get(name) not in without:
            yield from _text_boxes(child, without)
