"""The local web page as a Flask application: which address leads to which page; the work is in others."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import IO

from flask import Flask, Request, Response, request
from werkzeug.exceptions import HTTPException

from apv.data_files import data_folder
from apv.errors import ApvError
from apv.policy.pillars import load_pillars
from apv.policy.policy_file import policy_text, read_policy_text
from apv.policy.scan import PolicyFile, scan
from apv.web import coverage, policy_page, sources, testing
from apv.web.api import register_api
from apv.web.bylaw_pages import register_bylaw_pages
from apv.web.forms import ask_form
from apv.web.safety import MOST_UPLOAD, Key, guard
from apv.web.shell import EXCEL, WORD, as_file, as_html, error_page, home, show
from apv.web.world import World


class InMemory(Request):
    """A request whose uploads stay in memory; MAX_CONTENT_LENGTH bounds them."""

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        return BytesIO()


def create_app(world: World, key: Key) -> Flask:
    """The application for one run; `key` is the secret in its start address."""
    app = Flask("apv.web", static_folder=None)
    app.request_class = InMemory
    app.config.update(MAX_CONTENT_LENGTH=MOST_UPLOAD, MAX_FORM_MEMORY_SIZE=2_000_000, MAX_FORM_PARTS=2000)
    guard(app, key)
    _errors(app, world)
    _static(app)
    app.add_url_rule("/", view_func=lambda: as_html(home(world.catalogue)), endpoint="home")
    _testing(app, world)
    _coverage(app, world)
    _sources(app, world)
    _policy(app, world)
    register_bylaw_pages(app, world)
    register_api(app, world)
    return app


def _errors(app: Flask, world: World) -> None:
    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        return error_page(world.catalogue, error.code or 500)

    @app.errorhandler(ApvError)
    def wrong(error: ApvError) -> Response:
        return error_page(world.catalogue, 400, str(error))


def _static(app: Flask) -> None:
    """Our own few files, by name; nothing else can be asked for."""
    own = Path(app.root_path) / "static"
    reports = data_folder("templates") / "reports"
    files = {
        "report.css": (reports / "style.css", "text/css; charset=utf-8"),
        "was-wordt.css": (reports / "was-wordt.css", "text/css; charset=utf-8"),
        "tables.js": (reports / "tables.js", "text/javascript; charset=utf-8"),
        "web.css": (own / "web.css", "text/css; charset=utf-8"),
        "htmx.min.js": (own / "htmx.min.js", "text/javascript; charset=utf-8"),
        "apv.svg": (own / "apv.svg", "image/svg+xml"),
    }
    contents = {name: (path.read_bytes(), kind) for name, (path, kind) in files.items()}

    @app.get("/static/<name>")
    def static(name: str) -> Response:
        if name not in contents:
            return Response("Niet gevonden", 404, content_type="text/plain; charset=utf-8")
        data, kind = contents[name]
        return Response(data, content_type=kind)


def _testing(app: Flask, world: World) -> None:
    catalogue = world.catalogue

    def page() -> str:
        form = ask_form(request.args, world.today(), catalogue)
        one, error = None, ""
        try:
            one = testing.answered(world, form)
        except ApvError as trouble:
            error = str(trouble)
        groups = [
            (group.label, [one for one in catalogue.behaviours.values() if one.group == group.id])
            for group in catalogue.groups.values()
        ]
        return show(
            catalogue, "Toetsen", "testing.html", testing.PAGE, form=form, one=one, error=error, groups=groups,
            settings=catalogue.settings.values(), places=catalogue.places.values(),
            municipalities=world.municipalities(), more=form.address(testing.PAGE, thorough=True),
            word=form.address("/toetsen/recht.docx"), case=form.address("/toetsen/geval.toml"),
        )  # fmt: skip

    @app.get(testing.PAGE)
    def toetsen() -> Response:
        return as_html(world.pages.get((request.full_path, world.today(), world.stamp()), page))

    def answer() -> testing.Answered | None:
        return testing.answered(world, ask_form(request.args, world.today(), catalogue))

    @app.get("/toetsen/recht.docx")
    def word() -> Response:
        one = answer()
        return as_file(testing.as_word(one), "recht.docx", WORD) if one else error_page(catalogue, 404)

    @app.get("/toetsen/geval.toml")
    def case() -> Response:
        one = answer()
        if one is None:
            return error_page(catalogue, 404)
        return as_file(testing.as_case(world, one), "geval.toml", "application/toml; charset=utf-8")


def _coverage(app: Flask, world: World) -> None:
    def page() -> str:
        form = coverage.gap_form(request.args, world)
        one, error = None, ""
        try:
            one = coverage.coverage(world, form)
        except ApvError as trouble:
            error = str(trouble)
        return show(
            world.catalogue, "Gaten", "gaps.html", coverage.PAGE, form=form, one=one, error=error,
            workbook=coverage.address(form),
            groups=world.catalogue.groups.values(), municipalities=world.municipalities(),
        )  # fmt: skip

    @app.get(coverage.PAGE)
    def gaten() -> Response:
        return as_html(world.pages.get((request.full_path, world.today(), world.stamp()), page))

    @app.get("/gaten/gaten.xlsx")
    def workbook() -> Response:
        form = coverage.gap_form(request.args, world)
        return as_file(coverage.as_workbook(world, form), "gaten.xlsx", EXCEL)


def _sources(app: Flask, world: World) -> None:
    @app.get(sources.PAGE)
    def bronnen() -> Response:
        query = request.args.get("zoek", "").strip()[:200]
        found = sources.listed(world.catalogue, query)
        return as_html(show(world.catalogue, "Bronnen", "sources.html", sources.PAGE, query=query, found=found))

    @app.get(f"{sources.PAGE}/<name>")
    def bron(name: str) -> Response:
        if name not in world.catalogue.provisions:
            return error_page(world.catalogue, 404)
        one = sources.provision_page(world.catalogue, name)
        return as_html(show(world.catalogue, one.citation, "provision.html", sources.PAGE, one=one))


def _policy(app: Flask, world: World) -> None:
    pillars = load_pillars()

    def form_page(file: PolicyFile, error: str = "", *, scanned: bool = False) -> Response:
        from apv.dutch import long_date
        from apv.reports.policy_svg import policy_picture
        from apv.reports.policy_words import key_figures, policy_sheets

        values: dict[str, object] = {"one": None}
        if scanned:
            one = scan(pillars, file)
            values = {
                "one": one, "day": long_date(one.day), "picture": policy_picture(one),
                "key_figures": key_figures(one), "todo": policy_sheets([one])[2],
            }  # fmt: skip
        values |= {"pillars": pillars, "file": file, "answers": policy_page.by_key(pillars, file), "error": error}
        return as_html(show(world.catalogue, "Beleid", "policy.html", policy_page.PAGE, **values))

    def given(today: date) -> PolicyFile:
        return policy_page.file_from(pillars, request.form, today)

    @app.get(policy_page.PAGE)
    def beleid() -> Response:
        return form_page(policy_page.empty_file(world.today()))

    @app.post(policy_page.PAGE)
    def stand() -> Response:
        return form_page(given(world.today()), scanned=True)

    @app.post("/beleid/lezen")
    def lezen() -> Response:
        upload = request.files.get("bestand")
        if upload is None or not upload.filename:
            return form_page(policy_page.empty_file(world.today()), "Kies eerst een bestand.")
        try:
            file = read_policy_text(pillars, upload.read(1_000_000).decode("utf-8", "replace"), "het bestand")
        except ApvError as error:
            return form_page(policy_page.empty_file(world.today()), str(error))
        return form_page(file, scanned=True)

    @app.post("/beleid/<name>")
    def download(name: str) -> Response:
        from apv.reports.policy_report import policy_docx, policy_xlsx

        if name == "bestand.toml":
            return as_file(policy_text(pillars, given(world.today())), name, "application/toml; charset=utf-8")
        forms = {"scan.docx": (policy_docx, WORD), "scan.xlsx": (policy_xlsx, EXCEL)}
        if name not in forms:
            return error_page(world.catalogue, 404)
        make, kind = forms[name]
        return as_file(make([scan(pillars, given(world.today()))]), name, kind)
