"""The form language of the word lists, as regular expressions.

Words are separated by a space; `*` stands for any further letters, `|` between words for either, `_` for a gap of
zero to six words, `#` for a number. Used by matcher and combination.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from apv.bylaws.norms.folding import fold

GAP_WORDS = 6
"""The longest gap, in words, that `_` bridges."""

_SEPARATOR = "[ ,-]+"
_GAP = rf"(?:[ ,-]+[^ ,.;:]+){{0,{GAP_WORDS}}}?"
_REST_OF_WORD = r"\w*"
_NUMBER = (
    r"(?:\d+|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien"
    r"|zeventien|achttien|negentien|twintig)"
)
_WORD_END = r"(?!\w)"


def form_pattern(forms: Iterable[str]) -> str:
    """The source of one expression that matches any of a few forms, longest first."""
    written = sorted((fold_form(form) for form in forms), key=len, reverse=True)
    return "(?:" + "|".join(map(_words_pattern, written)) + ")" + _WORD_END


def _words_pattern(form: str) -> str:
    parts: list[str] = []
    words = form.split(" ")
    for at, word in enumerate(words):
        if word == "_":
            parts.append(_GAP + _SEPARATOR)
            continue
        if at and words[at - 1] != "_":
            parts.append(_SEPARATOR)
        choices = ["".join(map(_atom, choice)) for choice in word.split("|")]
        parts.append(choices[0] if len(choices) == 1 else "(?:" + "|".join(choices) + ")")
    return "".join(parts)


def fold_form(form: str) -> str:
    """A form as the folded text would show it; the signs of the form language stay."""
    if not _PLAIN.fullmatch(form):
        form = fold(form.translate(_HIDDEN)).text.translate(_SHOWN)
    return " ".join(form.split())


_PLAIN = re.compile(r"[a-z0-9 *_|#-]*")
"""Forms that folding leaves as they are: nearly all."""


_HIDDEN = str.maketrans("*_|", "\x03\x04\x05")
"""Signs of the form language that folding would take for white space."""
_SHOWN = {after: before for before, after in _HIDDEN.items()}


def _atom(token: str) -> str:
    if token == "*":
        return _REST_OF_WORD
    if token == "#":
        return _NUMBER
    return re.escape(token)
