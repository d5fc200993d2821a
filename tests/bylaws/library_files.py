"""By-laws and acts as bytes for the tests of the library: written with the product's own writer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from apv.bylaws.markup.cvdr import write_cvdr
from apv.bylaws.regulation import Article, Lid, Metadata, Paragraph, Regulation, Run

JEERING = "Het is verboden om op of aan de weg een ander na te fluiten, na te roepen of uit te jouwen."
ORDINARY = "Het college beslist binnen acht weken op een aanvraag."


def bylaw(
    municipality: str = "Zandrecht",
    *texts: str,
    work: str = "CVDR500001",
    version: int = 1,
    start: date | None = date(2018, 1, 1),
    end: date | None = None,
    modified: date | None = None,
    title: str = "",
    scheme: str = "overheid:Gemeente",
    identifier: str | None = None,
    rubric: str = "",
) -> bytes:
    """A by-law with an article for every text, numbered 2:1, 2:2 …"""
    title = title or f"Algemene plaatselijke verordening {municipality}"
    meta = Metadata(
        identifier=f"{work}_{version}" if identifier is None else identifier,
        work=work,
        title=title,
        citation_title=title,
        creator=municipality,
        creator_scheme=scheme,
        kind="regeling",
        rubric=rubric,
        valid_from=start,
        valid_to=end,
        modified=modified,
    )
    body = tuple(
        Article(f"2:{number}", f"Onderwerp {number}", lids=(Lid("1.", (Paragraph((Run(text),)),)),))
        for number, text in enumerate(texts or (JEERING,), start=1)
    )
    return write_cvdr(Regulation(meta, title, body=body))


def act(number: str = "BWBR0009999", start: str = "2020-01-01", text: str = "Het is een ieder verboden.") -> bytes:
    """A small act as BWB XML; without `start` the file does not say from when it holds."""
    begins = f' inwerkingtreding="{start}"' if start else ""
    return (
        f'<toestand bwb-id="{number}"{begins}><wetgeving soort="wet"><intitule>Wet van proef</intitule>'
        "<citeertitel>Proefwet</citeertitel><wet-besluit><wettekst><artikel><kop><label>Artikel</label>"
        f"<nr>1</nr></kop><al>{text}</al></artikel></wettekst></wet-besluit></wetgeving></toestand>"
    ).encode()


def write_all(folder: Path, count: int, first: int = 1) -> list[Path]:
    """`count` by-laws of as many municipalities in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(first, first + count):
        path = folder / f"CVDR{600_000 + number}_1.xml"
        path.write_bytes(bylaw(f"Gemeente {number:03}", JEERING, ORDINARY, work=f"CVDR{600_000 + number}"))
        paths.append(path)
    return paths
