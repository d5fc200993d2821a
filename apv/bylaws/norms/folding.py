"""Text made comparable without losing its places: lower case, no accents, brackets and line ends as spaces.

Everything that compares words (matcher, definitions, penal list) works on folded text; `Folded.original` leads
back.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

_TO_SPACE = b"\n\t\r\f\v()[]{}\"'/\\*`_<>|"
_ASCII = bytes(32 if code in _TO_SPACE else code for code in bytes(range(256)).lower())
_BARE = b"\0" + bytes(code if chr(code).isalnum() else 32 for code in bytes(range(1, 256)).lower())
"""Tables for `bytes.translate`, which is three times as fast as that of text."""
_SPECIAL = {"‐": "-", "‑": "-", "–": "-", "—": "-", "ø": "o", "ß": "s", "ĳ": "\x02", "Ĳ": "\x02"}
_BROKEN = ("-\n", "-\r")
_SLOW = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", *_BROKEN)
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200c\u200d\u2060\ufeff]"
    r"|(?<=[A-Za-zÀ-ÿ])-[ \t]*\r?\n[ \t]*(?!(?:en|of|dan)\b)(?=[a-zà-ÿ])"
)
_COMPOSED: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Folded:
    """Text made comparable: lower case, without accents, white space and brackets as spaces.

    `origin` maps a position in `text` to the original; None means that positions are the same.
    """

    text: str
    origin: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original text of the span `start:end` in `text`."""
        if self.origin is None or end <= start:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str) -> Folded:
    """`text` made comparable; only soft hyphens and words broken over lines cost an explicit map of positions."""
    origin: tuple[int, ...] | None = None
    if any(sign in text for sign in (_BROKEN if text.isascii() else _SLOW)):
        text, origin = _without_invisible(text)
    text = _plain(text)
    if "\x02" in text:
        text, origin = _with_ij(text, origin)
    return Folded(text, origin)


def fold_all(texts: Sequence[str]) -> list[str]:
    """Many texts made comparable together, without the way back; line ends break no words."""
    whole = _BETWEEN.join(texts)
    whole = whole.encode("ascii", _WORDS_ONLY).translate(_ASCII).decode("ascii")
    folded = whole.replace("\x02", "ij").split(_BETWEEN)
    return folded if len(folded) == len(texts) else [fold(text).text for text in texts]


def words_of(folded: str) -> list[str]:
    """The words of a folded text, in order."""
    return folded.translate(NO_LETTERS).split()


def one_line(folded: str) -> str:
    """A folded text with single spaces."""
    return " ".join(folded.split())


class Together:
    """Many texts as one, to look for letters in all of them at once.

    `whole` has the words of each text (not of markup) as `words_of` its folded self gives them, with spaces around
    and between them, and a zero byte between texts.
    """

    def __init__(self, texts: Iterable[str | bytes]) -> None:
        """`texts`: raw or folded, or markup, of which names and attributes count as words (bytes are ASCII); line
        ends break no words."""
        pieces = [text if isinstance(text, bytes) else _ascii_words(text) for text in texts]
        self.whole = b" " + b" \0 ".join(pieces).translate(_BARE) + b" "
        self.ends = list(accumulate(len(piece) + len(b" \0 ") for piece in pieces))
        """Where each text ends in `whole`."""

    def having(self, letters: str) -> Iterator[int]:
        """The places of the texts in which these letters stand, in order; a space is the edge of a word."""
        sought = letters.encode()
        at = self.whole.find(sought)
        while at >= 0:
            place = bisect_right(self.ends, at)
            yield place
            at = self.whole.find(sought, self.ends[place])


def _ascii_words(text: str) -> bytes:
    return text.encode("ascii", _WORDS_ONLY).replace(b"\x02", b"ij")


_BETWEEN = "\0"
"""Between texts: no XML can hold it."""
NO_LETTERS = str.maketrans({sign: " " for sign in map(chr, range(1, 128)) if not sign.isalnum()})
"""Turns everything between words into spaces."""


def _plain(text: str) -> str:
    return text.encode("ascii", _LETTER_BY_LETTER).translate(_ASCII).decode("ascii")


def _plain_letters(error: UnicodeError) -> tuple[str, int]:
    """What stands for a stretch of letters that are not ASCII: as many that are."""
    assert isinstance(error, UnicodeEncodeError)
    return "".join(map(_plain_letter, error.object[error.start : error.end])), error.end


def _plain_words(error: UnicodeError) -> tuple[str, int]:
    """The same, but what is invisible is left out."""
    assert isinstance(error, UnicodeEncodeError)
    visible = _INVISIBLE.sub("", error.object[error.start : error.end])
    return "".join(map(_plain_letter, visible)), error.end


# encoding finds the few letters that are not ASCII faster than any expression does
_LETTER_BY_LETTER, _WORDS_ONLY = "apv-letter-by-letter", "apv-words-only"
codecs.register_error(_LETTER_BY_LETTER, _plain_letters)
codecs.register_error(_WORDS_ONLY, _plain_words)


def _without_invisible(text: str) -> tuple[str, tuple[int, ...] | None]:
    kept: list[str] = []
    origin: list[int] = []
    position = 0
    for found in _INVISIBLE.finditer(text):
        kept.append(text[position : found.start()])
        origin.extend(range(position, found.start()))
        position = found.end()
    if not kept:
        return text, None
    origin.extend(range(position, len(text)))
    return "".join(kept) + text[position:], tuple(origin)


def _with_ij(text: str, origin: tuple[int, ...] | None) -> tuple[str, tuple[int, ...]]:
    """The one-sign ij of old typesetting becomes two letters that point at the same original sign."""
    positions = [
        origin[at] if origin else at for at, sign in enumerate(text) for _ in range(2 if sign == "\x02" else 1)
    ]
    return text.replace("\x02", "ij"), tuple(positions)


def _plain_letter(sign: str) -> str:
    plain = _COMPOSED.get(sign)
    if plain is None:
        plain = _SPECIAL.get(sign, "")
        if not plain:
            base = unicodedata.normalize("NFD", sign)[0]
            plain = base if base.isascii() and base.isalpha() else ("x" if sign.isalpha() else " ")
        _COMPOSED[sign] = plain
    return plain
