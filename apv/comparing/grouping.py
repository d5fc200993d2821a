"""A list of municipalities per province or region, as kept in Excel: CSV with a municipality and a group.

`;`, `,` and tab are understood, with or without a row of headings, in utf-8 or in the character set of Windows. A
list with more columns needs headings: those with the names of the municipality and of its group are used.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from apv.bylaws.store.names import match_name, plain_name
from apv.dutch import enumeration
from apv.errors import InputError
from apv.findings import Finding, Severity
from apv.safe_xml import read_bytes

UNLISTED = "(niet in de lijst)"
"""The group of municipalities that the list does not name."""

SHOWN = 10
"""Names that a finding lists at most."""

_MUNICIPALITY = re.compile(
    r"(gemeenten?|gemeente[-_ ]?(naam|code\w*)|municipalit(y|ies)|municipality[-_ ]?(name|code))( \d{4})?"
)
_GROUP = ("provincie", "regio", "province", "region", "groep", "group", "veiligheidsregio", "arrondissement")


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the list: where a municipality belongs. `line` is its line in the file."""

    municipality: str
    group: str
    line: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """A list as read, with what was odd about it. `file` is its name."""

    file: str
    rows: tuple[Listed, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """`members` are names of the matrix, in its order; `missing` names of the list that are not in the matrix."""

    name: str
    members: tuple[str, ...]
    missing: tuple[str, ...]


def read_grouping(path: Path) -> Grouping:
    """The list in the CSV file at `path`. Raises InputError when it cannot be read or has no two columns."""
    text = _decoded(read_bytes(path))
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    numbered = [(at, [cell.strip() for cell in row]) for at, row in enumerate(lines, start=1) if any(row)]
    if not numbered or len(numbered[0][1]) < 2:
        raise InputError(
            "De lijst heeft geen twee kolommen", where=str(path),
            advice="Maak een CSV-bestand met per regel een gemeente en haar provincie of regio, met ; ertussen.",
        )  # fmt: skip
    headed = _columns(numbered[0][1])
    municipality, group = headed or (0, 1)
    findings: list[Finding] = []
    rows: dict[str, Listed] = {}
    for line, cells in numbered[1:] if headed else numbered:
        if max(municipality, group) >= len(cells) or not (cells[municipality] and cells[group]):
            findings.append(
                _warning("compare-list-row", "Een regel noemt geen gemeente met haar groep", path, line)
            )
            continue
        row = Listed(cells[municipality], cells[group], line)
        known = rows.setdefault(plain_name(row.municipality), row)
        if known.group != row.group:
            what = f"'{row.municipality}' staat in twee groepen; '{known.group}' telt, '{row.group}' niet"
            findings.append(_warning("compare-list-twice", what, path, line))
    return Grouping(str(path), tuple(rows.values()), tuple(findings))


def divide(grouping: Grouping, names: Sequence[str]) -> tuple[tuple[Group, ...], tuple[Finding, ...]]:
    """The municipalities `names` over the groups of the list, in order of group name, those that it does not name
    last; and what did not fit: names of the list of which nothing was read, and the other way round."""
    members: dict[str, set[str]] = {}
    missing: dict[str, list[str]] = {}
    findings = list(grouping.findings)
    plain = {plain_name(name): name for name in names}
    for row in grouping.rows:
        meant = plain.get(plain_name(row.municipality)) or _matched(row, names, grouping, findings)
        members.setdefault(row.group, set())
        if meant is None:
            missing.setdefault(row.group, []).append(row.municipality)
        else:
            members[row.group].add(meant)
    placed = {name for group in members.values() for name in group}
    groups = [
        Group(name, tuple(one for one in names if one in members[name]), tuple(missing.get(name, ())))
        for name in sorted(members, key=lambda name: (plain_name(name), name))
    ]
    rest = tuple(name for name in names if name not in placed)
    if rest:
        groups.append(Group(UNLISTED, rest, ()))
    findings += _left_over(grouping, [name for names_ in missing.values() for name in names_], rest)
    return tuple(groups), tuple(findings)


def _matched(row: Listed, names: Sequence[str], grouping: Grouping, findings: list[Finding]) -> str | None:
    try:
        match = match_name(row.municipality, names)
    except InputError as error:
        findings.append(
            Finding(
                Severity.WARNING,
                "compare-list-unclear",
                error.what,
                f"{grouping.file}, regel {row.line}",
                error.advice,
            )
        )
        return None
    return match.names[0] if match.names else None


def _left_over(grouping: Grouping, missing: Sequence[str], rest: Sequence[str]) -> Iterator[Finding]:
    if missing:
        yield Finding(
            Severity.WARNING, "compare-list-unknown",
            f"Van {_counted(missing)} uit de lijst is geen geldige regeling gelezen: {_named(missing)}",
            where=grouping.file, advice="Controleer de namen, of lees ook hun regelingen in.",
        )  # fmt: skip
    if rest:
        yield Finding(
            Severity.WARNING, "compare-list-unlisted",
            f"De lijst noemt {_counted(rest)} niet: {_named(rest)}", where=grouping.file,
            advice=f"Zij staan in de groep '{UNLISTED}'; vul de lijst aan.",
        )  # fmt: skip


def _counted(names: Sequence[str]) -> str:
    return "1 gemeente" if len(names) == 1 else f"{len(names)} gemeenten"


def _named(names: Sequence[str]) -> str:
    if len(names) <= SHOWN:
        return enumeration(list(names))
    return f"{', '.join(names[:SHOWN])} en nog {len(names) - SHOWN}"


def _columns(cells: Sequence[str]) -> tuple[int, int] | None:
    """Where the municipality and its group stand, when these cells are headings."""
    titles = [cell.casefold() for cell in cells]
    municipality = _first([at for at, title in enumerate(titles) if _MUNICIPALITY.fullmatch(title)], titles)
    if municipality is None:
        return None
    others = [at for at in range(len(titles)) if at != municipality]
    group = _first([at for at in others if titles[at].startswith(_GROUP)], titles)
    return municipality, others[0] if group is None else group


def _first(found: Sequence[int], titles: Sequence[str]) -> int | None:
    """The first of these columns, but one that says it has names goes before one with codes."""
    return min(found, key=lambda at: "naam" not in titles[at] and "name" not in titles[at], default=None)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _warning(rule: str, what: str, path: Path, line: int) -> Finding:
    return Finding(Severity.WARNING, rule, what, where=f"{path}, regel {line}")
