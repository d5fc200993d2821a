"""Checks of words: patterns in passages, lengths and counts, terms that are mixed or not explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apv.bylaws.norms.folding import fold
from apv.drafting.lint.hits import WITHOUT_BYLAW, Case, Found, Hit
from apv.drafting.lint.passages import LintText, Passage
from apv.drafting.lint.rules import Rule, Scope

_SENTENCE = re.compile(r"[^.;:!?]+(?:[.;:!?](?!\s|$)[^.;:!?]*)*[.;:!?]?")
_WORD = re.compile(r"[^\W_]+(?:[-:.’'][^\W_]+)*")
_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*\b")
_ROMAN = re.compile(r"[IVXLC]+")
_ARTICLE_TEXT: frozenset[Scope] = frozenset({"norm", "definition", "penal"})


def by_pattern(case: Case) -> Iterator[Hit]:
    """Every match of the patterns of the rule in its scopes."""
    counterpart = _counterpart(case.text, case.rule) if case.rule.no_counterpart else ""
    for passage in case.text.of_scope(case.rule.scopes):
        seen = passage.used if case.rule.in_quotes else passage.visible
        if any(exception.regex.search(seen) for exception in case.rule.unless):
            continue
        taken: list[tuple[int, int]] = []
        for pattern in case.rule.patterns:
            for match in pattern.regex.finditer(seen):
                if any(match.start() < end and start < match.end() for start, end in taken):
                    continue
                taken.append(match.span())
                if counterpart and match[0].split()[-1].lower() in counterpart:
                    continue
                better = match.expand(pattern.better) if pattern.better else ""
                if better and "\\1" in pattern.better and better == better.title():
                    better = better.lower()
                yield Hit(passage, match.start(), match.end(), better=better)


def _counterpart(text: LintText, rule: Rule) -> str:
    """The words of the note for a rule about articles, and of the articles for a rule about the note."""
    scopes: frozenset[Scope] = frozenset({"note"}) if "norm" in rule.scopes else _ARTICLE_TEXT
    return " ".join(passage.text for passage in text.passages if passage.scope in scopes).lower()


def sentence_length(case: Case) -> Iterator[Hit]:
    """Sentences with too many words or clauses; the items of a list count apart."""
    for passage in case.text.of_scope(case.rule.scopes):
        for match in _SENTENCE.finditer(passage.visible):
            words = len(_WORD.findall(match[0]))
            clauses = len(case.rule.words[0].regex.findall(match[0]))
            if words > case.rule.limits["words"]:
                detail = f"De zin telt {words} woorden; {case.rule.limits['words']} is al veel."
            elif clauses > case.rule.limits["clauses"]:
                detail = f"De zin heeft {clauses} bijzinnen."
            else:
                continue
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Hit(passage, start, match.end(), detail=detail)


def vagueness(case: Case) -> Iterator[Hit]:
    """Articles that forbid with many different evaluative words."""
    for index, article in case.text.articles:
        found: dict[str, tuple[Passage, int, int]] = {}
        if not case.law.lexicon.prohibition.occurs(fold(article.glance).text):
            continue
        for passage in case.text.by_article[index]:
            if passage.scope not in case.rule.scopes:
                continue
            for match in case.rule.words[0].regex.finditer(passage.visible):
                found.setdefault(_stem(match[0], case.rule), (passage, *match.span()))
        if len(found) > case.rule.limits["different-words"]:
            passage, start, end = next(iter(found.values()))
            detail = f"Het verbod gebruikt {len(found)} weegwoorden: {', '.join(sorted(found))}."
            yield Hit(passage, start, end, detail=detail)


def _stem(word: str, rule: Rule) -> str:
    """The entry of the word list that a word belongs to, without its star."""
    entries = (entry.rstrip("*") for entry in rule.words[0].words)
    return next((entry for entry in entries if word.lower().startswith(entry)), word.lower())


def mixed_terms(case: Case) -> Found:
    """Terms from one family that are used side by side while one of them is not defined."""
    return WITHOUT_BYLAW if case.law.partial else _mixed_terms(case.text, case.rule)


def _mixed_terms(text: LintText, rule: Rule) -> Iterator[Hit]:
    for family in rule.words:
        terms = sorted(family.words, key=len, reverse=True)
        each = re.compile(
            rf"\b(?:de|het|een|die|deze|elke|op|aan) ({'|'.join(map(re.escape, terms))})(?:en)?\b", re.IGNORECASE
        )
        first: dict[str, tuple[Passage, int, int]] = {}
        for passage in text.of_scope(rule.scopes):
            for match in each.finditer(passage.visible):
                first.setdefault(match[1].lower(), (passage, match.start(1), match.end(1)))
        undefined = [term for term in first if text.definitions.of(fold(term).text) is None]
        for term in undefined if len(first) > 1 else ():
            others = ", ".join(f"‘{other}’" for other in first if other != term)
            passage, start, end = first[term]
            detail = f"‘{term}’ is niet omschreven en staat naast {others}."
            yield Hit(passage, start, end, detail=detail)


def abbreviations(case: Case) -> Iterator[Hit]:
    """Words in capitals that are nowhere explained; each once."""
    known = {word for family in case.rule.words for word in family.words}
    everything = " ".join(passage.text for passage in case.text.passages)
    for passage in case.text.of_scope(case.rule.scopes):
        if passage.text.isupper():
            continue
        for match in _CAPITALS.finditer(passage.visible):
            word = match[0]
            if word in known or _ROMAN.fullmatch(word):
                continue
            known.add(word)
            if f"({word})" in everything or re.search(rf"(?:hierna|verder)[^.;]{{0,20}}\b{word}\b", everything):
                continue
            if case.text.definitions.of(fold(word).text) is None:
                yield Hit(passage, *match.span(), detail=f"‘{word}’ is nergens uitgelegd.")


def undefined_terms(case: Case) -> Iterator[Hit]:
    """Terms of a prohibition that neither a definition nor the note explains; each family once."""
    explained = " ".join(passage.text for passage in case.text.passages if passage.scope in {"note", "definition"})
    for family in case.rule.words:
        if family.regex.search(explained):
            continue
        for passage in case.text.of_scope(case.rule.scopes):
            match = family.regex.search(passage.visible)
            if match and case.text.definitions.of(fold(match[0]).text) is not None:
                break
            if match:
                yield Hit(passage, *match.span(), detail=f"‘{match[0]}’ is niet omschreven of toegelicht.")
                break


def leftovers(case: Case) -> Iterator[Hit]:
    """What was to be filled in or replaced and still stands there, wherever it is; quoted words as well."""
    for passage in case.text.passages:
        if case.text.only and passage.article != case.text.only:
            continue
        for pattern in case.rule.patterns:
            for match in pattern.regex.finditer(passage.text):
                yield Hit(passage, *match.span())


def footnotes(case: Case) -> Iterator[Hit]:
    """Notes on the text of a by-law; those on its explanatory note or an annex do no harm."""
    for passage in case.text.of_scope(case.rule.scopes):
        if passage.hangs_on not in {"note", "annex"}:
            yield Hit(passage, detail="De noot is niet gelezen als regel van het artikel.")
