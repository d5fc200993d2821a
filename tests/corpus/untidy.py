"""The same by-law as untidy as real files: split words, wrapped lines, old lid encoding, headings in one piece."""

from __future__ import annotations

import random
import textwrap

from lxml import etree

CVDR = "{http://standaarden.overheid.nl/cvdr/terms/}"
Node = etree._Element


def untidy(data: bytes, seed: int) -> bytes:
    """CVDR XML with the same words and the same law, written as badly as seed decides."""
    chance = random.Random(seed)
    root = etree.fromstring(data)
    if chance.random() < 0.6:
        for article in root.iter(f"{CVDR}artikel"):
            _old_leden(article, siblings=chance.random() < 0.5)
    if chance.random() < 0.5:
        for article in root.iter(f"{CVDR}artikel"):
            _one_heading(article)
    for paragraph in root.iter(f"{CVDR}al"):
        _wrap(paragraph, chance)
        _split(paragraph, chance)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _old_leden(article: Node, *, siblings: bool) -> None:
    """`lid` becomes `li`, and lists inside it may end up beside it."""
    for lid in article.findall(f"{CVDR}lid"):
        at = article.index(lid)
        article.remove(lid)
        number = (lid.findtext(f"{CVDR}lidnr") or "").strip("().")
        listed = etree.Element(f"{CVDR}lijst")
        item = etree.SubElement(listed, f"{CVDR}li", nr=f"{number}.")
        apart: list[Node] = []
        for child in lid:
            if child.tag == f"{CVDR}lijst" and siblings:
                apart.append(child)
            elif child.tag != f"{CVDR}lidnr":
                item.append(child)
        for offset, node in enumerate([listed, *apart]):
            article.insert(at + offset, node)


def _one_heading(article: Node) -> None:
    head = article.find(f"{CVDR}kop")
    if head is None:
        return
    words = " ".join(part.text or "" for part in head)
    for part in list(head):
        head.remove(part)
    etree.SubElement(head, f"{CVDR}label").text = words.strip()


def _wrap(paragraph: Node, chance: random.Random) -> None:
    if paragraph.text and len(paragraph) == 0 and chance.random() < 0.3:
        paragraph.text = ("\n" + " " * 14).join(textwrap.wrap(paragraph.text, chance.randint(40, 90)))


def _split(paragraph: Node, chance: random.Random) -> None:
    """Part of a word, or of a few, in bold or italics."""
    text = paragraph.text or ""
    if len(text) < 20 or len(paragraph) or chance.random() > 0.5:
        return
    start = chance.randint(1, len(text) - 10)
    end = start + chance.randint(2, 9)
    paragraph.text = text[:start]
    part = etree.SubElement(paragraph, CVDR + chance.choice(("vet", "cursief", "onderstreept")))
    part.text, part.tail = text[start:end], text[end:]
