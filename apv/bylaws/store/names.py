"""Which municipality a user means: a name as people write it against the names in the library.

No names are known here; the files say how a municipality is called ("'s-Gravenhage", "Bergen (NH)").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from apv.errors import InputError

_PREFIX = "gemeente "
_ADDITION = re.compile(r"\s*\([^()]*\)\s*$")
_SIGNS = re.compile(r"\W+|_+")
SHOWN = 8
"""Names that a question back lists at most."""


@dataclass(frozen=True, slots=True)
class Match:
    """`names` are the spellings of the one municipality meant, none when it is not there; `near` those of others
    whose name begins the same."""

    names: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def plain_name(name: str) -> str:
    """The name without what people leave out or write differently.

    >>> plain_name("Gemeente ’s-Gravenhage"), plain_name("Súdwest-Fryslân"), plain_name("Bergen (NH.)")
    ('s gravenhage', 'sudwest fryslan', 'bergen nh')
    """
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    words = _SIGNS.sub(" ", letters.casefold()).strip()
    return words.removeprefix(_PREFIX)


def match_name(asked: str, known: Iterable[str]) -> Match:
    """The municipality among `known` that `asked` means.

    The same name, capitals, accents and signs aside; else the name without its addition in brackets. A name that
    several municipalities share without that addition raises InputError with those names. A name that only begins
    the same is another municipality, and is given as `near`.
    """
    asked, names = asked.strip(), sorted(set(known))
    if asked in names:
        return Match((asked,))
    wanted = plain_name(asked)
    if not wanted:
        return Match()
    same = tuple(name for name in names if plain_name(name) == wanted)
    if same:
        return Match(same)
    shared = tuple(name for name in names if plain_name(_ADDITION.sub("", name)) == wanted)
    if len({plain_name(name) for name in shared}) > 1:
        raise ask_back(asked, shared)
    return Match(
        shared, tuple(name for name in names if plain_name(name).startswith(wanted) and name not in shared)
    )


def ask_back(asked: str, candidates: Iterable[str]) -> InputError:
    """The question which of several municipalities is meant."""
    names = [f"'{name}'" for name in candidates]
    more = f" en nog {len(names) - SHOWN}" if len(names) > SHOWN else ""
    return InputError(
        f"Er zijn meer gemeenten met de naam '{asked}'",
        advice=f"Kies uit: {', '.join(names[:SHOWN])}{more}.",
    )
