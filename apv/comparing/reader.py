"""One file to one small value: the work that a comparison hands to its workers.

A worker opens the file, recognises its norms and forgets the text; what the comparison shows travels back, and of
the text only the articles with a norm.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from apv.bylaws.markup.cvdr import read_cvdr
from apv.bylaws.norms.lexicon import Lexicon, load_lexicon
from apv.bylaws.norms.recognise import Norm, recognise
from apv.bylaws.regulation import Article, Regulation
from apv.comparing.comparison import Failure, FoundNorm, ReadBylaw
from apv.comparing.sources import Source, data_of, shown
from apv.errors import ApvError, InputError
from apv.law.catalogue import Catalogue, load_catalogue

QUOTE_LENGTH = 300
"""Longest quotation from a by-law, in characters: enough to recognise the rule, not the rule itself."""

ReadFile = Callable[[Source], ReadBylaw]
"""Reads one by-law; raises ApvError when that is not possible. Must be picklable to run in other processes."""


@dataclass(frozen=True, slots=True)
class CatalogueReader:
    """Reads with the words of the catalogue in `folder` (None: the program's own).

    Each process loads the catalogue once. `version` is the catalogue of the one who asked: a worker on another
    machine that has other law answers with an error instead of with other results.
    """

    folder: Path | None
    version: str

    def __call__(self, source: Source) -> ReadBylaw:
        regulation = read_cvdr(data_of(source), where=shown(source))
        return summarise(regulation, lexicon_of(self.folder, self.version), file=shown(source))


@cache
def lexicon_of(folder: Path | None, version: str) -> Lexicon:
    """The words of the catalogue in `folder`, loaded once; InputError when that is not the catalogue `version`."""
    return load_lexicon(catalogue_of(folder, version))


def catalogue_of(folder: Path | None, version: str) -> Catalogue:
    """The catalogue in `folder`; InputError when that is not the catalogue `version`."""
    catalogue = load_catalogue(folder)
    if catalogue.version != version:
        raise InputError(
            "Dit werkproces heeft een andere catalogus dan het programma dat erom vroeg",
            where=catalogue.version,
            advice="Installeer overal dezelfde versie.",
        )
    return catalogue


def summarise(regulation: Regulation, lexicon: Lexicon, *, file: str) -> ReadBylaw:
    """What the comparison needs to know of `regulation`."""
    meta = regulation.meta
    norms = recognise(regulation, lexicon)
    wanted = {norm.article for norm in norms}
    articles = {
        (article.number, article.heading): article
        for article in reversed(regulation.articles)
        if article.number in wanted
    }
    return ReadBylaw(
        file=file,
        meta=meta,
        title=meta.citation_title or meta.title or regulation.title,
        articles=len(regulation.articles),
        norms=tuple(_found(norm, articles[norm.article, norm.heading]) for norm in norms),
        findings=regulation.findings,
    )


def try_to_read(read: ReadFile, source: Source) -> ReadBylaw | Failure:
    """What `read` makes of `source`, or why it could not: one broken file never stops a run."""
    try:
        return read(source)
    except ApvError as error:
        return Failure(shown(source), str(error))
    except Exception as error:  # a bug, or a file nobody foresaw: the other files still have to be read
        return Failure(
            shown(source),
            f"Het programma kon dit bestand niet verwerken ({type(error).__name__}: {error}). "
            "Meld dit met het bestand erbij.",
        )


def _found(norm: Norm, article: Article) -> FoundNorm:
    return FoundNorm(replace(norm, words=()), short_quote(article.text[slice(*norm.quote_at)]), article.text)


def short_quote(text: str) -> str:
    """The words of a by-law on one line, cut off at QUOTE_LENGTH."""
    quote = re.sub(r"\s+", " ", text).strip()
    return quote if len(quote) <= QUOTE_LENGTH else quote[: QUOTE_LENGTH - 1].rstrip() + "…"
