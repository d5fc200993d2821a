"""What a comparison is made of: one value per by-law read, and the whole of it that the reports show.

`batch` fills these values, `standing` decides which by-laws count on the date, `matrix` puts them side by side.
What is said beyond the matrix stands in modules of its own: `likeness` (nearest model, another municipality),
`key_figures` (per group), `neighbours` (who is like us), `dead_letters`, `what_if` and `over_time`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from apv.bylaws.norms.recognise import Norm
from apv.bylaws.regulation import Metadata
from apv.findings import Finding, Severity
from apv.reasoning.competence import NormStatus

if TYPE_CHECKING:
    from apv.comparing.against import Against
    from apv.comparing.concerns import Concern
    from apv.comparing.dead_letters import DeadLetter
    from apv.comparing.key_figures import DesignFamily, KeyFigures
    from apv.comparing.likeness import AgainstArticle, NearestModel
    from apv.comparing.neighbours import Neighbours
    from apv.comparing.over_time import OverTime
    from apv.comparing.what_if import WhatIf

Standing = Literal["in_force", "other_version", "not_yet", "expired"]
"""Whether a by-law counts on the date: only "in_force" does."""

BehaviourStatus = Literal["in_force", "expression_risk", "maybe_lapsed", "likely_lapsed", "reserved", "repealed"]
"""The status of one behaviour within a norm. A norm lapses only as far as a later law has the same subject, and
only perhaps ("maybe_lapsed") when the files do not tell how old it is."""

GRAVITY: tuple[BehaviourStatus, ...] = (
    "likely_lapsed", "maybe_lapsed", "expression_risk", "in_force", "repealed", "reserved",
)  # fmt: skip
"""From what asks most attention to what asks none."""


@dataclass(frozen=True, slots=True)
class FoundNorm:
    """A norm as recognised, with the words of the by-law that it went by (`quote`, cut short) and the whole text
    of its article (`text`, as `Article.text`; "" when it was not kept: its words are then not compared)."""

    norm: Norm
    quote: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReadBylaw:
    """What a worker hands back for one file: small and picklable, of the text only the articles with a norm."""

    file: str
    meta: Metadata
    title: str
    articles: int
    norms: tuple[FoundNorm, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why (Dutch)."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Since:
    """The first day on which a norm is known to hold; unless `exact` it may be older."""

    day: date | None
    exact: bool


@dataclass(frozen=True, slots=True)
class ComparedNorm:
    """A norm with its status on the date: as a whole, and for each of `norm.behaviours` in turn.

    `text` is the whole article; `nearest` the model that is most like it (None: no model forbids any of the same;
    see `NearestModel.design` for whether it is near enough to count); `against` the article of the municipality
    asked for (None: not asked, or it has none); `concerns` what a jurist should look at, gravest first.
    """

    norm: Norm
    quote: str
    since: Since
    status: NormStatus
    per_behaviour: tuple[BehaviourStatus, ...]
    text: str = ""
    nearest: NearestModel | None = None
    against: AgainstArticle | None = None
    concerns: tuple[Concern, ...] = ()

    @property
    def is_stub(self) -> bool:
        """True for an article that only keeps a number: reserved or repealed."""
        return self.status.status in {"reserved", "repealed"}

    @property
    def gravest(self) -> BehaviourStatus:
        """The status that asks most attention among those of its behaviours."""
        return min(self.per_behaviour, key=GRAVITY.index)

    @property
    def is_doubtful(self) -> bool:
        """True when a jurist should look at it."""
        return not self.is_stub and (self.gravest != "in_force" or self.status.status != "in_force")


@dataclass(frozen=True, slots=True)
class ComparedBylaw:
    """A by-law in the comparison. `valid_to` is the first day on which it no longer holds."""

    file: str
    id: str
    work: str
    municipality: str
    title: str
    valid_from: date | None
    valid_to: date | None
    articles: int
    standing: Standing
    norms: tuple[ComparedNorm, ...]
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> bool:
        """True when the by-law is in force on the date and so stands in the matrix."""
        return self.standing == "in_force"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a cell of the matrix."""

    article: str
    status: BehaviourStatus


Matrix = Mapping[str, Mapping[str, tuple[Entry, ...]]]
"""municipality -> behaviour -> entries; a municipality without any provision has an empty row."""


@dataclass(frozen=True)
class Comparison:
    """Many by-laws side by side on one date.

    `behaviours` are ids in vocabulary order; `bylaws` are sorted by municipality; `findings` are about the run as
    a whole, those about one by-law stand with it. `catalogue` and `program` say what the answer was given from.

    Beyond the matrix: `designs` are the design families of the models; `figures` the key figures of all
    municipalities in the matrix, `groups` those per group of the user's list; `neighbours` has the municipalities
    that are most alike, per municipality in matrix order (only those with a provision); `dead_letters` what is
    published but has probably lost effect. `against`, `what_if` and `over_time` are None unless asked for.
    """

    on: date
    behaviours: tuple[str, ...]
    bylaws: tuple[ComparedBylaw, ...]
    matrix: Matrix
    failed: tuple[Failure, ...]
    findings: tuple[Finding, ...]
    program: str
    catalogue: str
    designs: tuple[DesignFamily, ...] = ()
    figures: KeyFigures | None = None
    groups: tuple[KeyFigures, ...] = ()
    neighbours: Mapping[str, Neighbours] = field(default_factory=dict)
    dead_letters: tuple[DeadLetter, ...] = ()
    against: Against | None = None
    what_if: WhatIf | None = None
    over_time: OverTime | None = None

    @property
    def needs_attention(self) -> bool:
        """True when something failed that a person has to look at."""
        return bool(self.failed) or any(finding.severity is Severity.ERROR for _, finding in self.all_findings())

    def occurring(self) -> tuple[str, ...]:
        """The behaviours that at least one municipality has a provision for, in vocabulary order."""
        found = {behaviour for row in self.matrix.values() for behaviour in row}
        return tuple(behaviour for behaviour in self.behaviours if behaviour in found)

    def all_findings(self) -> Iterator[tuple[ComparedBylaw | None, Finding]]:
        """Every finding with the by-law it is about (None: the run as a whole)."""
        for finding in self.findings:
            yield None, finding
        for bylaw in self.bylaws:
            for finding in bylaw.findings:
                yield bylaw, finding
