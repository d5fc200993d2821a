"""The comparison in every format: the contract for machines, and text that people can trust."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date

import pytest
from lxml import etree, html

from apv.bylaws.norms.recognise import Norm
from apv.comparing.comparison import ComparedBylaw, ComparedNorm, Comparison, Failure, Since, Standing
from apv.comparing.concerns import concerns_of
from apv.comparing.matrix import build_matrix
from apv.data_files import data_folder
from apv.findings import Finding, Severity
from apv.law.catalogue import Catalogue
from apv.reasoning.competence import NormStatus
from apv.reports.compare_html import render_html
from apv.reports.compare_json import render_csv, render_json
from apv.reports.compare_tables import compare_sheets, findings_sheet, overview_sheet
from apv.reports.compare_text import render_text
from apv.reports.tabular import Row, Sheet, cell
from apv.reports.xlsx import to_xlsx

ON = date(2026, 11, 23)
HOSTILE = "=cmd|' /C calc'!A0 & <script>alert(1)</script>\u202e\x07"
SHOWN = "=cmd|' /C calc'!A0 & <script>alert(1)</script>‹U+202E›␇"
NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def norm(article: str, heading: str, behaviours: Sequence[str], status: NormStatus) -> ComparedNorm:
    recognised = Norm(
        article=article, heading=heading, lids=("1",), behaviours=tuple(behaviours), place=("public_road",),
        place_terms=("op of aan de weg",), undefined_place_terms=("openbare plaats",), actor="group", objects=(),
        qualifiers=("hinderlijk",), exceptions=(), overlap=True, penal_listed=False, stub="", quote_at=(3, 14),
        words=(),
    )  # fmt: skip
    each = (status.status,) * len(behaviours)
    concerns = concerns_of(recognised, [status] * len(each), each)
    since = Since(date(2018, 1, 1), exact=False)
    return ComparedNorm(recognised, "te volgen", since, status, each, concerns=concerns)


def bylaw(
    municipality: str, *norms: ComparedNorm, standing: Standing = "in_force", findings: tuple[Finding, ...] = ()
) -> ComparedBylaw:
    return ComparedBylaw(
        file=f"map/{municipality}.xml", id="CVDR100001_2", work="CVDR100001", municipality=municipality,
        title=f"APV {municipality}", valid_from=date(2018, 1, 1),
        valid_to=date(2024, 7, 1) if standing == "expired" else None,
        articles=120, standing=standing, norms=norms, findings=findings,
    )  # fmt: skip


LAPSED = NormStatus("likely_lapsed", ("Een latere wet regelt hetzelfde.",), ("bron A",))
RISK = NormStatus("expression_risk", ("Het gaat om woorden.",), ("bron B",))


@pytest.fixture
def comparison(catalogue: Catalogue) -> Comparison:
    bylaws = (
        bylaw(HOSTILE, norm("12", HOSTILE, ["hinderlijk-volgen"], NormStatus("in_force"))),
        bylaw("Bergveen", norm("2.2a", "Schelden", ["schelden", "sissen"], LAPSED),
              norm("2.2b", "", ["schelden"], RISK)),
        bylaw("Polderdam", norm("2:50", "[gereserveerd]", ["uitjouwen"], NormStatus("reserved"))),
        bylaw("Vlietmonde", norm("2:1", "Oud", ["insluiten"], NormStatus("in_force")), standing="expired",
              findings=(Finding(Severity.WARNING, "compare-expired", "Geldt niet meer", where="map/V.xml"),)),
    )  # fmt: skip
    return Comparison(
        on=ON, behaviours=tuple(catalogue.behaviours), bylaws=bylaws,
        matrix=build_matrix(bylaws, tuple(catalogue.behaviours)),
        failed=(Failure("map/kapot.xml", "Het bestand is afgebroken (map/kapot.xml, regel 3)."),),
        findings=(Finding(Severity.NOTE, "compare-not-xml", "Overgeslagen: 2 (.txt)"),),
        program="apv 0.0", catalogue="sha256:" + "0" * 64,
    )  # fmt: skip


def test_json_keeps_the_contract(comparison: Comparison) -> None:
    data = json.loads(render_json(comparison))
    assert {"date", "behaviours", "bylaws", "matrix", "failed", "provenance"} <= data.keys()
    assert data["date"] == "2026-11-23"
    assert data["matrix"]["Bergveen"] == {"sissen": ["2.2a"], "schelden": ["2.2a", "2.2b"]}
    assert data["matrix"]["Polderdam"] == {}
    assert "Vlietmonde" not in data["matrix"]
    assert data["failed"] == [{"file": "map/kapot.xml", "reason": comparison.failed[0].reason}]
    assert data["provenance"] == {"program": "apv 0.0", "catalogue": "sha256:" + "0" * 64}
    one = data["bylaws"][1]
    keys = ("file", "id", "municipality", "title", "valid_from", "valid_to", "articles")
    assert {key: one[key] for key in keys} == {
        "file": "map/Bergveen.xml", "id": "CVDR100001_2", "municipality": "Bergveen", "title": "APV Bergveen",
        "valid_from": "2018-01-01", "valid_to": None, "articles": 120,
    }  # fmt: skip
    first = one["norms"][0]
    contract = ("article", "heading", "behaviours", "place", "actor", "penal_listed", "status", "quote_at")
    assert {key: first[key] for key in contract} == {
        "article": "2.2a", "heading": "Schelden", "behaviours": ["schelden", "sissen"], "place": ["public_road"],
        "actor": "group", "penal_listed": False, "status": "likely_lapsed", "quote_at": [3, 14],
    }  # fmt: skip
    assert data["bylaws"][0]["municipality"] == HOSTILE  # machines get it as it is, escaped by JSON


def test_csv_for_people_says_everything_in_words(comparison: Comparison, catalogue: Catalogue) -> None:
    rows = list(
        csv.reader(io.StringIO(render_csv(comparison, catalogue).decode("utf-8-sig"), newline=""), delimiter=";")
    )
    header, table = rows[0], {row[0]: row for row in rows[1:]}
    assert header == ["Gemeente", *(behaviour.label for behaviour in catalogue.behaviours.values())]
    column = header.index(catalogue.behaviours["schelden"].label)
    assert table["Bergveen"][column] == "2.2a: waarschijnlijk vervallen\n2.2b: risico vrije meningsuiting"
    assert set(table["Polderdam"][1:]) == {"geen bepaling"}
    assert "'" + SHOWN in table


def test_csv_for_machines_has_ids_and_numbers(comparison: Comparison, catalogue: Catalogue) -> None:
    data = render_csv(comparison, catalogue, plain=True).decode("utf-8")
    rows = {row["municipality"]: row for row in csv.DictReader(io.StringIO(data, newline=""))}
    assert rows["Bergveen"]["schelden"] == "2.2a 2.2b"
    assert rows["Bergveen"]["insluiten"] == ""


def sheets(comparison: Comparison, catalogue: Catalogue) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in compare_sheets(comparison, catalogue)}


def _row(sheet: Sheet, name: str) -> Row:
    return next(row for row in sheet.rows if cell(row[0]).value == name)


def test_every_table_is_whole(comparison: Comparison, catalogue: Catalogue) -> None:
    found = sheets(comparison, catalogue)
    assert list(found) == [
        "Overzicht", "Matrix", "Gedragingen", "Normen", "Dode letters", "Bevindingen", "Over",
    ]  # fmt: skip
    for sheet in found.values():
        assert all(len(row) == len(sheet.columns) for row in sheet.rows), sheet.name


def test_the_matrix_shows_what_occurs_and_leaves_no_cell_empty(
    comparison: Comparison, catalogue: Catalogue
) -> None:
    matrix = sheets(comparison, catalogue)["Matrix"]
    assert [column.title for column in matrix.columns[1:]] == [
        catalogue.behaviours[name].label for name in ("sissen", "schelden", "hinderlijk-volgen")
    ]
    assert all(cell(value).value for row in matrix.rows for value in row)
    assert [cell(value).tone for value in _row(matrix, "Bergveen")[1:]] == ["warning", "warning", "muted"]


def test_every_file_shows_up_in_the_overview(comparison: Comparison) -> None:
    files = [str(cell(row[-1]).value) for row in overview_sheet(comparison).rows]
    assert files == [*(one.file for one in comparison.bylaws), "map/kapot.xml"]


def test_findings_start_with_what_was_not_read(comparison: Comparison) -> None:
    rows = [[cell(value).value for value in row] for row in findings_sheet(comparison).rows]
    assert [(row[0], row[6]) for row in rows] == [
        ("niet gelezen", "compare-not-read"),
        ("opmerking", "compare-not-xml"),
        ("waarschuwing", "compare-expired"),
    ]  # fmt: skip


def test_provisions_of_a_by_law_that_no_longer_holds_say_so(comparison: Comparison, catalogue: Catalogue) -> None:
    norms = sheets(comparison, catalogue)["Normen"]
    status = [column.title for column in norms.columns].index("Status")
    assert [cell(row[status]).value for row in norms.rows] == [
        "van kracht", "waarschijnlijk vervallen", "risico vrije meningsuiting", "gereserveerd",
        "niet meer geldig (regeling)",
    ]  # fmt: skip


def test_the_workbook_holds_hostile_text_whole_and_harmless(comparison: Comparison, catalogue: Catalogue) -> None:
    data = to_xlsx(compare_sheets(comparison, catalogue), title="Vergelijking", created=ON)
    book = zipfile.ZipFile(io.BytesIO(data))
    strings = etree.fromstring(book.read("xl/sharedStrings.xml"))
    assert SHOWN in {"".join(text.itertext()) for text in strings.iterfind("m:si", NS)}
    for name in book.namelist():
        if name.startswith("xl/worksheets/sheet"):
            assert etree.fromstring(book.read(name)).find(".//m:f", NS) is None
    assert data == to_xlsx(compare_sheets(comparison, catalogue), title="Vergelijking", created=ON)


def test_the_page_holds_hostile_text_whole_and_harmless(comparison: Comparison, catalogue: Catalogue) -> None:
    text = render_html(comparison, catalogue)
    root = html.document_fromstring(text)
    (script,) = root.xpath("//script/text()")
    own = (data_folder("templates") / "reports" / "tables.js").read_text("utf-8")
    assert script == own  # and the policy of the page lets nothing else run
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
    assert policy.endswith(f"script-src 'sha256-{digest}'")
    assert SHOWN in root.xpath("//table[@class='matrix']//th[@scope='row']/text()")
    assert "\x07" not in text
    assert "\u202e" not in text
    assert text == render_html(comparison, catalogue)


def test_the_page_can_be_read_without_seeing_it(comparison: Comparison, catalogue: Catalogue) -> None:
    root = html.document_fromstring(render_html(comparison, catalogue))
    assert root.get("lang") == "nl"
    assert [heading.tag for heading in root.xpath("//h1 | //h2")] == ["h1"] + ["h2"] * (len(root.xpath("//h2")))
    for table in root.xpath("//table"):
        assert (table.findtext("caption") or "").strip()
        assert all(th.get("scope") in {"row", "col"} for th in table.xpath(".//th"))
        width = len(table.xpath("thead//th"))
        for row in table.xpath("tbody/tr"):
            assert len(row) == width
            assert all(one.text_content().strip() for one in row)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    for region in root.xpath("//*[@role='region']"):
        assert region.get("aria-label") or region.get("aria-labelledby") in ids
    links = root.xpath("//a/@href")
    assert {link.lstrip("#") for link in links if link.startswith("#")} <= set(ids)
    assert all(link.startswith(("#", "https://")) for link in links)


def test_the_matrix_on_the_page_says_the_status_in_words(comparison: Comparison, catalogue: Catalogue) -> None:
    root = html.document_fromstring(render_html(comparison, catalogue))
    (row,) = root.xpath("//table[@class='matrix']//tr[th='Bergveen']")
    cells = [" ".join(td.xpath(".//text()")).replace("\u00ad", "") for td in row.findall("td")]
    assert cells == [
        "2.2a waarschijnlijk vervallen",
        "2.2a waarschijnlijk vervallen 2.2b risico vrije meningsuiting",
        "geen bepaling",
    ]


def test_an_empty_comparison_still_makes_a_page(comparison: Comparison, catalogue: Catalogue) -> None:
    empty = Comparison(ON, comparison.behaviours, (), {}, comparison.failed, (), "apv 0.0", "sha256:0")
    assert "geen enkele regeling" in render_html(empty, catalogue)
    assert "geen enkele regeling" in render_text(empty, catalogue)
    assert to_xlsx(compare_sheets(empty, catalogue), title="x", created=ON)
    assert json.loads(render_json(empty))["matrix"] == {}


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_screen_is_never_wider_than_it_is(comparison: Comparison, catalogue: Catalogue, width: int) -> None:
    text = render_text(comparison, catalogue, width=width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "2.2a (!)" in text
    assert "2.2b (?)" in text
    assert "1 bestand niet" in " ".join(text.split())


def test_colour_on_screen_adds_no_words(comparison: Comparison, catalogue: Catalogue) -> None:
    import re

    colourful = render_text(comparison, catalogue, width=100, color=True)
    assert "\x1b[" in colourful
    assert (
        re.sub(r"\x1b\[[0-9;]*m", "", colourful).split() == render_text(comparison, catalogue, width=100).split()
    )


def test_the_screen_says_what_to_have_checked(comparison: Comparison, catalogue: Catalogue) -> None:
    text = " ".join(render_text(comparison, catalogue, width=120).split())
    assert "Waarschijnlijk vervallen: Bergveen 2.2a. Een latere wet regelt hetzelfde." in text
    assert "Het bestand is afgebroken (map/kapot.xml, regel 3)." in text
    assert "geen juridisch advies" in text


@pytest.mark.parametrize("word", ["nietig", "ongeldig verklaard"])
def test_the_program_warns_and_never_voids(comparison: Comparison, catalogue: Catalogue, word: str) -> None:
    everything = render_html(comparison, catalogue) + render_text(comparison, catalogue)
    assert word not in everything
