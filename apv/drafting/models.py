"""Model articles as data: what a jurist can choose, and the template that turns the choices into an article.

One XML file per model in templates/articles/, read by model_files.py; compose.py asks for them by name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from apv.data_files import data_folder
from apv.errors import unknown_name
from apv.law.catalogue import Catalogue

ActorScope = Literal["any", "alone", "group"]
PartName = Literal["article", "penal", "contents"]
Choosing = Literal["one", "some", "any"]
LIST_COMMAND = "apv draft --list-models"
PLACE, ACTOR, CONDUCT = "place", "actor", "conduct"
"""The slots that the search for what national law leaves goes through."""
NOTHING = "geen"
"""What a user writes to choose nothing of a slot that may stay empty."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One wording of a slot. `text` goes into the article, `note` into the explanatory note; `plain` tells
    residents the same.

    `behaviours` and `places` are vocabulary ids that the wording yields by name, `covers` the behaviours that fall
    under it in practice; `term` is the place term that the by-law has to define. `given`: facts (id, "yes" or
    "no") that hold under this wording, for remainder.py; `joins`: the leden come to stand in an article of the
    by-law.
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
    given: tuple[tuple[str, str], ...] = ()
    joins: bool = False
    plain: str = ""
    line: int = field(default=0, compare=False)
    """Where it stands in the model's file."""

    @property
    def reach(self) -> tuple[str, ...]:
        """What it forbids by name and what falls under it in practice."""
        return (*self.behaviours, *self.covers)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the article for one of the wordings (`choose` is "one"), for one or more ("some"), or for none to
    all of them ("any"). `plain` is a sentence for residents about what was chosen ("{values}")."""

    id: str
    label: str
    choose: Choosing
    choices: tuple[Choice, ...]
    plain: str = ""

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
class FreeText:
    """A text that a person writes, of at most `longest` letters. `ask`: what the document asks while it is not
    there; "" when nothing is printed then. `plain` is the sentence for residents that the text
    goes into ("{values}")."""

    id: str
    label: str
    ask: str
    longest: int
    plain: str = ""


@dataclass(frozen=True, slots=True)
class WeakSpot:
    """A risk of the model itself, shown when one of `provisions` is in force, one of `judgments` is known and
    one of the (slot, value) pairs `when` was chosen; what is empty asks nothing."""

    heading: str
    text: str
    provisions: tuple[str, ...] = ()
    judgments: tuple[str, ...] = ()
    when: tuple[tuple[str, str], ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Anchor:
    """An article that the new one may go after: by words of its heading, or by the behaviour it forbids. `host`:
    the model's leden can also join it."""

    heading: str = ""
    behaviour: str = ""
    host: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """A model article. `based_on` is the local provision whose case law it inherits; `anchors` say after which
    article it goes, in order of preference; `parts` is the order of the amending instructions.

    `repeals`: it has no article of its own and repeals one. `considers`: groups and behaviours that the note
    accounts for; with them the model forbids only what national law leaves (remainder.py).
    """

    id: str
    family: str
    label: str
    summary: str
    use: str
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
    texts: tuple[FreeText, ...] = ()
    weak_spots: tuple[WeakSpot, ...] = ()
    considers: tuple[str, ...] = ()
    repeals: bool = False

    @property
    def templates(self) -> Path:
        """The templates folder it was read from."""
        return self.path.parent.parent

    @property
    def behaviours(self) -> frozenset[str]:
        """Every behaviour that some choice of this model can forbid, by name or in practice."""
        return frozenset(name for slot in self.slots for choice in slot.choices for name in choice.reach)

    def slot(self, name: str) -> Slot:
        """The slot with this id; InputError with the nearest ones when there is none."""
        for slot in self.slots:
            if slot.id == name:
                return slot
        names = [*(slot.id for slot in self.slots), *(text.id for text in self.texts)]
        raise unknown_name(f"Onderdeel van model '{self.id}'", name, names)

    def free_text(self, name: str) -> FreeText | None:
        """The free text with this id, if there is one."""
        return next((text for text in self.texts if text.id == name), None)


def load_models(folder: Path | None = None) -> dict[str, Model]:
    """The models in `folder`/articles (default: those that come with the program), by id, in order of name.

    `folder` is a templates folder. Raises InputError that names file and line when a model breaks the rules of
    model.xsd or of its own slots.

    >>> sorted(load_models())[:2]
    ['amsterdam', 'gedraging']
    """
    from apv.drafting.model_files import read_models

    return dict(read_models((folder or data_folder("templates")).resolve()))


def find_model(name: str, folder: Path | None = None) -> Model:
    """The model with this id; InputError with the nearest ones when there is none."""
    models = load_models(folder)
    if name not in models:
        raise unknown_name("Model", name, models, see=LIST_COMMAND)
    return models[name]


def check_names(model: Model, catalogue: Catalogue) -> None:
    """Raise InputError, with file and line, when the model names a behaviour, place, fact, provision or judgment
    that is not known."""
    if model.based_on and model.based_on not in catalogue.provisions:
        raise unknown_name("Bepaling", model.based_on, catalogue.provisions, where=str(model.path))
    for name in model.considers:
        if name not in catalogue.behaviours and name not in catalogue.groups:
            known = [*catalogue.groups, *catalogue.behaviours]
            raise unknown_name("Gedraging of groep", name, known, where=str(model.path))
    judgments = [judgment.id for judgment in catalogue.judgments]
    for spot in model.weak_spots:
        _check(spot.provisions, "Bepaling", catalogue.provisions, model, spot.line)
        _check(spot.judgments, "Uitspraak", judgments, model, spot.line)
        for slot, value in spot.when:
            model.slot(slot).choice(value)
    for choice in (choice for slot in model.slots for choice in slot.choices):
        _check(choice.reach, "Gedraging", catalogue.behaviours, model, choice.line)
        _check(choice.places, "Plaats", catalogue.places, model, choice.line)
        _check([fact for fact, _ in choice.given], "Feit", catalogue.facts, model, choice.line)


def _check(names: Iterable[str], what: str, known: Collection[str], model: Model, line: int) -> None:
    for name in names:
        if name not in known:
            raise unknown_name(what, name, known, where=f"{model.path}, regel {line}")
