"""apv: harassment law for Dutch municipalities. Map behaviours to law, find gaps, draft by-laws, compare them.

The four verbs below are the whole public surface; everything they return is plain values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from apv.comparing.comparison import Comparison
    from apv.drafting.compose import Draft
    from apv.law.catalogue import Catalogue
    from apv.reasoning.gaps import Examined, GapReport

__version__ = "0.1.0"

__all__ = ["compare", "draft", "find_gaps", "load_catalogue", "map_behaviour"]


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The law as the program knows it; from `folder`, or the catalogue that comes with the program.

    >>> load_catalogue().version.partition(":")[0]
    'sha256'
    """
    from apv.law.catalogue import load_catalogue as load

    return load(folder)


def map_behaviour(
    behaviours: str | Sequence[str],
    day: date,
    *,
    setting: str = "",
    place: str = "",
    municipality: str = "",
    facts: Mapping[str, object] | None = None,
) -> Examined:
    """Which law applies to these behaviours on this day.

    >>> found = map_behaviour("sissen", date(2024, 7, 1), place="public_road")
    >>> [o.holds for o in found.outcomes if o.provision.id == "sr:429ter"]
    ['depends']
    """
    from apv.reasoning.gaps import examine
    from apv.reasoning.scenario import scenario

    catalogue = load_catalogue()
    names = [behaviours] if isinstance(behaviours, str) else behaviours
    asked = scenario(catalogue, day, names, setting=setting, place=place, municipality=municipality, facts=facts)
    return examine(catalogue, asked)


def find_gaps(
    behaviours: Sequence[str] = (), *, day: date, setting: str = "", place: str = "", municipality: str = ""
) -> GapReport:
    """Where national law leaves a gap, per behaviour (default: all of them), and whether a by-law may fill it.

    >>> [row.gap.status for row in find_gaps(["sissen"], day=date(2018, 6, 1)).rows]
    ['apv_only']
    """
    from apv.reasoning.gaps import gap_report

    return gap_report(load_catalogue(), day, behaviours, setting=setting, place=place, municipality=municipality)


def draft(municipality: str, model: str, *, on: date, effective: date | None = None) -> Draft:
    """A draft by-law amendment after one of the models, with its note and its legal risks on that day.

    >>> draft("Zandrecht", "rotterdam", on=date(2026, 11, 23)).article.heading
    'Straatintimidatie'
    """
    from apv.drafting.compose import draft as compose
    from apv.drafting.models import load_models

    return compose(
        load_catalogue(),
        municipality,
        load_models()[model],
        on=on,
        effective=effective,
        article=None,
        bylaw=None,
        slots=None,
    )


def compare(paths: Sequence[Path], *, on: date) -> Comparison:
    """The by-laws in these files and folders side by side.

    >>> from apv.data_files import data_folder
    >>> len(compare([data_folder("legal_sources") / "examples"], on=date(2026, 11, 23)).bylaws) >= 8
    True
    """
    from apv.comparing.batch import compare as run

    return run(paths, load_catalogue(), on=on, behaviours=None)
