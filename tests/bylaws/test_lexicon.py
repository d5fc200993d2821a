"""The word lists load, and a mistake in one is told with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree

from apv.bylaws.norms.inflection import Bent, Inflections, with_bare_infinitive
from apv.bylaws.norms.lexicon import Lexicon, compile_lexicon, load_lexicon
from apv.bylaws.norms.word_lists import verb_forms
from apv.data_files import data_folder
from apv.errors import CatalogueError
from apv.law.catalogue import Catalogue

LISTS = ("norm_language.xml", "norm_language.xsd", "lexicon.xml", "lexicon.xsd")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the word lists to spoil."""
    for name in LISTS:
        shutil.copy(data_folder("legal_sources") / name, tmp_path / name)
    return tmp_path


def compiled(folder: Path, catalogue: Catalogue) -> Lexicon:
    return compile_lexicon(tuple(catalogue.behaviours), [], folder)


def test_every_behaviour_of_the_vocabulary_has_words(catalogue: Catalogue) -> None:
    lexicon = load_lexicon(catalogue)
    named = {rule.behaviour for rule in lexicon.rules}
    # a by-law cannot name these: they are matters of national law with words of their own, or only told in stories
    assert set(catalogue.behaviours) - named == set()


def test_the_lexicon_is_compiled_once(catalogue: Catalogue) -> None:
    assert load_lexicon(catalogue) is load_lexicon(catalogue)


def test_places_of_the_lexicon_are_places_of_the_vocabulary(catalogue: Catalogue) -> None:
    lexicon = load_lexicon(catalogue)
    assert {place for word in lexicon.places for place in word.places} <= set(catalogue.places)


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("norm_language.xml", 'behaviour="sissen"', 'behaviour="fluisteren"', "gedraging 'fluisteren'"),
        ("norm_language.xml", 'without="traffic"', 'without="trafic"', "woordenlijst 'trafic'"),
        ("norm_language.xml", "<form>verboden</form>", "<form>Verboden.</form>", "vorm"),
        ("lexicon.xml", 'is="any"', 'is="iedereen"', "vorm"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(
    folder: Path, catalogue: Catalogue, name: str, old: str, new: str, says: str
) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        compiled(folder, catalogue)
    assert says in str(caught.value)
    assert name in caught.value.where
    assert f"regel {line}" in caught.value.where


@pytest.mark.parametrize(
    ("form", "readings"),
    [
        ("na te roepen", ("na te roepen", "naroepen", "na roepen")),
        ("in het nauw te drijven", ("in het nauw te drijven", "in het nauwdrijven", "in het nauw drijven")),
        ("zich _ te ontbloten", ("zich _ te ontbloten", "zich _ ontbloten")),
        (
            "tot seks aan te sporen|zetten",
            ("tot seks aan te sporen|zetten", "tot seks aansporen|aanzetten", "tot seks aan sporen|zetten"),
        ),
        ("te slaan", ("te slaan",)),
        ("aanstootgevend gebaar", ("aanstootgevend gebaar",)),
    ],
)
def test_forms_with_te_are_read_without_it_too(form: str, readings: tuple[str, ...]) -> None:
    assert with_bare_infinitive(form) == readings


@pytest.mark.parametrize(
    ("form", "more"),
    [
        ("na te roepen", {"naroept", "nageroepen"}),
        (
            "de weg te versperren",
            {
                "de weg verspert",
                "de weg versperd",
                "de weg wordt|worden versperd",
                "verspert _ de weg",
                "versperren van _ de weg",
            },
        ),
        ("doorgang _ te versperren", {"doorgang _ verspert", "doorgang _ versperd"}),
        ("op beeld vast te leggen", {"op beeld vastlegt", "op beeld vastgelegd"}),
        ("vast te leggen", set()),
        ("na te roepen of te roepen", set()),
        ("te versperren", set()),
        ("een grap te bedenken", set()),
    ],
)
def test_verbs_bend_in_every_form_that_tells_enough(form: str, more: set[str]) -> None:
    verbs = {
        "roepen": Bent("roept", "geroepen"),
        "versperren": Bent("verspert", "versperd"),
        "leggen": Bent("legt", "gelegd", alone=False),
    }
    bent = set(Inflections(verbs, ["na", "vast"]).readings(form))
    assert bent - set(with_bare_infinitive(form)) == more


@pytest.mark.parametrize(
    ("verb", "among"),
    [
        (
            '<verb particle="na" infinitive="fluiten" present="fluit" participle="nagefloten"/>',
            {"na te fluiten", "nafluit", "nagefloten"},
        ),
        (
            '<verb object="in het nauw" infinitive="drijven" present="drijft" participle="gedreven"/>',
            {
                "in het nauw te drijven",
                "in het nauw drijft",
                "in het nauw gedreven",
                "drijven|drijft _ in het nauw",
            },
        ),
        (
            '<verb infinitive="omsingelen" present="omsingelt" participle="omsingeld"/>',
            {"te omsingelen", "omsingelen", "omsingelt", "omsingeld"},
        ),
    ],
)
def test_a_verb_stands_for_all_its_forms(verb: str, among: set[str]) -> None:
    assert among <= set(verb_forms(etree.fromstring(f"<conduct>{verb}</conduct>")))
