"""Finds in the text of an article the model and the choices that it was made with, also after people changed it.

Tries choices one by one and keeps what makes the model's own text more like the text that was read; a text that
was not changed is found exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from apv.bylaws.regulation import Article
from apv.drafting.choices import Choices, choose
from apv.drafting.document import article_text
from apv.drafting.dossier_pairs import Pair, paired
from apv.drafting.models import NOTHING, Model, Slot
from apv.errors import InputError

ROUNDS = 4
"""How often all slots are gone over; choices that depend on each other settle in two."""
EXACT = 100.0

Make = Callable[[Model, Choices], tuple[Article, Choices]]
"""Makes the article of a model with choices; gives it with the choices as the law narrows them."""


@dataclass(frozen=True)
class ReadBack:
    """The model and choices that come nearest to `article`. `likeness` is 0-100; `exact`: the text is the model's,
    word for word; `lines`: the model's lines beside those of the article, the equal ones too."""

    article: Article
    model: Model
    choices: Choices
    likeness: float
    lines: tuple[Pair, ...]

    @property
    def exact(self) -> bool:
        return self.likeness == EXACT

    @property
    def changed(self) -> tuple[Pair, ...]:
        """The lines that differ from the model."""
        return tuple(pair for pair in self.lines if pair.was != pair.now)


def read_back(articles: Sequence[Article], models: Iterable[Model], make: Make) -> ReadBack:
    """Of `articles` (at least one) the one that is most like one of `models` (at least one), with the nearest
    choices."""
    known = list(models)
    plain = [lines for model in known if (lines := _made(model, {}, make)) is not None]
    article = max(articles, key=lambda one: max((_likeness(_lines(one), found) for found in plain), default=0))
    return max((_nearest(article, model, make) for model in known), key=lambda found: found.likeness)


def _nearest(article: Article, model: Model, make: Make) -> ReadBack:
    """The choices of one model that come nearest, slot by slot."""
    wanted = _lines(article)
    seen: dict[tuple[tuple[str, str], ...], float] = {}

    def likeness(chosen: Mapping[str, str]) -> float:
        key = tuple(sorted(chosen.items()))
        if key not in seen:
            made = _made(model, chosen, make)
            seen[key] = -1.0 if made is None else _likeness(wanted, made)
        return seen[key]

    best = choose(model, {}, ()).as_dict()
    for _ in range(ROUNDS):
        before = best
        for slot in model.slots:
            if likeness(best) == EXACT:
                break
            options = [{**best, slot.id: value} for value in _options(slot, best[slot.id])]
            best = max([best, *options], key=likeness)
        if best == before:
            break
    choices = choose(model, best, ())
    made = _made(model, best, make)
    if made is not None:
        choices = make(model, choices)[1]
    return ReadBack(article, model, choices, likeness(best), tuple(paired(made or [], wanted)))


def _options(slot: Slot, chosen: str) -> Iterator[str]:
    """Other values of the slot; of one that takes more: each alone, one more, one less, one for another."""
    names = [choice.id for choice in slot.choices]
    if slot.choose == "one":
        yield from (name for name in names if name != chosen)
        return
    now = set(chosen.split(",")) - {NOTHING}
    yield from names
    yield from (_named(names, now ^ {name}) for name in names)
    yield from (_named(names, (now - {out}) | {put}) for out in sorted(now) for put in names if put not in now)


def _named(names: Sequence[str], chosen: set[str]) -> str:
    return ",".join(name for name in names if name in chosen) or NOTHING


def _made(model: Model, chosen: Mapping[str, str], make: Make) -> list[str] | None:
    """The lines of the model with these choices; None for choices that cannot be."""
    try:
        return _lines(make(model, choose(model, chosen, ()))[0])
    except InputError:
        return None


def _lines(article: Article) -> list[str]:
    """The article without its heading line, white space tidied."""
    return [" ".join(line.split()) for line in list(article_text(article))[1:]]


def _likeness(wanted: list[str], made: list[str]) -> float:
    from rapidfuzz.distance import Indel

    if wanted == made:
        return EXACT
    words = [" ".join(lines).split() for lines in (wanted, made)]
    return min(Indel.normalized_similarity(*words) * 100, EXACT - 0.01)
