"""Where the product's own data lies: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path


def data_folder(name: str) -> Path:
    """The folder `legal_sources` or `templates` that belongs to this installation."""
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
