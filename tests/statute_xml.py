"""Small statutes for tests, written by hand in the two official BWB forms; the sentences in them are no law."""

from __future__ import annotations

from pathlib import Path


def article(number: str, *texts: str, heading: str = "", leden: bool = False, jci: str = "") -> str:
    """One article: loose text, or one lid per text; a text "a|b" gives a lid with onderdelen a and b."""
    title = f"<titel>{heading}</titel>" if heading else ""
    body = "".join(
        f"<lid><lidnr>{at}</lidnr>{_content(text)}</lid>" if leden else _content(text)
        for at, text in enumerate(texts, 1)
    )
    meta = f'<meta-data><jcis><jci versie="1.3" verwijzing="{jci}"/></jcis></meta-data>' if jci else ""
    return f"<artikel><kop><label>Artikel</label><nr>{number}</nr>{title}</kop>{body}{meta}</artikel>"


def toestand(act: str, begins: str, *articles: str, title: str = "Oefenwet") -> str:
    """A modern text that names its act and its first day."""
    text = "".join(articles)
    return (
        f'<toestand bwb-id="{act}" inwerkingtreding="{begins}"><wetgeving soort="wet">'
        f"<citeertitel>{title}</citeertitel><wet-besluit><wettekst>{text}</wettekst></wet-besluit>"
        "</wetgeving></toestand>"
    )


def wetgeving(act: str, *articles: str) -> str:
    """A text as those of 2012: with a DOCTYPE and without a date. Without `act` it does not name itself either."""
    number = f' bwb-id="{act}"' if act else ""
    return (
        '<!DOCTYPE wetgeving SYSTEM "http://wetten.overheid.nl/dtd/bwb-plus-meta-1_61w.dtd">'
        f'<wetgeving{number} soort="wet"><intitule>Oefenwet</intitule><wet-besluit><wettekst>'
        f"{''.join(articles)}</wettekst></wet-besluit></wetgeving>"
    )


def save(folder: Path, name: str, xml: str) -> Path:
    """The XML as a file in `folder`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(xml, "utf-8")
    return path


def _content(text: str) -> str:
    first, *items = text.split("|")
    listed = "".join(
        f"<li><li.nr>{letter}.</li.nr><al>{item}</al></li>" for letter, item in zip("abcdef", items, strict=False)
    )
    return f"<al>{first}</al>" + (f"<lijst>{listed}</lijst>" if listed else "")
