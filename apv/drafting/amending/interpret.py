"""Reads the instructions of an amending decision and carries them out on the old text, sentence by sentence.

It knows nothing of operations: it goes by the words of the decision alone, as an editor of consolidated by-laws
does. So it proves that the instructions give the new text, also after a person has edited them in Word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from apv.bylaws.regulation import Article, Division, ItemList, Paragraph, Regulation
from apv.drafting.amending.plain import (
    Item,
    Line,
    Piece,
    PlainArticle,
    PlainNode,
    plain,
    plain_blocks,
    plain_node,
)
from apv.drafting.amending.plain_bylaw import PlainBylaw
from apv.drafting.amending.sentence_parts import (
    QUOTE,
    Place,
    Quoted,
    is_mark,
    moves,
    read_place,
    renumber,
    unclear,
)

NewText = Sequence[Piece | PlainNode]


def interpret(old: Regulation, article: Division) -> list[PlainNode]:
    """The text of `old` after the amending article (as `Instructions.division` gives it) has been carried out.

    Raises InputError that names the sentence when one cannot be understood or does not fit the text.
    """
    bylaw = PlainBylaw(plain(old))
    for words, new in _sentences(article):
        _carry_out(bylaw, words, new)
    return bylaw.nodes


def _sentences(article: Division) -> Iterator[tuple[str, NewText]]:
    """Each instruction with the new text behind it; the opening words of a part go in front of its steps."""
    parts = [child for child in article.children if isinstance(child, Division) and child.kind == article.kind]
    if parts:
        for part in parts:
            yield from _part(part, part.blocks)
    elif article.blocks[1:]:
        yield from _part(article, article.blocks[1:])


def _part(part: Division, blocks: Sequence[object]) -> Iterator[tuple[str, NewText]]:
    opening, rest = next(iter(blocks), None), blocks[1:]
    if not isinstance(opening, Paragraph):
        raise unclear(part.number, "Dit onderdeel van het besluit begint niet met woorden")
    if opening.text.endswith("wordt als volgt gewijzigd:") and isinstance(rest[0], ItemList):
        for step in rest[0].items:
            first, *more = step.blocks
            words = first.text if isinstance(first, Paragraph) else ""
            yield f"{opening.text} {words}", plain_blocks(more)
        return
    new: list[Piece | PlainNode] = [*plain_blocks(block for block in rest)]  # type: ignore[misc]
    yield opening.text, [*new, *(plain_node(child) for child in part.children if isinstance(child, Article))]


class _Sentence:
    """One sentence while it is carried out: the by-law, its quotations, its article, the new text behind it."""

    def __init__(self, bylaw: PlainBylaw, quoted: Quoted, article: str, new: NewText) -> None:
        self.bylaw, self.quoted, self.about, self.new = bylaw, quoted, article, new

    def place(self, words: str) -> Place:
        return read_place(words, self.about)

    def article(self) -> PlainArticle:
        (article,) = self.new
        assert isinstance(article, PlainArticle)
        return article

    def part(self) -> Item:
        (items,) = self.new
        assert isinstance(items, list)
        (item,) = items
        return item

    def line(self) -> str:
        (line,) = self.new
        assert isinstance(line, Line)
        return line.text

    def find(self, place: Place, words: str) -> tuple[Line, int]:
        """The one line at the place that holds the words whole, and where in it."""
        found = [
            (line, match.start())
            for line in self.bylaw.lines(place)
            for match in re.finditer(f"(?={re.escape(words)})", line.text)  # they may overlap, as in "en en en"
            if _whole(line.text, match.start(), match.start() + len(words))
        ]
        if len(found) != 1:
            raise unclear(words, "Deze woorden staan niet precies één keer op die plaats in de oude tekst")
        return found[0]


def _carry_out(bylaw: PlainBylaw, words: str, new: NewText) -> None:
    if "[vul in: " in words:
        raise unclear(words, "In deze zin van het besluit moet nog iets worden ingevuld")
    opening = re.match(r"Artikel (\S+) wordt als volgt gewijzigd: ", words)
    quoted = Quoted(words[opening.end() :] if opening else words)
    sentence = _Sentence(bylaw, quoted, opening[1] if opening else "", new)
    for pattern, act in _SENTENCES:
        if found := pattern.fullmatch(quoted.frame):
            act(sentence, found)
            return
    raise unclear(words, "Deze zin van het besluit is niet te begrijpen")


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word or article number runs on over the edges."""
    before, after = text[:start], text[end:]
    cut_in_front = text[start].isalnum() and bool(re.search(r"\w$|\d[:.]$", before))
    cut_behind = text[end - 1].isalnum() and bool(re.match(r"\w|[:.]\d", after))
    return not (cut_in_front or cut_behind)


def _beside(one: str, other: str) -> str:
    """Two pieces of text next to each other as one writes them."""
    tight = not one or not other or one[-1] in " ([‘“" or other[0] in " ,.;:)]’”!?"
    return one + other if tight else f"{one} {other}"


# ---- the sentences


def _article_beside(it: _Sentence, found: re.Match[str]) -> None:
    nodes, at = it.bylaw.holder(found[2])
    nodes.insert(at + (found[1] == "Na"), it.article())


def _article_in(it: _Sentence, found: re.Match[str]) -> None:
    children = it.bylaw.division(it.quoted.restored(found[2])).children
    children.insert(0 if found[1].startswith("Aan het begin") else len(children), it.article())


def _article_anew(it: _Sentence, found: re.Match[str]) -> None:
    nodes, at = it.bylaw.holder(found[1])
    nodes[at : at + 1] = [one for one in it.new if isinstance(one, PlainArticle)]


def _heading(it: _Sentence, found: re.Match[str]) -> None:
    it.bylaw.article(found[1] or it.about).heading = it.line()


def _words_in(it: _Sentence, found: re.Match[str]) -> None:
    anchor, added = it.quoted.text(found[3]), it.quoted.text(found[4])
    line, at = it.find(it.place(found[1]), anchor)
    behind = at + len(anchor)
    if found[2] == "na":
        line.text = _beside(_beside(line.text[:behind], added), line.text[behind:])
    else:
        line.text = _beside(line.text[:at], _beside(added, line.text[at:]))


def _words_for(it: _Sentence, found: re.Match[str]) -> None:
    old = it.quoted.text(found[2])
    line, at = it.find(it.place(found[1]), old)
    line.text = line.text[:at] + it.quoted.text(found[3]) + line.text[at + len(old) :]


def _words_gone(it: _Sentence, found: re.Match[str]) -> None:
    old = it.quoted.text(found[2])
    line, at = it.find(it.place(found[1]), old)
    line.text = _beside(line.text[:at].rstrip(" "), line.text[at + len(old) :].lstrip(" "))


_MARKS = {"punt": ".", "puntkomma": ";", "komma": ",", "dubbele punt": ":"}


def _end(it: _Sentence, found: re.Match[str]) -> None:
    old, new = (_MARKS[name] if name in _MARKS else it.quoted.text(name) for name in (found[2], found[3]))
    line = it.bylaw.lines(it.place(found[1]))[-1]
    if not line.text.endswith(old):
        raise unclear(line.text, "Deze tekst eindigt anders dan het besluit zegt")
    line.text = line.text[: len(line.text) - len(old)] + new


def _part_added(it: _Sentence, found: re.Match[str]) -> None:
    it.bylaw.parts(it.place(found[1] or ""), found[2], "").append(it.part())


def _part_in(it: _Sentence, found: re.Match[str]) -> None:
    place, side, name, kind = it.place(found[1] or ""), found[3], found[4], found[5]
    named = read_place(name, it.about)
    key = named.lid or named.items[0]
    parts = it.bylaw.parts(place, kind, key)
    at = parts.index(it.bylaw.one(parts, key)) + (side == "na")
    if found[2]:
        renumber(parts, moves(found[2], parts))
    parts.insert(at, it.part())


def _text_anew(it: _Sentence, found: re.Match[str]) -> None:
    place = it.place(found[1][:1].lower() + found[1][1:])
    content = it.bylaw.content(place)
    if place.lead:
        end = next((at for at, piece in enumerate(content) if not isinstance(piece, Line)), len(content))
        content[:end] = [one for one in it.new if isinstance(one, Line)]
    else:
        content[:] = it.part().content


def _part_gone(it: _Sentence, found: re.Match[str]) -> None:
    place = it.place(found[1][:1].lower() + found[1][1:])
    key = place.items[-1] if place.items else place.lid
    holder = Place(place.article, place.lid if place.items else "", place.items[:-1])
    parts = it.bylaw.parts(holder, "onderdeel" if place.items else "lid", key)
    gone = parts.index(it.bylaw.one(parts, key))
    numbers = moves(found[2], parts) if found[2] else {}
    del parts[gone]
    renumber(parts, numbers)
    content = it.bylaw.content(holder)
    content[:] = [piece for piece in content if piece != []]


def _number_text(it: _Sentence, found: re.Match[str]) -> None:
    article = it.bylaw.article(found[1] or it.about)
    article.leden, article.content = [Item(it.quoted.text(found[2]), article.content)], []


def _line_in(it: _Sentence, found: re.Match[str]) -> None:
    lines, at = it.bylaw.contents_line(it.quoted.text(found[2]))
    lines.insert(at + (found[1] == "na"), _line_like(lines[at], it.line()))  # type: ignore[arg-type]


def _line_anew(it: _Sentence, found: re.Match[str]) -> None:
    lines, at = it.bylaw.contents_line(it.quoted.text(found[1]))
    lines[at] = _line_like(lines[at], it.line())  # type: ignore[assignment]


def _line_gone(it: _Sentence, found: re.Match[str]) -> None:
    lines, at = it.bylaw.contents_line(it.quoted.text(found[1]))
    del lines[at]


def _line_like(beside: Piece | Item, text: str) -> Line | Item:
    if not isinstance(beside, Item):
        return Line(text)
    mark = beside.number if beside.number and is_mark(beside) else ""
    return Item(mark, [Line(text.removeprefix(mark).strip())])


_PLACE = r"((?:het |de )?(?:[Aa]rtikel|[Oo]nder(?:deel)?|[Ll]id|[Aa]anhef|\w+ (?:lid|onderdeel)|[Hh]et|[Dd]e).*?)"
_MOVED = r"(?: onder (?:vernummering|verlettering) (van .+?))?"
_SENTENCES: tuple[tuple[re.Pattern[str], Callable[[_Sentence, re.Match[str]], None]], ...] = tuple(
    (re.compile(pattern), act)
    for pattern, act in (
        (r"(Na|Voor) artikel (\S+) wordt een artikel ingevoegd, luidende:", _article_beside),
        (r"(Aan het begin van) (.+) wordt een artikel ingevoegd, luidende:", _article_in),
        (r"(Aan) (.+) wordt een artikel toegevoegd, luidende:", _article_in),
        (r"Artikel ([^\s,]+) komt te luiden:", _article_anew),
        (r"Artikel ([^\s,]+) vervalt\.(?: Van het artikel blijft staan:)?", _article_anew),
        (r"Het opschrift(?: van artikel (\S+))? komt te luiden:", _heading),
        (rf"In de inhoudsopgave wordt (na|voor) de regel ({QUOTE}) een regel ingevoegd, luidende:", _line_in),
        (rf"In de inhoudsopgave komt de regel ({QUOTE}) te luiden:", _line_anew),
        (rf"In de inhoudsopgave vervalt de regel ({QUOTE})\.", _line_gone),
        (rf"In {_PLACE},? wordt (na|voor) ({QUOTE}) ingevoegd ({QUOTE})\.", _words_in),
        (
            rf"In {_PLACE},? wordt (?:de )?({QUOTE}|[a-z ]+?) aan het slot"
            rf" vervangen door (?:een )?({QUOTE}|[a-z ]+?)\.",
            _end,
        ),
        (rf"In {_PLACE},? wordt ({QUOTE}) vervangen door ({QUOTE})\.", _words_for),
        (rf"In {_PLACE},? vervalt ({QUOTE})\.", _words_gone),
        (rf"(?:Aan {_PLACE},?|Er) wordt een (lid|onderdeel) toegevoegd, luidende:", _part_added),
        (
            rf"(?:In {_PLACE},?|Er) wordt{_MOVED} (na|voor) (.+?) een (lid|onderdeel) ingevoegd, luidende:",
            _part_in,
        ),
        (rf"Voor de tekst(?: van artikel (\S+))? wordt de aanduiding ({QUOTE}) geplaatst\.", _number_text),
        (rf"{_PLACE},? komt te luiden:", _text_anew),
        (rf"{_PLACE},? vervalt(?:, onder (?:vernummering|verlettering) (van .+?))?\.", _part_gone),
    )
)
