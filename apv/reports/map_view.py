"""The answer of `apv map` as a person reads it, worded once: text, web page, Word and CSV all render this view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from apv.dutch import enumeration, long_date
from apv.law.catalogue import Catalogue
from apv.law.terms import Behaviour, Fact, Term
from apv.reasoning.competence import CheckedTest
from apv.reasoning.gaps import LABELS, Examined
from apv.reasoning.missing import open_questions
from apv.reasoning.routes import Route, enforcers, fora
from apv.reasoning.scenario import answers, say
from apv.reasoning.verdict import Verdict
from apv.reports.answer_words import COMPETENCE, COMPETENCE_TONE, GAP_TONE
from apv.reports.answers_json import DISCLAIMER, MOST_QUESTIONS
from apv.reports.harmless import harmless
from apv.reports.section_view import SectionView, section_views
from apv.reports.sources import Source, SourceLinks
from apv.reports.tabular import Tone

if TYPE_CHECKING:  # most maps are not made from a text
    from apv.reasoning.story import Mention, Story

_TEST_MARK = {Verdict.YES: "geen bezwaar", Verdict.NO: "bezwaar", Verdict.UNKNOWN: "te beoordelen"}
_TEST_TONE: Mapping[Verdict, Tone] = {Verdict.YES: "good", Verdict.NO: "warning", Verdict.UNKNOWN: "caution"}


@dataclass(frozen=True, slots=True)
class AskView:
    """A question that decides much, and the option that answers it."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class RecognisedView:
    """Words of the user's text, what was read in them, and a remark when that is not used as it stands."""

    words: str
    label: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class TestView:
    """One competence test of the council, with the law and the judgments behind it."""

    mark: str
    tone: Tone
    label: str
    reason: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class RouteView:
    """A body that may act or where a victim can go, the provisions for which it counts, and a remark."""

    label: str
    citations: tuple[Source, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class MapView:
    """The whole answer. `lead`: what was asked, as pairs; `recognised` is None when no text was read; `doubts`:
    the competence tests that raise an objection or a question; `cleared`: the labels of those that do not. Every
    text is fit to be shown."""

    title: str
    subject: str
    municipality: str
    day: date
    lead: tuple[tuple[str, str], ...]
    outcome: str
    outcome_tone: Tone
    reasons: tuple[str, ...]
    questions: tuple[AskView, ...]
    recognised: tuple[RecognisedView, ...] | None
    sections: tuple[SectionView, ...]
    competence: str
    competence_tone: Tone
    doubts: tuple[TestView, ...]
    cleared: tuple[str, ...]
    enforcers: tuple[RouteView, ...]
    fora: tuple[RouteView, ...]
    disclaimer: str
    catalogue: str


def map_view(
    catalogue: Catalogue, found: Examined, *, all_results: bool = False, story: Story | None = None
) -> MapView:
    """The view of what was found; with what does not apply too (`all_results`), and what was read in a text."""
    asked, gap = found.asked, found.gap
    links = SourceLinks(catalogue, asked.day)
    tests = gap.competence.tests
    who = enforcers(catalogue, found.outcomes, asked.day, asked.municipality)
    view = MapView(
        title=f"Welk recht geldt op {long_date(asked.day)}?",
        subject=_behaviours(catalogue, found),
        municipality=asked.municipality,
        day=asked.day,
        lead=tuple(_lead(catalogue, found)),
        outcome=LABELS[gap.status],
        outcome_tone=GAP_TONE[gap.status],
        reasons=tuple(_in_short(catalogue, found)),
        questions=tuple(_questions(catalogue, found)),
        recognised=tuple(_recognised(catalogue, story)) if story is not None else None,
        sections=tuple(section_views(catalogue, found, links, all_results)),
        competence=COMPETENCE[gap.competence.outcome],
        competence_tone=COMPETENCE_TONE[gap.competence.outcome],
        doubts=tuple(test_view(test, links) for test in tests if test.outcome != "allowed"),
        cleared=tuple(test.label for test in tests if test.outcome == "allowed"),
        enforcers=tuple(route_view(route, links) for route in who),
        fora=tuple(route_view(route, links) for route in fora(catalogue, found.outcomes)),
        disclaimer=DISCLAIMER,
        catalogue=catalogue.version,
    )
    return harmless(view)


def _behaviours(catalogue: Catalogue, found: Examined) -> str:
    return ", ".join(catalogue.behaviours[name].label for name in found.asked.behaviours)


def _lead(catalogue: Catalogue, found: Examined) -> Iterator[tuple[str, str]]:
    asked, missing = found.asked, "niet opgegeven"
    yield "Gedraging", _behaviours(catalogue, found) or missing
    yield "Situatie", catalogue.settings[asked.setting].label if asked.setting else missing
    yield "Plaats", catalogue.places[asked.place].label if asked.place else missing
    yield "Gemeente", asked.municipality or missing
    for name, answer in answers(catalogue, asked).items():
        if answer.stated:
            fact = catalogue.facts[name]
            yield "Feit", f"{fact.label}: {say(fact, answer.value)}"


def _in_short(catalogue: Catalogue, found: Examined) -> Iterator[str]:
    """The outcome in a few lines; the reasons stand with each provision."""
    gap = found.gap
    for holds, words in (("applies", "Van toepassing"), ("depends", "Alleen als aan meer is voldaan")):
        named = [f"{catalogue.cite(o.provision)} ({o.version.label})" for o in gap.addressing if o.holds == holds]
        if named:
            yield f"{words}: {'; '.join(named)}."
    if gap.status in ("local", "apv_only", "no_power"):
        yield from gap.reasons
    elif gap.local.articles:
        yield f"De APV regelt dit ook, in artikel {enumeration(gap.local.articles)}."


def _questions(catalogue: Catalogue, found: Examined) -> Iterator[AskView]:
    """The one or two facts that decide most."""
    for question in open_questions(catalogue, found)[:MOST_QUESTIONS]:
        yield AskView(question.fact.question, f"--fact {question.fact.id}=…")


def _recognised(catalogue: Catalogue, story: Story) -> Iterator[RecognisedView]:
    known: Mapping[str, Mapping[str, Behaviour | Fact | Term]] = {
        "behaviour": catalogue.behaviours,
        "setting": catalogue.settings,
        "place": catalogue.places,
        "fact": catalogue.facts,
    }
    for mention in story.mentions:
        thing = known[mention.kind][mention.id]
        value = "" if mention.value in ("yes", "no") else f" = {_value(thing, mention.value)}"
        yield RecognisedView(mention.words, f"{thing.label}{value}", _not_used(mention, story))


def _value(thing: Behaviour | Fact | Term, value: str) -> str:
    """A value of an age or a list by its own label; a plain number stays."""
    labels = {known.id: known.label for known in thing.values} if isinstance(thing, Fact) else {}
    return labels.get(value, value)


def _not_used(mention: Mention, story: Story) -> str:
    if mention.weighs:
        return "niet gebruikt: dit moet een mens wegen"
    if mention.id in story.doubts:
        return "niet gebruikt: de tekst spreekt zichzelf tegen"
    return "ontkend" if mention.negated else ""


def test_view(test: CheckedTest, links: SourceLinks) -> TestView:
    """A competence test in words, with its sources as links."""
    sources = tuple(links.of(name) for name in (*test.basis, *test.sources))
    return TestView(_TEST_MARK[test.value], _TEST_TONE[test.value], test.label, test.reason, sources)


def route_view(route: Route, links: SourceLinks) -> RouteView:
    """A route with its provisions as links."""
    return RouteView(route.term.label, tuple(links.of(name) for name in route.provisions), route.remark)
