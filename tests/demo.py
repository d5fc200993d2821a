"""`make demo`: the main job from start to end, each command shown as a user would type it, results in a folder.

Usage: python -m tests.demo PATH_TO_APV FOLDER
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from apv.data_files import data_folder

MUNICIPALITY = "Zandrecht"
EXAMPLES = data_folder("legal_sources") / "examples"


def commands(folder: Path) -> list[tuple[str, str]]:
    """(what it shows, arguments of apv), in order."""
    return [
        (
            "Welk recht geldt voor sissen en naroepen op straat?",
            "map sissen naroepen --setting public --place public_road",
        ),
        (
            "Dezelfde vraag als gegevens",
            f"map sissen naroepen --place public_road --format json -o {folder}/map.json",
        ),
        (
            "en als webpagina",
            f"map sissen naroepen --place public_road --format html -o {folder}/recht.html",
        ),
        (
            "en in Word, voor het dossier",
            f"map sissen naroepen --place public_road --format docx -o {folder}/recht.docx",
        ),
        ("Waar is niets geregeld?", "gaps sissen nafluiten naroepen seksuele-opmerking hinderlijk-volgen"),
        ("Alle gedragingen, in Excel", f"gaps --format xlsx -o {folder}/gaten.xlsx"),
        ("en in beeld", f"gaps --municipality {MUNICIPALITY} --format html -o {folder}/gaten.html"),
        ("Hoe was het in 2018?", "gaps sissen naroepen --date 2018-06-01"),
        *[
            (
                f"Een concept naar model {model}",
                f"draft {MUNICIPALITY} --model {model} --effective 2027-07-01 -o {folder}/concept-{model}.docx",
            )
            for model in ("rotterdam", "amsterdam", "gedraging", "hinder", "grond", "orde", "rest")
        ],
        (
            "Het hele raadsdossier",
            f"draft {MUNICIPALITY} --model gedraging --effective 2027-07-01 -o {folder}/dossier/",
        ),
        ("De voorbeeld-APV's naast elkaar", f"compare {shlex.quote(str(EXAMPLES))}"),
        (
            "Dezelfde vergelijking in Excel",
            f"compare {shlex.quote(str(EXAMPLES))} --format xlsx -o {folder}/vergelijking.xlsx",
        ),
        ("en als webpagina", f"compare {shlex.quote(str(EXAMPLES))} --format html -o {folder}/vergelijking.html"),
        (
            "Officiële teksten in een bibliotheek bewaren",
            f"library add {shlex.quote(str(EXAMPLES))} --library {folder}/bibliotheek.sqlite3",
        ),
        (
            "en daarin zoeken",
            f"library search uit te jouwen --library {folder}/bibliotheek.sqlite3",
        ),
    ]


def main(apv: str, target: str) -> int:
    """Run every command; 1 when one of them could not do its work."""
    folder = Path(target)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for title, arguments in commands(folder):
        print(f"\n# {title}\n$ apv {arguments}", flush=True)
        done = subprocess.run([apv, *shlex.split(arguments)], check=False)
        if done.returncode not in (0, 1):
            return done.returncode
    print(f"\nDe resultaten staan in {folder}/:")
    for path in sorted(folder.iterdir()):
        print(f"  {path.name}  ({path.stat().st_size:,} bytes)")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
