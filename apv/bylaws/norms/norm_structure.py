"""What each sentence of an article does: forbid, permit, empower, define or except, and what it governs.

Between the text of an article and the recogniser: a prohibition in the opening words of a list governs its items,
a sentence that grants a power forbids nothing, an exception is no prohibition of what it names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from apv.bylaws.norms.denial import behind_condition, denies, denies_itself, negated, spans_condition
from apv.bylaws.norms.folding import Folded
from apv.bylaws.norms.matcher import Found
from apv.bylaws.norms.sentence import Mode, Sentence
from apv.bylaws.regulation import Part

_SENTENCE_END = re.compile(r"[.;!?](?= |$)")
_ABBREVIATIONS = frozenset(
    [
        "art",
        "artt",
        "nr",
        "nrs",
        "jo",
        "bijv",
        "bv",
        "ca",
        "dhr",
        "mw",
        "mr",
        "dr",
        "stb",
        "stcrt",
        "resp",
        "evt",
        "incl",
        "excl",
        "vgl",
        "enz",
        "etc",
        "o.a",
        "d.w.z",
        "m.b.t",
        "t.a.v",
        "i.v.m",
    ]
)
_LAST_WORD = re.compile(r"([\w.]+)$")


def sentences(text: str, parts: Sequence[Part], folded: Folded, signals: Sequence[Found]) -> list[Sentence]:
    """Every sentence of an article with this `text` and `parts`, in order; `signals` are the lexicon's signals in
    the folded text, by place."""
    starts = [signal.start for signal in signals]
    found: list[Sentence] = []
    open_leads: list[Sentence] = []
    rules = any(signal.id == "signal/rules" for signal in signals)
    for path, in_list, start, end in _spans(parts, folded):
        own = tuple(signals[bisect_left(starts, start) : bisect_left(starts, end)])
        open_leads = [lead for lead in open_leads if _governs(lead, path, in_list)]
        mode, verb, addressed = _own_mode(own, start, folded.text[start:end])
        if found and _bans_what_was_said(mode, own, found[-1], path):
            found[-1] = replace(found[-1], mode=Mode.PROHIBITION, verb=found[-1].start)
        lead = open_leads[-1] if open_leads else None
        if mode is None and lead is None and found and _continues(found[-1], path, folded, text, start):
            lead = found[-1].lead if found[-1].lead else found[-1]
        if mode is None:
            mode = lead.mode if lead else Mode.OTHER
        if mode is Mode.DEFINITION and found and _adds_to(found[-1].top, folded.text[start:end]):
            mode, lead = Mode.PROHIBITION, found[-1].top
        if mode is Mode.OTHER and _says_no(folded.text[start:end], lead, rules):
            mode = Mode.PROHIBITION
        before = found[-1] if found and found[-1].path == path else None
        sentence = Sentence(folded.text, path, start, end, mode, verb, addressed, lead, before, own)
        found.append(sentence)
        if _opens_list(folded.text, sentence):
            open_leads.append(sentence)
    return found


def _spans(parts: Sequence[Part], folded: Folded) -> Iterator[tuple[tuple[str, ...], bool, int, int]]:
    """Sentence spans in folded positions: path, in a list or not, start, end."""
    position = _to_folded(folded)
    for part in parts:
        start, end = position(part.start), position(part.end)
        for low, high in split_sentences(folded.text, start, end):
            yield part.path, part.kind in ("item", "row"), low, high


def _to_folded(folded: Folded) -> Callable[[int], int]:
    origin = folded.origin
    if origin is None:
        return lambda at: at
    return lambda at: bisect_left(origin, at)


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]` (folded): ends at . ; ! or ?, not at an abbreviation or a number."""
    low = start
    for stop in _SENTENCE_END.finditer(text, start, end):
        if stop.group() == "." and _is_abbreviated(text, low, stop.start()):
            continue
        yield low, stop.end()
        low = stop.end()
    if text[low:end].strip():
        yield low, end


def _is_abbreviated(text: str, start: int, stop: int) -> bool:
    word = _LAST_WORD.search(text, start, stop)
    if not word:
        return True
    return len(word.group()) == 1 or word.group() in _ABBREVIATIONS or not text[start : word.start()].strip()


def _governs(lead: Sentence, path: tuple[str, ...], in_list: bool) -> bool:
    if len(path) > len(lead.path) and path[: len(lead.path)] == lead.path:
        return True
    # older files put the items of a lid beside it instead of inside it
    return in_list and bool(path) and bool(lead.path) and _rank(path[-1]) > _rank(lead.path[-1])


def _rank(number: str) -> int:
    """How deep a number of this look usually lies: lid 1, item a, sub-item 1° or dash."""
    if number.isdigit():
        return 0
    return 1 if number[:1].isalpha() else 2


def _opens_list(text: str, sentence: Sentence) -> bool:
    return text[sentence.start : sentence.end].rstrip().endswith((":", ",", "...")) or sentence.mode in (
        Mode.PROHIBITION,
        Mode.PERMIT,
        Mode.POWER,
        Mode.DEFINITION,
        Mode.EXCEPTION,
    )


def _continues(before: Sentence, path: tuple[str, ...], folded: Folded, text: str, start: int) -> bool:
    """Whether a sentence without a verb of its own goes on with the one before."""
    said = folded.text[before.start : before.end].rstrip()
    if before.path[:1] != path[:1] and path:
        # untidy files number the items of a list as if they were leden
        top = before.top
        listed = ":" in folded.text[top.start : top.end]
        return listed and said.endswith((":", ";", ",", "; of", "; en"))
    if said.endswith((":", ";", ",")):
        return True
    begin = folded.original(start, start + 1)[0]
    rest = text[begin:].lstrip(" \n\t-–•")
    return rest[:1].islower()


def _adds_to(before: Sentence, text: str) -> bool:
    """Whether the definition `text` adds to the prohibition just before it ("hieronder valt ook ...")."""
    return before.mode is Mode.PROHIBITION and _HEREUNDER.match(text) is not None


_HEREUNDER = re.compile(r"[ .\d]*(?:hier|daar)(?:onder|van|toe)(?!\w)")


def _says_no(text: str, lead: Sentence | None, rules: bool) -> bool:
    """Whether a sentence without a prohibition forbids because it denies: in an article of `rules` of conduct, or
    as an item below words that ask for something."""
    if rules:
        return denies(text)
    return lead is not None and _asks(lead) and denies_itself(text)


def _asks(lead: Sentence) -> bool:
    """Whether the opening words of a list say that its items may or should be, each in its own words: "U mag:
    niet spugen; ...", "We vragen u: scheld niemand uit; ..."."""
    return lead.text[: lead.end].rstrip().endswith(":") and bool(lead.having("signal/asks"))


def _bans_what_was_said(
    mode: Mode | None, signals: Sequence[Found], before: Sentence, path: tuple[str, ...]
) -> bool:
    """Whether a sentence forbids what the one `before` told: "Jongeren roepen meisjes na. Dat is verboden"."""
    return (
        mode is Mode.PROHIBITION
        and before.path == path
        and before.lead is None
        and before.mode in (Mode.OTHER, Mode.EXCEPTION)
        and any(signal.id == "signal/ban-before" for signal in signals)
        and not before.having("signal/overlap")
    )


def _forbids_too(verb: Found, start: int, text: str) -> bool:
    """Whether a sentence that says what something counts as goes on to forbid it."""
    return _FORBIDS_TOO.search(text, 0, verb.end - start) is not None


_FORBIDS_TOO = re.compile(
    r"(?:,| en)(?: \w+)? (?:is|zijn|wordt|worden)(?: het| dit| dat)?(?: (?:dan ook|daarom|als zodanig))? verboden$"
)

_AUTHORITY_REACH = 90


def _own_mode(signals: Sequence[Found], start: int, text: str) -> tuple[Mode | None, int, tuple[int, int]]:
    """The mode `text` states itself (None: none), where its prohibition begins and whom it addresses."""
    nobody = (start, start)
    first = {signal.id: signal for signal in reversed(signals)}
    masks = [s for s in signals if s.id == "signal/no-prohibition"]
    verbs = [
        s
        for s in signals
        if s.id in ("signal/prohibition", "signal/restraint", "signal/plain")
        and not any(m.start <= s.start < m.end for m in masks)
        and not spans_condition(s, start, text)
    ]
    verb = min([*verbs[:1], *negated(signals, start, text)], key=_FIRST, default=None)
    unless = first.get("signal/allowed-unless")
    if (
        unless
        and not (verb and verb.start < unless.start)
        and _is_about_conduct(unless, signals, first, start, text)
    ):
        return Mode.PROHIBITION, start + behind_condition(text, unless.start - start, unless.end - start), nobody
    exception = first.get("signal/exception")
    within = exception and verb and verb.start <= exception.start and exception.end <= verb.end
    if exception and not within and not (verb and verb.end <= exception.start):
        return Mode.EXCEPTION, start, nobody
    if first.get("signal/extension"):
        return Mode.PROHIBITION, start, nobody
    definition = first.get("signal/definition")
    if definition and verb and verb.start == definition.end + 1:
        definition = None  # "is in ieder geval verboden"
    if definition and not (verb and (verb.start <= definition.start or _forbids_too(verb, start, text))):
        return Mode.DEFINITION, definition.end, nobody
    purpose = first.get("signal/purpose")
    if purpose and verb and purpose.start < verb.start and verb.id != "signal/prohibition":
        return Mode.OTHER, start, nobody
    there = first.get("signal/prohibition-there")
    if there:
        return Mode.PROHIBITION, there.end, nobody
    if _is_power(first, verb, start, text):
        return Mode.POWER, start, nobody
    permit = first.get("signal/permit")
    if verb is None:
        ban = first.get("signal/ban")
        if ban:
            return Mode.PROHIBITION, ban.end, nobody
        if not permit and _punishes(first, text, start):
            return Mode.PROHIBITION, start, nobody
        return (Mode.PERMIT if permit else None), start, nobody
    begin, addressed = _reach(verb, signals, start, text)
    return (Mode.PERMIT if permit else Mode.PROHIBITION), begin, addressed


def _is_about_conduct(
    unless: Found, signals: Sequence[Found], first: Mapping[str, Found], start: int, text: str
) -> bool:
    """Whether what a permission takes back is conduct, and no decision ("tenzij het college ...")."""
    decided = any(signal.id == "signal/authority" and signal.start == unless.end + 1 for signal in signals)
    return not (decided or "signal/permit" in first or _is_power(first, unless, start, text))


_FIRST = attrgetter("start")


def _reach(verb: Found, signals: Sequence[Found], start: int, text: str) -> tuple[int, tuple[int, int]]:
    """Where the prohibition of `verb` begins to govern, and where the sentence says whom it addresses."""
    impersonal = next((s for s in signals if s.id == "signal/impersonal" and s.end <= verb.start + 1), None)
    if impersonal and _FOLLOWS.search(text, verb.end - start):
        return verb.end, (impersonal.end, verb.start)
    passive = " worden " in text[verb.end - start :]
    closes = _CLOSES.match(text, verb.end - start) is not None
    begins_there = verb.id == "signal/restraint" and verb.form != _ANYWHERE and not passive and not closes
    return verb.start if begins_there else start, (start, min(verb.start, start + _AUTHORITY_REACH))


def _punishes(first: Mapping[str, Found], text: str, start: int) -> bool:
    """Whether a sentence says that who does something, or the doing, is punishable; not what breaks an article."""
    punishable = first.get("signal/punishable")
    if punishable is None:
        return False
    closes = not text[punishable.end - start :].strip(" .;")
    opens = not text[: punishable.start - start].strip() or _DOING.match(text) is not None
    return "signal/offender" in first or ((closes or opens) and "signal/of-rules" not in first)


_CLOSES = re.compile(r" *(?:[.;,:]|$)")
_DOING = re.compile(r" ?(?:het|\d+\. het) [a-z]+en (?:van|op|in|tegen|naar|door) ")
"""How a sentence begins that is about doing something ("Het plegen van baldadigheden wordt gestraft met ...")."""
_FOLLOWS = re.compile(r" te (?=\w)|[:,] *$|$(?<![.;]) *$")
"""What must follow "het is ... verboden": "is het fluiten naar anderen verboden" has named it before."""
_ANYWHERE = "niemand"
"""The restraint whose verb may stand before it ("u fluit niemand na")."""


_SUBJECT = re.compile(r"(?<!\w)(?:mag|mogen) $")
"""What stands right before an authority that may not do something ("evenmin mag het college ...")."""


def _is_power(first: Mapping[str, Found], verb: Found | None, start: int, text: str) -> bool:
    """An authority in the first words that may or can do something: not a prohibition, whatever it names."""
    authority = first.get("signal/authority")
    power = first.get("signal/power")
    if not authority or not power or authority.start > start + _AUTHORITY_REACH:
        return False
    adjacent = verb and (authority.end + 1 == verb.start or _SUBJECT.search(text, 0, authority.start - start))
    if adjacent and verb and verb.id == "signal/restraint" and _ANYWHERE not in verb.form:
        return True
    before = verb.start if verb else max(authority.start, power.start) + 1
    return authority.start < before and power.start < before
