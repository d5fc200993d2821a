"""Checks of amending decisions, and of what has to be there: commencement, citation title, a justified note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apv.bylaws.markup.word_bylaw import AMENDING
from apv.bylaws.norms.folding import fold
from apv.bylaws.regulation import Article, Division
from apv.drafting.lint.hits import Case, Found, Hit, Unchecked
from apv.drafting.lint.passages import LintText, Passage
from apv.drafting.lint.rules import Rule

_ROMAN = re.compile(r"[IVXLC]+")
_SUBJECT = re.compile(
    r"\([^()]{3,}\)|\b(?:wijziging van|wijzigingsverordening|tot vaststelling van|houdende|over)\b", re.IGNORECASE
)


def new_text(case: Case) -> Iterator[Hit]:
    """New text between quotation marks, or announced without a colon."""
    for passage in case.text.of_scope(case.rule.scopes):
        for pattern in case.rule.patterns:
            if match := pattern.regex.search(passage.used):
                quoted = match[0].rstrip()[-1:] in "‘“\"'„"
                what = (
                    "De nieuwe tekst staat tussen aanhalingstekens."
                    if quoted
                    else "Er ontbreekt een dubbele punt."
                )
                yield Hit(passage, *match.span(), detail=what)
    for at, _ in case.text.articles:
        for passage in case.text.by_article[at][1:2]:
            if passage.text.startswith(("“", '"', "„")):
                yield Hit(passage, 0, 1, detail="De nieuwe tekst staat tussen aanhalingstekens.")


def amending_parts(case: Case) -> Iterator[Hit]:
    """Articles of the decision that are not numbered I, II, and parts out of order."""
    for node in case.text.regulation.body:
        if isinstance(node, Division) and node.kind == AMENDING:
            if not _ROMAN.fullmatch(node.number):
                detail = f"Artikel {node.number} van het besluit heeft geen Romeins cijfer."
                yield _on_line(case.text, f"{node.label} {node.number}", detail)
            letters = [child.number for child in node.children if _is_part(child)]
            expected = [chr(ord("A") + at) for at in range(len(letters))]
            if letters and len(letters) <= 26 and letters != expected:
                yield _on_line(case.text, letters[0], f"De onderdelen lopen niet door: {', '.join(letters)}.")


def _is_part(child: Division | Article) -> bool:
    return isinstance(child, Division) and child.kind == AMENDING


def _on_line(text: LintText, opening: str, detail: str) -> Hit:
    found = next((p for p in text.passages if p.text.strip().startswith(opening)), text.first)
    return Hit(found, detail=detail)


def commencement(case: Case) -> Iterator[Hit]:
    """A decision that says nothing about its commencement."""
    regex = case.rule.patterns[0].regex
    said = case.text.of_scope({"norm", "definition", "penal", "instruction"})
    if not any(regex.search(passage.text) for passage in said):
        yield Hit(case.text.first, detail="In het besluit staat niet wanneer het in werking treedt.")


def title(case: Case) -> Iterator[Hit]:
    """A by-law without a title to cite it by; a decision whose title names no subject."""
    about = case.text.regulation
    if not about.title.strip():
        yield Hit(case.text.first, detail="De regeling heeft geen opschrift.")
    elif case.text.document == "amending":
        if not _SUBJECT.search(about.title):
            yield _on_title(case.text, "Uit het opschrift blijkt niet wat wordt gewijzigd.")
    elif not about.meta.citation_title and not any(
        case.rule.patterns[0].regex.search(p.text) for p in case.text.of_scope({"norm", "definition"})
    ):
        yield _on_title(case.text, "De verordening heeft geen artikel met haar citeertitel.")


def _on_title(text: LintText, detail: str) -> Hit:
    return Hit(text.first, detail=detail)


def penal_clause(case: Case) -> Iterator[Hit]:
    """Penal clauses that name no category of fine; a by-law that forbids and has no penal clause at all."""
    clauses: dict[int, list[Passage]] = {}
    for passage in case.text.of_scope({"penal"}):
        clauses.setdefault(passage.index, []).append(passage)
    if not clauses and case.law.norms:
        detail = "De verordening verbiedt dit, maar heeft geen strafbepaling."
        yield Hit(case.text.heading_of(case.law.norms[0][0]), detail=detail)
    for passages in clauses.values():
        whole = " ".join(passage.text for passage in passages)
        if not case.rule.patterns[0].regex.search(whole):
            found = next((p for p in passages if case.law.lexicon.penal.occurs(fold(p.text).text)), passages[0])
            yield Hit(found, detail="De strafbepaling noemt geen categorie van de geldboete.")


def note_topics(case: Case) -> Found:
    """Topics that the note does not touch."""
    if not case.text.has("note"):
        return Unchecked("In dit bestand staat geen toelichting.")
    return _missing_topics(case.text, case.rule)


def _missing_topics(text: LintText, rule: Rule) -> Iterator[Hit]:
    lines = list(text.of_scope(rule.scopes))
    whole = " ".join(passage.text for passage in lines)
    for topic in rule.words:
        if not topic.regex.search(whole):
            yield Hit(lines[0], detail=f"De toelichting gaat niet in op {topic.name}.")
