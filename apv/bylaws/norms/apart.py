"""Separable verbs that stand apart in a main clause: "niemand dringt op straat een ander zijn gezelschap op".

Used by the recogniser beside the plain matcher, whose forms cannot reach over so many words. Which verbs may stand
apart is told in norm_language.xml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from apv.bylaws.norms.matcher import Found

_CLAUSE_END = r"(?= *(?:[.,;]|$)| (?:of|en|noch|dan wel|danwel|tenzij|indien)(?! aan)(?!\w))"
_REACH = 160
"""Within how many letters the particle stands."""


@dataclass(frozen=True, slots=True)
class Apart:
    """`particle` ("op" of opdringen) and the id of the rule that the whole verb stands for."""

    particle: str
    rule: str

    def whole(self, folded: str, verb: Found, end: int) -> Found | None:
        """The verb with its particle at the end of the clause in `folded[:end]`; `verb` is its conjugated part."""
        wanted = re.compile(rf"[^.;:]*? {self.particle}{_CLAUSE_END}")
        found = wanted.match(folded, verb.end, min(end, verb.end + _REACH))
        return Found(self.rule, f"{verb.form} {self.particle}", verb.start, found.end()) if found else None
