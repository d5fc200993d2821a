"""Parts of a Word file that python-docx does not make: notes, text boxes, content controls, fields."""

from __future__ import annotations

import re
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

_NOTES = {
    "footnote": (RELATIONSHIP_TYPE.FOOTNOTES, CONTENT_TYPE.WML_FOOTNOTES),
    "endnote": (RELATIONSHIP_TYPE.ENDNOTES, CONTENT_TYPE.WML_ENDNOTES),
}


def add_notes(document: WordDocument, *texts: str, kind: str = "footnote") -> None:
    """A part with these notes (numbers 1, 2, …), after the separators that Word always writes. `texts` may hold
    runs as XML."""
    rows = "".join(
        f'<w:{kind} w:id="{at}"><w:p><w:r><w:{kind}Ref/></w:r>{_runs(text)}</w:p></w:{kind}>'
        for at, text in enumerate(texts, 1)
    )
    separators = "".join(
        f'<w:{kind} w:type="{name}" w:id="{at}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for at, name in ((-1, "separator"), (0, "continuationSeparator"))
    )
    data = f"<w:{kind}s {nsdecls('w')}>{separators}{rows}</w:{kind}s>".encode()
    relation, content = _NOTES[kind]
    part = Part(PackURI(f"/word/{kind}s.xml"), content, data, document.part.package)
    document.part.relate_to(part, relation)


def mark_note(
    paragraph: Paragraph, number: int, *, kind: str = "footnote", within: str = "", own: str = ""
) -> None:
    """Put the mark of a note at the end of a paragraph; `within` a tracked change (`del`), `own` its own sign."""
    sign = f"<w:t>{own}</w:t>" if own else ""
    custom = ' w:customMarkFollows="1"' if own else ""
    run = f'<w:r {nsdecls("w")}><w:{kind}Reference{custom} w:id="{number}"/>{sign}</w:r>'
    if within:
        run = f'<w:{within} {nsdecls("w")} w:id="7" w:author="A. de Vries">{run}</w:{within}>'
    _holder(paragraph).append(parse_xml(run))


def add_text_box(paragraph: Paragraph, *texts: str, within: str = "") -> None:
    """A text box with a paragraph per text, in the new form and, as Word does, once more for old programs."""
    lines = "".join(f"<w:p>{_runs(text)}</w:p>" for text in texts)
    namespaces = (
        f'{nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    box = (
        f'<w:r {namespaces}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"<w:txbxContent>{lines}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{lines}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    if within:
        box = f'<w:{within} {nsdecls("w")} w:id="8" w:author="A. de Vries">{box}</w:{within}>'
    _holder(paragraph).append(parse_xml(box))


def add_xml(paragraph: Paragraph, content: str) -> None:
    """Any run-level XML at the end of a paragraph."""
    for element in parse_xml(f"<w:p {nsdecls('w')}>{content}</w:p>"):
        _holder(paragraph).append(element)


def _runs(text: str) -> str:
    plain = not re.match("<w:", text)
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if plain else text


def _holder(paragraph: Paragraph) -> Any:
    return paragraph._p
