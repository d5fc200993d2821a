"""The house style of Word documents: templates/house_style.toml as values, and as styles in a document."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from apv.data_files import data_folder
from apv.errors import InputError
from apv.findings import Finding
from apv.safe_xml import read_bytes

LANGUAGE = "nl-NL"
_T = TypeVar("_T")
_COLORS = ("color", "fill", "border", "header_color", "header_fill")
_RRGGBB = re.compile("[0-9A-Fa-f]{6}|")


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style. Sizes and spaces in points, `left` in centimetres, `line` in lines, `outline` 1-9."""

    name: str
    based_on: str = ""
    font: str = ""
    size: float | None = None
    bold: bool = False
    color: str = ""
    line: float | None = None
    before: float = 0
    after: float = 0
    left: float = 0
    keep_with_next: bool = False
    outline: int = 0
    border: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class TableLook:
    """Colours as RRGGBB; `widths` in parts of the text width."""

    header_fill: str
    header_color: str
    fill: str
    border: str
    widths: tuple[float, ...]

    def shared(self, width: int, columns: int) -> tuple[int, ...]:
        """The widths of `columns` columns that take `width` together: equal ones when the look is for another
        number."""
        parts = self.widths if len(self.widths) == columns else (1,) * columns
        return tuple(round(width * part / sum(parts)) for part in parts)


@dataclass(frozen=True, slots=True)
class RoleLook:
    """Which paragraph look and table look a section of a document has; `heading`: the look of its own heading
    ("": that of its level)."""

    text: str = "body"
    table: str = "plain"
    heading: str = ""


@dataclass(frozen=True, slots=True, eq=False)  # one value per file that was read; identity is enough
class HouseStyle:
    """Everything house_style.toml says. `page` in centimetres.

    `base` is the Word file that documents start from (None: that of python-docx), `own` the looks that it defines
    itself, `findings` what was wrong with it."""

    page: Mapping[str, Any]
    highlight: str
    looks: Mapping[str, Look]
    roles: Mapping[str, RoleLook]
    tables: Mapping[str, TableLook]
    base: bytes | None = None
    own: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()

    def role(self, name: str) -> RoleLook:
        return self.roles.get(name, RoleLook())

    def style(self, look: str) -> str:
        """The Word name of a look: "heading-1" -> "Heading 1"."""
        return self.looks[look].name

    @property
    def text_width(self) -> float:
        """Between the margins, in centimetres."""
        margins = self.page["margins"]
        return float(self.page["width"] - margins["left"] - margins["right"])


def load_house_style(path: Path | None = None) -> HouseStyle:
    """The house style in `path` (default: ours). Raises InputError that says what is wrong with the file."""
    return _ours() if path is None else house_style(read_toml(path), where=path)


@cache
def _ours() -> HouseStyle:
    path = data_folder("templates") / "house_style.toml"
    return house_style(read_toml(path), where=path)


def read_toml(path: Path) -> dict[str, Any]:
    """What a house style file says. Raises InputError when it is no TOML."""
    try:
        return tomllib.loads(read_bytes(path).decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(path, error) from error


def house_style(data: Mapping[str, Any], *, where: Path) -> HouseStyle:
    """The house style that `data` describes. Raises InputError that says what is wrong with it."""
    try:
        return HouseStyle(
            page=data["page"], highlight=_highlight(data["fill-in"]["highlight"]),
            looks={key: _value(Look, look) for key, look in data["styles"].items()},
            roles={key: _value(RoleLook, role) for key, role in data["roles"].items()},
            tables={key: _value(TableLook, table) for key, table in data["tables"].items()},
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _wrong(where, error) from error


def _highlight(name: str) -> str:
    """The colour as Word files name it; "bright_green" as python-docx does is good too."""
    return str(WD_COLOR_INDEX[name.upper()].xml_value)


def _wrong(path: Path, error: Exception) -> InputError:
    return InputError("De huisstijl is niet goed geschreven", where=str(path), advice=f"De lezer meldt: {error}.")


def apply(style: HouseStyle, word: WordDocument) -> None:
    """Give `word` the page and the styles of the house, and make its language Dutch. What a file of the house
    brings along itself stays as it is."""
    if style.base is None:
        _set_page(style, word)
    for key, look in style.looks.items():
        if key not in style.own:
            _define(word, key, look)
    defaults = word.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")) if defaults is not None else ():
        language.set(qn("w:val"), LANGUAGE)
        language.set(qn("w:eastAsia"), LANGUAGE)


def _value(kind: type[_T], entry: Mapping[str, Any]) -> _T:
    values = {key.replace("-", "_"): value for key, value in entry.items()}
    known = {field.name for field in fields(cast(Any, kind))}
    for key, value in values.items():
        if key not in known:
            raise KeyError(key)
        if isinstance(value, list):
            values[key] = tuple(value)
        if key in _COLORS and isinstance(value, str) and not _RRGGBB.fullmatch(value):
            raise ValueError(f"'{value}' is geen kleur als RRGGBB")
    return kind(**values)


def _set_page(style: HouseStyle, word: WordDocument) -> None:
    section, margins = word.sections[0], style.page["margins"]
    section.page_width, section.page_height = Cm(style.page["width"]), Cm(style.page["height"])
    section.top_margin, section.bottom_margin = Cm(margins["top"]), Cm(margins["bottom"])
    section.left_margin, section.right_margin = Cm(margins["left"]), Cm(margins["right"])
    section.footer_distance = Cm(1.1)


def _define(word: WordDocument, key: str, look: Look) -> None:
    if look.name in word.styles:
        found = cast(ParagraphStyle, word.styles[look.name])
    else:
        found = cast(ParagraphStyle, word.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH))
        found.quick_style = True
    if key != "body":
        found.base_style = word.styles[look.based_on or "Normal"]
    element = found.element
    outline = found.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    for properties in (element.pPr, element.rPr):
        if properties is not None:
            element.remove(properties)
    _set_paragraph(found, look, outline)
    _set_font(found, look)


def _set_paragraph(found: ParagraphStyle, look: Look, outline: Any) -> None:
    layout = found.paragraph_format
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.keep_with_next = look.keep_with_next or None
    if look.line:
        layout.line_spacing = look.line
    if look.left:
        layout.left_indent = Cm(look.left)
    properties = found.element.get_or_add_pPr()
    if look.border:
        properties.insert_element_before(
            _border(look.border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )
    if look.outline:
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(look.outline - 1))
    if outline is not None:
        properties.append(outline)


def _set_font(found: ParagraphStyle, look: Look) -> None:
    font = found.font
    if look.font:
        font.name = look.font
        fonts = found.element.rPr.rFonts
        for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), look.font)
    if look.size:
        font.size = Pt(look.size)
    font.bold = look.bold
    font.italic = False
    if look.color:
        font.color.rgb = RGBColor.from_string(look.color)


def _border(border: Mapping[str, Any]) -> Any:
    holder, side = OxmlElement("w:pBdr"), OxmlElement(f"w:{border['side']}")
    for name, value in (
        ("val", "single"), ("sz", str(round(border["size"] * 8))), ("space", str(border["space"])),
        ("color", border["color"]),
    ):  # fmt: skip
        side.set(qn(f"w:{name}"), value)
    holder.append(side)
    return holder
