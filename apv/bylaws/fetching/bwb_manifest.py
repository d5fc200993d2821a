"""Which text of a law held on a day: the list of all its states, on both axes of time.

`geldigheid` is the day for which one asks, `zicht` the day on which one looks: a change with effect in the past
gives two states for the same days, and only the manifest tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lxml import etree

from apv.bylaws.markup.dates import is_open_end, parse_date
from apv.errors import InputError
from apv.safe_xml import local_name, parse_bytes

_PLAIN_NAME = re.compile(r"\w[\w.-]*")
"""Names of states and files become part of an address."""


@dataclass(frozen=True, slots=True)
class State:
    """One state of a law. Ends are the last day (inclusive); None is open. `item` is the name of its XML file,
    `sha512` the hash of that file in hexadecimals ("" when not given)."""

    label: str
    begins: date
    ends: date | None
    seen_from: date
    seen_to: date | None
    item: str
    sha512: str = ""

    def holds_on(self, day: date, *, seen_on: date) -> bool:
        """Whether this is the text for `day`, looking on `seen_on`."""
        valid = self.begins <= day and (self.ends is None or day <= self.ends)
        return valid and self.seen_from <= seen_on and (self.seen_to is None or seen_on <= self.seen_to)


@dataclass(frozen=True, slots=True)
class LawManifest:
    """All states of one law (BWB number); `unread` counts those that could not be read."""

    law: str
    states: tuple[State, ...]
    unread: int = 0


def read_manifest(data: bytes, *, where: str) -> LawManifest:
    """The manifest in `data`. Raises InputError when it is none."""
    root = parse_bytes(data, where=where)
    if local_name(root) != "work":
        raise InputError(
            f"Dit is geen lijst met versies van een wet (<{local_name(root)[:60]}>)",
            where=where,
            advice="Probeer het later opnieuw.",
        )
    expressions = [node for node in root if local_name(node) == "expression"]
    read = [state for node in expressions if (state := _state(node)) is not None]
    gone = [node for node in expressions if _is_gone(node)]
    return LawManifest(root.get("label", ""), tuple(read), len(expressions) - len(read) - len(gone))


def state_on(states: Iterable[State], day: date, *, seen_on: date) -> State | None:
    """The state that holds on `day` as seen on `seen_on`; of several the one that was seen last."""
    return max(
        (state for state in states if state.holds_on(day, seen_on=seen_on)),
        key=lambda state: (state.seen_from, state.begins, _serial(state.label)),
        default=None,
    )


def _serial(label: str) -> int:
    """The number behind the date in a label: "2013-01-01_1" is 1."""
    match = re.search(r"_(\d{1,6})$", label)
    return int(match[1]) if match else 0


def _state(node: etree._Element) -> State | None:
    own = next((child for child in node if local_name(child) == "metadata"), None)
    item = _item(node)
    begins, seen_from = (
        parse_date(_text(own, "datum_inwerkingtreding")),
        parse_date(_text(own, "zichtdatum_start")),
    )
    label = node.get("label", "")
    if item is None or begins is None or seen_from is None or not _PLAIN_NAME.fullmatch(label):
        return None
    ends, seen_to = _text(own, "einddatum"), _text(own, "zichtdatum_eind")
    if any(parse_date(text) is None and text and not is_open_end(text) for text in (ends, seen_to)):
        return None
    return State(
        label=label,
        begins=begins,
        ends=parse_date(ends),
        seen_from=seen_from,
        seen_to=parse_date(seen_to),
        item=item,
        sha512=_hash(node),
    )


def _hash(node: etree._Element) -> str:
    for part in _xml(node):
        return _text(part, "hashcode").lower()
    return ""


def _item(node: etree._Element) -> str | None:
    """The file name of the XML that can be fetched, if there is one."""
    for part in _xml(node):
        for item in part:
            name = item.get("label", "")
            if local_name(item) == "item" and item.get("_deleted") != "true" and _PLAIN_NAME.fullmatch(name):
                return name
    return None


def _is_gone(node: etree._Element) -> bool:
    """Whether its XML was taken away."""
    items = [item for part in _xml(node) for item in part if local_name(item) == "item"]
    return bool(items) and all(item.get("_deleted") == "true" for item in items)


def _xml(node: etree._Element) -> list[etree._Element]:
    return [part for part in node if local_name(part) == "manifestation" and part.get("label") == "xml"]


def _text(node: etree._Element | None, name: str) -> str:
    """The text of the first descendant of that name, without spaces."""
    if node is None:
        return ""
    found = next((child for child in node.iter() if local_name(child) == name), None)
    return "" if found is None else "".join("".join(found.itertext()).split())
