"""Makes varied by-laws with known content: the same seed always gives the same by-laws.

`generate(seed)` returns one `KnownBylaw`: a Regulation and, per article, what it forbids. Written apart from the
product's word lists, so that it measures more than whether a list contains its own words.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from apv.bylaws.regulation import (
    Article,
    Attachment,
    Block,
    Division,
    ItemList,
    Lid,
    ListItem,
    Metadata,
    Paragraph,
    Regulation,
    Run,
)

from .build import Sample, read, samples
from .phrases import GATHERED, OBJECTS, PHRASES

FAMILIES: dict[str, tuple[str, ...]] = {
    "utterance": (
        *(
            "uitjouwen",
            "naroepen",
            "nafluiten",
            "sissen",
            "schelden",
            "kusgeluid",
            "kusgebaar",
            "seksuele-opmerking",
        ),
        *("seksueel-voorstel", "seksueel-gebaar", "staren", "compliment", "aanstootgevende-taal"),
        *("aanstootgevend-gebaar", "aanstootgevend-geluid", "aanstootgevend-gedrag", "belediging"),
    ),
    "conduct": (
        *("hinderlijk-volgen", "insluiten", "doorgang-belemmeren", "opdringen", "aandringen-contact"),
        *("ongewenst-aanraken", "betasten", "ongewenst-zoenen", "spugen", "duwen-slaan", "staren"),
    ),
    "integration": ("hinderlijk-gedrag", "naroepen", "nafluiten", "sissen", "schelden", "hinderlijk-volgen"),
    "ground": ("discriminerende-intimidatie", "uitjouwen", "schelden", "spugen"),
    "order": ("hinderlijk-gedrag", "samenscholing"),
    "swearing": ("vloeken", "aanstootgevende-taal"),
    "decency": ("schennis", "seks-in-openbaar", "naaktheid-openbaar", "betasten"),
    "images": ("heimelijk-filmen", "filmen-op-straat"),
    "street": ("baldadigheid", "wildplassen", "spugen", "bedreiging", "samenscholing"),
}
"""Design families, and the behaviours that go together in one article."""

PLACES: tuple[tuple[str, frozenset[str]], ...] = (
    ("op of aan de weg", frozenset({"public_road"})),
    ("op de weg", frozenset({"public_road"})),
    (
        "op of aan de weg of in een voor het publiek toegankelijk gebouw",
        frozenset({"public_road", "public_building"}),
    ),
    ("op een openbare plaats", frozenset({"public_road", "public_place"})),
    ("in de openbare ruimte", frozenset({"public_road", "public_place"})),
    (
        "op een openbare plaats of in een voor publiek toegankelijk gebouw",
        frozenset({"public_road", "public_place", "public_building"}),
    ),
    ("", frozenset()),
)
ACTORS: tuple[tuple[str, str], ...] = (
    ("", "any"),
    ("", "any"),
    ("alleen of in groepsverband", "any"),
    ("individueel of in een groep", "any"),
    ("in groepsverband dan wel afzonderlijk", "any"),
    ("al dan niet samen met anderen", "any"),
    ("in groepsverband", "group"),
    ("in een groep van drie of meer personen", "group"),
)
TAILS = (
    "",
    "",
    "",
    ", zonder redelijk doel",
    ", indien daardoor de openbare orde wordt verstoord",
    ", op een wijze die voor die ander hinderlijk is",
    ", tenzij dit geschiedt in het kader van een wedstrijd of voorstelling",
)
NAMES = ("Zandrecht", "Veldhaven", "Lindeborg", "Oudemolen", "Wierhuizen", "Hoogbroek", "Kreekdam", "Eikenrode")
STYLES = ("{c}:{n}", "{c}.{n}", "{c}.1.{n}", "{p}")
_PARTICLE = re.compile(
    r"\b(na|toe|uit|aan|in|op|af|vast|achterna|mee|om|weg|beet|klem|tegen|samen|lastig|opzij|omver) te "
    r"(?!blijven|fluiten)(?=\w)"
)


DISTRACTORS = tuple(samples("distractors.txt"))
ADDED_LEDEN = tuple(line for line in read("added_leden.txt") if line and not line.startswith("#"))


@dataclass(frozen=True)
class KnownNorm:
    """What an article forbids, and for whom and where."""

    behaviours: frozenset[str]
    place: frozenset[str]
    actor: str
    penal_listed: bool | None = None


@dataclass(frozen=True)
class KnownBylaw:
    """A by-law with, per article number, what it forbids (articles not named forbid nothing)."""

    regulation: Regulation
    norms: dict[str, KnownNorm]


def generate(seed: int) -> KnownBylaw:
    """The by-law of this seed."""
    return _Drafter(random.Random(seed), seed).draft()


def generate_many(count: int, first: int = 0) -> Iterator[KnownBylaw]:
    """`count` by-laws with successive seeds."""
    return (generate(seed) for seed in range(first, first + count))


class _Drafter:
    """One drafter with habits of their own: numbering, wording, and a taste for lists."""

    def __init__(self, chance: random.Random, seed: int) -> None:
        self.chance, self.seed = chance, seed
        self.style = chance.choice(STYLES)
        self.lid_style = chance.choice(("{n}.", "{n}", "{n}.", "({n})"))
        self.item_style = chance.choice(("{a}.", "{a})", "{n}°.", "-", "{a}."))
        self.count = 0
        self.norms: dict[str, KnownNorm] = {}

    def draft(self) -> KnownBylaw:
        chance = self.chance
        families = chance.sample(sorted(FAMILIES), chance.randint(2, 5))
        made = [self._definitions()]
        bodies: list[str | Sample] = [*families, *chance.sample(DISTRACTORS, chance.randint(8, 20))]
        chance.shuffle(bodies)
        for body in bodies:
            made.append(self._norm_article(body) if isinstance(body, str) else self._filler(body))
        if chance.random() < 0.3:
            made.append(
                Article(self._number(), "Straatintimidatie", self._al("[gereserveerd]"), status="reserved")
            )
        made.append(self._penal(made))
        half = len(made) // 2
        chapters = (
            Division("hoofdstuk", "1", "Algemeen", "Hoofdstuk", children=tuple(made[:1])),
            Division("hoofdstuk", "2", "Openbare orde", "Hoofdstuk", children=tuple(made[1:half])),
            Division("hoofdstuk", "5", "Andere onderwerpen", "Hoofdstuk", children=tuple(made[half:])),
        )
        name = chance.choice(NAMES)
        regulation = Regulation(
            Metadata(
                identifier=f"CVDR9{self.seed:05d}_1",
                work=f"CVDR9{self.seed:05d}",
                title=f"Algemene plaatselijke verordening {name}",
                creator=name,
                creator_scheme="overheid:Gemeente",
                kind="regeling",
                valid_from=date(chance.randint(1995, 2026), 1, 1),
            ),
            title=f"Algemene plaatselijke verordening {name}",
            body=chapters,
            attachments=(self._note(),),
        )
        return KnownBylaw(regulation, self.norms)

    # articles

    def _definitions(self) -> Article:
        meanings = {
            "weg": "de weg als bedoeld in artikel 1, eerste lid, onder b, van de Wegenverkeerswet 1994;",
            "openbare plaats": "een plaats als bedoeld in artikel 1 van de Wet openbare manifestaties;",
            "openbare ruimte": "de weg en alle andere voor het publiek toegankelijke plaatsen in de open lucht;",
            "hinderlijke gedraging": "het uitschelden of bedreigen van personen;",
            "college": "het college van burgemeester en wethouders.",
        }
        items = tuple(
            ListItem(f"{chr(97 + at)}.", self._al(f"{term}: {meaning}"))
            for at, (term, meaning) in enumerate(meanings.items())
        )
        lead = self.chance.choice(
            ("In deze verordening wordt verstaan onder:", "In deze verordening wordt verstaan onder")
        )
        return Article(self._number(1), "Begripsbepalingen", (*self._al(lead), ItemList(items)))

    def _filler(self, sample: Sample) -> Article:
        return self._article(sample.heading, [self._al(text) for text in sample.leden])

    def _norm_article(self, family: str) -> Article:
        chance = self.chance
        place, places = chance.choice(PLACES)
        actor, actor_id = chance.choice(ACTORS)
        pool = FAMILIES[family]
        chosen = chance.sample(pool, min(len(pool), chance.randint(1, 5)))
        clauses, named = self._clauses(chosen)
        leden = [self._frame(clauses, place, actor)]
        if chance.random() < 0.25:
            more, more_named = self._clauses(chance.sample(pool, 1))
            leden.append(self._frame(more, place, actor))
            named |= more_named
        leden += [self._al(text) for text in chance.sample(ADDED_LEDEN, chance.randint(0, 2))]
        headings = (
            "Hinderlijk gedrag",
            "Gedrag op openbare plaatsen",
            "Straatintimidatie",
            "",
            "Ongewenst gedrag",
            "Openbare orde",
        )
        article = self._article(chance.choice(headings), leden)
        self.norms[article.number] = KnownNorm(frozenset(named), places, actor_id)
        return article

    def _clauses(self, chosen: Sequence[str]) -> tuple[list[str], set[str]]:
        chance = self.chance
        clauses: list[str] = []
        named: set[str] = set()
        person = chance.choice(OBJECTS)
        for behaviour in chosen:
            together = [entry for entry in GATHERED if behaviour in entry[1]]
            if together and chance.random() < 0.2:
                phrase, names = chance.choice(together)
                named.update(names)
            else:
                phrase = chance.choice(PHRASES[behaviour])
                named.add(behaviour)
            clauses.append(phrase.replace("{o}", person))
        return clauses, named

    # frames

    def _frame(self, clauses: list[str], place: str, actor: str) -> tuple[Block, ...]:
        frames = [
            self._plain,
            self._plain,
            self._listed,
            self._listed,
            self._nobody,
            self._not_allowed,
            self._abstain,
        ]
        return self.chance.choice(frames)(clauses, place, actor)

    def _plain(self, clauses: list[str], place: str, actor: str) -> tuple[Block, ...]:
        start = self.chance.choice(
            (
                "Het is verboden {x} ",
                "Het is een ieder verboden {x} ",
                "Het is {x} verboden ",
                "Het is {x} verboden om ",
                "Onverminderd het Wetboek van Strafrecht is het verboden {x} ",
            )
        )
        return self._al(
            self._sentence(start, self._where(place, actor), self._row(clauses) + self.chance.choice(TAILS) + ".")
        )

    def _not_allowed(self, clauses: list[str], place: str, actor: str) -> tuple[Block, ...]:
        start = self.chance.choice(
            (
                "Het is niet toegestaan {x} ",
                "{X} is het niet toegestaan ",
                "{X} is het verboden ",
                "Verboden is het {x} ",
            )
        )
        if not place:
            start = "Het is niet toegestaan {x} "
        return self._al(self._sentence(start, self._where(place, actor), self._row(clauses) + "."))

    def _listed(self, clauses: list[str], place: str, actor: str) -> tuple[Block, ...]:
        start = self.chance.choice(
            (
                "Het is verboden {x}:",
                "Het is {x} verboden:",
                "Het is een ieder verboden {x}:",
                "Het is verboden om {x}:",
            )
        )
        lead = self._sentence(start, self._where(place, actor), "")
        items = []
        for at, clause in enumerate(clauses):
            last = at == len(clauses) - 1
            end = "." if last else self.chance.choice((";", ";", "; of" if at == len(clauses) - 2 else ";"))
            number = self.item_style.format(a=chr(97 + at), n=at + 1)
            items.append(ListItem(number, self._al(clause + end)))
        return (*self._al(lead), ItemList(tuple(items)))

    def _nobody(self, clauses: list[str], place: str, actor: str) -> tuple[Block, ...]:
        bare = [without_te(clause) for clause in clauses]
        start = self.chance.choice(("Niemand mag {x} ", "Men mag {x} niet ", "Het is eenieder verboden {x} te "))
        if start.endswith("te "):
            return self._plain(clauses, place, actor)
        if "niet" in start:
            return self._al(self._sentence("Niemand mag {x} ", self._where(place, actor), self._row(bare) + "."))
        return self._al(self._sentence(start, self._where(place, actor), self._row(bare) + "."))

    def _abstain(self, clauses: list[str], place: str, actor: str) -> tuple[Block, ...]:
        nouns = [f"het {without_te(clause)}" for clause in clauses]
        start = self.chance.choice(
            ("Een ieder dient zich {x} te onthouden van ", "Iedereen onthoudt zich {x} van ")
        )
        return self._al(self._sentence(start, self._where(place, actor), self._row(nouns) + "."))

    # words

    def _where(self, place: str, actor: str) -> str:
        parts = [part for part in (place, actor) if part]
        if len(parts) == 2 and self.chance.random() < 0.3:
            parts[1] = f", {parts[1]},"
        return " ".join(parts).replace(" ,", ",")

    def _sentence(self, start: str, where: str, rest: str) -> str:
        text = start.replace("{x}", where).replace("{X}", where[:1].upper() + where[1:]) + rest
        text = re.sub(r" +", " ", text).replace(" :", ":").replace(" ,", ",").strip()
        return text[:1].upper() + text[1:]

    def _row(self, clauses: list[str]) -> str:
        if len(clauses) == 1:
            return clauses[0]
        last = self.chance.choice((" of ", " dan wel ", " of ", ", of "))
        return ", ".join(clauses[:-1]) + last + clauses[-1]

    # building

    def _al(self, text: str) -> tuple[Block, ...]:
        return (Paragraph((Run(text),)),)

    def _article(self, heading: str, leden: Sequence[tuple[Block, ...]]) -> Article:
        number = self._number()
        if len(leden) == 1:
            return Article(number, heading, leden[0])
        old = self.chance.random() < 0.4
        return Article(
            number,
            heading,
            lids=tuple(
                Lid(self.lid_style.format(n=at), blocks, as_list=old) for at, blocks in enumerate(leden, start=1)
            ),
        )

    def _number(self, chapter: int = 2) -> str:
        self.count += 1
        suffix = self.chance.choice(("", "", "", "", "a")) if self.style != "{p}" else ""
        return self.style.format(c=chapter, n=self.count, p=self.count) + suffix

    def _penal(self, made: Sequence[Article]) -> Article:
        number = self._number(6)
        kind = self.chance.choice(("all", "list", "list"))
        end = "wordt gestraft met hechtenis van ten hoogste drie maanden of geldboete van de tweede categorie"
        listed = [article.number for article in made if kind == "all" or self.chance.random() < 0.8]
        for key, norm in list(self.norms.items()):
            self.norms[key] = KnownNorm(norm.behaviours, norm.place, norm.actor, key in listed)
        if kind == "all":
            text = f"Overtreding van het bij of krachtens deze verordening bepaalde {end}."
            return Article(number, "Strafbepaling", self._al(text))
        if self.chance.random() < 0.5:
            text = f"Overtreding van de artikelen {', '.join(listed[:-1])} en {listed[-1]} {end}."
            return Article(number, "Strafbepaling", self._al(text))
        lead = f"Overtreding van het bij of krachtens de volgende artikelen bepaalde {end}:"
        items = tuple(ListItem("-", self._al(f"artikel {name};")) for name in listed)
        return Article(number, "Strafbepaling", (*self._al(lead), ItemList(items)))

    def _note(self) -> Attachment:
        return Attachment(
            "toelichting",
            "Toelichting",
            self._al(
                "Het is verboden voorbijgangers na te roepen, te betasten of te filmen: dit artikel "
                "beschermt de openbare orde."
            ),
        )


def without_te(clause: str) -> str:
    """The clause as it stands after "mag": "na te roepen" becomes "naroepen"."""
    joined = _PARTICLE.sub(lambda found: found.group(1), clause)
    return re.sub(r"\bte (?=\w+en\b|doen|gaan|slaan|zien|staan)", "", joined)
