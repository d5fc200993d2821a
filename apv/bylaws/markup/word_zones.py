"""Divides the lines of a Word draft: title, preamble, body, closing, note, annexes, and what stands before them.

The order is that of a Dutch by-law. word_bylaw reads the body further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from apv.bylaws.markup.word import WordParagraph
from apv.bylaws.markup.word_lines import (
    annex_heading,
    article_heading,
    contents_heading,
    contents_line,
    division_heading,
    looks_heading,
    note_heading,
    opens_closing,
)

Zone = Literal[
    "front", "title", "preamble", "division", "heading", "article", "instruction", "contents", "text", "closing",
    "signing", "note", "annex",
]  # fmt: skip
"""What a paragraph is part of. `front` stands before the decision; `heading` and `article` are those of articles,
`text` is loose text of the body."""

_BODIES = re.compile(
    r"(?:de raad (?:van|der)|het college van|burgemeester en wethouders van|de burgemeester van)\b", re.IGNORECASE
)
_GROUNDS = re.compile(r"(?:gelezen|gelet op|gezien|gehoord|overwegende|besluit)\b", re.IGNORECASE)
_GROUNDS_INSIDE = re.compile(r"\b(?:gelezen|gelet op)\b|\bbesluit(?:en)?\b[^.]*:$", re.IGNORECASE)
_FIRST_GROUND = re.compile(r"(?:gelezen|gelet op)\b", re.IGNORECASE)
_CONTENTS_LINES = 4
"""Headings in a row that are a table of contents, and not the chapter and article that open a body."""
_NEAR = 12
"""Lines within which the grounds of a decision follow the body that takes it."""
_TITLES = re.compile(
    r"(?:[\w-]+ ){0,3}(?:verordening|besluit|regeling|wijzigingsverordening)\b|APV\b", re.IGNORECASE
)


@dataclass
class Zones:
    """The lines with text, by what they are part of. `of` gives the zone of each by its index."""

    of: dict[int, Zone] = field(default_factory=dict)
    title: list[WordParagraph] = field(default_factory=list)
    preamble: list[WordParagraph] = field(default_factory=list)
    body: list[WordParagraph] = field(default_factory=list)
    closing: list[WordParagraph] = field(default_factory=list)
    signing: list[WordParagraph] = field(default_factory=list)
    attachments: list[tuple[Literal["bijlage", "toelichting"], WordParagraph, list[WordParagraph]]] = field(
        default_factory=list
    )


def divide(paragraphs: Sequence[WordParagraph]) -> Zones:
    """The zones of a draft; lines without text are left out."""
    zones = Zones()
    lines = [line for line in paragraphs if line.shown]
    first = _first_of_body(lines)
    opening = _opening(lines[:first]) if first else None
    title = _title(lines[:first], opening)
    listing = False
    for at, line in enumerate(lines[:first]):
        is_heading = article_heading(line) is not None or division_heading(line) is not None
        listing = contents_heading(line) or (listing and is_heading)
        if title is not None and at == title:
            zones.title.append(line)
            zones.of[line.index] = "title"
        elif listing or contents_line(line) is not None:
            zones.of[line.index] = "contents"
        elif at < max(opening or 0, title or 0):
            zones.of[line.index] = "front"
        else:
            zones.of[line.index] = "preamble"
            zones.preamble.append(line)
    for line, zone in _rest(lines[first:]):
        zones.of[line.index] = zone
        if zone in {"note", "annex"}:
            _attach(zones, line, zone)
        elif zone != "contents":
            {"closing": zones.closing, "signing": zones.signing}.get(zone, zones.body).append(line)
    return zones


def _first_of_body(lines: Sequence[WordParagraph]) -> int:
    """The first heading of a chapter or article that is no line of a table of contents; after the preamble when
    there is one."""
    opening = _opening(lines)
    contents: set[str] = set()
    listing = False
    for at, line in enumerate(lines):
        if at <= (opening if opening is not None else -1) or line.cell is not None:
            continue
        if contents_heading(line):
            listing = True
            continue
        printed = contents_line(line)
        is_heading = article_heading(line) is not None or division_heading(line) is not None
        if printed is not None or (listing and is_heading and line.shown not in contents):
            contents.add(line.shown if printed is None else printed)
            continue
        if is_heading:
            return at
    return len(lines) if opening is not None or not contents else 0


def _opening(lines: Sequence[WordParagraph]) -> int | None:
    """The line with which the preamble opens: the body that decides with its grounds, or the first ground.

    It stands before the first article with text; a table of contents may stand before it.
    """
    headings, seen = 0, set[str]()
    for at, line in enumerate(lines):
        if line.cell is not None:
            continue
        if article_heading(line) is not None or division_heading(line) is not None:
            if line.shown in seen:
                return None  # the table of contents is over: the body
            headings += 1
            seen.add(line.shown)
            continue
        if contents_heading(line):
            headings = _CONTENTS_LINES
        elif 0 < headings < _CONTENTS_LINES:
            return None  # the text of the first article
        near = lines[at + 1 : at + 1 + _NEAR]
        grounds = _GROUNDS_INSIDE.search(line.shown) or any(_GROUNDS.match(later.shown) for later in near)
        if _FIRST_GROUND.match(line.shown) or (_BODIES.match(line.shown) and grounds):
            return at
    return None


def _title(lines: Sequence[WordParagraph], opening: int | None) -> int | None:
    """The line that is the title: the last heading before the preamble, or the first line of the text."""
    if opening is None:
        return next(
            (at for at, line in enumerate(lines) if line.cell is None and not contents_heading(line)), None
        )
    before = [at for at in range(opening) if lines[at].cell is None and contents_line(lines[at]) is None]
    named = [at for at in before if looks_heading(lines[at]) or _TITLES.match(lines[at].shown)]
    return named[-1] if named else (before[-1] if before else None)


def _rest(lines: Sequence[WordParagraph]) -> Iterator[tuple[WordParagraph, Zone]]:
    """Body, closing, signing, note and annexes, in that order."""
    zone: Zone = "text"
    for line in lines:
        plain = line.cell is None
        if plain and zone in {"text", "closing", "signing", "annex"} and note_heading(line):
            zone = "note"
        elif plain and annex_heading(line):
            zone = "annex"
        elif plain and zone == "text" and opens_closing(line):
            zone = "closing"
        elif zone == "closing":
            zone = "signing"
        yield line, zone


def _attach(zones: Zones, line: WordParagraph, zone: Zone) -> None:
    """A heading opens an attachment; other lines belong to the last one."""
    opens = line.cell is None and (annex_heading(line) if zone == "annex" else not _in_note(zones))
    if opens or not zones.attachments:
        zones.attachments.append(("bijlage" if zone == "annex" else "toelichting", line, []))
    else:
        zones.attachments[-1][2].append(line)


def _in_note(zones: Zones) -> bool:
    return bool(zones.attachments) and zones.attachments[-1][0] == "toelichting"
