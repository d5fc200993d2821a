"""What a lint report says in Dutch, worded once for text, JSON, SARIF and Word comments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from apv.drafting.lint.linting import LintFinding, LintReport
from apv.drafting.lint.rules import Rule, Source
from apv.findings import Severity
from apv.reports.tabular import visible

KINDS = {"bylaw": "verordening", "amending": "wijzigingsbesluit"}
_SCOPES = {
    "title": "opschrift", "preamble": "aanhef", "heading": "opschrift", "instruction": "wijzigingstekst",
    "contents": "inhoudsopgave", "closing": "slot", "note": "toelichting", "annex": "bijlage",
}  # fmt: skip
LONGEST = 160
"""Characters of quoted words; more is cut off in the middle."""


@dataclass(frozen=True)
class LintRun:
    """The reports of one run, and the files that could not be read with the reason. `only_from`: the least grave
    findings that are shown."""

    reports: tuple[LintReport, ...]
    failed: tuple[tuple[str, str], ...]
    rules: tuple[Rule, ...]
    on: date
    catalogue: str
    shown_from: Severity = Severity.NOTE


def place_of(finding: LintFinding) -> str:
    """Where it stands: "artikel 2:1a, lid 1, onder a (alinea 108)"."""
    passage = finding.passage
    parts: list[str] = []
    if passage is not None:
        if passage.article:
            parts.append(f"artikel {passage.article}")
            parts += _path(
                passage.path, is_lid=passage.kind == "lid" or bool(passage.path[:1] and passage.path[0].isdigit())
            )
        on = passage.hangs_on
        if passage.aside:
            on_what = parts or ([_SCOPES[on]] if on in _SCOPES else [])
            parts = [f"{passage.aside} bij {', '.join(on_what)}" if on_what else passage.aside]
        elif passage.scope in _SCOPES and (passage.scope != "heading" or not passage.article):
            parts.append(_SCOPES[passage.scope])
        elif passage.scope == "heading":
            parts.append("opschrift")
    text = ", ".join(parts) or "hele tekst"
    if finding.line is not None:
        text += f" (regel {finding.line})"
    elif passage is not None and passage.paragraph is not None:
        text += f" (alinea {passage.paragraph + 1})"
    return visible(text)


def _path(path: tuple[str, ...], *, is_lid: bool) -> Iterable[str]:
    for at, step in enumerate(path):
        if step in {"-", "•", ""}:
            continue
        yield f"lid {step}" if at == 0 and is_lid else f"onder {step}"


def quoted(finding: LintFinding) -> str:
    """The words, shortened in the middle when they are long; "" when there are none."""
    words = visible(" ".join(finding.words.split()))
    if len(words) <= LONGEST:
        return words
    half = LONGEST // 2 - 2
    return f"{words[:half].rstrip()} … {words[-half:].lstrip()}"


def name_of(rule: Rule) -> str:
    """The number a reader knows a rule by, and its id: "aanwijzing 63 (…) en-of"."""
    return f"{rule.number} [{rule.id}]"


def short_name(rule: Rule) -> str:
    """A rule in a list: "D6 (plaatsbegrip)"."""
    return f"{rule.old} ({rule.id.removeprefix(f'{rule.old.lower()}-').replace('-', ' ')})"


def counts(findings: Iterable[LintFinding]) -> str:
    """How many of each: "1 fout, 2 waarschuwingen, 3 opmerkingen"."""
    listed = list(findings)
    texts = []
    for severity, one, many in (
        (Severity.ERROR, "fout", "fouten"), (Severity.WARNING, "waarschuwing", "waarschuwingen"),
        (Severity.NOTE, "opmerking", "opmerkingen"),
    ):  # fmt: skip
        number = sum(finding.severity is severity for finding in listed)
        texts.append(f"{number} {one if number == 1 else many}")
    return f"{texts[0]}, {texts[1]} en {texts[2]}"


def remarks(run: LintRun) -> tuple[str, ...]:
    """What standing the rules have: one line per source that took part."""
    sources = {rule.source.id: rule.source for rule in run.rules}
    return tuple(f"{source.label}: {standing(source)}" for source in sources.values())


def standing(source: Source) -> str:
    """What rules of a source are worth, and of which edition their numbers are."""
    if not source.old_numbering:
        return source.remark
    return f"{source.remark} ‘Oud’ is {source.old_numbering}; ‘nu’ is {source.new_numbering}."
