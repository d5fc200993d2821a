"""Writes a case as the TOML file that `apv map --case` and `apv test` read: the facts, and what was answered.

`law_case` reads such files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator

from apv.reasoning.evaluate import Holds
from apv.reasoning.gaps import Examined
from apv.reasoning.scenario import plain

_NOT_IN_TOML = re.compile(r"[\x00-\x1f\x7f]")


def case_file(found: Examined, title: str, source: str, unsure: Collection[str] = ()) -> str:
    """The case of `found` with its outcome as the expectation, so that a change of the law shows in `apv test`.

    Facts in `unsure` were asked and not known; they are named in a comment, for a fact that is not stated is
    unknown. Only national outcomes are expected: the file does not carry the text of a by-law.
    """
    asked = found.asked
    lines = [f"title = {_text(title)}", f"source = {_text(source)}", f"date = {asked.day.isoformat()}"]
    for key, value in (("municipality", asked.municipality), ("setting", asked.setting), ("place", asked.place)):
        if value:
            lines.append(f"{key} = {_text(value)}")
    lines += [f"behaviours = {_texts(asked.behaviours)}", "[facts]"]
    lines += [f"{name} = {_value(plain(value))}" for name, value in asked.facts.items()]
    if unsure:
        lines.append(f"# gevraagd en niet bekend: {', '.join(unsure)}")
    lines += ["[expect]", *_expectations(found)]
    return "\n".join(lines) + "\n"


def _expectations(found: Examined) -> Iterator[str]:
    in_view = [one for one in found.outcomes if one.relevance != "remote" and not one.provision.municipality]
    wanted: tuple[tuple[str, Holds], ...] = (
        ("applies", "applies"), ("not_excluded", "depends"), ("not_applies", "excluded"),
    )  # fmt: skip
    for key, holds in wanted:
        yield f"{key} = {_texts([one.provision.id for one in in_view if one.holds == holds])}"
    if found.gap.local.status == "unknown":
        yield f"gap = {_text(found.gap.status)}"


def _value(value: str | list[str]) -> str:
    return _text(value) if isinstance(value, str) else _texts(value)


def _texts(values: Collection[str]) -> str:
    return f"[{', '.join(map(_text, values))}]"


def _text(value: str) -> str:
    """A TOML string: JSON's escapes are among TOML's, and control characters become a space."""
    return json.dumps(_NOT_IN_TOML.sub(" ", value), ensure_ascii=False)
