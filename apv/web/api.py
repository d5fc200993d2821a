"""The JSON interface under /api/v1: the same questions and the same answers as the command line.

Described by openapi.json, which the tests hold against the answers. A script sends the key of the start address as
`Authorization: Bearer …`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import date
from typing import Any

from flask import Flask, Response, jsonify, request
from werkzeug.datastructures import MultiDict

from apv.bylaws.store.library import library_at_hand
from apv.comparing.batch import compare
from apv.comparing.library_reader import choose, kept
from apv.data_files import data_folder
from apv.drafting.compose import draft
from apv.drafting.models import find_model
from apv.errors import ApvError, InputError
from apv.reasoning.gaps import DEFAULT_SETTING, examine, gap_report
from apv.reasoning.scenario import scenario
from apv.reasoning.timeline import timeline
from apv.reports.answers_json import gaps_json, map_json
from apv.reports.catalogue_text import KINDS, names, provision_json
from apv.reports.compare_json import as_dict
from apv.reports.draft_text import draft_json
from apv.reports.timeline_report import timeline_json
from apv.web.world import World

ROOT = "/api/v1"
Answer = Mapping[str, Any] | list[dict[str, str]]
DEFAULT_MODEL = "rotterdam"
"""As on the command line."""


def register_api(app: Flask, world: World) -> None:
    """Put the interface under `ROOT`."""
    answers: dict[str, Callable[[World, MultiDict[str, str]], Answer]] = {
        "map": _map, "gaps": _gaps, "timeline": _timeline, "draft": _draft, "compare": _compare,
    }  # fmt: skip

    @app.get(f"{ROOT}/<any(map, gaps, timeline, draft, compare):name>", endpoint="api_answer")
    def answer(name: str) -> Response:
        return _given(lambda: answers[name](world, request.args))

    @app.get(f"{ROOT}/catalogue/<kind>", endpoint="api_names")
    def catalogue(kind: str) -> Response:
        if kind not in KINDS:
            return _trouble(f"'{kind[:40]}' kan niet worden opgevraagd. Kies uit: {', '.join(KINDS)}.", 404)
        day = _day(world, request.args) if "date" in request.args else None
        return _given(lambda: names(world.catalogue, kind, day))

    @app.get(f"{ROOT}/provisions/<name>", endpoint="api_provision")
    def provision(name: str) -> Response:
        return _given(lambda: provision_json(world.catalogue, world.catalogue.provision(name)))

    @app.get(f"{ROOT}/openapi.json", endpoint="api_description")
    def description() -> Response:
        text = (data_folder("templates") / "web" / "openapi.json").read_bytes()
        return Response(text, content_type="application/json")

    @app.get(f"{ROOT}/<path:rest>", endpoint="api_unknown")
    def unknown(rest: str) -> Response:
        return _trouble(f"'{rest[:60]}' bestaat niet; zie openapi.json.", 404)


def _given(make: Callable[[], Answer]) -> Response:
    try:
        value = make()
    except ApvError as error:
        return _trouble(str(error), 400)
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return Response(text, content_type="application/json; charset=utf-8")


def _trouble(sentence: str, code: int) -> Response:
    answer = jsonify({"error": sentence})
    answer.status_code = code
    return answer


def _map(world: World, args: MultiDict[str, str]) -> Answer:
    catalogue, day = world.catalogue, _day(world, args)
    local = world.local(args.get("municipality", "").strip(), day)
    behaviours = args.getlist("behaviour")
    if not behaviours:
        raise InputError("Er is geen gedraging opgegeven", advice="Geef behaviour, een of meer keer.")
    asked = scenario(
        catalogue, day, behaviours, setting=args.get("setting", ""), place=args.get("place", ""),
        municipality=local.municipality, facts=_facts(args),
    )  # fmt: skip
    found = examine(catalogue, asked, local.law)
    return map_json(catalogue, found, all_results=args.get("all") in {"1", "true"})


def _gaps(world: World, args: MultiDict[str, str]) -> Answer:
    day = _day(world, args)
    local = world.local(args.get("municipality", "").strip(), day)
    report = gap_report(
        world.catalogue, day, args.getlist("behaviour"), setting=args.get("setting", ""),
        place=args.get("place", ""), municipality=local.municipality, facts=_facts(args), law=local.law,
    )  # fmt: skip
    return gaps_json(world.catalogue, report)


def _timeline(world: World, args: MultiDict[str, str]) -> Answer:
    behaviour = args.get("behaviour", "")
    if not behaviour:
        raise InputError("Er is geen gedraging opgegeven", advice="Geef behaviour.")
    found = timeline(
        world.catalogue, behaviour, _day(world, args), setting=args.get("setting") or DEFAULT_SETTING,
        place=args.get("place", ""), municipality=args.get("municipality", ""), facts=_facts(args),
    )  # fmt: skip
    return timeline_json(world.catalogue, found)


def _draft(world: World, args: MultiDict[str, str]) -> Answer:
    municipality, day = args.get("municipality", "").strip(), _day(world, args)
    if not municipality:
        raise InputError("Er is geen gemeente opgegeven", advice="Geef municipality.")
    local = world.local(municipality, day)
    slots = dict(_pair(text, "keuze") for text in args.getlist("set"))
    effective = args.get("effective", "")
    made = draft(
        world.catalogue, municipality, find_model(args.get("model") or DEFAULT_MODEL), on=day,
        effective=_date(effective) if effective else None, article=args.get("article") or None,
        bylaw=local.law.regulation if local.law else None, slots=slots, behaviours=args.getlist("behaviour"),
    )  # fmt: skip
    return draft_json(made)


def _compare(world: World, args: MultiDict[str, str]) -> Answer:
    day = _day(world, args)
    library = library_at_hand(world.library)
    with library or nullcontext():
        chosen = choose(library, args.getlist("municipality"), day)
        documents = tuple(kept(library, one) for one in chosen.documents) if library else ()
    behaviours = args.getlist("behaviour") or None
    return as_dict(compare(chosen.files, world.catalogue, on=day, behaviours=behaviours, also=documents))


def _day(world: World, args: MultiDict[str, str]) -> date:
    text = args.get("date", "")
    return world.catalogue.check_day(_date(text)) if text else world.today()


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"'{text[:40]}' is geen bestaande datum", advice="Schrijf jaar-maand-dag.") from error


def _facts(args: MultiDict[str, str]) -> dict[str, object]:
    return dict(_pair(pair, "feit") for pair in args.getlist("fact"))


def _pair(text: str, what: str) -> tuple[str, str]:
    """NAAM=WAARDE. Raises InputError when there is no sign in it."""
    name, sign, value = text.partition("=")
    if not sign:
        raise InputError(f"'{text[:60]}' is geen {what}", advice="Schrijf NAAM=WAARDE.")
    return name.strip(), value.strip()
