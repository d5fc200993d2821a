"""Opens what `apv lint` is given: a by-law in CVDR XML or a Word draft; a statute is refused in words.

For XML the line of each passage is looked up in the file, so that an editor can go there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import islice
from pathlib import Path

from lxml import etree

from apv.bylaws.markup.cvdr import regulation_from
from apv.bylaws.markup.outline import Outline
from apv.bylaws.markup.roots import STATUTE_ROOTS
from apv.bylaws.markup.word import Changes
from apv.bylaws.markup.word_bylaw import WordDraft, read_word_draft
from apv.bylaws.markup.word_package import is_word
from apv.bylaws.norms.lexicon import Lexicon
from apv.bylaws.regulation import Regulation
from apv.drafting.lint.decision_xml import is_decision, read_decision
from apv.drafting.lint.passages import LintText, Passage, text_of_bylaw, text_of_draft
from apv.errors import InputError
from apv.safe_xml import local_name, parse_bytes, read_bytes

_CHECKED = frozenset({"norm", "definition", "penal", "instruction"})
"""What a text must have some of; the rules are about these."""
_OTHER_PAPERS = re.compile(
    r"(?:raads|college)voorstel\b|voorstel aan de raad\b|was-wordt\b|juridische toets\b|samenvatting\b"
    r"|handhavingskaart\b|raadsinformatiebrief\b|memo\b",
    re.IGNORECASE,
)
"""How papers that go with a decision call themselves, in one of their first lines."""
_GROUNDS = re.compile(r"(?:gelezen|gelet op)\b", re.IGNORECASE)
_FIRST_LINES = 4
_TEXTS = frozenset({"al", "titel", "intitule", "tussenkop", "entry", "li", "lid", "label", "nr", "considerans.al"})


def open_text(
    path: Path, lexicon: Lexicon, *, base: Regulation | None = None, article: str = "", changes: Changes = "accept"
) -> LintText:
    """The by-law or draft in the file at `path`. `article`: look at this one only.

    Raises InputError for anything that is no by-law, in words, and for an article that is not there.
    """
    return open_data(read_bytes(path), str(path), lexicon, base=base, article=article, changes=changes)


def open_data(
    data: bytes, name: str, lexicon: Lexicon, *, base: Regulation | None = None, article: str = "",
    changes: Changes = "accept",
) -> LintText:  # fmt: skip
    """As `open_text`, for bytes that are read already."""
    if is_word(data):
        draft = read_word_draft(data, where=name, changes=changes)
        text = text_of_draft(draft, name, lexicon, base=base, only=article)
        _refuse_other_papers(draft, text, name)
    else:
        root = parse_bytes(data, where=name)
        if local_name(root) in STATUTE_ROOTS:
            raise InputError(
                "Dit is een wet, geen verordening",
                where=name,
                advice="De schrijfregels zijn voor verordeningen en concepten van een gemeente.",
            )
        regulation = regulation_from(Outline(root), where=name)
        if is_decision(regulation):
            text = text_of_draft(
                read_decision(regulation), name, lexicon, base=base, only=article, lines=lines_of(root)
            )
        else:
            text = text_of_bylaw(regulation, name, lexicon, base=base, only=article, lines=lines_of(root))
    if article and text.regulation.article(article) is None:
        raise InputError(
            f"Artikel {article} staat niet in dit bestand",
            where=name,
            advice="Schrijf het als in de tekst.",
        )
    if not any(passage.scope in _CHECKED for passage in text.passages):
        raise InputError(
            "In dit bestand zijn geen artikelen herkend, dus er is niets te toetsen",
            where=name,
            advice="Laat elk artikel beginnen met een eigen regel ‘Artikel’ met het nummer.",
        )
    return text


def _refuse_other_papers(draft: WordDraft, text: LintText, name: str) -> None:
    """A proposal or another paper beside the decision quotes articles, but is none."""
    if text.has("instruction") or any(_GROUNDS.match(passage.text) for passage in text.of_scope({"preamble"})):
        return
    with_text = (line.shown for line in draft.paragraphs if line.shown)
    for shown in islice(with_text, _FIRST_LINES):
        if found := _OTHER_PAPERS.match(shown):
            raise InputError(
                f"Dit stuk ({found[0].lower()}) is geen verordening of besluit, dus er is niets te toetsen",
                where=name,
                advice="Geef het raadsbesluit of de verordening zelf.",
            )


def lines_of(root: etree._Element) -> Callable[[Passage], int | None]:
    """Finds the line of a passage: that of its text below its article, else of its article."""

    @cache
    def index() -> tuple[dict[str, list[int]], list[tuple[str, int]]]:
        texts: dict[str, list[int]] = {}
        articles: list[tuple[str, int]] = []
        for element in root.iter():
            name = local_name(element)
            if name in _TEXTS and element.sourceline:
                texts.setdefault(" ".join("".join(map(str, element.itertext())).split()), []).append(
                    element.sourceline
                )
            if name == "kop" and element.sourceline:
                texts.setdefault(_plain(element), []).append(element.sourceline)
            if name in {"artikel", "wijzig-artikel"} and element.sourceline:
                articles.append((_plain(element.find("{*}kop")), element.sourceline))
        return texts, articles

    def line(passage: Passage) -> int | None:
        texts, articles = index()
        own = [at for title, at in articles if _names(title, passage.article)] if passage.article else []
        start = own[0] if own else 0
        if passage.scope == "heading" and start:
            return start
        found = texts.get(" ".join(passage.text.partition("\t")[0].split()), [])
        return next((at for at in found if at >= start), found[0] if found else start or None)

    return line


def _names(title: str, number: str) -> bool:
    return number in {word.rstrip(".:") for word in title.split()}


def _plain(element: etree._Element | None) -> str:
    return "" if element is None else " ".join(" ".join(map(str, element.itertext())).split())
