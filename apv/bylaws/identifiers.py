"""The names of official documents: CVDR works and versions in every spelling that occurs, and their addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass

REPOSITORY = "https://repository.officiele-overheidspublicaties.nl"
PORTAL = "https://lokaleregelgeving.overheid.nl"

_CVDR = re.compile(
    r"(?:^|(?<=[/:\s]))(?:1\.\d{1,2}:)?(?:CVDR(?:://)?)?/?(\d{3,9})(?:[_/-](\d{1,4}))?(?=$|[\s/.#?])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CvdrName:
    """A work ("CVDR72510") and, where known, one version of it (56)."""

    work: str
    version: int | None = None

    @property
    def expression(self) -> str:
        """ "CVDR72510_56", or the work alone when no version is known."""
        return self.work if self.version is None else f"{self.work}_{self.version}"

    @property
    def page(self) -> str:
        """The page a person can read."""
        return f"{PORTAL}/{self.work}" + ("" if self.version is None else f"/{self.version}")


def cvdr_name(raw: str) -> CvdrName | None:
    """The CVDR document meant by `raw`, or None.

    >>> cvdr_name("112779_1").expression, cvdr_name("1.0:101407_1").work, cvdr_name("CVDR229520-1").version
    ('CVDR112779_1', 'CVDR101407', 1)
    >>> cvdr_name("CVDR://90762_1").page
    'https://lokaleregelgeving.overheid.nl/CVDR90762/1'
    """
    raw = raw.strip()
    if "BWB" in raw.upper():
        return None
    match = _CVDR.search(raw)
    if match is None:
        return None
    number, version = match.groups()
    return CvdrName(f"CVDR{number}", int(version) if version else None)
