"""The fields of a page's form, read from the address: a page can be bookmarked, and going back just works.

Names of fields are Dutch, for they stand in addresses that people see; values are ids of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from apv.errors import InputError
from apv.law.catalogue import Catalogue
from apv.reasoning.interview import Interview, answer
from apv.reasoning.scenario import Scenario, scenario
from apv.reasoning.story import read_story

ANSWER = "f."
"""Before the id of a fact: the field with its answer."""

MOST_TEXT = 4000
"""Letters of a description that are read."""

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AskForm:
    """What the Toetsen page was asked. `answers` are (fact id, value) in the order of the questions."""

    day: date
    behaviours: tuple[str, ...] = ()
    setting: str = ""
    place: str = ""
    municipality: str = ""
    text: str = ""
    answers: Pairs = ()
    thorough: bool = False

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The fields as they stand in an address."""
        yield from (("gedraging", name) for name in self.behaviours)
        for name, value in (
            ("situatie", self.setting), ("plaats", self.place), ("gemeente", self.municipality),
            ("datum", self.day.isoformat()), ("tekst", self.text), ("alles", "ja" if self.thorough else ""),
        ):  # fmt: skip
            if value:
                yield name, value
        yield from ((f"{ANSWER}{fact}", value) for fact, value in self.answers)

    def address(self, page: str, **changes: object) -> str:
        """The address of `page` with these fields, some of them changed."""
        return f"{page}?{urlencode(list(replace(self, **changes).pairs()))}"  # type: ignore[arg-type]


def read_day(args: Mapping[str, str], today: date, catalogue: Catalogue) -> date:
    """The day in the form; today when it is empty. Raises InputError for what is no day, or too early."""
    text = args.get("datum", "").strip()
    if not text:
        return today
    try:
        return catalogue.check_day(date.fromisoformat(text))
    except ValueError as error:
        raise InputError(f"'{text[:40]}' is geen bestaande datum", advice="Kies jaar, maand en dag.") from error


def ask_form(args: MultiDict[str, str], today: date, catalogue: Catalogue) -> AskForm:
    """The form in an address. Raises InputError for names and values that do not exist."""
    names: dict[str, str] = {}
    for field in args:
        if field.startswith(ANSWER):
            fact = catalogue.fact(field.removeprefix(ANSWER)).id
            given = [value for value in args.getlist(field) if value]
            if given:
                names[fact] = ",".join(given)
    return AskForm(
        day=read_day(args, today, catalogue),
        behaviours=tuple(catalogue.behaviour(name).id for name in args.getlist("gedraging") if name),
        setting=catalogue.setting(args["situatie"]).id if args.get("situatie") else "",
        place=catalogue.place(args["plaats"]).id if args.get("plaats") else "",
        municipality=args.get("gemeente", "").strip()[:100],
        text=args.get("tekst", "").strip()[:MOST_TEXT],
        answers=tuple(names.items()),
        thorough=args.get("alles") == "ja",
    )


def with_story(form: AskForm, catalogue: Catalogue) -> AskForm:
    """The form completed with what its text says; what was filled in goes before what was read."""
    if not form.text:
        return form
    story = read_story(catalogue, form.text)
    read = tuple((name, str(value)) for name, value in story.facts.items() if name not in dict(form.answers))
    return replace(
        form,
        behaviours=tuple(dict.fromkeys((*form.behaviours, *story.behaviours))),
        setting=form.setting or story.setting,
        place=form.place or story.place,
        answers=(*read, *form.answers),
    )


def interview_of(form: AskForm, catalogue: Catalogue, municipality: str) -> Interview:
    """The interview as far as the form goes; an answer that contradicts what a behaviour means raises."""
    start: Scenario = scenario(
        catalogue, form.day, form.behaviours, setting=form.setting, place=form.place, municipality=municipality
    )
    interview = Interview(start, thorough=form.thorough)
    for fact, value in form.answers:
        interview = answer(catalogue, interview, fact, value)
    return interview
