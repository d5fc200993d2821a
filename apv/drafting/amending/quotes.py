"""Quotation marks around words of a by-law: the first pair that does not stand in the words themselves."""

from __future__ import annotations

from apv.drafting.amending.editing import cannot

PAIRS = (("‘", "’"), ("“", "”"), ("„", "”"), ("«", "»"))


def quoted(*texts: str) -> tuple[str, ...]:
    """Each text between quotation marks, all with the same pair. InputError when every pair occurs in them.

    >>> quoted("2:1", ", 2:1a"), quoted("foto’s")
    (('‘2:1’', '‘, 2:1a’'), ('“foto’s”',))
    """
    for opening, closing in PAIRS:
        if not any(opening in text or closing in text for text in texts):
            return tuple(f"{opening}{text}{closing}" for text in texts)
    raise cannot("Deze woorden zijn niet aan te halen: zij bevatten alle soorten aanhalingstekens", texts[0])
