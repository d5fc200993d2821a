"""How `apv compare` runs: in processes or on a cluster, with results that are kept, progress, and Ctrl-C."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from apv.bylaws.store.place import library_place
from apv.comparing.batch import Progress
from apv.comparing.cache import ResultCache, cache_place
from apv.comparing.comparison import Failure
from apv.errors import InputError

F = TypeVar("F", bound=Callable[..., Any])

NAMED_AT_MOST = 20
"""Files that could not be read, named on the screen; the rest is counted and stands in every report."""


@dataclass(frozen=True, slots=True)
class How:
    """What the user asked about the running. `keep`: whether results are kept, in `cache` if that is named."""

    jobs: int
    dask: str
    cache: Path | None
    keep: bool


@dataclass(frozen=True, slots=True)
class Means:
    """With what the comparison runs: see `compare`."""

    executor: Executor | None
    lost: Callable[[], bool] | None
    cache: ResultCache | None
    on_progress: Callable[[Progress], None] | None


def running_options(command: F) -> F:
    """--jobs, --dask, --cache and --no-cache."""
    command = click.option(
        "--no-cache", "keep", is_flag=True, flag_value=False, default=True,
        help="Lees alles opnieuw en bewaar geen tussenresultaten.",
    )(command)  # fmt: skip
    command = click.option(
        "--cache", type=click.Path(path_type=Path), default=None, metavar="BESTAND",
        help="Waar tussenresultaten worden bewaard (standaard naast de bibliotheek).",
    )(command)  # fmt: skip
    command = click.option(
        "--dask", default="", metavar="ADRES", help="Lees op dit Dask-cluster, bijvoorbeeld tcp://server:8786."
    )(command)
    return click.option(
        "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Aantal processen."
    )(command)


@contextmanager
def running(how: How, library: Path | None, catalogue: str, expected: int) -> Iterator[Means]:
    """The means for one comparison; what was read is kept, also when it is cut off."""
    if how.cache is not None and not how.keep:
        raise InputError("--cache en --no-cache gaan niet samen", advice="Laat een van de twee weg.")
    with ExitStack() as open_until_done:
        executor = lost = None
        if how.dask:
            from apv.comparing.cluster import cluster

            found = open_until_done.enter_context(cluster(how.dask, catalogue))
            executor, lost = found.executor, found.lost
        cache = None
        if how.keep:
            place = how.cache or cache_place(library_place(library))
            cache = open_until_done.enter_context(ResultCache(place, catalogue))
        advance = open_until_done.enter_context(_progress(expected))
        try:
            yield Means(executor, lost, cache, advance)
            if lost is not None and lost():
                click.echo("Het Dask-cluster is weggevallen; wat het niet las, is hier gelezen.", err=True)
        except KeyboardInterrupt:
            if cache and not cache.trouble:
                click.echo(
                    "Wat al gelezen is, blijft bewaard: dezelfde opdracht gaat verder waar zij was.", err=True
                )
            raise
    if cache and cache.trouble:
        click.echo(cache.trouble, err=True)


def tell_failures(failed: tuple[Failure, ...]) -> None:
    """Name on stderr what could not be read."""
    for failure in failed[:NAMED_AT_MOST]:
        click.echo(f"Niet gelezen: {failure.file}: {failure.reason}", err=True)
    if len(failed) > NAMED_AT_MOST:
        rest = len(failed) - NAMED_AT_MOST
        click.echo(f"En nog {rest} bestanden niet gelezen; --format xlsx, html en json noemen ze alle.", err=True)


@contextmanager
def _progress(files: int) -> Iterator[Callable[[Progress], None] | None]:
    """A progress bar on a terminal, and nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from apv.cli.progress import progress_bar

    with progress_bar(files) as advance:
        yield advance
