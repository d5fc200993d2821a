"""Everything a council dossier says, as one value: every document is rendered from it, so that they agree.

draft + by-law in force + what the law says of each behaviour + what the municipality does -> Dossier.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from apv.bylaws.regulation import Article, Regulation
from apv.drafting.bylaw_facts import norms_of
from apv.drafting.compose import Draft, draft
from apv.drafting.dossier_changes import Changes, changes
from apv.drafting.dossier_pillars import Pillar, pillars
from apv.drafting.models import Choice, Model, Slot, load_models
from apv.dutch import enumeration
from apv.findings import Finding
from apv.law.catalogue import Catalogue
from apv.policy.scan import PolicyFile
from apv.reasoning.gaps import GapReport, gap_report
from apv.reasoning.local import LocalLaw


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for, as given; `herkomst.json` keeps it."""

    municipality: str
    model: str
    on: date
    effective: date | None = None
    article: str | None = None
    slots: Mapping[str, str] = field(default_factory=dict)
    behaviours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dossier:
    """The whole dossier on one date. `law`: what national and local law say of each behaviour that the article
    reaches (or that the repealed article forbade); `bylaw`: the by-law in force, None when there is none to be
    had; `changes`: what happens to it; `others`: the models not chosen; `findings`: what was odd in making it."""

    request: Request
    draft: Draft
    bylaw: Regulation | None
    changes: Changes
    law: GapReport
    pillars: tuple[Pillar, ...]
    others: tuple[Model, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def on(self) -> date:
        return self.draft.on

    @property
    def municipality(self) -> str:
        return self.draft.municipality

    @property
    def subject(self) -> str:
        """What the proposal is about, for titles."""
        made = self.draft
        return f"het vervallen van artikel {made.document.number_text}" if made.repealed else made.model.subject

    @property
    def shown(self) -> Article | None:
        """The article to show in full: the one that is made, or the old text of the one that goes (None: not
        known)."""
        made = self.draft
        if not made.repealed:
            return made.article
        return self.bylaw.article(made.article.number) if self.bylaw and made.placement.settled else None

    @property
    def conduct(self) -> tuple[Choice, ...]:
        """The chosen wordings that forbid something, in the model's order."""
        return tuple(choice for _, chosen in self.draft.choices.of for choice in chosen if choice.behaviours)

    @property
    def place(self) -> str:
        """Where the article holds, as it says so itself; "" when the model has no place to choose."""
        return enumeration([c.text for _, chosen in self.draft.choices.of for c in chosen if c.places], "of")

    @property
    def actor(self) -> str:
        """Whose conduct it is about, as the article says it; "" when there is no such choice."""
        return next((c.text for _, chosen in self.draft.choices.of for c in chosen if c.actor), "")

    @property
    def clauses(self) -> tuple[tuple[Slot, Choice], ...]:
        """The other chosen wordings that say something: thresholds, exceptions, the relation to national law."""
        return tuple(
            (slot, choice)
            for slot, chosen in self.draft.choices.of
            for choice in chosen
            if choice.text.strip() and choice.note and not (choice.behaviours or choice.places or choice.actor)
        )


def make_dossier(
    catalogue: Catalogue, request: Request, model: Model, bylaw: Regulation | None = None, *,
    policy: PolicyFile | None = None, findings: Sequence[Finding] = (),
) -> Dossier:  # fmt: skip
    """The dossier for `request` after `model`, amending `bylaw`; `policy` is what the municipality says of its
    pillars. Raises InputError for what `draft` refuses."""
    made = draft(
        catalogue, request.municipality, model, on=request.on, effective=request.effective,
        article=request.article, bylaw=bylaw, slots=request.slots, behaviours=request.behaviours,
    )  # fmt: skip
    local = None if bylaw is None else LocalLaw(bylaw, norms_of(catalogue, bylaw))
    reach = made.choices.reach
    if made.repealed and local:
        gone = (norm.behaviours for norm in local.norms if norm.article == made.article.number)
        reach = tuple(name for behaviours in gone for name in behaviours)
    law = (
        gap_report(catalogue, request.on, reach, municipality=made.municipality, law=local)
        if reach
        else GapReport(request.on, "public", "", made.municipality, ())
    )
    return Dossier(
        request=request, draft=made, bylaw=bylaw, changes=changes(made, bylaw), law=law,
        pillars=pillars(policy), others=_others(model), findings=tuple(findings),
    )  # fmt: skip


def _others(model: Model) -> tuple[Model, ...]:
    return tuple(other for other in load_models(model.templates).values() if other.id != model.id)
