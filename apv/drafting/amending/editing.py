"""Finds the article, the lid, the item and the words that an operation is about, and changes just those.

`amend` says what happens; here stands how the tree of a by-law is rebuilt around it. A place that is not there, or
is there twice, is an error that names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from apv.bylaws.blocks import Block, ItemList, ListItem, Paragraph, bare, text_of
from apv.bylaws.markup.contents import KIND as CONTENTS
from apv.bylaws.regulation import Article, Division, Lid, Regulation, division_title
from apv.drafting.amending.numbering import is_mark
from apv.drafting.amending.spot import UNNUMBERED, Spot
from apv.drafting.amending.words import change_paragraph, find_words, paragraphs, rewrite
from apv.errors import InputError

Node = Division | Article


def cannot(what: str, where: str) -> InputError:
    """The error for a change that cannot be made."""
    return InputError(what, where=where, advice="Pas de wijziging aan, of wijs de plaats preciezer aan.")


# ---- articles and divisions


def the_article(regulation: Regulation, number: str) -> Article:
    """The one article with this number; InputError when there is none or more than one."""
    found = [article for article in regulation.articles if article.number == number and number]
    if len(found) != 1:
        what = f"{'Een' if not found else 'Meer dan één'} artikel met dit nummer"
        raise cannot(f"{what} staat {'niet ' if not found else ''}in de verordening", f"artikel {number}")
    return found[0]


def put(nodes: tuple[Node, ...], old: Node, *new: Node) -> tuple[Node, ...]:
    """`nodes` with `new` in the place of `old` (that very value)."""
    made: list[Node] = []
    for node in nodes:
        if node is old:
            made.extend(new)
        elif isinstance(node, Division):
            children = put(node.children, old, *new)
            same = len(children) == len(node.children) and all(
                one is other for one, other in zip(children, node.children, strict=True)
            )
            made.append(node if same else replace(node, children=children))
        else:
            made.append(node)
    return tuple(made)


def change_article(regulation: Regulation, number: str, change: Callable[[Article], Article]) -> Regulation:
    """`regulation` with the one article `number` changed."""
    article = the_article(regulation, number)
    return replace(regulation, body=put(regulation.body, article, change(article)))


def divisions(nodes: Sequence[Node], above: tuple[str, ...] = ()) -> Iterator[tuple[str, Division]]:
    """Every division with the words by which an instruction names it: "hoofdstuk 2, afdeling 1"."""
    for node in nodes:
        if isinstance(node, Division) and node.kind not in (CONTENTS, "structuurtekst"):
            path = (*above, division_words(node))
            yield ", ".join(path), node
            yield from divisions(node.children, path)


def division_words(division: Division) -> str:
    """ "hoofdstuk 2", or the heading between quotation marks when it has no number."""
    word = division.label.lower() or division.kind
    return f"{word} {division.number}" if division.number else f"{word} ‘{division_title(division)}’"


def the_division(regulation: Regulation, words: str) -> Division:
    """The one division named by `words`; InputError when there is none or more than one."""
    found = [division for name, division in divisions(regulation.body) if name == words]
    if len(found) != 1:
        raise cannot(f"'{words}' staat {'niet' if not found else 'meer dan één keer'} in de verordening", words)
    return found[0]


# ---- leden, items and words


def change_blocks(
    article: Article, spot: Spot, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]
) -> Article:
    """`article` with the text at `spot` changed: of the lid or item it names, or else of the article before its
    leden."""
    if not spot.lid:
        return replace(article, blocks=_descend(article.blocks, spot, spot.items, change))
    lid = the_lid(article, spot.lid)
    changed = replace(lid, blocks=_descend(lid.blocks, spot, spot.items, change))
    return replace(article, lids=tuple(changed if one is lid else one for one in article.lids))


def blocks_at(article: Article, spot: Spot) -> tuple[Block, ...]:
    """The blocks directly at `spot`: of the lid or item, or else of the article before its leden."""
    found: list[tuple[Block, ...]] = []

    def look(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        found.append(blocks)
        return blocks

    change_blocks(article, spot, look)
    return found[0]


def text_at(article: Article, spot: Spot) -> Iterator[Paragraph]:
    """Every paragraph that `spot` covers; the whole of an article covers its leden."""
    yield from paragraphs(blocks_at(article, spot), lead=spot.lead)
    if not (spot.lid or spot.items or spot.lead):
        for lid in article.lids:
            yield from paragraphs(lid.blocks)


def all_spots(article: Article) -> Iterator[tuple[Spot, tuple[Block, ...]]]:
    """Every place in the article that can be named, with the blocks directly at it, in reading order."""
    yield from _inner_spots(Spot(article.number), article.blocks)
    for lid in article.lids:
        yield from _inner_spots(Spot(article.number, bare(lid.number)), lid.blocks)


def _inner_spots(spot: Spot, blocks: tuple[Block, ...]) -> Iterator[tuple[Spot, tuple[Block, ...]]]:
    yield spot, blocks
    for key, _, item in keyed(blocks):
        yield from _inner_spots(spot.inner(key), item.blocks)


def the_lid(article: Article, number: str) -> Lid:
    """The one lid with this bare number."""
    found = [lid for lid in article.lids if bare(lid.number) == number]
    if len(found) != 1:
        raise cannot(
            f"Het artikel heeft {'geen' if not found else 'meer dan één'} lid {number}",
            f"artikel {article.number}",
        )
    return found[0]


def keyed(blocks: Sequence[Block]) -> Iterator[tuple[str, ItemList, ListItem]]:
    """The items of the lists that stand directly in `blocks`, each with the key by which a spot names it."""
    marks = 0
    for block in blocks:
        if isinstance(block, ItemList):
            for item in block.items:
                if is_mark(item.number):
                    marks += 1
                    yield f"{UNNUMBERED}{marks}", block, item
                else:
                    yield bare(item.number), block, item


def the_item(blocks: Sequence[Block], key: str, where: str) -> tuple[ItemList, ListItem]:
    """The one item with this key, and the list it stands in."""
    found = [(items, item) for name, items, item in keyed(blocks) if name == key]
    if len(found) != 1:
        raise cannot(f"Onderdeel {key} staat daar {'niet' if not found else 'meer dan één keer'}", where)
    return found[0]


def change_list(blocks: tuple[Block, ...], old: ItemList, items: Sequence[ListItem]) -> tuple[Block, ...]:
    """`blocks` with other items in the list `old`; a list without items goes."""
    made = (ItemList(tuple(items)) if block is old else block for block in blocks)
    return tuple(block for block in made if not isinstance(block, ItemList) or block.items)


def _descend(
    blocks: tuple[Block, ...],
    spot: Spot,
    keys: tuple[str, ...],
    change: Callable[[tuple[Block, ...]], tuple[Block, ...]],
) -> tuple[Block, ...]:
    if not keys:
        return change(blocks)
    items, item = the_item(blocks, keys[0], spot.words)
    changed = replace(item, blocks=_descend(item.blocks, spot, keys[1:], change))
    return change_list(blocks, items, [changed if one is item else one for one in items.items])


def change_words(article: Article, spot: Spot, words: str, change: Callable[[str, str], str]) -> Article:
    """`article` with the paragraph that holds `words` changed: `change` gets the text before and after them."""
    found = [
        (paragraph, start) for paragraph in text_at(article, spot) for start in find_words(paragraph.text, words)
    ]
    if len(found) != 1 or not words:
        raise cannot(f"‘{words}’ staat daar {'niet' if not found else 'meer dan één keer'}", spot.words)
    paragraph, start = found[0]
    text = paragraph.text
    before, after = text[:start], text[start + len(words) :]
    made = change(before, after)
    kept_front = _common(text, made)
    kept_back = min(_common(text[::-1], made[::-1]), len(text) - kept_front, len(made) - kept_front)
    new = rewrite(paragraph, kept_front, len(text) - kept_back, made[kept_front : len(made) - kept_back])
    return in_article(article, paragraph, new)


def in_article(article: Article, old: Paragraph, new: Paragraph) -> Article:
    """`article` with one paragraph changed."""
    lids = (replace(lid, blocks=change_paragraph(lid.blocks, old, new)) for lid in article.lids)
    return replace(article, blocks=change_paragraph(article.blocks, old, new), lids=tuple(lids))


def behind_lead(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """What follows the text before the first list or table."""
    at = next((at for at, block in enumerate(blocks) if not isinstance(block, Paragraph)), len(blocks))
    return blocks[at:]


def _common(one: str, other: str) -> int:
    length = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        length += 1
    return length


# ---- table of contents


def the_line(regulation: Regulation, text: str) -> tuple[Division, Block | ListItem]:
    """The one line of the table of contents that reads `text`, and the table it stands in."""
    found = [
        (division, line)
        for division in contents(regulation.body)
        for line in lines(division)
        if line_text(line) == text
    ]
    if len(found) != 1:
        raise cannot(
            f"De regel ‘{text}’ staat {'niet' if not found else 'meer dan één keer'} in de inhoudsopgave",
            "inhoudsopgave",
        )
    return found[0]


def contents(nodes: Sequence[Node]) -> Iterator[Division]:
    """The tables of contents in the text."""
    for node in nodes:
        if isinstance(node, Division):
            if node.kind == CONTENTS:
                yield node
            yield from contents(node.children)


def lines(division: Division) -> Iterator[Block | ListItem]:
    """The lines of a table of contents: its paragraphs and list items."""
    yield from _lines(division.blocks)


def _lines(blocks: Sequence[Block]) -> Iterator[Block | ListItem]:
    for block in blocks:
        if isinstance(block, ItemList):
            for item in block.items:
                yield item
                yield from _lines([inner for inner in item.blocks if isinstance(inner, ItemList)])
        else:
            yield block


def line_text(line: Block | ListItem) -> str:
    """How a line reads."""
    if isinstance(line, ListItem):
        own = [block for block in line.blocks if not isinstance(block, ItemList)]
        return f"{line.number} {text_of(own)}".strip()
    return text_of([line])


def change_line(
    blocks: tuple[Block, ...], old: Block | ListItem, new: Sequence[Block | ListItem]
) -> tuple[Block, ...]:
    """`blocks` of a table of contents with `new` lines in the place of `old`."""
    made: list[Block] = []
    for block in blocks:
        if block is old:
            made.extend(line for line in new if not isinstance(line, ListItem))
        elif isinstance(block, ItemList):
            items: list[ListItem] = []
            for item in block.items:
                if item is old:
                    items.extend(line for line in new if isinstance(line, ListItem))
                else:
                    items.append(replace(item, blocks=change_line(item.blocks, old, new)))
            made += [ItemList(tuple(items))] if items else []
        else:
            made.append(block)
    return tuple(made)
