"""A conversation in the terminal: puts the questions of an interview and tells what each answer changes.

Answers are short: a letter, a number, or a word. "w" is always "weet ik niet", "t" goes back, "?" explains why a
question is put, "s" stops and gives the answer as far as it goes. In a pipe the end of the input is a stop.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import click

from apv.dutch import enumeration, lower_first
from apv.errors import ApvError
from apv.law.catalogue import Catalogue
from apv.law.terms import Fact
from apv.reasoning.evaluate import Outcome
from apv.reasoning.gaps import LABELS as GAP_LABELS
from apv.reasoning.gaps import Examined, examine
from apv.reasoning.interview import (
    DONT_KNOW,
    Interview,
    NextQuestion,
    answer,
    back,
    choose_question,
    limit_reached,
    scenario_of,
)  # fmt: skip
from apv.reasoning.local import LocalLaw
from apv.reports.answer_words import HOLDS
from apv.reports.paper import Paper
from apv.reports.tabular import visible

TRUTH = {"j": "yes", "ja": "yes", "yes": "yes", "n": "no", "nee": "no", "no": "no"}
UNSURE = {"w", "weet ik niet", "onbekend", DONT_KNOW}
STOP, BACK, WHY = {"s", "stop"}, {"t", "terug"}, {"?", "waarom"}


@dataclass(frozen=True, slots=True)
class Talk:
    """How the conversation ended: the interview, and what was found with it."""

    interview: Interview
    found: Examined


def talk(catalogue: Catalogue, interview: Interview, law: LocalLaw | None) -> Talk:
    """Put questions until nothing more would change a verdict, or the user stops."""
    found = examine(catalogue, scenario_of(catalogue, interview), law)
    while True:
        question = None if limit_reached(interview) else choose_question(catalogue, interview, found)
        if question is None:
            if interview.thorough or not _go_on(catalogue, interview, found):
                return Talk(interview, found)
            interview = Interview(interview.start, interview.given, thorough=True)
            continue
        _put(question)
        line = reply()
        given = "" if line is None else line.lower()
        if line is None or given in STOP:
            return Talk(interview, found)
        if given in WHY:
            _explain(catalogue, question)
            continue
        if given in BACK:
            interview = _back(interview)
        else:
            changed = _answered(catalogue, interview, question.fact, given)
            if changed is None:
                continue
            interview = changed
        after = examine(catalogue, scenario_of(catalogue, interview), law)
        _tell(catalogue, found, after)
        found = after


def choose(question: str, options: Sequence[tuple[str, str]], *, none: str) -> str:
    """One of `options` (id, label), by number, id or part of the label; "" for `none` (what Enter means)."""
    return next(iter(_chosen(question, options, none, several=False)), "")


def choose_some(question: str, options: Sequence[tuple[str, str]], *, none: str) -> tuple[str, ...]:
    """Any of `options`, as `choose` takes them with commas between; () for `none`."""
    return _chosen(question, options, none, several=True)


def _chosen(question: str, options: Sequence[tuple[str, str]], none: str, *, several: bool) -> tuple[str, ...]:
    paper = Paper()
    paper.line(question + (" Meer nummers mag, met een komma ertussen." if several else ""))
    for number, (name, label) in enumerate(options, start=1):
        paper.line(f"{number:>3}  {label} ({name})", hang=7)
    paper.line(f"  Enter: {none}")
    click.echo(str(paper), nl=False)
    while True:
        given = (reply() or "").lower()
        if not given or given in STOP:
            return ()
        parts = [pick(part.strip(), options) for part in (given.split(",") if several else [given])]
        if all(len(part) == 1 for part in parts):
            return tuple(dict.fromkeys(part[0] for part in parts))
        click.echo("Dat is niet duidelijk. Kies een nummer.")


def pick(typed: str, options: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The ids that `typed` may mean: one for a number or an id, else those whose label holds it.

    >>> pick("2", [("a", "Aap"), ("b", "Beer")]), pick("ee", [("a", "Aap"), ("b", "Beer")])
    (('b',), ('b',))
    """
    if typed.isdigit() and 1 <= int(typed) <= len(options):
        return (options[int(typed) - 1][0],)
    exact = tuple(name for name, label in options if typed in {name, label.lower()})
    return exact or tuple(name for name, label in options if typed in label.lower())


def _put(question: NextQuestion) -> None:
    fact = question.fact
    paper = Paper()
    paper.blank()
    paper.line(f"Vraag {question.asked + 1}: {fact.question}", hang=9)
    if fact.explanation:
        paper.line(fact.explanation, indent=2)
    if fact.example:
        paper.line(f"Voorbeeld: {fact.example}", indent=2)
    if fact.kind == "evaluative":
        paper.line("Dit is een weging: u geeft uw eigen oordeel, de rechter kan anders oordelen.", indent=2)
    if fact.type == "truth":
        paper.line("[j] ja  [n] nee  [w] weet ik niet  [t] terug  [?] waarom  [s] stoppen", indent=2)
    else:
        for number, value in enumerate(fact.values, start=1):
            paper.line(f"{number:>3}  {value.label}", indent=0)
        more = (
            "een leeftijd of een nummer" if fact.type == "age" else "een of meer nummers, met een komma ertussen"
        )
        paper.line(f"{more}  [w] weet ik niet  [t] terug  [?] waarom  [s] stoppen", indent=2)
    click.echo(f"\n{str(paper).strip()}")


def reply() -> str | None:
    """A line from the user; None when the input, not being a person, has ended."""
    try:
        return str(click.prompt(">", prompt_suffix=" ", default="", show_default=False)).strip()
    except click.Abort:
        if sys.stdin.isatty():
            raise
        return None


def _answered(catalogue: Catalogue, interview: Interview, fact: Fact, given: str) -> Interview | None:
    """The interview with this answer; None, and a word why, when it is not one."""
    raw = read_reply(fact, given)
    if not raw:
        click.echo("Dat antwoord begrijp ik niet.")
        return None
    try:
        return answer(catalogue, interview, fact.id, raw)
    except ApvError as error:
        click.echo(str(error))
        return None


def read_reply(fact: Fact, given: str) -> str:
    """What the user typed, as the value that the fact takes; "" when it is none."""
    if given in UNSURE:
        return DONT_KNOW
    if fact.type == "truth":
        return TRUTH.get(given, "")
    options = [(value.id, value.label) for value in fact.values]
    if fact.type == "age":
        if given in {value.id for value in fact.values}:
            return given
        # small numbers name an option, others are an age in years
        picked = pick(given, options) if not given.isdigit() or int(given) <= len(options) else (given,)
        return picked[0] if len(picked) == 1 else ""
    parts = [pick(part.strip(), options) for part in given.split(",") if part.strip()]
    return ",".join(part[0] for part in parts) if parts and all(len(part) == 1 for part in parts) else ""


def _back(interview: Interview) -> Interview:
    if not interview.given:
        click.echo("Dit is de eerste vraag.")
    return back(interview)


def _explain(catalogue: Catalogue, question: NextQuestion) -> None:
    """Which provisions hang on the question, and what each answer would do."""
    paper = Paper()
    paper.line("Hiervan hangt af:")
    for outcome in question.about:
        paper.line(f"- {_named(catalogue, outcome)}", indent=2, hang=4)
    words = {"yes": "ja", "no": "nee"} | {value.id: value.label for value in question.fact.values}
    for effect in question.effects:
        name = catalogue.cite(effect.outcome.provision)
        paper.line(f"Bij ‘{words[effect.answer]}’ is {name} {HOLDS[effect.becomes]}.", indent=2, hang=4)
    if not question.effects:
        paper.line("Dit antwoord alleen beslist nog niets, maar is wel nodig.", indent=2)
    click.echo(str(paper), nl=False)


def _tell(catalogue: Catalogue, before: Examined, after: Examined) -> None:
    """What an answer changed."""
    then = {one.provision.id: one for one in before.outcomes}
    for outcome in after.outcomes:
        was = then.get(outcome.provision.id)
        if was is not None and was.holds != outcome.holds and "remote" not in (was.relevance, outcome.relevance):
            click.echo(visible(f"  → {_named(catalogue, outcome)}: {HOLDS[outcome.holds]}"))
    if before.gap.status != after.gap.status:
        click.echo(f"  → uitkomst: {GAP_LABELS[after.gap.status]}")


def _go_on(catalogue: Catalogue, interview: Interview, found: Examined) -> bool:
    """Whether the user also wants to be asked about what only comes into view; told what that is."""
    more = Interview(interview.start, interview.given, thorough=True)
    question = choose_question(catalogue, more, found)
    if question is None:
        return False
    still_open = [
        catalogue.cite(one.provision)
        for one in found.outcomes
        if one.relevance == "near" and one.holds == "depends"
    ]
    paper = Paper()
    paper.blank()
    paper.line(
        "Over wat op dit gedrag is gericht, zijn de beslissende vragen gesteld. Verder staat open: "
        f"{enumeration(still_open)}."
    )
    paper.line("Ook daarover vragen beantwoorden? [j] ja  [Enter] nee, toon de uitkomst")
    click.echo(f"\n{str(paper).strip()}")
    return TRUTH.get((reply() or "").lower()) == "yes"


def _named(catalogue: Catalogue, outcome: Outcome) -> str:
    return f"{catalogue.cite(outcome.provision)} ({lower_first(outcome.version.label)})"
