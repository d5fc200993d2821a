"""The options of `apv compare` for what is asked beyond the matrix, as one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from apv.comparing.batch import Wishes
from apv.law.catalogue import Catalogue

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asks beyond the matrix, as given on the command line."""

    against: str
    group_by: Path | None
    without: tuple[str, ...]
    bills: tuple[Path, ...]
    over_time: bool
    differences: bool

    def wishes(self, catalogue: Catalogue, on: date) -> Wishes:
        """The same with the files read. Raises InputError for a file or name that cannot be used."""
        grouping = law = None
        if self.group_by is not None:
            from apv.comparing.grouping import read_grouping

            grouping = read_grouping(self.group_by)
        if self.without or self.bills:
            from apv.comparing.bill import other_law

            law = other_law(catalogue, on, self.without, self.bills)
        return Wishes(self.against, grouping, law, self.over_time)


def asked_options(command: F) -> F:
    """Adds the options; the command gets them as one argument `asked`."""

    @wraps(command)
    def gathered(
        against: str,
        group_by: Path | None,
        without: tuple[str, ...],
        bills: tuple[Path, ...],
        over_time: bool,
        differences: bool,
        **others: Any,
    ) -> Any:
        return command(asked=Asked(against, group_by, without, bills, over_time, differences), **others)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return cast(F, gathered)


_FILE = click.Path(path_type=Path)
_OPTIONS = (
    click.option(
        "--against", default="", metavar="GEMEENTE", help="Zet elke regeling naast die van deze gemeente."
    ),
    click.option("--differences", is_flag=True, help="Toon in de tekst de verschillen met het naaste model."),
    click.option(
        "--group-by", type=_FILE, default=None, metavar="LIJST.csv",
        help="Kerncijfers per groep; een lijst met gemeente;provincie of gemeente;regio.",
    ),
    click.option(
        "--without", multiple=True, metavar="BEPALING",
        help="Wat als deze landelijke bepaling er niet was; herhaalbaar.",
    ),
    click.option(
        "--bill", "bills", multiple=True, type=_FILE, metavar="BESTAND.xml",
        help="Wat als dit wetsvoorstel gold; herhaalbaar.",
    ),
    click.option("--over-time", is_flag=True, help="Dekking per jaar, uit alle gelezen versies."),
)  # fmt: skip
