"""Reads any official file, by-law or statute: looks at the root and picks the reader."""

from __future__ import annotations

from pathlib import Path

from apv.bylaws.markup.bwb import statute_from
from apv.bylaws.markup.cvdr import regulation_from
from apv.bylaws.markup.outline import parse_outline
from apv.bylaws.markup.roots import STATUTE_ROOTS
from apv.bylaws.regulation import Regulation
from apv.safe_xml import local_name, read_bytes


def read_document(path: Path) -> Regulation:
    """The by-law or statute in the file at `path`. Raises InputError for anything else, in words."""
    return read_data(read_bytes(path), where=str(path))


def read_data(data: bytes, *, where: str) -> Regulation:
    """The by-law or statute in `data`; `where` names it in messages. Raises InputError for anything else."""
    outline = parse_outline(data, where=where)
    if local_name(outline.root) in STATUTE_ROOTS:
        return statute_from(outline.root, where=where)
    return regulation_from(outline, where=where)
