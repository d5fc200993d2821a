"""Checks of how a by-law is built: numbers, headings, leden, the order of its parts, definitions, annexes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from apv.bylaws.norms.penal_list import number_key, sort_key
from apv.bylaws.regulation import Article, Division, Paragraph, bare
from apv.drafting.lint.hits import Case, Hit
from apv.drafting.lint.passages import LintText, Passage, divisions

_NUMBER = re.compile(r"\d+(?:[:.]\d+)*[a-zA-Z]{0,2}")
_CLOSING = 8
"""Closing provisions are among the last articles."""
_LATIN = re.compile(r"\d(?:bis|ter|quater|quinquies|sexies|septies|octies)\b", re.IGNORECASE)
_TERM = re.compile(r"^[‘“\"'„]([^’”\"']{2,60})[’”\"']\s*:")
_ABBREVIATION = re.compile(r"\b[A-Z]{2,}\b")


def element_order(case: Case) -> Iterator[Hit]:
    """Words of the preamble or the closing that stand in an article."""
    for passage in case.text.of_scope(case.rule.scopes):
        for pattern in case.rule.patterns:
            if match := pattern.regex.search(passage.visible):
                yield Hit(passage, *match.span(), detail="Dit hoort in de aanhef of in het slot.")


def article_numbers(case: Case) -> Iterator[Hit]:
    """Numbers that are no numbers, that occur twice, or that go back."""
    counts = Counter(number_key(article.number) for _, article in case.text.articles)
    last: Article | None = None
    for at, article in case.text.articles:
        heading, key = case.text.heading_of(at), number_key(article.number)
        if article.number.startswith("[") or not article.number:
            continue
        if not _NUMBER.fullmatch(article.number) and not _LATIN.search(article.number):
            if not article.status:
                detail = f"‘{article.number}’ is geen artikelnummer in cijfers."
                yield Hit(heading, detail=detail)
            continue
        if counts[key] > 1:
            detail = f"Artikel {article.number} komt {counts[key]} keer voor."
            yield Hit(heading, detail=detail)
        elif (
            last is not None and case.text.document == "bylaw" and sort_key(article.number) < sort_key(last.number)
        ):
            detail = f"Artikel {article.number} staat na artikel {last.number}."
            yield Hit(heading, detail=detail)
        last = article


def inserted_numbers(case: Case) -> Iterator[Hit]:
    """Latin suffixes: 2:1bis."""
    for at, article in case.text.articles:
        if _LATIN.search(article.number):
            base = re.match(r"\d+(?:[:.]\d+)*", article.number)
            yield Hit(case.text.heading_of(at), better=f"{base[0]}a" if base else "")


def closing_order(case: Case) -> Iterator[Hit]:
    """Closing provisions that stand before one that should come first, or two in one article."""
    last, before = -1, ""
    for at, article in case.text.articles[-_CLOSING:]:
        named = [step for step, words in enumerate(case.rule.words) if words.regex.search(article.heading)]
        if not named:
            continue
        if named[0] < last:
            names = f"{case.rule.words[named[0]].name} staat na {before}"
            yield Hit(case.text.heading_of(at), detail=f"{names[:1].upper()}{names[1:]}.")
        last, before = max(last, named[-1]), case.rule.words[named[-1]].name


def headings(case: Case) -> Iterator[Hit]:
    """Articles without a heading among articles that have one; chapters without number or heading."""
    standing = [(at, article) for at, article in case.text.articles if not article.status]
    without = [(at, article) for at, article in standing if not article.heading]
    if 0 < len(without) < len(standing) / 4:
        for at, article in without:
            yield Hit(case.text.heading_of(at), detail=f"Artikel {article.number} heeft geen opschrift.")
    for division in divisions(case.text.regulation.body) if not case.text.only else ():
        if division.kind in {"hoofdstuk", "afdeling", "paragraaf"} and not (division.number and division.heading):
            missing = "nummer" if division.heading else "opschrift"
            yield Hit(_division(case.text, division), detail=f"Een {division.kind} heeft geen {missing}.")


def _division(text: LintText, division: Division) -> Passage | None:
    title = " ".join(filter(None, (division.label, division.number, division.heading)))
    return next((p for p in text.passages if p.scope == "heading" and p.index < 0 and p.text == title), text.first)


def members(case: Case) -> Iterator[Hit]:
    """Articles with many leden, leden that are not numbered in order, and loose paragraphs in a lid."""
    for at, article in case.text.articles:
        numbers = [bare(lid.number) for lid in article.lids]
        if len(numbers) > case.rule.limits["members"]:
            detail = f"Het artikel heeft {len(numbers)} leden; {case.rule.limits['members']} is al veel."
            yield Hit(case.text.heading_of(at), detail=detail)
        plain = [int(number) for number in numbers if number.isdigit()]
        expected = range(plain[0], plain[0] + len(plain)) if plain else ()
        if plain and plain != list(expected) and all(number.isdigit() for number in numbers):
            shown = ", ".join(numbers)
            yield Hit(case.text.heading_of(at), detail=f"De leden lopen niet door: {shown}.")
        for lid in article.lids:
            loose = [block for block in lid.blocks[1:] if isinstance(block, Paragraph)]
            if loose and isinstance(lid.blocks[0], Paragraph):
                passage = _passage(case.text, at, loose[0].text)
                detail = f"In lid {bare(lid.number) or '(zonder nummer)'} staat een alinea zonder nummer."
                yield Hit(passage, detail=detail)


def _passage(text: LintText, at: int, words: str) -> Passage:
    return next((p for p in text.by_article[at] if p.text == words), text.heading_of(at))


def definitions(case: Case) -> Iterator[Hit]:
    """Defined terms between quotation marks or out of alphabetical order, and definitions without the formula."""
    for at, _ in case.text.articles:
        listed = [p for p in case.text.by_article[at] if p.scope == "definition" and p.kind == "item"]
        if len(listed) < 2:
            continue
        whole = " ".join(p.text for p in case.text.by_article[at]).lower()
        if not re.search(r"versta|betek|omschrij", whole):
            continue
        terms: list[tuple[str, Passage]] = []
        for passage in listed:
            if quoted := _TERM.match(passage.text):
                detail = "Het begrip staat tussen aanhalingstekens."
                yield Hit(passage, 0, quoted.end(), detail=detail, better=f"{quoted[1]}:")
            term = passage.text.partition(":")[0] if ":" in passage.text[:80] else ""
            if term and len(passage.path) == len(listed[0].path):
                terms.append((re.sub(r"^(?:de|het|een) |\W", "", term.lower()), passage))
        for (before, _), (term, passage) in pairwise(terms):
            if term < before:
                yield Hit(passage, 0, passage.text.find(":"), detail="De begrippen staan niet op alfabet.")
                break


def annexes(case: Case) -> Iterator[Hit]:
    """Annexes that name no article."""
    for attachment in case.text.regulation.attachments:
        if attachment.kind != "bijlage" or not attachment.heading:
            continue
        opening = " ".join(
            [attachment.heading, *(b.text for b in attachment.blocks[:2] if isinstance(b, Paragraph))]
        )
        if "artikel" not in opening.lower():
            found = (p for p in case.text.passages if p.scope == "annex" and p.text.strip() == attachment.heading)
            yield Hit(next(found, case.text.first), detail="De bijlage noemt geen artikel.")


def citation_title(case: Case) -> Iterator[Hit]:
    """Abbreviations in the title by which a by-law is cited; an amending decision with such a title."""
    for passage in case.text.of_scope(case.rule.scopes):
        for pattern in case.rule.patterns:
            match = pattern.regex.search(passage.used)
            if match is None:
                continue
            if case.text.document == "amending" and case.text.regulation.articles[passage.index] not in _new(
                case.text
            ):
                yield Hit(passage, *match.span(), detail="Een wijziging heeft geen citeertitel nodig.")
            elif short := _ABBREVIATION.search(match[1]):
                yield Hit(passage, *match.span(1), detail=f"De citeertitel heeft een afkorting: {short[0]}.")


def _new(text: LintText) -> list[Article]:
    return [article for _, article in text.articles]


def note_parts(case: Case) -> Iterator[Hit]:
    """A note of some length without a general part or a part by article."""
    lines = list(case.text.of_scope(case.rule.scopes))
    short = [passage.text for passage in lines if len(passage.text) < 80]
    if len(lines) < 6:
        return
    for pattern, name in zip(case.rule.patterns, ("een algemeen deel", "een deel per artikel"), strict=True):
        if not any(pattern.regex.search(line) for line in short):
            yield Hit(lines[0], detail=f"De toelichting heeft niet {name}.")
