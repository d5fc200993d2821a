"""By-laws and edits for property tests: many numbering styles, both encodings of leden, lists, contents, looks."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from apv.bylaws.regulation import (
    Article,
    Block,
    Cell,
    Division,
    ItemList,
    Lid,
    ListItem,
    Metadata,
    Paragraph,
    Regulation,
    Run,
    Table,
    bare,
    place,
)
from apv.drafting.amending.amend import apply
from apv.drafting.amending.editing import (
    all_spots,
    blocks_at,
    contents,
    divisions,
    keyed,
    line_text,
    lines,
    text_at,
)
from apv.drafting.amending.operations import (
    InsertArticle,
    InsertLine,
    InsertPart,
    InsertWords,
    LapseArticle,
    LapseLine,
    LapsePart,
    LapseWords,
    NumberText,
    Operation,
    ReplaceArticle,
    ReplaceEnd,
    ReplaceLine,
    ReplacePart,
    ReplaceWords,
    RetitleArticle,
)
from apv.drafting.amending.spot import Spot
from apv.errors import InputError

WORDS = (
    *("verboden", "weg", "burgemeester", "op een openbare plaats", "het college", "artikel 2:1", "foto’s", "2.1"),
    *("eerste lid", "(bijvoorbeeld)", "hond", "€ 100", "“luidruchtig”", "de", "en", "ontheffing", "12:10", "a."),
)
LID_STYLES = ("{}.", "{}", "({})", "{})")
ITEM_STYLES = ("a.", "a)", "(a)", "1°.", "1º", "-", "•", "", "A.", "i.")
ARTICLE_STYLES = ("{c}:{n}", "{c}.{n}", "{c}.1.{n}", "{p}", "{c}:{n}a", "{p}A")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi")


@st.composite
def paragraphs(draw: st.DrawFn, ends: str = ".") -> Paragraph:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7))
    text = " ".join(words) + draw(st.sampled_from([ends, ends, ends, ""]))
    cut = draw(st.integers(0, len(text)))
    if draw(st.booleans()) or cut in (0, len(text)):
        return Paragraph((Run(text),))
    return Paragraph((Run(text[:cut], bold=True), Run(text[cut:])))


def number(style: str, at: int) -> str:
    if "a" in style:
        return style.replace("a", "abcdefgh"[at])
    if "A" in style:
        return style.replace("A", "ABCDEFGH"[at])
    if "i" in style:
        return style.replace("i", ROMAN[at])
    return style.replace("1", str(at + 1))


@st.composite
def item_lists(draw: st.DrawFn, style: str, depth: int = 0) -> ItemList:
    items = []
    for at in range(draw(st.integers(1, 4))):
        blocks: list[Block] = [draw(paragraphs(";"))]
        if depth == 0 and draw(st.integers(0, 4)) == 0:
            blocks.append(draw(item_lists("1°." if "1" not in style else "a.", 1)))
        items.append(ListItem(number(style, at), tuple(blocks)))
    return ItemList(tuple(items))


@st.composite
def texts(draw: st.DrawFn, style: str) -> tuple[Block, ...]:
    blocks: list[Block] = [draw(paragraphs())]
    kind = draw(st.integers(0, 5))
    if kind in (0, 1):
        blocks.append(draw(item_lists(style)))
    elif kind == 2:
        cells = tuple(Cell((draw(paragraphs()),)) for _ in range(2))
        blocks.append(Table((cells,)))
    return tuple(blocks)


@st.composite
def articles(draw: st.DrawFn, name: str, lid_style: str, item_style: str) -> Article:
    heading = draw(st.sampled_from(["Orde", "Hinder", "Begrippen", "", "Straf en maatregel"]))
    if draw(st.booleans()):
        return Article(name, heading, draw(texts(item_style)))
    encoded = draw(st.booleans())
    count = draw(st.integers(1, 4))
    lids = tuple(Lid(lid_style.format(at + 1), draw(texts(item_style)), encoded) for at in range(count))
    return Article(name, heading, lids=lids)


@st.composite
def bylaws(draw: st.DrawFn) -> Regulation:
    style = draw(st.sampled_from(ARTICLE_STYLES))
    lid_style, item_style = draw(st.sampled_from(LID_STYLES)), draw(st.sampled_from(ITEM_STYLES))
    chapters: list[Division | Article] = []
    printed = 0
    for chapter in range(1, draw(st.integers(1, 3)) + 1):
        made = []
        for at in range(1, draw(st.integers(1, 4)) + 1):
            printed += 1
            made.append(draw(articles(style.format(c=chapter, n=at, p=printed), lid_style, item_style)))
        chapters.append(Division("hoofdstuk", str(chapter), "Over van alles", "Hoofdstuk", children=tuple(made)))
    body = tuple(chapters)
    if draw(st.booleans()):
        listed = [Paragraph((Run("Inhoudsopgave", bold=True),))]
        for division in body:
            assert isinstance(division, Division)
            listed.append(Paragraph((Run(f"Hoofdstuk {division.number} Over van alles"),)))
            listed += [
                Paragraph((Run(f"Artikel {one.number} {one.heading}".strip()),))
                for one in division.children
                if isinstance(one, Article)
            ]
        body = (Division("inhoudsopgave", blocks=tuple(listed)), *body)
    return Regulation(Metadata(title="Verordening van de proef", creator="Proefdorp"), body=place(body))


@st.composite
def amended(draw: st.DrawFn, regulation: Regulation, most: int = 6) -> tuple[list[Operation], Regulation]:
    """A list of operations that fit, and the by-law after them."""
    made: list[Operation] = []
    for _ in range(draw(st.integers(1, most))):
        operation = draw(operations(regulation))
        if operation is None:
            continue
        try:
            regulation = apply(regulation, operation)
        except InputError:
            continue  # the words stand there more than once, or no number is free
        made.append(operation)
    return made, regulation


@st.composite
def operations(draw: st.DrawFn, regulation: Regulation) -> Operation | None:
    """One operation that may fit."""
    standing = regulation.articles
    if not standing:
        return None
    article = draw(st.sampled_from(standing))
    kind = draw(st.sampled_from(["article", "words", "words", "part", "part", "contents"]))
    if kind == "article":
        return draw(article_operations(regulation, article))
    if kind == "contents":
        return draw(line_operations(regulation))
    spot = draw(st.sampled_from([spot for spot, _ in all_spots(article)]))
    return draw(word_operations(article, spot) if kind == "words" else part_operations(article, spot))


@st.composite
def article_operations(draw: st.DrawFn, regulation: Regulation, article: Article) -> Operation:
    known = {one.number for one in regulation.articles}
    base = article.number.rstrip("aAxyz")
    new = draw(articles(next((f"{base}{x}" for x in "xyz" if f"{base}{x}" not in known), "99"), "{}.", "a."))
    names = [name for name, _ in divisions(regulation.body)]
    made: list[Any] = [
        InsertArticle(new, "after", article.number),
        InsertArticle(new, "before", article.number),
        InsertArticle(new, draw(st.sampled_from(["first", "last"])), draw(st.sampled_from(names))),
        ReplaceArticle(draw(articles(article.number, "{}.", "a."))),
        LapseArticle(article.number),
        LapseArticle(article.number, Article(article.number, "(vervallen)", status="repealed")),
        RetitleArticle(article.number, "Een nieuw opschrift"),
    ]
    return draw(st.sampled_from(made))  # type: ignore[no-any-return]


@st.composite
def word_operations(draw: st.DrawFn, article: Article, spot: Spot) -> Operation | None:
    lead = draw(st.booleans()) and len(blocks_at(article, spot)) > 1
    at = Spot(spot.article, spot.lid, spot.items, lead)
    found = [paragraph.text for paragraph in text_at(article, at)]
    if not found:
        return None
    words = draw(st.sampled_from(found)).split(" ")
    start = draw(st.integers(0, len(words) - 1))
    old = " ".join(words[start : start + draw(st.integers(1, 3))]).strip(".;")
    new = " ".join(draw(st.lists(st.sampled_from((*WORDS, ", en")), min_size=1, max_size=3)))
    end = found[-1][-1:]
    made: list[Operation] = [
        InsertWords(at, old, new),
        InsertWords(at, old, new, before=True),
        ReplaceWords(at, old, new),
        LapseWords(at, old),
        ReplaceEnd(at, end, draw(st.sampled_from([".", ";", ",", "; of"]))),
    ]
    return draw(st.sampled_from(made))


@st.composite
def part_operations(draw: st.DrawFn, article: Article, spot: Spot) -> Operation | None:
    text = draw(texts("a."))
    renumber = draw(st.booleans())
    made: list[Operation] = []
    if article.lids:
        after = draw(st.sampled_from(["", *(bare(lid.number) for lid in article.lids)]))
        made.append(InsertPart("lid", Spot(article.number), after, text, renumber))
    elif article.blocks:
        made.append(NumberText(article.number, draw(st.sampled_from(["1.", "1", "(1)"]))))
    keys = [key for key, _, _ in keyed(blocks_at(article, spot))]
    if keys:
        made.append(InsertPart("item", spot, draw(st.sampled_from(["", *keys])), text[:1], renumber))
    if spot.lid or spot.items:
        made += [ReplacePart(spot, text), LapsePart(spot, renumber)]
    return draw(st.sampled_from(made)) if made else None


@st.composite
def line_operations(draw: st.DrawFn, regulation: Regulation) -> Operation | None:
    found = [line_text(line) for division in contents(regulation.body) for line in lines(division)]
    if not found:
        return None
    old = draw(st.sampled_from(found))
    new = f"Artikel 9:{draw(st.integers(1, 99))} Nieuw"
    made: list[Operation] = [InsertLine(old, new), InsertLine(old, new, before=True), ReplaceLine(old, new),
                             LapseLine(old)]  # fmt: skip
    return draw(st.sampled_from(made))
