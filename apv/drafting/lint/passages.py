"""A by-law or draft as passages: each paragraph with what it is (norm, definition, instruction, note …) and where.

Checks look at passages, so that a note is never taken for a norm, nor a quoted word for a used one. Both a by-law
in CVDR XML and a Word draft become a `LintText`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from apv.bylaws.article_text import PartKind
from apv.bylaws.blocks import Block, ItemList, Paragraph
from apv.bylaws.markup.word_asides import Aside, AsideKind
from apv.bylaws.markup.word_bylaw import AMENDING, WordDraft, Zone
from apv.bylaws.markup.word_lines import reads_as_instruction
from apv.bylaws.norms.definitions import Definitions, defines, read_definitions
from apv.bylaws.norms.folding import fold
from apv.bylaws.norms.lexicon import Lexicon
from apv.bylaws.regulation import Article, Division, Regulation
from apv.drafting.document import FILL_IN
from apv.drafting.lint.rules import DocumentKind, Scope

_QUOTED = re.compile(r"‘[^’]*’(?!\w)|“[^”]*”|„[^”“]*[”“]|\"[^\"]*\"|(?<!\w)'[^']+'(?!\w)")
_ROMAN = re.compile(r"[IVXLC]+[a-z]?")
HIDDEN = "\ufffc"
"""Stands for a character that a check must not see."""
_CONTENTS = "inhoudsopgave"
_NOWHERE = 1000
"""A place far from the first articles, where only a heading or the word itself makes a definition."""


@dataclass(frozen=True)
class Passage:
    """One paragraph. `index`: the place of its article in `regulation.articles` (-1: none); `path`, `kind` and
    `start` as in `Part`; `paragraph` and `offset`: the `w:p` of a Word file and where the text starts in it. Of
    what stands beside the text, `aside` is its name ("voetnoot 2"), `hangs_on` the scope of the text a note hangs
    on, and paragraph and offset are those of its mark."""

    scope: Scope
    text: str
    index: int = -1
    article: str = ""
    path: tuple[str, ...] = ()
    kind: PartKind = "text"
    start: int = 0
    paragraph: int | None = None
    offset: int = 0
    aside: str = ""
    hangs_on: Scope | None = None

    @cached_property
    def visible(self) -> str:
        """The text with what is quoted or still to be filled in made invisible, at the same offsets."""
        return _QUOTED.sub(_hide, self.used)

    @cached_property
    def used(self) -> str:
        """The text with only what is still to be filled in made invisible."""
        return FILL_IN.sub(_hide, self.text)


def _hide(match: re.Match[str]) -> str:
    return HIDDEN * len(match[0])


@dataclass(frozen=True)
class LintText:
    """What the checks look at: the regulation, its passages, and, if given, the by-law in force that it amends."""

    name: str
    regulation: Regulation
    passages: tuple[Passage, ...]
    lexicon: Lexicon
    is_word: bool = False
    base: Regulation | None = None
    only: str = ""
    """The one article that is looked at ("" for all)."""
    lines: Callable[[Passage], int | None] = field(default=lambda _: None, compare=False)
    """The line of a passage in an XML file."""

    @cached_property
    def document(self) -> DocumentKind:
        """A decision that amends, or a by-law as a whole."""
        amends = any(node.kind == AMENDING for node in divisions(self.regulation.body))
        return "amending" if amends or any(p.scope == "instruction" for p in self.passages) else "bylaw"

    @cached_property
    def definitions(self) -> Definitions:
        """The definitions of this text and of the by-law that it amends."""
        articles = (*(self.base.articles if self.base else ()), *self.regulation.articles)
        return read_definitions(
            article for at, article in enumerate(articles) if defines(article, fold(article.glance).text, at)
        )

    @cached_property
    def articles(self) -> tuple[tuple[int, Article], ...]:
        """The articles that are looked at, with their places; those of the decision itself (I, II) left out."""
        return tuple(
            (at, article)
            for at, article in enumerate(self.regulation.articles)
            if (not self.only or article.number == self.only) and not self.is_of_decision(article)
        )

    def is_of_decision(self, article: Article) -> bool:
        """Whether it is an article of the amending decision, not of the by-law."""
        return self.document == "amending" and not article.division and bool(_ROMAN.fullmatch(article.number))

    def of_scope(self, scopes: Iterable[Scope]) -> Iterator[Passage]:
        """The passages with one of these scopes, of the one article when only that is looked at."""
        wanted = frozenset(scopes)
        for passage in self.passages:
            if passage.scope in wanted and (not self.only or passage.article == self.only):
                yield passage

    @cached_property
    def by_article(self) -> dict[int, tuple[Passage, ...]]:
        """The passages of each article by its place, its heading first."""
        found: dict[int, list[Passage]] = {}
        for passage in self.passages:
            if passage.index >= 0:
                found.setdefault(passage.index, []).append(passage)
        return {at: tuple(passages) for at, passages in found.items()}

    def heading_of(self, index: int) -> Passage:
        """Where an article begins."""
        return self.by_article[index][0]

    def at_offset(self, index: int, offset: int) -> Passage:
        """The passage of an article that holds this offset of its text."""
        inside = [
            passage
            for passage in self.by_article[index]
            if passage.scope != "heading" and passage.start <= offset <= passage.start + len(passage.text)
        ]
        return inside[0] if inside else self.heading_of(index)

    def has(self, scope: Scope) -> bool:
        return any(passage.scope == scope for passage in self.passages)

    @property
    def first(self) -> Passage | None:
        """Where something about the whole text is shown: its title, else its first passage."""
        return next((p for p in self.passages if p.scope == "title"), self.passages[0] if self.passages else None)


def divisions(nodes: Iterable[Division | Article]) -> Iterator[Division]:
    for node in nodes:
        if isinstance(node, Division):
            yield node
            yield from divisions(node.children)


def text_of_bylaw(
    regulation: Regulation, name: str, lexicon: Lexicon, *, base: Regulation | None = None, only: str = "",
    lines: Callable[[Passage], int | None] = lambda _: None,
) -> LintText:  # fmt: skip
    """A by-law read from CVDR XML; `lines` finds the line of a passage in the file."""
    found: list[Passage] = []
    if regulation.title:
        found.append(Passage("title", regulation.title))
    found += (Passage("preamble", line) for line in _lines(regulation.preamble))
    found += _body(regulation, regulation.body, lexicon, [0])
    found += (Passage("closing", line) for line in (*_lines(regulation.closing), *regulation.signing))
    for attachment in regulation.attachments:
        scope: Scope = "note" if attachment.kind == "toelichting" else "annex"
        if attachment.heading:
            found.append(Passage(scope, attachment.heading))
        found += (Passage(scope, line) for line in _lines(attachment.blocks))
    return LintText(name, regulation, tuple(found), lexicon, base=base, only=only, lines=lines)


_SCOPES: dict[Zone, Scope] = {
    "title": "title", "preamble": "preamble", "division": "heading", "instruction": "instruction",
    "contents": "contents", "closing": "closing", "signing": "closing", "note": "note", "annex": "annex",
}  # fmt: skip


def text_of_draft(
    draft: WordDraft, name: str, lexicon: Lexicon, *, base: Regulation | None = None, only: str = "",
    lines: Callable[[Passage], int | None] | None = None,
) -> LintText:  # fmt: skip
    """A Word draft; what stands before the decision (a cover note) is not looked at. With `lines` it comes from an
    XML file, and its places are lines instead of paragraphs."""
    found: list[Passage] = []
    for paragraph in draft.paragraphs:
        zone = draft.zones.get(paragraph.index)
        scope = _SCOPES.get(zone) if zone else None
        if scope is not None:
            found.append(Passage(scope, paragraph.text, paragraph=paragraph.index))
    for at, each in enumerate(draft.articles):
        article = each.article
        found.append(_heading(at, article, each.heading))
        for passage, line in zip(_parts(at, article, lexicon), each.lines, strict=True):
            found.append(replace(passage, paragraph=line.paragraph, offset=line.start))
    found.sort(key=lambda passage: (passage.paragraph or 0, passage.start))
    found += _asides(draft.asides, tuple(found))
    if lines is None:
        return LintText(name, draft.regulation, tuple(found), lexicon, is_word=True, base=base, only=only)
    placed = tuple(replace(passage, paragraph=None) for passage in found)
    return LintText(name, draft.regulation, placed, lexicon, base=base, only=only, lines=lines)


_ASIDES: dict[AsideKind, tuple[str, Scope]] = {
    "footnote": ("voetnoot", "footnote"), "endnote": ("eindnoot", "footnote"),
    "header": ("koptekst", "margin"), "footer": ("voettekst", "margin"),
}  # fmt: skip


def _asides(asides: Iterable[Aside], passages: Sequence[Passage]) -> Iterator[Passage]:
    """Notes, headers and footers; a note on a text that is not looked at is left out with it."""
    for aside in asides:
        name, scope = _ASIDES[aside.kind]
        name = f"{name} {aside.number}".strip()
        holder = None
        if aside.paragraph is not None:
            within = [one for one in passages if one.paragraph == aside.paragraph and one.offset <= aside.offset]
            if not within:
                continue
            holder = within[-1]
        for line in aside.lines:
            yield Passage(
                scope, line.shown, article=holder.article if holder else "", path=holder.path if holder else (),
                kind=holder.kind if holder else "text", paragraph=aside.paragraph, offset=aside.offset, aside=name,
                hangs_on=holder.scope if holder else None,
            )  # fmt: skip


def _heading(at: int, article: Article, paragraph: int | None = None) -> Passage:
    text = " ".join(part for part in (article.label, article.number, article.heading) if part)
    return Passage("heading", text, at, article.number, start=-1, paragraph=paragraph)


def _body(
    regulation: Regulation, nodes: Sequence[Division | Article], lexicon: Lexicon, count: list[int]
) -> Iterator[Passage]:
    for node in nodes:
        if isinstance(node, Article):
            yield _heading(count[0], node)
            yield from _parts(count[0], node, lexicon)
            count[0] += 1
            continue
        if node.heading:
            yield Passage("heading", " ".join(filter(None, (node.label, node.number, node.heading))))
        scope: Scope = "contents" if node.kind == _CONTENTS else "instruction"
        for line in _lines(node.blocks):
            if scope == "contents" or node.kind == AMENDING or reads_as_instruction(line):
                yield Passage(scope, line)
        yield from _body(regulation, node.children, lexicon, count)


def _parts(at: int, article: Article, lexicon: Lexicon) -> Iterator[Passage]:
    """The passages of an article. One that defines, threatens punishment or amends is no norm."""
    scope: Scope = "norm"
    words = fold(article.glance).text
    amending = bool(_ROMAN.fullmatch(article.number))
    if lexicon.penal.occurs(words):
        scope = "penal"
    elif defines(article, words, _NOWHERE) and not lexicon.prohibition.occurs(words):
        scope = "definition"
    for part in article.parts:
        text = article.text[part.start : part.end]
        here: Scope = "instruction" if amending and reads_as_instruction(text) else scope
        yield Passage(here, text, at, article.number, part.path, part.kind, part.start)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.text.strip():
                yield block.text
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from _lines(item.blocks)
        else:
            for row in block.rows:
                for cell in row:
                    yield from _lines(cell.blocks)
