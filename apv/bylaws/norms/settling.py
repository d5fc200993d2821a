"""When several readings of one act compete: which of them gives way.

A catch-all ("lastigvallen") gives way to what is named more exactly ("door naroepen"), an effect ("indien daardoor
de orde ...") to its cause. Last step of the judge in conduct.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from apv.bylaws.norms.acts import NEW_ACT
from apv.bylaws.norms.lexicon import Lexicon
from apv.bylaws.norms.named import Named

_LINK = re.compile(
    r"[ ,]*(?:door|met|door middel van|middels|via|bestaande uit|in de vorm van|te weten|namelijk|onder meer door"
    r"|zoals|bijvoorbeeld)"
    r"(?!\w)"
)
"""What may stand between a catch-all and the words that say how."""


def settle(found: Sequence[Named], lexicon: Lexicon) -> list[Named]:
    """Those of `found` that hold beside the others."""
    behaviours = {named.behaviour for named in found}
    kept = [named for named in found if not _is_stock_phrase(named, behaviours, lexicon)]
    kept = [named for named in kept if not _yields(named, kept)]
    kept = [named for named in kept if not (named.rule.catch_all and _is_explained(named, kept))]
    causes = {link for named in kept if not named.in_condition for link in named.sentence.chain()}
    return [named for named in kept if not named.in_condition or causes.isdisjoint(named.sentence.chain())]


def _is_stock_phrase(named: Named, behaviours: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether it only belongs to another offence in the same article ("uitdagend gedrag" beside samenscholing)."""
    low, high = named.sentence.act(named.start, named.end)
    return any(
        named.behaviour == behaviour
        and to in behaviours
        and any(low <= word.start < high for word in named.sentence.having(f"list/{within}"))
        for behaviour, to, within in lexicon.yields
    )


def _yields(named: Named, found: Sequence[Named]) -> bool:
    """Whether the same act names one of the behaviours this reading gives way to."""
    if not named.rule.yields_to:
        return False
    low, high = named.sentence.act(named.start, named.end)
    return any(
        other.behaviour in named.rule.yields_to
        and other.sentence is named.sentence
        and low < other.end
        and other.start < high
        for other in found
    )


def _is_explained(named: Named, found: Sequence[Named]) -> bool:
    """Whether a closer behaviour stands in the same act, or says by what means ("lastigvallen door ...").

    After "anderszins" a catch-all names something else than what stands before.
    """
    text = named.sentence.text
    low, high = named.sentence.act(named.start, named.end)
    tail = text[named.end : named.sentence.end]
    linked = _LINK.match(tail) is not None
    apart = [signal.start for signal in named.sentence.having("signal/otherwise") if signal.end <= named.start]
    for other in found:
        if other.rule.catch_all:
            continue
        if other.sentence is named.sentence and any(other.end <= at for at in apart):
            continue
        if other.sentence is named.sentence:
            if low < other.end and other.start < high:
                return True
            if linked and other.start >= named.end and not NEW_ACT.search(text, named.end, other.start):
                return True
        elif named.sentence in other.sentence.chain() and (linked or tail.strip(" :") == ""):
            return True
    return False
