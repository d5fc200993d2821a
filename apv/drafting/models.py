"""Model articles as data: what a jurist can choose, and the template that turns the choices into an article.

One XML file per model in templates/articles/; compose.py asks for them by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from lxml import etree

from apv.data_files import data_folder
from apv.errors import InputError, unknown_name
from apv.law.catalogue import Catalogue
from apv.safe_xml import parse_file

ActorScope = Literal["any", "alone", "group"]
PartName = Literal["article", "penal", "contents"]
LIST_COMMAND = "apv draft --list-models"


@dataclass(frozen=True, slots=True)
class Choice:
    """One wording of a slot. `text` goes into the article, `note` into the explanatory note.

    `behaviours` and `places` are vocabulary ids that the wording yields by name, `covers` the behaviours that fall
    under it in practice; `term` is the place term that the by-law has to define.
    """

    id: str
    label: str
    text: str
    note: str = ""
    default: bool = False
    group: str = ""
    behaviours: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    actor: ActorScope | None = None
    term: str = ""
    line: int = field(default=0, compare=False)
    """Where it stands in the model's file."""

    @property
    def reach(self) -> tuple[str, ...]:
        """What it forbids by name and what falls under it in practice."""
        return (*self.behaviours, *self.covers)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the article where one (`choose` is "one") or more ("some") of the wordings go."""

    id: str
    label: str
    choose: Literal["one", "some"]
    choices: tuple[Choice, ...]

    @property
    def defaults(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.default)

    def choice(self, name: str) -> Choice:
        """The wording with this id; InputError with the nearest ones when there is none."""
        for choice in self.choices:
            if choice.id == name:
                return choice
        raise unknown_name(f"Keuze voor '{self.id}'", name, [choice.id for choice in self.choices])


@dataclass(frozen=True, slots=True)
class Anchor:
    """An article that the new one may go after: by words of its heading, or by the behaviour it forbids."""

    heading: str = ""
    behaviour: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """A model article. `based_on` is the local provision whose case law it inherits; `anchors` say after which
    article it goes, in order of preference; `parts` is the order of the amending instructions."""

    id: str
    family: str
    label: str
    summary: str
    weakness: str
    subject: str
    heading: str
    heading_always: bool
    suggested_number: str
    suggested_after: str
    anchors: tuple[Anchor, ...]
    slots: tuple[Slot, ...]
    parts: tuple[PartName, ...]
    based_on: str
    path: Path

    @property
    def templates(self) -> Path:
        """The templates folder it was read from."""
        return self.path.parent.parent

    @property
    def behaviours(self) -> frozenset[str]:
        """Every behaviour that some choice of this model can forbid, by name or in practice."""
        return frozenset(name for slot in self.slots for choice in slot.choices for name in choice.reach)

    def describe(self) -> str:
        """The model and what there is to choose in it, for a person to read; the default stands first."""
        lines = [f"{self.id}: {self.label}", f"  {self.summary}"]
        for slot in self.slots:
            lines.append(f"  {slot.id} ({slot.label}{', meer dan één mag' if slot.choose == 'some' else ''})")
            choices = sorted(slot.choices, key=lambda choice: not choice.default)
            lines += [f"    {choice.id}{' *' if choice.default else ''}: {choice.label}" for choice in choices]
        return "\n".join(lines) + "\n"

    def slot(self, name: str) -> Slot:
        """The slot with this id; InputError with the nearest ones when there is none."""
        for slot in self.slots:
            if slot.id == name:
                return slot
        raise unknown_name(f"Onderdeel van model '{self.id}'", name, [slot.id for slot in self.slots])


def load_models(folder: Path | None = None) -> dict[str, Model]:
    """The models in `folder`/articles (default: those that come with the program), by id, in order of name.

    `folder` is a templates folder. Raises InputError that names file and line when a model breaks the rules of
    model.xsd or of its own slots.

    >>> sorted(load_models())[:2]
    ['amsterdam', 'gedraging']
    """
    return dict(_load((folder or data_folder("templates")).resolve()))


def find_model(name: str, folder: Path | None = None) -> Model:
    """The model with this id; InputError with the nearest ones when there is none."""
    models = load_models(folder)
    if name not in models:
        raise unknown_name("Model", name, models, see=LIST_COMMAND)
    return models[name]


def check_names(model: Model, catalogue: Catalogue) -> None:
    """Raise InputError, with file and line, when the model names a behaviour, place or provision not known."""
    if model.based_on and model.based_on not in catalogue.provisions:
        raise unknown_name("Bepaling", model.based_on, catalogue.provisions, where=str(model.path))
    for choice in (choice for slot in model.slots for choice in slot.choices):
        where = f"{model.path}, regel {choice.line}"
        for name in choice.reach:
            if name not in catalogue.behaviours:
                raise unknown_name("Gedraging", name, catalogue.behaviours, where=where)
        for name in choice.places:
            if name not in catalogue.places:
                raise unknown_name("Plaats", name, catalogue.places, where=where)


@cache
def _load(folder: Path) -> dict[str, Model]:
    paths = sorted((folder / "articles").glob("*.xml"))
    if not paths:
        raise InputError(
            "Deze map bevat geen modellen", where=str(folder),
            advice="Een map met sjablonen heeft een map 'articles' met een XML-bestand per model.",
        )  # fmt: skip
    schema = etree.XMLSchema(parse_file(data_folder("templates") / "articles" / "model.xsd").getroottree())
    models = [_read(path, schema) for path in paths]
    return {model.id: model for model in models}


def _read(path: Path, schema: etree.XMLSchema) -> Model:
    root = parse_file(path)
    if not schema.validate(root):
        first = schema.error_log[0]
        raise InputError(
            "Het model houdt zich niet aan model.xsd", where=f"{path}, regel {first.line}",
            advice=f"De controle meldt: {first.message}",
        )  # fmt: skip
    if root.get("id") != path.stem:
        raise _wrong(
            path, root, f"Het model heet '{root.get('id')}', het bestand '{path.stem}'", "Maak ze gelijk."
        )
    number = _child(root, "number")
    heading = _child(root, "heading")
    return Model(
        id=path.stem, family=root.get("family", ""), label=_text(root, "label"), summary=_text(root, "summary"),
        weakness=_text(root, "weakness"), subject=_text(root, "subject"), heading=_text(root, "heading"),
        heading_always=heading.get("when") == "always", suggested_number=number.get("suggested", ""),
        suggested_after=number.get("after", ""),
        anchors=tuple(
            Anchor(anchor.get("heading", "").casefold(), anchor.get("behaviour", ""))
            for anchor in root.iterfind("anchor")
        ),
        slots=tuple(_slots(root, path)), parts=cast(Any, tuple(root.get("parts", "").split())),
        based_on=root.get("based-on", ""), path=path,
    )  # fmt: skip


def _slots(root: etree._Element, path: Path) -> Iterator[Slot]:
    seen: set[str] = set()
    for node in root.iterfind("slot"):
        slot = Slot(
            node.get("id", ""), _text(node, "label"), cast(Any, node.get("choose", "one")),
            tuple(_choice(value) for value in node.iterfind("value")),
        )  # fmt: skip
        names = [choice.id for choice in slot.choices]
        if slot.id in seen or len(set(names)) < len(names):
            raise _wrong(
                path, node, f"In onderdeel '{slot.id}' komt een naam twee keer voor", "Kies andere namen."
            )
        if not slot.defaults or (slot.choose == "one" and len(slot.defaults) > 1):
            asked = "precies één keuze" if slot.choose == "one" else "minstens één keuze"
            raise _wrong(path, node, f"Onderdeel '{slot.id}' heeft geen goede standaard", f"Geef {asked} default.")
        seen.add(slot.id)
        yield slot


def _choice(node: etree._Element) -> Choice:
    return Choice(
        id=node.get("id", ""), label=_text(node, "label"), text=_text(node, "text"), note=_text(node, "note"),
        default=node.get("default") in ("true", "1"), group=node.get("group", ""),
        behaviours=tuple(node.get("behaviours", "").split()), covers=tuple(node.get("covers", "").split()),
        places=tuple(node.get("places", "").split()), actor=cast(Any, node.get("actor")),
        term=node.get("term", ""), line=node.sourceline or 0,
    )  # fmt: skip


def _wrong(path: Path, node: etree._Element, what: str, advice: str) -> InputError:
    return InputError(what, where=f"{path}, regel {node.sourceline}", advice=advice)


def _child(node: etree._Element, tag: str) -> etree._Element:
    found = node.find(tag)
    assert found is not None  # the XSD asks for it
    return found


def _text(node: etree._Element, tag: str) -> str:
    return " ".join((node.findtext(tag) or "").split())
