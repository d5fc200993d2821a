"""The map as a Word document: the view in templates/documents/map.xml, in the house style."""

from __future__ import annotations

from apv.data_files import data_folder
from apv.drafting.document import Document, read_document
from apv.drafting.render import render
from apv.reports.docx import render_document
from apv.reports.docx_style import HouseStyle
from apv.reports.map_view import MapView

TEMPLATE = "documents/map.xml"
NO_AUTHOR = "apv"
"""Who stands in the properties of a document that belongs to no municipality."""


def map_docx(view: MapView, style: HouseStyle | None = None) -> bytes:
    """The answer as DOCX; the same answer gives the same bytes."""
    author = f"Gemeente {view.municipality}" if view.municipality else NO_AUTHOR
    return render_document(map_document(view), on=view.day, author=author, style=style)


def map_document(view: MapView) -> Document:
    """The answer as a document of sections and CVDR text."""
    return read_document(render(data_folder("templates"), TEMPLATE, {"view": view}))
