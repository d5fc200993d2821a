"""What the council decides: an `Amendment` in the formal Dutch of an amending decision, with the new text in full.

The instructions are values (parts A, B, C with their steps); `division` gives them as CVDR text, so that Word, XML
and plain text follow from the renderers there are. `wording` holds the sentences, `interpret` reads them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from apv.bylaws.blocks import Block, ItemList, ListItem, Paragraph, Run
from apv.bylaws.regulation import Article, Division, Regulation
from apv.drafting.amending.amend import apply
from apv.drafting.amending.numbering import upper_letter
from apv.drafting.amending.operations import (
    About,
    Amendment,
    InsertPart,
    InsertWords,
    LapsePart,
    LapseWords,
    NumberText,
    Operation,
    ReplaceEnd,
    ReplacePart,
    ReplaceWords,
    RetitleArticle,
    article_of,
)
from apv.drafting.amending.wording import Step, word

DIVISION = "wijzig-divisie"
"""CVDR's element for a part of an amending decision."""
WITHIN_ARTICLE = (
    InsertWords,
    ReplaceWords,
    LapseWords,
    ReplaceEnd,
    InsertPart,
    ReplacePart,
    LapsePart,
    NumberText,
    RetitleArticle,
)
"""Operations on one article that can be the steps 1, 2, 3 of one part."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One part of an amending article: `letter` ("" when there is only one), the `opening` words when it has more
    than one step, and the steps."""

    letter: str
    opening: str
    steps: tuple[Step, ...]
    about: About = ""

    @property
    def known_as(self) -> str:
        """ "onderdeel A", or nothing."""
        return f"onderdeel {self.letter}" if self.letter else ""

    @property
    def content(self) -> tuple[Block | Article, ...]:
        """The part as text: its words, its numbered steps, and the new text in full."""
        if not self.opening:
            (step,) = self.steps
            return (_paragraph(step.words), *step.new)
        items = (
            ListItem(f"{number}.", (_paragraph(step.words), *_blocks(step.new)))
            for number, step in enumerate(self.steps, start=1)
        )
        return (_paragraph(self.opening), ItemList(tuple(items)))


@dataclass(frozen=True, slots=True)
class Instructions:
    """The parts of the article that amends one by-law; `opening` is its first sentence."""

    opening: str
    parts: tuple[Instruction, ...]

    def division(self, number: str = "I") -> Division:
        """The whole article ("Artikel I") as CVDR text."""
        if len(self.parts) == 1 and not self.parts[0].letter:
            return _division("Artikel", number, (_paragraph(self.opening), *self.parts[0].content))
        whole = _division("Artikel", number, (_paragraph(self.opening),))
        return replace(whole, children=tuple(_division("", part.letter, part.content) for part in self.parts))


def instructions(regulation: Regulation, amendment: Amendment, name: str = "") -> Instructions:
    """What the council has to decide to turn `regulation` into `amend(regulation, amendment)`.

    `name` is how the decision calls the by-law (default: its own citation title). Raises InputError as `amend`
    does.
    """
    name = name or regulation.meta.citation_title or regulation.meta.title or regulation.title
    groups = [tuple(group) for _, group in groupby(_numbered(amendment.operations), key=lambda pair: pair[0])]
    parts: list[Instruction] = []
    for place, group in enumerate(groups):
        letter = upper_letter(place) if len(groups) > 1 else ""
        steps: list[Step] = []
        for _, operation in group:
            steps.append(word(regulation, operation, alone=len(group) == 1))
            regulation = apply(regulation, operation)
        opening = f"Artikel {article_of(group[0][1])} wordt als volgt gewijzigd:" if len(group) > 1 else ""
        parts.append(Instruction(letter, opening, tuple(steps), group[0][1].about))
    return Instructions(f"De {name} wordt als volgt gewijzigd:", tuple(parts))


def _numbered(operations: Iterable[Operation]) -> Iterator[tuple[int, Operation]]:
    """Each operation with the number of the part it goes into: successive changes within one article share one."""
    number, before = 0, ("", "", False)
    for operation in operations:
        here = (article_of(operation), operation.about, isinstance(operation, WITHIN_ARTICLE))
        if not (here == before and here[2]):
            number += 1
        before = here
        yield number, operation


def _division(label: str, number: str, content: Iterable[Block | Article]) -> Division:
    blocks, children = [], []
    for part in content:
        if isinstance(part, Article):
            children.append(part)
        elif children:
            raise AssertionError("text after an article")  # an instruction ends with its new article
        else:
            blocks.append(part)
    return Division(DIVISION, number, label=label, blocks=tuple(blocks), children=tuple(children))


def _blocks(parts: Iterable[Block | Article]) -> tuple[Block, ...]:
    return tuple(part for part in parts if not isinstance(part, Article))


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))
