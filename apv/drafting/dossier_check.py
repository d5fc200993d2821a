"""Holds a dossier that people edited against what was made: what differs, what no longer agrees, what is open.

Works on paragraphs: `herkomst.json` keeps those that were made, `dossier_texts` reads those that stand there now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from apv.drafting.document import FILL_IN
from apv.drafting.dossier_pairs import Pair, differing, filled_in, now, paired
from apv.drafting.dossier_record import RECORD, Mark, Record
from apv.drafting.dossier_texts import Texts

FILLED = "ingevuld"
FOR_PEOPLE = ".docx"
NUMBERED = re.compile(r"^(?:\w{1,4}[.)°]+|[-–•]) ")


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph that is not what was made: `kinds` say what changed in it; an empty side is a paragraph that
    came or went."""

    document: str
    kinds: tuple[str, ...]
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A value that the documents no longer give alike: `now` holds per way of writing the documents that have it
    ("": it was taken out)."""

    kind: str
    was: str
    now: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Filled:
    """A fill-in that a person filled in, with the documents in which it was done."""

    what: str
    value: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """A fill-in that is still there, with its documents."""

    what: str
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """The outcome. `missing`: files that are gone; `extra`: files that were not made by the program; `unsettled`:
    per document how many tracked changes and comments still wait in Word; `same`: documents without a change."""

    record: Record
    same: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    filled: tuple[Filled, ...] = ()
    open: tuple[OpenEnd, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    unsettled: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def agrees(self) -> bool:
        """Whether nothing differs but what was there to be filled in, and that was filled in alike everywhere."""
        return not (self.differences or self.disagreements or self.missing or self.unsettled)


def check(record: Record, found: Mapping[str, Texts], present: Sequence[str]) -> Checked:
    """`found`: the texts of the files that were made, as they read now; `present`: all file names there are."""
    pairs = {name: tuple(_pairs(record, name, texts)) for name, texts in found.items()}
    different = tuple(chain.from_iterable(_differences(record, name, of) for name, of in pairs.items()))
    values = _filled_values(pairs)
    return Checked(
        record=record,
        same=tuple(name for name, of in pairs.items() if all(pair.was == pair.now for pair in of)),
        differences=different,
        disagreements=(*_disagreements(record, pairs), *_unlike(values)),
        filled=tuple(
            Filled(what, value, documents)
            for what, ways in values.items()
            for value, documents in ways.items()
            if value
        ),
        open=tuple(_open(found)),
        missing=tuple(name for name in record.outputs if name not in present),
        extra=tuple(name for name in present if name not in record.outputs and name != RECORD),
        unsettled={
            name: (texts.tracked, texts.comments)
            for name, texts in found.items()
            if texts.tracked > record.tracked.get(name, 0) or texts.comments
        },
    )


def bare(line: str) -> str:
    """A line without the number that some documents print and others leave to Word.

    >>> bare("a. uit te jouwen; of"), bare("Artikel 2:1a")
    ('uit te jouwen; of', 'Artikel 2:1a')
    """
    return NUMBERED.sub("", line)


def _pairs(record: Record, name: str, texts: Texts) -> Iterator[Pair]:
    """The paragraphs of one document, old beside new; what only helped to finish it may go without a word."""
    aids = {at for start, end in record.aids.get(name, ()) for at in range(start, end)}
    for pair in paired(record.texts[name], texts.paragraphs):
        if pair.at not in aids:
            yield pair


def _differences(record: Record, name: str, pairs: Sequence[Pair]) -> Iterator[Difference]:
    article = {bare(line) for line in record.article}
    for pair in pairs:
        if pair.was == pair.now or filled_in(pair.was, pair.now):
            continue
        kinds = differing(pair.was, pair.now)
        if bare(pair.was) in article:
            kinds = ("artikeltekst", *kinds)
        yield Difference(name, kinds or ("tekst",), pair.was, pair.now)


def _disagreements(record: Record, pairs: Mapping[str, Sequence[Pair]]) -> Iterator[Disagreement]:
    marks = sorted(record.marks, key=lambda mark: -len(mark.value))
    ways: dict[Mark, dict[str, dict[str, None]]] = {mark: {} for mark in marks}
    for name, of in pairs.items():
        for pair in of:
            for mark, value in now(pair, marks):
                ways[mark].setdefault(value, {})[name] = None
    for line in map(bare, record.article):
        mark = Mark("artikeltekst", line)
        ways[mark] = {}
        for name, of in pairs.items():
            for pair in of:
                if bare(pair.was) == line:
                    ways[mark].setdefault(bare(pair.now), {})[name] = None
    for mark, written in ways.items():
        if len(written) > 1:
            yield Disagreement(mark.kind, mark.value, {way: tuple(names) for way, names in written.items()})


def _filled_values(pairs: Mapping[str, Sequence[Pair]]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Per fill-in the values it has now ("": still open), each with its documents. People fill in Word documents;
    what is made from those for machines does not count."""
    pairs = {name: of for name, of in pairs.items() if name.endswith(FOR_PEOPLE)}
    values: dict[str, dict[str, dict[str, None]]] = {}
    for name, of in pairs.items():
        for pair in of:
            for what, value in (filled_in(pair.was, pair.now) or {}).items():
                values.setdefault(what, {}).setdefault(value, {})[name] = None
    for what, ways in values.items():
        for name, of in pairs.items():
            if any(f"[vul in: {what}]" in pair.now for pair in of):
                ways.setdefault("", {})[name] = None
    return {what: {v: tuple(names) for v, names in ways.items()} for what, ways in values.items()}


def _unlike(values: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[Disagreement]:
    for what, ways in values.items():
        if len(ways) > 1:
            shown = {value or f"[vul in: {what}]": names for value, names in ways.items()}
            yield Disagreement(FILLED, what, shown)


def _open(found: Mapping[str, Texts]) -> Iterator[OpenEnd]:
    where: dict[str, dict[str, None]] = {}
    for name, texts in found.items():
        for line in texts.paragraphs:
            for match in FILL_IN.finditer(line):
                where.setdefault(match[1], {})[name] = None
    return (OpenEnd(what, tuple(names)) for what, names in where.items())
