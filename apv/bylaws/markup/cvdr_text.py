"""Writes the text elements of CVDR (hoofdstuk, artikel, lid, lijst, al, table …), indented, text kept as it is.

The mirror of `structure` and `text_blocks`; `cvdr_write` puts the document around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from itertools import groupby

from apv.bylaws.markup.contents import KIND as CONTENTS
from apv.bylaws.markup.headings import stub_status
from apv.bylaws.regulation import (
    Article,
    Block,
    Cell,
    Division,
    ItemList,
    Lid,
    Paragraph,
    Run,
    Table,
    content_text,
)
from apv.errors import InputError

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STATUS = {"reserved": "gereserveerd", "repealed": "vervallen"}


class TextWriter:
    """Collects lines of XML; `bytes()` gives the document."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._depth = 1

    def bytes(self) -> bytes:
        """Everything written so far as UTF-8. Raises InputError for a character XML cannot hold."""
        text = "\n".join(self._lines) + "\n"
        if match := _UNWRITABLE.search(text):
            raise InputError(
                "De tekst bevat een teken dat niet in XML mag staan",
                where=f"U+{ord(match.group()):04X} na '{text[max(0, match.start() - 20) : match.start()]}'",
                advice="Verwijder dat teken.",
            )
        return text.encode()

    def line(self, xml: str) -> None:
        """A line without indentation."""
        self._lines.append(xml)

    @contextmanager
    def inside(self, name: str, **attributes: str) -> Iterator[None]:
        """Everything written within stands in an element `name`."""
        indent = "  " * self._depth
        self._lines.append(f"{indent}<{name}{_attributes(attributes)}>")
        self._depth += 1
        yield
        self._depth -= 1
        self._lines.append(f"{indent}</{name}>")

    def leaf(self, name: str, text: str, **attributes: str) -> None:
        """An element with plain text, written even when it is empty."""
        self._leaf(name, escape(text, quote=False), attributes)

    def field(self, name: str, text: str, **attributes: str) -> None:
        """An element with plain text, left out when there is none."""
        if text:
            self._leaf(name, escape(text, quote=False), attributes)

    def nodes(self, nodes: Sequence[Division | Article]) -> None:
        """Divisions and articles."""
        for node in nodes:
            if isinstance(node, Article):
                self.article(node)
            else:
                self.division(node)

    def division(self, division: Division) -> None:
        """A division; a table of contents and loose text are written as `structuurtekst`."""
        loose = division.kind in {CONTENTS, "structuurtekst"}
        with self.inside("structuurtekst" if loose else division.kind):
            self._heading(division.label, division.number, division.heading, always=not loose)
            if loose:
                self.blocks(division.blocks)
            elif division.blocks:
                with self.inside("structuurtekst"):
                    self.blocks(division.blocks)
            self.nodes(division.children)

    def article(self, article: Article) -> None:
        """An article, its leden in the encoding they were read in."""
        shown = stub_status(article.heading, content_text(article.blocks, article.lids))
        attributes = {"status": _STATUS[article.status]} if article.status and article.status != shown else {}
        with self.inside("artikel", **attributes):
            self._heading(article.label, article.number, article.heading, always=True)
            self.blocks(article.blocks)
            for as_list, lids in groupby(article.lids, key=lambda lid: lid.as_list):
                if as_list:
                    with self.inside("lijst"):
                        for lid in lids:
                            self._item(lid.number, lid.blocks)
                else:
                    for lid in lids:
                        self._lid(lid)

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Paragraphs, lists and tables."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self._leaf("al", "".join(map(_run, block.runs)), {})
            elif isinstance(block, ItemList):
                with self.inside("lijst"):
                    for item in block.items:
                        self._item(item.number, item.blocks)
            else:
                self._table(block)

    def _leaf(self, name: str, xml: str, attributes: dict[str, str]) -> None:
        self._lines.append(f"{'  ' * self._depth}<{name}{_attributes(attributes)}>{xml}</{name}>")

    def _heading(self, label: str, number: str, title: str, *, always: bool) -> None:
        if not (label or number or title):
            if always:
                self._lines.append(f"{'  ' * self._depth}<kop/>")
            return
        with self.inside("kop"):
            self.field("label", label)
            self.field("nr", number)
            self.field("titel", title)

    def _lid(self, lid: Lid) -> None:
        with self.inside("lid"):
            self.field("lidnr", lid.number)
            self.blocks(lid.blocks)

    def _item(self, number: str, blocks: Sequence[Block]) -> None:
        with self.inside("li", nr=number):
            self.blocks(blocks)

    def _table(self, table: Table) -> None:
        columns = max((sum(cell.columns for cell in row) for row in table.rows), default=0)
        columns = max(columns, len(table.widths))
        with self.inside("table"):
            self.field("title", table.title)
            if not table.rows:
                return
            with self.inside("tgroup", cols=str(columns)):
                for index in range(columns):
                    width = table.widths[index] if index < len(table.widths) else ""
                    attributes = {"colname": f"col{index + 1}"} | ({"colwidth": width} if width else {})
                    self._lines.append(f"{'  ' * self._depth}<colspec{_attributes(attributes)}/>")
                for name, rows in (("thead", table.rows[: table.header]), ("tbody", table.rows[table.header :])):
                    if rows:
                        with self.inside(name):
                            for row in rows:
                                self._row(row)

    def _row(self, row: Sequence[Cell]) -> None:
        column = 1
        with self.inside("row"):
            for cell in row:
                attributes = {}
                if cell.columns > 1:
                    attributes = {"namest": f"col{column}", "nameend": f"col{column + cell.columns - 1}"}
                if cell.rows > 1:
                    attributes["morerows"] = str(cell.rows - 1)
                with self.inside("entry", **attributes):
                    self.blocks(cell.blocks)
                column += cell.columns


def _run(run: Run) -> str:
    xml = escape(run.text, quote=False)
    for wanted, name in ((run.underline, "onderstreept"), (run.italic, "cursief"), (run.bold, "vet")):
        if wanted:
            xml = f"<{name}>{xml}</{name}>"
    if run.script:
        xml = f"<{run.script}>{xml}</{run.script}>"
    if run.ref:
        struct = f" struct={_quoted(run.struct)}" if run.struct else ""
        xml = f"<extref doc={_quoted(run.ref)}{struct}>{xml}</extref>"
    return xml


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(f" {name}={_quoted(value)}" for name, value in attributes.items())


def _quoted(value: str) -> str:
    """An attribute value: white space other than a space must be written as a reference, or a reader folds it."""
    text = escape(value).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return f'"{text}"'
