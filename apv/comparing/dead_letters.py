"""Dead letters: provisions that are still published and have probably lost effect, each with date, reason, source.

Nothing is decided here: a later law on the same subject or a judgment makes it likely, a jurist has to look. Which
law and which judgment is in the catalogue: the competence tests, the first days of offences, and the bearings of
judgments on by-law articles that it knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from apv.bylaws.store.names import plain_name
from apv.comparing.comparison import BehaviourStatus, ComparedBylaw, ComparedNorm
from apv.comparing.statuses import AGE_UNKNOWN
from apv.law.case_law import Bearing, Judgment
from apv.law.catalogue import Catalogue
from apv.law.provision import How, Provision
from apv.reasoning.alerts import PRECISION, judgment_link
from apv.reasoning.competence import CheckedTest, assess, newer_rules

Cause = Literal["newer_law", "judged", "like_judged", "no_power"]
"""Why it has probably lost effect. "newer_law": a later national law on the same subject; "judged": a court set
this article aside; "like_judged": a court set an article of the same design aside; "no_power": a judgment settled
that a by-law cannot forbid this."""

ALIKE = 0.6
"""From this likeness (see `likeness`) to a model of an article that was set aside, the design is the same."""


ANOTHER = (
    "Deze uitspraak gaat over {other}. Het artikel hier lijkt daarop; "
    "voor zover bekend is het zelf niet beoordeeld."
)


@dataclass(frozen=True, slots=True)
class LegalSource:
    """A provision or judgment: how it is cited, and its address ("" when it has none). `remark` says in Dutch how
    sure the catalogue is of it; "" when it is."""

    citation: str
    link: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One provision that has probably lost effect, for one cause.

    `behaviours`: the ids for which it has (a norm may live on for others). `day`: from when, exact to the day
    unless `day_exact` is False (then its year counts); for "like_judged" the day of the judgment on the other
    article. `likely` False: only perhaps, because its age is not known
    or because a court judged another article. `reason` is Dutch.
    """

    municipality: str
    file: str
    regulation: str
    article: str
    heading: str
    behaviours: tuple[str, ...]
    cause: Cause
    likely: bool
    day: date | None
    day_exact: bool
    reason: str
    sources: tuple[LegalSource, ...]


@dataclass(frozen=True, slots=True)
class _Loss:
    """What a dead letter says apart from which provision it is."""

    behaviours: tuple[str, ...]
    cause: Cause
    likely: bool
    day: date | None
    reason: str
    sources: tuple[LegalSource, ...]
    day_exact: bool = True


def dead_letters(
    bylaws: Iterable[ComparedBylaw], catalogue: Catalogue, on: date, behaviours: Sequence[str]
) -> tuple[DeadLetter, ...]:
    """What has probably lost effect in the by-laws that count, as far as it is about one of `behaviours`; in the
    order of the by-laws and of their articles."""
    search = _Search(catalogue, on, frozenset(behaviours))
    return tuple(
        DeadLetter(
            bylaw.municipality, bylaw.file, bylaw.title, norm.norm.article, norm.norm.heading, loss.behaviours,
            loss.cause, loss.likely, loss.day, loss.day_exact, loss.reason, loss.sources,
        )
        for bylaw in bylaws
        if bylaw.counts
        for norm in bylaw.norms
        if not norm.is_stub
        for loss in search.losses(bylaw.municipality, norm)
        if loss.behaviours
    )  # fmt: skip


class _Search:
    """Asks the catalogue; many by-laws forbid the same things, so each answer is kept."""

    def __init__(self, catalogue: Catalogue, on: date, asked: frozenset[str]) -> None:
        self._catalogue, self._on, self._asked = catalogue, on, asked
        self._newer = cache(self._newer_law)
        self._powerless = cache(self._no_power)
        self._by_status = cache(self._statuses)
        self._articles: dict[str, list[Provision]] = {}
        for provision in catalogue.provisions.values():
            if provision.municipality:
                self._articles.setdefault(plain_name(provision.municipality), []).append(provision)
        self._name = cache(plain_name)

    def losses(self, municipality: str, norm: ComparedNorm) -> Iterator[_Loss]:
        """Every cause for which `norm` has probably lost effect, the most certain first."""
        judged = tuple(self._judged(municipality, norm))
        yield from judged
        by_status = self._by_status(norm.norm.behaviours, norm.per_behaviour)
        if lapsed := by_status.get("likely_lapsed"):
            yield self._newer(lapsed, norm.since.day, True)
        if lapsed := by_status.get("maybe_lapsed"):
            yield self._newer(lapsed, None, False)
        powerless = [
            loss
            for name in by_status.get("expression_risk", ())
            if (loss := self._powerless((name,), norm.since.day)) is not None
        ]
        if powerless:
            yield replace(powerless[0], behaviours=tuple(name for loss in powerless for name in loss.behaviours))
        if not judged:
            yield from self._like_judged(norm)

    def _newer_law(self, behaviours: tuple[str, ...], since: date | None, likely: bool) -> _Loss:
        catalogue, on = self._catalogue, self._on
        rules = newer_rules(catalogue, behaviours, since, on)
        asked = assess(catalogue, behaviours, on, bylaw_from=since or date.min, existing=True)
        tests = [test for test in asked.tests if test.outcome == "likely_lapsed"]
        reason = " ".join(test.reason for test in tests) if likely else AGE_UNKNOWN
        sources = [_newer_source(catalogue, rule, on) for rule, _ in rules]
        return _Loss(
            behaviours, "newer_law", likely, rules[0][1] if rules else None, reason,
            (*sources, *self._basis(tests)),
        )  # fmt: skip

    def _no_power(self, behaviours: tuple[str, ...], since: date | None) -> _Loss | None:
        """A test that a judgment settled: from that day a by-law may not regulate this."""
        catalogue = self._catalogue
        asked = assess(catalogue, behaviours, self._on, bylaw_from=since, existing=True)
        tests = [test for test in asked.tests if test.outcome == "outside_power"]
        if not tests:
            return None
        settled = {test.id: test.settled_by for test in catalogue.competence_tests}
        judgments = [
            judgment for test in tests for judgment in catalogue.judgments
            if judgment.ecli and judgment.ecli == settled[test.id]
        ]  # fmt: skip
        first = min(judgments, key=lambda judgment: judgment.known_from, default=None)
        return _Loss(
            behaviours, "no_power", True, first.known_from if first else None,
            " ".join(test.reason for test in tests), (*map(_judgment_source, judgments), *self._basis(tests)),
            first.exact_day if first else True,
        )  # fmt: skip

    def _judged(self, municipality: str, norm: ComparedNorm) -> Iterator[_Loss]:
        """Judgments that set this very article aside, unless it was made anew after them."""
        for provision in self._articles.get(self._name(municipality), ()):
            if provision.article != norm.norm.article:
                continue
            for judgment, bearing in self._set_aside(provision.id):
                since = norm.since
                younger = since.day is not None and since.day > judgment.known_from
                if younger and since.exact:
                    continue
                yield self._by_judgment(self._named(norm), "judged", not younger, judgment, bearing)

    def _like_judged(self, norm: ComparedNorm) -> Iterator[_Loss]:
        model = norm.nearest
        if model is None or not model.based_on or model.measured.likeness.whole < ALIKE:
            return
        other = self._catalogue.cite(self._catalogue.provisions[model.based_on])
        for judgment, bearing in self._set_aside(model.based_on):
            loss = self._by_judgment(self._named(norm), "like_judged", False, judgment, bearing)
            yield replace(loss, reason=f"{ANOTHER.format(other=other)} {loss.reason}")

    def _by_judgment(
        self, behaviours: tuple[str, ...], cause: Cause, likely: bool, judgment: Judgment, bearing: Bearing
    ) -> _Loss:
        reason = f"{judgment.court}: {bearing.text}"
        return _Loss(
            behaviours,
            cause,
            likely,
            judgment.known_from,
            reason,
            (_judgment_source(judgment),),
            judgment.exact_day,
        )

    def _named(self, norm: ComparedNorm) -> tuple[str, ...]:
        return tuple(name for name in norm.norm.behaviours if name in self._asked)

    def _statuses(
        self, behaviours: tuple[str, ...], each: tuple[BehaviourStatus, ...]
    ) -> Mapping[BehaviourStatus, tuple[str, ...]]:
        """The behaviours asked for by their status."""
        found: dict[BehaviourStatus, tuple[str, ...]] = {}
        for name, status in zip(behaviours, each, strict=True):
            if name in self._asked:
                found[status] = (*found.get(status, ()), name)
        return found

    def _set_aside(self, provision: str) -> Iterator[tuple[Judgment, Bearing]]:
        """The judgments, known on the day, that set the article aside as a whole."""
        for judgment, bearing in self._catalogue.bearings.get(provision, ()):
            whole = bearing.effect == "voids" and not bearing.element
            if whole and judgment.kind == "judgment" and judgment.known_from <= self._on:
                yield judgment, bearing

    def _basis(self, tests: Iterable[CheckedTest]) -> tuple[LegalSource, ...]:
        catalogue = self._catalogue
        asked = {test.id for test in tests}
        names = dict.fromkeys(
            name for test in catalogue.competence_tests if test.id in asked for name in test.basis
        )
        return tuple(_provision_source(catalogue, catalogue.provisions[name], self._on) for name in names)


def _provision_source(catalogue: Catalogue, provision: Provision, on: date) -> LegalSource:
    return LegalSource(catalogue.cite(provision), catalogue.link(provision, on))


def _newer_source(catalogue: Catalogue, provision: Provision, on: date) -> LegalSource:
    """A provision whose first day counts, with what is not sure about that day."""
    version = provision.on(on)
    remark = PRECISION.get(version.precision, "") if version else ""
    return replace(_provision_source(catalogue, provision, on), remark=remark)


def _judgment_source(judgment: Judgment) -> LegalSource:
    return LegalSource(judgment.source, judgment_link(judgment), _SURE.get(judgment.verified, ""))


_SURE: dict[How, str] = {
    "secondary": "volgens een secundaire bron",
    "not-verified": "niet aan de officiële tekst getoetst",
}
