"""The national side of a gap: which offences are aimed at the behaviours, and what a council may add to them.

gaps.py makes it part of its answer; who asks about many wordings, as a draft of what the law leaves does, asks for
this side alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apv.law.catalogue import Catalogue
from apv.reasoning.competence import Competence, assess
from apv.reasoning.evaluate import Outcome, evaluate_on_conduct
from apv.reasoning.scenario import Answer, Scenario, answers
from apv.reasoning.verdict import Verdict


@dataclass(frozen=True, slots=True)
class National:
    """`addressing`: the outcomes aimed at the behaviours; `competence`: of a council that would forbid them."""

    addressing: tuple[Outcome, ...]
    competence: Competence


def national(catalogue: Catalogue, asked: Scenario) -> National:
    """What `examine` in gaps.py finds under the same names, without working out the law that cannot change it."""
    outcomes = evaluate_on_conduct(catalogue, asked)
    return National(aimed_at(outcomes), competence_of(catalogue, asked, answers(catalogue, asked), outcomes))


def open_or_met(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The national outcomes that are not excluded."""
    return [o for o in outcomes if o.holds != "excluded" and not o.provision.municipality]


def aimed_at(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Those that decide a gap: prohibitions of the conduct as such."""
    return tuple(o for o in open_or_met(outcomes) if o.relevance == "addressed" and o.version.decides_gap)


def competence_of(
    catalogue: Catalogue, asked: Scenario, known: Mapping[str, Answer], outcomes: Sequence[Outcome]
) -> Competence:
    """Whether a council may forbid the behaviours; `outcomes` hold at least what evaluate_on_conduct gives."""
    in_public = _truth(known, "in_public")
    if _truth(known, "online") is Verdict.YES and in_public is Verdict.YES:
        in_public = Verdict.UNKNOWN  # public, but is it within the territory of a municipality?
    reaching = {outcome.provision.id for outcome in outcomes if outcome.holds != "excluded"}
    return assess(catalogue, asked.behaviours, asked.day, in_public=in_public, reaching=reaching)


def _truth(known: Mapping[str, Answer], fact: str) -> Verdict:
    answer = known.get(fact)
    return answer.value if answer and isinstance(answer.value, Verdict) else Verdict.UNKNOWN
