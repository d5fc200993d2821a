"""The word lists of the recogniser as they stand in legal_sources/: read, checked and turned into pairs.

norm_language.xml holds the language of prohibitions, lexicon.xml the words for places, people and the like. The
lexicon compiles what this module reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from apv.bylaws.norms.apart import Apart
from apv.bylaws.norms.combination import Combination
from apv.bylaws.norms.inflection import Bent, Inflections, with_bare_infinitive
from apv.errors import CatalogueError
from apv.safe_xml import parse_file

Node = etree._Element
Pairs = list[tuple[str, str]]
"""(id, form), as a matcher takes them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a form of conduct means inside a prohibition, and what must or must not stand near it.

    `with_` (in the sentence or its lead), `by` (there, also before the verb: who does it), `beside` and `without`
    (in the same act) are ids of word lists;
    `yields_to` are behaviours that, named in the same act, make this reading superfluous; a `catch_all` gives way
    to any closer behaviour.
    """

    behaviour: str
    with_: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    catch_all: bool = False


@dataclass(frozen=True, slots=True)
class RuleOut:
    """Words that show a clause is about something else; `behaviours` empty means all."""

    behaviours: frozenset[str]
    also_as_means: bool

    def covers(self, behaviour: str) -> bool:
        return not self.behaviours or behaviour in self.behaviours


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """What a place word stands for; `term` is the word a by-law normally defines ("" when it needs no definition).

    A `general` word ("in het openbaar") says nothing beside a word for a place proper."""

    places: tuple[str, ...]
    term: str
    general: bool = False


class NormLanguage:
    """norm_language.xml: `signals` and `conduct` as pairs for matchers, ids as Lexicon explains, and the rules."""

    def __init__(self, path: Path, behaviours: Iterable[str]) -> None:
        """Raises CatalogueError with file and line for a wrong shape or an unknown name."""
        self._path, self._behaviours = path, set(behaviours)
        self._root = read_checked(path)
        self._lists = {node.get("id", "") for kind in ("list", "rule-out") for node in self._root.iterfind(kind)}
        self._rules: dict[Rule, int] = {}
        self.apart: list[Apart] = []
        self._inflections = _inflections(self._root)
        self._guards = {node.get("behaviour", ""): node for node in self._root.iterfind("guard")}
        self._guarded = {name: self._rule(node) for name, node in self._guards.items()}
        self.signals: Pairs = [
            (f"{node.tag!s}/{node.get('id', '')}", form)
            for node in self._root
            if node.tag in {"signal", "list", "rule-out", "addressees"}
            for reading in forms_of(node)
            for form in (with_bare_infinitive(reading) if node.tag == "list" else (reading,))
        ]
        self.yields = tuple(
            (node.get("behaviour", ""), node.get("to", ""), node.get("within", ""))
            for node in self._root.iterfind("yield")
        )
        self.rule_outs = {node.get("id", ""): _rule_out(node) for node in self._root.iterfind("rule-out")}
        self.addressees_except = frozenset(
            name for node in self._root.iterfind("addressees") for name in node.get("except", "").split()
        )

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule met so far; its place is its id in `conduct`."""
        return tuple(self._rules)

    def conduct(self, forms: Iterable[tuple[str, str]]) -> Pairs:
        """The forms of the behaviours themselves (`forms`: behaviour id, form) with those of this file."""
        pairs: Pairs = []
        for behaviour, form in forms:
            guard = self._guards.get(behaviour)
            if guard is None or "_" not in form or guard.get("gaps") != "no":
                pairs += self._under(self._guarded.get(behaviour, Rule(behaviour)), [form])
        for node in self._root.iterfind("conduct"):
            rule = self._rule(node)
            pairs += self._under(rule, (*forms_of(node), *verb_forms(node)))
            for verb in node.iterfind("verb[@apart='yes']"):
                pairs += self._apart(rule, verb)
        for at, node in enumerate(self._root.iterfind("combination")):
            for kind in ("first", "after"):
                pairs += [(f"{kind}/{at}", form) for part in node.iterfind(kind) for form in forms_of(part)]
        return pairs

    def combinations(self) -> Iterator[Combination]:
        """The enumerations that one word can colour, in the order of their ids."""
        joints = [form for node in self._root.iterfind("joints") for form in forms_of(node)]
        for node in self._root.iterfind("combination"):
            nouns = {part.get("behaviour", ""): forms_of(part) for part in node.iterfind("noun")}
            yield Combination(nouns=nouns, joints=joints)

    def common(self) -> Iterator[str]:
        """Words that most by-laws are full of."""
        people = self._root.find("list[@id='people']")
        for form in forms_of(people) if people is not None else ():
            if " " not in form:
                yield form.rstrip("*")
        for node in self._root.iterfind("common"):
            yield from forms_of(node)

    def _under(self, rule: Rule, forms: Iterable[str]) -> Pairs:
        key = str(self._rules.setdefault(rule, len(self._rules)))
        return [(key, reading) for form in forms for reading in self._inflections.readings(form)]

    def _apart(self, rule: Rule, verb: Node) -> Pairs:
        """The conjugated part of a separable verb, which names conduct with its particle and a person."""
        to_people = replace(rule, with_=tuple(dict.fromkeys((*rule.with_, "people"))))
        key = str(self._rules.setdefault(to_people, len(self._rules)))
        self.apart.append(Apart(verb.get("particle", ""), key))
        infinitive, present = verb.get("infinitive", ""), verb.get("present", "")
        imperative = present if infinitive.startswith(present) else present.removesuffix("t")
        return [(f"apart/{len(self.apart) - 1}", part) for part in (present, infinitive, imperative)]

    def _rule(self, node: Node) -> Rule:
        rule = Rule(
            behaviour=node.get("behaviour", ""),
            with_=tuple(node.get("with", "").split()),
            by=tuple(node.get("by", "").split()),
            beside=tuple(node.get("beside", "").split()),
            without=tuple(node.get("without", "").split()),
            yields_to=tuple(node.get("yields-to", "").split()),
            catch_all=node.get("catch-all") == "yes",
        )
        for name in (rule.behaviour, *rule.yields_to):
            self._require(name in self._behaviours, "gedraging", name, node)
        for name in (*rule.with_, *rule.by, *rule.beside, *rule.without):
            self._require(name in self._lists, "woordenlijst", name, node)
        return rule

    def _require(self, known: bool, what: str, name: str, node: Node) -> None:
        if not known:
            raise CatalogueError(
                f"De {what} '{name}' bestaat niet",
                where=f"{self._path.name}, regel {node.sourceline}",
                advice="Gebruik een bestaande naam of voeg die eerst toe.",
            )


class WordsAround:
    """The by-law half of lexicon.xml: words around the conduct, ids as Lexicon explains."""

    def __init__(self, path: Path) -> None:
        """Raises CatalogueError with file and line for a wrong shape."""
        words = read_checked(path)[0]
        self.places: list[PlaceWord] = []
        self.around: Pairs = []
        for kind, key in (("place", "place"), ("definition", "meaning")):
            for node in words.iterfind(kind):
                self.around += [(f"{key}/{len(self.places)}", form) for form in forms_of(node)]
                ids = tuple(node.get("is", "").split())
                self.places.append(PlaceWord(ids, node.get("term", ""), node.get("general") == "yes"))
        for kind, name in (("actor", "is"), ("object", "label"), ("qualifier", "label")):
            for node in words.iterfind(kind):
                self.around += [(f"{kind}/{node.get(name, '')}", form) for form in forms_of(node)]
        self.stubs: Pairs = [
            (node.get("kind", ""), form) for node in words.iterfind("sign") for form in forms_of(node)
        ]
        self.umbrellas: Pairs = [
            (node.get("id", ""), form) for node in words.iterfind("umbrella") for form in forms_of(node)
        ]

    def common(self) -> Iterator[str]:
        """Words of places: every by-law is full of them."""
        for key, form in self.around:
            if key.startswith("place/"):
                for word in form.split():
                    yield from word.split("|")


def read_checked(path: Path) -> Node:
    """The root of a word list, validated against the XSD beside it; CatalogueError names file and line."""
    root = parse_file(path)
    schema = etree.XMLSchema(etree.parse(str(path.with_suffix(".xsd"))))
    if not schema.validate(root):
        first = schema.error_log[0]
        raise CatalogueError(
            "De woordenlijst heeft niet de vorm die het schema voorschrijft",
            where=f"{path.name}, regel {first.line}",
            advice=f"De controle meldt: {first.message}",
        )
    return root


def forms_of(node: Node) -> list[str]:
    """The forms directly under an element; the schema sees to it that between words there is one space."""
    return [form.text or "" for form in node.iterchildren("form")]


def verb_forms(node: Node) -> Iterator[str]:
    """The forms of the verbs under an element: as infinitive, present and participle, joined and apart.

    A separable verb stands apart in a main clause ("fluit niemand na"), there only with a person as its object:
    a particle alone ("in", "op", "aan") is too common a word.
    """
    for verb in node.iterfind("verb"):
        infinitive, present, participle = (verb.get(name, "") for name in ("infinitive", "present", "participle"))
        particle, thing = verb.get("particle"), verb.get("object")
        if particle:
            yield from (f"{particle} te {infinitive}", f"{particle}{present}", participle)
            yield f"{present}|{infinitive} {_PERSONS} {particle}"
            yield f"{present}|{infinitive} {_PERSONS} _ {particle}"
            yield f"{present}|{infinitive} een ander|persoon _ {particle}"
        elif thing:
            yield from (f"{thing} te {infinitive}", f"{thing} {present}", f"{thing} {participle}")
            yield from (f"{thing} worden|wordt|werd {participle}", f"{infinitive}|{present} _ {thing}")
        else:
            yield from (f"te {infinitive}", infinitive, present, participle)


_PERSONS = "niemand|iemand|anderen|elkaar|personen|voorbijgangers|bezoekers|hen|hem|haar"


def _inflections(root: Node) -> Inflections:
    particles: list[str] = []
    verbs: dict[str, Bent] = {}
    for node in root.iterfind("inflections"):
        particles += node.get("particles", "").split()
        for verb in node.iterfind("verb"):
            alone = verb.get("alone") != "no"
            verbs[verb.get("infinitive", "")] = Bent(verb.get("present", ""), verb.get("participle", ""), alone)
    return Inflections(verbs, particles)


def _rule_out(node: Node) -> RuleOut:
    behaviours = node.get("behaviours", "").split()
    every = behaviours == ["all"]
    return RuleOut(frozenset() if every else frozenset(behaviours), node.get("also-as-means") == "yes")
