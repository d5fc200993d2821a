"""An empty Word document in the house style, made once; every document is this one with its own text in it.

python-docx opens the file of the house, sets styles, page and foot, and saves it. Parts that are the same in every
document stay packed; in the others a mark stands where something of the document comes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsmap, qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from apv.reports.docx_style import LANGUAGE, HouseStyle, apply
from apv.reports.stable import fixed_entry

LEFTOVERS = ("stylesWithEffects", "customXml", "thumbnail", "extended-properties")
"""Relationships of python-docx's own template that say nothing about our documents."""
_PREFIXES = {"w": nsmap["w"], "r": nsmap["r"]}
_PLACE = re.compile(rb"<\?apv (text|kinds|lists|links|foot)\?>")
_LINKS_END = b"</Relationships>"


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty document. `same` is the archive of the parts that every document shares; `open` gives for each part
    that differs its XML with the names of open places in between: `text` (blocks), `kinds` (of lists), `lists`,
    `links` (relationships), and `foot` unless the house brings its own. `about` is the part with the properties.
    `styles` gives the id of the style of each look (fit for XML), `first_…` the first number that is free."""

    same: bytes
    open: Mapping[str, Sequence[str]]
    about: tuple[str, bytes]
    styles: Mapping[str, str]
    first_kind: int
    first_list: int
    first_link: int

    def filled(self, properties: Mapping[str, object], **places: str) -> bytes:
        """The document with these properties (by python-docx's names) and this XML in its open places. The same
        values give the same bytes."""
        name, about = self.about
        element: Any = parse_xml(about)
        core = CoreProperties(element)
        for key, value in properties.items():
            setattr(core, key, value)
        target = io.BytesIO(self.same)
        with zipfile.ZipFile(target, "a") as archive:
            archive.writestr(fixed_entry(name), _serialised(element))
            for name, pieces in self.open.items():
                xml = (places[piece] if at % 2 else piece for at, piece in enumerate(pieces))
                archive.writestr(fixed_entry(name), "".join(xml).encode())
        return target.getvalue()


@cache
def blank(style: HouseStyle) -> Blank:
    """The empty document in this style."""
    word = docx.Document(io.BytesIO(style.base)) if style.base is not None else docx.Document()
    _clean(word)
    if style.base is None:
        _drop_table_styles(word)
    apply(style, word)
    if not _has_foot(word):
        _add_foot(word, style)
    part: Any = word.part
    lists = part.numbering_part.element
    first_kind, first_list = _free(lists, "w:abstractNum", "w:abstractNumId"), _free(lists, "w:num", "w:numId")
    _open_lists(lists)
    part.element.body.insert(0, _place("text"))
    core = part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).partname.membername
    links = part.partname.rels_uri.lstrip("/")
    shared, open_, about = io.BytesIO(), {}, b""
    with zipfile.ZipFile(_saved(word)) as source, zipfile.ZipFile(shared, "w") as same:
        for name in source.namelist():
            data = source.read(name)
            if name == links:
                data = data.replace(_LINKS_END, b"<?apv links?>" + _LINKS_END)
            elif _PLACE.search(data):
                data = _with_prefixes(data)
            pieces = _PLACE.split(data)
            if name == core:
                about = data
            elif len(pieces) > 1:
                open_[name] = [piece.decode() for piece in pieces]
            else:
                same.writestr(fixed_entry(name), data)
    return Blank(
        same=shared.getvalue(), open=open_, about=(core, about),
        styles={key: escape(word.styles[look.name].style_id or "") for key, look in style.looks.items()},
        first_kind=first_kind, first_list=first_list,
        first_link=1 + max((int(key[3:]) for key in part.rels if re.fullmatch(r"rId\d+", key)), default=0),
    )  # fmt: skip


def _clean(word: WordDocument) -> None:
    """Take out what python-docx's template brings along that is not ours, and ask for the current Word."""
    settings: Any = word.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for tag, value in (("w:themeFontLang", LANGUAGE), ("w:decimalSymbol", ","), ("w:listSeparator", ";")):
        for node in settings.iter(qn(tag)):
            node.set(qn("w:val"), value)
    for owner in (word.part, word.part.package):
        rels: Any = owner.rels
        for key in [key for key, rel in rels.items() if rel.reltype.rpartition("/")[2] in LEFTOVERS]:
            del rels[key]
    assert any(rel.reltype == RELATIONSHIP_TYPE.STYLES for rel in word.part.rels.values())


def _drop_table_styles(word: WordDocument) -> None:
    """python-docx's template has a hundred of them, nine tenths of its size; our tables bring their own look."""
    styles: Any = word.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) != "1":
            styles.remove(style)


def _has_foot(word: WordDocument) -> bool:
    """Whether the house style brings a foot of its own with something in it."""
    foot = word.sections[-1].footer
    if foot.is_linked_to_previous:
        return False
    element: Any = foot._element
    return any(
        next(element.iter(qn(tag)), None) is not None for tag in ("w:t", "w:drawing", "w:pict", "w:instrText")
    )


def _add_foot(word: WordDocument, style: HouseStyle) -> None:
    """A foot with an open place for what the document says there, and the page number."""
    line = word.sections[-1].footer.paragraphs[0]
    line.style = word.styles[style.style("footer")]
    line.paragraph_format.tab_stops.add_tab_stop(Cm(style.text_width), WD_TAB_ALIGNMENT.RIGHT)
    words = style.page["footer"]
    holder: Any = line._p
    holder.append(_place("foot"))
    line.add_run(f"\t{words['page']} ")
    _field(line, "PAGE")
    line.add_run(f" {words['of']} ")
    _field(line, "NUMPAGES")


def _field(paragraph: WordParagraph, instruction: str) -> None:
    """A field that Word fills in itself; "1" stands there until it has."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(paragraph.add_run("1")._r)
    holder: Any = paragraph._p
    holder.append(field)


def _open_lists(numbering: Any) -> None:
    """Open places where the standard wants them: kinds of lists before the first list, lists behind the last."""
    lists, end = numbering.find(qn("w:num")), numbering.find(qn("w:numIdMacAtCleanup"))
    last = len(numbering) if end is None else numbering.index(end)
    numbering.insert(last, _place("lists"))
    numbering.insert(last if lists is None else numbering.index(lists), _place("kinds"))


def _place(name: str) -> Any:
    return etree.ProcessingInstruction("apv", name)


def _free(numbering: Any, tag: str, attribute: str) -> int:
    """The first number that no element `tag` has."""
    return 1 + max((int(node.get(qn(attribute))) for node in numbering.iterfind(qn(tag))), default=0)


def _with_prefixes(data: bytes) -> bytes:
    """The part, with the prefixes that the XML in its open places uses bound at its root."""
    root: Any = parse_xml(data)
    again = etree.Element(root.tag, root.attrib, nsmap={**root.nsmap, **_PREFIXES})
    again.extend(list(root))
    return _serialised(again)


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _saved(word: WordDocument) -> io.BytesIO:
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer
