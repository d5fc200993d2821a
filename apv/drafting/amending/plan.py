"""What one new article, or one article less, asks of the rest of a by-law: an `Amendment` with every part of it.

The article itself, the penal clause, the table of contents and the definitions; what the by-law does not settle
becomes a marked question, never a silent gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from apv.bylaws.norms.lexicon import Lexicon
from apv.bylaws.norms.recognise import Norm, recognise
from apv.bylaws.references import find_references
from apv.bylaws.regulation import Article, Paragraph, Regulation, place
from apv.drafting.amending.amend import amend
from apv.drafting.amending.contents_lines import (
    change_line,
    has_contents,
    insert_line,
    lapsed_line,
    unknown_contents,
)
from apv.drafting.amending.definition_lines import define
from apv.drafting.amending.editing import all_spots, the_article
from apv.drafting.amending.operations import (
    About,
    Amendment,
    InsertArticle,
    LapseArticle,
    Operation,
    ReplaceArticle,
    Undecided,
)
from apv.drafting.amending.penal_clause import (
    extend_penal_clause,
    penal_clauses,
    shorten_penal_clause,
    undecided,
    undecided_removal,
)
from apv.drafting.amending.stubs import stub_of
from apv.drafting.placement import Placement

PARTS: tuple[About, ...] = ("article", "penal", "contents")
"""The usual order of the parts of an amending article; new definitions come first."""


def plan(
    bylaw: Regulation | None,
    article: Article,
    placement: Placement,
    lexicon: Lexicon,
    *,
    parts: Sequence[About] = PARTS,
    definitions: Mapping[str, str] | None = None,
    number_text: str = "",
    example: str = "",
) -> Amendment:
    """Everything that has to change in `bylaw` for `article` to stand at `placement` and work.

    An article that is marked as repealed is what stays of the one at its place. `parts` gives the order;
    `definitions` the meaning of place terms (without full stop) for when the by-law does not define them;
    `number_text` is how the number is written when a person has to settle it, `example` an article number that
    shows what to fill in. Without a by-law everything about it is a marked question.
    """
    shown = number_text or (article.number if placement.settled else _open_number(article))
    if article.status == "repealed":
        made = _parts_of_repeal(bylaw, article, placement, lexicon, shown)
    else:
        made = _parts_of_article(bylaw, article, placement, lexicon, shown, example, definitions or {})
    order: tuple[About, ...] = ("definition", *parts, "")
    return Amendment(tuple(operation for part in order for operation in made.get(part, ())))


def _parts_of_article(
    bylaw: Regulation | None,
    article: Article,
    placement: Placement,
    lexicon: Lexicon,
    shown: str,
    example: str,
    definitions: Mapping[str, str],
) -> dict[About, tuple[Operation, ...]]:
    named = replace(article, number=shown)
    whole = _article(bylaw, article, placement, example, shown)
    if bylaw is None:
        line = unknown_contents(named, f"de regel over artikel {_after(placement, example)}")
        return {"article": (whole,), "penal": (undecided(shown, None),), "contents": (line,)}
    norm = norm_in(bylaw, article, placement, lexicon)
    terms = norm.undefined_place_terms if norm else ()
    return {
        "article": (whole,),
        "penal": _penal(bylaw, lexicon, shown, norm),
        "contents": _contents(bylaw, named, placement),
        "definition": tuple(_definitions(bylaw, terms, definitions)),
    }


def _parts_of_repeal(
    bylaw: Regulation | None, stub: Article, placement: Placement, lexicon: Lexicon, shown: str
) -> dict[About, tuple[Operation, ...]]:
    if bylaw is not None and placement.settled and bylaw.article(stub.number):
        whole = repeal_to(bylaw, stub.number, stub, lexicon)
        return {about: whole.about(about) for about in ("article", "penal", "contents", "")}
    penal = tuple(penal_clauses(bylaw, lexicon)) if bylaw is not None else ()
    contents = (
        () if bylaw is not None and not has_contents(bylaw) else (lapsed_line(shown, known=bylaw is not None),)
    )
    return {
        "article": (Undecided(f"Artikel {shown} vervalt.", about="article"),),
        "penal": (undecided_removal(penal[0][0] if penal else None),),
        "contents": contents,
    }


def with_article(bylaw: Regulation, article: Article, placement: Placement) -> Regulation:
    """`bylaw` with `article` at its place, or at the end when that is not known: to read it among the others."""
    operation = _article(bylaw, article, placement, "", article.number)
    if isinstance(operation, Undecided):
        return replace(bylaw, body=place((*bylaw.body, article)))
    return amend(bylaw, Amendment((operation,)))


def norm_in(bylaw: Regulation, article: Article, placement: Placement, lexicon: Lexicon) -> Norm | None:
    """What the recogniser reads in the new article, with the by-law's own definitions and penal clause."""
    norms = recognise(with_article(bylaw, article, placement), lexicon)
    return next((norm for norm in norms if norm.article == article.number), None)


def repeal(
    bylaw: Regulation, number: str, lexicon: Lexicon, *, keep_number: bool = True, lapses: date | None = None
) -> Amendment:
    """Everything that has to change in `bylaw` when article `number` lapses on day `lapses` (where known).

    `keep_number`: its number stays, marked as the by-law does that. References to the article elsewhere in the
    by-law become marked questions. Raises InputError when the by-law has no such article.
    """
    article = the_article(bylaw, number)
    return repeal_to(bylaw, number, stub_of(bylaw, article, lapses) if keep_number else None, lexicon)


def repeal_to(bylaw: Regulation, number: str, stub: Article | None, lexicon: Lexicon) -> Amendment:
    """The same, with what stays in the place of the article given."""
    penal = shorten_penal_clause(bylaw, lexicon, number)
    contents = change_line(bylaw, the_article(bylaw, number), stub) if has_contents(bylaw) else ()
    handled = {spot.article for spot, _ in penal_clauses(bylaw, lexicon)} if penal else set()
    return Amendment((LapseArticle(number, stub), *penal, *contents, *_referring(bylaw, number, handled)))


def _open_number(article: Article) -> str:
    return f"[vul in: artikelnummer, voorstel {article.number}]"


def _after(placement: Placement, example: str) -> str:
    hint = f", bijvoorbeeld {example}" if example else ""
    return placement.after or f"[vul in: nummer van het artikel waarna het nieuwe artikel komt{hint}]"


def _article(
    bylaw: Regulation | None, article: Article, placement: Placement, example: str, shown: str
) -> Operation:
    anchor = article.number if placement.replaces else placement.after
    known = bylaw is not None and sum(one.number == anchor for one in bylaw.articles) == 1
    if placement.replaces and known:
        return ReplaceArticle(article)
    if placement.after and known:
        return InsertArticle(article, "after", placement.after)
    words = f"Na artikel {_after(placement, example)} wordt een artikel ingevoegd, luidende:"
    return Undecided(words, (replace(article, number=shown),), about="article")


def _penal(bylaw: Regulation, lexicon: Lexicon, number: str, norm: Norm | None) -> tuple[Operation, ...]:
    listed = norm.penal_listed if norm else None
    if listed:
        return ()
    if listed is None or "[" in number:
        return (undecided(number, None),)
    return extend_penal_clause(bylaw, lexicon, number)


def _contents(bylaw: Regulation, article: Article, placement: Placement) -> tuple[Operation, ...]:
    if not has_contents(bylaw):
        return ()
    if placement.replaces:
        old = bylaw.article(article.number)
        assert old is not None  # that is what it replaces
        return change_line(bylaw, old, article)
    return insert_line(bylaw, article, placement.after)


def _definitions(bylaw: Regulation, terms: Sequence[str], definitions: Mapping[str, str]) -> Iterator[Operation]:
    """Each missing definition; every next one sees those before it."""
    for term in terms:
        meaning = definitions.get(term) or f"[vul in: omschrijving van ‘{term}’]"
        made = define(bylaw, term, meaning)
        yield from made
        bylaw = amend(bylaw, Amendment(made))


def _referring(bylaw: Regulation, number: str, handled: set[str]) -> Iterator[Undecided]:
    """Other articles that point at the article; a penal clause that has been changed already is left out."""
    for article in bylaw.articles:
        if article.number == number or article.number in handled:
            continue
        for spot, blocks in all_spots(article):
            text = " ".join(block.text for block in blocks if isinstance(block, Paragraph))
            if any(
                found.kind == "article" and found.article == number and not found.elsewhere and not found.until
                for found in find_references(text)
            ):
                what = f"wat er komt in plaats van de verwijzing naar artikel {number}"
                yield Undecided(f"In {spot.words}{',' if ',' in spot.words else ''} wordt [vul in: {what}].")
