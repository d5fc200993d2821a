"""The was-wordt table as a web page; was_wordt_docx.py writes it for Word.

What went and what came is marked in the text itself (`del` and `ins`), never by colour alone.
"""

from __future__ import annotations

from apv.drafting.amending.was_wordt import WasWordt
from apv.reports.html import page

NOTHING = "–"
"""Stands where one of the two texts has nothing."""


def render_was_wordt_html(table: WasWordt, lead: str = "") -> str:
    """The table as a web page that needs nothing else; `lead` is a line under its title."""
    return page(f"Was-wordt: {table.title}", "was-wordt.html", table=table, lead=lead, nothing=NOTHING)
