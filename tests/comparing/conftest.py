"""By-laws on disk for the comparison tests: written with the product's own writer, one call per file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from apv.bylaws.markup.cvdr import write_cvdr
from apv.bylaws.regulation import Article, Lid, Metadata, Paragraph, Regulation, Run
from apv.law.catalogue import Catalogue, load_catalogue

WriteBylaw = Callable[..., Path]
ArticleText = tuple[str, str, Sequence[str]]
"""Number, heading, and the text of each lid."""

FOLLOWING: ArticleText = (
    "2:36",
    "Hinderlijk volgen",
    ["Het is verboden op een openbare plaats een ander hinderlijk te volgen of in te sluiten."],
)
JEERING: ArticleText = (
    "2:1a",
    "Straatintimidatie",
    ["Het is verboden om op of aan de weg een ander na te fluiten, na te roepen of uit te jouwen."],
)
ORDINARY: ArticleText = ("1:2", "Beslistermijn", ["Het college beslist binnen acht weken op een aanvraag."])


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def write_bylaw(tmp_path: Path) -> WriteBylaw:
    """Writes a by-law as CVDR XML and returns its path."""

    def write(
        municipality: str, *articles: ArticleText, start: date | None = date(2018, 1, 1), end: date | None = None,
        work: str = "", version: int = 1, name: str = "", folder: str = "regelingen", concerns: str = "",
        title: str = "",
    ) -> Path:  # fmt: skip
        work = work or f"CVDR{100_000 + sum(map(ord, municipality))}"
        title = title or f"Algemene plaatselijke verordening {municipality}"
        meta = Metadata(
            identifier=f"{work}_{version}", work=work, title=title, citation_title=title, creator=municipality,
            creator_scheme="overheid:Gemeente", kind="regeling", valid_from=start, valid_to=end, concerns=concerns,
        )  # fmt: skip
        body = tuple(
            Article(number, heading, lids=tuple(
                Lid(f"{rank}.", (Paragraph((Run(text),)),)) for rank, text in enumerate(lids, start=1)
            ))
            for number, heading, lids in articles
        )  # fmt: skip
        path = tmp_path / folder / (name or f"{work}_{version}.xml")
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(write_cvdr(Regulation(meta, title, body=body)))
        return path

    return write
