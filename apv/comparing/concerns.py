"""What a jurist should look at in one norm: its status and why, the penal clause, the words for its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from apv.bylaws.norms.recognise import Norm
from apv.reasoning.competence import NormStatus

if TYPE_CHECKING:
    from apv.comparing.comparison import BehaviourStatus

ConcernKind = Literal[
    "likely_lapsed", "maybe_lapsed", "expression_risk", "not_in_penal_list", "undefined_place_term"
]

NOT_LISTED = (
    "Het artikel staat niet in de strafbepaling van de regeling. Overtreding is dan waarschijnlijk niet "
    "strafbaar; laat dat toetsen."
)
UNDEFINED = (
    "De regeling omschrijft '{term}' niet. Waar het verbod geldt, kan dan onduidelijk zijn; laat dat toetsen."
)


@dataclass(frozen=True, slots=True)
class Concern:
    """One point of attention. `reason` is Dutch; `behaviours` are the ids that it is about (all of the norm's for
    what is not about behaviour); `sources` are citations."""

    kind: ConcernKind
    reason: str
    behaviours: tuple[str, ...]
    sources: tuple[str, ...] = ()


def concerns_of(
    norm: Norm, statuses: Sequence[NormStatus], in_words: Sequence[BehaviourStatus]
) -> tuple[Concern, ...]:
    """The points of attention of `norm`, gravest first; none for an article that only keeps a number.

    `statuses` and `in_words` say how each of its behaviours stands, in their order.
    """
    return () if norm.stub else tuple(_found(norm, statuses, in_words))


def _found(norm: Norm, statuses: Sequence[NormStatus], in_words: Sequence[BehaviourStatus]) -> Iterator[Concern]:
    lasting: tuple[ConcernKind, ...] = ("likely_lapsed", "maybe_lapsed", "expression_risk")
    for kind in lasting:
        about: dict[NormStatus, list[str]] = {}
        for name, status, word in zip(norm.behaviours, statuses, in_words, strict=True):
            if word == kind:
                about.setdefault(status, []).append(name)
        for status, names in about.items():
            yield Concern(kind, " ".join(status.reasons), tuple(names), status.sources)
    if norm.penal_listed is False:
        yield Concern("not_in_penal_list", NOT_LISTED, norm.behaviours)
    for term in norm.undefined_place_terms:
        yield Concern("undefined_place_term", UNDEFINED.format(term=term), norm.behaviours)
