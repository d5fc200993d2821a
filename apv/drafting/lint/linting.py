"""Lints one text: every rule is checked, left to a person, or said to be unchecked; no silence.

opening -> passages -> here (rules and checks) -> a `LintReport`, which reports/lint_* write down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from apv.drafting.lint import amending, domain, lists, references, structure, surroundings, wording
from apv.drafting.lint.hits import Case, Check, Hit, Law, Unchecked
from apv.drafting.lint.passages import LintText, Passage
from apv.drafting.lint.rules import Rule
from apv.errors import CatalogueError
from apv.findings import Severity
from apv.law.catalogue import Catalogue

CHECKS: Mapping[str, Check] = {
    "sentence-length": wording.sentence_length, "vagueness": wording.vagueness, "mixed-terms": wording.mixed_terms,
    "abbreviations": wording.abbreviations, "undefined-terms": wording.undefined_terms,
    "leftovers": wording.leftovers, "footnotes": wording.footnotes,
    "element-order": structure.element_order, "article-numbers": structure.article_numbers,
    "inserted-numbers": structure.inserted_numbers, "closing-order": structure.closing_order,
    "headings": structure.headings, "members": structure.members, "definitions": structure.definitions,
    "annexes": structure.annexes, "citation-title": structure.citation_title, "note-parts": structure.note_parts,
    "lists": lists.lists, "list-joint": lists.list_joint, "references": references.references,
    "new-text": amending.new_text, "amending-parts": amending.amending_parts,
    "commencement": amending.commencement, "title": amending.title, "penal-clause": amending.penal_clause,
    "note-topics": amending.note_topics,
    "competence": domain.competence, "overlap": domain.overlap, "overlap-clause": domain.overlap_clause,
    "motive": domain.motive, "evaluative-words": domain.evaluative_words, "penal-list": surroundings.penal_list,
    "place-terms": surroundings.place_terms, "contents": surroundings.contents,
    "retroactive": surroundings.retroactive, "number-style": surroundings.number_style,
    "penalty-ceiling": surroundings.penalty_ceiling, "commencement-date": surroundings.commencement_date,
}  # fmt: skip
"""The checks that a rule can name; a rule of kind `pattern` needs none."""

WHOLE_TEXT = frozenset({
    "closing-order", "annexes", "note-parts", "amending-parts", "commencement", "title", "note-topics",
    "commencement-date", "motive", "penal-clause",
})  # fmt: skip
"""Checks of the text as a whole: they say nothing when only one article is looked at."""
NEED_A_NORM = frozenset({
    "competence", "overlap", "overlap-clause", "motive", "evaluative-words", "penal-list", "place-terms",
    "retroactive",
})  # fmt: skip
"""Checks of articles that forbid something the program knows."""

SEVERITIES = (Severity.NOTE, Severity.WARNING, Severity.ERROR)
"""From light to grave."""


@dataclass(frozen=True, slots=True)
class LintFinding:
    """A rule that is not kept, at a place. `words` are the words there, `line` is for XML. `detail` says what was
    found, in Dutch; the reason and the advice are the rule's."""

    rule: Rule
    severity: Severity
    passage: Passage | None
    start: int = 0
    end: int = 0
    detail: str = ""
    better: str = ""
    sources: tuple[str, ...] = ()
    line: int | None = None

    @property
    def words(self) -> str:
        return self.passage.text[self.start : self.end] if self.passage else ""


@dataclass(frozen=True, slots=True)
class LookHere:
    """A rule that only a person can judge, with the places where there is something to judge."""

    rule: Rule
    places: tuple[LintFinding, ...] = ()


@dataclass(frozen=True)
class LintReport:
    """What came out for one text. Every rule is in exactly one of: those with findings, `kept`, `by_hand`,
    `unchecked` (with the reason) and `irrelevant` (for another kind of text)."""

    text: LintText
    on: date
    findings: tuple[LintFinding, ...]
    by_hand: tuple[LookHere, ...]
    kept: tuple[Rule, ...]
    unchecked: tuple[tuple[Rule, str], ...]
    irrelevant: tuple[Rule, ...]

    @property
    def failed(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def at_least(self, severity: Severity) -> LintReport:
        """The same with only the findings that are at least this grave."""
        least = SEVERITIES.index(severity)
        found = tuple(one for one in self.findings if SEVERITIES.index(one.severity) >= least)
        return replace(self, findings=found)


def lint(text: LintText, rules: Sequence[Rule], catalogue: Catalogue, on: date) -> LintReport:
    """Check `text` against `rules` on day `on`; findings in the order of the text."""
    law = Law(catalogue, text.lexicon, on, text)
    findings: list[LintFinding] = []
    by_hand: list[LookHere] = []
    kept: list[Rule] = []
    unchecked: list[tuple[Rule, str]] = []
    irrelevant: list[Rule] = []
    for rule in rules:
        if not _concerns(rule, text, law):
            irrelevant.append(rule)
        elif rule.kind == "manual":
            places = tuple(_finding(text, rule, hit) for hit in wording.by_pattern(Case(text, rule, law)))
            if rule.patterns and not places:
                irrelevant.append(rule)  # the words that it is about do not occur
            else:
                by_hand.append(LookHere(rule, places))
        else:
            hits = check_of(rule)(Case(text, rule, law))
            if isinstance(hits, Unchecked):
                unchecked.append((rule, hits.reason))
                continue
            found = [_finding(text, rule, hit) for hit in hits]
            findings += found
            if not found:
                kept.append(rule)
    order = {passage: place for place, passage in enumerate(text.passages)}
    findings.sort(key=lambda one: (order.get(one.passage, -1) if one.passage else -1, one.start))
    return LintReport(text, on, tuple(findings), tuple(by_hand), tuple(kept), tuple(unchecked), tuple(irrelevant))


def _concerns(rule: Rule, text: LintText, law: Law) -> bool:
    """Whether there is anything in the text that the rule is about; if not, it is not kept but irrelevant."""
    if rule.document is not None and rule.document != text.document:
        return False
    if (text.only and rule.check in WHOLE_TEXT) or (rule.check in NEED_A_NORM and not law.norms):
        return False
    # what has to be present is missed where it is not: only there the scopes say nothing
    return not rule.scopes or rule.kind == "presence" or next(text.of_scope(rule.scopes), None) is not None


def check_of(rule: Rule) -> Check:
    """The check that a rule asks for. Raises CatalogueError for one that does not exist."""
    if rule.kind == "pattern":
        return wording.by_pattern
    if rule.check not in CHECKS:
        raise CatalogueError(f"De regel '{rule.id}' vraagt een controle die niet bestaat: '{rule.check}'")
    return CHECKS[rule.check]


def _finding(text: LintText, rule: Rule, hit: Hit) -> LintFinding:
    line = text.lines(hit.passage) if hit.passage else None
    length = len(hit.passage.text) if hit.passage else 0
    start, end = max(hit.start, 0), length if hit.end is None else min(max(hit.end, 0), length)
    return LintFinding(
        rule, hit.severity or rule.severity, hit.passage, start, end, hit.detail, hit.better, hit.sources, line
    )
