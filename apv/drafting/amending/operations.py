"""What can happen to a by-law, as values: an `Amendment` is a sequence of these operations, applied in order.

Every operation sees the text as the ones before it left it, as the parts of an amending decision do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from apv.bylaws.regulation import Article, Block
from apv.drafting.amending.spot import Spot

About = Literal["", "article", "penal", "contents", "definition"]
"""Which part of the plan an operation belongs to; explanatory notes speak about it."""


@dataclass(frozen=True, slots=True)
class InsertArticle:
    """`article` comes `where`: after or before article `anchor`, or first or last in the division that `anchor`
    names ("hoofdstuk 2, afdeling 1", as `division_words` gives it)."""

    article: Article
    where: Literal["after", "before", "first", "last"]
    anchor: str
    about: About = "article"


@dataclass(frozen=True, slots=True)
class ReplaceArticle:
    """The article with this number reads anew ("komt te luiden")."""

    article: Article
    about: About = "article"


@dataclass(frozen=True, slots=True)
class LapseArticle:
    """Article `number` lapses; `stub` is what stays in its place to keep the number (None: nothing)."""

    number: str
    stub: Article | None = None
    about: About = "article"


@dataclass(frozen=True, slots=True)
class RetitleArticle:
    """Article `number` gets another heading."""

    number: str
    heading: str
    about: About = "article"


@dataclass(frozen=True, slots=True)
class InsertWords:
    """`new` comes directly after (or `before`) the words `anchor`, which stand once at the spot.

    A space is put between them unless punctuation makes it needless (see `words.joined`).
    """

    at: Spot
    anchor: str
    new: str
    before: bool = False
    about: About = ""


@dataclass(frozen=True, slots=True)
class ReplaceWords:
    """`new` instead of the words `old`, which stand once at the spot."""

    at: Spot
    old: str
    new: str
    about: About = ""


@dataclass(frozen=True, slots=True)
class LapseWords:
    """The words `old`, which stand once at the spot, go; what is left closes up."""

    at: Spot
    old: str
    about: About = ""


@dataclass(frozen=True, slots=True)
class ReplaceEnd:
    """The last signs of the text at the spot change, mostly a full stop into a semicolon."""

    at: Spot
    old: str
    new: str
    about: About = ""


@dataclass(frozen=True, slots=True)
class InsertPart:
    """A lid (`holder` is the article) or an item of the list at `holder` comes after the one with the bare number
    `after` ("" is: first). With `renumber` those that follow move on, where the by-law counts without gaps;
    otherwise the new one gets a letter of its own ("1a")."""

    kind: Literal["lid", "item"]
    holder: Spot
    after: str
    blocks: tuple[Block, ...]
    renumber: bool = True
    about: About = ""


@dataclass(frozen=True, slots=True)
class ReplacePart:
    """The lid or item at the spot reads anew; its number stays."""

    at: Spot
    blocks: tuple[Block, ...]
    about: About = ""


@dataclass(frozen=True, slots=True)
class LapsePart:
    """The lid or item at the spot goes; with `renumber` those that follow move up where the by-law counts without
    gaps."""

    at: Spot
    renumber: bool = True
    about: About = ""


@dataclass(frozen=True, slots=True)
class NumberText:
    """The undivided text of article `number` becomes its first lid, so that more can follow."""

    number: str
    printed: str = "1."
    as_list: bool = False
    about: About = ""


@dataclass(frozen=True, slots=True)
class InsertLine:
    """A line comes into the table of contents after (or `before`) the line that reads `anchor`."""

    anchor: str
    new: str
    before: bool = False
    about: About = "contents"


@dataclass(frozen=True, slots=True)
class ReplaceLine:
    """A line of the table of contents reads anew."""

    old: str
    new: str
    about: About = "contents"


@dataclass(frozen=True, slots=True)
class LapseLine:
    """A line of the table of contents goes."""

    old: str
    about: About = "contents"


@dataclass(frozen=True, slots=True)
class Undecided:
    """Something that has to happen, where a person decides how: `words` is the instruction with marked fill-ins
    ("[vul in: …]"), `new` what follows it. It changes nothing until it is decided."""

    words: str
    new: tuple[Article | Block, ...] = ()
    about: About = ""


ArticleOperation = InsertArticle | ReplaceArticle | LapseArticle | RetitleArticle
WordOperation = InsertWords | ReplaceWords | LapseWords | ReplaceEnd
PartOperation = InsertPart | ReplacePart | LapsePart | NumberText
LineOperation = InsertLine | ReplaceLine | LapseLine
Operation = ArticleOperation | WordOperation | PartOperation | LineOperation | Undecided


@dataclass(frozen=True, slots=True)
class Amendment:
    """Everything that happens to one by-law, in order."""

    operations: tuple[Operation, ...] = ()

    @property
    def undecided(self) -> tuple[Undecided, ...]:
        """What a person still has to decide; `amend` leaves it out."""
        return tuple(operation for operation in self.operations if isinstance(operation, Undecided))

    def about(self, about: About) -> tuple[Operation, ...]:
        """The operations of one part of the plan."""
        return tuple(operation for operation in self.operations if operation.about == about)

    @property
    def articles(self) -> tuple[str, ...]:
        """The numbers of the articles that change, each once, in the order of the operations."""
        return tuple(dict.fromkeys(number for number in map(article_of, self.operations) if number))

    def __iter__(self) -> Iterator[Operation]:
        return iter(self.operations)


def article_of(operation: Operation) -> str:
    """The number of the article an operation changes; "" for the table of contents or what is undecided."""
    match operation:
        case InsertArticle(article) | ReplaceArticle(article):
            return article.number
        case LapseArticle(number) | RetitleArticle(number) | NumberText(number):
            return number
        case InsertPart(holder=spot):
            return spot.article
        case (
            InsertWords(at) | ReplaceWords(at) | LapseWords(at) | ReplaceEnd(at) | ReplacePart(at) | LapsePart(at)
        ):
            return at.article
        case _:
            return ""
