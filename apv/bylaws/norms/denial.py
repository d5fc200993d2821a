"""What a clause denies: "bezoekers mogen op het plein, in de hal en op de trap niet ...".

Beside the forms of a ban in the word lists, which reach over a few words only; what only a condition denies ("als
u niemand hindert") is no ban. Used by norm_structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from apv.bylaws.norms.matcher import Found

_NEGATION = re.compile(r"(?<!\w)(?:geen|niet|niets|niemand|nooit|nimmer|noch|evenmin)(?!\w)")
_SUBORDINATE = re.compile(
    r"(?<!\w)(?:als|indien|wanneer|mits|tenzij|zolang|zodra|omdat|opdat|terwijl|nadat|voordat"
    r"|waar(?:door|mee|van|bij)|voor zover|voorzover|zodat|om(?! \d)|of (?:hij|zij|deze|u|men|je|er))(?!\w)"
)
"""Words with which a condition, reason or purpose begins; what it denies is not forbidden."""
_INDIRECT = re.compile(r"[ -]*(?:dat|hoe|of|waar\w*|wie|welke|wanneer)(?!\w)")
_RELATIVE = re.compile(r"(?<!\w)(?:die|dat|wie|welke|waar\w*)(?!\w)")
"""Words that begin a clause a modal verb may belong to, instead of to the sentence."""


def denies(text: str) -> bool:
    """Whether a folded text denies anything ("bezoekers schelden anderen niet uit")."""
    return _NEGATION.search(text) is not None


def denies_itself(text: str) -> bool:
    """Whether a list item says no itself, not only in a condition ("filmen, als u niemand in beeld brengt") or in
    something to be told ("dat hij niemand heeft bedreigd")."""
    return _INDIRECT.match(text) is None and denies(_SUBORDINATE.split(text, maxsplit=1)[0])


def negated(signals: Sequence[Found], start: int, text: str) -> Iterator[Found]:
    """The first modal verb that the main clause denies further on, with that denial, as a restraint; `text` begins
    at `start`, and `signals` are those in it."""
    for modal in signals:
        if modal.id != "signal/modal":
            continue
        low = modal.end - start
        subordinate = _SUBORDINATE.search(text, low)
        negation = _NEGATION.search(text, low, subordinate.start() if subordinate else len(text))
        if negation and not _in_two_clauses(text, modal.start - start, low, negation.start()):
            yield Found("signal/restraint", f"{modal.form} _ niet", modal.start, start + negation.end())
            return


def _in_two_clauses(text: str, modal: int, low: int, negation: int) -> bool:
    """Whether a modal verb and a negation seem to stand in two clauses: a comma between them, and a relative."""
    if "," not in text[low:negation]:
        return False
    return _RELATIVE.search(text, 0, modal) is not None or _RELATIVE.search(text, low, negation) is not None


def spans_condition(verb: Found, start: int, text: str) -> bool:
    """Whether a form with an open place took its "niet" from a condition ("mag, als het niemand hindert")."""
    if "_" not in verb.form or verb.id == "signal/prohibition":
        return False
    return _SUBORDINATE.search(text, verb.start - start, verb.end - start) is not None


def behind_condition(text: str, low: int, high: int) -> int:
    """Where the condition that begins in `text[low:high]` says what it is, or `high` when none begins there."""
    found = _SUBORDINATE.search(text, low, high)
    return found.end() if found else high
