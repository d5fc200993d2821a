"""What stays of an article that lapses: its number, marked the way the by-law marks its other lapsed articles."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from apv.bylaws.blocks import Block, Paragraph, Run
from apv.bylaws.regulation import Article, Regulation
from apv.dutch import long_date

MARK = "(vervallen)"
_MARK = re.compile(r"[\[(]\s*(?:vervallen|ingetrokken)\s*[\])]|\bvervallen\b", re.IGNORECASE)
_SINCE = re.compile(r"\s+(?:per|met ingang van|op)\s+\d{1,2} \w+ \d{4}")


def stub_of(bylaw: Regulation, article: Article, lapses: date | None = None) -> Article:
    """`article` once it has lapsed, in the form of the lapsed articles that `bylaw` has: with or without its
    heading, with or without the day (`lapses`). Without an example only the number and "(vervallen)" stay."""
    example = next((one for one in bylaw.articles if one.status == "repealed"), None)
    bare = replace(article, blocks=(), lids=(), status="repealed", jci="")
    if example is None:
        return replace(bare, heading=MARK)
    mark = _MARK.search(example.heading)
    keeps_heading = bool(_MARK.sub("", example.heading).strip(" .-–"))
    words = mark[0] if mark else ""
    heading = f"{article.heading} {words}".strip() if keeps_heading else words
    return replace(bare, heading=heading, blocks=_text(example, lapses))


def _text(example: Article, lapses: date | None) -> tuple[Block, ...]:
    text = example.text.strip()
    if not text or not _MARK.search(text):
        return () if _MARK.search(example.heading) else (Paragraph((Run(MARK),)),)
    since = _SINCE.search(text)
    if since and lapses:
        word = since[0].split(" ")[1]
        lead = "met ingang van" if word == "met" else word
        text = f"{text[: since.start()]} {lead} {long_date(lapses)}{text[since.end() :]}"
    elif since:
        text = text[: since.start()] + text[since.end() :]
    return (Paragraph((Run(text),)),)
