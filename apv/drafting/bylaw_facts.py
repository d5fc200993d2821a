"""What the by-law in force means for a draft: its name, its penal list, its table of contents, its definitions,
and whether it already forbids the same.

The new article is read by the recogniser as if it stood in the by-law, so that the by-law's own definitions and
penal list count for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from apv.bylaws.norms.lexicon import Lexicon, load_lexicon
from apv.bylaws.norms.recognise import Norm, recognise
from apv.bylaws.regulation import Article, Division, Regulation
from apv.drafting.choices import Choices
from apv.drafting.penal import UNKNOWN, PenalChange, penal_change, penal_removal
from apv.drafting.placement import Placement
from apv.drafting.risks import ExistingNorm
from apv.law.catalogue import Catalogue
from apv.reasoning.competence import norm_status

CONTENTS = "inhoudsopgave"
"""The kind of a division that is a table of contents (see regulation.Division)."""


@dataclass(frozen=True, slots=True)
class BylawFacts:
    """`contents`: whether the by-law's text has a table of contents to change."""

    title: str = ""
    penal: PenalChange = UNKNOWN
    contents: Literal["change", "none", "unknown"] = "unknown"
    existing: tuple[ExistingNorm, ...] = ()
    undefined_terms: tuple[str, ...] = ()


def norms_of(catalogue: Catalogue, bylaw: Regulation | None) -> tuple[Norm, ...]:
    """What the by-law in force forbids."""
    return () if bylaw is None else recognise(bylaw, load_lexicon(catalogue))


def look_up(
    catalogue: Catalogue, bylaw: Regulation | None, norms: Sequence[Norm], article: Article, choices: Choices,
    placement: Placement, on: date,
) -> BylawFacts:  # fmt: skip
    """What `bylaw`, with its `norms`, says that matters for the new `article` on day `on`."""
    if bylaw is None:
        return BylawFacts()
    lexicon = load_lexicon(catalogue)
    amended = recognise(insert(bylaw, article, placement), lexicon)
    own = next((norm for norm in amended if norm.article == article.number), None)
    has_contents = any(division.kind == CONTENTS for division in _divisions(bylaw.body))
    return BylawFacts(
        title=bylaw.meta.citation_title or bylaw.meta.title or bylaw.title,
        penal=_penal(bylaw, lexicon, article, placement, own),
        contents="change" if has_contents else "none",
        existing=tuple(_existing(catalogue, bylaw, norms, choices, article.number, on)),
        undefined_terms=own.undefined_place_terms if own else (),
    )


def _penal(
    bylaw: Regulation, lexicon: Lexicon, article: Article, placement: Placement, own: Norm | None
) -> PenalChange:
    if article.status != "repealed":
        return penal_change(bylaw, lexicon, article.number, own.penal_listed if own else None)
    return penal_removal(bylaw, lexicon, article.number) if placement.settled else UNKNOWN


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


def insert(bylaw: Regulation, article: Article, placement: Placement) -> Regulation:
    """`bylaw` as it will read: with `article` in place of the one it replaces, or after the one it follows, or at
    the end when that is not known."""
    at = article.number if placement.replaces else placement.after
    body, done = _put(bylaw.body, article, at, placement.replaces)
    return replace(bylaw, body=body if done else (*body, article))


def _put(
    nodes: tuple[Division | Article, ...], article: Article, at: str, replaces: bool
) -> tuple[tuple[Division | Article, ...], bool]:
    put: list[Division | Article] = []
    done = False
    for node in nodes:
        if done:
            put.append(node)
        elif isinstance(node, Division):
            children, done = _put(node.children, article, at, replaces)
            put.append(replace(node, children=children))
        elif at and node.number == at:
            put.extend((article,) if replaces else (node, article))
            done = True
        else:
            put.append(node)
    return tuple(put), done


def _divisions(nodes: Iterable[Division | Article]) -> Iterator[Division]:
    for node in nodes:
        if isinstance(node, Division):
            yield node
            yield from _divisions(node.children)
