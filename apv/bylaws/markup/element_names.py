"""The names of the text elements of CVDR and BWB, by what they mean to a reader.

No schema of CVDR is public: these are the names met in real files and in the documentation. Elements with another
name are read as well, and reported.
"""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


TERM_LISTS = _names("definitielijst specificatielijst begrippenlijst")
"""Lists whose items pair a term with its meaning."""
ITEMS = _names("li definitie-item specificatie-item begrip")
TERMS = _names("term specificatie")
NUMBERS = _names("li.nr lidnr")
"""Children that hold the printed number of their parent."""
INNER = ITEMS | TERMS | NUMBERS

LINES = _names(
    """tussenkop considerans.al considerans-al wij wie ondertekening functie titel nr label subtitel bijschrift
    noot.al title dagtekening"""
)
"""Elements that are a paragraph, like `al`."""
PARAGRAPHS = _names("al lidnr li.nr label nr titel")
"""Elements whose text never runs on into what follows."""
WRAPPERS = _names(
    """tekst divisie structuurtekst artikel entry plaatje groep definitie waarde deel preambule considerans
    afkondiging slotformulering bijlage-sluiting hoofdstuk afdeling paragraaf subparagraaf artikelsgewijs algemeen
    boek lidnr citaat ondertekenaar row tbody thead tgroup officiele-inhoudsopgave circulaire.divisie"""
)
"""Elements that only hold blocks, wherever text is read as blocks (in an attachment)."""
BLOCK_TAGS = ("{*}al", "{*}lijst", "{*}table", "{*}lid", "{*}kop")
"""Elements that make whatever holds them a container of blocks, not a stretch of a line."""

MARKUP = _names("vet cursief cur onderstreept ondlijn")
INLINE = MARKUP | _names(
    """nadruk extref intref sup sub inf li.nr term noot.nr naam voornaam achternaam organisatie plaats datum koning
    gegeven uitgifte extref-groep intref-groep"""
)
ON_ONE_LINE = _names(
    """voornaam achternaam plaats datum vet cursief onderstreept nadruk extref intref meta-data sup sub"""
)
"""Parts of a line in a signing block."""
PICTURES = _names("illustratie afbeelding figuur")
BREAKS = _names("br nl regeleinde")
APART = PARAGRAPHS | LINES | WRAPPERS | TERM_LISTS | ITEMS | PICTURES | BREAKS | _names("lijst table kop lid noot")
"""Elements that part the words before and behind them."""
