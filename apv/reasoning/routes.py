"""Who may act and where a victim can go, from the provisions that apply or are aimed at the behaviour."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from apv.dutch import month_year
from apv.law.catalogue import Catalogue
from apv.law.terms import Term
from apv.reasoning.evaluate import Outcome


@dataclass(frozen=True, slots=True)
class Route:
    """A body, the citations for which it counts, and a remark (Dutch) when its power is limited."""

    term: Term
    provisions: tuple[str, ...]
    remark: str = ""


def enforcers(
    catalogue: Catalogue, outcomes: Iterable[Outcome], day: date, municipality: str
) -> tuple[Route, ...]:
    """Who may enforce, in the order of the vocabulary. A power that was given in some municipalities only is
    remarked upon: given here since, not given here as far as known, or not to be said without a municipality."""
    return _routes(
        catalogue,
        catalogue.enforcers,
        outcomes,
        lambda outcome: outcome.version.enforcement,
        lambda term: _remark(term, day, municipality),
    )


def fora(catalogue: Catalogue, outcomes: Iterable[Outcome]) -> tuple[Route, ...]:
    """Where a victim can go, in the order of the vocabulary."""
    return _routes(
        catalogue, catalogue.fora, outcomes, lambda outcome: outcome.version.forum, lambda term: term.explanation
    )


def in_view(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """The outcomes that routes are taken from: what applies, and what is aimed at the behaviour and may apply."""
    return tuple(
        o for o in outcomes if o.holds == "applies" or (o.holds == "depends" and o.relevance == "addressed")
    )


def _routes(
    catalogue: Catalogue,
    terms: dict[str, Term],
    outcomes: Iterable[Outcome],
    names: Callable[[Outcome], tuple[str, ...]],
    remark: Callable[[Term], str],
) -> tuple[Route, ...]:
    found: dict[str, dict[str, None]] = {}
    for outcome in in_view(outcomes):
        for name in names(outcome):
            found.setdefault(name, {})[catalogue.cite(outcome.provision)] = None
    return tuple(Route(term, tuple(found[name]), remark(term)) for name, term in terms.items() if name in found)


def _remark(term: Term, day: date, municipality: str) -> str:
    if not term.granted:
        return term.explanation
    wanted = municipality.casefold()
    grant = next((g for g in term.granted if g.municipality.casefold() == wanted and g.start <= day), None)
    if grant is not None:
        return f"In {grant.municipality} gegeven vanaf {month_year(grant.start)}. {term.explanation}"
    if municipality:
        return f"Voor zover bekend op deze datum niet gegeven in {municipality}. {term.explanation}"
    known = ", ".join(g.municipality for g in term.granted if g.start <= day)
    return f"Voor zover bekend op deze datum gegeven in: {known or 'geen gemeente'}. {term.explanation}"
