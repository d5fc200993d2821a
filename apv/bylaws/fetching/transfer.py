"""What asking an official service gives: a reply, or one of the ways in which it fails.

`official` is the only module that really asks; `plan` and `pull` work with this much of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from apv.errors import ApvError


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer of a service. With `unchanged` there is no data: what one has is still the same."""

    data: bytes = b""
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    unchanged: bool = False


class Web(Protocol):
    """Something that fetches addresses, politely."""

    def get(self, address: str, *, etag: str = "", last_modified: str = "") -> Reply:
        """The document at `address`, if it is another than etag or last_modified name. Raises FetchError."""
        ...


class FetchError(ApvError):
    """This document could not be fetched; others may."""


class Unavailable(FetchError):
    """The service did not answer, or not well; after several in a row there is no use in going on."""


class Overloaded(Unavailable):
    """The service asks to be left alone for longer than one can wait."""
