"""Reads the model articles: one XML file per model, its shape by model.xsd, its meaning checked here.

What is wrong is named with file and line, for a jurist who writes a model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

from lxml import etree

from apv.data_files import data_folder
from apv.drafting.models import ACTOR, CONDUCT, NOTHING, PLACE, Anchor, Choice, FreeText, Model, Slot, WeakSpot
from apv.drafting.schema_errors import first_error
from apv.errors import InputError
from apv.safe_xml import parse_file

SCHEMA = "articles/model.xsd"
TEXTS = "documents/texts.xml"
"""The texts that the documents ask for; a templates folder without it uses ours."""


@cache
def read_models(folder: Path) -> dict[str, Model]:
    """The models in `folder`/articles by id. Raises InputError with file and line."""
    paths = sorted((folder / "articles").glob("*.xml"))
    if not paths:
        raise InputError(
            "Deze map bevat geen modellen", where=str(folder),
            advice="Een map met sjablonen heeft een map 'articles' met een XML-bestand per model.",
        )  # fmt: skip
    ours = data_folder("templates")
    schema = etree.XMLSchema(parse_file(ours / SCHEMA).getroottree())
    texts_file = folder / TEXTS if (folder / TEXTS).exists() else ours / TEXTS
    common = tuple(_free_texts(_valid(texts_file, schema)))
    return {path.stem: _read(path, schema, common) for path in paths}


def _valid(path: Path, schema: etree.XMLSchema) -> etree._Element:
    root = parse_file(path)
    if not schema.validate(root):
        line, message = first_error(schema)
        raise InputError("Het model houdt zich niet aan model.xsd", where=f"{path}, regel {line}", advice=message)
    return root


def _read(path: Path, schema: etree.XMLSchema, common: tuple[FreeText, ...]) -> Model:
    root = _valid(path, schema)
    if root.get("id") != path.stem:
        raise _wrong(
            path, root, f"Het model heet '{root.get('id')}', het bestand '{path.stem}'", "Maak ze gelijk."
        )
    slots = tuple(_slots(root, path))
    own = tuple(_free_texts(root))
    names = [slot.id for slot in slots] + [text.id for text in (*own, *common)]
    double = next((name for name in names if names.count(name) > 1), None)
    if double:
        raise _wrong(path, root, f"De naam '{double}' komt twee keer voor in het model", "Kies andere namen.")
    if root.find("considers") is not None:
        _check_search(path, root, slots)
    number, heading, considers = root.find("number"), root.find("heading"), root.find("considers")
    repeals = root.find("body") is None
    if heading is None and not repeals:
        raise _wrong(path, root, "Het model heeft geen element 'heading'", "Geef het artikel een opschrift.")
    assert number is not None  # the XSD asks for it
    return Model(
        id=path.stem, family=root.get("family", ""), label=_text(root, "label"), summary=_text(root, "summary"),
        use=_text(root, "use"), weakness=_text(root, "weakness"), subject=_text(root, "subject"),
        heading=_text(root, "heading"), heading_always=heading is not None and heading.get("when") == "always",
        suggested_number=number.get("suggested", ""), suggested_after=number.get("after", ""),
        anchors=tuple(_anchors(root)), slots=slots, parts=cast(Any, tuple(root.get("parts", "").split())),
        based_on=root.get("based-on", ""), path=path, texts=(*own, *common), weak_spots=tuple(_weak_spots(root)),
        considers=() if considers is None else (*_words(considers, "groups"), *_words(considers, "behaviours")),
        repeals=repeals,
    )  # fmt: skip


def _check_search(path: Path, root: etree._Element, slots: Sequence[Slot]) -> None:
    """A model that forbids only what the law leaves needs the slots that remainder.py goes through."""
    by_id = {slot.id: slot for slot in slots}
    for name in (PLACE, ACTOR, CONDUCT):
        if name not in by_id:
            raise _wrong(
                path, root, f"Het model zoekt wat de wet overlaat, maar mist onderdeel '{name}'", "Voeg het toe."
            )
    if by_id[ACTOR].choose != "one":
        raise _wrong(path, root, f"Onderdeel '{ACTOR}' moet hier één keuze zijn", 'Schrijf choose="one".')


def _slots(root: etree._Element, path: Path) -> Iterator[Slot]:
    for node in root.iterfind("slot"):
        slot = Slot(
            node.get("id", ""), _text(node, "label"), cast(Any, node.get("choose", "one")),
            tuple(_choice(value) for value in node.iterfind("value")), _text(node, "plain"),
        )  # fmt: skip
        names = [choice.id for choice in slot.choices]
        if len(set(names)) < len(names):
            raise _wrong(
                path, node, f"In onderdeel '{slot.id}' komt een naam twee keer voor", "Kies andere namen."
            )
        if slot.choose == "any":
            if NOTHING in names:
                advice = "Laat die waarde weg: niets kiezen kan hier altijd."
                raise _wrong(path, node, f"In onderdeel '{slot.id}' heet een waarde '{NOTHING}'", advice)
        elif not slot.defaults or (slot.choose == "one" and len(slot.defaults) > 1):
            asked = "precies één keuze" if slot.choose == "one" else "minstens één keuze"
            raise _wrong(path, node, f"Onderdeel '{slot.id}' heeft geen goede standaard", f"Geef {asked} default.")
        yield slot


def _choice(node: etree._Element) -> Choice:
    return Choice(
        id=node.get("id", ""), label=_text(node, "label"), text=_text(node, "text"), note=_text(node, "note"),
        default=_true(node, "default"), group=node.get("group", ""),
        behaviours=_words(node, "behaviours"), covers=_words(node, "covers"), places=_words(node, "places"),
        actor=cast(Any, node.get("actor")), term=node.get("term", ""), given=_pairs(node, "given"),
        joins=_true(node, "joins"), plain=_text(node, "plain"), line=node.sourceline or 0,
    )  # fmt: skip


def _anchors(root: etree._Element) -> Iterator[Anchor]:
    for node in root.iterfind("anchor"):
        yield Anchor(node.get("heading", "").casefold(), node.get("behaviour", ""), _true(node, "host"))


def _free_texts(root: etree._Element) -> Iterator[FreeText]:
    for node in root.iterfind("free-text"):
        yield FreeText(
            node.get("id", ""),
            _text(node, "label"),
            _text(node, "ask"),
            int(node.get("longest", "600")),
            _text(node, "plain"),
        )


def _weak_spots(root: etree._Element) -> Iterator[WeakSpot]:
    for node in root.iterfind("risk"):
        yield WeakSpot(
            _text(node, "heading"), _text(node, "text"), _words(node, "provisions"), _words(node, "judgments"),
            _pairs(node, "when"), node.sourceline or 0,
        )  # fmt: skip


def _words(node: etree._Element, name: str) -> tuple[str, ...]:
    return tuple(node.get(name, "").split())


def _pairs(node: etree._Element, name: str) -> tuple[tuple[str, str], ...]:
    return tuple((pair.split("=")[0], pair.split("=")[1]) for pair in _words(node, name))


def _true(node: etree._Element, name: str) -> bool:
    return node.get(name) in ("true", "1")


def _text(node: etree._Element, tag: str) -> str:
    return " ".join((node.findtext(tag) or "").split())


def _wrong(path: Path, node: etree._Element, what: str, advice: str) -> InputError:
    return InputError(what, where=f"{path}, regel {node.sourceline}", advice=advice)
