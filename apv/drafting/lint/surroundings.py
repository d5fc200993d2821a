"""Legal checks of what belongs with an article: penal clause, definitions, table of contents, number, dates.

They hold the articles against the by-law they are part of: the text itself, or the by-law that a draft amends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from apv.bylaws.blocks import text_of
from apv.bylaws.norms.penal_list import number_key
from apv.drafting.document import FILL_IN
from apv.drafting.lint.hits import WITHOUT_BYLAW, Case, Found, Hit, Law
from apv.drafting.lint.passages import LintText, Passage, divisions
from apv.drafting.lint.rules import Rule
from apv.findings import Severity
from apv.law.provision import Sanction

_CONTENTS = "inhoudsopgave"
_DATE = re.compile(
    r"\b\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december) \d{4}"
    r"\b|\b\d{1,2}-\d{1,2}-\d{4}\b|\bdag na (?:die|de dag)\b|\beerste dag\b|\bachtste dag\b"
)
_COMMENCES = re.compile(r"\b(?:treedt|treden) in werking\b|\bin werking (?:treedt|treden)\b")


def penal_list(case: Case) -> Found:
    """Articles that forbid and are not in the penal clause."""
    return _unlisted_new(case) if case.text.document == "amending" else _unlisted(case.text, case.law)


def _unlisted(text: LintText, law: Law) -> Iterator[Hit]:
    for at, article, norm in law.norms:
        heading = text.heading_of(at)
        if norm.penal_listed is False:
            yield Hit(heading, detail=f"Artikel {article.number} staat niet in de strafbepaling.")


def _unlisted_new(case: Case) -> Found:
    """An amending decision names the article in an instruction for the penal clause, or says why it need not."""
    missing = [
        (at, article)
        for at, article, norm in case.law.norms
        if not (case.text.base is not None and norm.penal_listed)
        and not _named_in_instruction(case.text, article.number)
    ]
    if not missing:
        return iter(())
    if case.text.base is None:  # then the note is all there is to go by
        return iter(()) if _explained(case.text, case.rule) else WITHOUT_BYLAW
    return iter([
        Hit(case.text.heading_of(at), detail=f"Artikel {article.number} staat niet in de strafbepaling.")
        for at, article in missing
    ])  # fmt: skip


def _named_in_instruction(text: LintText, number: str) -> bool:
    """Whether an instruction puts the number into an enumeration (between quotes), or new penal text names it."""
    alone = rf"(?<![\w:.]){re.escape(number)}(?![\w:])"
    quoted, named = re.compile(rf"[‘“\"][^’”\"]*{alone}[^’”\"]*[’”\"]"), re.compile(alone)
    return any(
        (passage.scope == "instruction" and quoted.search(passage.text))
        or (passage.scope == "penal" and named.search(passage.text))
        for passage in text.passages
    )


def _explained(text: LintText, rule: Rule) -> bool:
    notes = (passage for passage in text.passages if passage.scope == "note")
    return any(pattern.regex.search(passage.text) for passage in notes for pattern in rule.patterns)


def place_terms(case: Case) -> Found:
    """Place terms of a prohibition that are not defined."""
    return WITHOUT_BYLAW if case.law.partial and case.law.norms else _place_terms(case.text, case.law)


def _place_terms(text: LintText, law: Law) -> Iterator[Hit]:
    for at, _, norm in law.norms:
        for term in norm.undefined_place_terms:
            passage, start, end = _find(text, at, term)
            yield Hit(passage, start, end, f"‘{term}’ is nergens omschreven.")


def _find(text: LintText, at: int, words: str) -> tuple[Passage, int, int]:
    for passage in text.by_article[at][1:]:
        start = passage.text.lower().find(words.lower())
        if start >= 0:
            return passage, start, start + len(words)
    heading = text.heading_of(at)
    return heading, 0, len(heading.text)


def contents(case: Case) -> Found:
    """Articles that the table of contents of the by-law does not name."""
    if case.text.document == "amending":
        return _contents_of_base(case.text, case.law)
    return _missing_in_contents(case.text, case.law)


def _contents_lines(law: Law) -> list[str]:
    tables = (division for division in divisions(law.whole.body) if division.kind == _CONTENTS)
    return [text_of((block,)) for table in tables for block in table.blocks]


def _missing_in_contents(text: LintText, law: Law) -> Iterator[Hit]:
    lines = _contents_lines(law) or [p.text for p in text.passages if p.scope == "contents"]
    listed = " ".join(lines)
    if not re.search(r"\bartikel\b|\d+[:.]\d+", listed, re.IGNORECASE):
        return  # a table of chapters only
    keys = {number_key(found) for found in re.findall(r"\d+(?:[:.]\d+)*[a-zA-Z]{0,2}(?!\w)", listed)}
    for at, article in text.articles:
        if article.number[:1].isdigit() and number_key(article.number) not in keys and not article.status:
            detail = f"Artikel {article.number} staat niet in de inhoudsopgave."
            yield Hit(text.heading_of(at), detail=detail)


def _contents_of_base(text: LintText, law: Law) -> Found:
    if any(_CONTENTS in p.text.lower() for p in text.passages if p.scope == "instruction") or not text.articles:
        return iter(())
    if text.base is None:
        return WITHOUT_BYLAW
    listed = _contents_lines(law)
    known = {number_key(article.number) for article in text.base.articles}
    new = [(at, article) for at, article in text.articles if number_key(article.number) not in known]
    if not listed or not new:
        return iter(())
    return iter([
        Hit(text.heading_of(at), detail=f"Artikel {article.number} komt niet in de inhoudsopgave.")
        for at, article in new
    ])  # fmt: skip


def retroactive(case: Case) -> Iterator[Hit]:
    """Retroactive effect in a text that forbids."""
    if not case.law.norms:
        return
    basis = tuple(case.law.catalogue.cite(case.law.catalogue.provisions[name]) for name in case.rule.basis)
    for passage in case.text.passages:
        if passage.scope in {"norm", "penal", "instruction"}:
            for pattern in case.rule.patterns:
                if match := pattern.regex.search(passage.visible):
                    yield Hit(passage, *match.span(), sources=basis)


def number_style(case: Case) -> Iterator[Hit]:
    """Numbers with another separator, or letters in another case, than nearly all others."""
    numbers = [article.number for article in case.law.whole.articles if article.number[:1].isdigit()]
    for pattern, what in (
        (re.compile(r"\d([:.])\d"), "het scheidingsteken"), (re.compile(r"\d([a-zA-Z])$"), "de letter"),
    ):  # fmt: skip
        styles = [_style(match[1]) for number in numbers if (match := pattern.search(number))]
        if not styles:
            continue
        usual = max(dict.fromkeys(styles), key=styles.count)
        if styles.count(usual) < 2 or styles.count(usual) * 4 < len(styles) * 3:
            continue
        for at, article in case.text.articles:
            match = pattern.search(article.number)
            if match and _style(match[1]) != usual:
                detail = f"In {article.number} is {what} anders dan in de andere artikelen."
                yield Hit(case.text.heading_of(at), detail=detail)


def _style(sign: str) -> str:
    return sign if not sign.isalpha() else ("A" if sign.isupper() else "a")


_ORDINALS: Sequence[str] = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde")
_MONTHS = re.compile(r"(?:(\d+)|(een|één|twee|drie|vier|vijf|zes|negen|twaalf)) (maand|maanden|jaar)\b")
_COUNTS = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "negen": 9, "twaalf": 12}


def penalty_ceiling(case: Case) -> Iterator[Hit]:
    """Penalties above what the catalogue gives as the ceiling for a by-law on the day."""
    provision = case.law.catalogue.provisions[case.rule.basis[0]]
    version = provision.on(case.law.on)
    if version is None:
        return
    cited = (case.law.catalogue.cite(provision),)
    for passage in case.text.of_scope({"penal"}):
        for start, end, detail in _too_much(passage.visible, version.sanction):
            yield Hit(passage, start, end, detail, sources=cited)


def _too_much(text: str, ceiling: Sanction) -> Iterator[tuple[int, int, str]]:
    """Terms and categories in a penal clause above a ceiling."""
    if ceiling.max_months and re.search("hechtenis|gevangenis", text):
        for match in _MONTHS.finditer(text):
            months = (int(match[1]) if match[1] else _COUNTS[match[2]]) * (12 if match[3] == "jaar" else 1)
            if months > ceiling.max_months:
                yield *match.span(), f"Het maximum is {ceiling.max_months} maanden."
    if ceiling.fine_category:
        for match in re.finditer(rf"\b({'|'.join(_ORDINALS)}) categorie\b", text):
            if _ORDINALS.index(match[1]) + 1 > ceiling.fine_category:
                yield *match.span(), f"Het maximum is de {_ORDINALS[ceiling.fine_category - 1]} categorie."


def commencement_date(case: Case) -> Iterator[Hit]:
    """A commencement without a day; one that is still to be filled in is only noted."""
    for passage in case.text.of_scope({"norm", "instruction"}):
        if not _COMMENCES.search(passage.text):
            continue
        if FILL_IN.search(passage.text):
            yield Hit(passage, detail="De datum is nog niet ingevuld.", severity=Severity.NOTE)
        elif not _DATE.search(passage.text):
            yield Hit(passage)
