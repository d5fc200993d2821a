"""What the outcomes of a verification mean in plain Dutch; the text and the JSON say the same."""

from __future__ import annotations

import textwrap

from apv.bylaws.regulation import Article
from apv.bylaws.statutes import Statute
from apv.dutch import enumeration, long_date
from apv.law.provision import Provision
from apv.reasoning.verification import ActCheck, Check, DateBasis

OPENING = 150
"""Characters of an official article that are shown to tell what it is about."""


_DATED: dict[DateBasis, str] = {
    "text": "volgens het bestand",
    "name": "volgens de bestandsnaam",
    "given": "opgegeven met --date",
    "assumed": "aangenomen: de eerste dag die de catalogus kent",
}


def dated(act: ActCheck) -> str:
    """How the day is known on which a text is checked."""
    return "de eerste dag die de catalogus kent" if act.older else _DATED[act.dated]


def act_name(title: str, number: str) -> str:
    """An act with its official number: "Grondwet (BWBR…)"."""
    return f"{title} ({number})" if number and title else title or number


def explanation(check: Check, act: ActCheck) -> str:
    """Why a provision is not simply found (or absent as it should be); "" when there is nothing to say."""
    day, provision, version = long_date(act.day), check.provision, check.version
    match check.outcome:
        case "article_missing":
            text = f"{_articles(check.missing)} niet in de tekst, terwijl de bepaling volgens de catalogus gold"
            return text + _maybe_later(act)
        case "lid_missing":
            return f"het artikel staat er wel, maar zonder lid of onderdeel {provision.lid}{_maybe_later(act)}"
        case "repealed":
            return "in de tekst staat alleen nog dat het artikel is vervallen of gereserveerd" + _maybe_later(act)
        case "unexpected":
            return (
                "staat in de tekst en lijkt op de beschrijving, maar de bepaling "
                f"{periods(provision)} volgens de catalogus: ga de datum na"
            )
        case "number_reused":
            about = old_label(check.articles[0])
            return f"{periods(provision)}; het nummer is op {day} van een ander artikel: {about}"
        case "first_day_unknown":
            return _first_day_unknown(check, day)
        case "heading_differs":
            heading = check.articles[0].heading
            label = version.label if version is not None else ""
            return f"gevonden; het officiële opschrift is '{heading}', de catalogus noemt het '{label}'"
        case "content_differs":
            return (
                "gevonden, maar de woorden van het artikel lijken weinig op de beschrijving in de catalogus: "
                f"{old_label(check.articles[0])}"
            )
        case "found" | "absent":
            return ""


def act_remarks(act: ActCheck) -> list[str]:
    """What is to be said about a text as a whole."""
    remarks = []
    if act.dated == "assumed":
        remarks.append("Het bestand noemt geen datum. Geef met --date de dag van de tekst op.")
    if act.newer and act.law.read is not None:
        remarks.append(
            f"Deze tekst is nieuwer dan de catalogus: die is gelezen tot en met de tekst van "
            f"{long_date(act.law.read)}. Ga na of er bepalingen zijn gewijzigd."
        )
    if act.older and act.statute.begins is not None:
        remarks.append(
            f"De tekst begon te gelden op {long_date(act.statute.begins)}. Of hij op {long_date(act.day)} nog zo "
            "luidde, zegt het bestand niet."
        )
    return remarks + [str(finding) for finding in act.statute.text.findings]


def passed_over(statute: Statute, *, replaced: bool) -> str:
    """Why a text was not checked."""
    begins = f"tekst van {long_date(statute.begins)}" if statute.begins else "tekst zonder datum"
    why = (
        "later vervangen door een andere tekst met dezelfde begindatum"
        if replaced
        else "gold niet meer op de eerste dag die de catalogus kent"
    )
    return f"{act_name(statute.title, statute.act)}, {begins}: niet gecontroleerd, {why} ({statute.file})"


def old_label(article: Article) -> str:
    """What an official article is about: its heading, else its first words, and the division it stands in."""
    about = f"'{article.heading}'" if article.heading else f"“{opening(article)}”"
    return f"{about} ({article.division[-1]})" if article.division else about


def opening(article: Article) -> str:
    """The first words of the official text."""
    return textwrap.shorten(article.text, OPENING, placeholder=" …", break_on_hyphens=False)


def periods(provision: Provision) -> str:
    """When the provision holds according to the catalogue; its versions follow each other without a gap."""
    first, last = provision.versions[0], provision.versions[-1]
    parts = []
    if first.start is not None:
        parts.append(f"vanaf {long_date(first.start)}")
    elif first.absent_on is not None:
        parts.append(f"ergens na {long_date(first.absent_on)}")
    if last.end is not None:
        parts.append(f"tot en met {long_date(last.end)}")
    return f"geldt {' '.join(parts)}" if parts else "geldt vanaf een onbekende dag"


def _articles(numbers: tuple[str, ...]) -> str:
    verb = "staat" if len(numbers) == 1 else "staan"
    return f"artikel {enumeration(numbers)} {verb}"


def _maybe_later(act: ActCheck) -> str:
    return "; misschien is zij na het begin van deze tekst ingevoegd of gewijzigd" if act.older else ""


def _first_day_unknown(check: Check, day: str) -> str:
    stands = (
        f"{_articles(check.missing)} op {day} niet in de tekst"
        if check.missing
        else f"het artikel staat op {day} in de tekst"
    )
    return f"{stands}; de catalogus weet niet vanaf welke dag haar beschrijving klopt"
