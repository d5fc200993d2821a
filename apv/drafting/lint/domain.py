"""Legal checks of what the articles forbid, held against the catalogue on a day: expression, national law, motive.

The recogniser says what an article forbids; competence and national law come from the catalogue. The checks warn;
none of them decides that an article does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from apv.bylaws.norms.folding import fold
from apv.bylaws.norms.recognise import Norm
from apv.drafting.lint.hits import Case, Found, Hit, Unchecked
from apv.dutch import enumeration
from apv.findings import Severity
from apv.reasoning.competence import CheckedTest, assess


def competence(case: Case) -> Iterator[Hit]:
    """Articles for which the competence tests that the rule names raise an objection or doubt."""
    for at, _, norm in case.law.norms:
        for test in _doubts(case, norm.behaviours):
            start, end = _words(norm, lambda name: bool(list(_doubts(case, (name,)))))
            passage = case.text.at_offset(at, start)
            sources = (*test.basis, *test.sources)
            yield Hit(passage, start - passage.start, end - passage.start, test.reason, sources=sources)


def _doubts(case: Case, behaviours: Sequence[str]) -> Iterator[CheckedTest]:
    found = assess(case.law.catalogue, behaviours, case.law.on)
    return (test for test in found.tests if test.id in case.rule.tests and test.outcome != "allowed")


def _words(norm: Norm, meant: Callable[[str], bool]) -> tuple[int, int]:
    """Where the first word stands for a behaviour that is meant, else the first word."""
    if not norm.words:
        return norm.quote_at
    word = next((word for word in norm.words if meant(word.id)), norm.words[0])
    return word.start, word.end


def overlap(case: Case) -> Iterator[Hit]:
    """Articles on conduct for which there is national law on the day; an older article may have lapsed."""
    since, existing = case.text.regulation.meta.valid_from, case.text.document == "bylaw"
    catalogue, on = case.law.catalogue, case.law.on
    basis = tuple(catalogue.cite(catalogue.provisions[name]) for name in case.rule.basis)
    for at, _, norm in case.law.norms:
        found = assess(catalogue, norm.behaviours, on, bylaw_from=since, existing=existing)
        if not found.higher:
            continue
        start, end = _words(norm, lambda name: bool(assess(catalogue, (name,), on).higher))
        passage = case.text.at_offset(at, start)
        cited = tuple(catalogue.cite(catalogue.provisions[name]) for name in found.higher)
        lapsed = [test.reason for test in found.tests if test.outcome == "likely_lapsed"]
        detail = " ".join([f"Het gaat om {enumeration(cited)}.", *lapsed])
        yield Hit(passage, start - passage.start, end - passage.start, detail, sources=(*cited, *basis))


def overlap_clause(case: Case) -> Iterator[Hit]:
    """Articles without a clause on overlap although there is national law on the same conduct."""
    catalogue = case.law.catalogue
    for at, _, norm in case.law.norms:
        higher = assess(catalogue, norm.behaviours, case.law.on).higher
        if higher and not norm.overlap:
            cited = tuple(catalogue.cite(catalogue.provisions[name]) for name in higher)
            detail = f"Landelijk recht over dit gedrag: {enumeration(cited)}."
            yield Hit(case.text.heading_of(at), detail=detail, sources=cited)


def motive(case: Case) -> Found:
    """A note that does not speak of public order, with articles that need that motive beside national law."""
    catalogue, on = case.law.catalogue, case.law.on
    needed = any(
        assess(catalogue, norm.behaviours, on).outcome != "allowed"
        and assess(catalogue, norm.behaviours, on).higher
        for _, _, norm in case.law.norms
    )
    if not needed:
        return iter(())
    if not case.text.has("note"):
        return Unchecked("In dit bestand staat geen toelichting.")
    return _motive(case)


def _motive(case: Case) -> Iterator[Hit]:
    """In a whole by-law the note is only noted: what the council meant at the time may stand in its proposal."""
    lines = [passage for passage in case.text.passages if passage.scope == "note"]
    if not any(pattern.regex.search(passage.text) for passage in lines for pattern in case.rule.patterns):
        yield Hit(lines[0], severity=Severity.NOTE if case.text.document == "bylaw" else None)


def evaluative_words(case: Case) -> Iterator[Hit]:
    """Evaluative words in a prohibition that no definition explains; each once per article."""
    for at, _, norm in case.law.norms:
        seen: set[str] = set()
        tests = [
            test
            for test in assess(case.law.catalogue, norm.behaviours, case.law.on).tests
            if test.id in case.rule.tests
        ]
        for passage in case.text.by_article[at]:
            for match in case.rule.words[0].regex.finditer(passage.visible) if passage.scope == "norm" else ():
                stem = match[0].lower()[:9]
                if stem in seen or case.text.definitions.of(fold(match[0]).text) is not None:
                    continue
                seen.add(stem)
                sources = tuple(source for test in tests for source in (*test.basis, *test.sources))
                yield Hit(passage, *match.span(), detail=f"‘{match[0]}’ vraagt een oordeel.", sources=sources)
