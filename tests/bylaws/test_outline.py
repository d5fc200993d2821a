"""An article that a parser need not see reads the same as one it saw, and nothing wrong slips by unseen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv.bylaws.markup import outline
from apv.bylaws.markup.cvdr import read_cvdr
from apv.bylaws.markup.first_sight import Seen
from apv.bylaws.markup.outline import parse_outline
from apv.bylaws.markup.plain_article import whole_article
from apv.bylaws.regulation import Regulation
from apv.errors import InputError

BODY = (
    "<cvdr xmlns='http://standaarden.overheid.nl/cvdr/terms/'><body><regeling>\n<regeling-tekst>{}</regeling-tekst>"
    "\n{}</regeling></body></cvdr>"
)
ARTICLE = "<artikel><kop><nr>{}</nr></kop><al>Dit is artikel {}.</al></artikel>\n"
LISTS = """<artikel status="vervallen">
  <kop><label>Artikel</label> <nr>2:1</nr> <titel>Samenscholing</titel></kop>
  <lid><lidnr>1.</lidnr><al>Het is verboden:</al>
    <lijst type="expliciet"><li nr="a."><li.nr>a.</li.nr><al>te vechten &amp; te roepen;</al>
      <lijst><li><al>buiten;</al></li><li/></lijst></li></lijst>
    <al/></lid>
</artikel>"""


def read(data: bytes) -> Regulation | str:
    try:
        return read_cvdr(data, where="proef")
    except InputError as error:
        return str(error)


def read_both_ways(data: bytes) -> Regulation | str:
    """What is read of `data`, which is the same when a parser sees all of it: value, findings or error."""
    found = read(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outline, "first_sight", no_sight)
        slowly = read(data)
    assert found == slowly
    if isinstance(found, Regulation) and isinstance(slowly, Regulation):
        assert found.findings == slowly.findings
        assert [article.empty for article in found.articles] == [article.empty for article in slowly.articles]
    return found


def no_sight(data: bytes) -> list[Seen]:
    return []


def test_plain_articles_are_left_empty_and_read_when_asked_for() -> None:
    data = BODY.format(LISTS + ARTICLE.format(2, 2), "").encode()
    assert [len(at) for at in parse_outline(data, where="proef").root.iter("{*}artikel")] == [0, 0]
    found = read_both_ways(data)
    assert isinstance(found, Regulation)
    first, second = found.articles
    assert (first.status, first.number, second.text) == ("repealed", "2:1", "Dit is artikel 2.")
    assert "te vechten & te roepen;" in first.text


@pytest.mark.parametrize(
    "wrong",
    [
        ARTICLE.format(1, "\x01"),
        ARTICLE.format(1, "\ufffe"),
        ARTICLE.format(1, "]]>"),
        ARTICLE.format(1, "&eacute;"),
        ARTICLE.format(1, "&"),
        ARTICLE.format(1, "&#0;"),
        ARTICLE.format(1, "<al>"),
        ARTICLE.format("&", 1),
        LISTS.replace('type="expliciet"', 'type="a" type="b"'),
        LISTS.replace("</lid>", "</lid></lid>"),
        LISTS.replace('nr="a."', 'nr="a.'),
        LISTS.replace("vervallen", "<"),
        LISTS.replace('status="vervallen"', "status"),
    ],
)
def test_no_error_slips_by_in_an_article_nobody_asks_for(wrong: str) -> None:
    data = BODY.format(ARTICLE.format(1, 1) + wrong + ARTICLE.format(3, 3), "").encode()
    found = read_both_ways(data)
    assert str(found).startswith("Het bestand is geen geldige XML of is afgebroken (proef, regel "), found


def test_bytes_that_are_no_text_are_an_error() -> None:
    data = BODY.format(ARTICLE.format(1, 1) + ARTICLE.format(2, "caf\xe9"), "").encode("latin-1")
    found = read_both_ways(data)
    assert isinstance(found, str)


def test_what_a_parser_finds_too_long_is_an_error() -> None:
    data = BODY.format(ARTICLE.format(1, 1) + ARTICLE.format(2, "x" * 10_100_000), "").encode()
    found = read_both_ways(data)
    assert isinstance(found, str)


def test_an_error_behind_plain_articles_has_its_own_line() -> None:
    data = BODY.format(ARTICLE.format(1, 1) + ARTICLE.format(2, 2) + "<al>Open", "").encode()
    assert "regel 4" in str(read_both_ways(data))


@pytest.mark.parametrize(
    ("inside", "behind"),
    [
        ("", f"<nota-toelichting><al>Zie:</al>{ARTICLE.format(7, 7)}</nota-toelichting>"),
        ("", f"<bijlage><kop><titel>Model</titel></kop>{ARTICLE.format(7, 7)}</bijlage>"),
        (f"<bijlage>{ARTICLE.format(7, 7)}</bijlage>", ""),
        (f"<lijst><li><al>Zie:</al>{ARTICLE.format(7, 7)}</li></lijst>", ""),
        (f"<onbekend>{ARTICLE.format(7, 7)}</onbekend>", ""),
        (f"<hoofdstuk><kop><nr>1</nr><titel>{ARTICLE.format(7, 7)}</titel></kop></hoofdstuk>", ""),
        (f"<!-- {ARTICLE.format(7, 7)} --><al>Dit is artikel 7.</al>", ""),
        (f"<al><![CDATA[{ARTICLE.format(7, 7)}]]></al>", ""),
    ],
)
def test_an_article_within_something_else_keeps_its_text(inside: str, behind: str) -> None:
    data = BODY.format(ARTICLE.format(1, 1) + inside + ARTICLE.format(2, 2), behind).encode()
    found = read_both_ways(data)
    assert isinstance(found, Regulation)
    assert "Dit is artikel 7." in repr([*found.body, *(attachment.blocks for attachment in found.attachments)])


LEAF = st.sampled_from(["<al>tekst</al>", "<al/>", "<al>een &amp;\n twee</al> "])


def lists_of(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    number = st.sampled_from(["", "<li.nr>a.</li.nr>", "\n<li.nr/>"])
    item = st.tuples(st.sampled_from(["<li>", '<li nr="a.">']), number, blocks).map(
        lambda it: "".join(it) + "</li>"
    )
    return st.lists(item, max_size=3).map(lambda items: f"<lijst>\n{''.join(items)}</lijst>")


ONE_LIST = st.lists(LEAF | lists_of(LEAF), max_size=2).map("".join)
BLOCKS = st.lists(LEAF | lists_of(ONE_LIST), max_size=3).map("".join)
LEDEN = st.lists(BLOCKS.map(lambda blocks: f"<lid><lidnr>1.</lidnr>{blocks}</lid>\n"), max_size=3).map("".join)
OPENING = st.sampled_from([">", ' status="goed">', ' status="vervallen">'])
MARKUP = st.tuples(OPENING, BLOCKS, LEDEN).map(
    lambda parts: f"{parts[0]}<kop><label>Artikel</label><nr>1</nr></kop>{parts[1]}{parts[2]}"
)
ODD = (
    "<kop>", "</kop>", "<nr>2</nr>", "<titel>Over</titel>", "<lid>", "</lid>", "<lidnr>2.</lidnr>", "<lijst>",
    "</lijst>", "<li>", "</li>", "<li.nr>a.</li.nr>", "x", " ", "&lt;", "&x;", "&#65;", "]]>", "\x02", "<vet>",
    "<vet>x</vet>", "<!-- x -->", "<!--", "<![CDATA[<al>]]>", "<al>", "</al>", "<", ">", '"', "<br/>", "\u00e9",
    "<table/>", "<artikel/>", "</artikel>",
)  # fmt: skip


@given(MARKUP)
def test_leden_lists_and_paragraphs_need_no_parser(markup: str) -> None:
    assert whole_article(markup.encode()) is not None
    assert isinstance(read_both_ways(BODY.format(f"<artikel{markup}</artikel>", "").encode()), Regulation)


@given(MARKUP, st.sampled_from(ODD), st.integers(0, 400))
def test_whatever_stands_anywhere_reads_as_a_parser_reads_it(markup: str, odd: str, place: int) -> None:
    at = place % (len(markup) + 1)
    article = f"<artikel{markup[:at]}{odd}{markup[at:]}</artikel>"
    read_both_ways(BODY.format(ARTICLE.format(5, 5) + article + ARTICLE.format(6, 6), "").encode())
