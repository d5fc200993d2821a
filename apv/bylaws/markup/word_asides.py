"""Reads what a Word file says beside its text: footnotes, endnotes, headers, footers; and counts what is no text.

word_package -> here (with `word`, which reads the paragraphs) -> word_bylaw. A by-law has no notes and no page
headers, but a draft has, and what a person typed there must not be lost in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from lxml import etree

from apv.bylaws.markup.trouble import Trouble
from apv.bylaws.markup.word import Changes, WordParagraph, change_kind, is_left_out, kept, paragraphs_in, pieces
from apv.bylaws.markup.word_numbering import printed
from apv.bylaws.markup.word_package import R, W, WordPackage
from apv.bylaws.markup.word_styles import value_of
from apv.findings import Severity

AsideKind = Literal["footnote", "endnote", "header", "footer"]
_NOTES: dict[AsideKind, tuple[str, str]] = {
    "footnote": ("footnotes", "decimal"),
    "endnote": ("endnotes", "lowerRoman"),
}
"""The part that holds the notes, and how Word numbers them when nothing else is said."""
_MARGINS: tuple[AsideKind, ...] = ("header", "footer")


@dataclass(frozen=True, slots=True)
class Aside:
    """Text beside the text. `number` is the printed number of a note ("" for its own mark); `paragraph` and
    `offset` say where a note hangs: after `offset` characters of the text of that `w:p` (None: a header)."""

    kind: AsideKind
    lines: tuple[WordParagraph, ...]
    number: str = ""
    paragraph: int | None = None
    offset: int = 0


class _Mark(NamedTuple):
    """The mark of a note in the text."""

    node: etree._Element
    paragraph: int
    offset: int


def read_asides(
    package: WordPackage, paragraphs: tuple[WordParagraph, ...], changes: Changes = "accept"
) -> tuple[Aside, ...]:
    """The notes in the order of their marks, then headers and footers that differ. A note is left out when the
    text it hangs on is (a deleted passage, when changes are accepted)."""
    found: list[Aside] = []
    for kind, (part, usual) in _NOTES.items():
        found += _notes(package, kind, part, _format(package, kind, usual), paragraphs, changes)
    for kind in _MARGINS:
        shown: set[tuple[str, ...]] = set()
        for reference in package.document.iter(f"{W}{kind}Reference"):
            root = package.beside.get(reference.get(f"{R}id", ""))
            lines = () if root is None else _with_text(paragraphs_in(package, root, changes))
            texts = tuple(line.shown for line in lines)
            if lines and texts not in shown:
                shown.add(texts)
                found.append(Aside(kind, lines))
    return tuple(found)


def report_beside(package: WordPackage, changes: Changes, trouble: Trouble) -> None:
    """Say what was not read as text, and how changes were read: comments, tracked changes, files put in."""
    root = next(package.parts("comments"), None)
    if comments := 0 if root is None else len(list(root.iterfind(f"{W}comment"))):
        rest = "die hoort niet bij de tekst en is" if comments == 1 else "die horen niet bij de tekst en zijn"
        trouble.add(
            Severity.NOTE,
            "word-comments",
            f"In het Word-bestand {_are(comments, 'opmerking', 'opmerkingen')} in de kantlijn; {rest} niet "
            "gelezen",
        )
    if tracked := sum(1 for node in package.document.iter() if change_kind(node)):
        how = {"accept": "aanvaard", "reject": "verworpen", "keep": "niet verwerkt"}[changes]
        trouble.add(
            Severity.NOTE,
            "word-changes",
            f"In het Word-bestand {_are(tracked, 'bijgehouden wijziging', 'bijgehouden wijzigingen')}, gelezen "
            f"als {how}",
        )
    if inside := sum(1 for _ in package.document.iter(f"{W}altChunk", f"{W}subDoc")):
        trouble.add(
            Severity.WARNING,
            "word-other-file",
            f"In het Word-bestand {_are(inside, 'ander bestand', 'andere bestanden')} ingevoegd; de tekst daarvan "
            "is niet gelezen",
            "Open het in Word en sla het opnieuw op, dan staat de tekst erin.",
        )


def _are(number: int, one: str, many: str) -> str:
    return f"staat 1 {one}" if number == 1 else f"staan {number} {many}"


def _notes(
    package: WordPackage, kind: AsideKind, part: str, numbering: str, paragraphs: tuple[WordParagraph, ...],
    changes: Changes,
) -> Iterator[Aside]:  # fmt: skip
    root = next(package.parts(part), None)
    if root is None:
        return
    notes = {value_of(note, "id"): note for note in root.iterfind(f"{W}{kind}") if not value_of(note, "type")}
    count = 0
    for mark in _marks(package.document, kind, paragraphs, changes):
        own = value_of(mark.node, "customMarkFollows") in {"1", "true", "on"}
        count += not own
        note = notes.get(value_of(mark.node, "id"))
        lines = () if note is None else _with_text(paragraphs_in(package, note, changes))
        if lines:
            yield Aside(kind, lines, "" if own else printed(count, numbering), mark.paragraph, mark.offset)


def _marks(
    document: etree._Element, kind: AsideKind, paragraphs: tuple[WordParagraph, ...], changes: Changes
) -> Iterator[_Mark]:
    """The marks of notes in text that is kept."""
    places: Mapping[int, tuple[int, int]] = {
        origin.paragraph: (line.index, origin.start) for line in paragraphs for origin in line.origins
    }
    numbers: dict[etree._Element, int] | None = None
    for node in document.iter(f"{W}{kind}Reference"):
        numbers = numbers or {holder: at for at, holder in enumerate(document.iter(f"{W}p"))}
        holder = next(node.iterancestors(f"{W}p"), None)
        place = None if holder is None else places.get(numbers[holder])
        if holder is not None and place is not None and not is_left_out(node, changes):
            yield _Mark(node, place[0], place[1] + _before(holder, node, changes))


def _before(holder: etree._Element, mark: etree._Element, changes: Changes) -> int:
    """How many characters of the text of a paragraph stand before a mark."""
    order = {node: at for at, node in enumerate(holder.iter())}
    return sum(
        len(piece.text) for piece in pieces(holder) if kept(piece, changes) and order[piece.node] < order[mark]
    )


def _format(package: WordPackage, kind: AsideKind, usual: str) -> str:
    said = next(package.document.iter(f"{W}{kind}Pr"), None)
    form = None if said is None else said.find(f"{W}numFmt")
    return value_of(form, "val") or usual


def _with_text(lines: tuple[WordParagraph, ...]) -> tuple[WordParagraph, ...]:
    return tuple(replace(line, origins=()) for line in lines if line.shown)
