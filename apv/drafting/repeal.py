"""Which article a draft repeals, and what the catalogue knows against it: a later law, judgments, what is lost.

Nothing here says that an article is void: it gives reasons with their sources, for a council to weigh.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from apv.bylaws.blocks import Paragraph, Run
from apv.bylaws.norms.penal_list import number_key
from apv.bylaws.norms.recognise import Norm
from apv.bylaws.regulation import Article, Regulation
from apv.drafting.bearing import Said, expression_judgments, judgments_against
from apv.drafting.models import Model
from apv.drafting.placement import Placement, at_article
from apv.drafting.remainder import national_reach
from apv.errors import unknown_name
from apv.law.catalogue import Catalogue
from apv.law.provision import Provision
from apv.reasoning.competence import CheckedTest, assess
from apv.reasoning.verdict import Verdict

REPEALED = "[vervallen]"
"""What is left of a repealed article in the text of a by-law."""


@dataclass(frozen=True, slots=True)
class Repealed:
    """The article that goes. `behaviours` are Dutch labels of what it forbids (none when not known); `later_law`
    the objections because of a later national rule, `objections` those of another kind; `judgments` what judges
    said.

    `left` are the labels of what no national offence takes over (`expressive`: some of it may be an expression);
    `partly` those of plain conduct that the offences `rules` forbid only on conditions. `candidates`: the articles
    that may be meant, when it is not known which.
    """

    number: str
    heading: str = ""
    behaviours: tuple[str, ...] = ()
    later_law: tuple[CheckedTest, ...] = ()
    objections: tuple[CheckedTest, ...] = ()
    judgments: tuple[Said, ...] = ()
    left: tuple[str, ...] = ()
    expressive: bool = False
    partly: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


def find_repealed(
    catalogue: Catalogue, model: Model, municipality: str, bylaw: Regulation | None, norms: Sequence[Norm],
    wanted: str | None, on: date, day: date,
) -> tuple[Repealed, Placement]:  # fmt: skip
    """The article to repeal, and its place: judged by the judgments known on `on` and the law of `day`, on which
    it is repealed. `wanted` is the number that the user gave.

    Without one it is the article that the catalogue knows of this municipality, or the only article of `bylaw`
    that raises objections and forbids nothing but what may be an expression: one that also forbids plain conduct
    is for a person to choose. Raises InputError when `bylaw` does not have `wanted`.
    """
    known = {number_key(one.article): one for one in catalogue.local(municipality)}
    if bylaw is None:
        local = known.get(number_key(wanted)) if wanted else _with_objections(catalogue, known.values(), on)
        number = wanted or (local.article if local else model.suggested_number)
        candidates: tuple[str, ...] = (local.article,) if local and not wanted else ()
        version = local.on(day) if local else None
        behaviours = tuple(version.addresses) if version else ()
        since = local.versions[0].start if local else None
        found = replace(_weigh(catalogue, number, "", behaviours, since, local, on, day), candidates=candidates)
        return found, Placement(number, settled=wanted is not None, replaces=True)
    article, candidates = _article(catalogue, bylaw, norms, wanted, day)
    if article is None:
        number = candidates[0] if candidates else model.suggested_number
        return Repealed(number, candidates=candidates), Placement(number, settled=False, replaces=True)
    behaviours = next((norm.behaviours for norm in norms if norm.article == article.number), ())
    local = known.get(number_key(article.number))
    found = _weigh(catalogue, article.number, article.heading, behaviours, bylaw.meta.valid_from, local, on, day)
    return found, at_article(article)


def repealed_article(repealed: Repealed, placement: Placement) -> Article:
    """How the article will read."""
    text = (Paragraph((Run(REPEALED),)),)
    return Article(repealed.number, blocks=text, status="repealed", division=placement.division)


def _article(
    catalogue: Catalogue, bylaw: Regulation, norms: Sequence[Norm], wanted: str | None, day: date
) -> tuple[Article | None, tuple[str, ...]]:
    """The article, or None with the numbers of those that may be meant."""
    numbers = {number_key(article.number): article for article in bylaw.articles if article.status != "repealed"}
    if wanted is not None:
        if number_key(wanted) not in numbers:
            raise unknown_name("Artikel", wanted, [article.number for article in numbers.values()])
        return numbers[number_key(wanted)], ()
    doubtful = [norm for norm in norms if not norm.stub and _objections(catalogue, norm.behaviours, bylaw, day)]
    if len(doubtful) == 1 and not _plain(catalogue, doubtful[0].behaviours):
        return numbers[number_key(doubtful[0].article)], ()
    return None, tuple(norm.article for norm in doubtful)


def _plain(catalogue: Catalogue, behaviours: Iterable[str]) -> bool:
    """Whether one of the behaviours is plain conduct."""
    return any(catalogue.behaviours[name].expression == "conduct" for name in behaviours)


def _objections(
    catalogue: Catalogue, behaviours: Sequence[str], bylaw: Regulation, day: date
) -> list[CheckedTest]:
    tests = assess(catalogue, behaviours, day, bylaw_from=bylaw.meta.valid_from, existing=True).tests
    return [test for test in tests if test.outcome in ("likely_lapsed", "outside_power")]


def _with_objections(catalogue: Catalogue, local: Iterable[Provision], on: date) -> Provision | None:
    """The only article of the municipality that a judgment in the catalogue speaks against."""
    found = [one for one in local if judgments_against(catalogue, one.id, on)]
    return found[0] if len(found) == 1 else None


def _weigh(
    catalogue: Catalogue, number: str, heading: str, behaviours: Sequence[str], since: date | None,
    local: Provision | None, on: date, day: date,
) -> Repealed:  # fmt: skip
    order = list(catalogue.behaviours)
    behaviours = sorted(behaviours, key=order.index)
    tests = assess(catalogue, behaviours, day, bylaw_from=since, existing=True).tests if behaviours else ()
    failed = [test for test in tests if test.outcome != "allowed"]
    later = tuple(test for test in failed if test.id in _about_later_law(catalogue))
    limits = [test for test in failed if test not in later and test.value is Verdict.NO]
    own = judgments_against(catalogue, local.id, on) if local else []
    said = own or expression_judgments(catalogue, limits, on)
    reach = {name: national_reach(catalogue, name, day) for name in behaviours}
    left = [name for name, (free, _) in reach.items() if free]
    partly = [name for name, (free, _) in reach.items() if not free and _plain(catalogue, [name])]
    return Repealed(
        number, heading, _labels(catalogue, behaviours), later, tuple(limits), tuple(said),
        left=_labels(catalogue, left), partly=_labels(catalogue, partly),
        expressive=any(not _plain(catalogue, [name]) for name in left),
        rules=tuple(dict.fromkeys(rule for name in partly for rule in reach[name][1])),
    )  # fmt: skip


def _labels(catalogue: Catalogue, behaviours: Iterable[str]) -> tuple[str, ...]:
    return tuple(catalogue.behaviours[name].label for name in behaviours)


def _about_later_law(catalogue: Catalogue) -> set[str]:
    """The tests that ask whether a higher rule is newer than the by-law."""
    return {test.id for test in catalogue.competence_tests if test.if_no == "likely_lapsed"}
