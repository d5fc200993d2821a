"""What the by-law in force means for a draft: its name, its penal list, its table of contents, its definitions,
and whether it already forbids the same.

The new article is read by the recogniser as if it stood in the by-law, so that the by-law's own definitions and
penal list count for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import Norm, recognise
from apv.bylaws.regulation import Article, Regulation
from apv.drafting.amending.contents_lines import has_contents
from apv.drafting.amending.operations import (
    About,
    Amendment,
    InsertPart,
    InsertWords,
    LapsePart,
    LapseWords,
    Undecided,
)
from apv.drafting.amending.penal_clause import penal_clauses
from apv.drafting.amending.plan import norm_in, plan
from apv.drafting.choices import Choices
from apv.drafting.placement import Placement
from apv.drafting.risks import ExistingNorm
from apv.law.catalogue import Catalogue
from apv.reasoning.competence import norm_status

PenalChange = Literal["insert", "replace", "remove", "place", "none", "unknown"]
"""What happens to the penal clause: words or an item come in, words are replaced, or they go; "place": the clause
is there, but how it changes is for a person; "none": nothing; "unknown": no by-law, or no clause found in it."""


@dataclass(frozen=True, slots=True)
class BylawFacts:
    """`amendment`: everything that changes in the by-law. `penal_article`: the article with the penal clause.
    `contents`: whether the text has a table of contents to change."""

    amendment: Amendment
    title: str = ""
    penal: PenalChange = "unknown"
    penal_article: str = ""
    contents: Literal["change", "none", "unknown"] = "unknown"
    existing: tuple[ExistingNorm, ...] = ()
    undefined_terms: tuple[str, ...] = ()


def norms_of(catalogue: Catalogue, bylaw: Regulation | None) -> tuple[Norm, ...]:
    """What the by-law in force forbids."""
    return () if bylaw is None else recognise(bylaw, load_lexicon(catalogue))


def look_up(
    catalogue: Catalogue, bylaw: Regulation | None, norms: Sequence[Norm], article: Article, choices: Choices,
    placement: Placement, on: date, *, parts: Sequence[About], number_text: str, example: str,
) -> BylawFacts:  # fmt: skip
    """What `bylaw`, with its `norms`, says that matters for the new `article` on day `on`, and what in it has to
    change; the last three are for the plan (see `plan`)."""
    lexicon = load_lexicon(catalogue)
    amendment = plan(bylaw, article, placement, lexicon, parts=parts, number_text=number_text, example=example)
    if bylaw is None:
        return BylawFacts(amendment=amendment)
    own = norm_in(bylaw, article, placement, lexicon)
    clause = next(penal_clauses(bylaw, lexicon), None)
    return BylawFacts(
        title=bylaw.meta.citation_title or bylaw.meta.title or bylaw.title,
        amendment=amendment,
        penal=_penal(amendment, known=clause is not None),
        penal_article=clause[0].article if clause else "",
        contents="change" if has_contents(bylaw) else "none",
        existing=tuple(_existing(catalogue, bylaw, norms, choices, article.number, on)),
        undefined_terms=own.undefined_place_terms if own else (),
    )


def _penal(amendment: Amendment, *, known: bool) -> PenalChange:
    """What happens to the penal clause; `known`: the by-law has one."""
    last = next(reversed(amendment.about("penal")), None)
    match last:
        case None:
            return "none"
        case InsertWords() | InsertPart():
            return "insert"
        case LapseWords() | LapsePart():
            return "remove"
        case Undecided():
            return "place" if known else "unknown"
        case _:
            return "replace"


def _existing(
    catalogue: Catalogue, bylaw: Regulation, norms: Iterable[Norm], choices: Choices, own: str, on: date
) -> Iterator[ExistingNorm]:
    for norm in norms:
        shared = [name for name in norm.behaviours if name in choices.reach]
        if norm.article == own or norm.stub or not shared:
            continue
        status = norm_status(catalogue, norm.behaviours, bylaw.meta.valid_from, on)
        labels = tuple(catalogue.behaviours[name].label for name in shared)
        yield ExistingNorm(norm.article, norm.heading, labels, status.reasons, status.sources)
