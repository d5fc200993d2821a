"""The was-wordt table as a web page of its own: what went and what came, word by word.

`del` and `ins` mark it in the text itself, struck through or underlined, never by colour alone.
"""

from __future__ import annotations

from apv.drafting.amending.was_wordt import WasWordt
from apv.reports.html import page

NOTHING = "–"


def render_was_wordt_html(table: WasWordt, lead: str = "") -> str:
    """The table as a web page that needs nothing else; `lead` is a line under its title."""
    return page(f"Was-wordt: {table.title}", "was-wordt.html", table=table, lead=lead, nothing=NOTHING)
