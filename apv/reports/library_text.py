"""What `apv library` tells on the screen: what was added, what there is, one text, and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from apv.bylaws.regulation import Article, Regulation
from apv.bylaws.store.adding import Addition
from apv.bylaws.store.records import Document, Work
from apv.bylaws.store.search import Found, Search
from apv.drafting.document import article_text as lines_of
from apv.dutch import long_date
from apv.findings import Finding
from apv.reports.paper import Paper
from apv.reports.tabular import visible

BEGIN, END = "»", "«"
"""Stand around the words found."""


def added_text(additions: Sequence[Addition], ignored: int, path: Path) -> str:
    """How many files came to which end, and where they are kept."""
    counts = Counter(one.status for one in additions)
    newer = f", {counts['newer_version']} nieuwere versie" + ("s" if counts["newer_version"] != 1 else "")
    parts = f"{counts['new']} nieuw{newer}, {counts['known']} al bekend, {counts['failed']} niet gelezen"
    lines = [f"{_files(len(additions))}: {parts}."]
    if ignored:
        lines.append(f"{_files(ignored)} overgeslagen: geen XML.")
    odd = [one for one in additions if one.remarks]
    if odd:
        lines.append(f"Bij {_files(len(odd))} valt iets op; bekijk het met apv library show {odd[0].id}.")
    lines.append(f"Bibliotheek: {visible(str(path))}")
    return "\n".join(lines)


def list_text(bylaws: Sequence[Work], laws: Sequence[Work]) -> str:
    """Every work with its versions, by-laws first."""
    paper = Paper()
    if not bylaws and not laws:
        paper.line("Niets gevonden in de bibliotheek.")
    for title, works in (("Regelingen van gemeenten", bylaws), ("Wetten", laws)):
        if not works:
            continue
        versions = sum(len(work.versions) for work in works)
        paper.section(f"{title}: {len(works)} ({_versions(versions)})")
        for work in works:
            creator = f"{work.creator} – " if work.creator else ""
            number = f" ({work.id})" if any(one.work for one in work.versions) else ""
            paper.line(visible(f"{creator}{work.title or 'zonder titel'}{number}"), hang=2)
            for version in work.versions:
                paper.pair(version.id, validity(version), indent=2, width=28)
    return str(paper)


def validity(document: Document) -> str:
    """When the document holds, and whether another file took its place."""
    start = f"vanaf {long_date(document.valid_from)}" if document.valid_from else "begindatum onbekend"
    if document.end is not None:
        start = f"{start.replace('vanaf', 'van')} tot {long_date(document.end)}"
    return start if document.counts else f"{start}; vervangen door een nieuwer bestand"


def show_text(
    document: Document,
    concerns: str,
    regulation: Regulation,
    findings: Sequence[Finding],
    others: Sequence[Document],
) -> str:
    """What the library knows of one document, with the list of its articles.

    `concerns` is what this version is about, `others` the other versions that are kept.
    """
    paper = Paper()
    paper.title(visible(document.title or document.id))
    pairs = [
        ("Kenmerk", document.id),
        ("Van", document.creator),
        ("Geldig", validity(document)),
        ("Betreft", concerns),
        ("Bestand", document.name),
        ("Adres", document.origin),
        ("Vingerafdruk", f"sha256:{document.hash}"),
        ("Ook bewaard", ", ".join(one.id for one in others)),
    ]
    for label, text in pairs:
        if text:
            paper.pair(label, visible(text))
    paper.section(f"Artikelen ({document.articles})")
    for article in regulation.articles:
        paper.line(visible(_named(article)), indent=2, hang=4)
    if findings:
        paper.section(f"Bevindingen ({len(findings)})")
        paper.bullets(visible(str(finding)) for finding in findings)
    return str(paper)


def article_text(document: Document, article: Article) -> str:
    """The words of one article, with where they come from."""
    paper = Paper()
    heading, *lines = lines_of(article)
    paper.title(visible(heading))
    for line in lines:
        paper.line(visible(line), hang=3)
    paper.blank()
    paper.line(visible(f"Bron: {document.title}, {document.creator or 'landelijk'} ({document.id})."))
    return str(paper)


def search_text(search: Search, words: str) -> str:
    """The articles found, best first, each with the words around what was asked."""
    paper = Paper()
    if not search.found:
        paper.line(f"Niets gevonden voor: {visible(words)}.")
        return str(paper)
    for found in search.found:
        paper.line(visible(_where(found)), hang=2)
        paper.line(visible(marked_snippet(found)), indent=4)
    paper.blank()
    if search.total > len(search.found):
        paper.line(f"{len(search.found)} van {search.total} artikelen; --limit toont er meer.")
    else:
        paper.line("1 artikel gevonden." if search.total == 1 else f"{search.total} artikelen gevonden.")
    return str(paper)


def marked_snippet(found: Found) -> str:
    """The snippet with marks around the words found."""
    text, position = "", 0
    for start, end in found.marks:
        text += found.snippet[position:start] + BEGIN + found.snippet[start:end] + END
        position = end
    return text + found.snippet[position:]


def removed_text(gone: Sequence[Document]) -> str:
    """What is no longer kept."""
    return "\n".join(
        visible(f"Verwijderd: {one.expression or one.hash} – {one.title} {one.creator}").rstrip() for one in gone
    )


def _where(found: Found) -> str:
    article = f"artikel {found.number} " if found.number else ""
    creator = found.document.creator or found.document.title
    return f"{creator}, {article}{found.heading} ({found.document.id})"


def _named(article: Article) -> str:
    number = f"{article.label} {article.number}".strip()
    return f"{number} {article.heading}".strip()


def _files(count: int) -> str:
    return "1 bestand" if count == 1 else f"{count} bestanden"


def _versions(count: int) -> str:
    return "1 versie" if count == 1 else f"{count} versies"
