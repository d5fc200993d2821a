"""Old and new paragraphs side by side: which belong together, what changed, what was filled in."""

from hypothesis import given
from hypothesis import strategies as st

from apv.drafting.dossier_pairs import Pair, differing, filled_in, now, paired
from apv.drafting.dossier_record import Mark

LINES = st.lists(st.text(alphabet="abc [:]", min_size=1, max_size=12), max_size=8)


@given(LINES, LINES)
def test_nothing_is_lost_and_the_order_stays(old: list[str], new: list[str]) -> None:
    pairs = list(paired(old, new))
    assert [pair.was for pair in pairs if pair.at is not None] == old
    assert [pair.at for pair in pairs if pair.at is not None] == list(range(len(old)))
    assert [pair.now for pair in pairs if pair.now] == new


@given(LINES)
def test_a_text_that_did_not_change_is_all_pairs(lines: list[str]) -> None:
    assert list(paired(lines, lines)) == [Pair(line, line, at) for at, line in enumerate(lines)]


def test_a_changed_paragraph_stands_beside_what_it_was() -> None:
    old = ["Artikel I", "De verordening treedt in werking op 1 juli 2027.", "de griffier"]
    new = ["Artikel I", "Een heel andere zin, erbij gezet.", "De verordening treedt in werking op 1 mei 2027."]
    assert list(paired(old, new)) == [
        Pair("Artikel I", "Artikel I", 0),
        Pair("", "Een heel andere zin, erbij gezet.", None),
        Pair(old[1], new[2], 1),
        Pair("de griffier", "", 2),
    ]


def test_what_was_filled_in_is_told_from_what_was_changed() -> None:
    was = "gelezen het voorstel van [vul in: datum], kenmerk [vul in: kenmerk];"
    assert filled_in(was, "gelezen het voorstel van 1 mei 2027, kenmerk Z-12;") == {
        "datum": "1 mei 2027",
        "kenmerk": "Z-12",
    }
    assert filled_in(was, "gelezen het voorstel van 1 mei 2027, kenmerk [vul in: kenmerk];") == {
        "datum": "1 mei 2027",
        "kenmerk": "",
    }
    assert filled_in(was, "gezien het voorstel van 1 mei 2027, kenmerk Z-12;") is None
    assert filled_in("geen vak", "wel iets") is None


def test_a_fill_in_may_have_any_text_and_still_finds_its_paragraph() -> None:
    was, filled = "[vul in: wat er speelt]", "Een lang verhaal dat in niets op het vak lijkt. " * 5
    assert list(paired(["Aanleiding", was], ["Aanleiding", filled])) == [
        Pair("Aanleiding", "Aanleiding", 0),
        Pair(was, filled, 1),
    ]


def test_kinds_of_change() -> None:
    assert differing("op 1 mei 2027", "op 2 mei 2027") == ("datum",)
    assert differing("boete van 100 euro", "boete van 150 euro") == ("getal",)
    assert differing("wordt na ‘2:1’ ingevoegd", "wordt na ‘2:2’ ingevoegd") == ("aanhaling",)
    assert differing("zie art. 122 Gemeentewet.", "zie art. 121 Gemeentewet.") == ("verwijzing",)
    assert differing("zie ECLI:NL:HR:2021:1946", "zie ECLI:NL:HR:2021:1947") == ("verwijzing",)
    assert differing("een ander", "de ander") == ()


def test_a_value_is_followed_into_the_new_text() -> None:
    number, title = Mark("artikelnummer", "2:1a"), Mark("citeertitel", "APV Zandrecht 2023")
    place = Mark("gemeente", "Zandrecht")
    pair = Pair("Artikel 2:1a van de APV Zandrecht 2023.", "Artikel 2:1b van de APV Zandrecht 2023.", 0)
    assert list(now(pair, [title, place, number])) == [(title, "APV Zandrecht 2023"), (number, "2:1b")]
    gone = Pair("Dit is artikel 2:1a en meer.", "Dit is artikel en meer.", 0)
    assert list(now(gone, [number])) == [(number, "")]
    assert list(now(Pair("Zie 2:1ab en 12:1a.", "Zie 2:1ab en 12:1a.", 0), [number])) == []
    assert list(now(Pair("Artikel 2:1a", "", 0), [number])) == []
