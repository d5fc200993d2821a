"""Reads the text elements of CVDR and BWB (al, lijst, table, inline markup) into blocks; nothing of it is lost.

The structure reader asks it for the content of every lid, item, cell and attachment; drafts go through it as well.
Written for speed where it counts: every child is looked at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from apv.bylaws.markup.element_names import (
    BLOCK_TAGS,
    BREAKS,
    INLINE,
    INNER,
    ITEMS,
    LINES,
    NUMBERS,
    ON_ONE_LINE,
    PICTURES,
    TERM_LISTS,
    TERMS,
    WRAPPERS,
)
from apv.bylaws.markup.inline import Names, look_inside, plain_line, tail_of, unresolved
from apv.bylaws.markup.line import PLAIN, Look, Piece, look_of, paragraph_of, squeeze
from apv.bylaws.markup.tables import read_table
from apv.bylaws.regulation import Block, ItemList, ListItem, Paragraph, Run
from apv.errors import InputError

MAX_DEPTH = 60
"""Elements nested deeper than this are no regulation; real ones stay under ten."""


class _Pending(NamedTuple):
    """The text of one paragraph while it is collected, and the notes that go behind it."""

    pieces: list[Piece]
    notes: list[Block]

    def end(self, found: list[Block]) -> None:
        if self.pieces:
            if paragraph := paragraph_of(self.pieces):
                found.append(paragraph)
            self.pieces.clear()
        if self.notes:
            found.extend(self.notes)
            self.notes.clear()


class BlockReader:
    """Reads blocks; one per document. `left_out` are elements whose text is no operative text (BWB's meta-data);
    `names` gives the local name of a tag."""

    def __init__(self, *, where: str, left_out: frozenset[str] = frozenset()) -> None:
        self._where = where
        self.names = Names()
        self.left_out = left_out
        self._depth = 0

    def knows(self, name: str) -> bool:
        """True for the names of elements that belong to the formats."""
        return name in TEXT_ELEMENTS

    def blocks(self, element: etree._Element) -> list[Block]:
        """Everything in `element` as blocks, in document order."""
        return self._read(element, numbered=False)[1]

    def numbered(self, element: etree._Element) -> tuple[str, list[Block]]:
        """The printed number of a lid or list item (attribute `nr`, or a child of its own) and its content."""
        number, found = self._read(element, numbered=True)
        attribute = element.get("nr")
        return (number if attribute is None else squeeze(attribute).strip()), found

    def child(self, element: etree._Element) -> list[Block]:
        """One child of an article or division as blocks, its tail not included."""
        name = self.names[element.tag]
        found: list[Block] = []
        if name in self.left_out:
            return found
        reader = _READERS.get(name)
        if reader is not None:
            reader(self, element, found)
            return found
        pending = _Pending([], [])
        self._within_line(element, name, PLAIN, pending, found)
        pending.end(found)
        return found

    def line(self, element: etree._Element) -> str:
        """The text of `element` on one line, without markup."""
        if not len(element):
            text = element.text
            return squeeze(text).strip() if text else ""
        return squeeze("".join(plain_line(element, self.names, self.left_out))).strip()

    def says_something(self, element: etree._Element) -> bool:
        """Whether there is any text in `element`."""
        return any(piece and not piece.isspace() for piece in plain_line(element, self.names, self.left_out))

    def heading_line(self, kop: etree._Element) -> str:
        """A heading (or a name) on one line, whatever its parts."""
        return " ".join(part for part in map(self.line, kop) if part) or self.line(kop)

    def lines(self, element: etree._Element) -> list[str]:
        """A signing block as lines: one per function, name or stretch of text."""
        if not len(element) or all(self.names[child.tag] in ON_ONE_LINE for child in element):
            text = self.heading_line(element) if self.names[element.tag] == "naam" else self.line(element)
            return [text] if text else []
        lines = [squeeze(element.text).strip()] if element.text and not element.text.isspace() else []
        for child in element:
            if self.names[child.tag] not in self.left_out:
                lines += self.lines(child)
            if child.tail and not child.tail.isspace():
                lines.append(squeeze(child.tail).strip())
        return lines

    def item_list(self, element: etree._Element) -> ItemList:
        """A `lijst` (or definitielijst, specificatielijst) with its items."""
        with_terms = self.names[element.tag] in TERM_LISTS
        items: list[ListItem] = []
        for child in element:
            name = self.names[child.tag]
            if name in ITEMS:
                number, found = self._term_item(child) if with_terms else self.numbered(child)
                items.append(ListItem(number, tuple(found)))
            else:
                self._stray_in_list(self.child(child), items)
            tail = child.tail
            if tail and not tail.isspace():
                self._stray_in_list([Paragraph((Run(squeeze(tail).strip()),))], items)
        return ItemList(tuple(items))

    def _read(self, element: etree._Element, *, numbered: bool) -> tuple[str, list[Block]]:
        """The content of `element`; with `numbered` a child that only holds the number is told apart."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise InputError(
                "De tekst is te diep genest om een regeling te zijn",
                where=self._where,
                advice="Haal het bestand opnieuw op bij de bron.",
            )
        names, left_out = self.names, self.left_out
        number = ""
        found: list[Block] = []
        pending = _Pending([], [])
        pieces = pending.pieces
        text = element.text
        if text and not text.isspace():
            pieces.append((text, PLAIN))
        for child in element:
            name = names[child.tag]
            reader = _READERS.get(name)
            if name in left_out:
                pass
            elif numbered and name in NUMBERS:
                number = self.line(child)
            elif reader is not None:
                if pieces or pending.notes:
                    pending.end(found)
                reader(self, child, found)
            else:
                self._within_line(child, name, PLAIN, pending, found)
            tail = child.tail
            if tail and (pieces or not tail.isspace()):
                pieces.append((tail, PLAIN))
        pending.end(found)
        self._depth -= 1
        return number, found

    def _term_item(self, item: etree._Element) -> tuple[str, list[Block]]:
        """An item that gives a term and its meaning, which share one paragraph."""
        number = ""
        found: list[Block] = []
        for child in item:
            name = self.names[child.tag]
            if name in NUMBERS:
                number = self.line(child)
                continue
            more = [] if name in self.left_out else self.blocks(child)
            opening = found[-1] if found else None
            if name not in TERMS and isinstance(opening, Paragraph) and more and isinstance(more[0], Paragraph):
                runs = (*opening.runs, Run(" "), *more[0].runs)
                joined = paragraph_of([(run.text, look_of(run)) for run in runs])
                found[-1:] = [joined] if joined else []
                more = more[1:]
            found += more
        return item.get("nr") or number, found

    def _stray_in_list(self, blocks: list[Block], items: list[ListItem]) -> None:
        """A list or text directly in a list belongs to the item before it."""
        if blocks and items:
            items[-1] = ListItem(items[-1].number, (*items[-1].blocks, *blocks))
        elif blocks:
            items.append(ListItem("", tuple(blocks)))

    def _paragraph(self, element: etree._Element, found: list[Block]) -> None:
        if len(element):
            found += self._read(element, numbered=False)[1]
            return
        text = element.text
        if text and not text.isspace():
            found.append(Paragraph((Run(squeeze(text).strip(" ")),)))

    def _heading(self, element: etree._Element, found: list[Block]) -> None:
        """A heading among blocks (in an attachment): a bold paragraph."""
        if text := self.heading_line(element):
            found.append(Paragraph((Run(text, bold=True),)))

    def _list(self, element: etree._Element, found: list[Block]) -> None:
        text = element.text
        if text and not text.isspace():
            found.append(Paragraph((Run(squeeze(text).strip()),)))
        items = self.item_list(element)
        if items.items:
            found.append(items)

    def _table(self, element: etree._Element, found: list[Block]) -> None:
        found += read_table(element, self)

    def _loose_item(self, element: etree._Element, found: list[Block]) -> None:
        """A lid or item outside an article or list, as in an attachment."""
        number, blocks = self.numbered(element)
        found.append(ItemList((ListItem(number, tuple(blocks)),)))

    def _wrapper(self, element: etree._Element, found: list[Block]) -> None:
        found += self._read(element, numbered=False)[1]

    def _within_line(
        self, element: etree._Element, name: str, look: Look, pending: _Pending, found: list[Block]
    ) -> None:
        """Inline markup, pictures, notes, entities and elements we do not know."""
        if name in INLINE:
            if not len(element):
                if text := element.text:
                    pending.pieces.append((text, look_inside(look, name, element)))
                return
        elif name == "noot":
            pending.notes.extend(self.blocks(element))
            return
        elif name == "":
            pending.pieces.append((unresolved(element), look))
            return
        elif name in PICTURES:
            return
        elif name in BREAKS:
            pending.pieces.append((" ", look))
            return
        if next(element.iter(*BLOCK_TAGS), None) is not None:
            pending.end(found)
            found += self.blocks(element)
        else:
            self._inline(element, name, look, pending, found)

    def _inline(
        self, element: etree._Element, name: str, look: Look, pending: _Pending, found: list[Block]
    ) -> None:
        look = look_inside(look, name, element)
        if element.text:
            pending.pieces.append((element.text, look))
        for child in element:
            child_name = self.names[child.tag]
            if child_name not in self.left_out:
                self._within_line(child, child_name, look, pending, found)
            if tail := tail_of(child, child_name):
                pending.pieces.append((tail, look))


_READERS: dict[str, Callable[[BlockReader, etree._Element, list[Block]], None]] = {
    "al": BlockReader._paragraph,
    "lijst": BlockReader._list,
    "table": BlockReader._table,
    "kop": BlockReader._heading,
    "lid": BlockReader._loose_item,
    "li": BlockReader._loose_item,
    **dict.fromkeys(TERM_LISTS, BlockReader._list),
    **dict.fromkeys(LINES, BlockReader._paragraph),
    **dict.fromkeys(WRAPPERS, BlockReader._wrapper),
}
"""How each element that is a block, or holds blocks, is read."""

TEXT_ELEMENTS = frozenset(_READERS) | INNER | INLINE | PICTURES | BREAKS
"""The names of all elements of running text."""
