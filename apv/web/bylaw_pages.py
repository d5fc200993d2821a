"""Which address leads to what of the two pages that work with whole by-laws: Opstellen and Vergelijken."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Flask, Response, redirect, request

from apv.drafting.models import load_models
from apv.errors import ApvError, InputError
from apv.reports.compare_html import compare_values, matrix_table, render_html
from apv.reports.compare_json import render_csv
from apv.reports.compare_tables import compare_sheets
from apv.reports.was_wordt import NOTHING
from apv.reports.xlsx import to_xlsx
from apv.web import comparison, drafting
from apv.web.drafting_form import FOR, draft_form, proposal, settings, slot_fields, text_fields
from apv.web.safety import FIELD
from apv.web.shell import EXCEL, HTML, WORD, as_file, as_html, error_page, show
from apv.web.uploads import received
from apv.web.world import World

ZIP, XML, TEXT, CSV = "application/zip", "application/xml", "text/plain; charset=utf-8", "text/csv; charset=utf-8"
DOWNLOADS = {
    "concept.docx": WORD,
    "dossier.zip": ZIP,
    "verordening.xml": XML,
    "verordening.txt": TEXT,
}
TABLES = ("vergelijking.xlsx", "vergelijking.csv", "vergelijking.html")


def register_bylaw_pages(app: Flask, world: World) -> None:
    """Put both pages and their downloads in `app`."""
    _drafting(app, world)
    _comparing(app, world)


def _address(page: str, **changes: str) -> str:
    """The address of `page` with the fields of this one, some of them changed ("": taken out)."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in changes and value]
    return f"{page}?{urlencode([*kept, *((name, value) for name, value in changes.items() if value)])}"


def _kept_upload(world: World) -> str:
    """The number of what the form sends. Raises InputError when there is no file in it."""
    files = [(file.filename or "", file.stream) for file in request.files.getlist("bestand") if file.filename]
    if not files:
        raise InputError("Kies eerst een bestand")
    upload = received(files, lambda items: world.readers.read_all(world.catalogue.version, items))
    return world.shelf.put(upload)


def _after_upload(page: str, **fields: str) -> Response:
    """To the page itself, with the other fields of the form that was sent."""
    kept = [(name, value) for name, value in request.form.items(multi=True) if name != FIELD and value]
    answer = redirect(f"{page}?{urlencode([*kept, *fields.items()])}", 303)
    assert isinstance(answer, Response)
    return answer


def _drafting(app: Flask, world: World) -> None:
    @app.get(drafting.PAGE)
    def opstellen() -> Response:
        if request.args.get("apv"):
            return as_html(_draft_page(world))  # what was uploaded may be forgotten at any time
        key = (request.full_path, world.today(), world.stamp())
        return as_html(world.pages.get(key, lambda: _draft_page(world)))

    @app.post(f"{drafting.PAGE}/regeling")
    def regeling() -> Response:
        try:
            number = _kept_upload(world)
            world.shelf.get(number).one()
        except ApvError as wrong:
            return Response(_draft_page(world, str(wrong)), 400, content_type=HTML)
        return _after_upload(drafting.PAGE, apv=number)

    @app.get(f"{drafting.PAGE}/<name>")
    def opgesteld(name: str) -> Response:
        if name not in DOWNLOADS:
            return error_page(world.catalogue, 404)
        return as_file(_draft_file(world, name), name, DOWNLOADS[name])


def _draft_page(world: World, trouble: str = "") -> str:
    """Opstellen as this request asks for it; `trouble` is what went wrong with an upload."""
    args = request.args
    form = draft_form(args, world)
    bylaw, view, error = drafting.ForBylaw(form.municipality), None, trouble
    chosen: dict[str, str] = {}
    try:
        bylaw = drafting.bylaw_for(world, form)
        chosen = settings(args, form.model)
        if bylaw.municipality and not error:
            view = drafting.draft_view(drafting.make_draft(world, form, bylaw, args), bylaw)
    except ApvError as wrong:
        error = error or str(wrong)
    proposed = proposal(form.model, bylaw.regulation)
    return show(
        world.catalogue, "Opstellen", "drafting.html", drafting.PAGE, form=form, bylaw=bylaw, view=view,
        error=error, models=load_models().values(), slots=slot_fields(form.model, chosen, proposed),
        texts=text_fields(form.model, chosen), municipalities=world.municipalities(),
        without=_address(drafting.PAGE, apv=""), marker=FOR, nothing=NOTHING,
        downloads={name: _address(f"{drafting.PAGE}/{name}") for name in DOWNLOADS},
    )  # fmt: skip


def _draft_file(world: World, name: str) -> bytes:
    """What is downloaded under this name."""
    args = request.args
    form = draft_form(args, world)
    bylaw = drafting.bylaw_for(world, form)
    if not bylaw.municipality:
        raise InputError("Kies eerst een gemeente")
    if name == "dossier.zip":
        return drafting.as_dossier(world, form, bylaw, args)
    made = drafting.make_draft(world, form, bylaw, args)
    if name == "concept.docx":
        return drafting.as_word(made)
    return drafting.as_bylaw(made, bylaw, name.rpartition(".")[2])


def _comparing(app: Flask, world: World) -> None:
    @app.get(comparison.PAGE)
    def vergelijken() -> Response:
        return as_html(_compare_page(world))

    @app.post(f"{comparison.PAGE}/bestanden")
    def bestanden() -> Response:
        try:
            number = _kept_upload(world)
        except ApvError as wrong:
            return Response(_compare_page(world, str(wrong)), 400, content_type=HTML)
        return _after_upload(comparison.PAGE, bron=number)

    @app.get(f"{comparison.PAGE}/<name>")
    def vergeleken(name: str) -> Response:
        if name not in TABLES:
            return error_page(world.catalogue, 404)
        found = comparison.compared(world, comparison.compare_form(request.args, world))
        if name == "vergelijking.xlsx":
            sheets = compare_sheets(found, world.catalogue)
            return as_file(to_xlsx(sheets, title="Vergelijking van APV's", created=found.on), name, EXCEL)
        if name == "vergelijking.csv":
            return as_file(render_csv(found, world.catalogue), name, CSV)
        return as_file(render_html(found, world.catalogue), name, HTML)


def _compare_page(world: World, trouble: str = "") -> str:
    """Vergelijken as this request asks for it; `trouble` is what went wrong with an upload."""
    form = comparison.compare_form(request.args, world)
    values: dict[str, object] = {"one": None, "failed": ()}
    error = trouble
    try:
        values["failed"] = comparison.unread(world, form)
        found = comparison.compared(world, form)
        values |= {"one": found, "failed": found.failed, **compare_values(found, world.catalogue)}
        values["matrix"] = comparison.rows_asked(matrix_table(found, world.catalogue), form)
    except ApvError as wrong:
        error = error or str(wrong)
    groups = [
        (group.label, [one for one in world.catalogue.behaviours.values() if one.group == group.id])
        for group in world.catalogue.groups.values()
    ]
    return show(
        world.catalogue, "Vergelijken", "comparison.html", comparison.PAGE, form=form, error=error,
        groups=groups, sources=_sources(world, form),
        downloads={name: _address(f"{comparison.PAGE}/{name}") for name in TABLES}, **values,
    )  # fmt: skip


def _sources(world: World, form: comparison.CompareForm) -> list[tuple[str, str]]:
    """What can be compared: value and words."""
    found = [(comparison.EXAMPLES, "de meegeleverde voorbeelden (verzonnen gemeenten)")]
    if comparison.has_library(world):
        found.insert(0, (comparison.LIBRARY, "uw bibliotheek"))
    if form.upload:
        found.insert(0, (form.upload, "de bestanden die u hebt gekozen"))
    return found
