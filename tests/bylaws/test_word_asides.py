"""What stands beside the text of a Word file: notes, headers, footers, text boxes; what is no text stays out."""

import docx
import pytest
from docx.document import Document as WordDocument

from apv.bylaws.markup.word import Changes, read_word
from apv.bylaws.markup.word_asides import Aside
from apv.bylaws.markup.word_bylaw import WordDraft, read_word_draft
from tests.word_files import delete, insert, mark_end, saved
from tests.word_parts import add_notes, add_text_box, add_xml, mark_note

RULE = "Het is verboden op de weg te volgen."


def bylaw() -> WordDocument:
    document = docx.Document()
    document.add_heading("Verordening openbare orde Dorpstad 2026", 1)
    document.add_heading("Artikel 2:1 Volgen", 2)
    document.add_paragraph(RULE)
    return document


def read(document: WordDocument, changes: Changes = "accept") -> WordDraft:
    return read_word_draft(saved(document), where="concept.docx", changes=changes)


def shown(asides: tuple[Aside, ...]) -> list[tuple[str, str, str]]:
    return [(aside.kind, aside.number, " / ".join(line.shown for line in aside.lines)) for aside in asides]


def test_notes_are_numbered_by_their_marks_and_say_where_they_hang() -> None:
    document = bylaw()
    add_notes(document, "Tweede noot.", "Eerste noot.")
    add_notes(document, "Slotnoot.", kind="endnote")
    mark_note(document.paragraphs[1], 2)
    mark_note(document.paragraphs[2], 1)
    mark_note(document.paragraphs[2], 1, kind="endnote")
    draft = read(document)
    assert shown(draft.asides) == [
        ("footnote", "1", "Eerste noot."), ("footnote", "2", "Tweede noot."), ("endnote", "i", "Slotnoot."),
    ]  # fmt: skip
    assert [(aside.paragraph, aside.offset) for aside in draft.asides] == [(1, 18), (2, len(RULE)), (2, len(RULE))]
    assert draft.regulation.articles[0].text == RULE


def test_a_note_with_its_own_sign_takes_no_number() -> None:
    document = bylaw()
    add_notes(document, "Met een ster.", "Met een nummer.")
    mark_note(document.paragraphs[2], 1, own="*")
    mark_note(document.paragraphs[2], 2)
    assert [aside.number for aside in read(document).asides] == ["", "1"]


@pytest.mark.parametrize(("changes", "expected"), [("accept", ["Blijft."]), ("reject", ["Weg.", "Blijft."])])
def test_a_note_on_deleted_text_goes_with_it(changes: Changes, expected: list[str]) -> None:
    document = bylaw()
    add_notes(document, "Weg.", "Blijft.")
    mark_note(document.paragraphs[2], 1, within="del")
    mark_note(document.paragraphs[2], 2)
    found = read(document, changes).asides
    assert [line.shown for aside in found for line in aside.lines] == expected
    assert [aside.number for aside in found] == ["1", "2"][: len(expected)]


def test_a_note_keeps_its_place_where_two_paragraphs_became_one() -> None:
    document = docx.Document()
    first = document.add_paragraph("Een ")
    mark_end(first, "del")
    mark_note(document.add_paragraph("twee"), 1)
    add_notes(document, "Noot.")
    (line,) = read_word(saved(document), where="c")
    (aside,) = read(document).asides
    assert (aside.paragraph, aside.offset) == (line.index, len("Een twee"))


def test_tracked_changes_inside_a_note_are_accepted_or_rejected() -> None:
    document = bylaw()
    add_notes(document, '<w:del w:id="3"><w:r><w:delText>oud</w:delText></w:r></w:del>'
                        '<w:ins w:id="4"><w:r><w:t>nieuw</w:t></w:r></w:ins>')  # fmt: skip
    mark_note(document.paragraphs[2], 1)
    assert shown(read(document).asides) == [("footnote", "1", "nieuw")]
    assert shown(read(document, "reject").asides) == [("footnote", "1", "oud")]


def test_headers_and_footers_are_read_once() -> None:
    document = bylaw()
    document.sections[0].header.paragraphs[0].text = "Concept [vul in: versie]"
    document.add_section()
    later = document.sections[1]
    later.header.is_linked_to_previous = False
    later.header.paragraphs[0].text = "Concept [vul in: versie]"
    later.footer.paragraphs[0].text = "Gemeente Dorpstad"
    assert shown(read(document).asides) == [
        ("header", "", "Concept [vul in: versie]"), ("footer", "", "Gemeente Dorpstad"),
    ]  # fmt: skip


def test_text_boxes_and_content_controls_are_text_in_their_order() -> None:
    document = bylaw()
    add_text_box(document.paragraphs[2], "In een kader.", "Nog een regel.")
    line = document.add_paragraph("Op ")
    add_xml(line, "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>1 januari 2027</w:t></w:r></w:sdtContent></w:sdt>")
    assert [line.text for line in read_word(saved(document), where="c")][2:] == [
        RULE, "In een kader.", "Nog een regel.", "Op 1 januari 2027",
    ]  # fmt: skip


@pytest.mark.parametrize(("changes", "there"), [("accept", False), ("reject", True)])
def test_a_deleted_text_box_is_gone(changes: Changes, there: bool) -> None:
    document = bylaw()
    add_text_box(document.paragraphs[2], "In een kader.", within="del")
    assert (
        "In een kader." in [line.text for line in read_word(saved(document), where="c", changes=changes)]
    ) is there


def test_the_code_of_a_field_is_no_text_but_its_result_is() -> None:
    document = docx.Document()
    line = document.add_paragraph("Artikel ")
    add_xml(
        line,
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _Ref1 \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2:1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> op </w:t></w:r>'
        '<w:fldSimple w:instr=" DATE "><w:r><w:t>1 mei</w:t></w:r></w:fldSimple>'
        '<w:del w:id="5"><w:r><w:delInstrText> PAGE </w:delInstrText></w:r></w:del>',
    )
    assert [found.text for found in read_word(saved(document), where="c")] == ["Artikel 2:1 op 1 mei"]


def test_what_was_not_read_is_said() -> None:
    document = bylaw()
    delete(document.paragraphs[2], " Weg.")
    insert(document.paragraphs[2], " Erbij.")
    document.add_comment(document.paragraphs[2].runs[0], text="Kan dit?", author="J. Jansen")
    found = {finding.rule: finding.what for finding in read(document).regulation.findings}
    assert "staat 1 opmerking in de kantlijn" in found["word-comments"]
    assert "staan 2 bijgehouden wijzigingen, gelezen als aanvaard" in found["word-changes"]
    assert not read(bylaw()).regulation.findings


def test_a_file_that_was_put_in_is_said_to_be_unread() -> None:
    document = bylaw()
    add_xml(document.paragraphs[2], "<w:subDoc/>")
    (finding,) = read(document).regulation.findings
    assert finding.rule == "word-other-file"
