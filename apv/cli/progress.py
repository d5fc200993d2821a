"""A progress bar on stderr, so that results on stdout stay clean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from apv.comparing.batch import Progress as Step

NAMED_AT_ONCE = 10
"""Files that failed, named while the rest goes on; they are all named, with the reason, at the end."""

EVERY = 0.1
"""Seconds between two drawings of the bar."""


@contextmanager
def progress_bar(expected: int) -> Iterator[Callable[[Step], None]]:
    """Show how many files are done and which failed; yields the callback to call after each file."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # drawn here and not by a thread of its own: a process with one thread can hand its work to copies of itself
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("Lezen", total=expected)
        failed = 0
        drawn = monotonic()

        def advance(step: Step) -> None:
            nonlocal failed, drawn
            failed += step.failure is not None
            if step.failure is not None and failed <= NAMED_AT_ONCE:
                bar.console.print(f"Niet gelezen: {step.file}", markup=False, highlight=False)
            trouble = f" ({failed} niet gelezen)" if failed else ""
            bar.update(task, completed=step.done, total=step.total, description=f"Lezen{trouble}")
            if monotonic() - drawn >= EVERY:
                bar.refresh()
                drawn = monotonic()

        yield advance
