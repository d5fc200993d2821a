"""Where the library lies: where the user says, else in the folder that this kind of computer has for user data."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "APV_LIBRARY"
"""The environment variable that names another place."""

FILE = "bibliotheek.sqlite3"
_SUFFIXES = frozenset({".sqlite3", ".sqlite", ".db"})


def user_folder(environ: Mapping[str, str], platform: str, home: Path) -> Path:
    """The folder for the data of this user; `platform` as in sys.platform.

    >>> user_folder({"XDG_DATA_HOME": "/data"}, "linux", Path("/home/ans")).as_posix()
    '/data/apv'
    >>> user_folder({}, "linux", Path("/home/ans")).as_posix()
    '/home/ans/.local/share/apv'
    """
    if platform == "darwin":
        return home / "Library" / "Application Support" / "apv"
    if platform.startswith("win"):
        local = environ.get("LOCALAPPDATA", "")
        return (Path(local) if local else home / "AppData" / "Local") / "apv"
    data = Path(environ.get("XDG_DATA_HOME", ""))
    # a relative path there says nothing, by the rules for that variable
    return (data if data.is_absolute() else home / ".local" / "share") / "apv"


def library_place(named: Path | None = None) -> Path:
    """The library the user means: the place named, else that of the environment, else the user's data folder."""
    if named is not None:
        return named.expanduser()
    if there := os.environ.get(VARIABLE, "").strip():
        return Path(there).expanduser()
    return user_folder(os.environ, sys.platform, Path.home())


def database_path(place: Path) -> Path:
    """The database file of the library at `place`: a folder, or the file itself.

    >>> database_path(Path("mijn/map")).as_posix(), database_path(Path("apvs.db")).as_posix()
    ('mijn/map/bibliotheek.sqlite3', 'apvs.db')
    """
    if place.is_file() or (place.suffix.lower() in _SUFFIXES and not place.is_dir()):
        return place
    return place / FILE


def library_exists(place: Path) -> bool:
    """Whether anything was ever put into the library at `place`."""
    path = database_path(place)
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
