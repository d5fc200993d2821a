"""Files that are broken or meant to harm: one Dutch sentence, never a traceback, never an endless run."""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from apv.bylaws.markup.cvdr import read_cvdr, write_cvdr
from apv.bylaws.reading import read_data
from apv.data_files import data_folder
from apv.errors import InputError

EXAMPLES = sorted((data_folder("legal_sources") / "examples").glob("*.xml"))
GOOD = EXAMPLES[0].read_bytes()
MUTATIONS = int(os.environ.get("APV_MUTATIONS", "400"))
"""How many damaged files to try; 10,000 for a thorough run."""


def docx() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return buffer.getvalue()


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE cvdr [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><cvdr>&c;</cvdr>"""
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE cvdr [<!ENTITY x SYSTEM "file:///etc/passwd">]><cvdr>&x;</cvdr>'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b" \n\t ", id="white space"),
        pytest.param(b"Artikel 1 Begrippen", id="plain text"),
        pytest.param(b"\x00\x01\x02\x03" * 50, id="binary"),
        pytest.param(docx(), id="Word file"),
        pytest.param(GOOD[: len(GOOD) // 2], id="cut off"),
        pytest.param(GOOD.replace(b"</lid>", b"", 1).replace(b"</lijst>", b"", 1), id="unbalanced"),
        pytest.param(LAUGHS, id="entity expansion"),
        pytest.param(OUTSIDE, id="outside entity"),
        pytest.param("<cvdr>é</cvdr>".encode("latin-1"), id="wrong encoding"),
        pytest.param(b'<?xml version="1.0" encoding="klingon"?><cvdr/>', id="unknown encoding"),
        pytest.param(b"<cvdr>" * 5000 + b"</cvdr>" * 5000, id="deep nesting"),
        pytest.param(b"<cvdr>" + b"x" * 11_000_000 + b"</cvdr>", id="huge text"),
        pytest.param(b"<html><body>Niet gevonden</body></html>", id="web page"),
        pytest.param(b"<cvdr><a></b></cvdr>", id="crossed tags"),
        pytest.param(b"<cvdr>&bestaatniet;</cvdr>", id="undeclared entity"),
    ],
)
def test_unreadable_files_get_one_sentence(data: bytes) -> None:
    for read in (read_cvdr, read_data):
        with pytest.raises(InputError) as caught:
            read(data, where="raar.xml")
        assert "raar.xml" in str(caught.value)
        assert "\n" not in caught.value.what
        assert caught.value.advice


def nested(open_tag: str, close_tag: str, depth: int) -> bytes:
    inside = open_tag * depth + "<al>diep</al>" + close_tag * depth
    xml = f"<cvdr><body><regeling><regeling-tekst>{inside}</regeling-tekst></regeling></body></cvdr>"
    return xml.encode()


@pytest.mark.parametrize(
    ("open_tag", "close_tag"),
    [
        ("<artikel><lijst><li nr='a.'>", "</li></lijst></artikel>"),
        ("<lijst><li nr='a.'>", "</li></lijst>"),
        ("<hoofdstuk>", "</hoofdstuk>"),
        ("<vreemd>", "</vreemd>"),
        ("<table><tbody><row><entry>", "</entry></row></tbody></table>"),
    ],
)
def test_nesting_beyond_sense_is_refused_or_read_but_never_a_crash(open_tag: str, close_tag: str) -> None:
    for depth in (20, 80, 110, 240):
        try:
            regulation = read_data(nested(open_tag, close_tag, depth), where="diep.xml")
            outcome = write_cvdr(regulation).decode() + "".join(article.text for article in regulation.articles)
        except InputError as error:
            outcome = error.advice
        assert outcome


def test_inline_markup_nested_deeply_is_read() -> None:
    xml = nested("<artikel><al>" + "<vet>" * 100, "</vet>" * 100 + "</al></artikel>", 1).replace(
        b"<al>diep</al>", b"diep"
    )
    assert read_cvdr(xml, where="x").articles[0].text == "diep"


def test_spans_no_table_can_have_are_not_believed() -> None:
    xml = nested("<artikel><table><tgroup><tbody><row><entry morerows='999999999999'>",
                 "</entry></row></tbody></tgroup></table></artikel>", 1)  # fmt: skip
    regulation = read_cvdr(xml, where="x")
    assert len(write_cvdr(regulation)) < 10_000
    assert regulation.articles[0].text == "diep"


def test_five_megabytes_of_text_are_read_in_seconds() -> None:
    article = (
        "<artikel><kop><label>Artikel</label><nr>{}</nr></kop><lid><lidnr>1.</lidnr><al>{}</al></lid></artikel>"
    )
    text = "".join(article.format(number, "Het is verboden te roepen. " * 20) for number in range(9000))
    xml = f"<cvdr><body><regeling><regeling-tekst>{text}</regeling-tekst></regeling></body></cvdr>".encode()
    assert len(xml) > 5_000_000
    start = time.perf_counter()
    regulation = read_cvdr(xml, where="groot.xml")
    assert len(regulation.articles) == 9000
    assert len(regulation.articles[-1].text) > 500
    assert time.perf_counter() - start < 20


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The same file with a few things wrong with it."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        size = chance.choice([1, 1, 3, 20, 200])
        other = chance.randrange(len(data) + 1)
        tags = [b"<lid>", b"</lid>", b"<lijst/>", b"<li nr='1.'/>", b"<kop/>", b"<al>", b"</al>", b"<x>", b"</x>",
                b"<artikel/>", b"<noot><al>n</al></noot>", b"&amp;", b"&#160;", b"&x;", b"]]>", b"<!--", b"\xff",
                b"<table><tgroup><tbody><row><entry/></row></tbody></tgroup></table>"]  # fmt: skip
        data = (
            chance.choice(
                [
                    data[:at] + data[at + size :],
                    data[:at] + data[other : other + size] + data[at:],
                    data[:at] + chance.choice(tags) + data[at:],
                    data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
                    data.replace(
                        chance.choice([b"lid", b"al", b"li", b"kop", b"artikel"]), b"q", chance.randint(1, 3)
                    ),
                ]
            )
            or b"<cvdr/>"
        )
    return data


def moved(data: bytes, chance: random.Random) -> bytes:
    """The same file with whole elements moved, doubled or renamed: well-formed, but not what a reader expects."""
    root = etree.fromstring(data)
    for _ in range(chance.randint(1, 8)):
        elements = list(root.iter("{*}*"))
        if len(elements) < 2:
            break
        element, target = chance.choice(elements[1:]), chance.choice(elements)
        what = chance.randrange(4)
        if what == 0 and element is not target and target not in element.iterdescendants():
            target.append(element)
        elif what == 1:
            element.tag = chance.choice(elements).tag
        elif what == 2:
            element.text = chance.choice(["", "los", None])
            element.tail = chance.choice(["", " los ", None])
        elif (parent := element.getparent()) is not None:
            parent.remove(element)
    return etree.tostring(root)


@pytest.mark.parametrize("damage", [damaged, moved])
def test_damaged_files_are_read_or_refused(damage: Callable[[bytes, random.Random], bytes]) -> None:
    chance = random.Random(20261123)
    sources = [path.read_bytes() for path in EXAMPLES]
    read = 0
    for _ in range(MUTATIONS // 2):
        data = damage(chance.choice(sources), chance)
        try:
            regulation = read_data(data, where="kapot.xml")
        except InputError:
            continue
        read += 1
        again = read_cvdr(write_cvdr(regulation), where="x")
        assert [article.text for article in again.articles] == [article.text for article in regulation.articles]
    assert read
