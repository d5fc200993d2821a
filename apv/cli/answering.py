"""What `apv map` and `apv ask` share: the case put together from its sources, and the answer in every format."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from apv.cli.output import as_json
from apv.law.catalogue import Catalogue
from apv.reasoning.gaps import Examined
from apv.reasoning.scenario import Scenario, scenario

if TYPE_CHECKING:  # reading cases and texts is loaded only when asked for
    from apv.reasoning.story import Story


def rendered(
    catalogue: Catalogue, found: Examined, story: Story | None, all_results: bool, format_: str
) -> str | bytes:
    """The answer as text, JSON, HTML, Word or CSV."""
    if format_ == "json":
        from apv.reports.answers_json import map_json

        return as_json(map_json(catalogue, found, all_results=all_results, story=story))
    from apv.reports.map_view import map_view

    view = map_view(catalogue, found, all_results=all_results, story=story)
    if format_ == "html":
        from apv.reports.map_html import map_html

        return map_html(catalogue, found.asked, view)
    if format_ == "docx":
        from apv.reports.map_docx import map_docx

        return map_docx(view)
    if format_ == "csv":
        from apv.reports.map_tables import map_sheet
        from apv.reports.tabular import sheet_to_csv

        return sheet_to_csv(map_sheet(view))
    from apv.reports.map_text import map_text

    return map_text(view)


def case_from(
    catalogue: Catalogue,
    behaviours: tuple[str, ...],
    day: date | None,
    given: dict[str, str],
    facts: dict[str, object],
    case_file: Path | None,
    story: Story | None,
) -> Scenario:
    """The case from a case file, a text and the options (`given`: setting, place and municipality).

    What comes later completes or replaces what came before.
    """
    filed = Scenario(date.today())
    if case_file is not None:
        from apv.reasoning.law_case import read_case

        filed = read_case(catalogue, case_file, today=filed.day).asked
    told = {"setting": story.setting, "place": story.place} if story is not None else {}
    names = (*filed.behaviours, *(story.behaviours if story is not None else ()), *behaviours)
    read_facts = {name: value for name, value in (story.facts if story else {}).items() if name not in facts}
    return scenario(
        catalogue,
        day or filed.day,
        names,
        setting=given["setting"] or told.get("setting") or filed.setting,
        place=given["place"] or told.get("place") or filed.place,
        municipality=given["municipality"] or filed.municipality,
        facts={**filed.facts, **read_facts, **facts},
        origins={name: words for name, words in (story.origins if story else {}).items() if name in read_facts},
    )
