"""The maximum sanction in words and, where the amount is verified, in euros on the day of the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from apv.dutch import ordinal
from apv.law.catalogue import Catalogue
from apv.law.logic import All, AnyOf, ElementIs, Expression
from apv.law.provision import Sanction, Variant
from apv.reasoning.evaluate import Outcome
from apv.reasoning.verdict import Verdict

_KIND = {
    "civil": "geen straf, wel civiele aanspraken",
    "administrative": "bestuursrechtelijk",
    "none": "geen eigen straf",
}


@dataclass(frozen=True, slots=True)
class Maximum:
    """`text` in Dutch; `max_fine_eur` in whole euros, None when there is no fine or its amount is not verified."""

    text: str
    max_fine_eur: int | None = None


def maximum(catalogue: Catalogue, sanction: Sanction, day: date) -> Maximum:
    """The maximum that goes with `sanction` on `day`."""
    parts = []
    if sanction.kind in ("gevangenisstraf", "hechtenis") and sanction.max:
        parts.append(f"{sanction.kind} van ten hoogste {sanction.max}")
    amount = None
    if sanction.fine_category:
        amount, record = catalogue.fine(sanction.fine_category, day)
        usable = amount is not None and record.verified != "not-verified"
        amount = amount if usable else None
        mark = ", volgens een secundaire bron" if record.verified == "secondary" else ""
        euros = f"€ {_thousands(amount)}{mark}" if amount is not None else "bedrag op deze datum niet geverifieerd"
        parts.append(f"geldboete van de {ordinal(sanction.fine_category)} categorie ({euros})")
    text = " of ".join(parts) or _KIND.get(sanction.kind, sanction.kind)
    return Maximum(f"{text}. {sanction.remark}" if sanction.remark else f"{text}.", amount)


def met_variants(outcome: Outcome) -> tuple[Variant, ...]:
    """The qualified forms whose extra elements are met, in a case in which the provision applies."""
    values = {found.element.key: found.value for found in outcome.elements}
    return tuple(
        variant
        for variant in outcome.version.variants
        if outcome.holds == "applies" and variant.adds is not None and _met(variant.adds, values)
    )


def _met(rule: Expression, values: dict[str, Verdict]) -> bool:
    if isinstance(rule, ElementIs):
        return values[rule.key] is Verdict.YES
    if isinstance(rule, All):
        return all(_met(part, values) for part in rule.parts)
    return isinstance(rule, AnyOf) and any(_met(part, values) for part in rule.parts)


def _thousands(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
