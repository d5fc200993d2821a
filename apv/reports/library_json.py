"""The library for machines: the JSON of `apv library add`, `list`, `show` and `search`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from apv.bylaws.regulation import Regulation
from apv.bylaws.store.adding import Addition
from apv.bylaws.store.records import Document, Work
from apv.bylaws.store.search import Search
from apv.findings import Finding
from apv.reports.json_values import day_json, finding_json


def added_json(additions: Sequence[Addition], ignored: int) -> dict[str, Any]:
    """What became of every file, and the counts."""
    counts = Counter(one.status for one in additions)
    return {
        "added": [
            {
                "file": one.file,
                "status": one.status,
                "id": one.id,
                "findings": [finding_json(finding) for finding in one.findings],
            }
            for one in additions
            if one.status != "failed"
        ],
        "failed": [{"file": one.file, "reason": one.reason} for one in additions if one.status == "failed"],
        "counts": {name: counts[name] for name in ("new", "newer_version", "known", "failed")},
        "ignored": ignored,
    }


def list_json(bylaws: Sequence[Work], laws: Sequence[Work]) -> dict[str, Any]:
    """Every work with its versions, old to new."""
    return {"bylaws": [_work(work) for work in bylaws], "laws": [_work(work) for work in laws]}


def show_json(document: Document, regulation: Regulation, findings: Sequence[Finding]) -> dict[str, Any]:
    """One document with its articles."""
    return {
        **document_json(document),
        "contents": [
            {"number": one.number, "heading": one.heading, "division": list(one.division), "text": one.text}
            for one in regulation.articles
        ],
        "findings": [finding_json(finding) for finding in findings],
    }


def search_json(search: Search, words: str) -> dict[str, Any]:
    """What was found; `marks` are offsets into the snippet."""
    return {
        "query": words,
        "total": search.total,
        "results": [
            {
                "id": found.document.id,
                "municipality": found.document.municipality or None,
                "title": found.document.title,
                "article": found.number or None,
                "heading": found.heading,
                "snippet": found.snippet,
                "marks": [list(mark) for mark in found.marks],
            }
            for found in search.found
        ],
    }


def document_json(document: Document) -> dict[str, Any]:
    """What the library knows of one document; dates are ISO text or None."""
    return {
        "id": document.id,
        "kind": document.kind,
        "work": document.work or None,
        "expression": document.expression or None,
        "municipality": document.municipality or None,
        "creator": document.creator or None,
        "title": document.title,
        "valid_from": day_json(document.valid_from),
        "valid_to": day_json(document.valid_to),
        "counts": document.counts,
        "articles": document.articles,
        "file": document.name,
        "origin": document.origin or None,
        "sha256": document.hash,
        "size": document.size,
    }


def _work(work: Work) -> dict[str, Any]:
    return {
        "work": work.id,
        "municipality": next((one.municipality for one in work.versions), "") or None,
        "title": work.title,
        "versions": [document_json(version) for version in work.versions],
    }
