"""A Word file as a municipality has one: own styles and margins, a logo in the header, an address in the foot."""

import io
import struct
import zlib

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor

GREEN = RGBColor(0, 120, 60)
FOOT = "Gemeente Zandrecht, Postbus 1, 1234 AB Zandrecht"


def png(width: int, height: int, color: tuple[int, int, int]) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(color) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


def house_file(*, numbering: bool = True) -> bytes:
    """The file; `numbering` False leaves out the part that Word only adds with the first list."""
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin = Cm(3.2), Cm(2), Cm(4)
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(png(300, 90, (0, 120, 60))), width=Cm(4))
    section.header._element.find(f".//{qn('wp:docPr')}").set("descr", "Logo van de gemeente Zandrecht")
    section.footer.paragraphs[0].text = FOOT
    for name in ("Heading 1", "Heading 2", "Heading 3", "Title"):
        word.styles[name].font.color.rgb = GREEN
    word.styles["Normal"].font.name = "Georgia"
    article = word.styles.add_style("Gemeente artikel", WD_STYLE_TYPE.PARAGRAPH)
    article.paragraph_format.left_indent = Cm(1.5)
    article.font.italic = True
    word.add_heading("Voorbeeldbrief", 1)
    word.add_paragraph("Deze tekst moet weg.")
    word.add_picture(io.BytesIO(png(20, 20, (200, 0, 0))))
    if not numbering:
        rels = word.part.rels
        for key in [key for key, rel in rels.items() if rel.reltype.endswith("/numbering")]:
            del rels[key]
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()
