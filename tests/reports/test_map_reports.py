"""The map says the same in every format, in Dutch, for everyone, whatever the municipality is called."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import html

from apv.bylaws.examples import bundled_bylaw
from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.norms.recognise import recognise
from apv.law.catalogue import load_catalogue
from apv.reasoning.gaps import Examined, examine
from apv.reasoning.local import LocalLaw
from apv.reasoning.scenario import scenario
from apv.reasoning.story import read_story
from apv.reports.harmless import harmless
from apv.reports.map_docx import map_document, map_docx
from apv.reports.map_html import map_html
from apv.reports.map_tables import map_sheet
from apv.reports.map_text import map_text
from apv.reports.map_view import MapView, map_view
from apv.reports.tabular import sheet_to_csv

Apv = Callable[..., Any]
TODAY = date(2026, 11, 23)
ESCAPE = "Dorp\x1b[31m\x07stad \u202e"
HOSTILE = ['<script>alert(1)</script> & "q"', "=1+1", ESCAPE, "Z" * 400]
CASES: dict[str, dict[str, Any]] = {
    "street": {"behaviours": ["sissen"], "setting": "public", "place": "public_road"},
    "work": {"behaviours": ["betasten"], "setting": "work", "day": date(2024, 8, 1)},
    "by-law": {"behaviours": ["naroepen"], "place": "public_road", "municipality": "Veldhaven"},
    "known article": {"behaviours": ["naroepen"], "municipality": "Rotterdam", "day": date(2018, 7, 6)},
    "nothing": {"behaviours": ["vloeken"], "setting": "home"},
}


@cache
def found(case: str, municipality: str = "") -> Examined:
    given = {**CASES[case], **({"municipality": municipality} if municipality else {})}
    day, behaviours = given.pop("day", TODAY), given.pop("behaviours")
    asked = scenario(load_catalogue(), day, behaviours, **given)
    bylaw = bundled_bylaw(asked.municipality, day)
    law = LocalLaw(bylaw, recognise(bylaw, load_lexicon(load_catalogue()))) if bylaw else None
    return examine(load_catalogue(), asked, law)


@cache
def view(case: str, municipality: str = "", everything: bool = False) -> MapView:
    return map_view(load_catalogue(), found(case, municipality), all_results=everything)


def page(case: str, **options: Any) -> str:
    return map_html(load_catalogue(), found(case, options.get("municipality", "")).asked, view(case, **options))


def word(case: str, **options: Any) -> Any:
    return docx.Document(io.BytesIO(map_docx(view(case, **options))))


def word_text(document: Any) -> str:
    return "\n".join("".join(node.itertext()) for node in document.element.body.iter(qn("w:p")))


def table(case: str, **options: Any) -> list[dict[str, str]]:
    text = sheet_to_csv(map_sheet(view(case, **options))).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def shown(case: str, **options: Any) -> dict[str, str]:
    """What a reader sees, per format."""
    root = html.document_fromstring(page(case, **options))
    for hidden in root.xpath("//style"):
        hidden.drop_tree()
    return {
        "text": squeezed(map_text(view(case, **options))),
        "html": squeezed(" ".join(root.itertext())),
        "docx": squeezed(word_text(word(case, **options))),
        "csv": squeezed(" ".join(value for row in table(case, **options) for value in row.values())),
    }


@pytest.mark.parametrize("case", CASES)
def test_every_format_gives_the_same_provisions_with_their_verdict(case: str) -> None:
    texts = shown(case, everything=True)
    for section in view(case, everything=True).sections:
        for one in (*section.full, *section.near, *section.excluded, *section.norms):
            for format_, text in texts.items():
                assert one.citation in text, (format_, one.id)
                assert one.label in text, (format_, one.id)
                assert one.status in text.lower(), (format_, one.id)
        for one in (*section.full, *section.norms):
            assert f"{one.status.upper()}: {one.name}" in texts["text"], one.id
            for format_ in ("text", "html", "docx"):
                assert all(e.label in texts[format_] for e in one.elements), (format_, one.id)
                assert all(e.mark in texts[format_] for e in one.elements), (format_, one.id)
        if section.remote:
            assert all(section.remote_cited in texts[format_] for format_ in ("text", "html", "docx"))


@pytest.mark.parametrize("case", CASES)
def test_the_table_has_a_row_for_every_provision_examined(case: str) -> None:
    rows = table(case, everything=True)
    outcomes, norms = found(case).outcomes, found(case).norms
    assert sorted(row["bepaling"] for row in rows if row["bepaling"]) == sorted(o.provision.id for o in outcomes)
    assert len(rows) == len(outcomes) + len(norms)
    assert {row["uitkomst"] for row in rows} <= {"van toepassing", "hangt ervan af", "niet van toepassing"}
    shorter = table(case)
    aimed = {o.provision.id for o in outcomes if o.relevance == "addressed" or o.holds != "excluded"}
    assert {row["bepaling"] for row in shorter if row["bepaling"]} <= aimed
    assert all(row["bron"].startswith("https://") for row in rows if row["bepaling"])


def test_reasons_are_open_for_what_is_aimed_at_the_behaviour_only() -> None:
    root = html.document_fromstring(page("street"))
    full = sum(len(section.full) for section in view("street").sections)
    assert full
    assert len(root.xpath("//article//details[@open]")) == full
    assert not root.xpath("//details[contains(@class, 'near') and @open]")
    assert len(root.xpath("//details[contains(@class, 'near')]")) == sum(
        len(s.near) for s in view("street").sections
    )


def test_the_page_leads_to_the_article_on_its_date_and_to_the_judgments() -> None:
    links = html.document_fromstring(page("known article")).xpath("//a/@href")
    assert any("wetten.overheid.nl" in link and link.endswith("g=2018-07-06") for link in links)
    assert "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:GHDHA:2019:3293" in links
    local = {link for link in links if link.startswith("#")}
    ids = set(html.document_fromstring(page("known article")).xpath("//@id"))
    assert {link[1:] for link in local} <= ids


@pytest.mark.parametrize("case", CASES)
def test_the_page_is_whole_by_itself_and_accessible(case: str) -> None:
    text = page(case, everything=True)
    root = html.document_fromstring(text)
    assert root.get("lang") == "nl"
    assert not root.xpath("//script | //link | //img | //iframe | //@src")
    assert not re.findall(r"url\((?!#)|@import", text)
    levels = [int(node.tag[1]) for node in root.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all(cell.get("scope") for cell in root.xpath("//th"))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    (picture,) = root.xpath("//*[local-name() = 'svg']")
    assert picture.xpath(".//*[local-name() = 'title']")[0].text.startswith("Tijdlijn: ")


@pytest.mark.parametrize("case", CASES)
def test_the_word_file_has_headings_language_and_header_rows(case: str) -> None:
    document = word(case, everything=True)
    names = [paragraph.style.name for paragraph in document.paragraphs]
    levels = [int(name[-1]) for name in names if name.startswith("Heading ")]
    assert names.count("Title") == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    about = document.core_properties
    assert about.language == "nl-NL"
    assert about.title == f"{view(case).title} {view(case).subject}"
    languages = {node.get(qn("w:val")) for node in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-NL"}
    tables = list(document.element.body.iter(qn("w:tbl")))
    assert tables
    for one in tables:
        first = next(iter(one.iter(qn("w:tr"))))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_a_status_in_word_is_a_word_in_its_own_style() -> None:
    statuses = {p.style.name: p.text for p in word("work").paragraphs if p.style.name.startswith("Status")}
    assert statuses == {"Status van toepassing": "Van toepassing", "Status hangt ervan af": "Hangt ervan af"}


@pytest.mark.parametrize("case", CASES)
def test_the_same_answer_gives_the_same_bytes(case: str) -> None:
    again = map_view(load_catalogue(), found(case))
    assert again == view(case)
    assert map_docx(again) == map_docx(view(case))
    assert map_html(load_catalogue(), found(case).asked, again) == page(case)


@pytest.mark.parametrize("case", CASES)
def test_no_english_is_left(case: str) -> None:
    for format_, text in shown(case, everything=True).items():
        words = set(re.findall(r"[A-Za-z_]+", text))
        left = words & {
            "unknown",
            "depends",
            "applies",
            "excluded",
            "yes",
            "None",
            "True",
            "False",
            "Verdict",
            "Cell",
        }
        assert not left, (format_, left)
        assert "{" not in text, format_


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_harmless_and_whole(name: str) -> None:
    safe = harmless(name)
    options = {"municipality": name.strip()}
    assert safe.strip() in map_text(view("street", **options))
    assert "\x1b" not in map_text(view("street", **options))
    root = html.document_fromstring(page("street", **options))
    assert not root.xpath("//script")
    assert safe.strip() in root.xpath("//dd/text()")
    document = word("street", **options)
    assert document.paragraphs[0].text == f"Gemeente {safe.strip()}"
    assert document.core_properties.author == f"Gemeente {safe.strip()}"[:255]
    for row in table("street", **options):
        assert row["gemeente"].removeprefix("'") == safe.strip()
        assert not row["gemeente"].startswith("=")


def test_what_was_read_in_a_text_is_shown_with_what_is_not_used() -> None:
    story = read_story(load_catalogue(), "Hij siste op straat, heel indringend.")
    made = map_view(load_catalogue(), found("street"), story=story)
    assert made.recognised is not None
    assert {one.words for one in made.recognised} >= {"siste", "op straat"}
    shown_text = squeezed(map_text(made))
    in_word = "\n".join(line for section in map_document(made).walk() for line in [section.heading])
    assert "In de tekst gelezen" in shown_text
    assert "In de tekst gelezen – klopt dit?" in in_word
    assert "In de tekst gelezen" in map_html(load_catalogue(), found("street").asked, made)
    nothing = map_view(load_catalogue(), found("street"), story=read_story(load_catalogue(), "Mooi weer."))
    assert "Er is niets in herkend." in map_text(nothing)
    assert view("street").recognised is None


def test_a_source_without_ecli_is_named_by_its_site() -> None:
    (provision,) = [one for section in view("street").sections for one in section.full]
    sources = [source for remark in provision.alerts for source in remark.sources]
    (news,) = [source for source in sources if source.only_link]
    assert "/" not in news.text
    assert news.text in news.link
    assert news.link in map_text(view("street"))


def test_the_timeline_keeps_to_the_first_behaviour(apv: Apv) -> None:
    """A fact that holds for the second behaviour only may contradict what the first one is."""
    ran = apv("map", "sissen", "betasten", "--fact", "touch=yes", "--format", "html", "--date", "2026-11-23")
    assert ran.code == 0, ran.err
    assert "Tijdlijn: Sissen" in ran.out


@pytest.mark.parametrize("format_", ["html", "docx", "csv"])
def test_the_command_writes_every_format(apv: Apv, tmp_path: Any, format_: str) -> None:
    for name in ("een", "twee"):
        path = tmp_path / f"{name}.{format_}"
        ran = apv("map", "sissen", "--date", "2026-11-23", "--format", format_, "-o", path)
        assert ran.code == 0, ran.err
    assert (tmp_path / f"een.{format_}").read_bytes() == (tmp_path / f"twee.{format_}").read_bytes()
