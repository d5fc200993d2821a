"""What is written as CVDR XML reads back as the same value; what is read loses nothing on the way back."""

from __future__ import annotations

import pickle
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from apv.bylaws.markup.bwb import LEFT_OUT
from apv.bylaws.markup.cvdr import read_bylaw, read_cvdr, write_cvdr
from apv.bylaws.markup.headings import stub_status
from apv.bylaws.markup.list_levels import regroup
from apv.bylaws.reading import read_document
from apv.bylaws.regulation import (
    Article,
    Attachment,
    Block,
    Cell,
    Division,
    ItemList,
    Lid,
    ListItem,
    Metadata,
    Paragraph,
    Regulation,
    Run,
    Table,
    content_text,
    flatten,
    place,
)
from apv.data_files import data_folder
from apv.errors import InputError

EXAMPLES = sorted((data_folder("legal_sources") / "examples").glob("*.xml"))

# --- values as the product makes them ------------------------------------------------------------------------

LETTERS = "abcdeéëïö ABC&<>\"'§€…\u00a0\u200b-–;,"
PLAIN = st.text(LETTERS, min_size=1, max_size=30).map(lambda text: re.sub(" +", " ", f"x{text}z"))
"""Text as a reader gives it: no double spaces, none at the ends."""
LOOKS = st.builds(
    Run,
    st.just(""),
    bold=st.booleans(),
    italic=st.booleans(),
    underline=st.booleans(),
    ref=st.sampled_from(["", "jci1.3:c:BWBR0005416&artikel=149", "CVDR://90762_1"]),
    script=st.sampled_from(["", "", "", "sup", "sub"]),
)


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    runs: list[Run] = []
    for text, look in draw(st.lists(st.tuples(PLAIN, LOOKS), min_size=1, max_size=3)):
        if not runs or replace(runs[-1], text="") != look:
            runs.append(replace(look, text=text))
    return Paragraph(tuple(runs))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    cells = st.builds(Cell, st.lists(paragraphs(), max_size=2).map(tuple))
    rows = draw(st.lists(st.tuples(*[cells] * columns), min_size=1, max_size=3))
    if columns > 1 and draw(st.booleans()):
        rows.append((Cell((), columns=columns),))
    widths = draw(st.sampled_from([(), ("30*",) * columns]))
    return Table(tuple(rows), draw(st.integers(0, len(rows))), draw(st.sampled_from(["", "Tarieven"])), widths)


NUMBERINGS = [
    ["a.", "b.", "c.", "d."],
    ["a)", "b)", "c)", "d)"],
    ["1°", "2°", "3°", "4°"],
    ["-", "-", "-", "-"],
    ["", "", "", ""],
]


@st.composite
def item_lists(draw: st.DrawFn, depth: int = 0) -> ItemList:
    numbers = NUMBERINGS[depth * 2] if draw(st.booleans()) else NUMBERINGS[depth + 2]
    items = []
    for number in numbers[: draw(st.integers(1, 4))]:
        blocks: list[Block] = list(draw(st.lists(paragraphs(), min_size=1, max_size=2)))
        if depth == 0 and draw(st.integers(0, 3)) == 0:
            blocks.append(draw(item_lists(1)))
        items.append(ListItem(number, tuple(blocks)))
    return ItemList(tuple(items))


@st.composite
def contents(draw: st.DrawFn) -> tuple[Block, ...]:
    """Paragraphs with at most one list and one table after them: what a lid looks like."""
    blocks: list[Block] = list(draw(st.lists(paragraphs(), min_size=1, max_size=2)))
    if draw(st.booleans()):
        blocks.append(draw(item_lists()))
    if draw(st.integers(0, 4)) == 0:
        blocks.append(draw(tables()))
    return tuple(blocks)


STYLES = ["2:{}", "2.{}", "2.1.1.{}", "{}", "2:{}a", "2.{}B"]


@st.composite
def articles(draw: st.DrawFn, number: str) -> Article:
    heading = draw(st.one_of(st.just(""), PLAIN))
    label = draw(st.sampled_from(["Artikel", "Artikel", "Artikel", ""]))
    kind = draw(st.sampled_from(["text", "lid", "list", "empty"]))
    if kind == "empty":
        stub = draw(st.sampled_from(["[gereserveerd]", "(vervallen)"]))
        article = Article(number, f"{heading} {stub}".strip(), label=label)
    elif kind == "text":
        article = Article(number, heading, draw(contents()), label=label)
    else:
        count = draw(st.integers(1, 4))
        lids = tuple(Lid(f"{index}.", draw(contents()), kind == "list") for index in range(1, count + 1))
        before = draw(st.lists(paragraphs(), max_size=1).map(tuple))
        article = Article(number, heading, before, lids, label)
    return replace(article, status=stub_status(article.heading, content_text(article.blocks, article.lids)))


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Division | Article, ...]:
    style = draw(st.sampled_from(STYLES))
    nodes: list[Division | Article] = []
    number = 0
    for chapter in range(draw(st.integers(1, 3))):
        children: list[Division | Article] = []
        for _ in range(draw(st.integers(1, 3))):
            number += 1
            children.append(draw(articles(style.format(number))))
        text = draw(st.lists(paragraphs(), max_size=1).map(tuple))
        kind = draw(st.sampled_from(["hoofdstuk", "afdeling", "paragraaf"]))
        nodes.append(Division(kind, str(chapter + 1), draw(PLAIN), kind.title(), text, tuple(children)))
    if draw(st.booleans()):
        nodes.append(Division("structuurtekst", blocks=draw(contents())))
    return place(tuple(nodes))


META = st.builds(
    Metadata,
    identifier=st.just("CVDR900098_4"),
    work=st.just("CVDR900098"),
    title=PLAIN,
    citation_title=PLAIN,
    creator=PLAIN,
    creator_scheme=st.just("overheid:Gemeente"),
    kind=st.just("regeling"),
    valid_from=st.dates(max_value=date(9998, 12, 31)),
    valid_to=st.none(),
    issued=st.none() | st.dates(max_value=date(9998, 12, 31)),
    legal_basis=st.just(("artikel 149", "artikel 154")),
    legal_basis_refs=st.just(("jci1.3:c:BWBR0005416&artikel=149", "")),
    concerns=PLAIN,
    editorial=st.lists(paragraphs(), max_size=1).map(tuple),
)
REGULATIONS = st.builds(
    Regulation,
    META,
    PLAIN,
    preamble=st.lists(paragraphs(), max_size=2).map(tuple),
    body=bodies(),
    closing=st.lists(paragraphs(), max_size=1).map(tuple),
    attachments=st.lists(
        st.builds(Attachment, st.sampled_from(["bijlage", "toelichting"]), PLAIN, contents()), max_size=2
    ).map(tuple),
    signing=st.lists(PLAIN, max_size=2).map(tuple),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(REGULATIONS)
def test_written_and_read_again_is_the_same(regulation: Regulation) -> None:
    xml = write_cvdr(regulation)
    again = read_cvdr(xml, where="proef")
    assert again == regulation
    assert write_cvdr(again) == xml


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies())
def test_every_piece_stands_where_its_offsets_say(body: tuple[Division | Article, ...]) -> None:
    regulation = read_cvdr(write_cvdr(Regulation(Metadata(), body=body)), where="proef")
    for article in regulation.articles:
        pieces = [article.text[part.start : part.end] for part in article.parts]
        assert "\n".join(pieces) == article.text
        assert (article.text, article.parts) == flatten(article)
        assert all(
            " ".join(piece.split()) in " ".join(article.glance.split()) for piece in pieces if "\t" not in piece
        )


NUMBERS = ["1.", "2.", "3.", "1a.", "a.", "b.", "c.", "i.", "ii.", "1°", "2°", "-", "", "2.1", "(1)", "A."]


def lists(depth: int = 0) -> st.SearchStrategy[ItemList]:
    block = st.just(Paragraph((Run("tekst"),)))
    inner = st.one_of(block, lists(depth + 1)) if depth < 2 else block
    item = st.builds(ListItem, st.sampled_from(NUMBERS), st.lists(inner, min_size=1, max_size=3).map(tuple))
    return st.builds(ItemList, st.lists(item, min_size=1, max_size=4).map(tuple))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(lists(), st.just(Paragraph((Run("los"),)))), min_size=1, max_size=5).map(tuple))
def test_lists_in_any_disorder_keep_every_number_and_word_in_order(source: tuple[Block, ...]) -> None:
    blocks, lids = regroup(source)
    kept = [*_in_order(blocks), *(word for lid in lids for word in (lid.number, *_in_order(lid.blocks)))]
    assert kept == list(_in_order(source))


def _in_order(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, ItemList):
            for item in block.items:
                yield item.number
                yield from _in_order(item.blocks)
        elif isinstance(block, Paragraph):
            yield block.text


# --- files that exist ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_survive_writing(path: Path) -> None:
    regulation = read_bylaw(path)
    assert regulation.articles
    assert read_cvdr(write_cvdr(regulation), where="x") == regulation


def test_the_samples_survive_writing(samples: Path) -> None:
    for path in sorted((samples / "cvdr").glob("cvdr_*.xml")):
        regulation = read_bylaw(path)
        assert read_cvdr(write_cvdr(regulation), where="x") == regulation


def written_text(regulation: Regulation) -> Counter[str]:
    """The characters of the body as it is written, numbers and headings included."""
    root = etree.fromstring(write_cvdr(replace(regulation, attachments=())))
    text = next(root.iter("{*}regeling-tekst"))
    numbers = "".join(item.get("nr", "") for item in text.iter("{*}li"))
    return _signs("".join(text.itertext()) + numbers)


def source_text(path: Path) -> Counter[str]:
    """The characters of the operative text in the file."""
    root = etree.parse(path).getroot()
    etree.strip_elements(root, *(f"{{*}}{name}" for name in LEFT_OUT), with_tail=False)
    for heading in root.iter("{*}nr", "{*}label", "{*}titel"):  # the point behind a number is no part of it
        heading.text = re.sub(
            r"^((?:\w+ )?(?:\d+(?:[:.]\d+)*|[A-Z]))\.(?!\d)", r"\1", (heading.text or "").strip()
        )
    text = next(root.iter("{*}regeling-tekst", "{*}wettekst"))
    numbers = "".join(item.get("nr", "") for item in text.iter("{*}li"))
    return _signs("".join(text.itertext()) + numbers)


def _signs(text: str) -> Counter[str]:
    return Counter(sign for sign in text if not sign.isspace())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_character_of_an_example_is_lost(path: Path) -> None:
    assert written_text(read_bylaw(path)) == source_text(path)


def test_no_character_of_a_sample_is_lost(samples: Path) -> None:
    paths = [*(samples / "cvdr").glob("cvdr_*.xml"), *(samples / "bwb-2012").glob("*.xml")]
    paths += [*(samples / "bwb").glob("bwb_toestand*.xml")]
    assert paths
    for path in sorted(paths):
        regulation = read_document(path)
        wanted = source_text(path)
        if path.stem == "BWBR0005416":  # its own table of contents stands beside the text of the law
            regulation = replace(regulation, body=tuple(node for node in regulation.body if not _contents(node)))
        assert written_text(regulation) == wanted, path.name


def _contents(node: Division | Article) -> bool:
    return isinstance(node, Division) and node.kind == "inhoudsopgave"


def test_articles_read_late_are_ordinary_values() -> None:
    regulation = read_bylaw(EXAMPLES[0])
    late = regulation.articles[-1]
    built = Article(
        late.number, late.heading, late.blocks, late.lids, late.label, late.status, late.division, late.jci
    )
    assert late == built
    assert built == late
    assert hash(late) == hash(built)
    assert pickle.loads(pickle.dumps(regulation)) == regulation
    assert deepcopy(regulation) == regulation
    assert replace(late, heading="Anders").lids == late.lids
    assert late != replace(late, lids=())


def test_a_character_that_xml_cannot_hold_is_refused_in_words() -> None:
    regulation = Regulation(Metadata(), body=(Article("1", blocks=(Paragraph((Run("fout\x0b"),)),)),))
    with pytest.raises(InputError, match=r"U\+000B"):
        write_cvdr(regulation)


def test_the_same_value_gives_the_same_bytes() -> None:
    for path in EXAMPLES:
        assert write_cvdr(read_bylaw(path)) == write_cvdr(read_bylaw(path))
