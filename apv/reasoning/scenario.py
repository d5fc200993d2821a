"""What happened: behaviours, setting, place, date and the facts a user states, and what follows from them.

`Scenario` is the question; `answers` works out each known fact with where it came from, so that every reason can
name it. Definitions of the words beat nothing: who contradicts them gets an error. Defaults of a place or a
setting give way to what the user says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from apv.dutch import lower_first
from apv.errors import ContradictionError, InputError, unknown_name
from apv.law.catalogue import Catalogue
from apv.law.terms import Fact, Term
from apv.reasoning.verdict import Verdict

Value = Verdict | frozenset[str]
"""What is known of a fact: a verdict, or for ages and grounds the ids of its values."""

OPEN = "unknown"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A question to the catalogue. `facts` as stated by the user, checked; keys are fact ids. `origins`: for facts
    that were read in a text, the words they were read from."""

    day: date
    behaviours: tuple[str, ...] = ()
    setting: str = ""
    place: str = ""
    municipality: str = ""
    facts: Mapping[str, Value] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """A known fact and where it came from (Dutch, fits after "omdat")."""

    value: Value
    because: str
    stated: bool = False


def scenario(
    catalogue: Catalogue,
    day: date,
    behaviours: Iterable[str] = (),
    *,
    setting: str = "",
    place: str = "",
    municipality: str = "",
    facts: Mapping[str, object] | None = None,
    origins: Mapping[str, str] | None = None,
) -> Scenario:
    """Check names and values and return the Scenario; InputError with the nearest valid name otherwise.

    `facts` holds raw values as they come from a command line or TOML file: "yes", True, 15, "12-15", ["race"].
    """
    catalogue.check_day(day)
    checked = {
        catalogue.fact(name).id: read_value(catalogue.fact(name), raw) for name, raw in (facts or {}).items()
    }
    asked = Scenario(
        day=day,
        behaviours=tuple(dict.fromkeys(catalogue.behaviour(name).id for name in behaviours)),
        setting=catalogue.setting(setting).id if setting else "",
        place=catalogue.place(place).id if place else "",
        municipality=municipality.strip(),
        facts=checked,
        origins=origins or {},
    )
    answers(catalogue, asked)  # a contradiction shows here, before anything is worked out
    return asked


def answers(catalogue: Catalogue, asked: Scenario) -> dict[str, Answer]:
    """Every fact that is known in this scenario. Facts that are not in it are unknown."""
    known = _suggested(catalogue, asked)
    defined = _defined(catalogue, asked.behaviours)
    known.update(defined)
    for name, value in asked.facts.items():
        fact = catalogue.facts[name]
        definition = defined.get(name)
        if definition is not None and _contradicts(definition.value, value):
            raise ContradictionError(
                f"U zegt '{fact.label}' = {say(fact, value)}, maar dat is {say(fact, definition.value)} "
                f"omdat {definition.because}",
                advice=f"Laat het feit '{name}' weg of kies een andere gedraging.",
            )
        if definition is None or value is not Verdict.UNKNOWN:
            words = asked.origins.get(name)
            because = f"in de tekst staat: {words}" if words else "u dit hebt opgegeven"
            known[name] = Answer(value, because, stated=True)
    return known


def read_value(fact: Fact, raw: object) -> Value:
    """The value a user gave for `fact`, or an InputError that lists what is possible."""
    if fact.type == "truth":
        return raw if isinstance(raw, Verdict) else _read_truth(fact, raw)
    parts = list(raw) if isinstance(raw, list | tuple | frozenset) else str(raw).replace(",", " ").split()
    if fact.type == "age":
        return frozenset(_read_band(fact, part) for part in parts if str(part) != OPEN)
    known = [value.id for value in fact.values]
    for part in parts:
        if part not in known and part != OPEN:
            raise unknown_name(f"Waarde van '{fact.id}'", str(part), known)
    return frozenset(str(part) for part in parts)


def say(fact: Fact, value: Value) -> str:
    """A fact's value in Dutch."""
    if isinstance(value, Verdict):
        return value.word
    labels = {known.id: known.label for known in fact.values}
    return ", ".join(labels.get(part, part) for part in sorted(value)) or Verdict.UNKNOWN.word


def plain(value: Value) -> str | list[str]:
    """A fact's value as the JSON contract writes it."""
    if isinstance(value, Verdict):
        return value.value
    return sorted(value) if value else OPEN


def _read_truth(fact: Fact, raw: object) -> Verdict:
    words = {
        "yes": Verdict.YES,
        "ja": Verdict.YES,
        "true": Verdict.YES,
        "no": Verdict.NO,
        "nee": Verdict.NO,
        "false": Verdict.NO,
        OPEN: Verdict.UNKNOWN,
        "onbekend": Verdict.UNKNOWN,
    }
    verdict = words.get(str(raw).strip().lower())
    if verdict is None:
        raise InputError(f"'{raw}' is geen waarde voor het feit '{fact.id}'", advice="Kies yes, no of unknown.")
    return verdict


def _read_band(fact: Fact, raw: object) -> str:
    bands = [value.id for value in fact.values]
    if str(raw) in bands:
        return str(raw)
    band = fact.band(int(str(raw))) if str(raw).isdigit() else None
    if band is None:
        raise InputError(
            f"'{raw}' is geen leeftijd voor het feit '{fact.id}'",
            advice=f"Geef een heel getal of een groep: {', '.join(bands)}.",
        )
    return band


def _suggested(catalogue: Catalogue, asked: Scenario) -> dict[str, Answer]:
    """Defaults of setting and place; the place, being more precise, wins."""
    known: dict[str, Answer] = {}
    terms: list[tuple[Term, str]] = []
    if asked.setting:
        terms.append((catalogue.settings[asked.setting], "situatie"))
    if asked.place:
        terms.append((catalogue.places[asked.place], "plaats"))
    for term, what in terms:
        for part in term.suggests:
            known[part.fact] = Answer(Verdict(part.value), f"dit volgt uit de {what} '{term.label}'")
    return known


def _defined(catalogue: Catalogue, behaviours: Iterable[str]) -> dict[str, Answer]:
    """What the behaviours are by definition; with several behaviours, a yes of one beats a no of another."""
    known: dict[str, Answer] = {}
    for name in behaviours:
        behaviour = catalogue.behaviours[name]
        for part in behaviour.implies:
            before = known.get(part.fact)
            if before is None or before.value is Verdict.NO:
                known[part.fact] = Answer(Verdict(part.value), f"dit hoort bij '{lower_first(behaviour.label)}'")
    return known


def _contradicts(defined: Value, stated: Value) -> bool:
    return isinstance(stated, Verdict) and stated is not Verdict.UNKNOWN and stated is not defined
