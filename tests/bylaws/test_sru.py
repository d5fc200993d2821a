"""The search service: questions as addresses, answers as records, and which record is the by-law itself."""

from __future__ import annotations

import contextlib
import random
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv.bylaws.fetching.bwb_manifest import read_manifest
from apv.bylaws.fetching.services import load_services
from apv.bylaws.fetching.sru import Record, quoted, read_page, search_address
from apv.bylaws.store.general_bylaw import general_bylaws
from apv.errors import InputError
from tests.bylaws.test_bwb_manifest import expression
from tests.official_server import OfficialServer, Regeling, refusal

DAY = date(2026, 11, 23)
SERVICES = load_services()


def page(server: OfficialServer, query: str, *, start: int = 1, size: int = 100) -> bytes:
    arguments = {"version": "1.2", "operation": "searchRetrieve", "x-connection": "cvdr", "query": query}
    numbers = {"startRecord": str(start), "maximumRecords": str(size)}
    return server.search({name: [value] for name, value in {**arguments, **numbers}.items()})


def test_the_address_says_everything_once() -> None:
    query = """gemeente="'s-Gravenhage" and dcterms.title="a & b" """
    parts = urlsplit(search_address(SERVICES, query, 101))
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == SERVICES.search
    assert parse_qs(parts.query) == {
        "operation": ["searchRetrieve"],
        "version": ["1.2"],
        "x-connection": ["cvdr"],
        "startRecord": ["101"],
        "maximumRecords": [str(SERVICES.page)],
        "query": [query.rstrip(" ") + " "],
    }


@given(st.text(max_size=30))
def test_a_name_stays_inside_its_quotes(name: str) -> None:
    safe = quoted(name)
    assert len(safe.replace("\\\\", "").replace('\\"', "")) >= 0
    inside = iter(safe)
    for character in inside:
        if character == "\\":
            next(inside)
        else:
            assert character not in '"*?^'


def test_a_record_is_read_whole() -> None:
    server = OfficialServer(address="http://127.0.0.1:8")
    server.index = [
        Regeling("112779_1", "Algemene  plaatselijke\nverordening", "Bergen (NH)", "APV & meer", ends="2030-02-01")
    ]
    found = read_page(page(server, 'gemeente="Bergen (NH)"'), where="dienst")
    assert (found.total, found.unread, found.next) == (1, 0, None)
    assert found.records == (
        Record(
            identifier="CVDR112779_1",
            work="CVDR112779",
            version=1,
            title="Algemene plaatselijke verordening",
            citation_title="APV & meer",
            creator="Bergen (NH)",
            organisation="Gemeente",
            rubric="algemeen verbindend voorschrift (verordening)",
            valid_from=date(2023, 1, 1),
            valid_to=date(2030, 2, 1),
            xml="http://127.0.0.1:8/cvdr/112779/1/xml/112779_1.xml",
        ),
    )


def test_pages_follow_until_the_last_one_names_no_next() -> None:
    server = OfficialServer(index=[Regeling(f"CVDR{n}_1", "APV", "Gouda") for n in range(101, 106)])
    first = read_page(page(server, 'gemeente="Gouda"', size=3), where="dienst")
    assert (len(first.records), first.next) == (3, 4)
    last = read_page(page(server, 'gemeente="Gouda"', start=4, size=3), where="dienst", start=4)
    assert (len(last.records), last.next) == (2, None)


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("", 4),
        ("<nextRecordPosition>4</nextRecordPosition>", 4),
        ("<nextRecordPosition>1</nextRecordPosition>", 4),
    ],
)
def test_a_service_that_stands_still_does_not_make_it_endless(named: str, expected: int) -> None:
    record = "<record><recordData><x/></recordData></record>"
    answer = (
        f"<searchRetrieveResponse><numberOfRecords>9</numberOfRecords><records>{record * 3}</records>{named}"
        "</searchRetrieveResponse>"
    ).encode()
    found = read_page(answer, where="dienst")
    assert (found.unread, found.next) == (3, expected)
    empty = answer.replace(record.encode() * 3, b"")
    assert read_page(empty, where="dienst", start=4).next is None


def test_records_packed_as_text_are_read() -> None:
    answer = (
        b"<r:searchRetrieveResponse xmlns:r='urn:other'><r:numberOfRecords>1</r:numberOfRecords><r:records>"
        b"<r:record><r:recordData>&lt;gzd&gt;&lt;identifier&gt;CVDR123_4&lt;/identifier&gt;&lt;/gzd&gt;</r:recordData>"
        b"</r:record></r:records></r:searchRetrieveResponse>"
    )
    assert [record.identifier for record in read_page(answer, where="dienst").records] == ["CVDR123_4"]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (refusal("Unsupported index", "cql.serverChoice"), "weigert.*Unsupported index: cql.serverChoice"),
        (b"<html><body>Onderhoud</body></html>", "iets anders"),
        (b"Onderhoud", "geen XML"),
        (b"<searchRetrieveResponse><records/></searchRetrieveResponse>", "hoeveel"),
        (b"<searchRetrieveResponse><numberOfRecords>veel</numberOfRecords></searchRetrieveResponse>", "hoeveel"),
        (b"<searchRetrieveResponse><numberOfRec", "afgebroken"),
    ],
)
def test_what_is_no_answer_is_refused_in_words(answer: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_page(answer, where="dienst")


def test_a_real_record_is_read(samples: Path) -> None:
    record = (samples / "sru" / "searchrec.xml").read_bytes()
    start, end = b"<searchRetrieveResponse><numberOfRecords>1</numberOfRecords><records>", b"</records>"
    found = read_page(start + record + end + b"</searchRetrieveResponse>", where="dienst")
    assert (found.total, found.records, found.unread) == (1, (), 1)  # a publication, no regulation


def rec(title: str, *, id: str = "CVDR1_1", creator: str = "Gouda", **more: object) -> Record:
    work, _, version = id.partition("_")
    values: dict[str, object] = {"organisation": "Gemeente", "rubric": SERVICES.marks.rubric, **more}
    return Record(id, work, int(version), title, creator=creator, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "citation"),
    [
        ("Algemene plaatselijke verordening Gouda 2021", ""),
        ("ALGEMENE PLAATSELIJKE VERORDENING", ""),
        ("Verordening van de raad houdende regels (Algemene plaatselijke verordening Gouda)", ""),
        ("Verordening fysieke en openbare zaken", "APV Gouda 2021"),
        ("APV Gouda", ""),
        ("Verordening van de gemeenteraad houdende regels omtrent de openbare orde en veiligheid", ""),
        ("Verordening openbare orde Gouda", ""),
    ],
)
def test_a_general_bylaw_is_known_by_its_title(title: str, citation: str) -> None:
    found = general_bylaws([rec(title, citation_title=citation)], SERVICES.marks, DAY)
    assert list(found) == ["Gouda"]


@pytest.mark.parametrize(
    "record",
    [
        rec("Aanwijzingsbesluit hondenlosloopgebied, Algemene plaatselijke verordening"),
        rec("Algemene plaatselijke verordening: aanwijzing cameragebied"),
        rec("Algemene plaatselijke verordening Gouda", citation_title="Aanwijzingsbesluit alcoholverbod"),
        rec("Nadere regels Algemene plaatselijke verordening"),
        rec("Verordening tot wijziging van de Algemene plaatselijke verordening"),
        rec("Algemene plaatselijke verordening", rubric="beleidsregel"),
        rec("Algemene plaatselijke verordening", organisation="Provincie"),
        rec("Algemene plaatselijke verordening", valid_from=date(2027, 1, 1)),
        rec("Algemene plaatselijke verordening", valid_from=date(2010, 1, 1), valid_to=DAY),
        rec("Subsidieverordening"),
    ],
)
def test_what_is_not_the_bylaw_itself_is_left_out(record: Record) -> None:
    assert general_bylaws([record], SERVICES.marks, DAY) == {}


def test_of_one_work_the_version_that_began_last_counts() -> None:
    versions = [
        rec("APV Gouda", id="CVDR7_9", valid_from=date(2020, 1, 1)),
        rec("APV Gouda", id="CVDR7_10", valid_from=date(2025, 1, 1)),
        rec("APV Gouda", id="CVDR7_11", valid_from=date(2027, 1, 1)),
    ]
    found = general_bylaws(versions, SERVICES.marks, DAY)
    assert [record.identifier for record in found["Gouda"]] == ["CVDR7_10"]


def test_all_works_of_a_merged_municipality_count_but_no_guesses_beside_them() -> None:
    records = [
        rec("Algemene plaatselijke verordening Oost", id="CVDR8_1"),
        rec("APV West", id="CVDR9_1"),
        rec("Verordening openbare orde stadion", id="CVDR10_1"),
        rec("Verordening openbare orde", id="CVDR11_1", creator="Elders"),
    ]
    found = general_bylaws(records, SERVICES.marks, DAY)
    assert {name: [record.work for record in works] for name, works in found.items()} == {
        "Elders": ["CVDR11"],
        "Gouda": ["CVDR8", "CVDR9"],
    }


def test_an_end_before_the_beginning_is_a_slip_of_the_pen() -> None:
    odd = rec("APV Gouda", valid_from=date(2023, 7, 6), valid_to=date(2023, 6, 1))
    assert odd.holds_on(DAY)
    assert not odd.holds_on(date(2023, 1, 1))


def test_damaged_answers_are_read_or_refused_in_words() -> None:
    server = OfficialServer(
        index=[Regeling(f"CVDR{n}_1", "APV", "Gouda", ends="2030-01-01") for n in range(101, 104)]
    )
    whole = page(server, 'gemeente="Gouda"', size=2)
    manifest = f'<work label="BWBR1">{expression("2013-01-01_0", "2013-01-01")}</work>'.encode()
    chance = random.Random(4)
    read = 0
    for _ in range(1500):
        for original, reader in ((whole, read_page), (manifest, read_manifest)):
            damaged = bytearray(original)
            for _ in range(chance.randint(1, 3)):
                at = chance.randrange(len(damaged))
                damaged[at : at + chance.randint(0, 3)] = bytes(chance.choices(b'<>/&"= 9azA\x00\xff', k=2))
            with contextlib.suppress(InputError):
                reader(bytes(damaged), where="dienst")
                read += 1
    assert 50 < read < 3000
