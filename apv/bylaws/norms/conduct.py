"""Which of the words found in a prohibition really name what it forbids.

The recogniser's judge: it weighs each hit against its clause - is there a person it is done to, is it about an
animal or a thing, does it stand in an exception or a motive?
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from apv.bylaws.norms.lexicon import Lexicon
from apv.bylaws.norms.matcher import Found
from apv.bylaws.norms.named import Named
from apv.bylaws.norms.sentence import Mode, Sentence
from apv.bylaws.norms.settling import settle
from apv.bylaws.norms.word_lists import Rule

_DETERMINER = (
    r"(?: (?:een|de|het|zijn|haar|hun|die|dat|deze|dit|enig|enige|andere?|eigen|al dan niet))?"
    r"(?: (?:niet|niet duidelijk|verdekt|heimelijk))?(?: \w+en?d?e?| \w+ba(?:ar|re))? $"
)
_PREPOSITION = (
    r" (?:met|vanuit|per|in|op|uit|bij|vanaf|langs|achter|naast|tussen|tegen|te|via"
    r"|(?:bedelen|vragen|verzoeken) om|door het (?:vast|tegen|beet)(?:houden|pakken|grijpen) van)"
)
_ADVERBIAL = re.compile(_PREPOSITION + r"(?:(?: een| de| het)?(?: groep)? \w+ (?:of|en))?" + _DETERMINER)
_IN_LIST = re.compile(
    _PREPOSITION + r"(?:(?: een| de| het)? [\w-]+,)+(?:(?: een| de| het)? [\w-]+ (?:of|en))?(?: een| de| het)? $"
)
"""A word further on in a list of means or places ("met een fiets, bromfiets of scooter")."""
_AS_MEANS = re.compile(r" (?:met|via|door)" + _DETERMINER)
_CUT_END = re.compile(r",|;| aangewezen(?!\w)| verboden(?!\w)")
_MAIN_VERB = re.compile(r" (?:is|zijn|blijft|geldt|wordt|worden)(?!\w)")
_REACH_BACK = 40
"""How many letters before a word can hold the preposition and article that go with it."""
_FIRST_WORD = 5
"""How many letters (a number, a space) may come before the first word of a sentence."""
_OPENING = 12
"""In how many letters a sentence that begins with a pronoun shows it."""


def named_conduct(sentences: Sequence[Sentence], hits: Sequence[Found], lexicon: Lexicon) -> list[Named]:
    """The behaviours that the prohibitions among `sentences` name; `hits` are conduct hits in their text."""
    hits = without_nested(hits)
    found = [
        named
        for sentence in sentences
        if sentence.mode is Mode.PROHIBITION
        for named in named_in(sentence, hits, lexicon)
    ]
    return settle(found, lexicon) if found else []


def named_in(
    sentence: Sentence, hits: Sequence[Found], lexicon: Lexicon, explained: Sequence[Sentence] = ()
) -> Iterator[Named]:
    """The behaviours that one sentence names, read as a prohibition; those `explained` may name the people."""
    inside = [hit for hit in hits if sentence.verb <= hit.start and hit.end <= sentence.end]
    if not inside:
        return
    cuts = list(_cuts(sentence, inside))
    addressed = _is_addressed(sentence)
    for hit in _candidates(sentence, inside, lexicon):
        rule = lexicon.rules[int(hit.id)] if hit.id.isdigit() else Rule(hit.id)
        if addressed and not _binds_addressee(rule, sentence, lexicon):
            continue
        if any(
            low <= hit.start < high and not (soft and _is_infinitive(sentence, hit)) for low, high, soft in cuts
        ):
            continue
        low, high = sentence.clause(hit.start, hit.end)
        if sentence.straddles(hit) or not _is_with_people(rule, hit, (sentence, *explained)):
            continue
        if not _stands(rule, hit, sentence, low, high, lexicon):
            continue
        late = _is_effect(sentence, low, hit)
        yield Named(rule.behaviour, hit.form, hit.start, hit.end, sentence, rule, late)


def without_nested(hits: Sequence[Found]) -> list[Found]:
    """Without hits inside a longer hit of the same rule, unless the longer one has an open place."""
    kept: list[Found] = []
    last: dict[str, Found] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        over = last.get(hit.id)
        if over is None or hit.end > over.end:
            kept.append(hit)
            if "_" not in hit.form:
                last[hit.id] = hit
    return kept


def _candidates(sentence: Sentence, hits: Sequence[Found], lexicon: Lexicon) -> Iterator[Found]:
    for hit in hits:
        if hit.id.isdigit():
            yield hit
            continue
        kind, _, at = hit.id.partition("/")
        if kind == "apart":
            whole = lexicon.apart[int(at)].whole(sentence.text, hit, sentence.end)
            if whole:
                yield whole
            continue
        yield from lexicon.combinations[int(at)].coloured(
            sentence.text, hit, before=kind == "first", start=sentence.verb, end=sentence.end
        )


def _is_infinitive(sentence: Sentence, hit: Found) -> bool:
    return " te " in f" {sentence.text[hit.start : hit.end]}"


def _is_effect(sentence: Sentence, low: int, hit: Found) -> bool:
    """Whether a hit is the effect of something else ("indien daardoor anderen worden gehinderd"); `low` is where
    its clause begins.

    An infinitive is an act of its own, also when a clause of effect interrupts it ("zodanig dat men het hoort, te
    vloeken").
    """
    if not _is_infinitive(sentence, hit):
        return sentence.effect_in(low, hit.start)
    act = sentence.act(hit.start, hit.end)[0]
    return sentence.effect_in(act, hit.start) and "," not in sentence.text[act : hit.start]


def _cuts(sentence: Sentence, hits: Sequence[Found]) -> Iterator[tuple[int, int, bool]]:
    """Stretches that name what is not forbidden: exceptions, motives. `soft`: infinitives in it still count."""
    text, end = sentence.text, sentence.end
    for signal in sentence.having("signal/unless"):
        if signal.start < sentence.verb:
            continue
        parenthetical = not any(hit.start < signal.start for hit in hits)
        stop = text.find(",", signal.end, end) if parenthetical else -1
        yield signal.start, stop if stop > 0 else end, False
    for signal in sentence.having("signal/apart-from"):
        stops = [sentence.act(signal.start, signal.end)[1], *_main_verbs(signal, sentence)]
        comma = text.find(",", signal.end, end)
        yield signal.start, min([*stops, comma] if comma > 0 else stops), False
    for signal in sentence.having("signal/even-if"):
        comma = text.find(",", signal.end, end)
        yield signal.start, comma if comma > 0 else end, False
    for signal in sentence.having("signal/exception") + sentence.having("signal/meant-for"):
        if signal.start >= sentence.verb and not _is_in_ban(signal, sentence):
            yield signal.start, end, False
    for signal in sentence.having("signal/motive") + sentence.having("signal/overlap"):
        stops = [found.start() for found in [_CUT_END.search(text, signal.end, end)] if found]
        stops += _main_verbs(signal, sentence)
        yield signal.start, min(stops, default=end), True


def _is_in_ban(signal: Found, sentence: Sentence) -> bool:
    """Whether a signal only belongs to words that forbid ("evenmin is toegestaan")."""
    bans = sentence.having("signal/prohibition")
    return any(ban.start <= signal.start and signal.end <= ban.end for ban in bans)


def _main_verbs(signal: Found, sentence: Sentence) -> Iterator[int]:
    """Where the sentence goes on behind an opening of this kind: "Onverminderd ... neemt niemand deel", "Behoudens
    in ... is wateren verboden"."""
    if signal.start - sentence.start > _FIRST_WORD:
        return
    yield from (verb.start for verb in sentence.having("signal/restraint") if verb.start > signal.end)
    found = _MAIN_VERB.search(sentence.text, signal.end, sentence.end)
    if found:
        yield found.start()


def _is_addressed(sentence: Sentence) -> bool:
    """Whether the prohibition speaks only to an entrepreneur, owner or keeper."""
    return any(
        link.addressed[0] <= signal.start and signal.end <= link.addressed[1]
        for link in sentence.chain()
        for signal in link.having("addressees/")
    )


def _binds_addressee(rule: Rule, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a rule for an entrepreneur or keeper is about his own conduct ("de standplaatshouder onthoudt
    zich van schelden")."""
    own = any(link.having("signal/own-conduct") for link in sentence.chain())
    return rule.behaviour in lexicon.addressees_except or (own and not rule.catch_all)


def _stands(rule: Rule, hit: Found, sentence: Sentence, low: int, high: int, lexicon: Lexicon) -> bool:
    """Whether the words around a hit, in its clause `low:high` and the leads, let its rule hold."""
    if not all(sentence.names(name, low, high) for name in rule.beside):
        return False
    if not all(_is_done_by(name, sentence) for name in rule.by):
        return False
    if any(
        sentence.names(name, low, high) or any(lead.names(name, lead.verb, lead.end) for lead in sentence.leads())
        for name in rule.without
    ):
        return False
    return not any(
        lexicon.rule_outs[signal.id[9:]].covers(rule.behaviour)
        and not (hit.start <= signal.start and signal.end <= hit.end)
        and _is_subject(signal, sentence.text, rule, lexicon)
        and (rule.catch_all or not _in_effect(signal, hit, sentence))
        for signal in _others(sentence, low, high, lexicon)
    )


def _is_with_people(rule: Rule, hit: Found, sentences: Sequence[Sentence]) -> bool:
    """Whether the words a rule asks for stand in one of the sentences, and the hit is not done to a thing ("het
    vasthouden van een fiets")."""
    if not all(any(_is_named(name, sentence) for sentence in sentences) for name in rule.with_):
        return False
    return not (rule.with_ and _is_done_to_thing(hit, sentences[0]))


def _is_done_to_thing(hit: Found, sentence: Sentence) -> bool:
    """Whether an animal or thing stands where the object does: "een fiets vast te houden", "van een fiets"."""
    behind = _OBJECT.match(sentence.text, hit.end, sentence.end)
    before = hit.start - 1 if _is_infinitive(sentence, hit) else -1
    return any(
        (behind is not None and signal.start == behind.end())
        or (signal.end == before and not _ADVERBIAL.search(" " + sentence.text[sentence.verb : signal.start]))
        for signal in sentence.rule_outs
        if not sentence.names("people", signal.start, signal.end)
    )


_OBJECT = re.compile(r" van (?:een |de |het |zijn |haar |hun |diens )?")


def _is_named(word_list: str, sentence: Sentence) -> bool:
    """Whether a word of this list stands in a sentence, its leads, or the clause before a semicolon."""
    for link in sentence.chain():
        low = link.start if _TOWARDS.match(link.text, link.start) else link.verb
        if link.names(word_list, low, link.end):
            return True
    before = sentence.before
    joined = before is not None and sentence.text[before.start : before.end].rstrip().endswith(";")
    return before is not None and joined and before.names(word_list, before.start, before.end)


def _is_done_by(word_list: str, sentence: Sentence) -> bool:
    """Whether a sentence or its leads say with a word of this list who does it."""
    return any(link.names(word_list, link.start, link.end) for link in sentence.chain())


_TOWARDS = re.compile(r" ?(?:aan|tegen|jegens|naar|tegenover|over) ")
"""How a sentence begins with the person it is about ("Aan voorbijgangers mag men zich niet opdringen")."""


def _in_effect(signal: Found, hit: Found, sentence: Sentence) -> bool:
    """Whether the animal or thing only suffers from the conduct ("... waardoor goederen beschadigd raken")."""
    return sentence.condition_in(hit.end, signal.start)


def _others(sentence: Sentence, low: int, high: int, lexicon: Lexicon) -> Iterator[Found]:
    """Animals, things and businesses that the clause, the leads or the sentence it refers back to are about."""
    for signal in sentence.rule_outs:
        if low <= signal.start < high or sentence.is_about(signal):
            yield signal
    before = sentence.before
    if before and before.rule_outs and _refers_back(sentence, lexicon):
        yield from _others(before, before.verb, before.end, lexicon)
    for lead in sentence.leads():
        for signal in lead.rule_outs:
            if signal.start >= lead.verb:
                yield signal


def _refers_back(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether the sentence begins with a pronoun, so that it still speaks of what the one before is about."""
    found = lexicon.refers_back.find(sentence.text, sentence.start, sentence.start + _OPENING)
    return any(hit.start <= sentence.start + 2 for hit in found)


def _is_subject(signal: Found, text: str, rule: Rule, lexicon: Lexicon) -> bool:
    """Whether the animal or thing is what the clause is about, not the place or means ("vanuit een auto")."""
    before = " " + text[max(0, signal.start - _REACH_BACK) : signal.start]
    if lexicon.rule_outs[signal.id[9:]].also_as_means and _AS_MEANS.search(before):
        return True
    return not _ADVERBIAL.search(before) and (rule.catch_all or not _IN_LIST.search(before))
