"""Which text of a law holds: on the axis of validity and on that of sight."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from apv.bylaws.fetching.bwb_manifest import read_manifest, state_on
from apv.errors import InputError

TODAY = date(2026, 11, 23)


def expression(
    label: str,
    begins: str,
    ends: str = "9999-12-31",
    seen: str = "",
    seen_to: str = "9999-12-31",
    deleted: str = "false",
    hashcode: str = "\n   ABC1\n ",
) -> str:
    return (
        f'<expression label="{label}"><metadata><datum_inwerkingtreding>{begins}</datum_inwerkingtreding>'
        f"<einddatum>{ends}</einddatum><zichtdatum_start>{seen or begins}</zichtdatum_start>"
        f"<zichtdatum_eind>{seen_to}</zichtdatum_eind></metadata>"
        f'<manifestation label="pdf"><item label="x.pdf" _deleted="false"/></manifestation>'
        f'<manifestation label="xml"><metadata><hashcode>{hashcode}</hashcode></metadata>'
        f'<item label="BWBR1_{label}.xml" _deleted="{deleted}"/></manifestation></expression>'
    )


def manifest(*expressions: str) -> bytes:
    return f'<work label="BWBR1"><metadata/>{"".join(expressions)}</work>'.encode()


def test_a_change_with_effect_in_the_past_gives_two_texts_for_one_day() -> None:
    read = read_manifest(
        manifest(
            expression("2013-01-01_0", "2013-01-01", "2013-12-31", seen_to="2014-02-14"),
            expression("2013-01-01_1", "2013-01-01", "2013-12-31", seen="2014-02-15"),
            expression("2014-01-01_0", "2014-01-01", "9999-12-31"),
        ),
        where="dienst",
    )
    assert read.law == "BWBR1"

    def on(day: date, seen_on: date) -> str:
        state = state_on(read.states, day, seen_on=seen_on)
        return state.label if state else ""

    assert on(date(2013, 6, 1), date(2013, 6, 1)) == "2013-01-01_0"
    assert on(date(2013, 6, 1), date(2014, 2, 14)) == "2013-01-01_0"
    assert on(date(2013, 6, 1), date(2014, 2, 15)) == "2013-01-01_1"
    assert on(date(2013, 12, 31), TODAY) == "2013-01-01_1"
    assert on(date(2014, 1, 1), TODAY) == "2014-01-01_0"
    assert on(date(2012, 12, 31), TODAY) == ""
    assert on(date(2014, 6, 1), date(2013, 6, 1)) == "", "a text that was not to be seen yet"


def test_what_was_taken_away_or_cannot_be_read_does_not_count() -> None:
    read = read_manifest(
        manifest(
            expression("2013-01-01_0", "2013-01-01", deleted="true"),
            expression("2014-01-01_0", "ooit"),
            expression("2015-01-01_0", "2015-01-01", ends="later"),
            expression("../2016", "2016-01-01"),
            expression("2017-01-01_0", "2017-01-01"),
        ),
        where="dienst",
    )
    assert [state.label for state in read.states] == ["2017-01-01_0"]
    assert read.unread == 3
    assert read.states[0].sha512 == "abc1"
    assert read.states[0].item == "BWBR1_2017-01-01_0.xml"


def test_several_texts_at_once_give_the_one_seen_last() -> None:
    read = read_manifest(
        manifest(*(expression(f"2013-01-01_{n}", "2013-01-01") for n in (9, 10, 2))), where="dienst"
    )
    state = state_on(read.states, TODAY, seen_on=TODAY)
    assert state is not None
    assert state.label == "2013-01-01_10"


def test_something_else_is_refused_in_words() -> None:
    with pytest.raises(InputError, match="geen lijst met versies"):
        read_manifest(b"<html/>", where="dienst")


def test_a_real_manifest_names_texts_with_the_hashes_they_have(samples: Path) -> None:
    folder = samples / "bwb-states" / "BWBR0002458"
    read = read_manifest((folder / "manifest.xml").read_bytes(), where="dienst")
    assert (len(read.states), read.unread) == (16, 0)
    for state in read.states:
        data = (folder / state.label / "xml" / state.item).read_bytes()
        assert hashlib.sha512(data).hexdigest() == state.sha512
    for seen_on, label in [(date(2014, 2, 14), "2014-01-01_0"), (date(2014, 2, 15), "2014-01-01_1")]:
        chosen = state_on(read.states, date(2014, 1, 10), seen_on=seen_on)
        assert chosen is not None
        assert chosen.label == label
