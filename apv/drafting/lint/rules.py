"""The drafting rules as values, read from legal_sources/drafting_rules.xml; the checks in this room apply them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from lxml import etree

from apv.data_files import data_folder
from apv.errors import CatalogueError, unknown_name
from apv.findings import Severity
from apv.safe_xml import parse_file

FILE = "drafting_rules"
Kind = Literal["pattern", "metric", "consistency", "structure", "presence", "domain", "manual"]
Scope = Literal[
    "title", "preamble", "heading", "norm", "definition", "penal", "instruction", "contents", "closing", "note",
    "annex", "footnote", "margin",
]  # fmt: skip
"""What a passage is; `footnote` is a note at the foot or end of a Word draft, `margin` its headers and footers."""
DocumentKind = Literal["bylaw", "amending"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where rules come from. `remark` says what standing they have; the numberings name the editions."""

    id: str
    label: str
    remark: str
    href: str = ""
    old_numbering: str = ""
    new_numbering: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is looked for; `better` is the better wording, with \\1 for the first group ("" when there is none)."""

    regex: re.Pattern[str]
    better: str = ""


@dataclass(frozen=True, slots=True)
class WordList:
    """Words under a name, as one pattern."""

    name: str
    words: tuple[str, ...]
    regex: re.Pattern[str]


@dataclass(frozen=True)
class Rule:
    """One rule. `old` and `new` are its numbers in two editions of the source ("" when not known)."""

    id: str
    source: Source
    old: str
    new: str
    kind: Kind
    check: str
    severity: Severity
    title: str
    why: str
    advice: str
    scopes: frozenset[Scope]
    document: DocumentKind | None
    in_quotes: bool
    no_counterpart: bool
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    words: tuple[WordList, ...]
    limits: Mapping[str, int]
    tests: tuple[str, ...]
    basis: tuple[str, ...]

    @property
    def number(self) -> str:
        """Its number, with the edition it is of: "aanwijzing 53 (oud)", "aanwijzing 166 (oud; nu 5.61)"."""
        if not self.source.old_numbering:
            return self.old
        return f"aanwijzing {self.old} (oud; nu {self.new})" if self.new else f"aanwijzing {self.old} (oud)"

    @property
    def names(self) -> frozenset[str]:
        """What a user may call it: its id, its number, or both in lower case."""
        return frozenset(
            name.lower() for name in (self.id, self.old, self.new, *re.split("[-/]", self.old)) if name
        )


def load_rules() -> tuple[Rule, ...]:
    """All rules in the order of the file. Raises CatalogueError that says what is wrong with it, and where."""
    return _load(data_folder("legal_sources"))


@cache
def _load(folder: Path) -> tuple[Rule, ...]:
    path = folder / f"{FILE}.xml"
    root = parse_file(path)
    schema = etree.XMLSchema(file=str(folder / f"{FILE}.xsd"))
    if not schema.validate(root):
        first = schema.error_log[0]
        raise CatalogueError(
            "De schrijfregels houden zich niet aan drafting_rules.xsd",
            where=f"{path}, regel {first.line}",
            advice=first.message,
        )
    sources = {node.get("id", ""): _source(node) for node in root.iterfind("source")}
    return tuple(_rule(node, sources, path) for node in root.iterfind("rule"))


def choose_rules(rules: Iterable[Rule], only: Iterable[str] = (), without: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules named in `only` (default all), less those in `without`; by id or number ("en-of", "63", "D1").

    Raises InputError for a name that no rule has.
    """
    rules, only, without = tuple(rules), tuple(only), tuple(without)
    known = {name for rule in rules for name in rule.names}
    for name in (*only, *without):
        if name.lower() not in known:
            ids = [rule.id for rule in rules]
            raise unknown_name("Regel", name, ids, see="apv lint --list-rules")
    wanted, unwanted = {name.lower() for name in only}, {name.lower() for name in without}
    return tuple(rule for rule in rules if (not wanted or rule.names & wanted) and not rule.names & unwanted)


def _source(node: etree._Element) -> Source:
    return Source(
        node.get("id", ""), _text(node, "label"), _text(node, "remark"), node.get("href", ""),
        _text(node, "old-numbering"), _text(node, "new-numbering"),
    )  # fmt: skip


def _rule(node: etree._Element, sources: Mapping[str, Source], path: Path) -> Rule:
    if node.get("source", "") not in sources:
        raise CatalogueError(
            f"De bron '{node.get('source')}' bestaat niet", where=f"{path}, regel {node.sourceline}"
        )
    return Rule(
        id=node.get("id", ""), source=sources[node.get("source", "")], old=node.get("old", ""),
        new=node.get("new", ""), kind=cast(Kind, node.get("kind")), check=node.get("check", ""),
        severity=Severity(node.get("severity", "")), title=_text(node, "title"), why=_text(node, "why"),
        advice=_text(node, "advice"), scopes=frozenset(cast("list[Scope]", node.get("scope", "").split())),
        document=cast("DocumentKind | None", node.get("document")), in_quotes=node.get("in-quotes") == "yes",
        no_counterpart=node.get("no-counterpart") == "yes",
        patterns=tuple(_pattern(child, path) for child in node.iterfind("pattern")),
        unless=tuple(_pattern(child, path) for child in node.iterfind("unless")),
        words=tuple(_words(child) for child in node.iterfind("words")),
        limits={child.get("name", ""): int(child.get("value", "")) for child in node.iterfind("limit")},
        tests=tuple(child.get("test", "") for child in node.iterfind("competence")),
        basis=tuple(child.get("provision", "") for child in node.iterfind("basis")),
    )  # fmt: skip


def _pattern(node: etree._Element, path: Path) -> Pattern:
    try:
        flags = re.NOFLAG if node.get("case") == "yes" else re.IGNORECASE
        return Pattern(re.compile((node.text or "").strip(), flags), node.get("better", ""))
    except re.error as error:
        raise CatalogueError(
            "Een patroon in de schrijfregels is niet goed geschreven",
            where=f"{path}, regel {node.sourceline}",
            advice=f"De lezer meldt: {error}.",
        ) from error


def _words(node: etree._Element) -> WordList:
    text = node.text or ""
    parts = text.split(";") if ";" in text else text.split()
    words = tuple(" ".join(part.split()) for part in parts if part.strip())
    each = "|".join(re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return WordList(node.get("name", ""), words, re.compile(rf"\b(?:{each})\b", re.IGNORECASE))


def _text(node: etree._Element, tag: str) -> str:
    found = node.find(tag)
    return "" if found is None else " ".join((found.text or "").split())
