"""What changes in the by-law, place by place, as the was-wordt table shows it: old text, new text, the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

from apv.drafting.document import article_text
from apv.drafting.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Change:
    """One row: lines of the old text, lines of the new one, and why; an empty side is a text that is not there."""

    was: tuple[str, ...]
    becomes: tuple[str, ...]
    why: tuple[str, ...]


def changes(dossier: Dossier) -> tuple[Change, ...]:
    """The changes of the by-law in the order of the decision."""
    made = dossier.draft
    old = dossier.bylaw.article(made.article.number) if dossier.bylaw and made.placement.replaces else None
    new = replace(made.article, number=made.document.number_text)
    return (
        Change(
            tuple(article_text(old)) if old else (),
            tuple(article_text(new)),
            (made.model.summary,),
        ),
    )
