"""The form language of the word lists: as regular expressions, and as the words that a text must have.

Words are separated by a space; `*` stands for any further letters, `|` between words for either, `_` for a gap of
zero to six words, `#` for a number. Used by matcher and combination.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from apv.bylaws.norms.folding import NO_LETTERS, fold

GAP_WORDS = 6
"""The longest gap, in words, that `_` bridges."""

_SEPARATOR = "[ ,-]+"
_GAP = rf"(?:[ ,-]+[^ ,.;:]+){{0,{GAP_WORDS}}}?"
REST_OF_WORD = r"\w*"
_NUMBER = (
    r"(?:\d+|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien"
    r"|zeventien|achttien|negentien|twintig)"
)
WORD_END = r"(?!\w)"


def form_pattern(forms: Iterable[str]) -> str:
    """The source of one expression that matches any of a few forms, longest first."""
    written = sorted((fold_form(form) for form in forms), key=len, reverse=True)
    return "(?:" + "|".join(map(_words_pattern, written)) + ")" + WORD_END


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


def places_of(form: str) -> list[str]:
    """The places of a form, in order: a word each, or words of which one stands there, or a gap.

    Of a word with other signs in it ("kus-") the letters; choices between such words could be anything.
    """
    if not _LETTERS.fullmatch(form):
        form = _ANY_CHOICE.sub("#", fold_form(form)).translate(_APART)
    return form.split()


_LETTERS = re.compile(r"[a-z0-9 *_|#]*")
_ANY_CHOICE = re.compile(r"[^ ]*(?:[^\w *|#][^ ]*\||\|[^ ]*[^\w *|#])[^ ]*")
_APART = {code: sign for code, sign in NO_LETTERS.items() if chr(code) not in "*_#|"}


def letters_of(place: str) -> tuple[str, ...]:
    """Letters of which some stand in every text that has this place of a form; a space is the edge of a word."""
    if place.isalnum():
        return (f" {place} ",)
    words = [word.partition("*") for word in place.split("|")]
    return tuple(f" {stem}{'' if star else ' '}" if stem.isalnum() else " " for stem, star, _ in words)


def whole_words(form: str) -> frozenset[str]:
    """The whole words that stand in every text with this form."""
    return frozenset(filter(str.isalnum, places_of(form)))


class Needs(NamedTuple):
    """What the words of a text with a form must hold, once all that is between them is one space."""

    phrases: tuple[str, ...]
    """Each of these, the longest first."""
    choices: tuple[tuple[str, ...], ...]
    """Of each of these one."""


def needs_of(form: str) -> Needs:
    """What it takes for a form to stand in a text, short of being there: its words, as long as they follow one
    another; a space is the edge of a word.

    >>> needs_of("een|het aantal woorden _ op papier*")
    Needs(phrases=(' op papier',), choices=((' een aantal woorden ', ' het aantal woorden '),))
    """
    phrases: list[str] = []
    choices: list[tuple[str, ...]] = []
    for run in _runs(form):
        if " " in run:
            continue
        if len(run) == 1:
            phrases += run
        else:
            choices.append(tuple(run))
    phrases.sort(key=len, reverse=True)
    return Needs(tuple(phrases), tuple(choices))


def _runs(form: str) -> Iterator[list[str]]:
    """The words of a form as long as they follow one another, each run in every way it may be written."""
    run = [" "]
    for place in places_of(form):
        if place.isalnum():
            run = [f"{before}{place} " for before in run]
            continue
        letters = letters_of(place)
        if len(run) * len(letters) > _MOST_CHOICES:
            yield run
            run = [" "]
        run = [before + after[1:] for before in run for after in letters]
        if not all(after[1:].endswith(" ") for after in letters):
            yield run
            run = [" "]
    yield run


_MOST_CHOICES = 40
"""Looking for more phrases than this costs as much as trying the form."""


def plain_letters(form: str) -> str:
    """The letters with which a form begins wherever it stands with single spaces, if these settle it: a form of
    whole words, of which the last may go on ("*"). Of any other form "".

    >>> plain_letters("na te roep*"), plain_letters("na _ roepen")
    (' na te roep', '')
    """
    folded = fold_form(form)
    letters = f" {folded.removesuffix('*')}"
    return letters if letters.replace(" ", "").isalnum() and not folded.endswith(" *") else ""


_HIDDEN = str.maketrans("*_|", "\x03\x04\x05")
"""Signs of the form language that folding would take for white space."""
_SHOWN = {after: before for before, after in _HIDDEN.items()}


def _atom(token: str) -> str:
    if token == "*":
        return REST_OF_WORD
    if token == "#":
        return _NUMBER
    return re.escape(token)
