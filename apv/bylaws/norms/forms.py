"""The form language of the word lists, as regular expressions.

Words are separated by a space; `*` stands for any further letters, `|` between words for either, `_` for a gap of
zero to six words, `#` for a number. Used by matcher and combination.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Literal

from apv.bylaws.norms.folding import fold

GAP_WORDS = 6
"""The longest gap, in words, that `_` bridges."""

DEPTH = 16
"""How many letters of a form the trie keeps: enough to find where forms begin, few enough to compile fast."""

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


def _branches(form: str) -> Iterator[list[str]]:
    """The readings of a form with `|`, each as a list of tokens."""
    choices = [word.split("|") for word in fold_form(form).split(" ")]
    for words in product(*choices):
        yield list(_tokens(words))


def _tokens(words: Sequence[str]) -> Iterator[str]:
    """Letters one by one; a space stands for a separator, `_` for separator, gap and separator in one."""
    for at, word in enumerate(words):
        if word == "_":
            yield "_"
            continue
        if at and words[at - 1] != "_":
            yield " "
        yield from word


def fold_form(form: str) -> str:
    """A form as the folded text would show it; the signs of the form language stay."""
    letters = (sign if sign in "*_#|" else fold(sign).text for sign in form)
    return " ".join("".join(letters).split())


def _atom(token: str) -> str:
    if token == " ":
        return _SEPARATOR
    if token == "_":
        return _GAP + _SEPARATOR
    if token == "*":
        return _REST_OF_WORD
    if token == "#":
        return _NUMBER
    return re.escape(token)


class _Node(dict[str, "_Node"]):
    """A place in the trie; `end` when a form, or as much of it as the trie keeps, ends here."""

    end: Literal["", "word", "open"] = ""


def trie_pattern(forms: Iterable[str]) -> str:
    """The source of one expression that finds where any of many forms may begin."""
    root = _Node()
    for form in forms:
        for tokens in _branches(form):
            node = root
            for token in tokens[:DEPTH]:
                node = node.setdefault(token, _Node())
            if node.end != "open":
                node.end = "open" if len(tokens) > DEPTH else "word"
    return _emit(root)


def _emit(node: _Node) -> str:
    # one chain of letters in a row is written out in a loop: long forms would else nest as deep as they are long
    prefix = ""
    while len(node) == 1 and not node.end:
        token, node = next(iter(node.items()))
        prefix += _atom(token)
    if node.end == "open":
        return prefix
    if node.end:
        # whatever longer form begins with this one is found at the same place
        return prefix + (_WORD_END if not node else "(?:" + "|".join([_WORD_END, *_emit_branches(node)]) + ")")
    return prefix + "(?:" + "|".join(_emit_branches(node)) + ")"


def _emit_branches(node: _Node) -> list[str]:
    # plain letters before wildcards: the engine tries the cheap and exact readings first
    return [_atom(token) + _emit(child) for token, child in sorted(node.items(), key=_cost)]


def _cost(branch: tuple[str, _Node]) -> tuple[bool, str]:
    return branch[0] in "*_#", branch[0]
