"""What the documents of a dossier say, paragraph by paragraph, as a person who opens them reads it.

The same reading is kept in herkomst.json when a dossier is made and held against it when it is verified.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from apv.bylaws.markup.word import paragraphs_of
from apv.bylaws.markup.word_package import W, open_package
from apv.safe_xml import local_name, parse_bytes

_CHANGES = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_COMMENT = f"{W}commentReference"
_XML_LINES = {"intitule", "titel", "al", "functie", "nr"}
_HTML_LINES = {"h1", "h2", "p", "caption", "th"}


@dataclass(frozen=True, slots=True)
class Texts:
    """The paragraphs that are not empty, white space tidied, tracked changes taken as accepted. `tracked` and
    `comments` count what is still to be settled in Word."""

    paragraphs: tuple[str, ...]
    tracked: int = 0
    comments: int = 0


def read_texts(name: str, data: bytes) -> Texts:
    """What the file `name` says. Raises InputError when it is no document of its kind; a kind that people do not
    read (JSON) has no paragraphs."""
    if name.endswith(".docx"):
        return _word(name, data)
    if name.endswith(".xml"):
        return Texts(tuple(_marked(parse_bytes(data, where=name), _XML_LINES)))
    if name.endswith(".txt"):
        return Texts(tuple(line.strip() for line in data.decode("utf-8", "replace").splitlines() if line.strip()))
    if name.endswith(".html"):
        return Texts(tuple(_marked(etree.HTML(data), _HTML_LINES)))
    return Texts(())


def _word(name: str, data: bytes) -> Texts:
    package = open_package(data, where=name)
    lines = (" ".join(paragraph.text.split()) for paragraph in paragraphs_of(package))
    return Texts(
        tuple(line for line in lines if line),
        sum(1 for _ in package.document.iter(*_CHANGES)),
        sum(1 for _ in package.document.iter(_COMMENT)),
    )


def _marked(root: etree._Element, names: set[str]) -> Iterator[str]:
    for node in root.iter():
        if isinstance(node.tag, str) and local_name(node) in names:
            text = " ".join("".join(node.itertext()).split())
            if text:
                yield text
