"""`apv draft --verify MAP`: what people changed in a dossier, and what no longer agrees."""

from __future__ import annotations

from pathlib import Path

from apv.cli.output import as_json, check_free, deliver
from apv.drafting.dossier_check import check
from apv.drafting.dossier_record import read_record
from apv.drafting.dossier_texts import read_texts
from apv.errors import InputError
from apv.reports.dossier_check_text import check_json, check_text
from apv.safe_xml import read_bytes


def verify_dossier(folder: Path, format_: str, output: Path | None, *, force: bool) -> int:
    """Exit code 1 when something differs or no longer agrees; what is still to be filled in does not count."""
    if format_ not in ("text", "json"):
        raise InputError(f"--verify geeft geen '{format_}'", advice="Kies --format text of json.")
    if output is not None:
        check_free(output, force=force)
    record = read_record(folder)
    present = sorted(path.name for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    found = {name: read_texts(name, read_bytes(folder / name)) for name in record.texts if name in present}
    checked = check(record, found, present)
    content = as_json(check_json(checked)) if format_ == "json" else check_text(checked, folder.name)
    deliver(content, output, force=force)
    return 0 if checked.agrees else 1
