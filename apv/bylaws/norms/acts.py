"""How a prohibition strings acts together: "anderen na te roepen, te volgen of honden los te laten" is three.

Words about one act (a dog, a thing, a manner) say nothing about the next. Sentences divide themselves with this.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

INFINITIVE = re.compile(
    r" te (?!onthouden|nalaten|weerhouden)(?:blijven |laten |gaan |komen |willen |proberen (?:te )?)?"
    r"(?!(?:dan|van|aan|een|hen|hun|den)(?!\w))\w{2,}n(?!\w)"
)
"""A verb with "te": what an act in a prohibition usually ends with."""

NEW_ACT = re.compile(
    r"[,;](?! *(?:indien|waar\w*|die|dat|als|wanneer|zodat|zodanig|op een wijze|op zodanige|terwijl|voor zover)"
    r"(?!\w))"
    r"|(?:(?<! ander) of(?! meer)| of(?! anderen| meer)| en| dan wel| danwel| noch| alsmede| alsook)(?!\w)"
)
"""What may join two acts, or only two words; a comma before a subordinate clause joins none."""

SUBORDINATE = re.compile(r"[, ]*(?:of|en|dan wel|danwel) (?:die|dat|waar\w*)(?!\w)")
"""A second relative clause ("gedragingen die aanstoot geven of waarvan anderen hinder ondervinden")."""

_INCLUDED = re.compile(r",? (?:daaronder|waaronder|hieronder)(?: mede)?(?: begrepen)?(?!\w)")
_WORD = re.compile(r"\w+")
_FILLER = re.compile(r" (?:anderszins|op (?:welke|enige|enigerlei|een)? *andere (?:wijze|manier))(?!\w)")

SHORT = 3
"""An act of this many words or fewer ("of te fotograferen") shares the words of the act before."""


def edges(text: str, start: int, end: int) -> tuple[int, ...]:
    """Where acts begin in `text[start:end]` (folded), and its end.

    A new act begins at the joint before an infinitive of its own, and at "daaronder begrepen"; in a sentence
    without "te" every "of" or comma begins one.
    """
    infinitives = [found.span() for found in INFINITIVE.finditer(text, start, end)]
    if not infinitives:
        return (start, *(found.start() for found in NEW_ACT.finditer(text, start, end)), end)
    found = [found.start() for found in _INCLUDED.finditer(text, start, end)]
    for (_, before), (after, _) in pairwise(infinitives):
        joints = list(NEW_ACT.finditer(text, before, after))
        if joints:
            found.append(_joint_of_acts(joints, before))
    return (start, *sorted(found), end)


def _joint_of_acts(joints: Sequence[re.Match[str]], verb_end: int) -> int:
    """Of the joints between two verbs the one that parts the acts; the others join words ("foto's of films")."""
    strong = [joint for joint in joints if joint.group().strip() not in ("of", "en")]
    first = joints[0]
    if first.start() == verb_end and not any(_is_plain_end(joint, joints) for joint in strong):
        return first.start()
    return (strong or joints)[-1].start()


def _is_plain_end(joint: re.Match[str], joints: Sequence[re.Match[str]]) -> bool:
    """Whether an act surely ends at a joint: "dan wel", ";", or a comma with another joint right behind it."""
    return joint.group() != "," or any(other.start() == joint.end() for other in joints)


def is_short(text: str, start: int, end: int, *, addressed: bool) -> bool:
    """Whether the act in `text[start:end]` has too few words to say whom or what it is about; `addressed`: it
    names a person."""
    verb = INFINITIVE.search(text, start, end)
    act = _FILLER.sub(" ", text[start : verb.end() if verb else end])
    words = _WORD.findall(act)
    if addressed:
        return len(words) - (words[0] in ("of", "en")) < SHORT
    return len(words) <= SHORT


_VERB_OR_VERB = re.compile(r" *(?:of|en|dan wel) \w{3,}en *(?:[.,;]|(?:van|in|op|is|zijn|bij|met)(?!\w)|$)")


def joins_verbs(text: str, joint: int) -> bool:
    """Whether the joint at this place only stands between two verbs ("heimelijk filmen of fotograferen")."""
    return text[:joint].endswith("en") and _VERB_OR_VERB.match(text, joint) is not None
