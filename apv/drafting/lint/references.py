"""Checks of references between articles: to nothing, in a chain, or too many in one article."""

from __future__ import annotations

from collections.abc import Iterator

from apv.bylaws.norms.penal_list import number_key
from apv.bylaws.references import Reference, find_references
from apv.bylaws.regulation import Article
from apv.drafting.lint.hits import Case, Hit
from apv.drafting.lint.passages import Passage
from apv.findings import Severity


def references(case: Case) -> Iterator[Hit]:
    """References to an article that is not there, chains, articles full of references, and lower rules by name."""
    known = {number_key(article.number): article for article in case.law.whole.articles}
    compound = sum(":" in key for key in known) * 2 > len(known)
    for at, article in case.text.articles:
        own = [
            (passage, reference)
            for passage in case.text.by_article[at]
            if passage.scope in case.rule.scopes
            for reference in find_references(passage.text)
            if reference.kind == "article" and not reference.elsewhere
        ]
        norm = [(passage, reference) for passage, reference in own if passage.scope == "norm"]
        targets = dict.fromkeys(number_key(reference.article) for _, reference in norm)
        if len(targets) > case.rule.limits["references"]:
            detail = f"Het artikel verwijst naar {len(targets)} andere artikelen."
            yield _on(case.text.heading_of(at), None, detail)
        for passage, reference in own:
            key = number_key(reference.article)
            if (
                compound
                and ":" in key
                and key not in known
                and not case.law.partial
                and not _named_act(passage, reference)
            ):
                detail = f"Artikel {reference.article} komt in de verordening niet voor."
                yield _on(passage, reference, detail, Severity.WARNING)
        for passage, reference in norm:
            if chain := _chain(article, known.get(number_key(reference.article))):
                yield _on(
                    passage, reference, f"Artikel {reference.article} verwijst zelf door naar artikel {chain}."
                )
    for passage in case.text.of_scope(case.rule.scopes):
        for pattern in case.rule.patterns:
            for match in pattern.regex.finditer(passage.visible):
                yield Hit(passage, *match.span(), detail="Hier wordt een lagere regeling met name genoemd.")


def _on(passage: Passage, reference: Reference | None, detail: str, severity: Severity | None = None) -> Hit:
    start, end = (reference.start, reference.end) if reference else (0, len(passage.text))
    return Hit(passage, start, end, detail, severity=severity)


def _named_act(passage: Passage, reference: Reference) -> bool:
    """Whether the words behind a reference may name another text ("artikel 5:13 Algemene wet bestuursrecht")."""
    rest = passage.text[reference.end : reference.end + 60].lower()
    before = passage.text[max(reference.start - 40, 0) : reference.start].lower()
    return (
        any(word in rest for word in ("wet", "besluit", "regeling", "code", "verordening", "awb"))
        or "wet" in before
    )


def _chain(article: Article, target: Article | None) -> str:
    """The article to which a target, that is itself little more than a reference, refers on; else ""."""
    if target is None or target is article or len(target.text) > 160:
        return ""
    onward = [
        reference.article
        for reference in find_references(target.text)
        if reference.kind == "article" and not reference.elsewhere
    ]
    return next((number for number in onward if number_key(number) != number_key(article.number)), "")
