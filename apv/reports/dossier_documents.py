"""The six documents of a dossier, rendered from one value, each with its own list of what is left to fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from apv import __version__
from apv.drafting.amending.was_wordt import WasWordt
from apv.drafting.compose import UNNAMED
from apv.drafting.document import FILL_IN, Document, FillIn, fill_ins, read_document
from apv.drafting.dossier import Dossier
from apv.drafting.law_words import LawWords
from apv.drafting.render import render
from apv.dutch import long_date
from apv.law.catalogue import Catalogue
from apv.reports.dossier_view import DossierView, dossier_view
from apv.reports.was_wordt_docx import LEGEND, TABLE_ROLE

DOCUMENTS: Mapping[str, str] = {
    "1-raadsvoorstel.docx": "raadsvoorstel",
    "2-raadsbesluit.docx": "raadsbesluit",
    "3-was-wordt.docx": "was-wordt",
    "4-juridische-toets.docx": "juridische-toets",
    "5-samenvatting.docx": "samenvatting",
    "6-handhavingskaart.docx": "handhavingskaart",
}
"""File name -> name of its template in documents/."""
TRACKED = "7-bijgehouden-wijzigingen.docx"
"""The by-law with tracked changes; only when there is a by-law."""
DECISION, COMPARISON = "2-raadsbesluit.docx", "3-was-wordt.docx"
ANNEXES = {
    "2-raadsbesluit.docx": "raadsbesluit met toelichting",
    "3-was-wordt.docx": "was-wordt",
    "4-juridische-toets.docx": "juridische toets",
    "5-samenvatting.docx": "samenvatting voor raadsleden en inwoners",
    "6-handhavingskaart.docx": "handhavingskaart",
}
NO_DATE = "[vul in: datum van inwerkingtreding]"


@dataclass(frozen=True, slots=True)
class Files:
    """How the documents are called, for references from one to the other."""

    was_wordt: str = "3-was-wordt.docx"
    toets: str = "4-juridische-toets.docx"
    samenvatting: str = "5-samenvatting.docx"
    kaart: str = "6-handhavingskaart.docx"
    herkomst: str = "herkomst.json"
    annexes: tuple[tuple[str, str], ...] = tuple(ANNEXES.items())


@dataclass(frozen=True)
class Papers:
    """The documents by file name, and what each leaves open."""

    documents: Mapping[str, Document]
    open: Mapping[str, tuple[FillIn, ...]]
    view: DossierView


def papers(catalogue: Catalogue, dossier: Dossier) -> Papers:
    """Every document of the dossier. Raises InputError when a template is wrong."""
    view = dossier_view(catalogue, dossier)
    values = _values(catalogue, dossier, view)
    documents, left = {}, {}
    for name, template in DOCUMENTS.items():
        made = _Maker(dossier, f"documents/{template}.xml", values, name)
        documents[name], left[name] = made.document()
    return Papers(documents, left, view)


@dataclass(frozen=True)
class _Maker:
    """Renders one document, and once more when something in it is open: that is listed on its first page."""

    dossier: Dossier
    template: str
    values: Mapping[str, object]
    name: str

    def document(self) -> tuple[Document, tuple[FillIn, ...]]:
        made = self._render(())
        found = fill_ins(made)
        if self.name == COMPARISON:
            where = next((section.known_as for section in made.walk() if section.role == TABLE_ROLE), "")
            found = (*found, *_in_table(self.dossier.changes.table, where, found))
        return self._render(found) if found else made, found

    def _render(self, found: tuple[FillIn, ...]) -> Document:
        draft = self.dossier.draft
        values = {**self.values, "fill_ins": found, "places": _by_place(found), "chapter": _chapters()}
        root = render(draft.model.templates, self.template, values)
        document = read_document(root, self.dossier.shown, draft.document.number_text)
        if self.name == DECISION:
            own = tuple(draft.document.section(role) for role in ("decision", "note"))
            return replace(document, sections=(*document.sections, *own))
        return document


def _values(catalogue: Catalogue, dossier: Dossier, view: DossierView) -> Mapping[str, object]:
    made = dossier.draft
    heading = made.repealed.heading if made.repealed else made.article.heading
    number = made.document.number_text
    return {
        "d": dossier, "view": view, "law": LawWords(catalogue, dossier.on), "files": _files(dossier),
        "legend": LEGEND,
        "subject": dossier.subject, "repealed": made.repealed,
        "bylaw": made.bylaw.title or UNNAMED, "number": number,
        "article": f"artikel {number}" + (f" ({heading})" if heading else ""),
        "date_of_effect": long_date(made.effective) if made.effective else NO_DATE,
        "counted": counted, "program": f"apv {__version__}",
        "catalogue": made.catalogue_version.removeprefix("sha256:")[:12],
    }  # fmt: skip


def _in_table(table: WasWordt, where: str, known: tuple[FillIn, ...]) -> Iterator[FillIn]:
    """What the table itself leaves open, apart from what is known to be."""
    texts = [text for row in table.rows for text in (row.place, row.reason)]
    texts += ["".join(piece.text for piece in line.side("gone")) for row in table.rows for line in row.lines]
    marks = dict.fromkeys(match[1] for text in texts for match in FILL_IN.finditer(text))
    yield from (FillIn(what, where) for what in marks if what not in {one.what for one in known})


def _by_place(found: tuple[FillIn, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is open, per place in the order of the text."""
    places: dict[str, list[str]] = {}
    for fill_in in found:
        places.setdefault(fill_in.where, []).append(fill_in.what)
    return tuple((where, tuple(asked)) for where, asked in places.items())


def _files(dossier: Dossier) -> Files:
    if dossier.bylaw is None:
        return Files()
    return Files(annexes=(*ANNEXES.items(), (TRACKED, "de verordening met bijgehouden wijzigingen")))


def counted(number: int, one: str, more: str) -> str:
    """How many, with the word that goes with it.

    >>> counted(1, "gedraging", "gedragingen"), counted(3, "gedraging", "gedragingen")
    ('één gedraging', '3 gedragingen')
    """
    return f"één {one}" if number == 1 else f"{number} {more}"


def _chapters() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{next(numbers)}."
