"""Looking quickly never changes the answer: with every sieve off, the norms are the same, offsets and all."""

from __future__ import annotations

import pickle
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv.bylaws.markup import outline, survey
from apv.bylaws.markup.cvdr import read_cvdr, write_cvdr
from apv.bylaws.markup.first_sight import Seen, first_sight
from apv.bylaws.norms import first_look as first_look_module
from apv.bylaws.norms import recognise as recogniser
from apv.bylaws.norms.first_look import first_look
from apv.bylaws.norms.folding import Together, fold_all, words_of
from apv.bylaws.norms.lexicon import Lexicon, load_lexicon
from apv.bylaws.norms.matcher import Matcher
from apv.bylaws.norms.recognise import Norm, recognise
from apv.bylaws.norms.telling import Telling
from apv.bylaws.regulation import Regulation
from apv.errors import InputError
from apv.law.catalogue import Catalogue
from tests.bylaws.test_hostile import EXAMPLES, damaged, moved
from tests.corpus.generate import generate_many
from tests.corpus.untidy import untidy


@pytest.fixture(scope="module")
def lexicon(catalogue: Catalogue) -> Lexicon:
    return load_lexicon(catalogue)


def files() -> Iterator[bytes]:
    """By-laws as written, as untidy as real ones, without white space between elements, and damaged."""
    chance = random.Random(20261126)
    for seed, known in enumerate(generate_many(12, first=500)):
        data = write_cvdr(known.regulation)
        yield from (data, untidy(data, seed), b"".join(line.strip() for line in data.splitlines()))
        yield from (damaged(data, chance), moved(data, chance))
    for path in EXAMPLES:
        yield path.read_bytes()


def regulations() -> list[Regulation]:
    found = []
    for data in files():
        try:
            found.append(read_cvdr(data, where="proef"))
        except InputError:
            continue
    return found


def norms_of(every: list[Regulation], lexicon: Lexicon) -> list[tuple[Norm, ...]]:
    recogniser._read.cache_clear()
    first_look(lexicon).clear()
    return [recognise(regulation, lexicon) for regulation in every]


def test_no_sieve_loses_a_norm(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = norms_of(regulations(), lexicon)
    assert sum(map(len, quick)) > 150
    places = Telling.places

    def everywhere(telling: Telling, texts: Together) -> dict[str, set[int]]:
        every = set(range(len(texts.ends)))
        return {name: at if name == "defines" else every for name, at in places(telling, texts).items()}

    monkeypatch.setattr(Telling, "places", everywhere)
    monkeypatch.setattr(Matcher, "tells", lambda matcher, word: True)
    monkeypatch.setattr(Matcher, "_worth_trying", lambda matcher, words: map(matcher._form, matcher._ids))
    assert norms_of(regulations()[::4], lexicon) == quick[::4]


def test_reading_late_gives_what_reading_at_once_gives(lexicon: Lexicon) -> None:
    late = regulations()
    at_once = [pickle.loads(pickle.dumps(regulation)) for regulation in regulations()]
    norms = norms_of(late, lexicon)
    assert norms == norms_of(at_once, lexicon)
    assert late == at_once
    assert norms == norms_of(late, lexicon)


def test_what_is_remembered_of_one_bylaw_says_nothing_about_another(lexicon: Lexicon) -> None:
    every = regulations()[:20]
    alone = [norms_of([regulation], lexicon)[0] for regulation in every]
    assert [recognise(regulation, lexicon) for regulation in reversed(every)] == alone[::-1]


def test_threads_that_forget_do_not_get_in_each_others_way(
    lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = regulations()[:20]
    alone = norms_of(every, lexicon)
    monkeypatch.setattr(first_look_module, "_MOST_ARTICLES", 3)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(lambda regulation: recognise(regulation, lexicon), every * 3))
    finally:
        sys.setswitchinterval(before)
    assert found == alone * 3


@given(st.lists(st.text("ab c", max_size=6), min_size=1, max_size=6), st.text("ab", min_size=1, max_size=3))
def test_letters_are_found_in_every_text_that_has_them(texts: list[str], letters: str) -> None:
    assert list(Together(texts).having(letters)) == [at for at, text in enumerate(texts) if letters in text]


@given(st.lists(st.text("abIJĳé-\u00ad\n (:", max_size=12), min_size=1, max_size=4))
def test_together_has_the_words_of_the_folded_texts(texts: list[str]) -> None:
    assert [each.decode().split() for each in Together(texts).whole.split(b"\0")] == list(
        map(words_of, fold_all(texts))
    )


BODY = (
    "<cvdr xmlns='http://standaarden.overheid.nl/cvdr/terms/'"
    " xmlns:c='http://standaarden.overheid.nl/cvdr/terms/'>"
    "<body><regeling><regeling-tekst>{}</regeling-tekst></regeling></body></cvdr>"
)
PLAIN = (
    "<artikel><kop><label>Artikel</label><nr>{0}</nr><titel>Over {0}</titel></kop><al>Tekst {0}.</al></artikel>"
)
ODD = (
    "<artikel status='x>y'><kop><nr>2</nr></kop><al>Het is verboden</al><al>te <vet>roe</vet>pen.</al></artikel>",
    "<artikel><kop><label/><nr>2.</nr><titel/></kop><al/><al>Leeg en niet leeg.</al></artikel>",
    "<artikel><kop><titel>Omgekeerd</titel><nr>2</nr></kop><lid><lidnr>1</lidnr><al>Tekst.</al></lid></artikel>",
    "<artikel><kop><nr>2</nr><titel>B &amp; W &#38; zo</titel></kop></artikel>",
    "<artikel><kop><nr>2</nr><titel>Met <i>nadruk</i></titel></kop><al>x &lt;artikel> y</al></artikel>",
    "<artikel><al>Zonder kop.</al><kop><nr>2</nr></kop></artikel>",
    "<artikel><kop><nr>2</nr></kop><al>Buiten</al><artikel><kop><nr>3</nr></kop><al>Binnen</al></artikel></artikel>",
    "<!-- <artikel><kop><nr>9</nr></kop> --><artikel><kop><nr>2</nr></kop><al>Tekst.</al></artikel>",
    "<artikel><kop><nr>2</nr></kop><al><![CDATA[</artikel><artikel>]]></al></artikel>",
    "<artikel><!-- <kop> --><kop><nr>2</nr><!-- > --></kop><!-- </artikel> --><al>a</al><!-- b --><al>c</al>"
    "</artikel>",
    "<?x <artikel> ?><artikel><kop><nr>2</nr></kop><al>Tekst.</al></artikel>",
    "<c:artikel><kop><nr>2</nr></kop><al>Met voorvoegsel.</al></c:artikel>",
    "<artikel\n\tstatus='goed'\n><kop >\n<nr>2</nr></kop><c:al>een</c:al><c:al>twee</c:al></artikel >",
    "<artikel/>",
    "<artikelsgewijs><al>Toelichting</al></artikelsgewijs>",
)


def test_what_bytes_tell_of_headings_is_what_elements_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = [BODY.format(PLAIN.format(1) + text + PLAIN.format(4)) for text in ODD]
    texts = [*files(), *(text.encode() for text in odd)]
    texts += [b"<?xml version='1.0' encoding='iso-8859-1'?>" + odd[0].replace("roe", "roë").encode("latin-1")]
    texts += [b"\xef\xbb\xbf" + odd[0].encode(), odd[0].encode("utf-16")]

    def read() -> list[object]:
        found: list[object] = []
        for text in texts:
            try:
                regulation = read_cvdr(text, where="proef")
            except InputError as error:
                found.append(str(error))
                continue
            empty = [article.empty for article in regulation.articles]
            words = [words_of(fold_all([article.glance])[0]) for article in regulation.articles]
            found.append((regulation, regulation.findings, empty, words))
        return found

    seen: list[Seen] = []

    def remember(data: bytes) -> list[Seen]:
        found = first_sight(data)
        seen.extend(found)
        return found

    monkeypatch.setattr(outline, "first_sight", remember)
    quick = read()
    told = [each.sight for each in seen if each.sight]
    assert sum(sight.plain is not None for sight in told) > 500
    assert 300 < sum(sight.whole for sight in told) < len(told), "some need no parser, some do"
    monkeypatch.setattr(outline, "first_sight", lambda data: [])
    assert read() == quick


def test_plain_markup_has_every_word_of_the_article() -> None:
    texts = [*files(), *(BODY.format(PLAIN.format(1) + text).encode() for text in ODD)]
    told = 0
    for text in texts:
        try:
            articles = read_cvdr(text, where="proef").articles
        except InputError:
            continue
        for article in articles:
            if article.plain is not None:
                told += 1
                words, markup = Together([article.glance]), Together([article.plain])
                assert set(words.whole.split()) <= set(markup.whole.split()), article.plain
    assert told > 500


def test_a_word_with_markup_within_is_told_by_the_text() -> None:
    text = (
        "<artikel><kop><nr>2</nr></kop><al>Het is verboden te roe<vet>pen</vet> of te b&#117;rlen.</al></artikel>"
    )
    for odd in (text, text.replace("vet", "vreemd"), text.replace("<vet>", "<!-- x -->").replace("</vet>", "")):
        [article] = read_cvdr(BODY.format(odd).encode(), where="proef").articles
        assert article.plain is None
        assert {"roepen", "burlen"} <= set(words_of(fold_all([article.glance])[0]))


def test_paragraphs_without_white_space_are_not_one_word() -> None:
    text = (
        "<artikel><kop><nr>2</nr><titel>Roepen</titel></kop>"
        "<lid><lidnr>1</lidnr><al>een</al><al>twee</al></lid></artikel>"
    )
    for body in (text, text.replace("al>", "c:al>"), text.replace("artikel>", "c:artikel>")):
        [article] = read_cvdr(BODY.format(body).encode(), where="proef").articles
        assert article.glance.split() == ["2", "Roepen", "1", "een", "twee"]


@pytest.mark.parametrize(
    "aside", ["<noot><noot.nr>1</noot.nr><noot.al>Zie de toelichting.</noot.al></noot>", "<br/>", "<plaatje/>"]
)
def test_what_stands_against_a_word_hides_no_norm(aside: str, lexicon: Lexicon) -> None:
    text = (
        f"<artikel><kop><nr>2</nr></kop><al>Het is verboden{aside} om op straat te sissen{aside}.</al></artikel>"
    )
    [norm] = recognise(read_cvdr(BODY.format(text).encode(), where="proef"), lexicon)
    assert norm.behaviours == ("sissen",)


def test_definitions_are_found_under_a_heading_on_two_lines(lexicon: Lexicon) -> None:
    filler = "".join(PLAIN.format(number) for number in range(1, 7))
    body = BODY.format(
        "<artikel><kop><nr>0</nr></kop><al>Het is verboden te sissen op een openbare plaats.</al></artikel>"
        + filler
        + "<artikel><kop><nr>8</nr><titel>Wat is{}wat</titel></kop><al>openbare plaats: de weg;</al></artikel>"
    )
    for space in (" ", "\n    "):
        [norm] = recognise(read_cvdr(body.format(space).encode(), where="proef"), lexicon)
        assert norm.place_terms == ("openbare plaats",)
        assert norm.undefined_place_terms == ()


def test_a_quick_survey_finds_what_a_slow_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    body = BODY.format("<artikel><kop><nr>1</nr></kop>{}</artikel>")
    odd = [
        "<al>Gewoon.</al>",
        "<al onbekend='x'>Met een <vreemd>woord</vreemd>.</al>",
        "<plaatje><illustratie naam='a.png'/></plaatje>",
        "<c:al>Met voorvoegsel.</c:al>",
        "<al xmlns='urn:x'>In een andere ruimte.</al>",
        "<lijst><li nr='a.'><al>punt</al><punt/></li></lijst>",
    ]
    texts = [*files(), *(body.format(text).encode() for text in odd)]

    def findings() -> list[str]:
        found = []
        for text in texts:
            try:
                found.append(" ".join(map(str, read_cvdr(text, where="proef").findings)))
            except InputError as error:
                found.append(str(error))
        return found

    quick = findings()
    told = ["<vreemd>" in found or "<punt>" in found or "afbeelding" in found for found in quick[-len(odd) :]]
    assert told == [False, True, True, False, False, True]
    monkeypatch.setattr(survey, "_nothing_odd", lambda root, known: False)
    assert findings() == quick
