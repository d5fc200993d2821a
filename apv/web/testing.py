"""Toetsen: which law applies - the interview as one form, the answer beside it, and what can be downloaded."""

from __future__ import annotations

from dataclasses import dataclass

from apv.dutch import long_date
from apv.law.catalogue import Catalogue
from apv.law.terms import Fact
from apv.reasoning.case_file import case_file
from apv.reasoning.gaps import Examined, examine
from apv.reasoning.interview import DONT_KNOW, Interview, NextQuestion, choose_question, limit_reached, scenario_of
from apv.reports.map_docx import map_docx
from apv.reports.map_html import years
from apv.reports.map_view import MapView, map_view
from apv.reports.timeline_svg import Picture
from apv.web.forms import AskForm, interview_of, with_story
from apv.web.world import World

PAGE = "/toetsen"


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that can be chosen."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question in the form. `several`: more answers may be chosen; `about`: what hangs on it, in Dutch."""

    field: str
    text: str
    explanation: str
    example: str
    weighing: bool
    several: bool
    options: tuple[Option, ...]
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """Everything the page shows once there is a behaviour to test."""

    interview: Interview
    found: Examined
    view: MapView
    picture: Picture
    question: QuestionView | None
    given: tuple[QuestionView, ...]
    more: bool
    notes: tuple[str, ...]

    @property
    def day(self) -> str:
        return long_date(self.found.asked.day)


def answered(world: World, form: AskForm) -> Answered | None:
    """The answer to the form; None while no behaviour is chosen or described."""
    full = with_story(form, world.catalogue)
    if not full.behaviours:
        return None
    catalogue = world.catalogue
    local = world.local(full.municipality, full.day)
    interview = interview_of(full, catalogue, local.municipality)
    found = examine(catalogue, scenario_of(catalogue, interview), local.law)
    question = None if limit_reached(interview) else choose_question(catalogue, interview, found)
    thorough = Interview(interview.start, interview.given, thorough=True)
    more = question is None and not interview.thorough and choose_question(catalogue, thorough, found) is not None
    given = tuple(_view(catalogue.facts[one.fact], one.raw) for one in interview.given)
    return Answered(
        interview=interview, found=found, view=map_view(catalogue, found), picture=years(catalogue, found.asked),
        question=_asked(catalogue, question) if question else None, given=given, more=more, notes=local.notes,
    )  # fmt: skip


def as_word(one: Answered) -> bytes:
    """The answer as a Word document."""
    return map_docx(one.view)


def as_case(world: World, one: Answered) -> str:
    """The answer as a law case."""
    unsure = [name for name in world.catalogue.facts if name in one.interview.unsure]
    return case_file(one.found, one.view.subject, "toetspagina", unsure)


def _asked(catalogue: Catalogue, question: NextQuestion) -> QuestionView:
    about = tuple(f"{catalogue.cite(one.provision)} ({one.version.label})" for one in question.about[:4])
    return _view(question.fact, "", about)


def _view(fact: Fact, raw: str, about: tuple[str, ...] = ()) -> QuestionView:
    chosen = set(raw.split(","))
    truths = [("yes", "ja"), ("no", "nee")]
    values = truths if fact.type == "truth" else [(one.id, one.label) for one in fact.values]
    values = [*values, (DONT_KNOW, "weet ik niet")]
    options = tuple(Option(value, label, value in chosen) for value, label in values)
    return QuestionView(
        field=f"f.{fact.id}", text=fact.question, explanation=fact.explanation, example=fact.example,
        weighing=fact.kind == "evaluative", several=fact.type == "grounds", options=options, about=about,
    )  # fmt: skip
