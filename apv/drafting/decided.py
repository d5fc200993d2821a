"""What a draft decides about the by-law: the amendment of every part of it, and the instructions that say so.

With a by-law the amending room works it out; what is not known (no by-law, no number, no article to repeal)
becomes an instruction with marked questions.
"""

from __future__ import annotations

from collections.abc import Iterator

from apv.bylaws.norms.lexicon import Lexicon
from apv.bylaws.regulation import Article, Metadata, Paragraph, Regulation, Run
from apv.drafting.amending.contents_lines import has_contents
from apv.drafting.amending.instructions import Instructions, instructions
from apv.drafting.amending.operations import Amendment, Undecided
from apv.drafting.amending.plan import plan, repeal
from apv.drafting.models import Model
from apv.drafting.placement import Placement

NO_BYLAW = Regulation(Metadata())
PENAL = "[vul in: nummer en lid van de strafbepaling]"
PENAL_WORDS = "[vul in: de woorden in de strafbepaling die naar het vervallen artikel verwijzen]"
ONLY_IF = "[vul in: dit onderdeel blijft alleen staan als de verordening een inhoudsopgave heeft]"


def decided(
    bylaw: Regulation | None, article: Article, placement: Placement, model: Model, lexicon: Lexicon, *,
    number_text: str, name: str,
) -> tuple[Amendment, Instructions]:  # fmt: skip
    """The amendment that puts `article` in `bylaw` (or takes it out, for a model that repeals), in `model`'s order
    of parts, and its instructions. `number_text` is the number with its mark when a person has to settle it,
    `name` how the decision calls the by-law."""
    if not model.repeals:
        amendment = plan(bylaw, article, placement, lexicon, parts=model.parts, example=model.suggested_after)
    elif bylaw is not None and placement.settled and bylaw.article(article.number) is not None:
        amendment = repeal(bylaw, article.number, lexicon)
    else:
        amendment = Amendment(tuple(_unknown_repeal(bylaw, number_text)))
    return amendment, instructions(bylaw or NO_BYLAW, amendment, name)


def _unknown_repeal(bylaw: Regulation | None, number: str) -> Iterator[Undecided]:
    """What has to be decided when it is not known which article goes, or what the by-law says."""
    yield Undecided(f"Artikel {number} vervalt.", about="article")
    yield Undecided(f"In artikel {PENAL} vervalt ‘{PENAL_WORDS}’.", about="penal")
    if bylaw is None:
        only_if = (Paragraph((Run(ONLY_IF),)),)
        yield Undecided(f"In de inhoudsopgave vervalt de regel over artikel {number}.", only_if, about="contents")
    elif has_contents(bylaw):
        yield Undecided(f"In de inhoudsopgave vervalt de regel over artikel {number}.", about="contents")
