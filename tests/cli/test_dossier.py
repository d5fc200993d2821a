"""The dossier from the command line: a whole folder or nothing, and verifying what people did in Word."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from apv.cli import dossier_folder
from apv.errors import InputError
from tests.word_parts import add_notes, mark_note

Apv = Callable[..., Any]
DOCUMENTS = {
    "1-raadsvoorstel.docx", "2-raadsbesluit.docx", "3-was-wordt.docx", "4-juridische-toets.docx",
    "5-samenvatting.docx", "6-handhavingskaart.docx",
}  # fmt: skip
DATE = ("--date", "2026-11-26")
DAY = ("--effective", "2027-07-01")


@pytest.fixture
def folder(apv: Apv, tmp_path: Path) -> Path:
    target = tmp_path / "dossier"
    ran = apv("draft", "Zandrecht", "--model", "gedraging", *DATE, *DAY, "-o", f"{target}/")
    assert ran.code == 0, ran.err
    return target


def edit(path: Path, old: str, new: str, *, times: int = 0) -> None:
    """Replace words in a Word file as a person does, in every paragraph and cell (or the first `times`)."""
    word = docx.Document(str(path))
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    done = 0
    for paragraph in [*word.paragraphs, *(p for cell in cells for p in cell.paragraphs)]:
        if old in paragraph.text and (not times or done < times):
            text = paragraph.text.replace(old, new)
            for run in paragraph.runs[1:]:
                run._r.getparent().remove(run._r)
            paragraph.runs[0].text = text
            done += 1
    assert done, old
    word.save(str(path))


def verified(apv: Apv, folder: Path) -> tuple[int, dict[str, Any]]:
    ran = apv("draft", "--verify", folder, "--format", "json")
    return ran.code, json.loads(ran.out)


def test_a_footnote_that_someone_added_is_a_difference(apv: Apv, folder: Path) -> None:
    word = docx.Document(str(folder / "1-raadsvoorstel.docx"))
    add_notes(word, "Nog afstemmen met de politie.")
    mark_note(word.paragraphs[-1], 1)
    word.save(str(folder / "1-raadsvoorstel.docx"))
    code, found = verified(apv, folder)
    assert code == 1
    assert any("Voetnoot 1: Nog afstemmen" in str(one) for one in found["differences"])


# ---- the folder


def test_the_folder_holds_every_document_and_says_where_it_comes_from(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert names >= DOCUMENTS | {"besluit.xml", "was-wordt.html", "herkomst.json"}
    record = json.loads((folder / "herkomst.json").read_text("utf-8"))
    assert record["municipality"] == "Zandrecht"
    assert record["request"]["effective"] == "2027-07-01"
    assert record["choices"]["place"] == "openbare_plaats_en_gebouw"
    assert record["catalogue"].startswith("sha256:")
    assert record["inputs"][0]["name"] == "zandrecht.xml"
    for name, known in record["outputs"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == known
    assert set(record["outputs"]) == names - {"herkomst.json"}


def test_two_runs_give_the_same_bytes(apv: Apv, folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "nogmaals"
    assert apv("draft", "Zandrecht", "--model", "gedraging", *DATE, *DAY, "-o", f"{again}/").code == 0
    for path in folder.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_what_makes_it_a_folder(apv: Apv, tmp_path: Path) -> None:
    named = tmp_path / "a"
    assert apv("draft", "Dorpstad", *DATE, "--format", "dossier", "-o", named).code == 0
    assert (named / "1-raadsvoorstel.docx").is_file()
    (tmp_path / "leeg").mkdir()
    assert apv("draft", "Dorpstad", *DATE, "-o", tmp_path / "leeg").code == 0
    assert (tmp_path / "leeg" / "herkomst.json").is_file()
    unclear = apv("draft", "Dorpstad", *DATE, "-o", tmp_path / "b")
    assert unclear.code == 2
    assert "b.docx" in unclear.err
    assert "b/" in unclear.err
    assert apv("draft", "Dorpstad", *DATE, "--format", "text", "-o", f"{tmp_path}/c/").code == 2
    assert apv("draft", "Dorpstad", *DATE, "--format", "dossier").code == 2
    assert apv("draft", "Dorpstad", *DATE, "-o", tmp_path / "d.docx").code == 0
    assert not (tmp_path / "b").exists()


def test_an_existing_folder_stays_unless_asked(apv: Apv, folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    ran = apv("draft", "Zandrecht", *DATE, "-o", f"{folder}/")
    assert ran.code == 2
    assert "--force" in ran.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_force_replaces_what_was_made_and_keeps_what_people_made(apv: Apv, folder: Path) -> None:
    (folder / "notitie.txt").write_text("van mij")
    (folder / "bijlagen").mkdir()
    (folder / "bijlagen" / "kaart.pdf").write_bytes(b"%PDF")
    edit(folder / "1-raadsvoorstel.docx", "burgemeester en wethouders", "het college", times=1)
    edited = (folder / "1-raadsvoorstel.docx").read_bytes()
    ran = apv("draft", "Zandrecht", "--model", "rotterdam", *DATE, "-o", f"{folder}/", "--force")
    assert ran.code == 0, ran.err
    assert (folder / "notitie.txt").read_text() == "van mij"
    assert (folder / "bijlagen" / "kaart.pdf").read_bytes() == b"%PDF"
    assert (folder / "1-raadsvoorstel.bewerkt.docx").read_bytes() == edited
    assert (folder / "1-raadsvoorstel.docx").read_bytes() != edited
    assert "1-raadsvoorstel.bewerkt.docx" in ran.err
    assert json.loads((folder / "herkomst.json").read_text("utf-8"))["request"]["model"] == "rotterdam"


def test_a_file_of_the_same_name_that_is_not_ours_is_not_overwritten(apv: Apv, tmp_path: Path) -> None:
    target = tmp_path / "map"
    target.mkdir()
    (target / "besluit.xml").write_text("<eigen/>")
    ran = apv("draft", "Dorpstad", *DATE, "-o", target, "--force")
    assert ran.code == 2
    assert "besluit.xml" in ran.err
    assert [path.name for path in target.iterdir()] == ["besluit.xml"]


def test_nothing_is_left_when_it_is_broken_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dossier_folder, "_take", broken)
    (folder / "notitie.txt").write_text("x")
    with pytest.raises(KeyboardInterrupt):
        dossier_folder.write_folder(folder, {"a.docx": b"1"}, force=True)
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.name != "notitie.txt"} == before
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []


def test_the_old_folder_comes_back_when_the_move_fails(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name for path in folder.iterdir()}
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if Path(target) == folder and self.name != "oud":
            raise PermissionError(13, "Toegang geweigerd")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(InputError, match="niet worden geschreven"):
        dossier_folder.write_folder(folder, {"a.docx": b"1"}, force=True)
    assert {path.name for path in folder.iterdir()} == before


@pytest.mark.parametrize("target", ["geen/map/", "bestand.txt"])
def test_targets_that_cannot_be(apv: Apv, tmp_path: Path, target: str) -> None:
    (tmp_path / "bestand.txt").write_text("x")
    ran = apv("draft", "Dorpstad", *DATE, "--format", "dossier", "-o", f"{tmp_path}/{target}")
    assert ran.code == 2
    assert len(ran.err.strip().splitlines()) == 1


# ---- verify


def test_an_untouched_dossier_agrees(apv: Apv, folder: Path) -> None:
    code, found = verified(apv, folder)
    assert code == 0
    assert found["agrees"]
    assert not found["differences"]
    assert not found["disagreements"]
    assert set(found["same"]) >= DOCUMENTS
    assert any(one["what"] == "naam van de griffier" for one in found["open"])


def test_a_changed_article_number_no_longer_agrees(apv: Apv, folder: Path) -> None:
    edit(folder / "2-raadsbesluit.docx", "2:1a", "2:1b")
    code, found = verified(apv, folder)
    assert code == 1
    number = next(one for one in found["disagreements"] if one["kind"] == "artikelnummer")
    assert number["now"]["2:1b"] == ["2-raadsbesluit.docx"]
    assert "1-raadsvoorstel.docx" in number["now"]["2:1a"]
    assert {one["document"] for one in found["differences"]} == {"2-raadsbesluit.docx"}


def test_a_changed_date_is_told_by_kind_and_document(apv: Apv, folder: Path) -> None:
    edit(folder / "5-samenvatting.docx", "1 juli 2027", "1 september 2027")
    code, found = verified(apv, folder)
    assert code == 1
    assert [one["kinds"] for one in found["differences"]] == [["datum"]]
    day = next(one for one in found["disagreements"] if one["kind"] == "datum van inwerkingtreding")
    assert day["now"]["1 september 2027"] == ["5-samenvatting.docx"]


def test_a_changed_line_of_the_article_is_named_as_such(apv: Apv, folder: Path) -> None:
    edit(folder / "2-raadsbesluit.docx", "hinderlijk te volgen", "opvallend te volgen")
    _, found = verified(apv, folder)
    assert "artikeltekst" in found["differences"][0]["kinds"]
    kinds = {one["kind"] for one in found["disagreements"]}
    assert "artikeltekst" in kinds


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("APV Zandrecht 2023", "APV Zandrecht 2024", "citeertitel"),
        ("gemeente Zandrecht", "gemeente Zanddam", "gemeente"),
        ("art. 426bis Sr", "art. 426 Sr", "verwijzing"),
    ],
)
def test_other_values_that_have_to_agree(apv: Apv, folder: Path, old: str, new: str, kind: str) -> None:
    edit(folder / "1-raadsvoorstel.docx", old, new)
    code, found = verified(apv, folder)
    assert code == 1
    assert kind in {one["kind"] for one in found["disagreements"]}


def test_filling_in_is_no_difference_when_it_is_done_alike(apv: Apv, folder: Path) -> None:
    mark = "[vul in: datum van de raadsvergadering]"
    for name in ("1-raadsvoorstel.docx", "2-raadsbesluit.docx"):
        edit(folder / name, mark, "12 april 2027")
    code, found = verified(apv, folder)
    assert code == 0, found["disagreements"] + found["differences"]
    assert {"what": "datum van de raadsvergadering", "value": "12 april 2027",
            "documents": ["1-raadsvoorstel.docx", "2-raadsbesluit.docx"]} in found["filled"]  # fmt: skip


def test_filling_in_unlike_no_longer_agrees(apv: Apv, folder: Path) -> None:
    mark = "[vul in: datum van de raadsvergadering]"
    edit(folder / "1-raadsvoorstel.docx", mark, "12 april 2027")
    edit(folder / "2-raadsbesluit.docx", mark, "13 april 2027")
    code, found = verified(apv, folder)
    assert code == 1
    unlike = next(one for one in found["disagreements"] if one["kind"] == "ingevuld")
    assert set(unlike["now"]) == {"12 april 2027", "13 april 2027"}


def test_taking_out_the_sheet_in_front_is_no_difference(apv: Apv, folder: Path) -> None:
    path = folder / "2-raadsbesluit.docx"
    word = docx.Document(str(path))
    body = word.element.body
    nodes = list(body)
    texts = ["".join(text.text or "" for text in node.iter(qn("w:t"))) for node in nodes]
    start = next(at for at, text in enumerate(texts) if text == "Bij dit stuk")
    end = next(at for at, text in enumerate(texts) if text.startswith("Verordening van de raad"))
    for node in nodes[start:end]:
        body.remove(node)
    word.save(str(path))
    code, found = verified(apv, folder)
    assert code == 0, found["differences"]


def test_tracked_changes_and_comments_that_wait_need_a_person(apv: Apv, folder: Path) -> None:
    path = folder / "1-raadsvoorstel.docx"
    word = docx.Document(str(path))
    paragraph = next(one for one in word.paragraphs if one.text.startswith("Wij stellen u voor"))
    word.add_comment(paragraph.runs, text="Klopt dit?", author="Griffie")
    run: Any = paragraph.runs[0]._r
    new = OxmlElement("w:ins")
    new.set(qn("w:author"), "Griffie")
    run.addprevious(new)
    new.append(run)
    word.save(str(path))
    code, found = verified(apv, folder)
    assert code == 1
    assert found["unsettled"] == {"1-raadsvoorstel.docx": {"tracked": 1, "comments": 1}}
    assert not found["differences"]
    assert "Nog af te handelen in Word" in apv("draft", "--verify", folder).out


def test_lost_and_extra_documents_are_named(apv: Apv, folder: Path) -> None:
    (folder / "6-handhavingskaart.docx").unlink()
    (folder / "extra.docx").write_bytes(b"x")
    code, found = verified(apv, folder)
    assert code == 1
    assert found["missing"] == ["6-handhavingskaart.docx"]
    assert found["extra"] == ["extra.docx"]


def test_the_outcome_in_words(apv: Apv, folder: Path) -> None:
    edit(folder / "5-samenvatting.docx", "1 juli 2027", "1 september 2027")
    ran = apv("draft", "--verify", folder)
    assert ran.code == 1
    for words in ("niet meer met elkaar klopt", "1 september 2027", "5-samenvatting.docx", "Nog in te vullen"):
        assert words in ran.out


@pytest.mark.parametrize("content", ["{}", "[]", '{"format": 99}', "geen json", '{"format": 1, "texts": 3}'])
def test_a_record_that_is_no_record_is_refused(apv: Apv, tmp_path: Path, content: str) -> None:
    (tmp_path / "herkomst.json").write_text(content)
    ran = apv("draft", "--verify", tmp_path)
    assert ran.code == 2
    assert "herkomst.json" in ran.err


def test_a_folder_without_a_record_is_refused(apv: Apv, tmp_path: Path) -> None:
    assert apv("draft", "--verify", tmp_path).code == 2
    assert apv("draft", "--verify", tmp_path / "nergens").code == 2
    assert apv("draft", "--verify", tmp_path, "--batch", "x.csv").code == 2


def test_a_document_that_is_no_longer_a_word_file(apv: Apv, folder: Path) -> None:
    (folder / "1-raadsvoorstel.docx").write_bytes(b"kapot")
    ran = apv("draft", "--verify", folder)
    assert ran.code == 2
    assert "1-raadsvoorstel.docx" in ran.err


# ---- batch


def test_a_batch_makes_one_dossier_per_municipality_and_goes_on_after_a_failure(apv: Apv, tmp_path: Path) -> None:
    listed = tmp_path / "lijst.csv"
    listed.write_text(
        "gemeente;model;ingang;artikel;place\n"
        "Zandrecht;gedraging;2027-07-01;;openbare_plaats\n"
        "Veldhaven;rotterdam;1-7-2027;;\n"
        "Lindeborg;bestaatniet;;;\n"
        ";gedraging;;;\n"
    )
    target = tmp_path / "dossiers"
    ran = apv("draft", "--batch", listed, *DATE, "-o", f"{target}/")
    assert ran.code == 1
    assert "regel 4 (Lindeborg)" in ran.err
    assert "regel 5" in ran.err
    assert "2 van 4 dossiers gemaakt" in ran.err
    assert {path.name for path in target.iterdir()} == {"zandrecht", "veldhaven", "overzicht.csv"}
    own = json.loads((target / "zandrecht" / "herkomst.json").read_text("utf-8"))
    assert own["choices"]["place"] == "openbare_plaats"
    other = json.loads((target / "veldhaven" / "herkomst.json").read_text("utf-8"))
    numbers = [{mark["kind"]: mark["value"] for mark in one["marks"]}["artikelnummer"] for one in (own, other)]
    assert numbers == ["2:1a", "2:1b"]
    summary = (target / "overzicht.csv").read_text("utf-8-sig").splitlines()
    assert summary[0].startswith("regel;gemeente;model;map;uitkomst;artikel")
    assert [line.split(";")[4] for line in summary[1:]] == ["gemaakt", "gemaakt", "mislukt", "mislukt"]


def test_a_batch_that_works_gives_zero_and_asks_for_force_the_second_time(apv: Apv, tmp_path: Path) -> None:
    listed = tmp_path / "lijst.csv"
    listed.write_text("gemeente\nZandrecht\n")
    target = tmp_path / "d"
    arguments = ("draft", "--batch", listed, "--model", "gedraging", *DATE, "-o", target)
    assert apv(*arguments).code == 0
    assert apv(*arguments).code == 2
    assert apv(*arguments, "--force").code == 0
    assert apv("draft", "--batch", listed).code == 2
    assert apv("draft", "Zandrecht", "--batch", listed, "-o", tmp_path / "e").code == 2


# ---- house style and policy


def test_policy_ends_up_in_the_proposal(apv: Apv, tmp_path: Path) -> None:
    policy = tmp_path / "beleid.toml"
    policy.write_text(
        'municipality = "Dorpstad"\ndate = 2026-11-01\n'
        '[education.lesson_packages]\nanswer = "ja"\nnote = "Alle scholen doen mee."\n'
        '[education.campaign]\nanswer = "nee"\n'
    )
    target = tmp_path / "d"
    assert apv("draft", "Dorpstad", *DATE, "--policy", policy, "-o", f"{target}/").code == 0
    texts = json.loads((target / "herkomst.json").read_text("utf-8"))["texts"]
    assert "Alle scholen doen mee." in texts["1-raadsvoorstel.docx"]
    assert "Ontbreekt: campagne in de laatste twee jaar." in texts["1-raadsvoorstel.docx"]
    assert "Deels aanwezig" in texts["1-raadsvoorstel.docx"]
    wrong = apv("draft", "Dorpstad", *DATE, "--policy", tmp_path / "weg.toml", "-o", f"{tmp_path}/e/")
    assert wrong.code == 2
    assert not (tmp_path / "e").exists()


def test_the_name_is_written_as_the_by_law_writes_it(apv: Apv, tmp_path: Path) -> None:
    target = tmp_path / "d"
    ran = apv("draft", "gemeente veldhaven", "--model", "gedraging", *DATE, "-o", f"{target}/")
    assert ran.code == 0
    assert "Geschreven" in ran.err
    record = json.loads((target / "herkomst.json").read_text("utf-8"))
    assert record["municipality"] == "Veldhaven"
    assert record["bylaw"]["title"] == "APV Veldhaven"


def test_what_the_user_has_to_know_is_said(apv: Apv, tmp_path: Path) -> None:
    policy = tmp_path / "beleid.toml"
    policy.write_text('municipality = "Veldhaven"\ndate = 2026-11-01\n')
    ran = apv("draft", "Dorpstad", *DATE, "--policy", policy, "-o", f"{tmp_path}/d/")
    assert ran.code == 0
    assert "geen verordening van Dorpstad" in ran.err
    assert "van Veldhaven, niet van Dorpstad" in ran.err
    record = json.loads((tmp_path / "d" / "herkomst.json").read_text("utf-8"))
    assert len(record["findings"]) == 2


def test_a_house_style_that_is_no_word_file_is_refused(apv: Apv, tmp_path: Path) -> None:
    wrong = tmp_path / "huis.docx"
    wrong.write_bytes(b"geen word")
    ran = apv("draft", "Dorpstad", *DATE, "--house-style", wrong, "-o", f"{tmp_path}/d/")
    assert ran.code == 2
    assert "huis.docx" in ran.err
    assert not (tmp_path / "d").exists()
