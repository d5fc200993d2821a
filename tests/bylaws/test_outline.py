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


def slowly(data: bytes, monkeypatch: pytest.MonkeyPatch) -> Regulation | str:
    with monkeypatch.context() as patch:
        patch.setattr(outline, "first_sight", no_sight)
        return quickly(data)


def no_sight(data: bytes) -> list[Seen]:
    return []


def quickly(data: bytes) -> Regulation | str:
    try:
        return read_cvdr(data, where="proef")
    except InputError as error:
        return str(error)


def test_plain_articles_are_left_empty_and_read_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    data = BODY.format(LISTS + ARTICLE.format(2, 2), "").encode()
    assert [len(at) for at in parse_outline(data, where="proef").root.iter("{*}artikel")] == [0, 0]
    found = quickly(data)
    assert isinstance(found, Regulation)
    assert found == slowly(data, monkeypatch)
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
def test_no_error_slips_by_in_an_article_nobody_asks_for(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = BODY.format(ARTICLE.format(1, 1) + wrong + ARTICLE.format(3, 3), "").encode()
    found = quickly(data)
    assert found == slowly(data, monkeypatch)
    assert str(found).startswith("Het bestand is geen geldige XML of is afgebroken (proef, regel "), found


def test_bytes_that_are_no_text_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    data = BODY.format(ARTICLE.format(1, 1) + ARTICLE.format(2, "caf\xe9"), "").encode("latin-1")
    found = quickly(data)
    assert isinstance(found, str)
    assert found == slowly(data, monkeypatch)


def test_what_a_parser_finds_too_long_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    data = BODY.format(ARTICLE.format(1, 1) + ARTICLE.format(2, "x" * 10_100_000), "").encode()
    found = quickly(data)
    assert isinstance(found, str)
    assert found == slowly(data, monkeypatch)


def test_an_error_behind_plain_articles_has_its_own_line() -> None:
    data = BODY.format(ARTICLE.format(1, 1) + ARTICLE.format(2, 2) + "<al>Open", "").encode()
    assert "regel 4" in str(quickly(data))


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
def test_an_article_within_something_else_keeps_its_text(
    inside: str, behind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = BODY.format(ARTICLE.format(1, 1) + inside + ARTICLE.format(2, 2), behind).encode()
    found = quickly(data)
    assert isinstance(found, Regulation)
    assert found == slowly(data, monkeypatch)
    assert found.findings == read_cvdr(data, where="proef").findings
    assert "Dit is artikel 7." in repr([*found.body, *(attachment.blocks for attachment in found.attachments)])


PIECES = (
    "<kop>", "</kop>", "<nr>1</nr>", "<nr/>", "<titel>Over</titel>", "<lid>", "</lid>", "<lidnr>1.</lidnr>",
    "<al>tekst</al>", "<al/>", "<lijst>", "</lijst>", "<li>", '<li nr="a.">', "</li>", "<li.nr>a.</li.nr>",
    "x", " ", "\n", "&amp;", "&x;", "]]>", "\x02", "<vet>", "</vet>", "<!--", "-->", "<al>", "</al>",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from((">", ' status="goed">', " x='1'>")))
def test_what_looks_whole_reads_as_a_parser_reads_it(pieces: list[str], opening: str) -> None:
    markup = f"{opening}<kop><nr>1</nr></kop>{''.join(pieces)}"
    if whole_article(markup.encode()) is None:
        return
    data = BODY.format(f"<artikel{markup}</artikel>", "").encode()
    with pytest.MonkeyPatch.context() as patch:
        found = quickly(data)
        assert isinstance(found, Regulation)
        assert found == slowly(data, patch)
