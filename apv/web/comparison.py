"""Vergelijken: what municipalities forbid, side by side: uploaded files, the library or the bundled by-laws."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date

from werkzeug.datastructures import MultiDict

from apv.bylaws.examples import bundled_files, bundled_municipalities
from apv.bylaws.store.library import library_at_hand
from apv.comparing.batch import compare
from apv.comparing.cache import ResultCache, cache_place
from apv.comparing.comparison import Comparison, Failure, ReadBylaw
from apv.comparing.library_reader import choose, kept
from apv.comparing.sources import Sent, Source
from apv.errors import InputError
from apv.reports.compare_html import MatrixRow, MatrixTable
from apv.safe_xml import read_bytes
from apv.web.forms import read_day
from apv.web.uploads import Upload
from apv.web.world import World

PAGE = "/vergelijken"
EXAMPLES, LIBRARY = "voorbeelden", "bibliotheek"
BY_NAME, BY_COUNT = "naam", "aantal"

MANY, PROCESSES = 20, 2
"""From so many by-laws in the library on, they are read in so many processes; what was read before is kept."""


@dataclass(frozen=True, slots=True)
class CompareForm:
    """What Vergelijken was asked. `source` is EXAMPLES, LIBRARY or the number of an upload; `search` and `sort`
    are about the rows of the matrix alone."""

    day: date
    source: str
    behaviours: tuple[str, ...] = ()
    search: str = ""
    sort: str = BY_NAME

    @property
    def upload(self) -> str:
        return "" if self.source in (EXAMPLES, LIBRARY) else self.source


def compare_form(args: MultiDict[str, str], world: World) -> CompareForm:
    """The form in an address. Raises InputError for a behaviour or a day that does not exist."""
    start = LIBRARY if has_library(world) else EXAMPLES
    return CompareForm(
        day=read_day(args, world.today(), world.catalogue),
        source=args.get("bron", "").strip()[:60] or start,
        behaviours=tuple(world.catalogue.behaviour(name).id for name in args.getlist("gedraging") if name),
        search=args.get("zoek", "").strip()[:100],
        sort=BY_COUNT if args.get("sorteer") == BY_COUNT else BY_NAME,
    )


def has_library(world: World) -> bool:
    """Whether there is a library to compare."""
    library = library_at_hand(world.library)
    if library is None:
        return False
    library.close()
    return True


def compared(world: World, form: CompareForm) -> Comparison:
    """The comparison, what could not be read included; kept for the next time.

    Raises InputError when an upload is forgotten and when there is nothing to compare.
    """
    upload = world.shelf.get(form.upload) if form.upload else None
    key = (form.source, form.day, form.behaviours, world.stamp())
    return world.comparisons.get(key, lambda: _compared(world, form, upload))


def _compared(world: World, form: CompareForm, upload: Upload | None) -> Comparison:
    behaviours = form.behaviours or None
    if form.source == LIBRARY:
        return _of_library(world, form)
    if upload is None:
        names = bundled_municipalities()
        files = [path for name in names for path in bundled_files(name)]
        sent = [Sent(path.name, read_bytes(path)) for path in sorted(set(files))]
        return compare((), world.catalogue, on=form.day, behaviours=behaviours, also=sent)
    if not upload.documents:
        raise InputError("Geen van de bestanden kon worden gelezen")
    read = {Sent(one.name, one.data): one.bylaw for one in upload.documents}

    def known(source: Source) -> ReadBylaw:
        assert isinstance(source, Sent)
        return read[source]

    found = compare((), world.catalogue, on=form.day, behaviours=behaviours, also=tuple(read), read=known)
    failed = sorted((*found.failed, *upload.failed), key=lambda one: one.file)
    return replace(found, failed=tuple(failed))


def _of_library(world: World, form: CompareForm) -> Comparison:
    library = library_at_hand(world.library)
    with library or nullcontext():
        chosen = choose(library, (), form.day)
        documents = tuple(kept(library, one) for one in chosen.documents) if library else ()
    assert library is not None  # `choose` refuses when there is nothing
    with ResultCache(cache_place(library.path), world.catalogue.version) as cache:
        return compare(
            (), world.catalogue, on=form.day, behaviours=form.behaviours or None, also=documents, cache=cache,
            jobs=PROCESSES if len(documents) >= MANY else 1,
        )  # fmt: skip


def rows_asked(matrix: MatrixTable, form: CompareForm) -> MatrixTable:
    """The rows whose name holds the words searched for, in the order asked for."""
    words = form.search.casefold().split()
    rows: Iterable[MatrixRow] = (
        row for row in matrix.rows if all(word in row.municipality.casefold() for word in words)
    )
    if form.sort == BY_COUNT:
        rows = sorted(rows, key=lambda row: -sum(bool(cell.entries) for cell in row.cells))
    return replace(matrix, rows=tuple(rows))


def unread(world: World, form: CompareForm) -> tuple[Failure, ...]:
    """What of an upload could not be read, also when nothing could."""
    return world.shelf.get(form.upload).failed if form.upload else ()
