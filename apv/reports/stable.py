"""Same input, same bytes: Office files are zip archives whose entries carry the clock; this takes it out."""

from __future__ import annotations

import io
import zipfile

FIXED = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a zip entry can carry; chosen because it says nothing."""


def zip_bytes(data: bytes) -> bytes:
    """The zip archive `data` repacked with fixed timestamps and permissions, entries in their own order."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as packed:
        for entry in source.infolist():
            packed.writestr(fixed_entry(entry.filename), source.read(entry))
    return target.getvalue()


def fixed_entry(name: str) -> zipfile.ZipInfo:
    """How the file `name` is put into an archive: compressed, without the clock, with fixed permissions."""
    entry = zipfile.ZipInfo(name, FIXED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
