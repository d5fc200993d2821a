"""Every by-law against that of one municipality: the same behaviours, other words, and who lacks what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from apv.bylaws.store.names import match_name
from apv.comparing.comparison import ComparedBylaw, ComparedNorm, Matrix
from apv.comparing.likeness import AgainstArticle, measure
from apv.errors import InputError, unknown_name


@dataclass(frozen=True, slots=True)
class Lacks:
    """What a municipality and the one it is held against do not both forbid: behaviour ids in vocabulary order.
    `only_here`: only the municipality itself; `only_there`: only the other."""

    only_here: tuple[str, ...]
    only_there: tuple[str, ...]
    both: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """The municipality that all others were held against, and per other municipality (in matrix order) who lacks
    what. The differences in words stand with each norm (`ComparedNorm.against`)."""

    municipality: str
    lacks: Mapping[str, Lacks]


def hold_against(
    asked: str, bylaws: Sequence[ComparedBylaw], matrix: Matrix, behaviours: Sequence[str]
) -> tuple[Against, tuple[ComparedBylaw, ...]]:
    """The by-laws with each norm held against the municipality that `asked` means.

    Only by-laws that count are held against it, and nothing of that municipality itself. Raises InputError when no
    by-law of such a municipality counts on the date.
    """
    names = _meant(asked, matrix)
    other = names[0]
    theirs = [
        (bylaw.file, norm)
        for bylaw in bylaws
        if bylaw.counts and bylaw.municipality in names
        for norm in bylaw.norms
        if not norm.is_stub
    ]
    held = tuple(
        bylaw
        if bylaw.municipality in names or not bylaw.counts
        else replace(bylaw, norms=tuple(_held(norm, theirs) for norm in bylaw.norms))
        for bylaw in bylaws
    )
    row = {behaviour for name in names for behaviour in matrix[name]}
    lacks = {
        name: Lacks(
            tuple(b for b in behaviours if b in cells and b not in row),
            tuple(b for b in behaviours if b in row and b not in cells),
            tuple(b for b in behaviours if b in row and b in cells),
        )
        for name, cells in matrix.items()
        if name not in names
    }
    return Against(other, lacks), held


def _meant(asked: str, matrix: Matrix) -> tuple[str, ...]:
    match = match_name(asked, matrix)
    if match.names:
        return match.names
    error = unknown_name("Een geldige regeling van gemeente", asked, matrix)
    advice = "Geef ook haar bestand, of noem haar met --municipality."
    raise InputError(
        f"Van gemeente '{asked}' is geen regeling gelezen die op deze datum geldt",
        advice=f"{error.advice} {advice}".strip(),
    )


def _held(norm: ComparedNorm, theirs: Sequence[tuple[str, ComparedNorm]]) -> ComparedNorm:
    """`norm` against the article of the other that is most like it, among those on the same behaviour."""
    if norm.is_stub or not norm.text:
        return norm
    wanted = set(norm.norm.behaviours)
    measured = [
        (measure(norm.norm, norm.text, other.norm, other.text), file, other)
        for file, other in theirs
        if wanted & set(other.norm.behaviours) and other.text
    ]
    if not measured:
        return norm
    best, file, other = max(measured, key=lambda found: found[0].likeness.whole)
    return replace(norm, against=AgainstArticle(other.norm.article, other.norm.heading, file, best))
