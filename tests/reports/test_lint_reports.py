"""The reports of apv lint: text that says everything, JSON and SARIF in their form, Word comments on the words."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from apv.bylaws.markup.word import read_word
from apv.bylaws.norms.lexicon import load_lexicon
from apv.data_files import data_folder
from apv.drafting.compose import draft
from apv.drafting.lint.linting import LintReport, lint
from apv.drafting.lint.opening import open_data
from apv.drafting.lint.rules import load_rules
from apv.drafting.models import load_models
from apv.errors import InputError
from apv.law.catalogue import load_catalogue
from apv.reports.docx import render_draft
from apv.reports.lint_annotate import annotated
from apv.reports.lint_json import lint_json, lint_sarif
from apv.reports.lint_text import lint_text, rules_text
from apv.reports.lint_words import LintRun
from tests.conftest import Ran
from tests.drafting.lint_cases import COMMENCES, NEW, article, decision
from tests.word_files import delete, insert, saved, word_file

Parts = list[tuple[str, str]]
NOW = date(2026, 11, 23)
RIETMONDE = data_folder("legal_sources") / "examples" / "rietmonde.xml"
DRAFT = word_file(*decision(*NEW[:-1], "Het is verboden iemand te volgen en/of te roepen."), *COMMENCES)


def reported(data: bytes, name: str = "concept.docx") -> LintReport:
    catalogue = load_catalogue()
    return lint(open_data(data, name, load_lexicon(catalogue)), load_rules(), catalogue, NOW)


def run(*reports: LintReport, failed: tuple[tuple[str, str], ...] = ()) -> LintRun:
    return LintRun(reports, failed, load_rules(), NOW, load_catalogue().version)


def comments(data: bytes) -> list[tuple[str, str]]:
    """Each comment of a Word file: the words it stands on, and its text."""
    word = docx.Document(io.BytesIO(data))
    texts = {comment.comment_id: "\n".join(p.text for p in comment.paragraphs) for comment in word.comments}
    spans: dict[int, str] = {}
    running: set[int] = set()
    for node in word.element.body.iter():
        if node.tag == qn("w:commentRangeStart"):
            running.add(int(node.get(qn("w:id"))))
        elif node.tag == qn("w:commentRangeEnd"):
            running.discard(int(node.get(qn("w:id"))))
        elif node.tag == qn("w:t"):
            for number in running:
                spans[number] = spans.get(number, "") + (node.text or "")
    return [(spans.get(number, ""), text) for number, text in texts.items()]


def test_the_text_says_what_where_why_and_what_is_better() -> None:
    text = lint_text(run(reported(DRAFT)))
    assert "WAARSCHUWING: Schrijf geen ‘en/of’" in text
    assert "artikel 2:1a (alinea 10) – aanwijzing 63 (oud) [en-of]" in text
    assert "Er staat: en/of" in text
    assert "Beter: of" in text
    assert "Waarom: ‘Of’ omvat meestal" in text
    assert "binden ministeries" in text
    assert "geen juridisch advies" in text


def test_the_text_lists_what_a_person_judges_and_what_was_not_checked() -> None:
    text = lint_text(run(reported(DRAFT)))
    assert "[ ] Wijzig een regeling door een regeling van hetzelfde orgaan" in text
    assert "Niet gecontroleerd" in text
    assert "geef die met --apv" in text


def test_the_reason_stands_there_once() -> None:
    text = lint_text(run(reported(word_file(*article("Zingen en/of roepen en/of fluiten.")))))
    assert text.count("Er staat: en/of") == 2
    assert text.count("‘Of’ omvat meestal") == 1


def test_json_keeps_to_its_contract() -> None:
    made = json.loads(lint_json(run(reported(DRAFT), failed=(("weg.docx", "Het bestand bestaat niet"),))))
    assert made["date"] == "2026-11-23"
    assert made["failed"] == [{"file": "weg.docx", "reason": "Het bestand bestaat niet"}]
    (file,) = made["files"]
    assert file["kind"] == "amending"
    found = next(finding for finding in file["findings"] if finding["rule"] == "en-of")
    assert (found["severity"], found["article"], found["paragraph"], found["words"], found["better"]) == (
        "warning", "2:1a", 9, "en/of", "of",
    )  # fmt: skip
    assert found["line"] is None
    numbers = {rule["id"]: rule["number"] for rule in made["rules"]}
    assert numbers["en-of"] == {"old": "63", "new": None}
    assert numbers["dynamische-verwijzing"] == {"old": "92", "new": "3.47"}
    everywhere = {*file["kept"], *file["not_applicable"]}
    everywhere |= {item["rule"] for name in ("by_hand", "unchecked", "findings") for item in file[name]}
    assert everywhere == set(numbers)


def check_sarif(made: dict[str, Any]) -> None:
    """The parts of the SARIF 2.1.0 schema that our output uses."""
    assert made["version"] == "2.1.0"
    assert made["$schema"].endswith("sarif-schema-2.1.0.json")
    assert set(made) <= {"$schema", "version", "runs", "properties"}
    for each in made["runs"]:
        assert set(each) <= {"tool", "results", "invocations", "columnKind", "artifacts", "properties"}
        assert each["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
        rules = each["tool"]["driver"]["rules"]
        assert each["tool"]["driver"]["name"]
        assert len({rule["id"] for rule in rules}) == len(rules)
        for rule in rules:
            assert set(rule) <= {"id", "name", "shortDescription", "fullDescription", "help", "helpUri",
                                 "defaultConfiguration", "properties"}  # fmt: skip
            assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
            assert rule["shortDescription"]["text"]
        for invocation in each["invocations"]:
            assert isinstance(invocation["executionSuccessful"], bool)
            for said in invocation["toolExecutionNotifications"]:
                assert set(said) <= {"level", "message", "locations", "associatedRule"}
                assert said["message"]["text"]
                if rule := said.get("associatedRule"):
                    assert rules[rule["index"]]["id"] == rule["id"]
        for result in each["results"]:
            assert result["level"] in {"none", "note", "warning", "error"}
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["message"]["text"]
            assert set(result) <= {"ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"}
            for location in result["locations"]:
                physical = location["physicalLocation"]
                assert " " not in physical["artifactLocation"]["uri"]
                assert physical.get("region", {"startLine": 1})["startLine"] >= 1
                assert location["logicalLocations"][0]["fullyQualifiedName"]


def test_sarif_is_sarif() -> None:
    made = json.loads(
        lint_sarif(run(reported(DRAFT, "mijn concept.docx"), reported(RIETMONDE.read_bytes(), "r.xml")))
    )
    check_sarif(made)
    results = made["runs"][0]["results"]
    lines = [result["locations"][0]["physicalLocation"].get("region") for result in results]
    assert {"startLine": 70} in lines
    assert None in lines
    assert results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "mijn%20concept.docx"


def test_sarif_says_what_is_left_to_a_person() -> None:
    report = reported(DRAFT)
    (each,) = json.loads(lint_sarif(run(report)))["runs"]
    said = [one["associatedRule"]["id"] for one in each["invocations"][0]["toolExecutionNotifications"]]
    assert said == [item.rule.id for item in report.by_hand] + [rule.id for rule, _ in report.unchecked]


def test_a_finding_keeps_its_fingerprint_when_text_comes_before_it() -> None:
    def prints(*before: str) -> set[str]:
        lines = (*before, *decision(*NEW[:-1], "Wie roept en/of zingt en/of lacht."), *COMMENCES)
        (each,) = json.loads(lint_sarif(run(reported(word_file(*lines)))))["runs"]
        both = [one for one in each["results"] if one["ruleId"] == "en-of"]
        return {one["partialFingerprints"]["apvLint/v1"] for one in both}

    assert prints() == prints("Een brief vooraf.")
    assert len(prints()) == 2


@pytest.mark.parametrize(("name", "uri"), [
    ("map/concept (2).docx", "map/concept%20%282%29.docx"), ("/tmp/één.xml", "file:///tmp/%C3%A9%C3%A9n.xml"),
    ("C:\\stukken\\a b.docx", "file:///C:/stukken/a%20b.docx"), ("a:b#c?.xml", "a%3Ab%23c%3F.xml"),
])  # fmt: skip
def test_sarif_names_files_as_addresses(name: str, uri: str) -> None:
    (each,) = json.loads(lint_sarif(run(failed=((name, "Weg"),))))["runs"]
    (said,) = each["invocations"][0]["toolExecutionNotifications"]
    assert said["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_a_failed_file_stands_in_sarif() -> None:
    made = json.loads(lint_sarif(run(failed=(("weg.docx", "Het bestand bestaat niet"),))))
    check_sarif(made)
    (invocation,) = made["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "Het bestand bestaat niet"


def test_comments_stand_on_the_words_and_the_text_stays() -> None:
    made = annotated(DRAFT, reported(DRAFT))
    found = comments(made)
    assert ("en/of", next(text for words, text in found if words == "en/of")) in found
    assert any("Beter: of" in text for words, text in found if words == "en/of")
    assert any("Met de hand na te gaan" in text for _, text in found)
    before, after = (read_word(data, where="c") for data in (DRAFT, made))
    assert [line.text for line in before] == [line.text for line in after]
    assert {comment.author for comment in docx.Document(io.BytesIO(made)).comments} == {"apv lint"}


def test_the_same_draft_gives_the_same_bytes() -> None:
    assert annotated(DRAFT, reported(DRAFT)) == annotated(DRAFT, reported(DRAFT))


def test_comments_find_their_words_between_tracked_changes_and_looks() -> None:
    document = docx.Document(io.BytesIO(word_file(*article("Het is verboden"))))
    line = document.paragraphs[-1]
    delete(line, " te slapen en/of")
    insert(line, " te roepen en")
    line.add_run("/of").bold = True
    line.add_run(" te zingen.")
    data = saved(document)
    made = annotated(data, reported(data))
    assert "en/of" in [words for words, _ in comments(made)]
    for how in ("accept", "reject"):
        old, new = (read_word(one, where="c", changes=how)[-1].text for one in (data, made))
        assert old == new


def test_a_comment_on_a_footnote_stands_on_the_word_before_its_mark() -> None:
    data = word_file(*article("Het is verboden te slapen"), "^ Nog afstemmen.")
    made = annotated(data, reported(data))
    (found,) = [(words, text) for words, text in comments(made) if "voetnoot 1" in text]
    assert found[0] == "slapen"
    assert "In voetnoot 1 bij artikel 2:1 (alinea 3) staat: ‘Nog afstemmen.’" in found[1]


def test_a_comment_says_why_where_its_rule_comes_up_first() -> None:
    data = word_file(
        *article("Het is verboden te slapen en/of te roepen.", "Het is verboden te zingen en/of te doen.")
    )
    texts = [text for words, text in comments(annotated(data, reported(data))) if words == "en/of"]
    assert ["Waarom:" in text for text in texts] == [True, False]
    assert all("Advies:" in text and "Beter:" in text for text in texts)


def test_what_is_about_the_whole_stands_on_the_title_and_not_on_a_cover() -> None:
    data = word_file("Concept voor overleg", *decision(*NEW), *COMMENCES)
    (words,) = {words for words, text in comments(annotated(data, reported(data))) if "Met de hand" in text}
    assert words.startswith("Verordening tot wijziging")


def test_the_copy_is_a_valid_word_file(tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    made = draft(load_catalogue(), "Dorpstad", load_models()["rotterdam"], on=NOW)
    path = tmp_path / "concept.docx"
    data = render_draft(made)
    path.write_bytes(annotated(data, reported(data)))
    assert not audit.OpenXmlValidator().validate(path).errors


HOW = st.sampled_from(["plain", "bold", "ins", "del"])
TEXTS = st.lists(st.tuples(st.sampled_from(["roepen ", "en ", "zingen ", "te "]), HOW), min_size=1, max_size=6)


@settings(max_examples=20, deadline=None)
@given(TEXTS, TEXTS, st.integers(1, 4))
def test_a_comment_stands_on_its_words_whatever_surrounds_them(before: Parts, after: Parts, cut: int) -> None:
    document = docx.Document(io.BytesIO(word_file(*article())))
    line = document.add_paragraph("Dit is ")
    parts = [*before, ("en/of"[:cut], "bold"), ("en/of"[cut:], "plain"), (" ", "plain"), *after]
    for text, how in parts:
        if how == "ins":
            insert(line, text)
        elif how == "del":
            delete(line, text)
        else:
            line.add_run(text).bold = how == "bold"
    data = saved(document)
    found = comments(annotated(data, reported(data)))
    on_words = [
        words for words, text in found if "aanwijzing 63" in text and "Schrijf geen" in text.splitlines()[0]
    ]
    assert on_words == ["en/of"]


def test_a_file_that_cannot_be_annotated_is_named() -> None:
    with pytest.raises(InputError, match="geen opmerkingen worden gezet"):
        annotated(b"PK\x05\x06" + bytes(18), reported(DRAFT))


def test_the_list_of_rules_names_each_rule() -> None:
    text = rules_text(load_rules())
    assert all(rule.id in text for rule in load_rules())
    assert "zelfde-rang (met de hand)" in text


class TestCommand:
    """`apv lint` as people type it."""

    def test_a_bylaw_with_warnings_ends_with_0(self, apv: Callable[..., Ran]) -> None:
        ran = apv("lint", RIETMONDE, "--date", "2026-11-23")
        assert ran.code == 0
        assert "Artikel 2.4a staat niet in de strafbepaling." in ran.out

    def test_an_error_ends_with_1(self, apv: Callable[..., Ran], tmp_path: Path) -> None:
        path = tmp_path / "concept.docx"
        follow = "Het is verboden op een openbare plaats een ander te volgen."
        path.write_bytes(word_file(*article(follow, "Dit werkt terug tot 1 mei 2020.")))
        assert apv("lint", path, "--rule", "D9").code == 1
        assert apv("lint", path, "--without-rule", "D9").code == 0

    def test_severity_hides_and_counts_what_it_hides(self, apv: Callable[..., Ran]) -> None:
        ran = apv("lint", RIETMONDE, "--severity", "warning")
        assert "OPMERKING" not in ran.out
        assert "3 niet getoond" in ran.out

    def test_a_statute_is_refused_in_words(self, apv: Callable[..., Ran], tmp_path: Path) -> None:
        path = tmp_path / "wet.xml"
        path.write_text('<toestand bwb-id="BWBR0001854"><wetgeving/></toestand>', "utf-8")
        ran = apv("lint", path)
        assert ran.code == 2
        assert "Dit is een wet, geen verordening" in ran.err

    def test_one_unreadable_file_of_two_is_named_and_the_rest_goes_on(
        self, apv: Callable[..., Ran], tmp_path: Path
    ) -> None:
        path = tmp_path / "oud.doc"
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        ran = apv("lint", RIETMONDE, path)
        assert ran.code == 1
        assert "oud Word-bestand (.doc)" in " ".join(ran.out.split())
        assert "Artikel 2.4a" in ran.out

    def test_annotate_writes_a_copy_and_never_over_anything(self, apv: Callable[..., Ran], tmp_path: Path) -> None:
        path, copy = tmp_path / "concept.docx", tmp_path / "concept-opmerkingen.docx"
        path.write_bytes(DRAFT)
        assert apv("lint", path, "--annotate").code == 0
        assert path.read_bytes() == DRAFT
        assert comments(copy.read_bytes())
        again = apv("lint", path, "--annotate")
        assert again.code == 2
        assert "bestaat al" in again.err
        assert apv("lint", path, "--annotate", "--force").code == 0
        own = apv("lint", path, "--annotate", "-o", path, "--force")
        assert own.code == 2
        assert "nooit overschreven" in own.err
        assert apv("lint", RIETMONDE, "--annotate").code == 2

    def test_the_bylaw_in_force_makes_more_checks_possible(self, apv: Callable[..., Ran], tmp_path: Path) -> None:
        path = tmp_path / "concept.docx"
        path.write_bytes(DRAFT)
        alone = json.loads(apv("lint", path, "--format", "json").out)
        bylaw = apv("lint", path, "--apv", RIETMONDE.with_name("zandrecht.xml"), "--format", "json")
        assert alone["files"][0]["unchecked"]
        assert not [one for one in json.loads(bylaw.out)["files"][0]["unchecked"] if "--apv" in one["reason"]]

    def test_list_rules_needs_no_file(self, apv: Callable[..., Ran]) -> None:
        assert "en-of (waarschuwing)" in apv("lint", "--list-rules").out
        assert apv("lint").code == 2
