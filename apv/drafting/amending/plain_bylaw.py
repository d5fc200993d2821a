"""The plain text of a by-law while `interpret` carries out a decision: finds articles, leden, items and lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apv.drafting.amending.plain import (
    Item,
    Line,
    Piece,
    PlainArticle,
    PlainDivision,
    PlainNode,
    all_divisions,
    all_lines,
)
from apv.drafting.amending.sentence_parts import Place, bare_number, is_mark, unclear


class PlainBylaw:
    """The text while it changes."""

    def __init__(self, nodes: list[PlainNode]) -> None:
        self.nodes = nodes

    def holder(self, number: str) -> tuple[list[PlainNode], int]:
        """The list of nodes that holds the article, and its place in it."""
        found = [
            (nodes, at)
            for nodes in self._lists(self.nodes)
            for at, node in enumerate(nodes)
            if isinstance(node, PlainArticle) and node.number == number
        ]
        if len(found) != 1:
            raise unclear(f"artikel {number}", "Dit artikel staat niet precies één keer in de oude tekst")
        return found[0]

    def _lists(self, nodes: list[PlainNode]) -> Iterator[list[PlainNode]]:
        yield nodes
        for node in nodes:
            if isinstance(node, PlainDivision):
                yield from self._lists(node.children)

    def article(self, number: str) -> PlainArticle:
        nodes, at = self.holder(number)
        node = nodes[at]
        assert isinstance(node, PlainArticle)
        return node

    def division(self, words: str, nodes: list[PlainNode] | None = None) -> PlainDivision:
        first, _, rest = words.partition(", ")
        for node in nodes if nodes is not None else self.nodes:
            if isinstance(node, PlainDivision):
                name = " ".join(part for part in (node.label, node.number, node.heading) if part)
                word = node.label.lower() or node.kind
                if first in (f"{word} {node.number}", f"{word} ‘{name}’"):
                    return self.division(rest, node.children) if rest else node
        raise unclear(words, "Dit onderdeel van de verordening staat niet in de oude tekst")

    def lines(self, place: Place) -> list[Line]:
        """The paragraphs a place covers."""
        content = self.content(place)
        if place.lead:
            content = content[: next((at for at, one in enumerate(content) if not isinstance(one, Line)), None)]
        found = list(all_lines(content))
        if not (place.lid or place.items or place.lead):
            found += [line for lid in self.article(place.article).leden for line in all_lines(lid.content)]
        return found

    def content(self, place: Place) -> list[Piece]:
        """The text directly at a place, to look at or to change."""
        article = self.article(place.article)
        content = article.content
        if place.lid:
            content = self.one(article.leden, place.lid).content
        for key in place.items:
            content = self.one(self.list_with(content, key), key).content
        return content

    def list_with(self, content: list[Piece], key: str) -> list[Item]:
        lists = [piece for piece in content if isinstance(piece, list)]
        if mark := re.fullmatch(r"#(\d+)", key):
            left = int(mark[1])
            for items in lists:
                marks = sum(1 for item in items if is_mark(item))
                if left <= marks:
                    return items
                left -= marks
        for items in lists:
            if any(bare_number(item) == key for item in items):
                return items
        raise unclear(key, "Dit onderdeel staat niet in de oude tekst")

    def one(self, parts: list[Item], key: str) -> Item:
        if key.startswith("#"):
            return [item for item in parts if is_mark(item)][int(key[1:]) - 1]
        found = [item for item in parts if bare_number(item) == key]
        if len(found) != 1:
            raise unclear(key, "Dit lid of onderdeel staat niet precies één keer in de oude tekst")
        return found[0]

    def parts(self, place: Place, kind: str, key: str) -> list[Item]:
        """The leden, or the list at the place that holds `key`."""
        if kind == "lid":
            return self.article(place.article).leden
        content = self.content(place)
        if key:
            return self.list_with(content, key)
        return [piece for piece in content if isinstance(piece, list)][-1]

    def contents_line(self, text: str) -> tuple[list[Piece] | list[Item], int]:
        """The list that holds the line of the table of contents, and its place in it."""
        found = [
            place
            for division in all_divisions(self.nodes)
            if division.kind == "inhoudsopgave"
            for place in _line_places(division.content, text)
        ]
        if len(found) != 1:
            raise unclear(text, "Deze regel staat niet precies één keer in de inhoudsopgave")
        return found[0]


def _line_places(content: list[Piece], text: str) -> Iterator[tuple[list[Piece] | list[Item], int]]:
    for at, piece in enumerate(content):
        if isinstance(piece, Line) and piece.text == text:
            yield content, at
        elif isinstance(piece, list):
            for place, item in enumerate(piece):
                own = " ".join(one.text for one in item.content if isinstance(one, Line))
                if f"{item.number} {own}".strip() == text:
                    yield piece, place
                yield from _line_places([one for one in item.content if isinstance(one, list)], text)
