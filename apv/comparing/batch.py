"""Compares many by-laws: reads them one by one or over any executor, keeps what counts, and puts it in order.

The order of the result depends on the by-laws only, never on which worker was done first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from apv import __version__
from apv.comparing.cache import ResultCache
from apv.comparing.collection import fewer_searches
from apv.comparing.comparison import ComparedBylaw, Comparison, Failure, FoundNorm, ReadBylaw
from apv.comparing.dead_letters import dead_letters
from apv.comparing.key_figures import designs_of, key_figures
from apv.comparing.matrix import build_matrix, name_order
from apv.comparing.nearest import Models, ModelsWanted
from apv.comparing.neighbours import who_is_like
from apv.comparing.reader import CatalogueReader, ReadFile
from apv.comparing.sources import Source, Sources, gather, shown
from apv.comparing.standing import Placed, place
from apv.comparing.statuses import Statuses, age_findings
from apv.comparing.workers import Crew, Task, read_all
from apv.findings import Finding, Severity
from apv.law.catalogue import Catalogue

if TYPE_CHECKING:
    from apv.comparing.bill import OtherLaw
    from apv.comparing.grouping import Grouping
    from apv.comparing.over_time import OverTime

NAMELESS = "(gemeente onbekend)"
"""Row for by-laws that do not say whose they are."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked beyond the matrix. `against`: the municipality to hold all others against; `grouping`: the
    user's list of groups; `law`: other law to try out; `over_time`: coverage per year."""

    against: str = ""
    grouping: Grouping | None = None
    law: OtherLaw | None = None
    over_time: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: `done` of `total` files, the file just finished, and why it failed (None: it did not)."""

    done: int
    total: int
    file: str
    failure: str | None


@fewer_searches()
def compare(
    paths: Sequence[Path],
    catalogue: Catalogue,
    *,
    on: date,
    behaviours: Sequence[str] | None = None,
    executor: Executor | None = None,
    lost: Callable[[], bool] | None = None,
    jobs: int = 1,
    read: ReadFile | None = None,
    also: Sequence[Source] = (),
    wishes: Wishes = Wishes(),
    cache: ResultCache | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Comparison:
    """Put the by-laws in `paths` (files, folders and zip files) side by side as they stood on `on`.

    `behaviours`: ids to compare, None for all. `executor`: any concurrent.futures.Executor to read in (it stays
    open), with `lost` to ask whether anybody still works there; without one, `jobs` processes, or this process
    when `jobs` is 1. `read` reads one source (default: with the program's own catalogue) and must be picklable for
    other processes; `also`: more to read, such as by-laws in a library. `cache`: what is known already is taken
    from it, what is read now is kept in it. A file that cannot be read lands in `failed`. Raises InputError for an
    unknown behaviour, when there is nothing to read, and when no by-law of the municipality to hold the others
    against counts.
    """
    columns = _columns(catalogue, behaviours)
    sources = gather(paths, zips=True) if paths or not also else Sources((), (), ())
    wanted = ModelsWanted(catalogue, on, cache)
    outcomes = _read(
        (*sources.files, *sources.zipped, *also), read or CatalogueReader(None, catalogue.version),
        Crew(jobs, executor, lost or (lambda: False), wanted.begin), cache,
        lambda outcome: _selected(outcome, columns), on_progress,
    )  # fmt: skip
    read_bylaws = [outcome for outcome in outcomes if isinstance(outcome, ReadBylaw)]
    broken = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    found = _side_by_side(catalogue, read_bylaws, columns, on, wanted.ready)
    found = replace(
        found,
        failed=tuple(sorted((*sources.failed, *broken), key=lambda failure: failure.file)),
        findings=tuple(_run_findings(sources)),
    )
    return _with_wishes(found, read_bylaws, catalogue, wishes, wanted.ready)


def _read(
    every: Sequence[Source],
    read: ReadFile,
    crew: Crew,
    cache: ResultCache | None,
    select: Callable[[ReadBylaw | Failure], ReadBylaw | Failure],
    on_progress: Callable[[Progress], None] | None,
) -> list[ReadBylaw | Failure]:
    """What came of every source, in their order, however they were read; of each only what `select` leaves."""
    outcomes: list[ReadBylaw | Failure | None] = [None] * len(every)
    task = Task(read, cache.known if cache else None)
    for count, (rank, done) in enumerate(read_all(every, task, crew), start=1):
        if cache and done.digest and isinstance(done.outcome, ReadBylaw):
            cache.keep(done.digest, done.outcome)
        outcomes[rank] = select(done.outcome)
        if on_progress:
            reason = done.outcome.reason if isinstance(done.outcome, Failure) else None
            on_progress(Progress(count, len(every), shown(every[rank]), reason))
    return [outcome for outcome in outcomes if outcome is not None]


def _columns(catalogue: Catalogue, behaviours: Sequence[str] | None) -> tuple[str, ...]:
    if behaviours is None:
        return tuple(catalogue.behaviours)
    wanted = {catalogue.behaviour(name).id for name in behaviours}
    return tuple(behaviour for behaviour in catalogue.behaviours if behaviour in wanted)


def _selected(outcome: ReadBylaw | Failure, columns: Sequence[str]) -> ReadBylaw | Failure:
    if isinstance(outcome, Failure):
        return outcome
    wanted = set(columns)
    norms = tuple(found for found in outcome.norms if wanted & set(found.norm.behaviours))
    return ReadBylaw(outcome.file, outcome.meta, outcome.title, outcome.articles, norms, outcome.findings)


def _side_by_side(
    catalogue: Catalogue, read: Sequence[ReadBylaw], columns: tuple[str, ...], on: date, models: Models
) -> Comparison:
    """The comparison of what was read, with all that can be said without being asked for."""
    statuses = Statuses(catalogue, on)
    bylaws = [_compared(placed, statuses, models) for placed in place(read, on)]
    bylaws.sort(key=lambda bylaw: (name_order(bylaw.municipality), bylaw.title, bylaw.id, bylaw.file))
    matrix = build_matrix(bylaws, columns)
    return Comparison(
        on=on,
        behaviours=columns,
        bylaws=tuple(bylaws),
        matrix=matrix,
        failed=(),
        findings=(),
        program=f"apv {__version__}",
        catalogue=catalogue.version,
        designs=models.designs,
        figures=key_figures(matrix, designs_of(bylaws), columns),
        neighbours=who_is_like(bylaws, matrix, columns),
        dead_letters=dead_letters(bylaws, catalogue, on, columns),
    )


def _with_wishes(
    found: Comparison, read: Sequence[ReadBylaw], catalogue: Catalogue, wishes: Wishes, models: Models
) -> Comparison:
    """The comparison with the answers to what was asked beyond the matrix."""
    if wishes.against:
        from apv.comparing.against import hold_against

        against, bylaws = hold_against(wishes.against, found.bylaws, found.matrix, found.behaviours)
        found = replace(found, against=against, bylaws=bylaws)
    if wishes.grouping:
        from apv.comparing.grouping import divide

        groups, odd = divide(wishes.grouping, list(found.matrix))
        designs = designs_of(found.bylaws)
        figures = (
            key_figures(
                found.matrix,
                designs,
                found.behaviours,
                name=group.name,
                members=group.members,
                missing=group.missing,
            )
            for group in groups
        )
        found = replace(found, groups=tuple(figures), findings=(*found.findings, *odd))
    if wishes.law:
        from apv.comparing.what_if import what_if

        tried = what_if(found.bylaws, found.matrix, found.behaviours, catalogue, wishes.law, found.on)
        found = replace(found, what_if=tried, findings=(*found.findings, *wishes.law.findings))
    if wishes.over_time:
        found = replace(found, over_time=_history(found, read, models))
    return found


def _history(found: Comparison, read: Sequence[ReadBylaw], models: Models) -> OverTime:
    from apv.comparing.over_time import over_time

    def family(norm: FoundNorm) -> str:
        return models.family(norm.norm, norm.text)

    return over_time(read, found.on, found.behaviours, _municipality, family)


def _compared(placed: Placed, statuses: Statuses, models: Models) -> ComparedBylaw:
    bylaw = placed.bylaw
    norms = tuple(
        statuses.complete(found, since, models.nearest(found.norm, found.text))
        for found, since in zip(bylaw.norms, placed.since, strict=True)
    )
    ageless = age_findings(norms, bylaw.file) if placed.standing == "in_force" else ()
    return ComparedBylaw(
        file=bylaw.file,
        id=bylaw.meta.identifier,
        work=bylaw.meta.work,
        municipality=_municipality(bylaw),
        title=bylaw.title,
        valid_from=bylaw.meta.valid_from,
        valid_to=bylaw.meta.valid_to,
        articles=bylaw.articles,
        standing=placed.standing,
        norms=norms,
        findings=(*bylaw.findings, *placed.findings, *ageless),
    )


def _municipality(bylaw: ReadBylaw) -> str:
    return bylaw.meta.creator or NAMELESS


def _run_findings(sources: Sources) -> Iterator[Finding]:
    if sources.ignored:
        kinds = sorted({path.suffix.lower() or "zonder extensie" for path in sources.ignored})
        yield Finding(
            Severity.NOTE,
            "compare-not-xml",
            f"Bestanden in de mappen die geen XML zijn, zijn overgeslagen: {len(sources.ignored)} "
            f"({', '.join(kinds)})",
            advice="Geef een bestand zelf op als het wel gelezen moet worden.",
        )
