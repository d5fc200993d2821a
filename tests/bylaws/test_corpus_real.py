"""Real statutes and by-laws that are about something else: nothing in them is a by-law norm on harassment."""

from __future__ import annotations

from pathlib import Path

import pytest

from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import recognise
from apv.bylaws.reading import read_document
from apv.data_files import data_folder
from apv.errors import InputError
from apv.law.catalogue import Catalogue


def test_statutes_and_other_bylaws_give_no_norms(samples: Path, catalogue: Catalogue) -> None:
    lexicon = load_lexicon(catalogue)
    read = 0
    for path in sorted(samples.glob("bwb*/*.xml")) + sorted(samples.glob("cvdr/*.xml")):
        try:
            regulation = read_document(path)
        except InputError:
            continue
        read += 1
        assert recognise(regulation, lexicon) == (), path.name
    assert read >= 10


@pytest.mark.parametrize(
    ("name", "article", "behaviours"),
    [
        ("brugwoude", "4", {"vloeken", "aanstootgevende-taal"}),
        ("duinvoort", "22", {"naaktheid-openbaar", "seks-in-openbaar"}),
        ("heuvelmonde", "2:3", {"hinderlijk-gedrag", "opdringen"}),
        ("lindeborg", "2:1a", set()),
        ("merelwoude", "2.1a", {"aandringen-contact", "hinderlijk-volgen", "insluiten", "doorgang-belemmeren",
                                "ongewenst-aanraken"}),
        ("sluismeer", "12", {"schelden", "spugen", "discriminerende-intimidatie"}),
        ("zandrecht", "2:1", {"samenscholing"}),
    ],
)  # fmt: skip
def test_bundled_bylaws(catalogue: Catalogue, name: str, article: str, behaviours: set[str]) -> None:
    regulation = read_document(data_folder("legal_sources") / "examples" / f"{name}.xml")
    norms = {norm.article: norm for norm in recognise(regulation, load_lexicon(catalogue))}
    assert set(norms[article].behaviours) == behaviours


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("zandrecht", "2:6a"),
        ("zandrecht", "3:1"),
        ("veldhaven", "2:2"),
        ("veldhaven", "2:60"),
        ("heuvelmonde", "2:10"),
        ("heuvelmonde", "2:78"),
        ("merelwoude", "2.2"),
        ("merelwoude", "2.25"),
        ("duinvoort", "23"),
        ("wilgenhage", "5:1"),
        ("lindeborg", "3:1"),
    ],
)
def test_distractors_in_bundled_bylaws(catalogue: Catalogue, name: str, article: str) -> None:
    regulation = read_document(data_folder("legal_sources") / "examples" / f"{name}.xml")
    assert regulation.article(article) is not None
    assert article not in {norm.article for norm in recognise(regulation, load_lexicon(catalogue))}
