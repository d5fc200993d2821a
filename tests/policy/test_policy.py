"""The policy scan: what a municipality says is scored and never guessed; its file reads back as it was written."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from apv.errors import InputError
from apv.policy.pillars import load_pillars
from apv.policy.policy_file import policy_text, read_policy
from apv.policy.scan import STATES, Answer, PolicyFile, Scan, Scored, Shown, scan
from apv.reports.policy_report import policy_docx, policy_html, policy_xlsx
from apv.reports.policy_report import policy_text as report_text

Apv = Callable[..., Any]
PILLARS = load_pillars()
TODAY = date(2026, 11, 1)
HEAD = 'municipality = "Z"\ndate = 2026-01-01\n'
KEYS = [(pillar.id, one.id) for pillar in PILLARS.pillars for one in pillar.indicators]
TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)


def filled(key: tuple[str, str], answer: Answer, day: date = TODAY) -> Scan:
    return scan(PILLARS, PolicyFile("Zandrecht", day, {key: answer}))


def scored(found: Scan, key: tuple[str, str]) -> Scored:
    pillar = next(one for one in found.pillars if one.pillar.id == key[0])
    return next(one for one in pillar.scored if one.indicator.id == key[1])


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    return Answer(draw(st.sampled_from(STATES)), {}, draw(st.one_of(st.just(""), TEXT)))


@given(st.dictionaries(st.sampled_from(KEYS), answers()), TEXT.filter(str.strip), st.dates())
def test_the_file_reads_back(tmp_path_factory: pytest.TempPathFactory, given_: dict[Any, Answer], name: str,
                             day: date) -> None:  # fmt: skip
    path = tmp_path_factory.mktemp("beleid") / "z.toml"
    file = PolicyFile(name.strip(), day, given_)
    path.write_text(policy_text(PILLARS, file), "utf-8")
    again = read_policy(PILLARS, path)
    assert (again.municipality, again.day) == (file.municipality, day)
    for key in KEYS:
        assert again.answers[key] == given_.get(key, Answer("unknown", {})) or key not in given_
    assert policy_text(PILLARS, again) == path.read_text("utf-8")


def test_evidence_of_every_kind_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "z.toml"
    shown: dict[str, Shown] = {
        "package": 'Boek "één"',
        "schools": 4,
        "date": TODAY,
        "link": "https://voorbeeld.nl/a",
    }
    path.write_text(
        policy_text(PILLARS, PolicyFile("Zandrecht", TODAY, {KEYS[0]: Answer("present", shown, "let op")})),
        "utf-8",
    )
    assert read_policy(PILLARS, path).answers[KEYS[0]] == Answer("present", shown, "let op")


def test_nothing_filled_in_is_not_known_and_never_missing() -> None:
    found = scan(PILLARS, PolicyFile("Zandrecht", TODAY, {}))
    assert {one.state for one in found.pillars} == {"unknown"}
    assert list(found.todo()) == []


def test_a_pillar_is_present_only_when_everything_is() -> None:
    education = PILLARS.pillars[0]
    shown: dict[str, Shown] = {"date": TODAY}
    all_of_it = {(education.id, one.id): Answer("present", shown) for one in education.indicators}
    assert scan(PILLARS, PolicyFile("Z", TODAY, all_of_it)).pillars[0].state == "present"
    all_but_one = dict(list(all_of_it.items())[1:])
    assert scan(PILLARS, PolicyFile("Z", TODAY, all_but_one)).pillars[0].state == "partly"
    missing = dict.fromkeys(all_of_it, Answer("missing"))
    assert scan(PILLARS, PolicyFile("Z", TODAY, missing)).pillars[0].state == "missing"


@pytest.mark.parametrize(
    ("held", "state"),
    [(date(2024, 11, 2), "present"), (date(2024, 11, 1), "partly"), (date(2020, 1, 1), "partly")],
)
def test_a_campaign_counts_for_so_many_months(held: date, state: str) -> None:
    key = ("education", "campaign")
    found = scored(filled(key, Answer("present", {"campaign": "Week", "date": held})), key)
    assert found.state == state
    assert ("24 maanden" in found.reason) == (state == "partly")


def test_an_answer_without_evidence_counts_and_is_named() -> None:
    key = ("support", "coordinator")
    found = scored(filled(key, Answer("present")), key)
    assert (found.state, found.reason.startswith("Niet onderbouwd")) == ("present", True)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('municipality = "Z"', "heeft geen datum"),
        ("date = 2026-01-01", "noemt geen gemeente"),
        (HEAD + '[scholen.x]\nanswer = "ja"', "Pijler 'scholen' bestaat niet"),
        (HEAD + '[education.campagne]\nanswer = "ja"', "campaign"),
        (HEAD + '[education.campaign]\nanswer = "misschien"', "answer ="),
        (HEAD + '[education.campaign]\nanswer = "ja"\ndate = "gisteren"', "geen datum"),
        (HEAD + '[education.campaign]\nanswer = "ja"\nkleur = "x"', "Bekend zijn"),
        (HEAD + '[education.lesson_packages]\nschools = -1', "geen aantal"),
        (HEAD + '[education.campaign]\nlink = "javascript:x"', "geen webadres"),
        ("kapot", "geen geldige TOML"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_understood_is_one_sentence(tmp_path: Path, text: str, hint: str) -> None:
    path = tmp_path / "z.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=hint) as error:
        read_policy(PILLARS, path)
    assert str(path) in str(error.value)


def test_the_reports_hold_the_same_and_are_harmless() -> None:
    bad = '=1+1 <script>alert("x")</script>'
    found = filled(("education", "campaign"), Answer("partly", {"campaign": bad, "date": TODAY}))
    assert bad in report_text([found])
    page = policy_html([found])
    assert "<script" not in page
    assert "alert(&#34;x&#34;)" in page
    assert page == policy_html([found])
    root = etree.fromstring(page.encode(), etree.HTMLParser())
    assert [node.findtext("title") for node in root.iter("svg")] == [
        "De vier pijlers in Zandrecht op 1 november 2026"
    ]
    with zipfile.ZipFile(BytesIO(policy_xlsx([found]))) as book:
        assert b"<f>" not in b"".join(book.read(name) for name in book.namelist() if "sheet" in name)
    word = docx.Document(BytesIO(policy_docx([found])))
    assert any(bad in cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert policy_docx([found]) == policy_docx([found])


def test_the_command(apv: Apv, tmp_path: Path) -> None:
    path, other = tmp_path / "z.toml", tmp_path / "v.toml"
    assert apv("policy", "--new", "Zandrecht", "-o", path).code == 0
    assert apv("policy", "--new", "Zandrecht", "-o", path).code == 2
    assert apv("policy", "--new", "Veldhaven", "-o", other).code == 0
    path.write_text(path.read_text("utf-8").replace('answer = "onbekend"', 'answer = "nee"', 1), "utf-8")
    told = apv("policy", path, "--date", "2026-11-01")
    assert "Voorlichting en educatie: deels" not in told.out
    assert "[ontbreekt] Erkend lespakket op scholen" in told.out
    both = json.loads(apv("policy", path, other, "--format", "json").out)
    assert [one["municipality"] for one in both["municipalities"]] == ["Zandrecht", "Veldhaven"]
    assert both["municipalities"][0]["pillars"][0]["counts"]["missing"] == 1
    for form in ("html", "docx", "xlsx"):
        assert apv("policy", path, other, "--format", form, "-o", tmp_path / f"scan.{form}").code == 0
    assert "Maak er een met" in apv("policy").err


def test_asked_in_the_terminal_and_kept(tmp_path: Path, apv: Apv) -> None:
    path = tmp_path / "z.toml"
    apv("policy", "--new", "Zandrecht", "-o", path)
    typed = "ja\nBoekje\nveel\n4\n\n\nnee\nstop\n"
    command = [sys.executable, "-m", "apv", "policy", str(path), "--ask"]
    ran = subprocess.run(command, input=typed, capture_output=True, text=True, check=True)
    assert "Dit is geen aantal" in ran.stdout
    kept = read_policy(PILLARS, path).answers
    assert kept[KEYS[0]] == Answer("present", {"package": "Boekje", "schools": 4})
    assert kept[KEYS[1]].state == "missing"
