"""What changed between two versions of a by-law that touches a behaviour: norms that came, went, moved or changed.

Both versions are read by the recogniser; an article that forbids conduct in either of them is held against its
counterpart in the other. For `apv library changes`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from apv.bylaws.differences import Difference, differences
from apv.bylaws.norms.lexicon import Lexicon
from apv.bylaws.norms.recognise import Norm, recognise
from apv.bylaws.regulation import Article, Regulation

Kind = Literal["new", "gone", "changed", "moved"]

ALIKE = 60
"""From how alike two texts are, in parts of a hundred, the one may be the other under a new number."""

SLOTS = ("place", "actor", "objects", "qualifiers", "exceptions", "overlap", "penal_listed", "stub")
"""What is compared besides the words: fields of `Norm`. They also change when only a definition or the penal list,
which stand elsewhere in the by-law, did."""


@dataclass(frozen=True, slots=True)
class SlotChange:
    """A field of `Norm` with its value before and after."""

    slot: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class NormChange:
    """One article that forbids conduct in at least one of two versions, and what became of it.

    `moved`: it has another number and reads the same. `old` or `new` is None where the article forbids nothing
    (or is not there). `words` are the differences between the texts of the article, heading included.
    """

    kind: Kind
    old: Norm | None
    new: Norm | None
    words: tuple[Difference, ...]
    slots: tuple[SlotChange, ...] = ()

    @property
    def gained(self) -> tuple[str, ...]:
        """The behaviours it forbids now and did not before."""
        return tuple(name for name in _behaviours(self.new) if name not in _behaviours(self.old))

    @property
    def lost(self) -> tuple[str, ...]:
        """The behaviours it no longer forbids."""
        return tuple(name for name in _behaviours(self.old) if name not in _behaviours(self.new))

    @property
    def kept(self) -> tuple[str, ...]:
        """The behaviours it forbade before and still does."""
        return tuple(name for name in _behaviours(self.new) if name in _behaviours(self.old))

    @property
    def article(self) -> str:
        """Its number, the newest where it has two."""
        return self._latest.article

    @property
    def heading(self) -> str:
        return self._latest.heading

    @property
    def _latest(self) -> Norm:
        norm = self.new or self.old
        assert norm is not None  # a change is of a norm
        return norm


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """What changed between two versions: the norms, and the numbers of all other articles that changed."""

    norms: tuple[NormChange, ...]
    elsewhere: tuple[str, ...]

    def about(self, behaviours: Collection[str]) -> VersionChanges:
        """Only the norms that forbid one of `behaviours`, or did."""
        wanted = set(behaviours)
        kept = (change for change in self.norms if wanted & {*change.gained, *change.lost, *change.kept})
        return replace(self, norms=tuple(kept))


def version_changes(old: Regulation, new: Regulation, lexicon: Lexicon) -> VersionChanges:
    """What became of `old` in `new`, in the order of `new`, with what went at the end."""
    before, after = recognise(old, lexicon), recognise(new, lexicon)
    pairs = _pairs(before, after, old, new)
    changes = [_changed(one, other, old, new) for one, other in pairs]
    counterpart = {other.article: one.article for one, other in pairs}
    paired = {one.article for one, _ in pairs}
    changes += [_single("new", norm, old, new) for norm in after if norm.article not in counterpart]
    changes += [_single("gone", norm, old, new) for norm in before if norm.article not in paired]
    order = {article.number: rank for rank, article in enumerate(new.articles)}
    told = [change for change in changes if change is not None]
    told.sort(key=lambda change: (change.kind == "gone", order.get(change.article, len(order))))
    seen = {norm.article for norm in (*before, *after)}
    return VersionChanges(
        tuple(told), tuple(number for number in _changed_articles(old, new) if number not in seen)
    )


def _pairs(
    before: Sequence[Norm], after: Sequence[Norm], old: Regulation, new: Regulation
) -> list[tuple[Norm, Norm]]:
    """Which norm became which: under the same number first, then by how alike the texts are."""
    from rapidfuzz import fuzz

    chances = []
    for one in before:
        for other in after:
            same_number = one.article == other.article
            shared = bool(set(one.behaviours) & set(other.behaviours))
            if not (same_number or shared):
                continue
            likeness = fuzz.ratio(_text(old, one.article), _text(new, other.article))
            if likeness >= ALIKE or (same_number and shared):
                chances.append((same_number, likeness, one, other))
    chances.sort(key=lambda chance: (-chance[0], -chance[1], chance[2].article, chance[3].article))
    pairs: list[tuple[Norm, Norm]] = []
    for _, _, one, other in chances:
        if all(one is not taken and other is not also for taken, also in pairs):
            pairs.append((one, other))
    return pairs


def _changed(one: Norm, other: Norm, old: Regulation, new: Regulation) -> NormChange | None:
    words = differences(_text(old, one.article), _text(new, other.article))
    slots = tuple(_slot_changes(one, other))
    same = all(word.kind == "same" for word in words)
    if same and not slots and one.behaviours == other.behaviours:
        return None if one.article == other.article else NormChange("moved", one, other, words)
    return NormChange("changed", one, other, words, slots)


def _single(kind: Kind, norm: Norm, old: Regulation, new: Regulation) -> NormChange:
    """A norm without a counterpart; its article may stand in the other version too, forbidding nothing."""
    words = differences(_text(old, norm.article), _text(new, norm.article))
    return NormChange(kind, norm if kind == "gone" else None, norm if kind == "new" else None, words)


def _slot_changes(one: Norm, other: Norm) -> Iterator[SlotChange]:
    for slot in SLOTS:
        before, after = getattr(one, slot), getattr(other, slot)
        if before != after:
            yield SlotChange(slot, before, after)


def _changed_articles(old: Regulation, new: Regulation) -> Iterable[str]:
    numbers = dict.fromkeys(article.number for article in (*new.articles, *old.articles))
    return (number for number in numbers if _text(old, number) != _text(new, number))


def _text(regulation: Regulation, number: str) -> str:
    article = regulation.article(number)
    return "" if article is None else _whole(article)


def _whole(article: Article) -> str:
    return f"{article.heading}\n{article.text}" if article.heading else article.text


def _behaviours(norm: Norm | None) -> tuple[str, ...]:
    """What it forbids; an article that only keeps its number forbids nothing."""
    return norm.behaviours if norm and not norm.stub else ()
