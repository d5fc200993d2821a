"""Recognised norms that are kept: an unchanged file is not read twice by the same recogniser.

A norm is kept as JSON under what it was made from: the bytes of the file, the catalogue, and the recogniser (its
code and word lists). A change in any of these, and the file is read again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from apv import __version__
from apv.bylaws.norms.recognise import Hit, Norm, recognise
from apv.bylaws.regulation import Regulation
from apv.bylaws.store.database import LibraryError
from apv.bylaws.store.records import Document
from apv.data_files import data_folder

if TYPE_CHECKING:
    from apv.bylaws.norms.lexicon import Lexicon
    from apv.bylaws.store.library import Library


@dataclass(frozen=True, slots=True)
class QuotedNorm:
    """A norm with the text of its article, as `Article.text`."""

    norm: Norm
    text: str

    @property
    def quote(self) -> str:
        """The words that it went by."""
        return self.text[slice(*self.norm.quote_at)]


@cache
def recogniser_version(catalogue: str) -> str:
    """Names what recognises: this code, its word lists and the catalogue with this version."""
    digest = hashlib.sha256(f"{__version__}\n{catalogue}\n".encode())
    code = Path(__file__).parents[1].rglob("*.py")
    words = data_folder("legal_sources").glob("*.xml")
    for path in (*sorted(code), *sorted(words)):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"sha256:{digest.hexdigest()}"


def norms_in(
    library: Library, document: Document, catalogue: str, lexicon: Callable[[], Lexicon]
) -> tuple[QuotedNorm, ...]:
    """The norms in `document`: as kept, else recognised with `lexicon` and kept for the next time.

    `catalogue` is the version of the catalogue that the lexicon is of.
    """
    recogniser = recogniser_version(catalogue)
    found = library.norms_for(document.hash, recogniser)
    if found is None:
        regulation = library.regulation(document.hash)
        found = quoted(recognise(regulation, lexicon()), regulation)
        with suppress(LibraryError):  # a library that cannot be written to only costs time the next time
            library.keep_norms(document.hash, recogniser, found)
    return found


def quoted(norms: tuple[Norm, ...], regulation: Regulation) -> tuple[QuotedNorm, ...]:
    """Each norm with its article in `regulation`."""
    articles = {(article.number, article.heading): article for article in reversed(regulation.articles)}
    return tuple(QuotedNorm(norm, articles[norm.article, norm.heading].text) for norm in norms)


def norms_text(norms: tuple[QuotedNorm, ...]) -> str:
    """The norms as JSON."""
    return json.dumps([asdict(norm) for norm in norms], ensure_ascii=False, separators=(",", ":"))


def norms_from(text: str) -> tuple[QuotedNorm, ...] | None:
    """The norms back from JSON; None when the text is damaged, for then they are recognised again."""
    try:
        return tuple(QuotedNorm(_norm(row["norm"]), str(row["text"])) for row in json.loads(text))
    except (ValueError, TypeError, KeyError):
        return None


def _norm(row: dict[str, Any]) -> Norm:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    return Norm(**values | {"words": tuple(Hit(**word) for word in row["words"])})
