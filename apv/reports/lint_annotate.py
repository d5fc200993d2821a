"""A copy of a Word draft with the findings as Word comments, each on its own words; the text stays as it is.

Tracked changes, styles and everything else in the file are left alone; only comments are added.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.run import Run

from apv.bylaws.markup.word import Changes, Piece, WordParagraph, kept, pieces, read_word
from apv.drafting.lint.linting import LintFinding, LintReport
from apv.errors import InputError
from apv.reports.lint_words import name_of, place_of, quoted, short_name
from apv.reports.stable import zip_bytes
from apv.reports.tabular import visible

_STYLE_IDS = {"annotation reference": "CommentReference", "annotation text": "CommentText"}
_KINDS = {"annotation reference": WD_STYLE_TYPE.CHARACTER, "annotation text": WD_STYLE_TYPE.PARAGRAPH}
AUTHOR, INITIALS = "apv lint", "apv"


def annotated(data: bytes, report: LintReport, *, changes: Changes = "accept") -> bytes:
    """The Word file `data` with the findings of `report` as comments. The same input gives the same bytes.

    Raises InputError when the file is of a kind that cannot be written (a template, macros, the strict form).
    """
    name = report.text.name
    try:
        word = docx.Document(io.BytesIO(data))
    except (ValueError, KeyError) as error:
        raise InputError(
            "In dit soort Word-bestand kunnen geen opmerkingen worden gezet",
            where=name,
            advice="Sla het op als gewoon .docx-bestand.",
        ) from error
    _add_styles(word)
    holders = list(word.element.iter(qn("w:p")))
    lines = {line.index: line for line in read_word(data, where=name, changes=changes)}
    first = report.text.first
    writer = _Comments(word, holders, lines, changes, report.on, first.paragraph if first else None)
    for finding in report.findings:
        writer.add(finding)
    writer.checklist(report)
    buffer = io.BytesIO()
    word.save(buffer)
    return zip_bytes(buffer.getvalue())


def _add_styles(word: WordDocument) -> None:
    """The styles that comments are written in, where the file does not have them."""
    known = {style.style_id for style in word.styles}
    for name, kind in (
        ("annotation reference", WD_STYLE_TYPE.CHARACTER),
        ("annotation text", WD_STYLE_TYPE.PARAGRAPH),
    ):
        wanted = _STYLE_IDS[name]
        if wanted not in known:
            made: Any = word.styles.add_style(name, kind, builtin=True)
            made.element.set(qn("w:styleId"), wanted)
            made.font.size = Pt(8 if kind is WD_STYLE_TYPE.CHARACTER else 10)


class _Comments:
    """Puts comments into one document."""

    def __init__(
        self, word: WordDocument, holders: Sequence[Any], lines: dict[int, WordParagraph], changes: Changes,
        on: date, top: int | None,
    ) -> None:  # fmt: skip
        self._word, self._holders, self._lines, self._changes = word, holders, lines, changes
        self._on, self._top = on, top
        self._explained: set[str] = set()
        self._font = word.styles["Normal"].font.name if "Normal" in word.styles else None

    def add(self, finding: LintFinding) -> None:
        """A comment on the words of a finding, or on the first text when it is about the whole."""
        passage = finding.passage
        texts = _comment_text(finding, first=finding.rule.id not in self._explained)
        self._explained.add(finding.rule.id)
        if passage is None or passage.paragraph is None:
            self._comment(self._first(), texts)
            return
        if passage.aside:  # a comment cannot stand in a note: it stands on the word before its mark
            self._comment(self._word_before(passage.paragraph, passage.offset), texts)
            return
        start = max(finding.start, 0) + passage.offset
        end = max(finding.end + passage.offset, start + 1)
        self._comment(self._span(passage.paragraph, start, end), texts)

    def checklist(self, report: LintReport) -> None:
        """One comment on the first text: what a person has to judge, and what was not checked."""
        texts = ["Met de hand na te gaan:"]
        texts += (f"- {item.rule.title} ({item.rule.number})" for item in report.by_hand)
        if report.unchecked:
            texts.append("Niet gecontroleerd:")
            texts += (f"- {short_name(rule)}: {reason}" for rule, reason in report.unchecked)
        if len(texts) > 1:
            self._comment(self._first(), texts)

    def _first(self) -> list[Any]:
        """The title of the by-law or decision: what stands before it does not go to the council."""
        with_text = (line for line in self._lines.values() if line.text.strip())
        line = self._lines.get(self._top) if self._top is not None else next(with_text, None)
        return self._span(line.index, 0, len(line.text)) if line else []

    def _word_before(self, index: int, offset: int) -> list[Any]:
        before = self._lines[index].text[:offset].rstrip()
        return self._span(index, max(before.rfind(" ") + 1, 0), max(len(before), 1))

    def _span(self, index: int, start: int, end: int) -> list[Any]:
        """The runs with the text between two offsets of a paragraph as it reads, split off where needed."""
        line = self._lines[index]
        if not line.text:
            return []
        start = min(start, len(line.text) - 1)
        runs: list[Any] = []
        for at, origin in enumerate(line.origins):
            last = line.origins[at + 1].start if at + 1 < len(line.origins) else len(line.text)
            low, high = max(start, origin.start), min(end, last)
            if low < high:
                runs += self._runs(self._holders[origin.paragraph], low - origin.start, high - origin.start)
        return runs

    def _runs(self, holder: Any, start: int, end: int) -> list[Any]:
        for offset in (start, end):
            self._split(holder, offset)
        found: list[Any] = []
        position = 0
        for piece in self._pieces(holder):
            if position < end and position + len(piece.text) > start and piece.run not in found:
                found.append(piece.run)
            position += len(piece.text)
        return found

    def _split(self, holder: Any, offset: int) -> None:
        """Make a run begin at this offset of the text of a paragraph."""
        position = 0
        for piece in self._pieces(holder):
            if position < offset < position + len(piece.text) or (
                position == offset and piece.run.index(piece.node) > _first_content(piece.run)
            ):
                _split_run(piece, offset - position)
                return
            position += len(piece.text)

    def _pieces(self, holder: Any) -> list[Piece]:
        return [piece for piece in pieces(holder) if kept(piece, self._changes)]

    def _comment(self, runs: Sequence[Any], texts: Iterable[str]) -> None:
        if not runs:
            return
        ends = [Run(run, self._word._body) for run in (runs[0], runs[-1])]
        made = self._word.add_comment(ends, author=AUTHOR, initials=INITIALS)
        for at, text in enumerate(texts):
            paragraph = made.add_paragraph() if at else made.paragraphs[0]
            run = paragraph.add_run(visible(text))
            # said again: not every program gives the text of a comment the style of comments
            run.font.size, run.font.name, run.font.bold = Pt(9), self._font, at == 0 or None
        element: Any = made._comment_elm
        element.set(qn("w:date"), f"{self._on.isoformat()}T00:00:00Z")


def _comment_text(finding: LintFinding, *, first: bool) -> list[str]:
    """What a comment says, the most useful first: a margin is narrow. Why is said where a rule is `first` met."""
    rule, passage = finding.rule, finding.passage
    texts = [f"{finding.severity.label.capitalize()}: {rule.title}"]
    texts += filter(None, [finding.detail, f"Beter: {finding.better}" if finding.better else ""])
    if passage is not None and passage.aside and finding.words:
        texts.append(f"In {place_of(finding)} staat: ‘{quoted(finding)}’")
    texts.append(f"Advies: {rule.advice}")
    if first:
        texts.append(f"Waarom: {rule.why}")
    if finding.sources:
        texts.append(f"Bronnen: {', '.join(dict.fromkeys(finding.sources))}")
    return [*texts, f"Regel: {name_of(rule)}"]


def _first_content(run: Any) -> int:
    return 1 if len(run) and run[0].tag == qn("w:rPr") else 0


def _split_run(piece: Piece, offset: int) -> None:
    """Split a run in two within (or before) one of its texts; the new run has the same looks."""
    run: Any = piece.run
    node: Any = piece.node
    rest = run.makeelement(run.tag, dict(run.attrib))
    if _first_content(run):
        rest.append(copy.deepcopy(run[0]))
    following = list(node.itersiblings())
    if 0 < offset < len(piece.text):
        tail = copy.deepcopy(node)
        tail.text, node.text = piece.text[offset:], piece.text[:offset]
        for half in (tail, node):
            half.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        rest.append(tail)
    else:
        rest.append(node)
    for sibling in following:
        rest.append(sibling)
    run.addnext(rest)
