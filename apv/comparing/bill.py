"""Other law than there is: the catalogue without some provisions, and with those of a bill that the user wrote.

A bill is a file in the catalogue's own form (`provisions` in legal_sources/catalogue.xsd), checked like the
catalogue itself: its form with file and line, then its meaning. docs/commands.md has a full example.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from lxml import etree

from apv.data_files import data_folder
from apv.errors import InputError, unknown_name
from apv.findings import Finding, Severity
from apv.law.catalogue import Catalogue
from apv.law.checks import check
from apv.law.provision import Provision, Version
from apv.law.reading import read_provision
from apv.safe_xml import local_name, parse_bytes, read_bytes

BILL = "provisions"
"""The root element of a bill."""

MOST_ERRORS = 5
"""Errors of form that are named at once; the rest mostly follows from them."""


@dataclass(frozen=True, slots=True)
class ProposedProvision:
    """A provision of a bill: its id, how it is cited, what it is called, and its first day (None: not said).
    `known`: the catalogue has a provision with this id, which the bill changes from that day. `in_force`: it would
    hold on the date of the comparison."""

    id: str
    citation: str
    label: str
    start: date | None
    in_force: bool
    known: bool


@dataclass(frozen=True, slots=True)
class OtherLaw:
    """The catalogue as it would be. `without`: (id, citation) of what was left out; `added`: what the bills add;
    `findings`: what makes less difference than the user may think."""

    catalogue: Catalogue
    without: tuple[tuple[str, str], ...]
    added: tuple[ProposedProvision, ...]
    findings: tuple[Finding, ...]


def other_law(catalogue: Catalogue, on: date, without: Sequence[str], bills: Sequence[Path]) -> OtherLaw:
    """`catalogue` without the provisions named and with those of the bills, as it would be on `on`.

    Raises InputError for an unknown provision (with the nearest names) and for a bill that breaks the rules (with
    file and line).
    """
    left_out = tuple(dict.fromkeys(catalogue.provision(name).id for name in without))
    read = [(path, node, provision) for path in bills for node, provision in _read_bill(path, catalogue)]
    provisions = dict(catalogue.provisions)
    for name in left_out:
        # it stays known by name, for judgments and aggravations refer to it, but holds on no day
        provisions[name] = replace(provisions[name], versions=())
    for _, _, provision in read:
        known = catalogue.provisions.get(provision.id)
        provisions[provision.id] = (
            _amended(known, provision) if known and provision.id not in left_out else provision
        )
    changed = replace(catalogue, provisions=provisions, version=_version(catalogue, left_out, bills))
    _check_meaning(catalogue, changed, read)
    added = tuple(_proposed(catalogue, provision, on) for _, _, provision in read)
    return OtherLaw(
        changed,
        tuple((name, catalogue.cite(catalogue.provisions[name])) for name in left_out),
        added,
        (*_idle(catalogue, left_out, on), *_not_yet(added, read)),
    )


Read = tuple[Path, etree._Element, Provision]


def _read_bill(path: Path, catalogue: Catalogue) -> Iterator[tuple[etree._Element, Provision]]:
    root = parse_bytes(read_bytes(path), where=str(path))
    if root.tag != BILL:
        raise InputError(
            f"Een wetsvoorstel begint met het element '{BILL}', niet met '{local_name(root)}'", where=str(path),
            advice="Zie het voorbeeld in docs/commands.md.",
        )  # fmt: skip
    schema = etree.XMLSchema(file=str(data_folder("legal_sources") / "catalogue.xsd"))
    if not schema.validate(root):
        errors = list(schema.error_log)
        shown = "; ".join(f"regel {error.line}: {error.message.rstrip('.')}" for error in errors[:MOST_ERRORS])
        more = f"; en nog {len(errors) - MOST_ERRORS}" if len(errors) > MOST_ERRORS else ""
        raise InputError(
            "Het wetsvoorstel houdt zich niet aan catalogue.xsd", where=f"{path}, regel {errors[0].line}",
            advice=f"De controle meldt: {shown}{more}.",
        )  # fmt: skip
    groups: dict[str, tuple[str, ...]] = {}
    for behaviour in catalogue.behaviours.values():
        groups[behaviour.group] = (*groups.get(behaviour.group, ()), behaviour.id)
    seen: set[str] = set()
    for node in root:
        where = f"{path}, regel {node.sourceline}"
        provision = _checked_names(read_provision(node, groups), catalogue, groups, node, path)
        if provision.id in seen:
            raise InputError(
                f"De bepaling '{provision.id}' staat twee keer in het wetsvoorstel", where=where,
                advice="Zet haar versies in één element 'provision'.",
            )  # fmt: skip
        seen.add(provision.id)
        yield node, provision


def _checked_names(
    provision: Provision, catalogue: Catalogue, groups: Mapping[str, object], node: etree._Element, path: Path
) -> Provision:
    """`provision`, when its law, framework and groups exist: without these it cannot even be cited."""
    where = f"{path}, regel {node.sourceline}"
    if provision.law not in catalogue.laws:
        raise unknown_name("Wet", provision.law, catalogue.laws, where=where)
    if provision.framework not in catalogue.frameworks:
        raise unknown_name("Kader", provision.framework, catalogue.frameworks, where=where)
    for reach in node.iter("addresses", "near", "overlaps"):
        for name in (reach.get("groups") or "").split():
            if name not in groups:
                raise unknown_name("Groep", name, groups, where=f"{path}, regel {reach.sourceline}")
    return provision


def _amended(known: Provision, proposed: Provision) -> Provision:
    """`known` up to the first day of the bill, and the bill from then on; without a first day the bill alone."""
    start = proposed.versions[0].start
    if start is None:
        return proposed
    eve = start - timedelta(days=1)
    kept = [version for version in known.versions if version.start is None or version.start < start]
    older = [replace(version, end=eve) if _outlasts(version, eve) else version for version in kept]
    return replace(known, versions=(*older, *proposed.versions))


def _outlasts(version: Version, day: date) -> bool:
    return version.end is None or version.end > day


def _check_meaning(catalogue: Catalogue, changed: Catalogue, read: Sequence[Read]) -> None:
    """Raise InputError for what the catalogue's own checks find in the bill, and not in the law as it is."""
    if not read:
        return
    known = {(finding.rule, finding.what, finding.where) for finding in check(catalogue)}
    for finding in check(changed):
        if (finding.rule, finding.what, finding.where) in known:
            continue
        for path, node, provision in read:
            if finding.where.partition(",")[0] == provision.id:
                raise InputError(
                    f"Het wetsvoorstel klopt niet: {finding.what} ({finding.where})",
                    where=f"{path}, regel {node.sourceline}",
                    advice="Verbeter het, of kijk met apv catalogue list welke namen er zijn.",
                )


def _proposed(catalogue: Catalogue, provision: Provision, on: date) -> ProposedProvision:
    version = provision.on(on) or provision.versions[0]
    return ProposedProvision(
        provision.id, catalogue.cite(provision), version.label, provision.versions[0].start,
        provision.on(on) is not None, provision.id in catalogue.provisions,
    )  # fmt: skip


def _version(catalogue: Catalogue, left_out: Sequence[str], bills: Sequence[Path]) -> str:
    """A name of its own for law that does not exist, so that nothing takes it for the catalogue."""
    if not left_out and not bills:
        return catalogue.version
    digest = sha256("\n".join((catalogue.version, *left_out)).encode())
    for path in bills:
        digest.update(b"\0" + read_bytes(path))
    return f"sha256:{digest.hexdigest()}"


def _idle(catalogue: Catalogue, left_out: Sequence[str], on: date) -> Iterator[Finding]:
    for name in left_out:
        provision = catalogue.provisions[name]
        version = provision.on(on)
        if version is None:
            what = f"{catalogue.cite(provision)} gold op deze datum niet; weglaten verandert dan niets"
            yield Finding(
                Severity.WARNING, "compare-without-idle", what, name, "Kies een andere datum met --date."
            )
        elif provision.municipality or not (version.addresses or version.overlaps):
            what = (
                f"{catalogue.cite(provision)} is niet gericht op een gedraging; weglaten verandert de dekking niet"
            )
            yield Finding(Severity.WARNING, "compare-without-idle", what, name)


def _not_yet(added: Sequence[ProposedProvision], read: Sequence[Read]) -> Iterator[Finding]:
    for proposed, (path, node, _) in zip(added, read, strict=True):
        if not proposed.in_force:
            yield Finding(
                Severity.WARNING, "compare-bill-not-in-force",
                f"{proposed.citation} uit het wetsvoorstel geldt niet op de peildatum en verandert dus niets",
                where=f"{path}, regel {node.sourceline}", advice="Kies een andere datum met --date.",
            )  # fmt: skip
