"""Meaning checks of the catalogue: what an XSD cannot see. Each problem is a Finding; none is a clean bill.

`apv catalogue check` shows them, and `make check` fails on one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise

from apv.findings import Finding, Severity
from apv.law.catalogue import Catalogue
from apv.law.logic import Applies, Expression, FactIs, elements_of, facts_of, leaves
from apv.law.provision import Provision, Version


def check(catalogue: Catalogue) -> list[Finding]:
    """Every problem found, in the order of the catalogue."""
    return [
        *_vocabulary(catalogue),
        *_fact_use(catalogue),
        *(finding for p in catalogue.provisions.values() for finding in _provision(catalogue, p)),
        *_judgments(catalogue),
        *_frames(catalogue),
    ]


def _error(rule: str, what: str, where: str) -> Finding:
    return Finding(Severity.ERROR, f"catalogue-{rule}", what, where)


def _vocabulary(catalogue: Catalogue) -> Iterator[Finding]:
    for behaviour in catalogue.behaviours.values():
        where = f"gedraging {behaviour.id}"
        if behaviour.group not in catalogue.groups:
            yield _error("unknown-group", f"De groep '{behaviour.group}' bestaat niet", where)
        implied = [(part.fact, where) for part in behaviour.implies]
        yield from _known_facts(catalogue, implied)
        if len({fact for fact, _ in implied}) < len(implied):
            yield _error("implied-twice", "Een feit volgt twee keer uit deze gedraging", where)
    for term in (*catalogue.settings.values(), *catalogue.places.values()):
        yield from _known_facts(catalogue, [(part.fact, f"'{term.id}'") for part in term.suggests])


def _known_facts(catalogue: Catalogue, used: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    for fact, where in used:
        if fact not in catalogue.facts:
            yield _error("unknown-fact", f"Het feit '{fact}' bestaat niet", where)


def _fact_use(catalogue: Catalogue) -> Iterator[Finding]:
    for fact in catalogue.facts.values():
        if (fact.type != "truth") != bool(fact.values):
            yield _error(
                "fact-values", "Alleen een leeftijd of grond heeft waarden, en dan altijd", f"feit {fact.id}"
            )


def _provision(catalogue: Catalogue, provision: Provision) -> Iterator[Finding]:
    where = provision.id
    if provision.law not in catalogue.laws:
        yield _error("unknown-law", f"De wet '{provision.law}' bestaat niet", where)
    if provision.framework not in catalogue.frameworks:
        yield _error("unknown-framework", f"Het kader '{provision.framework}' bestaat niet", where)
    for before, after in pairwise(provision.versions):
        if before.end is None or after.start is None or after.start != before.end + timedelta(days=1):
            yield _error("versions", f"De versies sluiten niet op elkaar aan bij {after.id}", where)
    for version in provision.versions:
        yield from _version(catalogue, version, f"{where}, versie {version.id}")


def _version(catalogue: Catalogue, version: Version, where: str) -> Iterator[Finding]:
    if version.start and version.end and version.end < version.start:
        yield _error("dates", "De einddatum ligt voor de begindatum", where)
    if version.start is None and version.precision not in ("before-supported-period", "not-verified"):
        yield _error("dates", "Zonder begindatum moet de precisie zeggen waarom", where)
    keys = [element.key for element in version.elements]
    used = {*elements_of(version.logic)}
    for variant in version.variants:
        used |= set(elements_of(variant.adds)) if variant.adds is not None else set()
    for key in sorted(used - set(keys)):
        yield _error("unknown-element", f"De logica noemt het bestanddeel '{key}' dat er niet is", where)
    for key in sorted(set(keys) - used):
        yield _error("unused-element", f"Het bestanddeel '{key}' telt nergens mee", where)
    if len(set(keys)) < len(keys):
        yield _error("element-twice", "Een bestanddeel komt twee keer voor", where)
    for element in version.elements:
        tests = [element.test, *([element.raised_by] if element.raised_by is not None else [])]
        for test in tests:
            yield from _test(catalogue, test, f"{where}, bestanddeel {element.key}")
    yield from _names(catalogue, version, where)


def _test(catalogue: Catalogue, test: Expression, where: str) -> Iterator[Finding]:
    yield from _known_facts(catalogue, ((fact, where) for fact in facts_of(test)))
    for leaf in leaves(test):
        if isinstance(leaf, Applies):
            for name in leaf.provisions:
                if name not in catalogue.provisions:
                    yield _error("unknown-provision", f"De bepaling '{name}' bestaat niet", where)
        if not isinstance(leaf, FactIs) or leaf.fact not in catalogue.facts:
            continue
        known = {value.id for value in catalogue.facts[leaf.fact].values}
        if bool(known) != (leaf.values is not None) or not (leaf.values or frozenset()) <= known:
            yield _error("fact-values", f"De waarden van '{leaf.fact}' passen niet bij dit feit", where)


def _names(catalogue: Catalogue, version: Version, where: str) -> Iterator[Finding]:
    for what, used, known in (
        ("gedraging", version.addresses | version.near | version.overlaps, catalogue.behaviours),
        ("plaats", frozenset(version.places), catalogue.places),
        ("situatie", frozenset(version.settings), catalogue.settings),
        ("handhaver", frozenset(version.enforcement), catalogue.enforcers),
        ("loket", frozenset(version.forum), catalogue.fora),
    ):
        for name in sorted(used - set(known)):
            yield _error("unknown-name", f"Onbekende {what} '{name}'", where)


def _judgments(catalogue: Catalogue) -> Iterator[Finding]:
    for judgment in catalogue.judgments:
        for bearing in judgment.bearings:
            where = f"rechtspraak {judgment.id}"
            provision = catalogue.provisions.get(bearing.provision)
            if provision is None:
                yield _error("unknown-provision", f"De bepaling '{bearing.provision}' bestaat niet", where)
            elif bearing.element and not any(
                bearing.element == element.key for version in provision.versions for element in version.elements
            ):
                yield _error("unknown-element", f"'{bearing.provision}' heeft geen '{bearing.element}'", where)


def _frames(catalogue: Catalogue) -> Iterator[Finding]:
    eclis = {judgment.ecli for judgment in catalogue.judgments}
    for test in catalogue.competence_tests:
        where = f"bevoegdheidstoets {test.id}"
        yield from _test(catalogue, test.passes, where)
        for basis in test.basis:
            if basis not in catalogue.provisions:
                yield _error("unknown-provision", f"De bepaling '{basis}' bestaat niet", where)
        if test.settled_by and test.settled_by not in eclis:
            yield _error("unknown-judgment", f"De uitspraak '{test.settled_by}' bestaat niet", where)
    for event in catalogue.events:
        for name in event.provisions:
            if name not in catalogue.provisions:
                yield _error("unknown-provision", f"De bepaling '{name}' bestaat niet", f"gebeurtenis {event.day}")
