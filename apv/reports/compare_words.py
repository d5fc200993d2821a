"""The Dutch words in which every report of a comparison speaks, so that screen, Excel and HTML say the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from apv.comparing.comparison import GRAVITY, BehaviourStatus, ComparedBylaw, ComparedNorm, Entry
from apv.dutch import long_date
from apv.law.catalogue import Catalogue
from apv.reports.tabular import Tone

STATUS: dict[str, str] = {
    "in_force": "van kracht",
    "likely_lapsed": "waarschijnlijk vervallen",
    "maybe_lapsed": "mogelijk vervallen",
    "expression_risk": "risico vrije meningsuiting",
    "reserved": "gereserveerd",
    "repealed": "vervallen",
}
STATUS_TONE: dict[str, Tone] = {
    "in_force": "good",
    "likely_lapsed": "warning",
    "maybe_lapsed": "caution",
    "expression_risk": "caution",
    "reserved": "muted",
    "repealed": "muted",
}
STATUS_MEANING: dict[str, str] = {
    "in_force": "Er is geen aanwijzing gevonden dat de bepaling niet meer geldt. Dat is geen oordeel dat zij "
    "voor de rechter standhoudt.",
    "likely_lapsed": "Een latere landelijke regel gaat over hetzelfde onderwerp. De bepaling is daardoor "
    "waarschijnlijk van rechtswege vervallen: laat dit toetsen.",
    "maybe_lapsed": "Niet bekend is sinds wanneer de bepaling geldt. Is zij ouder dan een landelijke regel over "
    "dit gedrag, dan is zij waarschijnlijk van rechtswege vervallen: laat dit toetsen.",
    "expression_risk": "De bepaling beperkt (mede) wat mensen zeggen of uitdrukken. De kans bestaat dat de "
    "rechter haar niet toepast: laat dit toetsen.",
    "reserved": "Het artikelnummer is vrijgehouden; er staat geen regel.",
    "repealed": "De regeling zegt zelf dat het artikel is vervallen.",
}
STANDING: dict[str, str] = {
    "in_force": "ja",
    "other_version": "nee: andere versie geldt",
    "not_yet": "nee: nog niet geldig",
    "expired": "nee: niet meer geldig",
}
ACTOR: dict[str, str] = {
    "any": "iedereen, alleen of in een groep",
    "alone": "wie alleen handelt",
    "group": "wie in een groep handelt",
}
NOTHING = "geen bepaling"
"""What a cell of the matrix says when the by-law was read and forbids nothing of the kind."""


def dutch_date(day: date | None) -> str:
    """ "1 juli 2024"; "onbekend" without a day."""
    return long_date(day) if day else "onbekend"


def period(bylaw: ComparedBylaw) -> str:
    """ "van 1 januari 2018 tot en met 30 juni 2024", or "vanaf …" without an end."""
    if bylaw.valid_to is None:
        return f"vanaf {dutch_date(bylaw.valid_from)}"
    return f"van {dutch_date(bylaw.valid_from)} tot en met {dutch_date(bylaw.valid_to - timedelta(days=1))}"


def entry_text(entry: Entry) -> str:
    """ "2:1a: van kracht"."""
    return f"{article_name(entry.article)}: {STATUS[entry.status]}"


def breakable(word: str) -> str:
    """`word` with places where a narrow column may break it."""
    for whole, parts in _BREAKS:
        word = word.replace(whole, parts)
    return word


_BREAKS = (
    ("waarschijnlijk", "waar\u00adschijn\u00adlijk"),
    ("meningsuiting", "menings\u00aduiting"),
    ("mogelijk", "moge\u00adlijk"),
    ("vervallen", "ver\u00advallen"),
)


def article_name(number: str) -> str:
    """The number of an article, or words for an article without one."""
    return number or "(zonder nummer)"


def gravest(entries: tuple[Entry, ...]) -> BehaviourStatus:
    """The status that asks for most attention."""
    return min((entry.status for entry in entries), key=GRAVITY.index)


def yes_no(value: bool | None) -> str:
    """ "ja", "nee" or "onbekend"."""
    return "onbekend" if value is None else "ja" if value else "nee"


def status_word(bylaw: ComparedBylaw, norm: ComparedNorm) -> str:
    """The status of a norm as shown: in a by-law that does not count, that comes first."""
    if not bylaw.counts:
        return STANDING[bylaw.standing].removeprefix("nee: ") + " (regeling)"
    return STATUS[norm.gravest]


def reasons_text(catalogue: Catalogue, norm: ComparedNorm) -> str:
    """Why the norm has its status, and for which behaviours when it is not all of them."""
    reasons = list(norm.status.reasons)
    lapsing = tuple(
        name
        for name, status in zip(norm.norm.behaviours, norm.per_behaviour, strict=True)
        if status in {"likely_lapsed", "maybe_lapsed"}
    )
    if 0 < len(lapsing) < len(norm.norm.behaviours):
        reasons.append(f"Dat gaat alleen over: {lowered(behaviour_labels(catalogue, lapsing))}.")
    return "\n".join(reasons)


def since_text(norm: ComparedNorm) -> str:
    """Since when the norm holds, as far as the files tell."""
    if norm.since.day is None:
        return "onbekend"
    return dutch_date(norm.since.day) if norm.since.exact else f"uiterlijk {dutch_date(norm.since.day)}"


def behaviour_labels(catalogue: Catalogue, ids: tuple[str, ...]) -> str:
    """The labels of behaviours as one phrase, comma separated."""
    return listing([catalogue.behaviours[name].label for name in ids])


def place_labels(catalogue: Catalogue, ids: tuple[str, ...]) -> str:
    """The labels of places; semicolons, because a label may hold commas itself."""
    return listing([catalogue.places[name].label for name in ids], "; ")


def listing(labels: Sequence[str], separator: str = ", ") -> str:
    """Labels one after another: only the first keeps its capital."""
    return separator.join(label if rank == 0 else lowered(label) for rank, label in enumerate(labels))


def lowered(label: str) -> str:
    """`label` as it stands within a sentence; an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
