"""Fills in the templates: Jinja2 with everything that can go wrong switched to safe, CVDR text out.

Values are escaped, a missing value is an error that names file and line, and a template can reach nothing but
what it is given. models.py and document.py give the meaning to what comes out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import TracebackType

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from apv.data_files import data_folder
from apv.dutch import enumeration, long_date, lower_first, ordinal
from apv.errors import InputError
from apv.safe_xml import parse_bytes

TEMPLATE_FAULTS = (TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError)
FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that cannot stand in XML, and so in no Word document."""
JINJA = ("{%", "{{", "{#")
"""Marks of something to fill in."""
ONLY = "#"
"""Between the name of a template and the one element of it that is wanted."""


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


def render_part(templates: Path, name: str, part: str, values: Mapping[str, object]) -> etree._Element | None:
    """The element `part`, right under the root of what `render` gives; None when there is none.

    The rest of the template is left alone, so that a mistake in it may not show.
    """
    try:
        text = _environment(templates).get_template(f"{name}{ONLY}{part}").render(values)
    except TEMPLATE_FAULTS:
        root = render(templates, name, values)  # it needs the rest, or it is wrong: the whole tells
    else:
        root = parse_bytes(text.strip().encode(), where=f"{templates / name}, na het invullen")
    return root if root.tag == part else root.find(part)


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


class _Loader(FileSystemLoader):
    """Loads "name", or of that "name#part": reading one element takes a fraction of the time of the whole."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        name, _, part = template.partition(ONLY)
        source, path, fresh = super().get_source(environment, name)
        return (_cut(source, part) if part else source), path, fresh


def _cut(source: str, part: str) -> str:
    """The element `part` alone, at its own lines; all of `source` when the tags do not tell where it is, or when
    there is something to fill in before it."""
    opening = list(re.finditer(rf"<{part}\b[^>]*>", source))
    closing = list(re.finditer(rf"</{part}\s*>", source))
    if len(opening) != 1 or len(closing) != 1:
        return source
    start, end = opening[0].start(), closing[0].end()
    if any(mark in source[:start] for mark in JINJA):
        return source
    return "\n" * source.count("\n", 0, start) + source[start:end]


@cache
def _environment(templates: Path) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=_Loader([templates, data_folder("templates")]),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        optimized=False,  # a template is filled in once or twice: that costs less than folding its constants
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
