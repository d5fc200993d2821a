"""The catalogue against official texts: by hand what each outcome means, and the real texts of 2012."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from apv.bylaws.statutes import StatuteFiles, holding, read_statutes
from apv.law.catalogue import Catalogue
from apv.reasoning.quotation import quote
from apv.reasoning.verification import ActCheck, Verification, verify
from tests.statute_xml import article, save, toestand, wetgeving

FIRST_DAY = date(2012, 10, 1)
PUBLICATION = "Gemeentelijke regels worden bekendgemaakt door plaatsing in het gemeenteblad."
GAZETTE = "Het college geeft een elektronisch gemeenteblad uit."
NOT_BEFORE = "Een voorschrift geldt niet voordat het op de voorgeschreven manier is bekendgemaakt."
MOMENT = "Het voorschrift treedt in werking op de achtste dag na bekendmaking, tenzij anders is bepaald."
FILLER = "De minister kan regels stellen over de vergoeding van reiskosten."


@pytest.fixture
def act(catalogue: Catalogue) -> str:
    """The act that most of these tests imitate: four provisions, all from 1 July 2021 on."""
    return catalogue.laws["bekw"].bwb


def publication_act(act: str, begins: str, *, leave_out: str = "", **replace: str) -> str:
    articles = {
        "1": article("1", FILLER),
        "2": article("2", FILLER, GAZETTE, leden=True),
        "6": article("6", PUBLICATION),
        "8": article("8", NOT_BEFORE),
        "10": article("10", FILLER, MOMENT, leden=True),
    }
    articles |= {number.removeprefix("art"): xml for number, xml in replace.items()}
    return toestand(act, begins, *(xml for number, xml in articles.items() if number != leave_out))


def read(catalogue: Catalogue, *files: Path) -> StatuteFiles:
    return read_statutes(files, {law.bwb for law in catalogue.laws.values() if law.bwb})


def verified(catalogue: Catalogue, *files: Path, given: date | None = None) -> Verification:
    return verify(catalogue, read(catalogue, *files).statutes, given)


def outcomes(act: ActCheck) -> dict[str, str]:
    return {check.provision.id: check.outcome for check in act.checks}


def test_everything_stands_where_the_catalogue_says(catalogue: Catalogue, act: str, tmp_path: Path) -> None:
    file = save(tmp_path, "wet.xml", publication_act(act, "2021-07-01"))
    found = verified(catalogue, file)
    assert set(outcomes(found.acts[0]).values()) == {"found"}
    assert (found.acts[0].day, found.acts[0].dated) == (date(2021, 7, 1), "text")
    assert not found.needs_person
    assert "bekw" not in {law.id for law in found.without_text}


def test_a_missing_article_and_a_missing_lid_ask_for_a_person(
    catalogue: Catalogue, act: str, tmp_path: Path
) -> None:
    xml = publication_act(act, "2021-07-01", leave_out="6", art10=article("10", MOMENT))
    found = verified(catalogue, save(tmp_path, "wet.xml", xml))
    assert outcomes(found.acts[0]) == {
        "bekw:2:2": "found",
        "bekw:6": "article_missing",
        "bekw:8": "found",
        "bekw:10:2": "lid_missing",
    }
    assert found.needs_person
    assert found.acts[0].checks[1].missing == ("6",)


def test_a_stub_is_no_article(catalogue: Catalogue, act: str, tmp_path: Path) -> None:
    xml = publication_act(act, "2021-07-01", art8=article("8", "[Vervallen per 01-07-2021]"))
    assert outcomes(verified(catalogue, save(tmp_path, "wet.xml", xml)).acts[0])["bekw:8"] == "repealed"


def test_before_its_first_day_the_number_may_belong_to_another_article(
    catalogue: Catalogue, act: str, tmp_path: Path
) -> None:
    old = "Een tractatenblad verschijnt zo vaak als de minister van buitenlandse zaken nodig vindt."
    xml = publication_act(act, "2015-01-01", leave_out="8", art6=article("6", old, heading="Verdragen"))
    found = verified(catalogue, save(tmp_path, "wet.xml", xml)).acts[0]
    assert outcomes(found)["bekw:6"] == "number_reused"
    assert outcomes(found)["bekw:8"] == "absent"
    assert not found.in_force


def test_the_same_words_before_the_first_day_are_a_question(
    catalogue: Catalogue, act: str, tmp_path: Path
) -> None:
    found = verified(catalogue, save(tmp_path, "wet.xml", publication_act(act, "2015-01-01")))
    assert outcomes(found.acts[0])["bekw:6"] == "unexpected"
    assert found.needs_person


def test_headings_and_words_are_compared_loosely(catalogue: Catalogue, act: str, tmp_path: Path) -> None:
    xml = publication_act(
        act,
        "2021-07-01",
        art6=article("6", PUBLICATION, heading="Bekendmaking door gemeenten"),
        art8=article("8", NOT_BEFORE, heading="Reiskosten"),
        art2=article("2", FILLER, "Ambtenaren dragen een uniform.", leden=True),
    )
    found = verified(catalogue, save(tmp_path, "wet.xml", xml))
    assert outcomes(found.acts[0]) == {
        "bekw:2:2": "content_differs",
        "bekw:6": "found",
        "bekw:8": "heading_differs",
        "bekw:10:2": "found",
    }
    assert not found.needs_person


def test_a_text_newer_than_the_catalogue_is_said_to_be(catalogue: Catalogue, act: str, tmp_path: Path) -> None:
    found = verified(catalogue, save(tmp_path, "wet.xml", publication_act(act, "2099-01-01")))
    assert found.acts[0].newer
    assert found.needs_person


def test_where_the_day_and_the_act_come_from(catalogue: Catalogue, act: str, tmp_path: Path) -> None:
    xml = wetgeving("", article("6", PUBLICATION))
    named = save(tmp_path, f"{act}_2021-07-01_0.xml", xml)
    undated = save(tmp_path, f"{act}.xml", xml)
    dated = {(a.day, a.dated) for a in verified(catalogue, named, undated).acts}
    assert dated == {(date(2021, 7, 1), "name"), (catalogue.supported_from, "assumed")}
    given = verified(catalogue, undated, given=date(2022, 1, 1))
    assert (given.acts[0].day, given.acts[0].dated) == (date(2022, 1, 1), "given")
    assert verified(catalogue, undated).needs_person


def test_of_many_states_only_those_that_count_are_checked(catalogue: Catalogue, act: str, tmp_path: Path) -> None:
    def state(name: str, begins: str, seen: str) -> Path:
        jci = f"jci1.3:c:{act}&amp;artikel=1&amp;z={seen}&amp;g={begins}"
        return save(tmp_path, name, toestand(act, begins, article("1", FILLER, jci=jci)))

    old, older = state("a.xml", "2012-01-01", "2012-01-01"), state("b.xml", "2005-01-01", "2005-01-01")
    first, again = state("c.xml", "2013-01-01", "2013-01-01"), state("d.xml", "2013-01-01", "2014-02-15")
    found = verified(catalogue, old, older, first, again)
    assert [(a.statute.file, a.day) for a in found.acts] == [
        (str(old), catalogue.supported_from),
        (str(again), date(2013, 1, 1)),
    ]
    assert found.acts[0].older
    assert [statute.file for statute in found.too_old] == [str(older)]
    assert [statute.file for statute in found.replaced] == [str(first)]
    texts = read(catalogue, old, older, first, again).statutes
    for day, file in ((date(2013, 6, 1), again), (date(2012, 12, 31), old), (date(2010, 1, 1), older)):
        statute = holding(texts, act, day)
        assert statute is not None
        assert statute.file == str(file)
    assert holding(texts, act, date(2004, 1, 1)) is None


def test_ranges_onderdelen_words_and_book_numbers(catalogue: Catalogue, tmp_path: Path) -> None:
    laws, day = catalogue.laws, "2012-10-01"
    gemw = save(
        tmp_path, "g.xml", toestand(laws["gemw"].bwb, day, *(article(str(n), FILLER) for n in range(139, 144)))
    )
    arbo = save(tmp_path, "a.xml", toestand(laws["arbo"].bwb, day, article("1", FILLER)))
    bw7 = save(tmp_path, "b.xml", toestand(laws["bw7"].bwb, day, article("7:611", FILLER)))
    sr = save(
        tmp_path,
        "s.xml",
        toestand(laws["sr"].bwb, "2024-07-01", article("251", "Wie:|een|twee", FILLER, leden=True)),
    )
    found = {
        a.law.id: {c.provision.id: c for c in a.checks} for a in verified(catalogue, gemw, arbo, bw7, sr).acts
    }
    assert found["gemw"]["gemw:139-144"].missing == ("144",)
    assert found["arbo"]["arbo:1:psa"].outcome != "lid_missing"
    assert found["bw7"]["bw7:611"].articles[0].number == "7:611"
    missing_lid = {name for name, check in found["sr"].items() if check.outcome == "lid_missing"}
    assert missing_lid == {"sr:251:1c"}


def test_what_is_no_text_of_the_catalogue_is_told_apart(catalogue: Catalogue, tmp_path: Path) -> None:
    files = read(
        catalogue,
        save(tmp_path, "andere.xml", toestand("BWBR9999999", "2020-01-01", article("1", FILLER))),
        save(tmp_path, "manifest.xml", "<work/>"),
        save(tmp_path, "apv.xml", '<cvdr xmlns="http://standaarden.overheid.nl/cvdr/terms/"/>'),
        save(tmp_path, "stuk.xml", "<toestand>"),
        save(tmp_path, "naamloos.xml", wetgeving("", article("1", FILLER))),
    )
    assert [other.act for other in files.other_acts] == ["BWBR9999999"]
    assert [Path(finding.where).name for finding in files.not_acts] == ["manifest.xml", "apv.xml"]
    assert len(files.failed) == 2
    assert not files.statutes


def test_a_quotation_says_what_is_in_doubt(catalogue: Catalogue, act: str, tmp_path: Path) -> None:
    provision = catalogue.provisions["bekw:6"]
    texts = read(
        catalogue,
        save(tmp_path, "a.xml", publication_act(act, "2015-01-01")),
        save(tmp_path, "b.xml", publication_act(act, "2021-07-01")),
    ).statutes
    on_the_day = quote(catalogue, provision, texts, date(2021, 7, 1))
    assert (on_the_day.lack, on_the_day.doubts) == (None, ())
    assert on_the_day.articles[0].text == PUBLICATION
    assert quote(catalogue, provision, texts, date(2021, 8, 1)).doubts == ("later-unknown",)
    assert quote(catalogue, provision, texts[:1], date(2021, 8, 1)).doubts == ("changed-since",)
    assert quote(catalogue, provision, texts, date(2014, 1, 1)).lack == "only-later"
    assert quote(catalogue, catalogue.provisions["sr:266"], texts, date(2014, 1, 1)).lack == "no-file"
    bare = read(catalogue, save(tmp_path, "c.xml", wetgeving(act, article("6", FILLER)))).statutes
    assert quote(catalogue, provision, bare, date(2021, 8, 1)).doubts == ("no-date", "other-words")
    assert quote(catalogue, catalogue.provisions["bekw:8"], bare, date(2021, 8, 1)).lack == "no-article"


def test_the_real_texts_of_2012_bear_the_catalogue_out(catalogue: Catalogue, samples: Path) -> None:
    files = sorted((samples / "bwb-2012").glob("*.xml"))
    found = verified(catalogue, *files, given=FIRST_DAY)
    assert {act.law.id for act in found.acts} == {"sr", "bw7", "awgb", "wgb", "gemw", "gw"}
    for act in found.acts:
        assert act.found == act.in_force, act.law.id
        assert {check.outcome for check in act.in_force} <= {"found", "first_day_unknown"}, act.law.id
        reused = [check for check in act.checks if check.outcome == "number_reused"]
        assert all(check.articles[0].text for check in reused)
    assert not found.needs_person
    # 2012 numbers that the reform of 2024 gave to other offences
    sr = next(act for act in found.acts if act.law.id == "sr")
    reused_articles = {c.provision.article for c in sr.checks if c.outcome == "number_reused"}
    assert reused_articles == {"251", "252", "253", "254", "254a"}


def test_a_hole_in_the_real_text_is_noticed(catalogue: Catalogue, samples: Path, tmp_path: Path) -> None:
    number = catalogue.laws["awgb"].bwb
    text = (samples / "bwb-2012" / f"{number}.xml").read_text("utf-8")
    assert '<nr status="officieel">1a</nr>' in text or "<nr>1a</nr>" in text
    holed = text.replace('<nr status="officieel">1a</nr>', "<nr>1q</nr>").replace("<nr>1a</nr>", "<nr>1q</nr>")
    found = verified(catalogue, save(tmp_path, f"{number}.xml", holed), given=FIRST_DAY)
    assert outcomes(found.acts[0])["awgb:1a"] == "article_missing"
    assert found.needs_person
