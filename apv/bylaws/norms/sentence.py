"""One sentence of an article, with what it does and the questions the recogniser asks about places in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from apv.bylaws.norms.acts import INFINITIVE, SUBORDINATE, edges, is_short, joins_verbs
from apv.bylaws.norms.matcher import Found


class Mode(Enum):
    """What a sentence does."""

    PROHIBITION = "prohibition"
    PERMIT = "permit"
    EXCEPTION = "exception"
    DEFINITION = "definition"
    POWER = "power"
    OTHER = "other"


_JOINT = re.compile(r" *\w+(?: wel)? ")
"""The joint between two acts, up to the word behind it."""
_ARTICLE = 1
"""How many words may stand before the first noun of a sentence."""


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence or list item of the folded `text`: `text[start:end]`.

    `path` are lid and item numbers; `verb` is where its own prohibition begins to govern (the start of the
    sentence when the verb stands at the end); `addressed` is where it says whom it binds; `lead` is the sentence
    whose list it stands in, `before` the one just before it in the same lid or item.
    """

    text: str
    path: tuple[str, ...]
    start: int
    end: int
    mode: Mode
    verb: int
    addressed: tuple[int, int]
    lead: Sentence | None
    before: Sentence | None
    signals: tuple[Found, ...]

    def chain(self) -> Iterator[Sentence]:
        """This sentence and the leads above it, nearest first."""
        here: Sentence | None = self
        while here:
            yield here
            here = here.lead

    def leads(self) -> Iterator[Sentence]:
        """The leads above it, nearest first."""
        return self.lead.chain() if self.lead else iter(())

    @property
    def top(self) -> Sentence:
        """The outermost lead, or the sentence itself."""
        return self.lead.top if self.lead else self

    @cached_property
    def _by_id(self) -> dict[str, list[Found]]:
        groups: dict[str, list[Found]] = {}
        for signal in self.signals:
            groups.setdefault(signal.id, []).append(signal)
        return groups

    @cached_property
    def rule_outs(self) -> tuple[Found, ...]:
        """Its signals that show it is about something else than people."""
        return tuple(signal for signal in self.signals if signal.id.startswith("rule-out/"))

    @cached_property
    def _edges(self) -> tuple[int, ...]:
        text = self.text
        for word in self.having("list/people"):
            # "vrouwen of meisjes" is one object: that "of" joins no acts
            pair = text[word.start : word.end]
            joined = pair.replace(" of ", " -- ").replace(" en ", " -- ")
            if joined != pair:
                text = text[: word.start] + joined + text[word.end :]
        return edges(text, self.verb, self.end)

    @cached_property
    def _clauses(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The clause around each act asked for before."""
        return {}

    def having(self, key: str) -> list[Found]:
        """Its signals of this kind, in order."""
        return self._by_id.get(key, [])

    def condition_in(self, low: int, high: int) -> bool:
        """Whether a condition or effect begins between two places."""
        return any(low <= signal.start < high for signal in self.having("signal/condition"))

    def effect_in(self, low: int, high: int) -> bool:
        """Whether an effect begins there; "slechts verboden indien ..." names what is forbidden itself."""
        verbs = [verb.end for verb in self.having("signal/prohibition")]
        conditions = [signal.start for signal in self.having("signal/condition") if low <= signal.start < high]
        return any(at - 1 not in verbs for at in conditions)

    def is_about(self, signal: Found) -> bool:
        """Whether all of the sentence is about this animal or thing, because it is the first noun ("Uitstallingen
        mogen voetgangers niet hinderen") or stands before "niet" ("mogen dieren niet naroepen of slaan")."""
        if len(self.text[self.start : signal.start].split()) <= _ARTICLE and signal.end <= self.verb:
            return True
        return any(
            verb.start <= signal.start and signal.end <= verb.end for verb in self.having("signal/restraint")
        )

    def names(self, word_list: str, low: int, high: int) -> bool:
        """Whether a word of this list stands in `text[low:high]`; who takes part ("met anderen") is not people."""
        found = self.having(f"list/{word_list}") or self.having(f"rule-out/{word_list}")
        company = self.having("signal/company") if word_list == "people" else []
        return any(
            low <= word.start
            and word.end <= high
            and not any(other.start <= word.start and word.end <= other.end for other in company)
            for word in found
        )

    def act(self, start: int, end: int) -> tuple[int, int]:
        """The act in which `text[start:end]` stands."""
        edges = self._edges
        low = max(bisect_right(edges, start, 0, len(edges) - 1) - 1, 0)
        high = bisect_left(edges, end, low + 1)
        return edges[low], edges[high] if high < len(edges) else self.end

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The stretch that says something about `text[start:end]`: its act, and for a short act the one before."""
        low, high = act = self.act(start, end)
        if act not in self._clauses:
            while low > self.verb and self._goes_on(low, high):
                low = self.act(low - 1, low)[0]
            self._clauses[act] = low, high
        return self._clauses[act]

    def _goes_on(self, low: int, high: int) -> bool:
        """Whether the act `low:high` leans on the one before it."""
        return self._is_short(low, high) or self._joins_verbs(low) or self._is_subordinate(low)

    def _is_short(self, low: int, high: int) -> bool:
        return is_short(self.text, low, high, addressed=self.names("people", low, high))

    def _is_subordinate(self, joint: int) -> bool:
        return SUBORDINATE.match(self.text, joint) is not None

    def _joins_verbs(self, joint: int) -> bool:
        after = _JOINT.match(self.text, joint)
        if after and any(word.start == after.end() for word in self.having("list/people")):
            return False
        return INFINITIVE.search(self.text, self.verb, self.end) is None and joins_verbs(self.text, joint)

    def straddles(self, hit: Found) -> bool:
        """Whether a form with an open place took its words from two acts ("volgen, zich te gedragen")."""
        if "_" not in hit.form:
            return False
        if " zich " in self.text[hit.start + 1 : hit.end]:
            return True
        return any(hit.start < edge < hit.end and self.text[edge] in ",;" for edge in self._edges)
