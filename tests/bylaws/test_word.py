"""Word files read by paragraph: printed numbers, tracked changes both ways, tables; hostile files refused."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st

from apv.bylaws.markup.word import Changes, read_word
from apv.bylaws.markup.word_numbering import printed
from apv.errors import InputError
from tests.word_files import add_list, delete, delete_row, insert, mark_end, put_in_list, saved, word_file


def texts(document: WordDocument, changes: Changes = "accept") -> list[str]:
    return [line.text for line in read_word(saved(document), where="concept.docx", changes=changes)]


def changed() -> WordDocument:
    document = docx.Document()
    line = document.add_paragraph("Het is verboden ")
    delete(line, "te schelden")
    insert(line, "iemand te volgen")
    line.add_run(" op straat.")
    return document


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ("accept", "Het is verboden iemand te volgen op straat."),
        ("reject", "Het is verboden te schelden op straat."),
        ("keep", "Het is verboden te scheldeniemand te volgen op straat."),
    ],
)
def test_tracked_changes(changes: Changes, text: str) -> None:
    assert texts(changed(), changes) == [text]


def test_kept_changes_say_who_did_what_and_where() -> None:
    (line,) = read_word(saved(changed()), where="c", changes="keep")
    assert [(change.kind, line.text[change.start : change.end], change.author) for change in line.changes] == [
        ("delete", "te schelden", "A. de Vries"),
        ("insert", "iemand te volgen", "A. de Vries"),
    ]
    assert line.changes[0].on == "2026-11-01T10:00:00Z"


def test_moved_text_stands_in_one_place() -> None:
    document = docx.Document()
    delete(document.add_paragraph("Eerst. "), "Verhuisd.", tag="moveFrom")
    insert(document.add_paragraph("Later. "), "Verhuisd.", tag="moveTo")
    assert texts(document) == ["Eerst. ", "Later. Verhuisd."]
    assert texts(document, "reject") == ["Eerst. Verhuisd.", "Later. "]


def test_a_deleted_paragraph_is_gone_and_a_deleted_end_joins_two() -> None:
    document = docx.Document()
    gone = document.add_paragraph()
    delete(gone, "Dit lid vervalt.")
    mark_end(gone, "del")
    first = document.add_paragraph("Het is verboden")
    mark_end(first, "del")
    document.add_paragraph(" te roepen.")
    lines = read_word(saved(document), where="c")
    assert [line.text for line in lines] == ["Het is verboden te roepen."]
    assert lines[0].origins == ((0, 1), (15, 2))
    assert texts(document, "reject") == ["Dit lid vervalt.", "Het is verboden", " te roepen."]


def test_an_inserted_paragraph_is_gone_when_changes_are_rejected() -> None:
    document = docx.Document()
    new = document.add_paragraph()
    insert(new, "Nieuw lid.")
    mark_end(new, "ins")
    document.add_paragraph("Oud lid.")
    assert texts(document) == ["Nieuw lid.", "Oud lid."]
    assert texts(document, "reject") == ["Oud lid."]


def test_numbers_are_counted_as_word_prints_them() -> None:
    document = docx.Document()
    series = add_list(document, [("decimal", "%1."), ("lowerLetter", "%2."), ("decimal", "%1.%3")])
    for level in (0, 1, 1, 2, 0, 1):
        put_in_list(document.add_paragraph("x"), series, level)
    lines = read_word(saved(document), where="c")
    assert [line.number for line in lines] == ["1.", "a.", "b.", "1.1", "2.", "a."]
    assert [line.left for line in lines] == [400, 800, 800, 1200, 400, 800]


def test_a_deleted_item_is_not_counted() -> None:
    document = docx.Document()
    series = add_list(document, [("decimal", "%1.")])
    put_in_list(document.add_paragraph("een"), series)
    gone = put_in_list(document.add_paragraph(), series)
    delete(gone, "twee")
    mark_end(gone, "del")
    put_in_list(document.add_paragraph("drie"), series)
    lines = read_word(saved(document), where="c")
    assert [line.shown for line in lines] == ["1. een", "2. drie"]
    old = read_word(saved(document), where="c", changes="reject")
    assert [line.shown for line in old] == ["1. een", "2. twee", "3. drie"]


def test_an_article_heading_may_be_numbered_by_word() -> None:
    document = docx.Document()
    series = add_list(document, [("upperRoman", "Artikel %1")], start=2)
    put_in_list(document.add_paragraph("Inwerkingtreding"), series)
    assert read_word(saved(document), where="c")[0].shown == "Artikel II Inwerkingtreding"


def test_tables_keep_their_cells_and_lose_deleted_rows() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for at, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cel {at}"
    delete_row(table.rows[1])
    lines = read_word(saved(document), where="c")
    assert [(line.text, line.cell) for line in lines if line.cell] == [("cel 0", (0, 0, 0)), ("cel 1", (0, 0, 1))]
    assert "cel 3" in texts(document, "reject")


def test_the_index_is_the_place_in_the_file_whatever_was_done_with_changes() -> None:
    document = docx.Document()
    gone = document.add_paragraph()
    delete(gone, "weg")
    mark_end(gone, "del")
    document.add_paragraph("blijft")
    (line,) = read_word(saved(document), where="c")
    assert line.index == 1


def part_changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == name else content)
    return buffer.getvalue()


def test_the_strict_form_of_the_standard_reads_the_same() -> None:
    strict = part_changed(
        word_file("Artikel 1 Begrippen"),
        "word/document.xml",
        lambda text: text.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )
    assert [line.text for line in read_word(strict, where="c")] == ["Artikel 1 Begrippen"]


def test_an_entity_in_a_word_file_is_refused() -> None:
    trick = part_changed(
        word_file("x"),
        "word/document.xml",
        lambda text: text.replace(b"<w:document", b'<!DOCTYPE w:document [<!ENTITY a "b">]><w:document', 1),
    )
    with pytest.raises(InputError, match=r"entiteiten.*concept\.docx: word/document\.xml"):
        read_word(trick, where="concept.docx")


def test_a_word_file_that_swells_is_refused() -> None:
    bomb = part_changed(word_file("x"), "word/document.xml", lambda text: text + b" " * 20_000_000)
    with pytest.raises(InputError, match="zwelt bij het uitpakken"):
        read_word(bomb, where="c")


def test_too_many_parts_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(6000):
            archive.writestr(f"word/media/{number}.png", b"")
    with pytest.raises(InputError, match="te groot"):
        read_word(buffer.getvalue(), where="c")


def test_a_part_that_is_there_twice_is_refused() -> None:
    buffer = io.BytesIO(word_file("x"))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<anders/>")
    with pytest.raises(InputError, match="dubbel"):
        read_word(buffer.getvalue(), where="c")


def outside(text: bytes) -> bytes:
    return text.replace(b'Target="word/document.xml"', b'Target="https://evil.example/x" TargetMode="External"')


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "leeg"),
        (b"<cvdr/>", "geen Word-bestand"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 oud", r"oud Word-bestand \(\.doc\)"),
        (b"PK\x03\x04 kapot", "beschadigd"),
        (word_file("x")[:4000], "beschadigd"),
        (part_changed(word_file("x"), "_rels/.rels", outside), "geen Word-bestand"),
        (part_changed(word_file("x"), "word/document.xml", lambda text: text[:200]), "geen geldige XML"),
        (part_changed(word_file("x"), "word/document.xml", lambda text: b"<a/>"), "geen Word-tekst"),
    ],
    ids=["empty", "xml", "doc", "damaged", "cut-off", "outside", "bad-xml", "other-xml"],
)
def test_what_is_no_readable_word_file_is_refused_in_words(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_word(data, where="concept.docx")


@given(st.integers(1, 3000))
def test_roman_numbers_add_up(number: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    digits = [values[sign] for sign in printed(number, "upperRoman")]
    total = sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))
    assert total == number


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        read_word(b"PK\x03\x04" + data, where="c")
