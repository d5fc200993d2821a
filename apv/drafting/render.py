"""Fills in the templates: Jinja2 with everything that can go wrong switched to safe, CVDR text out.

Values are escaped, a missing value is an error that names file and line, and a template can reach nothing but
what it is given. models.py and document.py give the meaning to what comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import TracebackType

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from apv.data_files import data_folder
from apv.dutch import enumeration, long_date, lower_first, ordinal
from apv.errors import InputError
from apv.safe_xml import parse_bytes

TEMPLATE_FAULTS = (TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError)
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that cannot stand in XML, and so in no Word document."""


def render(templates: Path, name: str, values: Mapping[str, object]) -> etree._Element:
    """The root element of template `name` (relative to `templates`, or else to our own) with `values` filled in.

    Raises InputError that names file and line when the template is wrong or asks for something that is not there.
    """
    try:
        text = _environment(templates).get_template(name).render(values)
    except TemplateNotFound as error:
        raise InputError(
            "Het sjabloon bestaat niet", where=str(templates / str(error.name)), advice="Controleer de map."
        ) from error
    except TemplateSyntaxError as error:
        raise InputError(
            "Het sjabloon is niet goed geschreven", where=f"{error.filename}, regel {error.lineno}",
            advice=f"Jinja2 meldt: {error.message}",
        ) from error  # fmt: skip
    except TEMPLATE_FAULTS as error:
        raise InputError(
            _what_is_wrong(error), where=_where(error, templates / name), advice="Verbeter het sjabloon."
        ) from error
    return parse_bytes(text.strip().encode(), where=f"{templates / name}, na het invullen")


def plain_text(what: str, text: str) -> str:
    """`text` with its white space tidied, fit for a document. `what` names it in Dutch for the error.

    Raises InputError when nothing is left or when it holds characters that no document can hold.
    """
    tidy = " ".join(text.split())
    if not tidy:
        raise InputError(f"{what} is leeg", advice="Vul iets in.")
    if FORBIDDEN.search(tidy):
        raise InputError(
            f"{what} bevat een teken dat niet in een document kan staan", advice="Haal stuurtekens weg."
        )
    return tidy


@cache
def _environment(templates: Path) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([templates, data_folder("templates")]),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals = {
        "enumeration": _enumeration,
        "long_date": long_date,
        "ordinal": ordinal,
        "leden": _leden,
    }
    environment.filters["prefixed"] = lambda text, prefix: f"{prefix}{text}"
    environment.filters["inline"] = lower_first
    environment.filters["opening"] = lambda text: text[:1].upper() + text[1:]
    return environment


def _enumeration(parts: Iterable[str], last: str = "en") -> str:
    """As apv.dutch has it, for the generators that Jinja2's filters give."""
    return enumeration(tuple(parts), last)


def _leden(first: int, count: int) -> str:
    """How a lid refers to `count` leden from `first` on: "eerste en tweede lid"."""
    return f"{enumeration([ordinal(number) for number in range(first, first + count)])} lid"


def _what_is_wrong(error: BaseException) -> str:
    if "is undefined" in str(error) or "has no attribute" in str(error):
        names = re.findall(r"'([^']*)'", str(error))
        if names:
            return f"Het sjabloon vraagt om '{names[-1]}', maar die naam bestaat niet"
    return f"Het sjabloon kan niet worden ingevuld ({error})"


def _where(error: BaseException, fallback: Path) -> str:
    """File and line of the innermost template frame; Jinja2 gives template code its own frames."""
    found = str(fallback)
    frame: TracebackType | None = error.__traceback__
    while frame is not None:
        file = frame.tb_frame.f_code.co_filename
        if file.endswith((".xml", ".jinja")):
            found = f"{file}, regel {frame.tb_lineno}"
        frame = frame.tb_next
    return found
