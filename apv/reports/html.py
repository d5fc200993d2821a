"""Self-contained web pages: one shell, one look, nothing fetched, readable without JavaScript.

Every report page extends templates/reports/page.html; values are escaped and control characters made visible.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from apv.data_files import data_folder
from apv.reports.tabular import Cell, cell, visible

if TYPE_CHECKING:
    from jinja2 import Environment


def page(title: str, body_template: str, **values: object) -> str:
    """The page `body_template` (a name in templates/reports/ that extends page.html) filled with `values`.

    Values that are text may hold anything, HTML included: it comes out as text. A value that the template asks
    for and does not get raises jinja2.UndefinedError.
    """
    html = environment().get_template(body_template).render(title=title, **values)
    return html.rstrip() + "\n"


@cache
def environment() -> Environment:
    """Where templates are rendered safely: those of reports, and those of the local web page under web/."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = data_folder("templates")
    environment = Environment(
        loader=FileSystemLoader([templates / "reports", templates]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cell"] = cell
    environment.filters["lines"] = _lines
    return environment


def _harmless(value: Any) -> Any:
    # only plain text is foreign; what templates and filters mark as HTML is our own
    return visible(value) if type(value) is str else value


def _lines(content: Cell) -> list[str]:
    return str(content.value if content.value is not None else "").splitlines()
