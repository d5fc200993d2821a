"""A draft for the terminal (plain text) and for machines (JSON-able values): a short way to see what was made."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from apv import __version__
from apv.drafting.compose import Draft
from apv.drafting.document import article_text
from apv.dutch import enumeration, long_date

WIDTH = 96
NUMBERED = re.compile(r"\w{1,3}[.)°]+ ")


def render_text(draft: Draft, width: int = WIDTH) -> str:
    """The article, where it goes, the legal risks on the date and what is still open, in lines of `width`."""
    return "\n".join(_lines(draft, width)).rstrip() + "\n"


def draft_json(draft: Draft) -> dict[str, object]:
    """The draft as JSON-able values: what was chosen, what it says, what is at risk, what is open."""
    return {
        "date": draft.on.isoformat(),
        "municipality": draft.municipality,
        "model": draft.model.id,
        "effective": draft.effective.isoformat() if draft.effective else None,
        "choices": draft.choices.as_dict(),
        "article": {
            "number": draft.article.number,
            "settled": draft.placement.settled,
            "heading": draft.article.heading,
            "text": draft.article.text,
            "behaviours": list(draft.choices.behaviours),
            "place": list(draft.choices.places),
            "actor": draft.choices.actor,
        },
        "repeals": draft.repealed is not None,
        "not_regulated": [
            {"what": list(row.what), "why": row.why, "provisions": [rule.id for rule in row.rules]}
            for row in (draft.remainder.left_out if draft.remainder else ())
        ],
        "placement": {
            "bylaw": draft.bylaw.title,
            "after": draft.placement.after,
            "replaces": draft.placement.replaces,
            "joins": draft.host is not None,
            "penal_list": draft.bylaw.penal,
            "contents": draft.bylaw.contents,
        },
        "competence": draft.competence.outcome,
        "risks": [
            {
                "kind": risk.kind,
                "title": risk.title,
                "text": risk.text,
                "sources": [source.text for source in risk.sources],
            }
            for risk in draft.risks
        ],
        "fill_ins": [{"what": fill_in.what, "where": fill_in.where} for fill_in in draft.fill_ins],
        "provenance": {"program": f"apv {__version__}", "catalogue": draft.catalogue_version},
    }


def _lines(draft: Draft, width: int) -> Iterator[str]:
    yield from _wrapped(draft.document.title, width)
    yield from _wrapped(f"Gemeente {draft.municipality}, model {draft.model.id}: {draft.model.label}", width)
    yield ""
    for line in article_text(draft.article):
        yield from _wrapped(line, width, "    ", hanging="   " if NUMBERED.match(line) else "")
    yield from _heading("Plaats in de verordening")
    yield from _wrapped(placement_text(draft), width)
    yield from _heading(f"Juridische risico's op {long_date(draft.on)}")
    for risk in draft.risks:
        yield from _wrapped(f"- {risk.title}. {risk.text}", width, hanging="  ")
        if risk.sources:
            yield from _wrapped(f"Bron: {enumeration([source.text for source in risk.sources])}.", width, "  ")
    yield from _heading("Nog in te vullen")
    for fill_in in draft.fill_ins:
        yield from _wrapped(f"- {fill_in.what} ({fill_in.where})", width, hanging="  ")
    if not draft.fill_ins:
        yield "Niets."
    yield ""
    version = draft.catalogue_version.removeprefix("sha256:")[:12]
    yield from _wrapped(
        f"Dit is een concept en geen juridisch advies. apv {__version__}, recht op {long_date(draft.on)}, "
        f"wetsgegevens {version}.",
        width,
    )


def placement_text(draft: Draft) -> str:
    """Where the article comes in the by-law, as a sentence."""
    number, place = draft.document.number_text, draft.placement
    if draft.host:
        where = f"Het concept voegt leden toe aan artikel {number}"
    elif place.replaces:
        where = f"Het concept vervangt artikel {number}"
    elif place.after:
        where = f"Het nieuwe artikel {number} komt na artikel {place.after}"
    else:
        where = f"Het nieuwe artikel krijgt nummer {number}; waar het komt, is nog niet bekend"
    under = f", onder {' / '.join(place.division)}" if place.division else ""
    whose = f" van de {draft.bylaw.title}" if draft.bylaw.title else ""
    if draft.repealed:
        return f"Artikel {number}{whose}{under} vervalt."
    return f"{where}{whose}{under}."


def _heading(text: str) -> Iterable[str]:
    return ("", text, "-" * len(text))


def _wrapped(text: str, width: int, indent: str = "", hanging: str = "") -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent + hanging, break_on_hyphens=False
    ) or [""]
