"""Who is like us: the municipalities whose by-laws forbid most of the same, in the same way.

The likeness of two municipalities is the part that both have of all traits that either has, 0 to 1. Traits are
each behaviour that is forbidden, and with it each place, who may act, and each qualifier: who forbids the same in
other places is less like us. Provisions that have probably lapsed count as well; it is the text that is compared.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from apv.bylaws.norms.recognise import Norm
from apv.comparing.comparison import ComparedBylaw, Matrix

SHOWN = 5
"""Neighbours that are named per municipality."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A municipality that is like the one asked about. `likeness` runs from 0 to 1 (1: the same traits);
    the behaviours that both forbid, only the first ("here") and only this one ("there"), in vocabulary order."""

    municipality: str
    likeness: float
    shared: tuple[str, ...]
    only_here: tuple[str, ...]
    only_there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest municipalities, most alike first, at most SHOWN. `more_equal` counts those left out that are
    just as like as the last one shown."""

    nearest: tuple[Neighbour, ...]
    more_equal: int = 0


def who_is_like(
    bylaws: Iterable[ComparedBylaw], matrix: Matrix, behaviours: Sequence[str]
) -> dict[str, Neighbours]:
    """municipality -> its neighbours by what they forbid of `behaviours`, in matrix order; only municipalities
    with a provision, and only neighbours that share something."""
    masks = _masks(bylaws, frozenset(behaviours))
    alike: dict[int, list[str]] = {}
    for name, cells in matrix.items():
        if cells and name in masks:
            alike.setdefault(masks[name], []).append(name)
    rank = {name: at for at, name in enumerate(matrix)}
    # municipalities with the same traits have the same neighbours: each set of traits is compared once
    by_size: dict[int, list[int]] = {}
    for mask in alike:
        by_size.setdefault(mask.bit_count(), []).append(mask)
    of_like_size = {size: _closest_first(size, by_size) for size in by_size}
    ranked = {mask: _ranked(mask, of_like_size[mask.bit_count()], alike, rank) for mask in alike}
    return {
        name: _neighbours(name, ranked[masks[name]], matrix) for name in matrix if matrix[name] and name in masks
    }


def _masks(bylaws: Iterable[ComparedBylaw], asked: frozenset[str]) -> dict[str, int]:
    """Per municipality its traits as the bits of one number, which makes counting what two share fast."""
    bits: dict[tuple[str, ...], int] = {}
    masks: dict[str, int] = {}
    kept: dict[object, int] = {}  # many by-laws have the same article
    for bylaw in bylaws:
        for compared in bylaw.norms if bylaw.counts else ():
            if compared.is_stub:
                continue
            norm = compared.norm
            key = norm.behaviours, norm.actor, norm.place, norm.qualifiers
            if key not in kept:
                traits = set(_traits(norm, asked))
                kept[key] = sum(1 << bits.setdefault(trait, len(bits)) for trait in traits)
            if kept[key]:
                masks[bylaw.municipality] = masks.get(bylaw.municipality, 0) | kept[key]
    return masks


def _traits(norm: Norm, asked: frozenset[str]) -> Iterator[tuple[str, ...]]:
    for behaviour in asked.intersection(norm.behaviours):
        yield (behaviour,)
        yield (behaviour, "actor", norm.actor)
        yield from ((behaviour, "place", place) for place in norm.place)
        yield from ((behaviour, "qualifier", qualifier) for qualifier in norm.qualifiers)


def _needed(together: int, least: int, of: int) -> int:
    """How many traits, at least one, two sets with so many `together` must share to be alike for least/of."""
    return max(-(-least * together // (least + of)), 1)


def _closest_first(size: int, by_size: Mapping[int, Sequence[int]]) -> list[tuple[int, Sequence[int]]]:
    """All sets of traits by how many there are in each, those that differ least from `size` first."""
    return sorted(by_size.items(), key=lambda other: max(size, other[0]) / min(size, other[0]))


Ranked = tuple[tuple[float, tuple[str, ...]], ...]
"""Likeness and the municipalities that are so much alike, most alike first; equals in matrix order."""


def _ranked(
    ours: int,
    of_like_size: Sequence[tuple[int, Sequence[int]]],
    alike: Mapping[int, Sequence[str]],
    rank: Mapping[str, int],
) -> Ranked:
    """Who shares something with the traits `ours`, as far as can be needed to name SHOWN of them. `of_like_size`:
    all sets of traits, see _closest_first."""
    scores = _scores(ours, of_like_size)
    found: list[tuple[float, tuple[str, ...]]] = []
    for likeness in sorted(scores, reverse=True):
        names = [name for mask in scores[likeness] for name in alike[mask]]
        found.append((likeness, tuple(sorted(names, key=rank.__getitem__))))
        if sum(len(names) for _, names in found) > SHOWN:  # one of them may be the municipality itself
            break
    return tuple(found)


def _scores(ours: int, of_like_size: Sequence[tuple[int, Sequence[int]]]) -> dict[float, list[int]]:
    """By likeness the sets of traits that may be among the most alike."""
    scores: dict[float, list[int]] = {}
    best: list[tuple[float, int, int]] = []
    size, least, of = ours.bit_count(), 0, 1  # what is less alike than least/of is not among the first
    for their_size, sets in of_like_size:
        if min(size, their_size) * of < least * max(size, their_size):
            break  # sets that differ so much in size cannot be more alike, nor can any that follow
        needed = _needed(size + their_size, least, of)
        for theirs in sets:
            shared = (ours & theirs).bit_count()
            if shared < needed:
                continue
            either = size + their_size - shared
            scores.setdefault(shared / either, []).append(theirs)
            heapq.heappush(best, (shared / either, shared, either))
            if len(best) > SHOWN + 1:
                heapq.heappop(best)
            if len(best) > SHOWN:
                _, least, of = best[0]
                needed = _needed(size + their_size, least, of)
    return scores


def _neighbours(name: str, ranked: Ranked, matrix: Matrix) -> Neighbours:
    others = ((likeness, other) for likeness, names in ranked for other in names if other != name)
    nearest = tuple(_neighbour(likeness, name, other, matrix) for likeness, other in islice(others, SHOWN))
    if not nearest:
        return Neighbours(())
    last = nearest[-1].likeness
    equal = sum(len(names) - (name in names) for likeness, names in ranked if likeness == last)
    return Neighbours(nearest, equal - sum(1 for one in nearest if one.likeness == last))


def _neighbour(likeness: float, name: str, other: str, matrix: Matrix) -> Neighbour:
    ours, theirs = matrix[name], matrix[other]
    return Neighbour(
        other,
        likeness,
        tuple(behaviour for behaviour in ours if behaviour in theirs),
        tuple(behaviour for behaviour in ours if behaviour not in theirs),
        tuple(behaviour for behaviour in theirs if behaviour not in ours),
    )
