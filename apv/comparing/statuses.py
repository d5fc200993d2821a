"""The status of every norm on the date, and a warning where it hangs on an age that the files do not tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from apv.bylaws.norms.recognise import Norm
from apv.comparing.comparison import BehaviourStatus, ComparedNorm, FoundNorm, Since
from apv.comparing.concerns import Concern, concerns_of
from apv.comparing.likeness import NearestModel
from apv.dutch import enumeration
from apv.findings import Finding, Severity
from apv.law.catalogue import Catalogue
from apv.reasoning.competence import NormStatus, norm_status

AGE_UNKNOWN = (
    "Sinds wanneer deze bepaling geldt, staat niet in de gelezen versies. Is zij ouder dan een landelijke regel "
    "over dit gedrag, dan is zij waarschijnlijk vervallen; laat dat toetsen."
)


_Answer = tuple[NormStatus, tuple[BehaviourStatus, ...], tuple[Concern, ...]]
"""The status as a whole, that of each behaviour in turn, and the points of attention."""


class Statuses:
    """The status of norms on one day. Many by-laws forbid the same things, so each answer is kept."""

    def __init__(self, catalogue: Catalogue, on: date) -> None:
        self._ask = cache(lambda behaviours, since: norm_status(catalogue, behaviours, since, on))
        self._kept: dict[object, _Answer] = {}

    def complete(self, found: FoundNorm, since: Since, nearest: NearestModel | None) -> ComparedNorm:
        """`found` with its age, its statuses, its points of attention and its `nearest` model."""
        whole, per_behaviour, concerns = self._all(found.norm, since)
        return ComparedNorm(
            found.norm, found.quote, since, whole, per_behaviour, found.text, nearest, concerns=concerns
        )

    def again(self, compared: ComparedNorm) -> ComparedNorm:
        """The same norm with the statuses that it has under this law."""
        whole, per_behaviour, concerns = self._all(compared.norm, compared.since)
        return replace(compared, status=whole, per_behaviour=per_behaviour, concerns=concerns)

    def _all(self, norm: Norm, since: Since) -> _Answer:
        key = norm.behaviours, norm.stub, norm.penal_listed, norm.undefined_place_terms, since
        if key not in self._kept:
            self._kept[key] = self._worked_out(norm, since)
        return self._kept[key]

    def _worked_out(self, norm: Norm, since: Since) -> _Answer:
        each = [self._of(norm, (name,), since) for name in norm.behaviours]
        in_words = tuple(_in_one_word(status) for status in each)
        return self._of(norm, norm.behaviours, since), in_words, concerns_of(norm, each, in_words)

    def _of(self, norm: Norm, behaviours: tuple[str, ...], since: Since) -> NormStatus:
        """The status of `norm` as far as it is about `behaviours`; an age not known is not taken to be young."""
        if norm.stub:
            return NormStatus(norm.stub)
        status: NormStatus = self._ask(behaviours, since.day)
        if since.exact or status.status == "likely_lapsed":
            return status
        status = self._ask(behaviours, None)
        if self._ask(behaviours, date.min).status == "likely_lapsed":
            return replace(status, reasons=(*status.reasons, AGE_UNKNOWN))
        return status


def _in_one_word(status: NormStatus) -> BehaviourStatus:
    return "maybe_lapsed" if AGE_UNKNOWN in status.reasons else status.status


def age_findings(norms: tuple[ComparedNorm, ...], file: str) -> tuple[Finding, ...]:
    """One finding that names the articles whose age would decide."""
    articles = list(dict.fromkeys(norm.norm.article for norm in norms if AGE_UNKNOWN in norm.status.reasons))
    if not articles:
        return ()
    which = f"artikel {articles[0]}" if len(articles) == 1 else f"de artikelen {enumeration(articles)}"
    holds = "het geldt" if len(articles) == 1 else "zij gelden"
    finding = Finding(
        Severity.WARNING, "compare-age-unknown", f"Van {which} is niet bekend sinds wanneer {holds}",
        where=file, advice="Lees ook de eerdere versies van de regeling in.",
    )  # fmt: skip
    return (finding,)
