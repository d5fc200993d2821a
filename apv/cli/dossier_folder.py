"""Writes a dossier as a whole folder or not at all, and never over what a person made.

Everything is written beside the target first and then moved into place; what stands there stays until that worked.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from apv.drafting.dossier_record import RECORD, Record, read_record
from apv.errors import InputError

EDITED = "bewerkt"


def check_folder(folder: Path, *, force: bool) -> None:
    """InputError when a dossier cannot be put in `folder`; asked before the work starts."""
    if folder.exists() and not folder.is_dir():
        raise InputError("Dit is een bestand, geen map", where=str(folder), advice="Geef de naam van een map.")
    if not folder.absolute().parent.is_dir():
        raise InputError(
            "De map bestaat niet", where=str(folder.absolute().parent), advice="Maak de map eerst aan."
        )
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise InputError(
            "De map bestaat al", where=str(folder),
            advice="Kies een andere naam of gebruik --force; dan blijft staan wat niet door apv is gemaakt.",
        )  # fmt: skip


def write_folder(folder: Path, files: Mapping[str, bytes], *, force: bool) -> list[str]:
    """Write `files` as `folder`, in one move. With `force` the files of an earlier dossier are replaced; all else
    stays, and a document that a person edited is kept beside the new one under another name. Returns those names.

    Raises InputError when the folder exists without `force`, or holds a file of the same name that is not ours.
    """
    check_folder(folder, force=force)
    folder = folder.absolute()
    try:
        with _beside(folder) as fresh:
            for name, data in files.items():
                (fresh / name).write_bytes(data)
            kept = list(_keep(folder, fresh, files)) if folder.is_dir() else []
            fresh.chmod(0o755)
            _swap(fresh, folder)
    except OSError as error:
        raise InputError(
            "De map kan niet worden geschreven", where=str(folder), advice=f"{error.strerror}."
        ) from error
    return kept


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A new folder next to the target; gone afterwards unless it was moved, also after Ctrl-C."""
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _keep(folder: Path, fresh: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Take over from `folder` what is not ours to replace; yields the new names of edited documents."""
    record = _record(folder)
    for path in sorted(folder.iterdir()):
        made_before = record is not None and (path.name in record.outputs or path.name == RECORD)
        if not made_before:
            if path.name in files:
                raise InputError(
                    f"In deze map staat al een '{path.name}' dat niet bij een dossier hoort", where=str(folder),
                    advice="Verplaats dat bestand of kies een andere map.",
                )  # fmt: skip
            _take(path, fresh / path.name)
        elif record is not None and path.name != RECORD and path.is_file():
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() not in (record.outputs[path.name], _hash(files.get(path.name))):
                name = _free(path, folder, fresh)
                _take(path, fresh / name)
                yield name


def _record(folder: Path) -> Record | None:
    return read_record(folder) if (folder / RECORD).is_file() else None


def _hash(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _free(path: Path, *folders: Path) -> str:
    """A name for the edited document that is free in all folders."""
    number = 1
    while True:
        name = f"{path.stem}.{EDITED}{f'-{number}' if number > 1 else ''}{path.suffix}"
        if not any((folder / name).exists() for folder in folders):
            return name
        number += 1


def _take(source: Path, target: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)


def _swap(fresh: Path, folder: Path) -> None:
    """`fresh` takes the place of `folder`, which comes back when that fails."""
    if not folder.exists():
        fresh.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    folder.rename(old / "oud")
    try:
        fresh.rename(folder)
    except BaseException:
        (old / "oud").rename(folder)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
