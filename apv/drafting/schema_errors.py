"""What a schema check found, in Dutch: the first error that says most, with its line.

libxml2 reports in English; a jurist who writes a model reads Dutch. What is not known here is shown as it is.
"""

from __future__ import annotations

import re

from lxml import etree

_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"Element '(.+?)', attribute '(.+?)': The attribute '.+?' is not allowed",
     "Het element '{0}' kent het attribuut '{1}' niet."),
    (r"Element '(.+?)': The attribute '(.+?)' is required but missing",
     "Het element '{0}' mist het attribuut '{1}'."),
    (r"Element '(.+?)', attribute '(.+?)': \[facet 'enumeration'\] The value '(.*?)' is not an element of the set "
     r"\{(.+?)\}", "Bij element '{0}' kan '{1}' niet '{2}' zijn. Kies uit: {3}."),
    (r"Element '(.+?)', attribute '(.+?)': \[facet 'pattern'\] The value '(.*?)' is not accepted",
     "Bij element '{0}' is '{2}' niet goed geschreven als '{1}'."),
    (r"Element '(.+?)', attribute '(.+?)': '(.*?)' is not a valid value",
     "Bij element '{0}' is '{2}' niet goed geschreven als '{1}'."),
    (r"Element '(.+?)': \[facet 'pattern'\] The value '\s*' is not accepted", "Het element '{0}' is leeg."),
    (r"Element '(.+?)': This element is not expected\. Expected is (?:one of )?\( (.+?) \)",
     "Het element '{0}' staat hier niet goed. Hier hoort: {1}."),
    (r"Element '(.+?)': This element is not expected", "Het element '{0}' hoort hier niet."),
    (r"Element '(.+?)': Missing child element\(s\)\. Expected is (?:one of )?\( (.+?) \)",
     "In het element '{0}' ontbreekt iets. Er hoort nog: {1}."),
    (r"Element '(.+?)': Character content other than whitespace is not allowed",
     "In het element '{0}' staat tekst die daar niet hoort."),
    (r"Element '(.+?)': No matching global declaration",
     "Het bestand begint met '{0}'; dat is hier geen bekend element."),
)  # fmt: skip


def first_error(schema: etree.XMLSchema) -> tuple[int, str]:
    """Line and Dutch sentence of the first error of the last check by `schema`.

    A value that is wrong in two ways is reported twice; the report that says what would be right wins.
    """
    errors = list(schema.error_log)
    same = [error for error in errors if error.line == errors[0].line]
    best = next((error for error in same if "facet" in error.message), same[0])
    return best.line, _dutch(best.message)


def _dutch(message: str) -> str:
    for pattern, sentence in _SENTENCES:
        found = re.match(pattern, message)
        if found:
            return sentence.format(*(group.replace("'", "") for group in found.groups()))
    return f"De controle meldt: {message}"
