"""A framework of law in one case: what applies, what comes into view and what nothing points at, in that order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from apv.law.catalogue import Catalogue
from apv.law.terms import Term
from apv.reasoning.evaluate import Outcome
from apv.reasoning.gaps import Examined
from apv.reports.answer_words import cited_together
from apv.reports.provision_view import ProvisionView, norm_view, provision_view
from apv.reports.sources import SourceLinks
from apv.reports.tabular import Tone

NOTHING_APPLIES = "Geen bepaling is van toepassing op deze feiten."


@dataclass(frozen=True, slots=True)
class Standing:
    """The provisions of a framework that stand the same way: a word, and their citations."""

    word: str
    tone: Tone
    text: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """One framework. `full`: what applies or is aimed at the conduct; `near`: what comes into view; `remote`: what
    nothing points at, with its citations together in `remote_cited`; `excluded`: what is aimed at the conduct and
    yet does not apply (everything that does not, when that was asked for); `norms`: of the by-law that was read;
    `note`: what to say when there is nothing; `standing`: all in short."""

    id: str
    title: str
    full: tuple[ProvisionView, ...] = ()
    near: tuple[ProvisionView, ...] = ()
    remote: tuple[ProvisionView, ...] = ()
    remote_cited: str = ""
    excluded: tuple[ProvisionView, ...] = ()
    norms: tuple[ProvisionView, ...] = ()
    note: str = ""
    standing: tuple[Standing, ...] = ()

    @property
    def provisions(self) -> tuple[ProvisionView, ...]:
        """Everything in it, in reading order."""
        return (*self.full, *self.near, *self.remote, *self.excluded, *self.norms)


def section_views(
    catalogue: Catalogue, found: Examined, links: SourceLinks, all_results: bool
) -> Iterator[SectionView]:
    """A section per framework, in the order of the catalogue; of the council's powers only when a provision
    of them judges conduct."""
    for name, framework in catalogue.frameworks.items():
        outcomes = [o for o in found.outcomes if o.provision.framework == name]
        if outcomes or name != "bevoegdheid":
            yield _section(catalogue, found, framework, outcomes, links, all_results)


def _section(
    catalogue: Catalogue,
    found: Examined,
    framework: Term,
    outcomes: list[Outcome],
    links: SourceLinks,
    all_results: bool,
) -> SectionView:
    """In full what applies or is aimed at the conduct; then what comes into view; then the rest."""

    def views(wanted: list[Outcome]) -> tuple[ProvisionView, ...]:
        return tuple(provision_view(catalogue, outcome, found.asked.day, links) for outcome in wanted)

    may_apply = [o for o in outcomes if o.holds == "depends"]
    applying = [o for o in outcomes if o.holds == "applies"]
    aimed = [o for o in may_apply if o.relevance == "addressed"]
    remote = [o for o in may_apply if o.relevance == "remote"]
    excluded = [o for o in outcomes if o.holds == "excluded"]
    worth_saying = [o for o in excluded if all_results or (o.relevance == "addressed" and o.version.decides_gap)]
    norms = tuple(norm_view(norm, links) for norm in found.norms) if framework.id == "apv" else ()
    note = ""
    if not outcomes and not norms:
        note = _nothing_known(found) if framework.id == "apv" else "Geen bepaling bekend."
    elif len(excluded) == len(outcomes) and not worth_saying and not norms:
        note = NOTHING_APPLIES
    full = views([*applying, *aimed])
    near = views([o for o in may_apply if o.relevance == "near"])
    return SectionView(
        id=framework.id,
        title=framework.label,
        full=full,
        near=near,
        remote=views(remote),
        remote_cited=cited_together(catalogue, remote),
        excluded=views(worth_saying),
        norms=norms,
        note=note,
        standing=tuple(_standing((*full, *norms), near, len(remote))),
    )


def _standing(full: tuple[ProvisionView, ...], near: tuple[ProvisionView, ...], remote: int) -> Iterator[Standing]:
    """A framework in a few words, the weightiest first."""
    for holds in ("applies", "depends"):
        same = [view for view in full if view.holds == holds]
        if same:
            yield Standing(same[0].status, same[0].tone, "; ".join(view.name for view in same))
    if near:
        yield Standing("komt in beeld", "plain", "; ".join(view.name for view in near))
    if remote:
        count = "één bepaling" if remote == 1 else f"{remote} bepalingen"
        yield Standing("niet uitgesloten", "muted", f"{count}, maar niets in de feiten wijst erop")


def _nothing_known(found: Examined) -> str:
    """Why there is no by-law to show."""
    return " ".join(found.gap.local.reasons) or "Geen bepaling bekend."
